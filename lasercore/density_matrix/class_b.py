"""Class B: the inversion has a life of its own. Steady state for any pumps."""

import numpy as np

from lasercore._curves import gathered
from lasercore._precision import refuse_faint, within_doubles
from lasercore._typing import ArrayLike
from lasercore._validity import warn_pump_broadening
from lasercore.checks import not_negative, pump_array, small_share, whole
from lasercore.density_matrix import ratios
from lasercore.density_matrix.class_a import LOST_MASS, cut, gain
from lasercore.density_matrix.ladder import (
    distribution,
    four_level,
    ladder,
    refuse_cut,
    refuse_uncountable,
    tail,
)
from lasercore.density_matrix.solution import NAME, Solution
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics

# The inversion's own motion widens the distribution of class A: by so much to begin with, and
# again until the tail fits.
WIDENING, MOST_WIDENINGS = 2.0, 40


@within_doubles
def solve(
    laser: Laser, pump: float, *, n_max: int | None = None, lost_mass: float = LOST_MASS
) -> Solution:
    """Steady state of a class B laser: P(n) and ρ_n, the share of it with a given emitter excited.

    0 = n_0 γ_r [n ρ_{n−1} − (n+1) ρ_n] + γ_c(n+1) P_{n+1} − γ_c n P_n
    0 = λ P_n − [λ + γ_bg + γ_r(n+1)] ρ_n + γ_c(n+1) ρ_{n+1} − γ_c n ρ_n
        + γ_r(n_0−1) [n ρ_{n−1} q(n−1, n) − (n+1) ρ_n q(n, n+1)]
    with λ = J/n_0 and the closure q(m, m′) = (ρ_m + ρ_m′)/(P_m + P_m′)

    by Newton's method on the ratios P_{n+1}/P_n, starting from class A. Exact for one emitter.

    Parameters
    ----------
    laser : Laser with `absorption` False and `pump_blocking` True
    pump : float, s⁻¹, not negative
    n_max, lost_mass
        As for `class_a`.

    Returns
    -------
    Solution
        With `probabilities`, `excited`, `statistics`, and methods for correlations.

    Source
    ------
    yacomotti2022 Eqs. 43, 44; solved there by Runge–Kutta.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
    >>> found = solve(laser, pump=30.0)
    >>> f"{found.statistics.mean:.5f} {found.statistics.g2:.5f}"
    '2.31193 1.09704'
    """
    four_level(laser, NAME)
    pump = not_negative("pump", pump, "s⁻¹")
    n_max = None if n_max is None else whole("n_max", n_max)
    lost_mass = small_share("lost_mass", lost_mass)
    warn_pump_broadening(laser, pump)
    return solve_from(laser, pump, n_max, lost_mass)


def solve_from(laser: Laser, pump: float, n_max: int | None, lost_mass: float) -> Solution:
    """As `solve`, of arguments that have been checked."""
    if pump == 0:
        dark = ratios.Ratios(np.zeros(1), 0, 0.0)
        return Solution(laser, pump, np.zeros(1), np.ones(1), dark, 0.0)
    start = gain(laser, pump)
    refuse_faint(pump, start.at(1) / start.loss)
    high = n_max or 0
    if n_max is None:
        narrow, peak = cut(start, lost_mass), start.peak
        high = int(peak + WIDENING * (narrow - peak)) + 2
    for _ in range(MOST_WIDENINGS):
        refuse_uncountable(pump, high)
        guess = np.exp(start.log_ratios(np.arange(1, high + 3.0)))
        rungs = ladder(laser, pump, 0, high)
        found = ratios.solve(rungs, guess[:-1], guess[-1])
        p = distribution(np.log(found.values[:-1]))
        beyond = tail(p, found.values[-1])
        # The photons' traffic at the end must not be felt by the pump either.
        traffic = max(1.0, rungs.loss_above[-1] / rungs.pump)
        if n_max is not None or beyond * traffic <= lost_mass:
            break
        high = int(WIDENING * high) + 1
    refuse_cut(beyond, lost_mass, high)
    return Solution(laser, pump, rungs.balance * p * found.values, p, found, beyond)


@within_doubles
def class_b(
    laser: Laser, pump: ArrayLike, *, n_max: int | None = None, lost_mass: float = LOST_MASS
) -> PhotonStatistics:
    """Photon statistics of a class B laser, whose inversion has a life of its own.

    Moments, P(n) and mean carriers N_sat(1 − P(0)) of the steady state that `solve` finds.

    Parameters, source
    ------------------
    As `solve`, for a float or array of pumps.

    Returns
    -------
    PhotonStatistics
        Of the pump's shape; `distribution` has n on its last axis. The report names the largest
        photon number, what lies beyond it, Newton's steps, the residual and the largest share of
        excited emitters ρ_n/P_n.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(100_000, gamma_r=0.02, gamma_bg=1.0, gamma_c=100.0, absorption=False)
    >>> light = class_b(laser, [3900.0, 15000.0])
    >>> [f"{mean:.5f} {g2:.5f}" for mean, g2 in zip(light.mean, light.g2)]
    ['2.37068 1.97668', '92.50002 1.05364']
    """
    four_level(laser, NAME)
    pumps = pump_array(pump)
    n_max = None if n_max is None else whole("n_max", n_max)
    lost_mass = small_share("lost_mass", lost_mass)
    warn_pump_broadening(laser, pumps)
    found = [solve_from(laser, float(one), n_max, lost_mass).statistics for one in pumps.flat]
    return gathered(found, pumps.shape, NAME)
