"""Figures of class B in time: coincidences, the emitters after a photon."""

import numpy as np

from lasercore import langevin, rate_equations
from lasercore.density_matrix.dynamics import Fading, evolve
from lasercore.density_matrix.ladder import ladder
from lasercore.density_matrix.solution import SMALLEST_WEIGHT
from nanobook.ch13_class_b.states import (
    EXACT,
    GREY,
    LOOKS,
    SAMPLED,
    SOLVED,
    exact,
    laser,
    pump,
    state,
)
from nanobook.style import COLOURS

DELAY = r"delay $\gamma_{bg}\tau$"


def class_b_g2_in_time(ax, name, rate, until, sampled=None, printed=False):
    """Draw g²(τ) of a laser: class B, and exact circles or else Langevin and Gillespie.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        A laser of `density_matrix.regimes`.
    rate, until : float
        λ = J/n_0 and the longest delay, in units of γ_bg and 1/γ_bg.
    sampled : SampledCurve or None
        g²(τ) by a simulation, drawn with error bars.
    printed : bool
        Add class B from the start that is printed in the paper, with P(n) for P(n + 1).

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Figs. 5 and 6.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> class_b_g2_in_time(Figure().add_subplot(), "nanoscopic", 3.0, 1.0).get_ylabel()
    '$g^{(2)}(\\\\tau)$'
    """
    delay = np.linspace(0, until, 241)
    ax.plot(delay, state(name, rate).g2(delay), label="class B", **LOOKS["class B"])
    if rate <= max(SOLVED[name]):
        few = delay[::8]
        ax.plot(few, exact(name, rate).g2(few), label="exact", **EXACT)
    else:
        values = langevin.g2(laser(name), pump(name, rate), delay)
        ax.plot(delay, values, label="Langevin", **LOOKS["Langevin"])
    if sampled is not None:
        errors = 2 * sampled.errors
        ax.errorbar(sampled.x, sampled.values, errors, label="Gillespie ± 2σ", **SAMPLED)
    if printed:
        label = "class B, printed start"
        ax.plot(delay, printed_start(name, rate, delay), "--", color=COLOURS[5], label=label)
    ax.axhline(1, color=GREY, linestyle=":", linewidth=1.2)
    ax.set(xlabel=DELAY, ylabel=r"$g^{(2)}(\tau)$", xlim=(0, until))
    return ax


def printed_start(name, rate, delay):
    """Σ n θ_n(τ)/⟨n⟩² from θ_n(0) = (n + 1) P(n), as the paper prints it.

    Parameters
    ----------
    name : str
        A laser of `density_matrix.regimes`.
    rate : float
        λ = J/n_0.
    delay : array
        Not negative.

    Returns
    -------
    array

    Source
    ------
    The printed start of yacomotti2022; aρa† gives (n + 1) P(n + 1).

    Example
    -------
    >>> print(printed_start("nanoscopic", 3.0, np.array([0.0, 5.0])).round(3))
    [1.962 1.433]
    """
    found = state(name, rate)
    p = found.probabilities
    rungs = ladder(found.laser, found.pump, 0, len(p) - 1)
    window = slice(0, int(np.flatnonzero(p > SMALLEST_WEIGHT * p.max())[-1]) + 1)
    motion = Fading(rungs, found.occupation, found.occupation / rungs.balance, window)
    # Of the steady values, both P and ρ, the printed start is n + 1 times as much.
    start = rungs.photons[window] + 1
    times, places = np.unique(np.asarray(delay, float), return_inverse=True)
    later, _ = evolve(motion, start, start, times)
    return (later @ (rungs.photons * p)[window])[places] / found.statistics.mean**2


def describe_class_b_g2_in_time(name, rate, until, printed=False):
    """Say in words what `class_b_g2_in_time` shows.

    Parameters
    ----------
    name, rate, until, printed
        As for `class_b_g2_in_time`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_class_b_g2_in_time("nanoscopic", 3.0, 1.0, printed=True))
    g²(τ) of the nanoscopic laser at λ = 3: class B starts at 1.097, is least, 0.964, at 0.158; exact starts at 1.145, is least, 0.981, at 0.204; the printed start begins at 1.962 and ends at 1.433.
    """  # noqa: E501 - the sentence is printed as it is
    delay = np.linspace(0, until, 241)
    curves = {"class B": state(name, rate).g2(delay)}
    if rate <= max(SOLVED[name]):
        curves["exact"] = exact(name, rate).g2(delay)
    else:
        curves["Langevin"] = langevin.g2(laser(name), pump(name, rate), delay)
    parts = [
        f"{model} starts at {values[0]:.3f}, is least, {values.min():.3f}, at"
        f" {delay[values.argmin()]:.3f}"
        for model, values in curves.items()
    ]
    if printed:
        first, last = printed_start(name, rate, delay)[[0, -1]]
        parts.append(f"the printed start begins at {first:.3f} and ends at {last:.3f}")
    return f"g²(τ) of the {name} laser at λ = {rate:g}: {'; '.join(parts)}."


def after_photon(name, rate, delay):
    """Deviations of photons and emitters from their means after a photon: class B, classical.

    The rate equations start with the same deviations from their own steady state.
    """
    light, found = state(name, rate).statistics, state(name, rate).after_photon(delay)
    photons, carriers = found.photons - light.mean, found.carriers - light.carriers
    rest = rate_equations.steady_state(laser(name), pump(name, rate))
    classical = rate_equations.transient(
        laser(name), pump(name, rate), delay,
        carriers=float(rest.carriers + carriers[0]), photons=float(rest.photons + photons[0]),
    )  # fmt: skip
    return (photons, carriers), (
        classical.photons - rest.photons, classical.carriers - rest.carriers,
    )  # fmt: skip


def emitters_after_photon(ax, name, rate, until):
    """Draw how photons and excited emitters differ from their means after a photon has left.

    Solid: photons by class B, left axis; dashed: emitters, right axis. Thin dotted: the rate
    equations from the same displacement.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        A laser of `density_matrix.regimes`.
    rate, until : float
        λ = J/n_0 and the longest delay, in units of γ_bg and 1/γ_bg.

    Returns
    -------
    matplotlib Axes
        Of the photons; that of the emitters is the figure's next one.

    Source
    ------
    yacomotti2022 Figs. 5 and 6 (upper level); the classical curves are not in it.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> emitters_after_photon(Figure().add_subplot(), "nanoscopic", 3.0, 1.0).get_ylabel()
    'photons − mean'
    """
    delay = np.linspace(0, until, 401)
    quantum, classical = after_photon(name, rate, delay)
    right = ax.twinx()
    sides = ((ax, COLOURS[0], "-", "photons − mean"), (right, COLOURS[1], "--", "emitters − mean"))
    for (side, colour, dash, label), mine, theirs in zip(sides, quantum, classical, strict=True):
        side.plot(delay, mine, color=colour, linestyle=dash, label=label)
        side.plot(delay, theirs, color=colour, linestyle=":", linewidth=1.3)
        largest = 1.08 * np.abs(mine).max()
        side.set_ylim(-largest, largest)
        side.set_ylabel(label, color=colour)
        side.tick_params(axis="y", colors=colour)
    right.spines["right"].set_visible(True)
    right.grid(visible=False)
    ax.axhline(0, color=GREY, linestyle=":", linewidth=1.2)
    ax.set(xlabel=DELAY, xlim=(0, until))
    return ax


def describe_emitters_after_photon(name, rate, until):
    """Say in words what `emitters_after_photon` shows.

    Parameters
    ----------
    name, rate, until
        As for `emitters_after_photon`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_emitters_after_photon("mesoscopic", 0.15, 1.5))
    After a photon has left the mesoscopic laser at λ = 0.15: photons start at 4.96 above their mean, least at 0.161; emitters start at −54.1, largest at 0.274, 0.112 later; the rate equations have their least photons at 0.150.
    """  # noqa: E501 - the sentence is printed as it is
    delay = np.linspace(0, until, 401)
    (photons, carriers), (classical, _) = after_photon(name, rate, delay)
    low, high = delay[photons.argmin()], delay[carriers.argmax()]
    return (
        f"After a photon has left the {name} laser at λ = {rate:g}: photons start at"
        f" {photons[0]:.2f} above their mean, least at {low:.3f}; emitters start at"
        f" −{abs(carriers[0]):.1f}, largest at {high:.3f}, {high - low:.3f} later; the rate"
        f" equations have their least photons at {delay[classical.argmin()]:.3f}."
    )
