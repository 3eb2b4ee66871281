"""One redraw of the live threshold comparison (bar: 100 ms on one core), and its parts."""

from itertools import cycle

from timing import report, side_by_side

from lasercore import catalogue, thresholds
from nanobook.ch07_curve_shapes import comparison
from nanobook.ch07_curve_shapes.comparison_figure import ComparisonFigure

LIVE = comparison.threshold_comparison("EDC laser 1")
PICTURE = ComparisonFigure()
QUALITY = cycle([300.0, 1000.0, 3000.0, 10_000.0])
LASERS = cycle(catalogue.values())


def move_slider():
    LIVE.set(Q=next(QUALITY))


def draw():
    PICTURE.show(next(LASERS))


if __name__ == "__main__":
    report(
        "Live comparison",
        side_by_side(
            {
                "move Q: compute, draw, encode, table": move_slider,
                "all thresholds of one laser": lambda: thresholds.compare(next(LASERS)),
                "replace lines and labels": draw,
                "render to PNG": PICTURE.png,
            },
            rounds=25,
        ),
    )
