"""Figure of the slope of a light–current curve."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import log_slope
from lasercore.thresholds import pump_range
from lasercore.units import quantity, scientific
from nanobook.style import log_axis


def slope(ax, laser, pump=None, **line):
    """Draw the slope of the log-log light–current curve, d ln n_p/d ln J.

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
    saldutti2024 Fig. 5, row 2.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> slope(Figure().add_subplot(), catalogue["PhC laser"]).get_xlabel()
    'current $I$'
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    ax.plot(to_ampere(pump), log_slope(laser, pump), **line)
    log_axis(ax.xaxis, "A")
    ax.set(xlabel="current $I$", ylabel=r"slope $\mathrm{d}\ln n_p/\mathrm{d}\ln J$")
    return ax


def describe_slope(laser, pump=None):
    """Say in words what `slope` shows.

    Parameters
    ----------
    laser, pump
        As for `slope`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_slope(catalogue["PhC laser"]))
    Slope of the log-log light–current curve: 1.01 at 74.5 nA, farthest from one at 7.36 µA with 5.22, 1.01 at 745 µA.
    """  # noqa: E501 - the sentence is printed as it is
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    values = log_slope(laser, pump)
    far = int(np.argmax(np.abs(np.log(values))))
    first, middle, last = (quantity(to_ampere(pump[i]), "A") for i in (0, far, -1))
    return (
        f"Slope of the log-log light–current curve: {values[0]:.2f} at {first}, farthest from one"
        f" at {middle} with {scientific(values[far])}, {values[-1]:.2f} at {last}."
    )
