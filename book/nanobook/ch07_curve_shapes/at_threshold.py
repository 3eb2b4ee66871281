"""Figures of what a laser has at its threshold: inversion and efficiencies; who has which."""

from dataclasses import replace

import numpy as np

from lasercore.checks import instance
from lasercore.device import Device, catalogue, devices
from lasercore.rate_equations import steady_state
from lasercore.thresholds import compare, threshold
from nanobook.style import COLOURS, GREY, GUIDE, MARKERS, label_line, line_styles, log_axis, note
from nanobook.volumes import laser_of_volume

_SIZES = ("macroscopic laser", "PhC laser", "EDC laser 1")
_MARKED = ("photon recycling", "quantum", "transparency", "classical")


def inversion(ax, names=_SIZES):
    """Draw n_e/n_0 against the pump in units of the recycling threshold, with thresholds.

    Source: saldutti2024 Fig. 4.
    """
    units = np.geomspace(0.05, 60, 300)
    places = ((0.35, (-8, 4), "right"), (0.44, (8, -20), "left"), (0.48, (8, -12), "left"))
    for name, style, (at, offset, side) in zip(names, line_styles(), places, strict=False):
        laser = catalogue[name]
        unit = threshold(laser, "photon recycling").pump
        (line,) = ax.plot(units, steady_state(laser, units * unit).inversion, **style)
        label_line(ax, line, name, at, offset, ha=side)
        for definition, marker in zip(_MARKED, MARKERS, strict=False):
            here = threshold(laser, definition)
            if definition != "quantum":
                share = steady_state(laser, here.pump).inversion
                order = 4 if definition == "transparency" else 3  # else hidden by the classical
                point = (here.pump / unit, share)
                ax.plot(*point, marker, color=style["color"], mec="white", zorder=order)
    ax.axhline(0.5, **GUIDE)
    note(ax, "half of the emitters", (0.05, 0.5), (0, 4))
    log_axis(ax.xaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{th}$", ylabel="share $n_e/n_0$", ylim=(0, 0.6))
    _marker_legend(ax, [d for d in _MARKED if d != "quantum"], loc="lower right")
    return ax


def efficiencies(ax, device, shown, qualities=(5000, 1000), backgrounds=(1e9, 1e10)):
    """Draw η or β_eff against the mode volume for two Q and two γ_bg.

    η = (2ξ − 1)/(4ξ) depends on V and Q, β_eff = β/(1 + 2ξ(1 − β)) on V, Q and γ_bg.

    Source: saldutti2024 Fig. 10.
    """
    instance("device", device, Device, "take one from lasercore.devices or build one")
    volumes = np.geomspace(0.01, 10, 200)
    for quality, colour in zip(qualities, COLOURS, strict=False):
        for background, dash in zip(backgrounds, ("-", "--"), strict=False):
            cavity = replace(device, Q=quality, gamma_bg=background)
            values = _scan(cavity, shown, volumes)
            (line,) = ax.plot(volumes, values, color=colour, linestyle=dash)
            text, at, offset = f"$Q$ = {quality:g}", 0.4, (4, 5)
            if shown == "beta_eff":
                power = round(np.log10(background))
                text, at, offset = f"{text}, $10^{{{power}}}$", 0.0, (4, -14)
            label_line(ax, line, text, at, offset)
            if shown == "eta":  # which does not depend on the background
                break
    log_axis(ax.xaxis)
    ax.set(xlabel=r"mode volume $V/(\lambda/2n)^3$")
    if shown == "eta":
        return ax.set(ylabel=r"injection efficiency $\eta$", ylim=(0, 0.55)) and ax
    log_axis(ax.yaxis)
    ax.set_ylabel(r"effective $\beta_\mathrm{eff}$")
    return ax


def _scan(device, shown, volumes):
    """η or β_eff at relative mode volumes; NaN where η is not positive."""
    values = np.array([getattr(laser_of_volume(device, volume), shown) for volume in volumes])
    return np.where((shown != "eta") | (values > 0), values, np.nan)


def device_thresholds(ax, names=tuple(devices)):
    """Draw threshold currents of many devices, one row each.

    Source: saldutti2024 Fig. 11, for single devices.
    """
    for row, name in enumerate(names):
        found = compare(catalogue[name], _MARKED).values()
        for number, here in enumerate(found):
            # A little apart, since quantum and recycling threshold often coincide.
            height = row + 0.22 * (number - 1.5)
            style = {"color": COLOURS[number], "markeredgecolor": "white", "linestyle": ""}
            ax.plot(here.current, height, marker=MARKERS[number], **style)
    log_axis(ax.xaxis, "A")
    ax.set(xlabel="threshold current", yticks=range(len(names)), yticklabels=names)
    ax.invert_yaxis()
    _marker_legend(ax, _MARKED, COLOURS, loc="lower left", bbox_to_anchor=(0, 1), ncols=2)
    return ax


def _marker_legend(ax, definitions, colours=None, **options):
    from matplotlib.lines import Line2D

    handles = [
        Line2D(
            [], [], marker=MARKERS[_MARKED.index(name)], linestyle="", label=name,
            color=colours[_MARKED.index(name)] if colours else GREY,
        )
        for name in definitions
    ]  # fmt: skip
    ax.legend(handles=handles, handletextpad=0.2, columnspacing=1.0, **options)
