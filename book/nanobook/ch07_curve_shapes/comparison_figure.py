"""The picture of the live comparison: curve, carriers and every threshold, quick to redraw."""

from nanobook.light_current import (
    carriers,
    describe_carriers,
    describe_light_current,
    describe_threshold_marks,
    light_current,
    threshold_marks,
)
from nanobook.live.figure import LiveFigure
from nanobook.style import COLOURS


class ComparisonFigure(LiveFigure):
    """Light–current curve with threshold marks above, carriers below, for one laser at a time."""

    size = (8.0, 4.8)

    def _make_axes(self):
        self.upper, self.lower = self.figure.subplots(2, 1, sharex=True, height_ratios=[3, 1.2])
        self.figure.subplots_adjust(left=0.1, bottom=0.11, right=0.63, top=0.97, hspace=0.1)

    def show(self, laser):
        """Replace what is drawn by the curves and marks of `laser`."""
        self.clear()
        for ax in (self.upper, self.lower):
            ax.relim()
            ax.autoscale()
        style = {"color": COLOURS[0], "linestyle": "-", "linewidth": 2}
        light_current(self.upper, laser, show_asymptotes=True, **style)
        threshold_marks(self.upper, laser)
        carriers(self.lower, laser, **style)
        self.upper.set_xlabel("")


def describe_comparison(laser):
    """Say in words what a `ComparisonFigure` shows."""
    return " ".join(
        describe(laser)
        for describe in (describe_light_current, describe_threshold_marks, describe_carriers)
    )
