"""Figures of r = η/β_eff: its map, and how cooling walks a laser from S to inverse S."""

from dataclasses import replace

import numpy as np

from lasercore.checks import a_laser, instance
from lasercore.device import Device, devices
from lasercore.laser import to_ampere
from lasercore.rate_equations import asymptotes, log_slope, steady_state
from lasercore.thresholds import threshold
from lasercore.units import quantity, scientific
from nanobook.light_current import light_current
from nanobook.style import BOX, COLOURS, GUIDE, label_line, line_styles, log_axis, note

_PUMP = (1e11, 4.7e14)  # of all frames; the upper end is where the pump broadens 120 emitters
_NAMES = tuple(f"EDC laser {n}" for n in range(1, 6))


def ratio_map(ax, names=_NAMES):
    """Draw the map of r = η/β_eff over β and ξ, with the line r = 1 and some devices.

    r = (1 − 1/(2ξ))/2 · (1 + 2ξ(1 − β))/β; r = 1 on β = 1 − 1/(2ξ).

    Source: saldutti2024 Fig. 9, right.
    """
    beta, xi = np.linspace(0.004, 1, 300), np.geomspace(0.501, 60, 300)
    ratio = (0.5 - 0.25 / xi[:, None]) * (1 + 2 * xi[:, None] * (1 - beta)) / beta
    levels = np.linspace(-1.5, 1.5, 13)
    image = ax.contourf(beta, xi, np.log10(ratio), levels, cmap="PuOr_r", extend="both")
    ax.plot(1 - 1 / (2 * xi), xi, color="black", linestyle="-")
    ax.axhspan(0.3, 0.5, facecolor="#dddddd", hatch="//", edgecolor="#999999")
    for name, (dx, dy) in zip(names, ((5, 5), (-13, -13), (6, 4), (6, 4), (6, 4)), strict=False):
        laser = devices[name].laser
        ax.plot(laser.beta, laser.xi, "o", color="black", markeredgecolor="white", clip_on=False)
        note(ax, name[-1], (laser.beta, laser.xi), (dx, dy))
    _map_labels(ax)
    bar = ax.figure.colorbar(image, ax=ax, ticks=[-1.5, -1, 0, 1, 1.5], label="ratio $r$")
    bar.ax.set_yticklabels(["0.03", "0.1", "1", "10", "30"])
    ax.set(xlabel=r"β factor $\beta$", ylabel=r"$\xi$", yscale="log", xlim=(0, 1), ylim=(0.3, 60))
    ax.set_yticks([0.5, 1, 10, 50], ["0.5", "1", "10", "50"])
    ax.minorticks_off()
    ax.grid(False)
    return ax


def _map_labels(ax):
    for text, x, y in (("S", 0.2, 25), ("inverse S", 0.8, 0.85), ("LED", 0.5, 0.385)):
        ax.text(x, y, text, ha="center", va="center", bbox=BOX)
    note(ax, "$r$ = 1", (0.6, 1.25), (-8, 10), ha="right", bbox=BOX)


def straight_background(laser):
    """Background recombination that makes a light–current curve straight: γ_r/(2ξ − 1).

    Source: saldutti2024: r = 1, that is β = 1 − 1/(2ξ).
    """
    a_laser(laser)
    excess = 2 * laser.xi - 1
    return laser.gamma_r / excess if excess > 0 and laser.pump_blocking else float("nan")


def cooling_frame(figure, device, gamma_bg):
    """Draw one laser at one γ_bg: light–current curve with its asymptotes, and its slope.

    The axes are the same for every γ_bg, so that frames can be compared.

    Source: saldutti2024 Fig. 9, carried on.
    """
    laser = replace(device, gamma_bg=gamma_bg).laser
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[2.2, 1])
    pump, here = np.geomspace(*_PUMP, 300), threshold(laser, "photon recycling")
    _labelled_asymptotes(upper, laser, pump)
    light_current(upper, laser, pump, color=COLOURS[0], linestyle="-")
    upper.plot(here.current, here.photons, "o", color=COLOURS[1], markeredgecolor="white")
    note(
        upper, f"threshold: {quantity(here.current, 'A')}", (here.current, here.photons), (-6, 22),
        color=COLOURS[1], ha="right", in_layout=False, bbox=BOX,
    )  # fmt: skip
    upper.set(ylim=(1e-3, 400), xlabel="")
    lower.plot(to_ampere(pump), log_slope(laser, pump), color=COLOURS[0], linestyle="-")
    lower.plot(here.current, log_slope(laser, here.pump), "o", color=COLOURS[1])
    lower.axhline(1, **GUIDE)
    lower.set(ylim=(0.45, 5), yscale="log", ylabel="log slope", xlabel="current $I$")
    lower.set_yticks([0.5, 1, 2, 4], ["½", "1", "2", "4"])
    lower.minorticks_off()
    return upper, lower


def _labelled_asymptotes(ax, laser, pump):
    """Both asymptotes; the name of the higher one stands above it, of the other below."""
    low, high = asymptotes(laser, pump)
    names = [(low, r"$\beta_\mathrm{eff}J/\gamma_c$"), (high, r"$\eta J/\gamma_c$")]
    for index, (photons, text) in enumerate(sorted(names, key=lambda entry: entry[0][0])):
        (line,) = ax.plot(to_ampere(pump), photons, **GUIDE)
        at, offset, side = ((0.8, (8, -14), "left"), (0.2, (-8, 5), "right"))[index]
        label_line(ax, line, text, at, offset, ha=side, fontsize=10)


def describe_cooling_frame(device, gamma_bg):
    """Say in words what `cooling_frame` shows."""
    laser = replace(device, gamma_bg=gamma_bg).laser
    here, ends = threshold(laser, "photon recycling"), np.array(_PUMP)
    low, high = (scientific(photons) for photons in steady_state(laser, ends).photons)
    first, last = (quantity(current, "A") for current in to_ampere(ends))
    return (
        f"Light–current curve from {first} to {last} at γ_bg = {scientific(gamma_bg)} s⁻¹:"
        f" photons rise from {low} to {high}, {_shape(laser)}, with log slope"
        f" {scientific(log_slope(laser, here.pump))} at the threshold of"
        f" {quantity(here.current, 'A')}."
    )


def _shape(laser):
    ratio = laser.intensity_ratio
    if abs(ratio - 1) < 1e-9:
        return "straight"
    return "S-shaped" if ratio > 1 else "inverse S-shaped"


def ratio_against_background(ax, device, qualities=(5000, 1000, 250)):
    """Draw r = η[1 + (γ_bg/γ_r)(1 + 2ξ)] against γ_bg for cavities of different Q.

    Source: saldutti2024, r in terms of γ_bg.
    """
    instance("device", device, Device, "take one from lasercore.devices or build one")
    background = np.geomspace(1e12, 1e8, 100)
    for number, style in enumerate(line_styles()):
        if number > len(qualities):
            break
        blocking = number < len(qualities)
        cavity = replace(device, Q=qualities[number] if blocking else qualities[0])
        (line,) = ax.plot(background, _ratios(cavity, background, blocking), **style)
        text = f"$Q$ = {cavity.Q:g}" if blocking else "no blocking"
        label_line(ax, line, text, 1.0, (5, 3 if number == 0 else -9 if blocking else 3))
        if blocking:
            straight = straight_background(cavity.laser)
            ax.plot(straight, 1, "o", color=style["color"], markeredgecolor="white", zorder=3)
    ax.axhline(1, **GUIDE)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"background $\gamma_{bg}$ (s$^{-1}$), cooler to the right", ylabel="ratio $r$")
    ax.invert_xaxis()
    ax.margins(y=0.12)
    return ax


def _ratios(device, background, blocking):
    lasers = (replace(device, gamma_bg=float(gamma_bg)).laser for gamma_bg in background)
    return [replace(laser, pump_blocking=blocking).intensity_ratio for laser in lasers]
