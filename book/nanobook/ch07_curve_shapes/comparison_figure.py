"""The picture of the live comparison: curve, carriers and every threshold, quick to redraw."""

from nanobook.light_current import (
    carriers,
    describe_carriers,
    describe_light_current,
    describe_threshold_marks,
    light_current,
    threshold_marks,
)
from nanobook.style import COLOURS, STYLE


class ComparisonFigure:
    """Light–current curve with threshold marks above, carriers below, for one laser at a time.

    The axes and their ticks are made once: a redraw only replaces lines and labels.
    """

    def __init__(self, dpi=100):
        from matplotlib import rc_context
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        with rc_context({**STYLE, "figure.constrained_layout.use": False}):
            self.figure = Figure(figsize=(8.0, 4.8), dpi=dpi)
            self.upper, self.lower = self.figure.subplots(2, 1, sharex=True, height_ratios=[3, 1.2])
        self.figure.subplots_adjust(left=0.1, bottom=0.11, right=0.63, top=0.97, hspace=0.1)
        self._canvas = FigureCanvasAgg(self.figure)

    def show(self, laser):
        """Replace what is drawn by the curves and marks of `laser`."""
        for ax in (self.upper, self.lower):
            for artist in [*ax.lines, *ax.texts]:
                artist.remove()
            ax.relim()
            ax.autoscale()
        style = {"color": COLOURS[0], "linestyle": "-", "linewidth": 2}
        light_current(self.upper, laser, show_asymptotes=True, **style)
        threshold_marks(self.upper, laser)
        carriers(self.lower, laser, **style)
        self.upper.set_xlabel("")

    def png(self):
        """The picture as PNG bytes."""
        from io import BytesIO

        from numpy import asarray
        from PIL import Image

        self._canvas.draw()
        data = BytesIO()
        pixels = asarray(self._canvas.buffer_rgba())[..., :3]
        Image.fromarray(pixels).save(data, "png", compress_level=1)  # quick beats small here
        return data.getvalue()


def describe_comparison(laser):
    """Say in words what a `ComparisonFigure` shows."""
    return " ".join(
        describe(laser)
        for describe in (describe_light_current, describe_threshold_marks, describe_carriers)
    )
