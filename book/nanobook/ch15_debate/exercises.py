"""Exercises: the right answer and the usual mistakes, computed."""

from functools import cache
from math import log

from lasercore import cavity, cumulants
from nanobook.check import Exercise

_CAVITY = {"wavelength": 1.55e-6, "Q": 2000, "T_2": 50e-15, "xi": 6}  # exercise 1

_EMITTERS, _TIMES = 25, 5  # exercise 2


def _photons(more=0.5, dephasing=2.0):
    """(ξ + ½) γ_2/γ_c of exercise 1, or what a mistake makes of it."""
    loss = cavity.angular_frequency(_CAVITY["wavelength"]) / _CAVITY["Q"]
    return (_CAVITY["xi"] + more) * dephasing / _CAVITY["T_2"] / loss


def _share(times=_TIMES):
    """The weight at which the photons of the Comment are so many times those of the CIM."""
    return (1 - 1 / times) * _EMITTERS / (_EMITTERS - 1)


@cache
def _edge(closure):
    """The fraction at which the coherent light of `dots` begins at the end of the range."""
    dots = cumulants.dots
    limit = dots.n_emitters * (dots.gamma_2 - dots.gamma_bg)

    def excess(fraction):
        return log(cumulants.coherent_branch(dots, closure, fraction).lowest_pump / limit)

    return _root(excess, 0.85, 1.0)


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


EXERCISES: dict[str, Exercise] = {
    "debate-1": Exercise(
        _photons,
        hints={
            "You left out the ½ of ξ + ½": lambda: _photons(more=0.0),
            "γ_2 = 2/T_2: you forgot the 2": lambda: _photons(dephasing=1.0),
            "That is γ_2/γ_c: multiply by ξ + ½": lambda: _photons(more=1.0 - _CAVITY["xi"]),
        },
    ),
    "debate-2": Exercise(
        _share,
        hints={
            "An emitter has n_0 − 1 others, not n_0": lambda: 1 - 1 / _TIMES,
            "That is what is left of the gap, 1 − q": lambda: 1 / _TIMES,
        },
        rel=0.005,
    ),
    "debate-3": Exercise(
        lambda: _edge("reply"),
        hints={"That is the Comment's bifurcation": lambda: _edge("comment")},
        rel=0.005,
    ),
}
