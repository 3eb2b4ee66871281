"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace
from math import sqrt

import numpy as np

from lasercore.device import devices
from lasercore.rate_equations import (
    small_signal_of,
    steady_state,
    steady_state_at_photons,
    transient,
)
from lasercore.thresholds import threshold
from nanobook.check import Exercise

_EDC = devices["EDC laser 1"]

_PHC = devices["PhC laser"].laser

_TIMES = np.linspace(0.0, 1e-9, 5001)


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
    "dynamics-1": Exercise(
        expected=_half_time,
        unit="ps",
        hints={
            "This is the time of the first peak": _peak_time,
            "This is for twice the classical threshold": lambda: _half_time(2.0),
            "This is for four times the classical threshold": lambda: _half_time(4.0),
        },
    ),
    "dynamics-2": Exercise(
        expected=_largest_ringing_Q,
        hints={
            "This is the rough estimate from ξ = 0.65√n_0; now let lasercore decide": _estimated_Q,
        },
    ),
}
