"""Figures of what a small mode volume does: emission rate, β, and where the lasers lie."""

import numpy as np

from lasercore.device import devices
from nanobook.style import (
    COLOURS,
    DARK_GREY,
    GREY,
    LIGHT_GREY,
    MARKERS,
    label_line,
    log_axis,
    note,
)
from nanobook.volumes import REFERENCE, emission_rate, smallest_valid_volume, volume_range

THREE_LASERS = ("EDC laser 1", "PhC laser", "macroscopic laser")
VOLUMES = (1e-4, 1e6)  # (λ/2n)³


def gamma_r_against_volume(ax, device=REFERENCE, names=THREE_LASERS):
    """Draw γ_r against V, and where lasers of fixed active region lie on the line.

    γ_r = (2d²/(ħ ε_0 n²)) (ω_c/γ_2)/V with V = V_act/Γ_c, Γ_c from 0.205 % to 20 %.

    Source: saldutti2024 Fig. 1 (top).
    """
    _volume_axis(ax, device)
    rates = _line(ax, lambda volume: emission_rate(device, volume))
    rates.set(linestyle="-", lw=1)
    for (name, colour), marker in zip(_coloured(names), MARKERS, strict=False):
        volumes = np.geomspace(*volume_range(devices[name]), 50)
        ax.plot(volumes, emission_rate(device, volumes), color=colour, linestyle="-", lw=5)
        point = devices[name].relative_volume
        ax.plot(point, emission_rate(device, point), marker, color="white", markeredgecolor=colour)
        note(
            ax, _short(name), (point, emission_rate(device, point)), (-6, -8), color=colour,
            ha="right", va="top",
        )  # fmt: skip
    log_axis(ax.yaxis)
    ax.set_ylabel(r"$\gamma_r$ (s$^{-1}$)")
    return ax


def beta_against_volume(ax, device=REFERENCE, gamma_bg=(1e9, 1e10), names=THREE_LASERS):
    """Draw β = γ_r/(γ_r + γ_bg) against V, and where lasers lie on the curves.

    Source: saldutti2024 Fig. 8.
    """
    _volume_axis(ax, device)
    for number, background in enumerate(gamma_bg):
        curve = _line(ax, lambda volume, b=background: _beta(device, volume, b))
        curve.set(linestyle=("-", "--", ":")[number % 3], lw=1)
        text = rf"$\gamma_\mathrm{{bg}} = 10^{{{np.log10(background):.3g}}}$ s$^{{-1}}$"
        right = number == 0
        place = {"ha": "left" if right else "right", "va": "bottom" if right else "top"}
        label_line(ax, curve, text, 0.68, (6, 3) if right else (-4, -2), **place)
        for (name, colour), marker in zip(_coloured(names), MARKERS, strict=False):
            volumes = np.geomspace(*volume_range(devices[name]), 50)
            ax.plot(volumes, _beta(device, volumes, background), color=colour, linestyle="-", lw=5)
            point = devices[name].relative_volume
            height = _beta(device, point, background)
            ax.plot(point, height, marker, color="white", markeredgecolor=colour)
    for name, colour in _coloured(names):
        ax.text(
            devices[name].relative_volume, 2.2, _short(name), color=colour, ha="center", fontsize=9
        )
    log_axis(ax.yaxis)
    ax.set(ylabel=r"$\beta$", ylim=(2e-7, 6))
    return ax


def _beta(device, relative_volume, gamma_bg):
    rate = emission_rate(device, relative_volume)
    return rate / (rate + gamma_bg)


def _short(name):
    return name.replace("laser ", "").replace(" laser", "")


def _coloured(names):
    return zip(names, COLOURS, strict=False)


def _line(ax, function):
    volumes = np.geomspace(*VOLUMES, 300)
    return ax.plot(volumes, function(volumes), color=DARK_GREY)[0]


def _volume_axis(ax, device):
    """The axis of V, with the range hatched where the rate picture ends."""
    ax.axvspan(VOLUMES[0], smallest_valid_volume(device), color=LIGHT_GREY, lw=0)
    ax.text(
        0.02, 0.03, r"$g > \gamma_2/10$", transform=ax.transAxes, color=GREY, fontsize=9
    )  # below the curve, where nothing else is
    log_axis(ax.xaxis)
    ax.set(xlim=VOLUMES, xlabel=r"mode volume $V$ in $(\lambda/2n)^3$")
