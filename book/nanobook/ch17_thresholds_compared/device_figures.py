"""Figure of every threshold of every device."""

import numpy as np

from lasercore.device import catalogue, devices
from lasercore.laser import to_ampere
from lasercore.reliability.coherence import WITHIN, coherence_pump
from lasercore.reliability.judgement import (
    find_threshold,
)
from lasercore.thresholds import DEFINITIONS
from nanobook.style import COLOURS, MARKERS, log_axis

HALFWAY, CHANGES = 0.5, "#d5d5d5"
"""Where the light begins to change: |g²(0) − 1|; and the colour of that range."""
NAMES = tuple(devices)


def every_threshold(ax, names=NAMES, definitions=DEFINITIONS, within=WITHIN):
    """Draw the threshold currents of many devices by every definition, one row each.

    The grey bar of a row runs from |g²(0) − 1| = ½ to `within`: where the light changes.

    Source: saldutti2024 Fig. 11, for single devices.
    """
    for row, name in enumerate(names):
        laser = catalogue[name]
        start, end = (coherence_pump(laser, bound) for bound in (HALFWAY, within))
        if np.isfinite(end) and start > 0:
            left, right = to_ampere(start), to_ampere(end)
            ax.barh(row, right - left, 0.86, left, color=CHANGES, zorder=0)
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
    handles.append(Patch(color=CHANGES, label="the light changes"))
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, fontsize=9,
              handletextpad=0.2, columnspacing=1.0)  # fmt: skip
