"""Figures of error bars: are they honest, and what do small ones cost?"""

import numpy as np

from lasercore import gillespie, master_equation
from nanobook.style import COLOURS, label_line, log_axis

_GREY = "#555555"


def seed_spread(ax, laser, pump, seeds=100, events=500_000):
    """Draw g²(0) of many short simulations with their error bars, and the exact value.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
    seeds : int
        Simulations, seeded 0, 1, …
    events : int
        Of each of them.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    gillespie1976, and the stationary master equation.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = seed_spread(Figure().add_subplot(), catalogue["EDC laser 1"], 4e11, seeds=3)
    >>> ax.get_xlabel()
    'seed'
    """
    values, errors, exact = _spread(laser, pump, seeds, events)
    inside = abs(values - exact) <= errors
    for chosen, colour, marker in ((inside, COLOURS[1], "o"), (~inside, COLOURS[4], "s")):
        ax.errorbar(
            np.flatnonzero(chosen), values[chosen], errors[chosen], color=colour, fmt=marker,
            markersize=3, linewidth=1,
        )  # fmt: skip
    line = ax.axhline(exact, color=COLOURS[0], linestyle="-", linewidth=1.2)
    ax.annotate(
        "exact", (1, exact), (4, 0), xycoords=("axes fraction", "data"), va="center",
        textcoords="offset points", color=line.get_color(),
    )  # fmt: skip
    ax.set(xlabel="seed", ylabel="$g^{(2)}(0)$")
    return ax


def describe_seed_spread(laser, pump, seeds=100, events=500_000):
    """Say in words what `seed_spread` shows.

    Parameters
    ----------
    laser, pump, seeds, events
        As for `seed_spread`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> text = describe_seed_spread(catalogue["EDC laser 1"], 4e11, seeds=3)
    >>> text.endswith("of 3 error bars reach the exact value, and 3 of 3 do so if doubled.")
    True
    """
    values, errors, exact = _spread(laser, pump, seeds, events)
    away = abs(values - exact) / errors
    return (
        f"Values of g2(0) by {seeds} simulations scatter around the exact value {exact:.3f}:"
        f" {np.sum(away <= 1)} of {seeds} error bars reach the exact value, and"
        f" {np.sum(away <= 2)} of {seeds} do so if doubled."
    )


def _spread(laser, pump, seeds, events):
    found = [
        gillespie.photon_statistics(laser, pump, events=events, seed=seed) for seed in range(seeds)
    ]
    exact = float(master_equation.photon_statistics(laser, pump).g2)
    values = np.array([one.g2 for one in found])
    return values, np.array([one.errors["g2"] for one in found]), exact


def error_against_events(
    ax, laser, pump, events=(500_000, 2_000_000, 8_000_000, 32_000_000), seed=0
):
    """Draw the standard error of g²(0) against the number of simulated events.

    Dots: as reported. Line: proportional to 1/√events, through the last dot.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
    events : sequence of int
    seed : int

    Returns
    -------
    matplotlib Axes

    Source
    ------
    gillespie1976.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = error_against_events(
    ...     Figure().add_subplot(), catalogue["EDC laser 1"], 4e11, (500_000, 1_000_000)
    ... )
    >>> ax.get_yscale()
    'log'
    """
    counts, errors = _reported(laser, pump, events, seed)
    grid = np.array([counts[0] / 1.5, counts[-1] * 1.5])
    (line,) = ax.plot(
        grid, errors[-1] * np.sqrt(counts[-1] / grid), color=_GREY, linestyle="--", linewidth=1.2
    )
    label_line(ax, line, r"$\propto 1/\sqrt{\mathrm{events}}$", at=0, offset=(40, 0))
    ax.plot(counts, errors, "o", color=COLOURS[1])
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel="events", ylabel="error of $g^{(2)}(0)$")
    return ax


def describe_error_against_events(
    laser, pump, events=(500_000, 2_000_000, 8_000_000, 32_000_000), seed=0
):
    """Say in words what `error_against_events` shows.

    Parameters
    ----------
    laser, pump, events, seed
        As for `error_against_events`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> text = describe_error_against_events(catalogue["EDC laser 1"], 4e11, (500_000, 1_000_000))
    >>> text[:34]
    'The reported error of g2(0) falls '
    """
    counts, errors = _reported(laser, pump, events, seed)
    slope = np.polyfit(np.log(counts), np.log(errors), 1)[0]
    return (
        f"The reported error of g2(0) falls from {errors[0]:.2g} with {counts[0]:.1e} events to"
        f" {errors[-1]:.2g} with {counts[-1]:.1e}; the slope on the log-log plot is {slope:.2f}."
    )


def _reported(laser, pump, events, seed):
    found = [gillespie.photon_statistics(laser, pump, events=n, seed=seed) for n in events]
    counts = np.array([one.report["events"] for one in found], float)
    return counts, np.array([one.errors["g2"] for one in found])
