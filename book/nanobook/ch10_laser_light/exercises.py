"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace
from functools import cache
from math import exp, log

from lasercore import langevin, master_equation
from lasercore.device import catalogue, devices
from lasercore.laser import Laser, to_pump
from nanobook.check import Exercise

_GIVEN = Laser(n_emitters=40, gamma_r=0.1, gamma_bg=0.1, gamma_c=1.0)  # ξ = 2


def _far(q, quiet=False, xi=2.0):
    """F_∞ of the chapter with an arbitrary q, with and without the pump's own noise."""
    return (1 + (0 if quiet else q**2) + 2 * xi * (1 - q) ** 2) / (2 * q)


def _far_above():
    from lasercore.langevin import far_above

    return far_above(_GIVEN)


_BOUGHT = {"photons": 8, "g2": 1.30}  # exercise 1

_CURRENT = 10e-6  # A, of exercise 5


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
        _far_above,
        rel=0.005,
        hints={
            "Poissonian only without pump blocking or for ξ ≫ 1": lambda: 1.0,
            "That is with a quiet pump: the pump's own noise is the q² in the bracket": (
                lambda: _far(0.75, quiet=True)
            ),
            "You took q = η, but q = 2η": lambda: _far(0.375),
            "You left out the kicks of emission and absorption, 2ξ(1 − q)²": (
                lambda: (1 + 0.75**2) / 1.5
            ),
        },
    ),
    "laser_light-2": Exercise(
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
