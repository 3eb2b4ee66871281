"""Figure of the slope of a light–current curve."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import log_slope
from lasercore.thresholds import pump_range
from nanobook.style import log_axis


def slope(ax, laser, pump=None, **line):
    """Draw the slope of the log-log light–current curve, d ln n_p/d ln J.

    Source: saldutti2024 Fig. 5, row 2.
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    ax.plot(to_ampere(pump), log_slope(laser, pump), **line)
    log_axis(ax.xaxis, "A")
    ax.set(xlabel="current $I$", ylabel=r"slope $\mathrm{d}\ln n_p/\mathrm{d}\ln J$")
    return ax
