"""Level schemes of an emitter: its levels, and arrows for what happens between them."""

from nanobook.style import BOX, COLOURS, DASHES, GREY

LIGHT, PUMP, LOSS, FAST = (
    {"color": colour, "linestyle": dash}
    for colour, dash in zip((*COLOURS[:2], GREY, GREY), DASHES, strict=False)
)


def draw_levels(ax, heights, end, gap):
    """Lines from 0 to `end` at the heights of named levels, and their names behind a gap."""
    for name, height in heights.items():
        ax.plot([0, end], [height, height], color="black", linestyle="-", linewidth=2.5)
        ax.text(end + gap, height, name, va="center", fontsize=9)


def draw_arrow(ax, x, start, stop, text, style, beside=False, height=None, pad=1.5):
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
