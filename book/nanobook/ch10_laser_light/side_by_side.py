"""Figures of devices side by side against the current: mode volumes, and a laser beside an LED."""

from dataclasses import replace

import numpy as np

from lasercore.device import catalogue, devices
from lasercore.laser import to_ampere, to_pump
from lasercore.thresholds import pump_range
from nanobook.light import exact_values, linear, vertical
from nanobook.style import COLOURS, DASHES, GUIDE, label_line, line_styles, log_axis


def g2_at_volumes(ax, name="EDC laser 1", factors=(0.5, 1, 4)):
    """Draw g²(0) against the current for one device at several mode volumes.

    Lines: Langevin. Circles: exact.

    Source: saldutti2024 Fig. 7.
    """
    device = devices[name]
    pump = pump_range(device.laser, 0.1, 100)
    for number, (factor, style) in enumerate(zip(factors, line_styles(), strict=False)):
        laser = replace(device, volume=factor * device.volume).laser
        # The circles of the lasers stand side by side, or they would hide each other.
        points = np.geomspace(pump[0], pump[-1] / 1.6, 8) * 1.25**number
        ax.plot(to_ampere(pump), linear(laser, pump, "g2"), label=f"$V$ × {factor:g}", **style)
        values = exact_values(laser, points, "g2")
        marker = "osD"[number % 3]
        ax.plot(to_ampere(points), values, marker, color=style["color"], markersize=5, mec="white")
    log_axis(ax.xaxis, "A")
    ax.set_xlabel("current $I$")
    ax.legend(loc="lower left")
    return vertical(ax, "g2")


def laser_beside_led(ax, shown, names=("EDC laser 1", "nanoLED A")):
    """Draw photons, linewidth, Fano factor or g²(0) of two devices, exactly, against the current.

    Lines with circles: exact. Thin dotted: rate equations or Langevin.

    Source: saldutti2024 Fig. 13 for nanoLED A.
    """
    for name, colour, dash in zip(names, COLOURS, DASHES, strict=False):
        laser = catalogue[name]
        pump = _from_dark(laser, 10)
        values = exact_values(laser, pump, shown)
        (curve,) = ax.plot(
            to_ampere(pump), values, marker="o", color=colour, linestyle=dash, markersize=4.5
        )
        fine = _from_dark(laser, 200)
        values = linear(laser, fine, shown)
        ax.plot(to_ampere(fine), values, color=colour, linestyle=":", linewidth=1.2)
        if name in _BESIDE:
            offset, side = _BESIDE[name][shown]
            label_line(ax, curve, name, 0.5, offset, ha=side)
    log_axis(ax.xaxis, "A")
    ax.set_xlabel("current $I$")
    if shown == "photons":
        ax.axhline(1, **GUIDE)
    return vertical(ax, shown)


# Offset in points and side of each device's name.
_UPPER, _LOWER = ((-8, 8), "right"), ((8, -18), "left")
_BESIDE = {
    "EDC laser 1": {
        "photons": _UPPER,
        "linewidth": ((-12, -14), "right"),
        "fano": ((0, 10), "center"),
        "g2": ((-22, -10), "right"),
    },
    "nanoLED A": {
        "photons": _LOWER,
        "linewidth": ((8, 6), "left"),
        "fano": _LOWER,
        "g2": ((8, 8), "left"),
    },
}


def _from_dark(laser, points):
    """Pumps from 20 nA to as far as the laser is interesting and the model valid."""
    return np.geomspace(to_pump(20e-9), pump_range(laser, points=2)[-1], points)
