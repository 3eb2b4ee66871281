"""Figures of the light–current curve, the carriers, and the thresholds on them."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from matplotlib.text import Text
from numpy.typing import ArrayLike

from lasercore.laser import Laser, to_ampere
from lasercore.rate_equations import asymptotes, steady_state
from lasercore.thresholds import DEFINITIONS, QUICK_DEFINITIONS, compare, pump_range, verdict
from lasercore.units import quantity, scientific
from nanobook.style import BOX, COLOURS, GUIDE, MARKERS, label_line, log_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# From the label's left edge straight to the mark: the default would clip the line to the
# label's box, which takes half of the time of a redraw.
_LEADER = {
    "arrowstyle": "-",
    "linewidth": 0.7,
    "alpha": 0.6,
    "relpos": (0, 0.5),
    "patchA": None,
    "shrinkA": 0,
    "shrinkB": 0,
}


class _Mark(NamedTuple):
    names: str
    pump: float
    photons: float


def light_current(
    ax: "Axes", laser: Laser, pump: ArrayLike | None = None, label: str = "",
    show_asymptotes: bool = False, **line: Any,
) -> "Axes":  # fmt: skip
    """Draw the light–current curve n_p(I), log-log.

    Source: saldutti2024 Figs. 5 (row 1) and 9.
    """
    pump = pump_range(laser) if pump is None else pump
    current = to_ampere(pump)
    (curve,) = ax.plot(current, steady_state(laser, pump).photons, **line)
    if show_asymptotes:
        _asymptotes(ax, laser, pump)
    if label:
        label_line(ax, curve, label, at=0.97, ha="right")
    log_axis(ax.xaxis, "A")
    log_axis(ax.yaxis)
    ax.set(xlabel="current $I$", ylabel="photons $n_p$")
    return ax


def _asymptotes(ax, laser, pump):
    # Each label stands where the curve is far from its line, on the outer side: the line that
    # the curve leaves is below it at high pumps for r > 1, above it for r < 1.
    below, above = ((0.8, (6, -10), "left"), (0.2, (-6, 4), "right"))
    if laser.intensity_ratio < 1:
        below, above = (0.8, (-6, 4), "right"), (0.2, (6, -10), "left")
    for photons, text, (at, offset, align) in zip(
        asymptotes(laser, pump),
        (r"$\beta_\mathrm{eff}J/\gamma_c$", r"$\eta J/\gamma_c$"),
        (below, above),
        strict=True,
    ):
        if np.all(np.isfinite(photons)):
            (line,) = ax.plot(to_ampere(pump), photons, **GUIDE)
            label_line(ax, line, text, at, offset, ha=align, fontsize=9)


def describe_light_current(laser: Laser, pump: ArrayLike | None = None) -> str:
    """Say in words what `light_current` shows."""
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    ends = pump[[0, -1]]
    low, high = steady_state(laser, ends).photons
    first, last = (quantity(current, "A") for current in to_ampere(ends))
    return (
        f"Log-log light–current curve from {first} to {last}: photons rise from"
        f" {scientific(low)} to {scientific(high)}. {verdict(laser).sentence}"
    )


def carriers(ax: "Axes", laser: Laser, pump: ArrayLike | None = None, **line: Any) -> "Axes":
    """Draw the share of excited emitters n_e/n_0 against the current.

    Source: saldutti2024 Fig. 4.
    """
    pump = pump_range(laser) if pump is None else pump
    ax.plot(to_ampere(pump), steady_state(laser, pump).inversion, **line)
    log_axis(ax.xaxis, "A")
    ax.set(xlabel="current $I$", ylabel="share $n_e/n_0$", ylim=(0, 1))
    return ax


def describe_carriers(laser: Laser, pump: ArrayLike | None = None) -> str:
    """Say in words what `carriers` shows."""
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    ends = pump[[0, -1]]
    low, high = steady_state(laser, ends).inversion
    first, last = (quantity(current, "A") for current in to_ampere(ends))
    balance = laser.threshold_carriers / laser.n_emitters
    gain = (
        f"gain equals loss at {scientific(balance)}"
        if balance < 1
        else "gain would equal loss only with more emitters than there are"
    )
    return (
        f"The excited share of the emitters rises from {scientific(low)} at {first} to"
        f" {scientific(high)} at {last}; {gain}."
    )


def threshold_marks(
    ax: "Axes", laser: Laser, pump: ArrayLike | None = None,
    definitions: Iterable[str] | None = None,
) -> "Axes":  # fmt: skip
    """Mark every threshold on a light–current curve, labelled in the right margin.

    Labels stand inside where they would run over other axes or the figure's edge.

    Source: saldutti2024 Fig. 11.
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    groups = _group(laser, pump, definitions)
    heights = np.linspace(0.04, 0.96, max(len(groups), 2))
    labels = []
    for mark, height in zip(groups, heights, strict=False):
        # A definition keeps its colour and marker from laser to laser.
        number = DEFINITIONS.index(mark.names.split(",")[0])
        colour, marker = COLOURS[number % len(COLOURS)], MARKERS[number % len(MARKERS)]
        point = (to_ampere(mark.pump), mark.photons)
        ax.plot(*point, marker, color=colour, markeredgecolor="white", markersize=9)
        label = ax.annotate(
            f"{mark.names}: {quantity(point[0], 'A')}",
            xy=point,
            xytext=(1.03, height),
            textcoords="axes fraction",
            va="center",
            color=colour,
            annotation_clip=False,
            arrowprops={**_LEADER, "color": colour},
        )
        labels.append(label)
    end = _end_of_room(ax)
    if any(_extent(label).x1 > end for label in labels):
        _move_inside(ax, labels)
    return ax


def _end_of_room(ax):
    """How far labels may reach to the right (pixels): to other axes or the figure's edge.

    A layout makes room by itself; axes that are not there yet have their place in the grid.
    """
    if ax.figure.get_layout_engine() is not None:
        return np.inf
    grid, own = ax.get_subplotspec(), ax.get_window_extent()
    if grid is not None and grid.colspan.stop < grid.get_gridspec().ncols:
        return own.x1
    others = (other.get_window_extent() for other in ax.figure.axes)
    beside = [one.x0 for one in others if one.x0 >= own.x1 and one.y0 < own.y1 and one.y1 > own.y0]
    return min([ax.figure.bbox.x1, *beside])


def _move_inside(ax, labels):
    """Labels at the right edge of the axes, and no wider than these."""
    room = 0.96 * ax.get_window_extent().width
    for label in labels:
        label.set(x=0.98, ha="right", bbox=BOX)
        label.set_fontsize(label.get_fontsize() * min(1, room / _extent(label).width))


def _extent(label):
    """Of a label's words, without its leader."""
    label.get_window_extent()  # which moves the words to their place
    return Text.get_window_extent(label)


def describe_threshold_marks(
    laser: Laser, pump: ArrayLike | None = None, definitions: Iterable[str] | None = None
) -> str:
    """Say in words what `threshold_marks` shows."""
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    marks = _group(laser, pump, definitions)
    if not marks:
        return "No threshold lies in the range shown."
    parts = (
        f"{mark.names} at {quantity(to_ampere(mark.pump), 'A')} with"
        f" {scientific(mark.photons)} photons"
        for mark in marks
    )
    return f"Thresholds from low to high: {'; '.join(parts)}."


def _group(laser, pump, definitions):
    """Thresholds in the range, lowest first, those at the same pump as one mark."""
    found = compare(laser, QUICK_DEFINITIONS if definitions is None else definitions)
    inside = [t for t in found.values() if t.reached and pump[0] <= t.pump <= pump[-1]]
    marks = []
    for threshold in sorted(inside, key=lambda t: t.pump):
        if marks and threshold.pump <= marks[-1].pump * (1 + 1e-9):
            names = f"{marks[-1].names}, {threshold.definition}"
            marks[-1] = marks[-1]._replace(names=names)
        else:
            marks.append(_Mark(threshold.definition, threshold.pump, threshold.photons))
    return marks
