"""Figures of the field around two tips: maps, and how it grows towards the centre."""

import numpy as np

from lasercore.bowtie import Tips, quasi_static_field
from lasercore.checks import instance
from lasercore.units import quantity, scientific
from nanobook.style import COLOURS, GREY, label_line, log_axis


def tip_map(ax, tips, quantity_shown="energy", half_width=50e-9, pixels=300):
    """Draw ε|E|² or |E| around two tips in bands of a factor of two, and the tips' outlines.

    Values are relative to the point at `half_width` from the centre on the plane between the
    tips, so that maps of different tips show the same light far away.

    Source: :func:`lasercore.bowtie.quasi_static_field`.
    """
    from matplotlib.colors import BoundaryNorm

    if quantity_shown not in ("energy", "field"):
        raise ValueError(f"quantity_shown must be 'energy' or 'field', got {quantity_shown!r}")
    power = 2 if quantity_shown == "energy" else 1
    edge = half_width * (1 - 1 / pixels)  # centres of pixels
    x, y = np.meshgrid(*2 * [np.linspace(-edge, edge, pixels)])
    size = np.linalg.norm(quasi_static_field(tips, x, y), axis=0) / field_at(tips, half_width)
    shown = size**power
    if quantity_shown == "energy":
        shown = shown * (tips.index(x, y) / tips.index(0.0, half_width)) ** 2
    nm = 1e9 * half_width
    highest = 9 if quantity_shown == "energy" else 3
    norm = BoundaryNorm([2.0**k for k in range(-4, highest + 1)], 256, extend="both")
    ax.imshow(shown, norm=norm, extent=(-nm, nm, -nm, nm), origin="lower", interpolation="nearest")
    _outline(ax, tips, half_width)
    ax.grid(False)
    ax.set(xlim=(-nm, nm), ylim=(-nm, nm), xlabel="$x$ (nm)", ylabel="$y$ (nm)")
    return ax


def _outline(ax, tips, half_width):
    from matplotlib.patheffects import withStroke

    u = np.arcsinh(half_width / tips.focus / np.sin(tips.v_0)) * np.linspace(-1, 1, 201)
    surface = 1e9 * tips.focus * np.cosh(u + 1j * tips.v_0)  # v = v_0
    halo = [withStroke(linewidth=2.5, foreground="black")]  # seen on dark and on bright bands
    for side in (-1, 1):
        (line,) = ax.plot(side * surface.real, surface.imag, color="white", linestyle="-", lw=1.2)
        line.set_path_effects(halo)
    inside, between = ("air", "n") if tips.kind == "bridge" else ("n", "air")
    for x, text in ((0.08, inside), (0.5, between), (0.92, inside)):
        y = 0.5 if text == inside else 0.9
        ax.text(
            x,
            y,
            text if text == "air" else "$n$",
            transform=ax.transAxes,
            color="white",
            ha="center",
            va="center",
            fontsize=9,
            path_effects=halo,
        )


def describe_tip_map(tips, half_width=50e-9):
    """Say in words what `tip_map` shows."""
    instance("tips", tips, Tips)
    return (
        f"Map around a {tips.kind} {quantity(tips.width, 'm')} wide: |E| at the centre"
        f" is {scientific(1 / field_at(tips, half_width))} times that {quantity(half_width, 'm')}"
        f" away, and it has halved {quantity(half_distance(tips), 'm')} from the centre."
    )


def field_at(tips, distance):
    """|E| on the plane between the tips, relative to the centre (distance in m)."""
    E = quasi_static_field(tips, np.zeros(np.shape(distance)), distance)
    return np.linalg.norm(E, axis=0)[()]


def half_distance(tips):
    """Distance from the centre, between the tips, at which |E| has halved (m)."""
    instance("tips", tips, Tips)
    from scipy.optimize import brentq

    high = 1e4 * tips.focus
    return float(brentq(lambda y: field_at(tips, y) - 0.5, 0.0, high, xtol=1e-6 * tips.focus))


def tip_decay(ax, tips, reach=300e-9):
    """Draw |E| against the distance from the centre on the plane between the tips, log-log.

    All curves are scaled to meet at `reach`; a dotted line has the slope of |E| ∝ r^(τ−1).

    Source: :func:`lasercore.bowtie.quasi_static_field`.
    """
    for one in tips if isinstance(tips, list | tuple) else [tips]:
        instance("tips", one, Tips)
    r = np.geomspace(0.2e-9, reach, 200)
    power = tips[0].exponent - 1
    guide = np.array([reach / 40, reach])
    (line,) = ax.plot(guide, 1.5 * (guide / reach) ** power, color=GREY, linestyle=":")
    label_line(ax, line, rf"$r^{{{power:.3f}}}$", at=0.0, offset=(30, 4))
    for one, colour, dash in zip(tips, COLOURS, ("-", "--", "-.", (0, (5, 1, 1, 1))), strict=False):
        (line,) = ax.plot(r, field_at(one, r) / field_at(one, reach), color=colour, linestyle=dash)
        label_line(ax, line, f"$w$ = {1e9 * one.width:g} nm", at=0.0, offset=(2, 4))
    log_axis(ax.xaxis, "m")
    log_axis(ax.yaxis)
    ax.set(xlabel="distance $r$ from the centre", ylabel=f"$|E|$ / $|E|$ at {quantity(reach, 'm')}")
    return ax
