"""Figures of a few emitters by full quantum theory, and of closures beside it."""

from functools import lru_cache

import numpy as np

from lasercore import cumulants, lindblad
from lasercore._checks import pump_array, real_array
from lasercore.units import scientific
from nanobook.ch15_debate.names import (
    GREY,
    PER_LOSS,
    QUANTUM,
    closures_of,
    range_is_marked,
)
from nanobook.style import MARKERS, label_line, line_styles, log_axis


@lru_cache(maxsize=256)
def quantum_light(laser, pump):
    """⟨n_p⟩, g²(0) and linewidth (Hz) by full quantum theory."""
    solution = lindblad.solve(laser, pump, progress=False)
    light = solution.statistics
    return light.mean, light.g2, solution.linewidth()


@lru_cache(maxsize=256)
def dropped(laser, pump):
    """δ⟨b†b n⟩/(⟨b†b⟩⟨n⟩) of one emitter by full quantum theory: a third cumulant."""
    solution = lindblad.solve(laser, pump, progress=False)
    light = solution.statistics
    occupation = light.carriers / laser.n_emitters
    return solution.photon_carrier_correlation() / (light.mean * occupation)


def moment_errors(ax, laser, pumps, closures=("cim", "comment")):
    """Draw the relative error of the photon number by closures, and the cumulant they drop.

    The incoherent state's n_p over ⟨n_p⟩ of full quantum theory, minus one; and, with
    circles, the size of −δ⟨b†b n⟩/(⟨b†b⟩⟨n⟩), the third cumulant that is set to zero.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
        Of a few emitters, with `gamma_2`.
    pumps : array, s⁻¹, positive
    closures : sequence of str or Closure
        Of the named ones, all with ``"s* s"`` have the same incoherent state.

    Returns
    -------
    matplotlib Axes
        The first lines are those of the closures, in their order.

    Source
    ------
    Not in the cited papers.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import Laser
    >>> laser = Laser(2, 1.0, 1.0, 1.0, gamma_2=50.0)
    >>> len(moment_errors(Figure().add_subplot(), laser, [2.0, 8.0]).lines)
    4
    """
    pumps = pump_array(pumps)
    rates = pumps / (laser.n_emitters * laser.gamma_c)
    for place, (label, style, errors) in enumerate(_errors(laser, pumps, closures)):
        (line,) = ax.plot(rates, 100 * errors, **style)
        label_line(ax, line, label, 0.6, (0, 6 if place % 2 else -32), ha="center")
    third = -100 * np.array([dropped(laser, float(pump)) for pump in pumps])
    (line,) = ax.plot(rates, third, **QUANTUM, linestyle=":")
    label_line(ax, line, r"dropped: $-\delta\langle b^\dagger b\,n\rangle$", 0.0, (0, 14))
    ax.margins(y=0.15)
    ax.axhline(0, color="black", linestyle="-", linewidth=0.8)
    log_axis(ax.xaxis)
    ax.set(xlabel=PER_LOSS, ylabel="share (%)")
    return ax


def _errors(laser, pumps, closures):
    """(label, style, n_p over the exact one minus one) for each closure."""
    exact = np.array([quantum_light(laser, float(pump))[0] for pump in pumps])
    with range_is_marked():
        return [
            (label, style, cumulants.incoherent_state(laser, pumps, closure).photons / exact - 1)
            for closure, label, style in closures_of(closures)
        ]


def describe_moment_errors(laser, pumps, closures=("cim", "comment")):
    """Say in words what `moment_errors` shows.

    Parameters
    ----------
    laser, pumps, closures
        As for `moment_errors`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import Laser
    >>> print(describe_moment_errors(Laser(2, 1.0, 1.0, 1.0, gamma_2=50.0), [2.0, 8.0]))
    Error of the photon number with 2 emitters: CIM at most +25.6 % at r = 4.00 γ_c, +25.6 % at 4.00 γ_c; Comment at most +25.9 % at r = 4.00 γ_c, +25.9 % at 4.00 γ_c. The dropped third cumulant is at most −22.4 % of its product, at r = 1.00 γ_c.
    """  # noqa: E501 - the sentence is printed as it is
    pumps = pump_array(pumps)
    rates = pumps / (laser.n_emitters * laser.gamma_c)
    parts = []
    for label, _, errors in _errors(laser, pumps, closures):
        most = int(np.argmax(np.abs(errors)))
        parts.append(
            f"{label} at most {100 * errors[most]:+.1f} % at r = {scientific(rates[most])} γ_c,"
            f" {100 * errors[-1]:+.1f} % at {scientific(rates[-1])} γ_c"
        )
    third = np.array([dropped(laser, float(pump)) for pump in pumps])
    most = int(np.argmax(np.abs(third)))
    return (
        f"Error of the photon number with {laser.n_emitters} emitters: {'; '.join(parts)}. The"
        f" dropped third cumulant is at most {100 * third[most]:.1f} % of its product, at r ="
        f" {scientific(rates[most])} γ_c."
    ).replace("-", "−")


def few_emitters(axes, lasers, pumps):
    """Draw photons, g²(0) and linewidth of a few emitters by full quantum theory.

    Parameters
    ----------
    axes : sequence of three matplotlib Axes
        For photons, g²(0) and linewidth, from top to bottom.
    lasers : dict from int to Laser, or sequence of Laser
        Told apart by their number of emitters.
    pumps : array, s⁻¹, positive
        r = J/n_0, the pump of one emitter, the same for all lasers.

    Returns
    -------
    sequence of matplotlib Axes

    Source
    ------
    The Lindblad equation as :func:`lasercore.lindblad.solve` has it; not in the cited papers.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import Laser
    >>> lasers = [Laser(n, 2 / n, 1.0, 1.0, gamma_2=50.0) for n in (1, 2)]
    >>> axes = few_emitters(Figure().subplots(3), lasers, [0.5, 5.0])
    >>> [len(ax.lines) for ax in axes]
    [2, 3, 2]
    """
    lasers, per_emitter = _lasers(lasers), real_array("pumps", pumps, "s⁻¹", positive=True)
    for laser, style, marker in zip(lasers, line_styles(), MARKERS, strict=False):
        photons, g2, width = light_of(laser, per_emitter * laser.n_emitters)
        values = photons, g2, 2 * np.pi * width / laser.gamma_c
        for ax, one in zip(axes, values, strict=True):
            ax.plot(per_emitter / laser.gamma_c, one, marker=marker, markersize=4.5,
                    label=f"{laser.n_emitters}", **style)  # fmt: skip
    labels = ("photons", "$g^{(2)}(0)$", r"linewidth $2\pi\Delta\nu/\gamma_c$")
    for ax, label in zip(axes, labels, strict=True):
        log_axis(ax.xaxis)
        ax.set(ylabel=label)
    for ax in (axes[0], axes[2]):
        log_axis(ax.yaxis)
    axes[1].axhline(1, color=GREY, linestyle=":", linewidth=1.2)
    axes[0].legend(title="emitters $n_0$", fontsize=9.5, title_fontsize=9.5)
    axes[-1].set_xlabel(PER_LOSS)
    return axes


def _lasers(lasers):
    return list(lasers.values()) if hasattr(lasers, "values") else list(lasers)


def light_of(laser, pumps):
    """`quantum_light` of many pumps: three arrays."""
    return np.array([quantum_light(laser, float(pump)) for pump in pumps]).T


def describe_few_emitters(lasers, pumps):
    """Say in words what `few_emitters` shows.

    Parameters
    ----------
    lasers, pumps
        As for `few_emitters`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import Laser
    >>> lasers = [Laser(n, 2 / n, 1.0, 1.0, gamma_2=50.0) for n in (1, 2)]
    >>> print(describe_few_emitters(lasers, [0.5, 5.0]))
    Full quantum theory from r = 0.500 to 5.00 γ_c per emitter. 1 emitter: 0.173 to 1.24 photons, g²(0) 1.07 to 1.20, linewidth 2.09 to 0.713 γ_c/2π; 2 emitters: 0.228 to 1.96 photons, g²(0) 1.40 to 1.27, linewidth 1.97 to 0.508 γ_c/2π. No curve has a kink.
    """  # noqa: E501 - the sentence is printed as it is
    per_emitter = real_array("pumps", pumps, "s⁻¹", positive=True)[[0, -1]]
    parts = []
    for laser in _lasers(lasers):
        photons, g2, width = light_of(laser, per_emitter * laser.n_emitters)
        r = per_emitter / laser.gamma_c
        many = "emitter" if laser.n_emitters == 1 else "emitters"
        parts.append(
            f"{laser.n_emitters} {many}: {scientific(photons[0])} to {scientific(photons[1])}"
            f" photons, g²(0) {g2[0]:.2f} to {g2[1]:.2f}, linewidth"
            f" {scientific(2 * np.pi * width[0] / laser.gamma_c)} to"
            f" {scientific(2 * np.pi * width[1] / laser.gamma_c)} γ_c/2π"
        )
    return (
        f"Full quantum theory from r = {scientific(r[0])} to {scientific(r[1])} γ_c per emitter."
        f" {'; '.join(parts)}. No curve has a kink."
    )
