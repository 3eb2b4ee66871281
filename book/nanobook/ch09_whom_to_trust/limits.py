"""Figures of where Langevin is right and where it is not: many emitters, and a single one."""

from dataclasses import replace

import numpy as np

from lasercore import langevin, master_equation
from lasercore.device import devices
from lasercore.laser import Laser, to_ampere
from lasercore.thresholds import threshold
from nanobook.style import COLOURS, GUIDE, label_line, log_axis

SIZES = (10, 20, 50, 100, 200)
EMITTER_VOLUMES = (0.5, 1.0, 2.0)


def of_size(n_emitters, coupling=5.0):
    """The test laser with any number of emitters, in units of its photon lifetime.

    γ_r = 5/n_0, γ_bg = 0.1 and γ_c = 1; its pump is J = 2 n_0. Gain over loss stays the same.
    """
    return Laser(n_emitters, coupling / n_emitters, 0.1, 1.0), 2.0 * n_emitters


def size_limit(ax, sizes=SIZES):
    """Draw Langevin's errors in the Fano factor and in g²(0) against the number of emitters.

    Source: Langevin noise against the stationary master equation.
    """
    sizes = np.asarray(sizes)
    for errors, text, power, colour, marker, at in zip(
        _errors(sizes), ("$F$", "$g^{(2)}(0)$"), (1, 2), COLOURS, ("o", "s"), (0.5, 0.5),
        strict=False,
    ):  # fmt: skip
        guide = errors[-1] * (sizes / sizes[-1]) ** -float(power)
        ax.plot(sizes, guide, **GUIDE)
        (line,) = ax.plot(sizes, errors, color=colour, linestyle="-", marker=marker)
        superscript = {1: r"$\propto n_0^{-1}$", 2: r"$\propto n_0^{-2}$"}[power]
        label_line(ax, line, f"error of {text}, {superscript}", at, offset=(8, 6))
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set_xticks(sizes, [str(size) for size in sizes])
    ax.set(xlabel="emitters $n_0$", ylabel="|Langevin − exact|")
    return ax


def _errors(sizes):
    """|Langevin − exact| of the Fano factor and of g²(0) for each size."""
    pairs = []
    for size in sizes:
        laser, pump = of_size(int(size))
        linear = langevin.photon_statistics(laser, pump)
        exact = master_equation.photon_statistics(laser, pump)
        pairs.append((abs(linear.fano - exact.fano), abs(linear.g2 - exact.g2)))
    return np.array(pairs, float).T


def single_emitter(ax, volumes=EMITTER_VOLUMES, ratio=None):
    """Draw g²(0) of EDC laser 6, one emitter, and of the same with other mode volumes.

    Solid: exact. Dashed: Langevin. Dots: the recycling threshold.

    Source: After saldutti2024 Fig. 16.
    """
    for number, volume in enumerate(volumes):
        current, exact, linear, here = _one_emitter(volume, ratio)
        colour = COLOURS[number]
        ax.plot(current, linear, color=colour, linestyle="--", linewidth=1.1)
        (line,) = ax.plot(current, exact, color=colour, linestyle="-", linewidth=1.8)
        ax.plot(*here, "o", color=colour, markeredgecolor="white")
        text = "$V$" if volume == 1 else rf"${volume:g}\,V$"
        label_line(ax, line, text, at=0.12, offset=(0, 4 if number == 0 else -13))
        if number == 0:
            label_line(ax, ax.lines[0], "Langevin (dashed)", at=0.06, offset=(0, 8))
            label_line(ax, line, "exact (solid)", at=0.5, offset=(-6, 8), ha="right")
    ax.axhline(1, **GUIDE)
    log_axis(ax.xaxis, "A")
    ax.set(xlabel="current $I$", ylabel="$g^{(2)}(0)$")
    return ax


def _one_emitter(volume, ratio):
    """Current, exact and Langevin g²(0) of EDC laser 6 at another volume, and its threshold."""
    ratio = np.geomspace(1e-3, 60, 61) if ratio is None else np.asarray(ratio)
    device = devices["EDC laser 6"]
    laser = replace(device, volume=volume * device.volume).laser
    here = threshold(laser, "photon recycling")
    exact = master_equation.photon_statistics(laser, ratio * here.pump).g2
    linear = langevin.photon_statistics(laser, ratio * here.pump).g2
    at_threshold = float(master_equation.photon_statistics(laser, here.pump).g2)
    return to_ampere(ratio * here.pump), exact, linear, (here.current, at_threshold)
