"""Thresholds read off the small-signal response: searches.

The searches run over the photon number, not the pump: with a large jump n_p(J) is
ill-conditioned, J(n_p) never is.
"""

import numpy as np

from lasercore.rate_equations.dynamics import small_signal_of
from lasercore.rate_equations.steady import steady_state_at_photons
from lasercore.thresholds.result import Threshold, none

GRID_POINTS = 4000


def damping_minimum(laser):
    """Minimum of the damping rate Γ_d over the pump.

    Source: saldutti2024 Sec. IV.
    """
    name = "damping minimum"
    grid = _photon_grid(laser)
    damping = _signal(laser, grid).damping_rate
    lowest = int(np.argmin(damping))
    if lowest == 0:
        return none(name, "the damping rate only grows with the pump")
    photons = _minimise(lambda n: _signal(laser, n).damping_rate, grid, lowest)
    return _at(laser, name, photons, "small disturbances die out most slowly")


def relaxation_oscillations(laser):
    """Onset of complex eigenvalues, 4ω_R² = Γ_d².

    Source: saldutti2024 Sec. IV.
    """
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    name = "relaxation oscillations"

    def overdamping(photons):
        signal = _signal(laser, photons)
        return 0.25 * signal.damping_rate**2 / signal.relaxation_frequency_squared - 1

    grid = _photon_grid(laser)
    values = overdamping(grid)
    if not np.any(values < 0):  # a narrow window may lie between two grid points
        lowest = int(np.argmin(values))
        grid = np.sort(np.append(grid, _minimise(overdamping, grid, lowest)))
        values = overdamping(grid)
    if not np.any(values < 0):
        return none(
            name,
            "the damping rate stays above twice the oscillation frequency at every pump:"
            " disturbances die out without ringing",
        )
    first = int(np.argmax(values < 0))
    if first == 0:
        return none(name, "disturbances ring from the smallest pump on")
    photons = brentq(overdamping, grid[first - 1], grid[first], xtol=1e-14 * grid[first])
    return _at(laser, name, photons, "small disturbances begin to ring")


def _photon_grid(laser):
    # Γ_d falls only while γ_c(1 + 2aξ)/(1 + k n_p) falls faster than k γ_r n_p grows, and
    # ringing needs gain near loss: both are settled within decades around these numbers.
    narrow = np.sqrt((1 + 2 * laser.xi) * laser.gamma_c / laser.gamma_r)
    scales = [1.0, narrow, 1 / laser.beta_eff, laser.gamma_c / laser.gamma_r]
    high = min(1e6 * max(scales), laser.max_photons * (1 - 1e-9))
    return np.geomspace(1e-6 * min(high, *scales), high, GRID_POINTS)


def _signal(laser, photons):
    return small_signal_of(steady_state_at_photons(laser, photons))


def _minimise(function, grid, lowest):
    from scipy.optimize import minimize_scalar

    around = np.log(grid[[max(lowest - 1, 0), min(lowest + 1, len(grid) - 1)]])
    found = minimize_scalar(
        lambda x: function(np.exp(x)), bounds=around, method="bounded", options={"xatol": 1e-10}
    )
    return float(np.exp(found.x))


def _at(laser, name, photons, reason):
    pump = float(steady_state_at_photons(laser, photons).pump)
    return Threshold(name, pump, float(photons), True, reason)
