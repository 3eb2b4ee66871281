"""Figure of the kink that disappears."""

import numpy as np

from lasercore.rate_equations import steady_state
from lasercore.thresholds import threshold
from lasercore.units import scientific
from nanobook.style import MARKERS, log_axis


def relative_light_current(ax, laser, ratio, marks=(), **line):
    """Draw n_p against the pump in units of the transparency pump, J/J_tr.

    Source: Steady state of saldutti2024 Eq. 5.
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
    """Say in words what `relative_light_current` shows."""
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
