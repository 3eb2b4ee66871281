"""Figure of the kink that disappears."""

import numpy as np

from lasercore.rate_equations import steady_state
from lasercore.thresholds import threshold
from lasercore.units import scientific
from nanobook.style import MARKERS, log_axis


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
