"""Exercises: the right answer and the usual mistakes, computed."""

from functools import cache
from math import exp, log, pi

from lasercore import density_matrix
from lasercore.laser import Laser
from lasercore.thresholds import threshold
from nanobook.check import Exercise

# Exercise 1: rates in units of γ_bg, pumped at λ = γ_bg.
_TOP = Laser(1000, gamma_r=0.1, gamma_bg=1.0, gamma_c=20.0, absorption=False)

_SCULLY = Laser(1000, gamma_r=1.0, gamma_bg=6.0, gamma_c=20.0, absorption=False)  # exercise 2


def _saturation(laser, pump, levels=4):
    return float(density_matrix.gain(laser, pump, levels=levels).saturation_photons)


def _quantum_over_semiclassical(levels):
    """A at P(0) = P(1) over A = γ_c."""
    return 1 + 1 / _saturation(_SCULLY, 0.0, levels)


@cache
def _steady_at(g2, model):
    """λ/λ⁽⁰⁾ at which g²(0) of the mesoscopic laser falls to a value, by one model."""
    laser = density_matrix.regimes["mesoscopic"]
    start = _class_a_pump(laser)

    def excess(log_factor):
        return float(model(laser, start * exp(log_factor)).g2) - g2

    return exp(_root(excess, log(0.5), log(20)))


def _class_a_pump(laser):
    return threshold(laser, "stochastic", method="class a").pump


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


EXERCISES: dict[str, Exercise] = {
    "class_a-1": Exercise(
        lambda: float(density_matrix.gain(_TOP, 1000.0).peak),
        hints={
            "n_s contains the pump: it is (λ + γ_bg)/γ_r": (
                lambda: (
                    _saturation(_TOP, 0.0)
                    * density_matrix.gain(_TOP, 1000.0).peak
                    / _saturation(_TOP, 1000.0)
                )
            ),
            "That is x = J/γ_c: the top lies n_s below it": lambda: 1000 / _TOP.gamma_c,
            "That is n_s": lambda: _saturation(_TOP, 1000.0),
        },
    ),
    "class_a-2": Exercise(
        lambda: _quantum_over_semiclassical(3),
        hints={
            "That is for four levels: with three, n_s = γ_bg/(2γ_r)": (
                lambda: _quantum_over_semiclassical(4)
            ),
            "You divided the other way round": lambda: 1 / _quantum_over_semiclassical(3),
            "That is β_0: you need 1/(1 − β_0)": lambda: 1 / (1 + _saturation(_SCULLY, 0.0, 3)),
        },
    ),
    "class_a-3": Exercise(
        lambda: pi / 2,
        hints={
            "That is Var/⟨n⟩²: add 1": lambda: pi / 2 - 1,
            "That is thermal light, which falls from n = 0 on at once": lambda: 2.0,
            "That is the inverse: ⟨n⟩² stands below": lambda: 2 / pi,
        },
    ),
    "class_a-4": Exercise(
        lambda: _steady_at(1.05, density_matrix.class_a),
        hints={
            "That is by class B": lambda: _steady_at(1.05, density_matrix.class_b),
            "That is λ in units of γ_bg: divide it by λ⁽⁰⁾": (
                lambda: (
                    _steady_at(1.05, density_matrix.class_a)
                    * _class_a_pump(density_matrix.regimes["mesoscopic"])
                    / 1e5
                )
            ),
        },
    ),
}
