"""Figure of the Fano factor far above threshold."""

from dataclasses import replace

import numpy as np

from lasercore import langevin, master_equation
from lasercore.device import catalogue
from lasercore.thresholds import threshold
from nanobook.style import label_line, line_styles, log_axis

FAR = ("EDC laser 5", "EDC laser 6", "EDC laser 1")
_PLACES = {
    "EDC laser 5": (0.72, (-10, -30)),
    "EDC laser 6": (0.4, (0, -18)),
    "EDC laser 1": (0.66, (8, 0)),
}


def fano_far_above(ax, names=FAR, points=9):
    """Draw the Fano factor far above threshold, with its limit F_∞ (dotted).

    Lines: Langevin. Dots: exact. The pump's broadening of the emitters is left out.

    Source: Limit of Langevin noise, `langevin.far_above`.
    """
    ratio = np.geomspace(0.1, 1000, 200)
    for name, style in zip(names, line_styles(), strict=False):
        laser = _unbroadened(name)
        unit = threshold(laser, "photon recycling").pump
        fano = langevin.photon_statistics(laser, ratio * unit).fano
        (line,) = ax.plot(ratio, fano, **style)
        some = np.geomspace(0.1, 1000, points)
        exact = master_equation.photon_statistics(laser, some * unit).fano
        ax.plot(some, exact, "o", color=style["color"], markersize=5, markeredgecolor="white")
        limit = langevin.far_above(laser)
        ax.axhline(limit, color=style["color"], linestyle=":", linewidth=1)
        at, offset = _PLACES.get(name, (0.5, (6, 6)))
        label_line(ax, line, f"{name}, $F_\\infty$ = {limit:.2f}", at, offset)
    log_axis(ax.xaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{th}$", ylabel="Fano factor $F$")
    ax.set_ylim(0.7, None)
    return ax


def _unbroadened(name):
    """The laser without its dephasing rate, so that a strong pump broadens nothing."""
    return replace(catalogue[name], gamma_2=None)
