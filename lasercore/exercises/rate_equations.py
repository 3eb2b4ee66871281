"""Exercises of chapter 2."""

from dataclasses import replace
from math import sqrt

import numpy as np

from lasercore.device import devices
from lasercore.exercises.checking import Exercise
from lasercore.rate_equations import (
    small_signal_of,
    steady_state,
    steady_state_at_photons,
    transient,
)
from lasercore.thresholds import threshold

_EDC = devices["EDC laser 1"]
_PHC = devices["PhC laser"].laser
_TIMES = np.linspace(0.0, 1e-9, 5001)


def _share_at_balance(Q=1000):
    laser = replace(_EDC, Q=Q).laser
    return laser.threshold_carriers / laser.n_emitters


def _beta_from_jump(eta, xi, jump=400.0):
    beta_eff = eta / jump
    return beta_eff * (1 + 2 * xi) / (1 + 2 * xi * beta_eff)


def _switched_on(ratio):
    """Light of the PhC laser relative to its final value, at `_TIMES`."""
    pump = ratio * threshold(_PHC, "classical").pump
    return transient(_PHC, pump, _TIMES).photons / steady_state(_PHC, pump).photons


def _half_time(ratio=3.0):
    """In picoseconds."""
    light = _switched_on(ratio)
    rising = slice(0, np.argmax(light > 1))
    return float(np.interp(0.5, light[rising], _TIMES[rising])) * 1e12


def _peak_time():
    return float(_TIMES[np.argmax(_switched_on(3.0))]) * 1e12


def _best_volume(gamma_bg=1e10):
    laser = _EDC.laser
    xi = 0.5 * (1 + sqrt(2 + 2 * gamma_bg * laser.n_emitters / laser.gamma_c))
    return _EDC.relative_volume * laser.xi / xi


def _largest_ringing_Q():
    from scipy.optimize import brentq, minimize_scalar

    def margin(Q):
        """Largest of 4ω_R²/Γ_d² − 1 over the pump."""
        laser = replace(_EDC, Q=Q).laser

        def damped(log_photons):
            signal = small_signal_of(steady_state_at_photons(laser, np.exp(log_photons)))
            return 1 - 4 * signal.relaxation_frequency_squared / signal.damping_rate**2

        return -minimize_scalar(damped, bounds=(-2.0, 8.0), method="bounded").fun

    return brentq(margin, 1000, 5000, rtol=1e-6)


def _estimated_Q():
    """From the rule of thumb ξ < (3√3/8)√n_0; ξ is proportional to Q."""
    laser = _EDC.laser
    return _EDC.Q * 3 * sqrt(3 * laser.n_emitters) / 8 / laser.xi


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
    "rate_equations-3": Exercise(
        expected=_half_time,
        unit="ps",
        hints={
            "This is the time of the first peak": _peak_time,
            "This is for twice the classical threshold": lambda: _half_time(2.0),
            "This is for four times the classical threshold": lambda: _half_time(4.0),
        },
    ),
    "rate_equations-4": Exercise(
        expected=_best_volume,
        unit="(λ/2n)³",
        hints={
            "This is the volume for γ_bg = 10⁹ s⁻¹": lambda: _best_volume(1e9),
            "This is with ξ in place of 2ξ in the formula": lambda: 0.5 * _best_volume(),
            "This is the volume of EDC laser 1 itself": lambda: _EDC.relative_volume,
        },
    ),
    "rate_equations-5": Exercise(
        expected=_largest_ringing_Q,
        hints={
            "This is the rough estimate from ξ = 0.65√n_0; now let lasercore decide": _estimated_Q,
        },
    ),
}
