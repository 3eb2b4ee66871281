"""Figure of threshold currents against the mode volume."""

from dataclasses import replace

import numpy as np

from lasercore.device import CONFINEMENT, devices
from lasercore.thresholds import threshold
from nanobook.style import label_line, line_styles, log_axis, note

CONFINEMENTS = (0.20, 0.00205)
"""Confinement factors of the volume axis; at 0.203 % the catalogue's lasers reach ξ = ½."""
_SIZES = ("EDC laser 1", "PhC laser", "macroscopic laser")
_VOLUME = r"mode volume $V/(\lambda/2n)^3$"


def volume_scan(device, confinements=CONFINEMENTS, points=200):
    """The same emitters in modes of other volume, V = V_act/Γ_c at fixed V_act and n_0.

    Source: saldutti2024 Fig. 1.
    """
    active = device.volume * CONFINEMENT
    volumes = np.geomspace(active / confinements[0], active / confinements[1], points)
    return [replace(device, volume=float(volume)) for volume in volumes]


def thresholds_against_volume(ax, names=_SIZES):
    """Draw classical and recycling threshold currents against the mode volume.

    J = γ_c(1 + 2ξ)/(2βη) and J = γ_c/(2ηβ_eff), with V_act and n_0 fixed and Γ_c from 20 % down
    to 0.205 %, just above ξ = ½.

    Source: saldutti2024 Fig. 1, bottom.
    """
    for name, style in zip(names, line_styles(), strict=False):
        scan = volume_scan(devices[name])
        volumes = [device.relative_volume for device in scan]
        for definition, dash in (("classical", "--"), ("photon recycling", "-")):
            currents = [threshold(device.laser, definition).current for device in scan]
            (line,) = ax.plot(volumes, currents, color=style["color"], linestyle=dash)
            if name == names[0]:
                label_line(ax, line, definition.removeprefix("photon "), 0.05, (4, 5))
        note(ax, name, (volumes[0], currents[0]), (0, -16), color=style["color"])
    ax.margins(y=0.1)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    ax.set(xlabel=_VOLUME, ylabel="threshold current")
    return ax
