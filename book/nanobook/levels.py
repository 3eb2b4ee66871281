"""Level schemes of an emitter: its levels, and arrows for what happens between them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from nanobook.style import BOX, COLOURS, DASHES, GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LIGHT, PUMP, LOSS, FAST = (
    {"color": colour, "linestyle": dash}
    for colour, dash in zip((*COLOURS[:2], GREY, GREY), DASHES, strict=False)
)


def draw_levels(ax: "Axes", heights: Mapping[str, float], end: float, gap: float) -> None:
    """Lines from 0 to `end` at the heights of named levels, and their names behind a gap."""
    for name, height in heights.items():
        ax.plot([0, end], [height, height], color="black", linestyle="-", linewidth=2.5)
        ax.text(end + gap, height, name, va="center", fontsize=9)


def draw_arrow(
    ax: "Axes", x: float, start: float, stop: float, text: str, style: Mapping[str, Any],
    beside: bool = False, height: float | None = None, pad: float = 1.5,
) -> None:  # fmt: skip
    """An arrow between two heights, its text in its middle or at a height, or else beside it."""
    arrow = {"arrowstyle": "-|>", "linewidth": 1.8, "shrinkA": 1, "shrinkB": 1, **style}
    ax.annotate("", xy=(x, stop), xytext=(x, start), arrowprops=arrow)
    ax.text(
        x + 0.12 if beside else x,
        (start + stop) / 2 if height is None else height,
        text,
        color=style["color"],
        ha="left" if beside else "center",
        va="center",
        fontsize=10,
        bbox=None if beside else {**BOX, "alpha": 1, "pad": pad},
    )
