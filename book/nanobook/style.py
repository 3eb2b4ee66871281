"""How figures look: colours that colour-blind readers tell apart, dashes, direct labels."""

from collections.abc import Iterator
from itertools import cycle
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

# Okabe and Ito's palette, dark enough on white to be read as text too; yellow is left out.
# The last two are dark, so that colour-blind readers tell them from the first ones.
COLOURS = (
    "#0072B2",
    "#C04A00",
    "#007A5A",
    "#A0307A",
    "#000000",
    "#7A5C00",
    "#6A6A6A",
    "#30209C",
    "#6B1200",
    "#004B4B",
)
DASHES = (
    "-",
    "--",
    "-.",
    ":",
    (0, (5, 1, 1, 1, 1, 1)),
    (0, (1, 1)),
    (0, (8, 3)),
    (0, (12, 2, 2, 2)),
    (0, (2, 4)),
    (0, (4, 4)),
)
GREY, DARK_GREY, LIGHT_GREY = "#555555", "#444444", "#eeeeee"
"""For guides and notes; for words on a tint; for what lies outside of a model."""
DIELECTRIC = "#dbe7f0"
GUIDE = {"color": GREY, "linestyle": ":", "linewidth": 1.2}
BOX = {"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1.5}
"""Behind words on a curve, for ``bbox``."""
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "<", ">", "p")

STYLE = {
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "figure.dpi": 110,
    "axes.facecolor": "white",
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.labelsize": 11,
    "font.size": 11,
    "grid.color": "#dddddd",
    "grid.linewidth": 0.6,
    "lines.linewidth": 2.0,
    "lines.markersize": 7,
    "legend.frameon": False,
    "mathtext.fontset": "dejavusans",
    "savefig.facecolor": "white",
}


def set_style() -> None:
    """Make all following figures of this session look like the book's."""
    import matplotlib.pyplot as plt

    plt.rcParams.update(STYLE)
    plt.rcParams["axes.prop_cycle"] = plt.cycler(color=COLOURS, linestyle=DASHES)


def line_styles() -> Iterator[dict[str, Any]]:
    """Endless styles for lines that must be told apart without colour."""
    return cycle(
        {"color": colour, "linestyle": dash} for colour, dash in zip(COLOURS, DASHES, strict=True)
    )


def log_axis(axis: Any, unit: str = "") -> Any:
    """Make an axis logarithmic, with SI prefixes if it has a unit."""
    from matplotlib.ticker import EngFormatter, LogLocator, NullLocator

    if axis.get_scale() != "log":  # ticks are slow to make: a live figure keeps them
        axis.axes.set(**{f"{axis.axis_name}scale": "log"})
        axis.set_major_locator(LogLocator(numticks=8))
        axis.set_minor_locator(NullLocator())
        if unit:
            axis.set_major_formatter(EngFormatter(unit))
    return axis


def note(
    ax: "Axes", text: str, xy: tuple[float, float], offset: tuple[float, float] = (4, 4),
    **options: Any,
) -> "Annotation":  # fmt: skip
    """Write a text at an offset, in points, from a place of the axes."""
    return ax.annotate(text, xy, xytext=offset, textcoords="offset points", **options)


def label_line(
    ax: "Axes", line: Any, text: str, at: float, offset: tuple[float, float] = (4, 4),
    **options: Any,
) -> "Annotation":  # fmt: skip
    """Write a label next to a line, in the line's colour; `at` 0 is its first point, 1 its last."""
    x, y = line.get_data()
    index = round(at * (len(x) - 1))
    return note(ax, text, (x[index], y[index]), offset, color=line.get_color(), **options)
