"""Exercises: the right answer and the usual mistakes, computed."""

from math import pi, sqrt

from lasercore.device import catalogue
from nanobook.check import Exercise


def _lamp(share):
    """A share of γ_c(1 + 2ξ)/2π of EDC laser 5, in THz."""
    laser = catalogue["EDC laser 5"]
    return share * laser.gamma_c * (1 + 2 * laser.xi) / (2 * pi) / 1e12


EXERCISES: dict[str, Exercise] = {
    "coherence-1": Exercise(
        lambda: _lamp(1),
        "THz",
        {
            "That is the Schawlow–Townes formula, half of the exact line": lambda: _lamp(0.5),
            "That is the cavity alone: the emitters absorb, too": (
                lambda: catalogue["EDC laser 5"].gamma_c / (2 * pi) / 1e12
            ),
            "You forgot to divide by 2π": lambda: _lamp(2 * pi),
            "That is the line of the phase kicks, twice the exact one": lambda: _lamp(2),
        },
    ),
    "coherence-2": Exercise(
        lambda: 2 * (4 - sqrt(12)),
        hints={
            "That is the rate in units of γ: quantum mechanics has γ/2": lambda: 4 - sqrt(12),
            "That is for one photon": lambda: 2.0,
            "Divide by the length of the arrow, √n = 2": lambda: 2 * 4 * (2 - sqrt(3)),
        },
    ),
}
