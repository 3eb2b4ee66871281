"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace
from functools import cache
from math import exp, log, pi, sqrt

from lasercore import cumulants, lindblad, master_equation
from lasercore.laser import Laser
from nanobook.check import Exercise

_LONGER = 10  # coherence time over 2/γ_c in exercise 4

_EIGHT = {"n_emitters": 8, "gamma_bg": 1.0, "gamma_2": 50.0}  # exercise 5, γ_c = 1


def _five():
    return Laser(5, gamma_r=0.4, gamma_bg=1.0, gamma_c=1.0, gamma_2=50.0)


@cache
def _lasting(model, longer=_LONGER):
    """r at which the phase of `few[5]` lasts so many times longer than in an empty cavity."""

    def excess(log_rate):
        return -log(2 * longer * model(_five(), 5 * exp(log_rate)))  # the cavity's own is 2/γ_c

    # Above about γ_2 = 50 there are no such emitters.
    return exp(_root(excess, log(1.0), log(45.0)))


def _quantum(laser, pump):
    """Decay rate of the phase."""
    return pi * lindblad.linewidth(laser, pump)


def _fast(laser, pump):
    return pi * master_equation.linewidth(replace(laser, gamma_2=None), pump)


def _not_divided(laser, pump):
    return lindblad.linewidth(laser, pump)


def _claimed(laser, pump):
    return max(-cumulants.growth_rate(laser, pump), 1e-9)


def _least(background=_EIGHT["gamma_bg"]):
    """γ_r at which (y + 1)(γ_bg + γ_2 y/n_0)/(y − 1) is smallest, with y = n_0 γ_r/γ_c."""
    n_0 = _EIGHT["n_emitters"]
    return (1 + sqrt(2 + 2 * background * n_0 / _EIGHT["gamma_2"])) / n_0


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


EXERCISES: dict[str, Exercise] = {
    "referee-1": Exercise(
        lambda: _lasting(_quantum),
        "γ_c",
        {
            "You took 1/Δν: the time is 1/(πΔν)": lambda: _lasting(_not_divided),
            "That is the limit of infinitely fast dephasing, the master equation": (
                lambda: _lasting(_fast)
            ),
            "That is what the CIM claims of a weak seed": lambda: _lasting(_claimed),
            "That is for five times as long": lambda: _lasting(_quantum, _LONGER / 2),
        },
        rel=0.01,
    ),
    "referee-2": Exercise(
        _least,
        "γ_c",
        {
            "You left out γ_bg: it is a fiftieth of γ_2, but eight emitters share the mode": (
                lambda: _least(0.0)
            ),
            "That is y = n_0 γ_r/γ_c: divide by n_0": lambda: 8 * _least(),
            "That is ξ": lambda: 4 * _least(),
        },
        rel=0.01,
    ),
}
