"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace

from lasercore.device import devices
from nanobook.check import Exercise

_EDC = devices["EDC laser 1"]


def _share_at_balance(Q=1000):
    laser = replace(_EDC, Q=Q).laser
    return laser.threshold_carriers / laser.n_emitters


def _beta_from_jump(eta, xi, jump=400.0):
    beta_eff = eta / jump
    return beta_eff * (1 + 2 * xi) / (1 + 2 * xi * beta_eff)


EXERCISES: dict[str, Exercise] = {
    "rate_equations-1": Exercise(
        expected=_share_at_balance,
        hints={
            "You kept ξ of Q = 5000, but ξ is proportional to Q": lambda: _share_at_balance(5000),
            "You wrote 1/ξ for 1/(2ξ)": lambda: 2 * _share_at_balance() - 0.5,
            "This is for four-level emitters; ours absorb": lambda: 2 * _share_at_balance() - 1,
        },
        rel=0.002,
    ),
    "rate_equations-2": Exercise(
        expected=lambda: _beta_from_jump(_EDC.laser.eta, _EDC.laser.xi),
        hints={
            "This is β_eff; one more step leads to β": lambda: _EDC.laser.eta / 400,
            "You took 1/400 for β_eff, but r = η/β_eff and η is not 1": lambda: _beta_from_jump(
                1.0, _EDC.laser.xi
            ),
            "You took β = β_eff(1 + 2ξ), which holds only for β ≪ 1": lambda: (
                _EDC.laser.eta / 400 * (1 + 2 * _EDC.laser.xi)
            ),
        },
    ),
}
