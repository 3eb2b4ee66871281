"""Figures of a computed cavity's field along lines: from the centre out, and across a wall."""

import numpy as np

from lasercore.bowtie import Mode
from lasercore.checks import instance, positive
from nanobook.style import COLOURS, DARK_GREY, DASHES, DIELECTRIC, GREY, label_line, log_axis
from nanobook.whole_cavity.cavity_maps import a_mode_list, shown, whole_cavity


def cavity_profiles(ax, modes):
    """Draw ε|E|² of computed cavities along y, the plane between their tips, log-log.

    In units of the energy ∫ε|E|² dA of the mode per (λ/2n)², so that the centre is at 1/A and
    all cavities hold the same light.

    Source: saldutti2024 Fig. 2 for cavities in the plane.
    """
    bowtie = a_mode_list(modes)[0].bowtie
    radii = bowtie.walls()[0]
    inside = 0.0 if bowtie.kind == "bridge" else radii[0]
    layers = [(inside, radii[1]), *zip(radii[2::2], radii[3::2], strict=True)]
    for low, high in layers:
        ax.axvspan(low, high, color=DIELECTRIC, lw=0)
    for number, (one, colour, dash) in enumerate(zip(modes, COLOURS, DASHES, strict=False)):
        r = profile_points(one.bowtie)
        (line,) = ax.plot(r, profile(one, r), color=colour, linestyle=dash)
        text = f"$w$ = {1e9 * one.bowtie.width:g} nm"
        label_line(ax, line, text, at=0.0, offset=(3, 3 if number else 4), fontsize=10)
    log_axis(ax.xaxis, "m")
    log_axis(ax.yaxis)
    ax.set(
        xlabel="distance $r$ from the centre, along $y$",
        ylabel=r"$\varepsilon|E|^2$ / (energy per $(\lambda/2n)^2$)",
        xlim=(3e-10, r[-1]),
        ylim=(None, 8 / min(one.area for one in modes)),
    )
    return ax


def profile_points(bowtie):
    """Distances (m) along y: closer at the walls, both of whose sides are among them."""
    radii = bowtie.walls()[0]
    sides = np.concatenate([radii * (1 - 1e-9), radii * (1 + 1e-9)])
    end = whole_cavity(bowtie)
    return np.sort(
        [*np.geomspace(3e-10, radii[0], 150), *np.linspace(radii[0], end, 400)[1:], *sides]
    )


def profile(mode, r):
    """ε|E|² at distances r (m) along y, in units of the energy per unit area of the design."""
    return shown(mode, "energy", np.zeros_like(r), r) / mode.area


def waist_cut(ax, mode, height=None, quantity_shown="E"):
    """Draw E or D along a line parallel to the tips' axis, split at the walls' direction.

    Tangential: along the hyperbola through each point; normal: across it. At the wall E_t and D_n
    are continuous, E_n and D_t jump by n².

    Source: Continuity of normal D and tangential E.
    """
    height, wall, end = _line(mode, height, quantity_shown)
    x = wall * np.concatenate([np.linspace(0, 1 - 1e-9, 100), np.linspace(1 + 1e-9, end, 150)])
    bridge = mode.bowtie.kind == "bridge"
    ax.axvspan(*(1e9 * wall * np.array([0, 1] if bridge else [1, end])), color=DIELECTRIC, lw=0)
    ax.axvline(1e9 * wall, color=GREY, linestyle="-", lw=0.8)
    for values, dash, part in zip(
        components(mode, x, height, quantity_shown), ("-", "--"), "tn", strict=True
    ):
        colour = COLOURS[0] if part == "t" else COLOURS[1]
        name = {"t": "tangential", "n": "normal"}[part]
        ax.plot(1e9 * x, np.abs(values), color=colour, linestyle=dash,
                label=rf"$|{quantity_shown}_{part}|$, {name}")  # fmt: skip
    for place, inside in ((0.2, bridge), (0.7, not bridge)):
        ax.text(place, 0.94, "dielectric" if inside else "air", transform=ax.transAxes,
                ha="center", va="center", fontsize=9, color=DARK_GREY)  # fmt: skip
    ax.legend(loc="lower right", fontsize=10)
    log_axis(ax.yaxis)
    # Of the part that vanishes on the plane between the tips only what is near the wall is seen.
    ax.set(
        xlabel=f"$x$ (nm) at $y$ = {1e9 * height:.3g} nm",
        ylabel=f"$|{quantity_shown}|$ relative to the centre",
        xlim=(0, 1e9 * end * wall),
        ylim=(3e-3, 6),
    )
    return ax


def components(mode, x, height, quantity_shown="E"):
    """Complex parts of E or D along and across the hyperbolas at (x, height), x ≥ 0 (m)."""
    parts = mode.components(x, height)
    if quantity_shown == "E":
        return parts
    return mode.field(x, height)[3] / mode.bowtie.centre_index**2 * parts


def _line(mode, height, quantity_shown):
    """Height (m), the wall's x (m) there, and the end of what is drawn over that."""
    bowtie = instance("mode", mode, Mode).bowtie
    if quantity_shown not in ("E", "D"):
        raise ValueError(f"quantity_shown must be 'E' or 'D', got {quantity_shown!r}")
    height = bowtie.width if height is None else positive("height", height, "m")
    wall = bowtie.wall_at(height)
    if np.hypot(1.1 * wall, height) > bowtie.radius:
        raise ValueError(
            f"height must let the line meet the tip's wall well within the bowtie's radius,"
            f" {bowtie.radius:.3g} m, got {height} m"
        )
    return height, wall, min(2.5, np.sqrt(bowtie.radius**2 - height**2) / wall)
