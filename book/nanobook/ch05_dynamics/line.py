"""Figure of the linewidth."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import linewidth as linewidth_of
from lasercore.thresholds import pump_range
from lasercore.units import quantity
from nanobook.style import log_axis


def linewidth(ax, laser, pump=None, **line):
    """Draw the modified Schawlow–Townes linewidth against the current, log-log.

    Δν = (γ_c/4π)(1 + 2ξ)/(1 + 2n_p)

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : array, s⁻¹, positive
        Default: around the thresholds.
    **line
        For ``ax.plot``.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Eq. 19, Fig. 5.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> linewidth(Figure().add_subplot(), catalogue["PhC laser"]).get_ylabel()
    'linewidth $\\\\Delta\\\\nu$'
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    ax.plot(to_ampere(pump), linewidth_of(laser, pump), **line)
    log_axis(ax.xaxis, "A")
    log_axis(ax.yaxis, "Hz")
    ax.set(xlabel="current $I$", ylabel=r"linewidth $\Delta\nu$")
    return ax


def describe_linewidth(laser, pump=None):
    """Say in words what `linewidth` shows.

    Parameters
    ----------
    laser, pump
        As for `linewidth`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_linewidth(catalogue["EDC laser 1"]))
    The linewidth falls from 578 GHz at 609 pA to 3.87 GHz at 6.09 µA.
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    ends = pump[[0, -1]]
    wide, narrow = (quantity(width, "Hz") for width in linewidth_of(laser, ends))
    first, last = (quantity(current, "A") for current in to_ampere(ends))
    return f"The linewidth falls from {wide} at {first} to {narrow} at {last}."
