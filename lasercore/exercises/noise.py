"""Exercises of chapter 4."""

from dataclasses import replace
from math import sqrt

from lasercore.device import catalogue, devices
from lasercore.exercises.checking import Exercise
from lasercore.laser import Laser
from lasercore.thresholds import threshold

_FED = 3.0  # photons on average in the fed cavity of exercise 1
_GIVEN = Laser(n_emitters=40, gamma_r=0.1, gamma_bg=0.1, gamma_c=1.0)  # ξ = 2
_SINGLE = devices["EDC laser 6"]
_ONE = replace(_SINGLE, volume=_SINGLE.volume / 2).laser
_WANTED = 1e-5  # error of g²(0) in exercise 5


def _far(q, quiet=False, xi=2.0):
    """F_∞ of the chapter with an arbitrary q, with and without the pump's own noise."""
    return (1 + (0 if quiet else q**2) + 2 * xi * (1 - q) ** 2) / (2 * q)


def _far_above():
    from lasercore.langevin import far_above

    return far_above(_GIVEN)


def _crossing(laser=_ONE):
    """Pump at which the exact g²(0) of one emitter passes 1, in recycling thresholds."""
    from scipy.optimize import brentq

    from lasercore.master_equation import photon_statistics

    unit = threshold(laser, "photon recycling").pump
    return brentq(lambda x: float(photon_statistics(laser, x * unit).g2) - 1, 0.5, 5, rtol=1e-8)


def _langevin_crossing(low, high):
    from scipy.optimize import brentq

    from lasercore.langevin import photon_statistics

    unit = threshold(_ONE, "photon recycling").pump
    return brentq(lambda x: float(photon_statistics(_ONE, x * unit).g2) - 1, low, high)


def _size(order, of="g2", solved=200):
    """Emitters at which an error that falls as n_0^(−order) reaches what is wanted."""
    from lasercore import langevin, master_equation

    laser, pump = Laser(solved, 5 / solved, 0.1, 1.0), 2.0 * solved
    linear = langevin.photon_statistics(laser, pump)
    exact = master_equation.photon_statistics(laser, pump)
    error = abs(float(getattr(linear, of) - getattr(exact, of)))
    return solved * (error / _WANTED) ** (1 / order)


EXERCISES: dict[str, Exercise] = {
    "noise-1": Exercise(
        lambda: _FED + 0.5,
        hints={
            "That is the right mean, weighted by time; the question is what the wrong average"
            " gives": lambda: _FED,
            "You weighted with the losses only; photons that are fed in are events, too": (
                lambda: _FED + 1
            ),
        },
    ),
    "noise-2": Exercise(
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
    "noise-3": Exercise(
        _crossing,
        "recycling thresholds",
        hints={
            "That is where Langevin passes 1 on its way up; take the exact distribution": (
                lambda: _langevin_crossing(2, 10)
            ),
            "That is where Langevin passes 1 on its way down; take the exact distribution": (
                lambda: _langevin_crossing(0.1, 0.5)
            ),
            "That is the pump in s⁻¹; divide it by the recycling threshold": (
                lambda: _crossing() * threshold(_ONE, "photon recycling").pump
            ),
            "That is EDC laser 6 itself: halve its volume": (
                lambda: _crossing(catalogue["EDC laser 6"])
            ),
        },
    ),
    "noise-4": Exercise(
        lambda: 1e5 * 20**2,
        hints={
            "The error falls with the square root of the events: 20 times smaller needs more than"
            " 20 times as many": lambda: 1e5 * 20,
            "You took the square root of 20; square it": lambda: 1e5 * sqrt(20),
        },
    ),
    "noise-5": Exercise(
        lambda: _size(2),
        rel=0.05,
        hints={
            "You extrapolated with order 1; the error of g²(0) falls as n_0⁻²": lambda: _size(1),
            "That is for the error of the Fano factor; the question is g²(0)": (
                lambda: _size(1, "fano")
            ),
        },
    ),
}
