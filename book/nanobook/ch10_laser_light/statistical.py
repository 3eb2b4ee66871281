"""Figures of the two thresholds that the photon statistics define, and of P(n) around them."""

import numpy as np

from lasercore import langevin
from lasercore.device import catalogue, devices
from lasercore.laser import to_ampere, to_pump
from lasercore.reliability.exact import light
from lasercore.statistics import poisson, thermal
from lasercore.thresholds import pump_range, threshold
from lasercore.units import quantity, scientific
from nanobook.light import exact_values, unit, upto
from nanobook.style import COLOURS, GUIDE, label_line, line_styles, log_axis
from nanobook.volumes import laser_of_volume

_PAIR = ("EDC laser 1", "nanoLED A")


def fano_peaks(ax, name="EDC laser 1", volumes=(0.0772, 2.0)):
    """Draw the Fano factor of one device at several mode volumes, with its peaks.

    Lines: Langevin. Circles: exact. Triangles: the peaks of both, where there are any.

    Source: saldutti2024 Figs. 5 and 12.
    """
    places = ((0.9, (-10, -24), "right"), (0.9, (4, -34), "center"))
    for volume, style, (at, offset, side) in zip(volumes, line_styles(), places, strict=False):
        laser = laser_of_volume(devices[name], volume)
        pump, one = pump_range(laser, 0.1, 95), unit(laser)
        (curve,) = ax.plot(pump / one, langevin.photon_statistics(laser, pump).fano, **style)
        points = np.geomspace(pump[0], pump[-1], 13)
        values = exact_values(laser, points, "fano")
        ax.plot(points / one, values, "o", color=style["color"], markersize=5, mec="white")
        for place, height in _peaks(laser, pump[-1]):
            ax.plot(place / one, 1.1 * height, "v", color=style["color"], mec="white")
        text = f"$V$ = {scientific(volume)}, ξ = {scientific(laser.xi)}"
        label_line(ax, curve, text, at, offset, ha=side)
    ax.axhline(1, **GUIDE)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{th}$", ylabel="Fano factor $F$", ylim=(0.9, 11))
    ax.set_yticks([1, 2, 5, 10], ["1", "2", "5", "10"])
    return ax


def _peaks(laser, highest):
    """Pump and height of the Fano peaks, by Langevin and exactly, up to a highest pump."""
    found = threshold(laser, "fano")
    if found.reached:
        yield found.pump, float(langevin.photon_statistics(laser, found.pump).fano)
    found = threshold(laser, "fano", method="master equation")
    if found.reached and found.pump < highest:
        yield found.pump, float(light(laser, found.pump).fano)


def light_distribution(ax, laser, pump):
    """Draw the exact P(n) as bars, with Poisson and thermal light of the same mean.

    Source: saldutti2024 Fig. 14.
    """
    exact = light(laser, pump)
    last = int(2.6 * exact.mean + 5)
    n = np.arange(last + 1)
    bars = upto(exact.distribution, last)
    ax.bar(n, bars, width=0.85, color=COLOURS[0], alpha=0.55, label="exact")
    cut = int(40 * exact.mean + 200)
    for reference, dash, colour in ((thermal, "--", COLOURS[1]), (poisson, ":", COLOURS[4])):
        curve = reference(exact.mean, cut)
        ax.plot(n, curve.distribution[: last + 1], linestyle=dash, color=colour,
                label=curve.method)  # fmt: skip
    ax.set(xlabel="photons $n$", ylabel="$P(n)$", ylim=(0, 1.15 * bars.max()))
    ax.set_xlim(-0.7, last + 0.5)
    return ax


def turn_on_frame(figure, current, names=_PAIR):
    """Draw P(n) of two devices at one current, side by side.

    Source: saldutti2024 Figs. 13 and 14, side by side.
    """
    axes = figure.subplots(1, len(names))
    for ax, name in zip(axes, names, strict=True):
        laser, pump = catalogue[name], float(to_pump(current))
        light_distribution(ax, laser, pump)
        g2 = scientific(float(light(laser, pump).g2))
        ax.set_title(f"{name}: $g^{{(2)}}(0)$ = {g2}", fontsize=11)
    axes[1].set_ylabel("")
    axes[0].legend(loc="upper right", fontsize=10)
    return tuple(axes)


def describe_light_distribution(laser, pump):
    """Say in words what `light_distribution` shows."""
    exact = light(laser, pump)
    p = exact.distribution
    ratio = scientific(p[0] / p[1]) if p[1] > 0 else "unknown"
    return (
        f"Exact photon distribution at {quantity(to_ampere(pump), 'A')}: mean"
        f" {scientific(exact.mean)}, largest at n = {int(np.argmax(p))}, P(0)/P(1) = {ratio},"
        f" g²(0) = {scientific(exact.g2)}."
    )


def describe_turn_on_frame(current, names=_PAIR):
    """Say in words what `turn_on_frame` shows."""
    return " ".join(
        f"{name}: {describe_light_distribution(catalogue[name], float(to_pump(current)))}"
        for name in names
    )
