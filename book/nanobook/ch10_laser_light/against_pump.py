"""Figures of noise and line of several lasers against pump or photon number."""

import numpy as np

from lasercore.device import catalogue
from lasercore.rate_equations import steady_state, steady_state_at_photons
from nanobook.light import FACTORS_BELOW, exact_values, linear, unit, vertical
from nanobook.style import GUIDE, label_line, line_styles, log_axis

SIZES = ("macroscopic laser", "PhC laser", "EDC laser 1")


def pump_by_pump(ax, shown, names=SIZES):
    """Draw noise or linewidth of several lasers against the pump in units of J_th.

    Lines: Langevin (linewidth: modified Schawlow–Townes). Circles: exact, where it is quick.

    Source: saldutti2024 Fig. 5, rows 3 to 5.
    """
    factors = np.geomspace(0.02, 100, 300)
    for name, style in zip(names, line_styles(), strict=False):
        laser = catalogue[name]
        (curve,) = ax.plot(factors, linear(laser, factors * unit(laser), shown), **style)
        points = _solved(name)
        values = exact_values(laser, points * unit(laser), shown)
        ax.plot(points, values, "o", color=style["color"], markersize=5, mec="white", zorder=3)
        _label_size(ax, curve, name, shown)
    ax.axvline(1, **GUIDE)
    log_axis(ax.xaxis)
    ax.set_xlabel(r"pump $J/J_\mathrm{th}$")
    return vertical(ax, shown)


# Position along the line, offset in points, side: macroscopic, PhC, EDC laser 1.
_PLACES = {
    "linewidth": ((0.63, (8, 4), "left"), (0.6, (8, 6), "left"), (0.64, (12, 12), "left")),
    "rin": ((0.52, (-6, -30), "right"), (0.78, (-8, -16), "right"), (0.75, (0, 8), "left")),
    "fano": ((0.462, (-8, -8), "right"), (0.55, (-2, -28), "left"), (0.72, (-4, -20), "left")),
    "g2": ((0.44, (-4, -28), "right"), (0.61, (5, 5), "left"), (0.7, (8, 8), "left")),
}


def _label_size(ax, curve, name, shown):
    if name in SIZES:
        at, offset, side = _PLACES[shown][SIZES.index(name)]
        label_line(ax, curve, name, at, offset, ha=side)


def _solved(name):
    """Pumps in units of J_th at which a laser of the catalogue is solved exactly."""
    if name == "macroscopic laser":
        return np.array([])
    return np.array(FACTORS_BELOW) if name == "PhC laser" else np.geomspace(0.03, 100, 12)


def against_photons(ax, shown, names=SIZES):
    """Draw linewidth or g²(0) of several lasers against the mean photon number.

    Lines: Langevin (linewidth: modified Schawlow–Townes). Circles: exact, where it is quick.

    Source: saldutti2024 Fig. 6.
    """
    photons = np.geomspace(1e-2, 1e5, 300)
    for name, style in zip(names, line_styles(), strict=False):
        laser = catalogue[name]
        highest = float(steady_state(laser, 100 * unit(laser)).photons)
        here = photons <= highest
        pump = steady_state_at_photons(laser, photons[here]).pump
        values = linear(laser, pump, shown)
        (curve,) = ax.plot(photons[here], values, **style)
        points = _solved(name) * unit(laser)
        x = exact_values(laser, points, "photons")
        y = exact_values(laser, points, shown)
        ax.plot(x, y, "o", color=style["color"], markersize=5, mec="white", zorder=3)
        if shown == "g2" and name in SIZES:
            at, offset, side = ((0.72, (8, 0), "left"), (0.72, (4, -6), "left"),
                                (0.62, (-8, -6), "right"))[SIZES.index(name)]  # fmt: skip
            label_line(ax, curve, name, at, offset, ha=side)
    log_axis(ax.xaxis)
    ax.set_xlabel("photons $n_p$")
    return vertical(ax, shown)
