"""Exercises: the right answer and the usual mistakes, computed."""

from functools import cache
from math import exp, log

import numpy as np

from lasercore import density_matrix
from lasercore.density_matrix.ladder import ladder
from lasercore.laser import Laser
from lasercore.thresholds import threshold
from nanobook.check import Exercise

# Exercise 2: rates in units of γ_bg, and P(2)/P(0).
_SMALL = Laser(20, gamma_r=2.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)

_CURVED = 0.777


def _shifted(zeta, loss=None, single=True):
    """λ⁽⁰⁾ + δ of exercise 2, or what a mistake makes of it."""
    b = density_matrix.n_sat(_SMALL) / _SMALL.n_emitters
    loss = _SMALL.gamma_c if loss is None else loss
    own = (1 - zeta) / _SMALL.n_emitters if single else 0.0
    return (b * _SMALL.gamma_t + loss * b * (zeta - own)) / (1 - b)


@cache
def _atom_passes(g2):
    """λ at which g²(0) of the single atom passes a value."""
    atom = density_matrix.regimes["single atom"]

    def excess(log_rate):
        return float(density_matrix.class_b(atom, exp(log_rate)).g2) - g2

    return exp(_root(excess, 0.0, log(1000)))


@cache
def _independent_threshold():
    """λ at which P(0) = P(1) in the nanoscopic laser with ρ²_n = ρ_n ρ_n/P_n for the pairs."""
    return exp(_root(_log_first_ratio, log(1.5), log(2.2)))


def _log_first_ratio(log_rate):
    from scipy.optimize import root  # here, so that importing lasercore stays quick

    laser = density_matrix.regimes["nanoscopic"]
    pump = exp(log_rate) * laser.n_emitters
    start = density_matrix.solve(laser, pump)
    rungs = ladder(laser, pump, 0, len(start.probabilities) - 1)
    b, others = rungs.balance, laser.n_emitters - 1
    decay = rungs.pump + rungs.background + rungs.emission + rungs.loss

    def imbalance(logs):
        ratios = np.exp(logs)
        above, below = np.append(ratios[1:], ratios[-1]), np.append(0.0, ratios[:-1])
        pairs = rungs.emission_below * below - rungs.emission * ratios**2
        carried = rungs.loss_above * b * ratios * above + others * b**2 * pairs
        return rungs.pump - decay * b * ratios + carried

    return float(root(imbalance, np.log(start.occupation / b)).x[0])


def _threshold(method):
    laser = density_matrix.regimes["nanoscopic"]
    return threshold(laser, "stochastic", method=method).pump / laser.n_emitters


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


EXERCISES: dict[str, Exercise] = {
    "class_b-1": Exercise(
        lambda: _shifted((1 - _CURVED) / 2),
        "γ_bg",
        {
            "That is λ⁽⁰⁾, class A: add δ": lambda: _shifted(0.0, loss=0.0),
            "You left out the factor γ_c of δ": lambda: _shifted((1 - _CURVED) / 2, loss=1.0),
            "P(2)/P(0) = 1 − 2ζ: you forgot the 2": lambda: _shifted(1 - _CURVED),
            "You left out (1 − ζ)/n_0, which matters for 20 emitters": (
                lambda: _shifted((1 - _CURVED) / 2, single=False)
            ),
        },
    ),
    "class_b-2": Exercise(
        lambda: _atom_passes(0.5),
        "γ_bg",
        {"That is where g²(0) passes 1": lambda: _atom_passes(1.0)},
    ),
    "class_b-3": Exercise(
        _independent_threshold,
        "γ_bg",
        {
            "That is class B, with the mixed share q": lambda: _threshold("class b"),
            "That is the exact threshold, without any closure": (
                lambda: _threshold("master equation")
            ),
        },
    ),
}
