"""Figures of what a measurement shows at each threshold."""

import numpy as np

from lasercore.device import catalogue
from lasercore.laser import to_ampere
from lasercore.reliability.coherence import statistics
from lasercore.reliability.judgement import find_threshold, line_at
from lasercore.thresholds import DEFINITIONS, pump_range
from lasercore.units import quantity
from nanobook.ch10_laser_light.against_pump import told, vertical
from nanobook.style import COLOURS, MARKERS, log_axis

SHOWN = {"photons": "Photon number", "linewidth": "Linewidth", "g2": "g²(0)"}
_POINTS = 31


def seen_by_experiment(ax, name, shown, definitions=DEFINITIONS):
    """Draw light, line or g²(0) against the current, with every threshold as a mark on the curve.

    Exact for small lasers, else by Langevin and Schawlow–Townes.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        Device of the catalogue.
    shown : "photons", "linewidth" or "g2"
    definitions : sequence of str
        Thresholds outside the range of the axis are left out.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If there is no such quantity.

    Source
    ------
    saldutti2024 Fig. 5, with the thresholds of its Fig. 11.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = seen_by_experiment(Figure().add_subplot(), "EDC laser 6", "g2", ["quantum"])
    >>> [line.get_label() for line in ax.lines if line.get_marker() != "None"]
    ['quantum']
    """
    laser = catalogue[name]
    pump = _pumps(laser)
    values = np.array([measured(laser, one, shown) for one in pump])
    ax.plot(to_ampere(pump), values, color="#555555", linestyle="-")
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
    """One quantity of the light at one pump: exact for small lasers, else linear.

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, positive
    shown : "photons", "linewidth" or "g2"

    Returns
    -------
    float
        The linewidth in Hz.

    Raises
    ------
    ValueError
        If there is no such quantity.

    Example
    -------
    >>> f"{measured(catalogue['EDC laser 6'], 2e9, 'g2'):.3f}"
    '0.680'
    """
    if shown not in SHOWN:
        raise ValueError(f"shown must be one of {', '.join(map(repr, SHOWN))}, got {shown!r}")
    if shown != "linewidth":
        return float(getattr(statistics(laser, pump), {"photons": "mean"}.get(shown, shown)))
    return line_at(laser, pump)


def describe_seen_by_experiment(name, shown, definitions=DEFINITIONS):
    """Say in words what `seen_by_experiment` shows.

    Parameters
    ----------
    name, shown, definitions
        As for `seen_by_experiment`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_seen_by_experiment("EDC laser 1", "g2", ["quantum", "classical"]))
    g²(0) of EDC laser 1 against current. At its thresholds: quantum 1.87 at 69.5 nA, classical 1.12 at 1.25 µA.
    """  # noqa: E501 - the sentence is printed as it is
    laser = catalogue[name]
    low, high = _pumps(laser)[[0, -1]]
    found = [find_threshold(laser, definition) for definition in definitions]
    inside = sorted((t for t in found if t.reached and low <= t.pump <= high), key=lambda t: t.pump)
    parts = ", ".join(
        f"{t.definition} {told(measured(laser, t.pump, shown), shown)}"
        f" at {quantity(t.current, 'A')}"
        for t in inside
    )
    return f"{SHOWN[shown]} of {name} against current. At its thresholds: {parts or 'none'}."
