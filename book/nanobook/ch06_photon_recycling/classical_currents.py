"""Figure of classical currents against the mode volume."""

from dataclasses import replace

import numpy as np

from lasercore.device import Device
from lasercore.thresholds import threshold
from lasercore.units import quantity, scientific
from nanobook.style import log_axis


def currents_against_volume(ax, device: Device, volumes, definition, **line):
    """Draw the current of one threshold definition against the mode volume.

    Only V changes: n_0, Q and γ_bg are kept.

    Parameters
    ----------
    ax : matplotlib Axes
    device : Device
    volumes : array, positive
        V in units of (λ/2n)³.
    definition : str
        One of `thresholds.DEFINITIONS`; volumes without that threshold leave a gap.
    **line
        For ``ax.plot``.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 1, bottom, extended to other definitions.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import devices
    >>> ax = Figure().add_subplot()
    >>> device = devices["EDC laser 1"]
    >>> currents_against_volume(ax, device, [0.1, 1], "classical").get_ylabel()
    'current'
    """
    ax.plot(volumes, _currents(device, volumes, definition), **line)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    ax.set(xlabel=r"mode volume $V/(\lambda/2n)^3$", ylabel="current")
    return ax


def describe_currents_against_volume(device, volumes, definition):
    """Say in words what `currents_against_volume` shows.

    Parameters
    ----------
    device, volumes, definition
        As for `currents_against_volume`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import devices
    >>> device, volumes = devices["EDC laser 1"], [0.1, 0.8, 2]
    >>> print(describe_currents_against_volume(device, volumes, "classical"))
    Current of the classical threshold: 989 nA at 0.100 and 979 nA at 2.00 (λ/2n)³, smallest with 271 nA at 0.800.
    """  # noqa: E501 - the sentence is printed as it is
    currents = _currents(device, volumes, definition)
    low = int(np.nanargmin(currents))
    first, last, least = (quantity(currents[i], "A") for i in (0, -1, low))
    return (
        f"Current of the {definition} threshold: {first} at {scientific(volumes[0])} and {last} at"
        f" {scientific(volumes[-1])} (λ/2n)³, smallest with {least} at {scientific(volumes[low])}."
    )


def _currents(device, volumes, definition):
    unit = device.volume / device.relative_volume
    lasers = (replace(device, volume=float(volume * unit)).laser for volume in volumes)
    return np.array([threshold(laser, definition).current for laser in lasers])
