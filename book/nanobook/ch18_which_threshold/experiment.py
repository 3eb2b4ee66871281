"""Figures of what a measurement shows at each threshold."""

import numpy as np

from lasercore.device import catalogue
from lasercore.laser import to_ampere
from lasercore.reliability.coherence import statistics
from lasercore.reliability.judgement import find_threshold, line_at
from lasercore.thresholds import DEFINITIONS, pump_range
from nanobook.light import vertical
from nanobook.style import COLOURS, GREY, MARKERS, log_axis

SHOWN = ("photons", "linewidth", "g2")
_POINTS = 31


def seen_by_experiment(ax, name, shown, definitions=DEFINITIONS):
    """Draw light, line or g²(0) against the current, with every threshold as a mark on the curve.

    Exact for small lasers, else by Langevin and Schawlow–Townes.

    Source: saldutti2024 Fig. 5, with the thresholds of its Fig. 11.
    """
    laser = catalogue[name]
    pump = _pumps(laser)
    values = np.array([measured(laser, one, shown) for one in pump])
    ax.plot(to_ampere(pump), values, color=GREY, linestyle="-")
    for number, definition in enumerate(DEFINITIONS):
        found = find_threshold(laser, definition)
        if definition in definitions and found.reached and pump[0] <= found.pump <= pump[-1]:
            ax.plot(
                found.current, measured(laser, found.pump, shown), color=COLOURS[number],
                marker=MARKERS[number], markeredgecolor="white", markersize=9, linestyle="",
                label=definition,
            )  # fmt: skip
    log_axis(ax.xaxis, "A")
    ax.set_xlabel("current $I$")
    return vertical(ax, shown)


def _pumps(laser):
    return pump_range(laser, 0.1, 60, _POINTS)


def measured(laser, pump, shown):
    """One quantity of the light at one pump: exact for small lasers, else linear."""
    if shown not in SHOWN:
        raise ValueError(f"shown must be one of {', '.join(map(repr, SHOWN))}, got {shown!r}")
    if shown != "linewidth":
        return float(getattr(statistics(laser, pump), {"photons": "mean"}.get(shown, shown)))
    return line_at(laser, pump)
