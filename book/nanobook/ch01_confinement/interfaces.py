"""Figures of fields across interfaces: thin layers and the surface of a tip."""

import numpy as np

from lasercore.bowtie import Tips, quasi_static_field
from lasercore.checks import instance
from nanobook.style import COLOURS, DARK_GREY, DIELECTRIC, log_axis


def layer_fields(ax, kind, n=3.3):
    """Draw |E|, |D| and ε|E|² across a thin layer, each relative to its value outside.

    gap: a layer of air in dielectric, field across it, D is continuous. bridge: a layer of
    dielectric in air, field along it, E is continuous.

    Source: Continuity of normal D and tangential E.
    """
    x = [-1.5, -0.5, -0.5, 0.5, 0.5, 1.5]
    _shade(ax, [(-0.5, 0.5)] if kind == "bridge" else [(-1.5, -0.5), (0.5, 1.5)])
    styles = zip(COLOURS, ("-", ":", "--"), (5, 4, 2), strict=False)  # two of three coincide
    names = ("$|E|$", "$|D|$", r"$\varepsilon|E|^2$")
    for name, inside, (colour, dash, width) in zip(
        names, _inside_layer(kind, n), styles, strict=False
    ):
        values = [1, 1, inside, inside, 1, 1]
        ax.plot(x, values, color=colour, linestyle=dash, lw=width, label=name)
    log_axis(ax.yaxis)
    ax.set_yticks([1, n**2], ["1", f"$n^2$ = {n**2:.1f}"])
    ax.set(xlabel="position / thickness", xlim=(-1.5, 1.5), ylim=(0.4, 2 * n**2))
    return ax


def _inside_layer(kind, n):
    """|E|, |D| and ε|E|² in the layer, each relative to its value outside."""
    inside = {"gap": (n**2, 1.0, n**2), "bridge": (1.0, n**2, n**2)}
    if kind not in inside:
        raise ValueError(f"kind must be 'bridge' or 'gap', got {kind!r}")
    return inside[kind]


def _shade(ax, spans):
    """Tint the dielectric and write what is what at the bottom."""
    for span in spans:
        ax.axvspan(*span, color=DIELECTRIC, lw=0)
    middle, side = ("dielectric", "air") if len(spans) == 1 else ("air", "dielectric")
    for place, text in ((0.5, middle), (0.17, side), (0.83, side)):
        style = {"transform": ax.transAxes, "ha": "center", "fontsize": 9, "color": DARK_GREY}
        ax.text(place, 0.03, text, **style)


def tip_cut(ax, tips):
    """Draw |E| and ε|E|² along the axis of the tips, relative to the centre.

    Source: :func:`lasercore.bowtie.quasi_static_field`.
    """
    instance("tips", tips, Tips)
    edge = 0.5 * tips.width
    # An even number of samples: none falls on a focus, where the coordinates fold.
    outside = np.linspace(1 + 1e-9, 3, 300)
    half = edge * np.concatenate([np.linspace(0, 1 - 1e-9, 100), outside])
    x = np.concatenate([-half[::-1], half])
    E = np.linalg.norm(quasi_static_field(tips, x, np.zeros_like(x)), axis=0)
    energy = (tips.index(x, np.zeros_like(x)) / tips.index(0.0, 0.0)) ** 2 * E**2
    inside = ((-edge, edge),) if tips.kind == "bridge" else ((-3 * edge, -edge), (edge, 3 * edge))
    _shade(ax, 1e9 * np.array(inside))
    ax.plot(1e9 * x, E, color=COLOURS[0], linestyle="-", label="$|E|$")
    ax.plot(1e9 * x, energy, color=COLOURS[1], linestyle="--", label=r"$\varepsilon|E|^2$")
    log_axis(ax.yaxis)
    ax.set(xlabel="$x$ (nm)", xlim=(-3e9 * edge, 3e9 * edge), ylim=(0.03, 2))
    return ax
