"""Figures of the book: every function takes an Axes, draws, and returns it.

For each figure ``name`` there is ``describe_name``, which says the same in words: the text for
readers who do not see the figure.
"""

from lasercore.plotting.comparison import ComparisonFigure, describe_comparison
from lasercore.plotting.light_current import (
    carriers,
    describe_carriers,
    describe_light_current,
    describe_threshold_marks,
    light_current,
    threshold_marks,
)
from lasercore.plotting.style import COLOURS, DASHES, label_line, line_styles, log_axis, set_style

__all__ = [
    "COLOURS",
    "DASHES",
    "ComparisonFigure",
    "carriers",
    "describe_carriers",
    "describe_comparison",
    "describe_light_current",
    "describe_threshold_marks",
    "label_line",
    "light_current",
    "line_styles",
    "log_axis",
    "set_style",
    "threshold_marks",
]
