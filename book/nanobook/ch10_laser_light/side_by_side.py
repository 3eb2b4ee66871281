"""Figures of devices side by side against the current: mode volumes, and a laser beside an LED."""

from dataclasses import replace

import numpy as np

from lasercore.device import catalogue, devices
from lasercore.laser import to_ampere, to_pump
from lasercore.thresholds import pump_range
from lasercore.units import quantity
from nanobook.ch10_laser_light.against_pump import GREY, WORDS, linear, told, vertical
from nanobook.ch10_laser_light.exact_light import exact_values
from nanobook.style import COLOURS, DASHES, label_line, line_styles, log_axis


def g2_at_volumes(ax, name="EDC laser 1", factors=(0.5, 1, 4)):
    """Draw g²(0) against the current for one device at several mode volumes.

    Lines: Langevin. Circles: exact.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        Device of the catalogue, small enough to be solved exactly.
    factors : sequence of float
        Mode volumes in units of the device's own.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 7.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> g2_at_volumes(Figure().add_subplot(), factors=[1]).get_ylabel()
    '$g^{(2)}(0)$'
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


def describe_g2_at_volumes(name="EDC laser 1", factors=(0.5, 1, 4)):
    """Say in words what `g2_at_volumes` shows.

    Parameters
    ----------
    name, factors
        As for `g2_at_volumes`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_g2_at_volumes(factors=[1]))
    Exact g²(0) of EDC laser 1 against current. V × 1: 1.56 at 300 nA, 1.06 at 1.8 µA.
    """
    device, parts = devices[name], []
    for factor in factors:
        laser = replace(device, volume=factor * device.volume).laser
        low, high = exact_values(laser, to_pump(np.array([3e-7, 1.8e-6])), "g2")
        parts.append(f"V × {factor:g}: {low:.2f} at 300 nA, {high:.2f} at 1.8 µA.")
    return f"Exact g²(0) of {name} against current. {' '.join(parts)}"


def laser_beside_led(ax, shown, names=("EDC laser 1", "nanoLED A")):
    """Draw photons, linewidth, Fano factor or g²(0) of two devices, exactly, against the current.

    Lines with circles: exact. Thin dotted: rate equations or Langevin.

    Parameters
    ----------
    ax : matplotlib Axes
    shown : "photons", "linewidth", "fano" or "g2"
    names : sequence of str
        Devices of the catalogue, small enough to be solved exactly.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 13 for nanoLED A.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> laser_beside_led(Figure().add_subplot(), "photons", ["nanoLED A"]).get_xlabel()
    'current $I$'
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
        ax.axhline(1, color=GREY, linestyle=":", linewidth=1.2)
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


def describe_laser_beside_led(shown, names=("EDC laser 1", "nanoLED A")):
    """Say in words what `laser_beside_led` shows.

    Parameters
    ----------
    shown, names
        As for `laser_beside_led`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_laser_beside_led("g2", ["nanoLED A"]))
    g²(0), exact, against current. nanoLED A: 1.98 at 20.0 nA, 1.67 at 76.9 µA.
    """
    parts = []
    for name in names:
        ends = _from_dark(catalogue[name], 2)
        first, last = (quantity(current, "A") for current in to_ampere(ends))
        low, high = (told(v, shown) for v in exact_values(catalogue[name], ends, shown))
        parts.append(f"{name}: {low} at {first}, {high} at {last}.")
    return f"{WORDS[shown]}, exact, against current. {' '.join(parts)}"
