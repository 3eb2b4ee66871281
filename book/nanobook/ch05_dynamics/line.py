"""Figure of the linewidth."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import linewidth as linewidth_of
from lasercore.thresholds import pump_range
from nanobook.style import log_axis


def linewidth(ax, laser, pump=None, **line):
    """Draw the modified Schawlow–Townes linewidth against the current, log-log.

    Δν = (γ_c/4π)(1 + 2ξ)/(1 + 2n_p)

    Source: saldutti2024 Eq. 19, Fig. 5.
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    ax.plot(to_ampere(pump), linewidth_of(laser, pump), **line)
    log_axis(ax.xaxis, "A")
    log_axis(ax.yaxis, "Hz")
    ax.set(xlabel="current $I$", ylabel=r"linewidth $\Delta\nu$")
    return ax
