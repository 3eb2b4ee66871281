"""Exercises of chapter 5."""

from dataclasses import replace
from functools import cache
from math import exp, log, pi, sqrt

from lasercore import langevin, master_equation
from lasercore.device import catalogue, devices
from lasercore.exercises.checking import Exercise
from lasercore.laser import to_pump

_BOUGHT = {"photons": 8, "g2": 1.30}  # exercise 1
_CURRENT = 10e-6  # A, of exercise 5


def _lamp(share):
    """A share of γ_c(1 + 2ξ)/2π of EDC laser 5, in THz."""
    laser = catalogue["EDC laser 5"]
    return share * laser.gamma_c * (1 + 2 * laser.xi) / (2 * pi) / 1e12


@cache
def _current_at(g2, model):
    """Current (µA) at which the g²(0) of EDC laser 1 by one model falls to a value."""
    laser = catalogue["EDC laser 1"]

    def excess(log_current):
        return float(model(laser, to_pump(exp(log_current))).g2) - g2

    return 1e6 * exp(_root(excess, log(1e-7), log(1e-5)))


@cache
def _quality_at(g2, model):
    """Q at which nanoLED A would have this g²(0) at 10 µA, by one model."""
    device, pump = devices["nanoLED A"], float(to_pump(_CURRENT))

    def excess(log_quality):
        laser = replace(device, Q=exp(log_quality)).laser
        return float(model(laser, pump).g2) - g2

    return exp(_root(excess, log(170), log(5000)))


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


def _half_xi():
    """Q at which nanoLED A has ξ = ½; ξ ∝ Q."""
    return devices["nanoLED A"].Q * 0.5 / catalogue["nanoLED A"].xi


EXERCISES: dict[str, Exercise] = {
    "laser_light-1": Exercise(
        lambda: 1 + _BOUGHT["photons"] * (_BOUGHT["g2"] - 1),
        hints={
            "That is F − 1: add what even coherent light has": (
                lambda: _BOUGHT["photons"] * (_BOUGHT["g2"] - 1)
            ),
            "You multiplied n_p by g² instead of g² − 1": (
                lambda: 1 + _BOUGHT["photons"] * _BOUGHT["g2"]
            ),
            "That is the Fano factor of thermal light": lambda: 1 + _BOUGHT["photons"],
        },
    ),
    "laser_light-2": Exercise(
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
    "laser_light-3": Exercise(
        lambda: _current_at(1.05, master_equation.photon_statistics),
        "µA",
        {
            "That is by Langevin: take the exact statistics": (
                lambda: _current_at(1.05, langevin.photon_statistics)
            ),
        },
    ),
    "laser_light-4": Exercise(
        lambda: 2 * (4 - sqrt(12)),
        hints={
            "That is the rate in units of γ: quantum mechanics has γ/2": lambda: 4 - sqrt(12),
            "That is for one photon": lambda: 2.0,
            "Divide by the length of the arrow, √n = 2": lambda: 2 * 4 * (2 - sqrt(3)),
        },
    ),
    "laser_light-5": Exercise(
        lambda: _quality_at(1.10, master_equation.photon_statistics),
        hints={
            "That is ξ = ½, where the laser begins to exist": _half_xi,
            "That is by Langevin: take the exact statistics": (
                lambda: _quality_at(1.10, langevin.photon_statistics)
            ),
        },
        rel=0.02,
    ),
}
