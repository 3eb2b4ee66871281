"""Things to move: live comparisons with a kernel, filmstrips without one."""

from lasercore.widgets.comparison import (
    ThresholdComparison,
    device_filmstrip,
    threshold_comparison,
)
from lasercore.widgets.filmstrip import Filmstrip, filmstrip

__all__ = [
    "Filmstrip",
    "ThresholdComparison",
    "device_filmstrip",
    "filmstrip",
    "threshold_comparison",
]
