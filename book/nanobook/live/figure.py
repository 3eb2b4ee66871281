"""The picture of a live figure: quick to redraw."""

from io import BytesIO
from typing import TYPE_CHECKING, Any

from nanobook.style import STYLE

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class LiveFigure:
    """A figure whose axes are made once, by `_make_axes`; a redraw replaces what is in them."""

    size = (5.0, 5.6)
    """Width and height (inches)."""
    _make_axes: Any

    def __init__(self, dpi: float = 100) -> None:
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        with rc_context({**STYLE, "figure.constrained_layout.use": False}):
            self.figure = Figure(figsize=self.size, dpi=dpi)
            self._make_axes()
        self._canvas = FigureCanvasAgg(self.figure)

    def clear(self) -> None:
        """Remove all lines, points, areas and labels, not the axes."""
        for ax in self.figure.axes:
            for artist in [*ax.lines, *ax.collections, *ax.patches, *ax.texts]:
                artist.remove()
            ax.containers.clear()  # groups of artists that are gone; Matplotlib 3.8 keeps them

    def png(self) -> bytes:
        """The picture as PNG bytes."""
        from numpy import asarray
        from PIL import Image

        self._canvas.draw()
        data = BytesIO()
        pixels = asarray(self._canvas.buffer_rgba())[..., :3]
        Image.fromarray(pixels).save(data, "png", compress_level=1)  # quick beats small here
        return data.getvalue()


def name_curve(
    ax: "Axes", name: str, place: tuple[float, float] | None, at: tuple[float, float], colour: str
) -> None:
    """Write a curve's name at a share of the axes, with a line from its left to a place on it.

    No line crosses a name. Without a place it says that there is no such curve.
    """
    style = {"va": "center", "color": colour}
    if place is None:
        ax.text(*at, f"no {name}", transform=ax.transAxes, **style)
        return
    leader = {"arrowstyle": "-", "color": colour, "lw": 0.8, "relpos": (0, 0.5)}
    ends = {"shrinkA": 2, "shrinkB": 4}
    ax.annotate(name, place, at, textcoords="axes fraction", arrowprops={**leader, **ends}, **style)


def quiet(*axes: "Axes") -> None:
    """The book's look, whether or not `style.set_style` was called."""
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="#dddddd", linewidth=0.6)
        ax.set_axisbelow(True)
