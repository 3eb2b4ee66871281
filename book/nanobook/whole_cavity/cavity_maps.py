"""Figures of a computed cavity's light: maps, and how it rises towards the tips."""

import numpy as np

from lasercore.bowtie import Mode
from lasercore.checks import instance, positive, whole
from lasercore.units import quantity, scientific
from nanobook.whole_cavity.walls import AROUND, WHOLE_BANDS, ZOOM_BANDS, walls

NAMES = {"energy": r"$\varepsilon|E|^2$", "field": "$|E|$", "magnetic": r"Re$\,H_z$"}
# A layer is named in the map if it takes this share of its width.
ROOM = 0.055
_EMPTY = "#d9d9d9"


def map_values(mode, quantity_shown, half_width, pixels):
    """What `cavity_map` draws, on the pixels of a centred square; one quarter is computed.

    Source: :meth:`lasercore.bowtie.Mode.field`.
    """
    half_width = checked_half_width(mode, half_width)
    _refuse_unknown(quantity_shown)
    pixels = whole("pixels", pixels, least=2)
    at = 2 * half_width / pixels * (np.arange((pixels + 1) // 2) + 0.5 * (pixels % 2 == 0))
    quarter = shown(mode, quantity_shown, *np.meshgrid(at, at))
    odd_in_x = odd_in_y = 1
    if quantity_shown == "magnetic":
        quarter = quarter / np.nanmax(np.abs(quarter))
        odd_in_x, odd_in_y = (-1, 1) if mode.bowtie.kind == "bridge" else (1, -1)
    mirrored = quarter[::-1][: pixels // 2]  # an odd number of pixels has one row at the centre
    upper_right = np.concatenate([odd_in_y * mirrored, quarter])
    return np.concatenate([odd_in_x * upper_right[:, ::-1][:, : pixels // 2], upper_right], axis=1)


def shown(mode, quantity_shown, x, y):
    """A quantity at points (m); energy and field relative to the centre."""
    magnetic, e_x, e_y, epsilon = mode.field(x, y)
    if quantity_shown == "magnetic":
        return magnetic.real
    square = np.abs(e_x) ** 2 + np.abs(e_y) ** 2
    if quantity_shown == "field":
        return np.sqrt(square)
    return epsilon * square / mode.bowtie.centre_index**2


def _refuse_unknown(quantity_shown):
    if quantity_shown not in NAMES:
        raise ValueError(
            f"quantity_shown must be 'energy', 'field' or 'magnetic', got {quantity_shown!r}"
        )


def whole_cavity(bowtie):
    """Half width (m) of a map that shows all rings of a bowtie."""
    return float(bowtie.walls()[0][-1] + AROUND)


def checked_half_width(mode, half_width):
    """A half width (m), by default that of the whole cavity."""
    bowtie = instance("mode", mode, Mode).bowtie
    return whole_cavity(bowtie) if half_width is None else positive("half_width", half_width, "m")


def cavity_map(ax, mode, quantity_shown="energy", half_width=None, pixels=300, bar=True):
    """Draw a computed cavity in bands, with the outlines of its tips and rings.

    Energy and field are relative to the centre: in bands of a factor of two within the bowtie,
    of half a decade in a larger map. Re H_z is relative to its largest value.

    Source: saldutti2024 Fig. 2 shows such maps; these are of modes in the plane.
    """
    half_width = checked_half_width(mode, half_width)
    values = map_values(mode, quantity_shown, half_width, pixels)
    edges, ticks = _bands(quantity_shown, half_width <= mode.bowtie.radius)
    draw_map(ax, mode, values, half_width, edges, "PuOr" if quantity_shown == "magnetic" else None)
    label = NAMES[quantity_shown]
    if quantity_shown == "magnetic":  # dark ends of both signs look alike without colour
        _hatch_negative(ax, values, edges)
        label += " (hatched: negative)"
    if bar:
        scale = ax.figure.colorbar(
            ax.images[0], ax=ax, location="bottom", ticks=list(ticks), shrink=0.9, aspect=25
        )
        scale.ax.set_xticklabels(ticks.values())
        scale.ax.minorticks_off()
        scale.set_label(label)
    return ax


def _bands(quantity_shown, near):
    """Edges of the bands, and the ticks of their colour bar with what is written there."""
    if quantity_shown == "magnetic" and near:
        return np.linspace(-1.1, 1.1, 12), {-0.9: "−0.9", -0.3: "−0.3", 0.3: "0.3", 0.9: "0.9"}
    if quantity_shown == "magnetic":
        decades = 10.0 ** np.arange(-3, 0.1, 0.5)
        ticks = {-1.0: "−1", -0.01: "−0.01", 0.01: "0.01", 1.0: "1"}
        return np.concatenate([-decades[::-1], decades]), ticks
    energy = quantity_shown == "energy"
    if near:
        names = {2.0**k: f"1/{2**-k}" for k in ((-9, -6, -3) if energy else (-6, -3))}
        return ZOOM_BANDS[0 if energy else 3 :], {**names, 1.0: "1"}
    names = {10.0**k: f"$10^{{{k}}}$" for k in ((-9, -6, -3) if energy else (-4, -2))}
    return WHOLE_BANDS[0 if energy else 10 :], {**names, 1.0: "1"}


def draw_map(ax, mode, values, half_width, edges, cmap=None, ink=("white", "black")):
    """Fill a centred square with bands of values; the walls, and what the layers are made of.

    `ink` is the colour of lines and letters, and of what surrounds them.
    """
    from matplotlib.colors import BoundaryNorm
    from matplotlib.patheffects import withStroke

    unit, name = (1e-9, "nm") if half_width < 5e-7 else (1e-6, "µm")
    edge = half_width / unit
    norm = BoundaryNorm(edges, 256, extend="neither" if cmap == "PuOr" else "both")
    ax.imshow(
        values, norm=norm, cmap=cmap or "viridis", extent=(-edge, edge, -edge, edge),
        origin="lower", interpolation="nearest",
    )  # fmt: skip
    halo = [withStroke(linewidth=1.9, foreground=ink[1])]  # seen on dark and on bright bands
    thick = 0.9 if half_width <= mode.bowtie.radius else 0.6
    (line,) = ax.plot(*(walls(mode.bowtie) / unit), color=ink[0], linestyle="-", lw=thick)
    line.set_path_effects([withStroke(linewidth=2.2 * thick, foreground=ink[1])])
    for x, y in _places(mode.bowtie, half_width):
        text = "$n$" if mode.field(x, y)[3] > 1 else "air"
        ax.text(
            x / unit, y / unit, text, color=ink[0], ha="center", va="center", fontsize=9,
            path_effects=halo,
        )  # fmt: skip
    ax.grid(False)
    ax.set(xlim=(-edge, edge), ylim=(-edge, edge), xlabel=f"$x$ ({name})", ylabel=f"$y$ ({name})",
           facecolor=_EMPTY)  # fmt: skip


def _places(bowtie, half_width):
    """Points (m) where materials are named: around the centre, or in layers with room."""
    if half_width <= bowtie.radius:
        return half_width * np.array([(-0.86, 0.0), (0.0, 0.84), (0.86, 0.0)])
    radii = bowtie.walls()[0]
    layers = zip(radii, [*radii[1:], radii[-1] + AROUND], strict=True)
    middles = [
        0.5 * (low + high)
        for low, high in layers
        if high - low > 2 * ROOM * half_width and high < 1.41 * half_width
    ]
    return np.array(middles).reshape(-1, 1) * np.sqrt(0.5) * np.ones(2)


def _hatch_negative(ax, values, edges):
    beyond = edges[edges < 0].max()
    hatched = ax.contourf(
        values, levels=[-2.0, beyond], colors="none", hatches=["////"],
        extent=ax.images[0].get_extent(),
    )  # fmt: skip
    hatched.set(edgecolor="#ffffff90", linewidth=0)


def describe_cavity_map(mode, half_width=None):
    """Say in words what `cavity_map` shows of the energy."""
    half_width, bowtie = checked_half_width(mode, half_width), mode.bowtie
    sides = 0.5 * bowtie.width * np.array([1 - 1e-9, 1 + 1e-9])
    before, behind = shown(mode, "energy", sides, np.zeros(2))
    near = (
        f"Map of ε|E|² up to {quantity(half_width, 'm')} from the centre of a {bowtie.kind}"
        f" {quantity(bowtie.width, 'm')} wide, relative to the centre: {scientific(before)} and"
        f" {scientific(behind)} on the two sides of a tip's surface"
    )
    if half_width <= bowtie.radius:
        edge = float(shown(mode, "energy", 0.0, half_width))
        return f"{near}, and {scientific(edge)} between the tips at the edge of the map."
    radii = bowtie.walls()[0]
    rim, outside = (_highest(mode, r * (1 + 1e-6)) for r in radii[[0, -1]])
    return (
        f"{near}; at most {scientific(rim)} around the bowtie, at"
        f" {quantity(radii[0], 'm')}, and {scientific(outside)} outside the last ring, at"
        f" {quantity(radii[-1], 'm')}."
    )


def _highest(mode, radius):
    """The highest ε|E|² on the ellipse of a radius (m) across the tips' axis."""
    turn = np.linspace(0, np.pi / 2, 46)
    at = np.hypot(radius, mode.bowtie.tips.focus) * np.cos(turn), radius * np.sin(turn)
    return float(shown(mode, "energy", *at).max())


def a_mode_list(modes):
    """Return `modes` as a list if it holds Modes, at least one."""
    modes = [instance("modes", one, Mode, "give a list of modes") for one in modes]
    if not modes:
        raise ValueError("modes must hold at least one Mode, got none")
    return modes
