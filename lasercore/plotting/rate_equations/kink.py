"""Figures of the kink in the light–current curve: its slope, and what becomes of it."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.plotting.style import MARKERS, log_axis
from lasercore.rate_equations import log_slope, steady_state
from lasercore.thresholds import pump_range, threshold
from lasercore.units import quantity, scientific


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


def relative_light_current(ax, laser, ratio, marks=(), **line):
    """Draw n_p against the pump in units of the transparency pump, J/J_tr.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
        Of two-level emitters: others have no transparency.
    ratio : array, positive
        J/J_tr.
    marks : sequence of str
        Threshold definitions to mark on the curve.
    **line
        For ``ax.plot``.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If the laser has no transparency.

    Source
    ------
    Steady state of saldutti2024 Eq. 5.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = Figure().add_subplot()
    >>> relative_light_current(ax, catalogue["PhC laser"], [0.1, 10]).get_ylabel()
    'photons $n_p$'
    """
    unit = _transparency_pump(laser)
    ax.plot(ratio, steady_state(laser, unit * np.asarray(ratio)).photons, **line)
    for number, name in enumerate(marks):
        found = threshold(laser, name)
        if found.reached:
            marker = MARKERS[number % len(MARKERS)]
            style = {"color": "black", "linestyle": "none", "markeredgecolor": "white"}
            ax.plot(found.pump / unit, found.photons, marker=marker, label=name, **style)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{tr}$", ylabel="photons $n_p$")
    return ax


def describe_relative_light_current(laser, ratio, marks=()):
    """Say in words what `relative_light_current` shows.

    Parameters
    ----------
    laser, ratio, marks
        As for `relative_light_current`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["PhC laser"]
    >>> print(describe_relative_light_current(laser, [0.01, 100], ["classical"]))
    Photons rise from 0.0113 at 0.0100 to 9920 at 100 times the transparency pump. classical at 1.07 with 20.2 photons.
    """  # noqa: E501 - the sentence is printed as it is
    unit, ratio = _transparency_pump(laser), np.asarray(ratio)
    low, high = steady_state(laser, unit * ratio[[0, -1]]).photons
    found = (threshold(laser, name) for name in marks)
    parts = [
        f" {mark.definition} at {scientific(mark.pump / unit)} with"
        f" {scientific(mark.photons)} photons."
        for mark in found
        if mark.reached
    ]
    return (
        f"Photons rise from {scientific(low)} at {scientific(ratio[0])} to {scientific(high)} at"
        f" {scientific(ratio[-1])} times the transparency pump." + "".join(parts)
    )


def _transparency_pump(laser):
    found = threshold(laser, "transparency")
    if not found.reached:
        raise ValueError(f"laser must have a transparency, but {found.reason}")
    return found.pump
