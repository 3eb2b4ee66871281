"""Exercises: the right answer and the usual mistakes, computed."""

import math

from lasercore.bowtie import Tips, quasi_static_field
from lasercore.device import REFRACTIVE_INDEX
from nanobook.check import Exercise


def _off_centre():
    """|E|² on the plane between the tips, 20 nm from the centre, relative to the centre."""
    tips = Tips("bridge", 10e-9, 10e-9, REFRACTIVE_INDEX)
    return float(abs(quasi_static_field(tips, 0.0, 20e-9)[1]) ** 2)


EXERCISES: dict[str, Exercise] = {
    "mode_volume-1": Exercise(
        _off_centre,
        hints={
            "The rate goes with |d·E|², not with |d·E|": lambda: math.sqrt(_off_centre()),
            "This is the ratio of the mode volumes; the rate is its inverse": (
                lambda: 1 / _off_centre()
            ),
            "The fourth power: quasi_static_field returns a field, square it once": (
                lambda: _off_centre() ** 2
            ),
        },
    ),
}
