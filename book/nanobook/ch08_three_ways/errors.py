"""Figures of error bars: are they honest, and what do small ones cost?"""

import numpy as np

from lasercore import gillespie, master_equation
from nanobook.style import COLOURS, GREY, label_line, log_axis, note


def seed_spread(ax, laser, pump, seeds=100, events=500_000):
    """Draw g²(0) of many short simulations with their error bars, and the exact value.

    Source: gillespie1976, and the stationary master equation.
    """
    values, errors, exact = _spread(laser, pump, seeds, events)
    inside = abs(values - exact) <= errors
    for chosen, colour, marker in ((inside, COLOURS[1], "o"), (~inside, COLOURS[4], "s")):
        ax.errorbar(
            np.flatnonzero(chosen), values[chosen], errors[chosen], color=colour, fmt=marker,
            markersize=3, linewidth=1,
        )  # fmt: skip
    line = ax.axhline(exact, color=COLOURS[0], linestyle="-", linewidth=1.2)
    note(
        ax, "exact", (1, exact), (4, 0), xycoords=("axes fraction", "data"), va="center",
        color=line.get_color(),
    )  # fmt: skip
    ax.set(xlabel="seed", ylabel="$g^{(2)}(0)$")
    return ax


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

    Source: gillespie1976.
    """
    counts, errors = _reported(laser, pump, events, seed)
    grid = np.array([counts[0] / 1.5, counts[-1] * 1.5])
    (line,) = ax.plot(
        grid, errors[-1] * np.sqrt(counts[-1] / grid), color=GREY, linestyle="--", linewidth=1.2
    )
    label_line(ax, line, r"$\propto 1/\sqrt{\mathrm{events}}$", at=0, offset=(40, 0))
    ax.plot(counts, errors, "o", color=COLOURS[1])
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel="events", ylabel="error of $g^{(2)}(0)$")
    return ax


def _reported(laser, pump, events, seed):
    found = [gillespie.photon_statistics(laser, pump, events=n, seed=seed) for n in events]
    counts = np.array([one.report["events"] for one in found], float)
    return counts, np.array([one.errors["g2"] for one in found])
