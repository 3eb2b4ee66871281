"""Thresholds read off the small-signal response: searches.

The searches of a laser run over the photon number, not the pump: with a large jump n_p(J) is
ill-conditioned, J(n_p) never is. An LED's photon number saturates while the pump still changes
everything, so its searches run over the pump.
"""

from dataclasses import replace

import numpy as np

from lasercore.rate_equations.linear_response import small_signal_of
from lasercore.rate_equations.steady import steady_state, steady_state_at_photons
from lasercore.thresholds.result import Threshold, none

GRID_POINTS = 4000


def damping_minimum(laser):
    """Minimum of the damping rate Γ_d over the pump.

    Source: saldutti2024 Fig. 11, which compares it.
    """
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    name = "damping minimum"
    grid, state_at = _search_range(laser)

    def trend(value):
        return _damping_trend(state_at(np.exp(value)))

    low, high = np.log(grid[[0, -1]])
    if not trend(low) < 0:
        return none(name, "the damping rate only grows with the pump")
    found = state_at(np.exp(brentq(trend, low, high, xtol=1e-14)))
    return _at(name, found, "small disturbances die out most slowly")


def relaxation_oscillations(laser):
    """Onset of complex eigenvalues, 4ω_R² = Γ_d².

    Source: saldutti2024 Fig. 11, which compares it.
    """
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    name = "relaxation oscillations"
    grid, state_at = _search_range(laser)
    grid = np.log(grid)

    def overdamping(value):
        signal = small_signal_of(state_at(np.exp(value)))
        return 0.25 * signal.damping_rate**2 / signal.relaxation_frequency_squared - 1

    values = overdamping(grid)
    # A narrow window may lie between two grid points: look into every dip before the first.
    dips = 1 + np.flatnonzero((values[1:-1] <= values[:-2]) & (values[1:-1] <= values[2:]))
    grid = np.sort(np.append(grid, [_lowest(overdamping, grid[d - 1], grid[d + 1]) for d in dips]))
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
    onset, before = grid[first], grid[first - 1]
    if overdamping(before) > 0 > overdamping(onset):  # else the window is one rounding deep
        onset = brentq(overdamping, before, onset, xtol=1e-14)
    return _at(name, state_at(np.exp(onset)), "small disturbances begin to ring")


def _search_range(laser):
    """Values that cover all that can happen, and the steady state as a function of them."""
    laser = replace(laser, gamma_2=None)  # looking far is no reason to warn of broadening
    decay, loss = laser.gamma_t, laser.gamma_c * (1 + 2 * laser.xi)
    if laser.eta < 0:
        scales = [laser.n_emitters * decay, laser.n_emitters * loss, loss / laser.beta_eff]
        grid = np.geomspace(1e-6 * min(scales), 1e3 * max(scales), GRID_POINTS)
        return grid, lambda pump: steady_state(laser, pump)
    # Γ_d falls only while γ_c(1 + 2aξ)/(1 + k n_p) falls faster than k γ_r n_p grows, and
    # ringing needs gain near loss: both are settled within decades around these numbers.
    narrow = np.sqrt(loss / laser.gamma_r)
    scales = [1.0, narrow, 1 / laser.beta_eff, laser.gamma_c / laser.gamma_r]
    grid = np.geomspace(1e-6 * min(scales), 1e6 * max(scales), GRID_POINTS)
    return grid, lambda photons: steady_state_at_photons(laser, photons)


def _damping_trend(state):
    """(1 + k n_p)² dΓ_d/dn_p over its falling part, minus 1: grows, so that it has one zero.

    dΓ_d/dx = γ_r + b γ_c(1/β_eff + 2x + ηx²)/(k n_0 (1 + ηx)²) − γ_c(1 + 2aξ)/(1 + x)² with
    x = k n_p and b = 1 with pump blocking, else 0.
    """
    laser, k = state.laser, state.laser.stimulated_weight
    x, lower = k * state.photons, 1 / laser.beta_eff
    gain = laser.gamma_c * state.photons * (lower + x) / state.pump  # 1 + ηx, not cancelling
    blocked = laser.pump_blocking * laser.gamma_c / (k * laser.n_emitters)
    rising = laser.gamma_r + blocked * (lower + 2 * x + laser.eta * x**2) / gain**2
    falling = laser.gamma_c * (1 + 2 * laser.xi * laser.absorption)
    return rising * (1 + x) ** 2 / falling - 1


def _lowest(function, low, high):
    from scipy.optimize import minimize_scalar

    options = {"xatol": 1e-12}
    return minimize_scalar(function, bounds=(low, high), method="bounded", options=options).x


def _at(name, state, reason):
    return Threshold(name, float(state.pump), float(state.photons), True, reason)
