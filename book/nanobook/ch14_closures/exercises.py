"""Exercises: the right answer and the usual mistakes, computed."""

from functools import cache
from math import exp, log

from lasercore import density_matrix, master_equation
from lasercore.laser import Laser
from lasercore.thresholds import threshold
from nanobook.check import Exercise

_ERROR = 0.02  # of g²(0), in exercise 5


def _class_a_pump(laser):
    return threshold(laser, "stochastic", method="class a").pump


@cache
def _slowest_inversion(model):
    """γ_c/γ_bg at which class A errs by `_ERROR` at its own threshold, if `model` is the truth."""

    def excess(log_loss):
        laser = Laser(200, gamma_r=0.1, gamma_bg=1.0, gamma_c=exp(log_loss), absorption=False)
        pump = _class_a_pump(laser)
        error = float(model(laser, pump).g2 - density_matrix.class_a(laser, pump).g2)
        return error - _ERROR

    return exp(_root(excess, log(0.03), log(2)))


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


def _per_total(value):
    return value / 1.1


_CLICK = {"photons": 80, "n_sat": 100 / 0.02}  # exercise 1

_RATE, _ERROR = 3.0, 0.02  # λ and the error of g²(0) in exercise 5


@cache
def _fastest_loss(error):
    """γ_c at which class B errs by so much in g²(0) of the nanoscopic laser's emitters."""
    nano = density_matrix.regimes["nanoscopic"]

    def excess(log_loss):
        laser = Laser(nano.n_emitters, nano.gamma_r, 1.0, exp(log_loss), absorption=False)
        found = density_matrix.closure_error(laser, _RATE * laser.n_emitters)
        return abs(found.g2) - error

    return exp(_root(excess, log(2), log(12)))


EXERCISES: dict[str, Exercise] = {
    "closures-1": Exercise(
        lambda: _slowest_inversion(master_equation.photon_statistics),
        hints={
            "That is with class B as the truth: compare with the exact distribution": (
                lambda: _slowest_inversion(density_matrix.class_b)
            ),
            "That is in units of γ_bg + γ_r: it is asked for in units of γ_bg": (
                lambda: _per_total(_slowest_inversion(master_equation.photon_statistics))
            ),
        },
        rel=0.03,
    ),
    "closures-2": Exercise(
        lambda: _CLICK["n_sat"] / _CLICK["photons"],
        hints={
            "That is how many are excited; the question is by how many fewer than usual": (
                lambda: _CLICK["n_sat"] * (1 - 1 / _CLICK["photons"])
            ),
            "That is N_sat itself: divide by the photons that share it": lambda: _CLICK["n_sat"],
            "You divided by n + 1: the balance is γ_r⟨n_e(n + 1)⟩ = γ_c⟨n⟩": (
                lambda: _CLICK["n_sat"] / (_CLICK["photons"] + 1)
            ),
        },
        rel=0.005,
    ),
    "closures-3": Exercise(
        lambda: _fastest_loss(_ERROR),
        "γ_bg",
        {
            "That is for an error of 0.01": lambda: _fastest_loss(0.01),
            "That is the nanoscopic laser itself, with an error of 0.05": (
                lambda: density_matrix.regimes["nanoscopic"].gamma_c
            ),
        },
        rel=0.02,
    ),
}
