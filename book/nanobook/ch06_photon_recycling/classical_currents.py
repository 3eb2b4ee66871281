"""Figure of classical currents against the mode volume."""

import numpy as np

from lasercore.thresholds import threshold
from nanobook.style import log_axis
from nanobook.volumes import laser_of_volume


def currents_against_volume(ax, device, volumes, definition, **line):
    """Draw the current of one threshold definition against the mode volume.

    Only V changes: n_0, Q and γ_bg are kept.

    Source: saldutti2024 Fig. 1, bottom, extended to other definitions.
    """
    ax.plot(volumes, _currents(device, volumes, definition), **line)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    ax.set(xlabel=r"mode volume $V/(\lambda/2n)^3$", ylabel="current")
    return ax


def _currents(device, volumes, definition):
    lasers = (laser_of_volume(device, volume) for volume in volumes)
    return np.array([threshold(laser, definition).current for laser in lasers])
