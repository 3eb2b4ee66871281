"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace
from functools import cache
from math import exp, log

from lasercore import langevin, master_equation
from lasercore.device import catalogue, devices
from lasercore.thresholds import threshold
from nanobook.check import Exercise

_WITHIN, _FACTOR = 0.1, 10.0  # exercise 3 and 4

_RANGE = (log(2e9), log(1e11))  # γ_bg of exercise 4


@cache
def _coherent_from(name, model, within=_WITHIN):
    """Pump in units of the recycling threshold at which g² − 1 of a laser falls to a bound."""
    laser = catalogue[name]
    unit = threshold(laser, "photon recycling").pump

    def excess(log_factor):
        return float(model.photon_statistics(laser, exp(log_factor) * unit).g2) - 1 - within

    return exp(_root(excess, log(1.0), log(20.0)))


@cache
def _least_background(model):
    """γ_bg at which EDC laser 1 has g² − 1 = 0.1 at ten times its recycling threshold."""

    def excess(log_background):
        laser = replace(devices["EDC laser 1"], gamma_bg=exp(log_background)).laser
        pump = _FACTOR * threshold(laser, "photon recycling").pump
        return float(model.photon_statistics(laser, pump).g2) - 1 - _WITHIN

    return exp(_root(excess, *_RANGE))


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


EXERCISES: dict[str, Exercise] = {
    "which_threshold-1": Exercise(
        lambda: _coherent_from("EDC laser 4", master_equation, 0.05),
        hints={
            "That is by Langevin: take the exact statistics": (
                lambda: _coherent_from("EDC laser 4", langevin, 0.05)
            ),
            "That is for g² = 1.10": lambda: _coherent_from("EDC laser 4", master_equation),
        },
    ),
    "which_threshold-2": Exercise(
        lambda: _least_background(master_equation),
        "s⁻¹",
        {
            "That is by Langevin: take the exact statistics": (lambda: _least_background(langevin)),
            "That is where the light–current curve is straight, EDC laser 2": (
                lambda: catalogue["EDC laser 2"].gamma_bg
            ),
        },
        rel=0.02,
    ),
}
