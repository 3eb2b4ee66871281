"""Exercises: the right answer and the usual mistakes, computed."""

import math

from lasercore.bowtie import wedge_exponent
from lasercore.device import REFRACTIVE_INDEX
from nanobook.check import Exercise

SILICON = 3.48


EXERCISES: dict[str, Exercise] = {
    "confinement-1": Exercise(
        lambda: SILICON**2,
        hints={
            "This is the ratio of |E|²; the permittivity is n² times lower in the slot": (
                lambda: SILICON**4
            ),
            "Normal D is continuous, and D contains ε = n², not n": lambda: SILICON,
            "The other way round: the energy density is higher in the air": lambda: SILICON**-2,
            "Tangential E does not jump, but here the field points across the slot": lambda: 1.0,
        },
    ),
    "confinement-2": Exercise(
        lambda: wedge_exponent(REFRACTIVE_INDEX, math.pi / 4),
        rel=2e-3,
        hints={
            "Both tangents have the argument τπ/4, not τπ/2": (
                lambda: 2 / math.pi * math.atan(1 / REFRACTIVE_INDEX)
            ),
            "The product of two equal tangents is 1/n², so each of them is 1/n": (
                lambda: 4 / math.pi * math.atan(REFRACTIVE_INDEX**-2)
            ),
            "The arctangent is in degrees; take it in radians": (
                lambda: 4 / math.pi * math.degrees(math.atan(1 / REFRACTIVE_INDEX))
            ),
            "This is the exponent for v_0 = 54.74°; here it is 45°": (
                lambda: wedge_exponent(REFRACTIVE_INDEX, math.atan(math.sqrt(2)))
            ),
        },
    ),
}
