"""Figures of a few emitters by full quantum theory, and of closures beside it."""

from functools import lru_cache

import numpy as np

from lasercore import cumulants, lindblad
from lasercore.checks import a_laser, pump_array, real_array
from nanobook.debated import (
    PER_LOSS,
    QUANTUM,
    closures_of,
    range_is_marked,
)
from nanobook.style import GUIDE, MARKERS, label_line, line_styles, log_axis


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

    Source: Not in the cited papers.
    """
    a_laser(laser)
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


def few_emitters(axes, lasers, pumps):
    """Draw photons, g²(0) and linewidth of a few emitters by full quantum theory.

    Source: The Lindblad equation as :func:`lasercore.lindblad.solve` has it; not in the cited
    papers.
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
    axes[1].axhline(1, **GUIDE)
    axes[0].legend(title="emitters $n_0$", fontsize=9.5, title_fontsize=9.5)
    axes[-1].set_xlabel(PER_LOSS)
    return axes


def _lasers(lasers):
    return list(lasers.values()) if hasattr(lasers, "values") else list(lasers)


def light_of(laser, pumps):
    """`quantum_light` of many pumps: three arrays."""
    return np.array([quantum_light(laser, float(pump)) for pump in pumps]).T
