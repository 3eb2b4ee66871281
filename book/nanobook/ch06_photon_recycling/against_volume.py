"""Figure of threshold currents against the mode volume."""

import numpy as np

from lasercore.device import devices
from lasercore.thresholds import threshold
from nanobook.style import label_line, line_styles, log_axis, note
from nanobook.volumes import laser_of_volume, volume_range

_SIZES = ("EDC laser 1", "PhC laser", "macroscopic laser")


def thresholds_against_volume(ax, names=_SIZES):
    """Draw classical and recycling threshold currents against the mode volume.

    J = γ_c(1 + 2ξ)/(2βη) and J = γ_c/(2ηβ_eff), with V_act and n_0 fixed and Γ_c from 20 % down
    to 0.205 %, just above ξ = ½.

    Source: saldutti2024 Fig. 1, bottom.
    """
    for name, style in zip(names, line_styles(), strict=False):
        volumes = np.geomspace(*volume_range(devices[name]), 200)
        lasers = [laser_of_volume(devices[name], volume) for volume in volumes]
        for definition, dash in (("classical", "--"), ("photon recycling", "-")):
            currents = [threshold(laser, definition).current for laser in lasers]
            (line,) = ax.plot(volumes, currents, color=style["color"], linestyle=dash)
            if name == names[0]:
                label_line(ax, line, definition.removeprefix("photon "), 0.05, (4, 5))
        note(ax, name, (volumes[0], currents[0]), (0, -16), color=style["color"])
    ax.margins(y=0.1)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    ax.set(xlabel=r"mode volume $V/(\lambda/2n)^3$", ylabel="threshold current")
    return ax
