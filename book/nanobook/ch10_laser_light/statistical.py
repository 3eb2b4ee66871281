"""Figures of the two thresholds that the photon statistics define, and of P(n) around them."""

from dataclasses import replace

import numpy as np

from lasercore import langevin
from lasercore._exact import light
from lasercore.device import catalogue, devices
from lasercore.laser import to_ampere, to_pump
from lasercore.statistics import poisson, thermal
from lasercore.thresholds import pump_range, threshold
from lasercore.units import quantity, scientific
from nanobook.ch10_laser_light.exact_light import exact_values, unit
from nanobook.style import COLOURS, label_line, line_styles, log_axis

GREY = "#555555"
_PAIR = ("EDC laser 1", "nanoLED A")


def fano_peaks(ax, name="EDC laser 1", volumes=(0.0772, 2.0)):
    """Draw the Fano factor of one device at several mode volumes, with its peaks.

    Lines: Langevin. Circles: exact. Triangles: the peaks of both, where there are any.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        Device of the catalogue, small enough to be solved exactly.
    volumes : sequence of float
        V/(λ/2n)³.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Figs. 5 and 12.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> fano_peaks(Figure().add_subplot(), volumes=[0.0772]).get_ylabel()
    'Fano factor $F$'
    """
    places = ((0.9, (-10, -24), "right"), (0.9, (4, -34), "center"))
    for volume, style, (at, offset, side) in zip(volumes, line_styles(), places, strict=False):
        laser = _at_volume(name, volume)
        pump, one = pump_range(laser, 0.1, 95), unit(laser)
        (curve,) = ax.plot(pump / one, langevin.photon_statistics(laser, pump).fano, **style)
        points = np.geomspace(pump[0], pump[-1], 13)
        values = exact_values(laser, points, "fano")
        ax.plot(points / one, values, "o", color=style["color"], markersize=5, mec="white")
        for place, height in _peaks(laser, pump[-1]):
            ax.plot(place / one, 1.1 * height, "v", color=style["color"], mec="white")
        text = f"$V$ = {scientific(volume)}, ξ = {scientific(laser.xi)}"
        label_line(ax, curve, text, at, offset, ha=side)
    ax.axhline(1, color=GREY, linestyle=":", linewidth=1.2)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{th}$", ylabel="Fano factor $F$", ylim=(0.9, 11))
    ax.set_yticks([1, 2, 5, 10], ["1", "2", "5", "10"])
    return ax


def _at_volume(name, volume):
    device = devices[name]
    return replace(device, volume=volume * device.volume / device.relative_volume).laser


def _peaks(laser, highest):
    """Pump and height of the Fano peaks, by Langevin and exactly, up to a highest pump."""
    found = threshold(laser, "fano")
    if found.reached:
        yield found.pump, float(langevin.photon_statistics(laser, found.pump).fano)
    found = threshold(laser, "fano", method="master equation")
    if found.reached and found.pump < highest:
        yield found.pump, float(light(laser, found.pump).fano)


def describe_fano_peaks(name="EDC laser 1", volumes=(0.0772, 2.0)):
    """Say in words what `fano_peaks` shows.

    Parameters
    ----------
    name, volumes
        As for `fano_peaks`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_fano_peaks(volumes=[0.0772]))
    Fano factor against pump in units of the recycling threshold. V = 0.0772: 3.49 at the Langevin peak at 6.98.
    """  # noqa: E501 - the sentence is printed as it is
    parts = ["Fano factor against pump in units of the recycling threshold."]
    for volume in volumes:
        laser = _at_volume(name, volume)
        found = threshold(laser, "fano")
        if found.reached:
            height = scientific(float(langevin.photon_statistics(laser, found.pump).fano))
            what = f"{height} at the Langevin peak at {scientific(found.pump / unit(laser))}"
        else:
            what = f"no Langevin peak, towards {scientific(langevin.far_above(laser))}"
        parts.append(f"V = {volume:g}: {what}.")
    return " ".join(parts)


def light_distribution(ax, laser, pump):
    """Draw the exact P(n) as bars, with Poisson and thermal light of the same mean.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 14.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = light_distribution(Figure().add_subplot(), catalogue["EDC laser 1"], 2.5e12)
    >>> ax.get_xlabel()
    'photons $n$'
    """
    exact = light(laser, pump)
    last = int(2.6 * exact.mean + 5)
    n = np.arange(last + 1)
    bars = np.zeros(last + 1)
    known = exact.distribution[: last + 1]
    bars[: len(known)] = known
    ax.bar(n, bars, width=0.85, color=COLOURS[0], alpha=0.55, label="exact")
    cut = int(40 * exact.mean + 200)
    for reference, dash, colour in ((thermal, "--", COLOURS[1]), (poisson, ":", COLOURS[4])):
        curve = reference(exact.mean, cut)
        ax.plot(n, curve.distribution[: last + 1], linestyle=dash, color=colour,
                label=curve.method)  # fmt: skip
    ax.set(xlabel="photons $n$", ylabel="$P(n)$", ylim=(0, 1.15 * bars.max()))
    ax.set_xlim(-0.7, last + 0.5)
    return ax


def describe_light_distribution(laser, pump):
    """Say in words what `light_distribution` shows.

    Parameters
    ----------
    laser, pump
        As for `light_distribution`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_light_distribution(catalogue["EDC laser 1"], 2.5e12))
    Exact photon distribution at 401 nA: mean 5.02, largest at n = 1, P(0)/P(1) = 0.999, g²(0) = 1.46.
    """  # noqa: E501 - the sentence is printed as it is
    exact = light(laser, pump)
    p = exact.distribution
    ratio = scientific(p[0] / p[1]) if p[1] > 0 else "unknown"
    return (
        f"Exact photon distribution at {quantity(to_ampere(pump), 'A')}: mean"
        f" {scientific(exact.mean)}, largest at n = {int(np.argmax(p))}, P(0)/P(1) = {ratio},"
        f" g²(0) = {scientific(exact.g2)}."
    )


def turn_on_frame(figure, current, names=_PAIR):
    """Draw P(n) of two devices at one current, side by side.

    Parameters
    ----------
    figure : matplotlib Figure
        Empty.
    current : float, A
    names : two str
        Devices of the catalogue.

    Returns
    -------
    tuple of matplotlib Axes

    Source
    ------
    saldutti2024 Figs. 13 and 14, side by side.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> left, right = turn_on_frame(Figure(), 1e-6)
    >>> left.get_title()
    'EDC laser 1: $g^{(2)}(0)$ = 1.17'
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


def describe_turn_on_frame(current, names=_PAIR):
    """Say in words what `turn_on_frame` shows.

    Parameters
    ----------
    current, names
        As for `turn_on_frame`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_turn_on_frame(1e-6, ["EDC laser 1"]))
    EDC laser 1: Exact photon distribution at 1.00 µA: mean 12.2, largest at n = 11, P(0)/P(1) = 0.752, g²(0) = 1.17.
    """  # noqa: E501 - the sentence is printed as it is
    return " ".join(
        f"{name}: {describe_light_distribution(catalogue[name], float(to_pump(current)))}"
        for name in names
    )
