"""Figure of every threshold of every device."""

import numpy as np

from lasercore.device import catalogue, devices
from lasercore.laser import to_ampere
from lasercore.reliability.coherence import WITHIN, coherence_pump
from lasercore.reliability.judgement import (
    find_threshold,
)
from lasercore.thresholds import DEFINITIONS
from lasercore.units import quantity
from nanobook.style import COLOURS, MARKERS, log_axis

HALFWAY = 0.5
NAMES = tuple(devices)


def every_threshold(ax, names=NAMES, definitions=DEFINITIONS, within=WITHIN):
    """Draw the threshold currents of many devices by every definition, one row each.

    The grey bar of a row runs from |g²(0) − 1| = ½ to `within`: where the light changes.

    Parameters
    ----------
    ax : matplotlib Axes
    names : sequence of str
        Devices of the catalogue, top to bottom.
    definitions : sequence of str
    within : float, 0 to 1

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 11, for single devices.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = every_threshold(Figure().add_subplot(), ["nanoLED A"], ["quantum"])
    >>> len(ax.lines), len(ax.patches)
    (1, 0)
    """
    for row, name in enumerate(names):
        laser = catalogue[name]
        start, end = (coherence_pump(laser, bound) for bound in (HALFWAY, within))
        if np.isfinite(end) and start > 0:
            left, right = to_ampere(start), to_ampere(end)
            ax.barh(row, right - left, 0.86, left, color="#d5d5d5", zorder=0)
        for number, definition in enumerate(DEFINITIONS):
            found = find_threshold(laser, definition)
            if definition in definitions and found.reached:
                # A little apart, since many coincide.
                height = row + 0.8 * (number / (len(DEFINITIONS) - 1) - 0.5)
                ax.plot(found.current, height, **_mark(number))
    log_axis(ax.xaxis, "A")
    ax.set(xlabel="threshold current", yticks=range(len(names)), yticklabels=names)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.grid(axis="y", visible=False)
    _legend(ax, definitions)
    return ax


def _mark(number):
    return {
        "color": COLOURS[number], "marker": MARKERS[number], "markeredgecolor": "white",
        "linestyle": "", "markersize": 7,
    }  # fmt: skip


def _legend(ax, definitions):
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [Line2D([], [], label=name, **_mark(DEFINITIONS.index(name))) for name in definitions]
    handles.append(Patch(color="#d5d5d5", label="the light changes"))
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, fontsize=9,
              handletextpad=0.2, columnspacing=1.0)  # fmt: skip


def describe_every_threshold(names=NAMES, definitions=DEFINITIONS, within=WITHIN):
    """Say in words what `every_threshold` shows.

    Parameters
    ----------
    names, definitions, within
        As for `every_threshold`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_every_threshold(["EDC laser 1"], ["quantum", "photon recycling"]))
    Threshold currents by 2 definitions. EDC laser 1: photon recycling 60.9 nA, quantum 69.5 nA; the light changes from 357 nA to 1.40 µA.
    """  # noqa: E501 - the sentence is printed as it is
    return " ".join(
        [f"Threshold currents by {len(definitions)} definitions."]
        + [_told(name, definitions, within) for name in names]
    )


def _told(name, definitions, within):
    laser = catalogue[name]
    found = [find_threshold(laser, definition) for definition in definitions]
    reached = sorted((one for one in found if one.reached), key=lambda one: one.pump)
    marks = ", ".join(f"{one.definition} {quantity(one.current, 'A')}" for one in reached)
    start, end = (coherence_pump(laser, bound) for bound in (HALFWAY, within))
    change = "the light never becomes coherent"
    if np.isfinite(end):
        ends = (quantity(to_ampere(pump), "A") for pump in (start, end))
        change = "the light changes from {} to {}".format(*ends)
        if start == 0:
            change = f"within {within:g} of coherent from {quantity(to_ampere(end), 'A')} on"
    return f"{name}: {marks or 'none'}; {change}."
