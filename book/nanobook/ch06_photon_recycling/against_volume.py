"""Figure of threshold currents against the mode volume."""

from dataclasses import replace

import numpy as np

from lasercore.device import CONFINEMENT, devices
from lasercore.thresholds import threshold
from lasercore.units import quantity, scientific
from nanobook.style import label_line, line_styles, log_axis

CONFINEMENTS = (0.20, 0.00205)
"""Confinement factors of the volume axis; at 0.203 % the catalogue's lasers reach ξ = ½."""
_SIZES = ("EDC laser 1", "PhC laser", "macroscopic laser")
_VOLUME = r"mode volume $V/(\lambda/2n)^3$"


def volume_scan(device, confinements=CONFINEMENTS, points=200):
    """The same emitters in modes of other volume, V = V_act/Γ_c at fixed V_act and n_0.

    Parameters
    ----------
    device : Device
        One of the catalogue's layered devices, whose Γ_c is 6 %.
    confinements : (float, float)
        Γ_c at the smallest and the largest volume.
    points : int

    Returns
    -------
    list of Device
        From small to large volume.

    Source
    ------
    saldutti2024 Fig. 1.

    Example
    -------
    >>> from lasercore import devices
    >>> scan = volume_scan(devices["EDC laser 1"], points=3)
    >>> [f"{device.relative_volume:.3f}" for device in scan]
    ['0.023', '0.229', '2.260']
    """
    active = device.volume * CONFINEMENT
    volumes = np.geomspace(active / confinements[0], active / confinements[1], points)
    return [replace(device, volume=float(volume)) for volume in volumes]


def thresholds_against_volume(ax, names=_SIZES):
    """Draw classical and recycling threshold currents against the mode volume.

    J = γ_c(1 + 2ξ)/(2βη) and J = γ_c/(2ηβ_eff), with V_act and n_0 fixed and Γ_c from 20 % down
    to 0.205 %, just above ξ = ½.

    Parameters
    ----------
    ax : matplotlib Axes
    names : sequence of str
        Layered devices of the catalogue.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 1, bottom.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> len(thresholds_against_volume(Figure().add_subplot(), ["EDC laser 1"]).lines)
    2
    """
    for name, style in zip(names, line_styles(), strict=False):
        scan = volume_scan(devices[name])
        volumes = [device.relative_volume for device in scan]
        for definition, dash in (("classical", "--"), ("photon recycling", "-")):
            currents = [threshold(device.laser, definition).current for device in scan]
            (line,) = ax.plot(volumes, currents, color=style["color"], linestyle=dash)
            if name == names[0]:
                label_line(ax, line, definition.removeprefix("photon "), 0.05, (4, 5))
        ax.annotate(
            name, (volumes[0], currents[0]), (0, -16), textcoords="offset points",
            color=style["color"],
        )  # fmt: skip
    ax.margins(y=0.1)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    ax.set(xlabel=_VOLUME, ylabel="threshold current")
    return ax


def describe_thresholds_against_volume(names=_SIZES):
    """Say in words what `thresholds_against_volume` shows.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_thresholds_against_volume(["EDC laser 1"]))
    Threshold currents against mode volume. EDC laser 1: from 2.26 down to 0.0232 (λ/2n)³ the recycling threshold falls from 9.70 µA to 59.0 nA; the classical one has its minimum of 271 nA at 0.840 (λ/2n)³ and ends at 3.93 µA.
    """  # noqa: E501 - the sentence is printed as it is
    parts = ["Threshold currents against mode volume."]
    for name in names:
        scan = volume_scan(devices[name])
        volumes = [scientific(device.relative_volume) for device in scan]
        recycling = [threshold(device.laser, "photon recycling").current for device in scan]
        classical = [threshold(device.laser, "classical").current for device in scan]
        best = int(np.argmin(classical))
        parts.append(
            f"{name}: from {volumes[-1]} down to {volumes[0]} (λ/2n)³ the recycling threshold"
            f" falls from {quantity(recycling[-1], 'A')} to {quantity(recycling[0], 'A')}; the"
            f" classical one has its minimum of {quantity(classical[best], 'A')} at"
            f" {volumes[best]} (λ/2n)³ and ends at {quantity(classical[0], 'A')}."
        )
    return " ".join(parts)
