"""The judge of all thresholds: from which pump on the light is coherent.

Statistics are exact up to `MOST_EMITTERS` emitters and Langevin's beyond.
"""

import warnings
from functools import lru_cache

import numpy as np

from lasercore import langevin
from lasercore._precision import within_doubles
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore._validity import BROADENING
from lasercore.checks import a_laser, positive
from lasercore.laser import Laser
from lasercore.master_equation.stationary import LOST_MASS
from lasercore.master_equation.window import WindowTooLarge, guess, refuse_too_slow
from lasercore.rate_equations import steady_state_at_photons
from lasercore.reliability.exact import light
from lasercore.statistics import PhotonStatistics
from lasercore.thresholds import threshold
from lasercore.warnings import ValidityWarning

MOST_EMITTERS = 200
# As `max_memory` of a search: the exact one then stays within some ten seconds.
MOST_WORK = 1e8
WITHIN = 0.1
"""Largest |g²(0) − 1| of light that counts as coherent, unless another bound is given."""

# Photon numbers that hold every crossing: fewer are thermal or antibunched, more are coherent.
_PHOTONS = np.geomspace(1e-3, 1e10, 2601)
# Factor between pumps that are looked at, and the share of the recycling threshold where the
# search gives up.
_STEP, _LOWEST = 1.5, 1e-3


def is_exact(laser: Laser) -> bool:
    """Whether the light of a laser is computed exactly here, or else by Langevin."""
    return a_laser(laser).n_emitters <= MOST_EMITTERS


def statistics(laser: Laser, pump: float) -> PhotonStatistics:
    """Photon statistics at one pump (s⁻¹), exact for small lasers, else by Langevin.

    Also where the pump broadens the emitters, which is left out here without a warning.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        if is_exact(laser):
            return light(laser, float(pump))
        return langevin.photon_statistics(laser, float(pump))


@within_doubles
def coherence_pump(laser: Laser, within: float = WITHIN) -> float:
    """Pump J_c from which on |g²(0) − 1| stays within a bound.

    It exists if and only if ξ > ½: then n_p(g² − 1) tends to F_∞ − 1 while n_p grows without
    end. For ξ ≤ ½ a strong pump fills all emitters, P(n+1)/P(n) → 2ξ, and g² returns to 2.

    Parameters
    ----------
    laser : Laser with two-level emitters and pump blocking
    within : float, 0 to 1

    Returns
    -------
    float, s⁻¹
        Infinite for an LED; 0 if the bound holds at every pump that was looked at.

    Source
    ------
    saldutti2024 asks whether light becomes coherent above a threshold; the number is ours.

    Example
    -------
    >>> from lasercore import catalogue
    >>> from lasercore.units import scientific
    >>> [scientific(coherence_pump(catalogue[f"EDC laser {k}"])) for k in (1, 3)]
    ['8.73·10¹²', '1.81·10¹³']
    >>> coherence_pump(catalogue["nanoLED A"])
    inf
    """
    suitable(laser)
    within = positive("within", within)
    if within >= 1:
        raise ValueError(f"within must be below 1, got {within:g}: thermal light has g² − 1 = 1")
    return _coherence_pump(laser, within)


@lru_cache(maxsize=256)
def _coherence_pump(laser: Laser, within: float) -> float:
    if laser.eta <= 0:
        return float("inf")
    linear = _linear_coherence(laser, within)
    return _exact_coherence(laser, within, linear) if is_exact(laser) else linear


def suitable(laser: Laser) -> None:
    """Refuse lasers that the test is not made for."""
    a_laser(laser)
    if not (laser.absorption and laser.pump_blocking):
        raise ValueError(
            "laser must have absorption=True and pump_blocking=True, got"
            f" {laser.absorption} and {laser.pump_blocking}: the test is made for such lasers"
        )


def _quiet_linear(laser: Laser, photons: ArrayLike) -> tuple[FloatOrArray, FloatOrArray]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        pump = steady_state_at_photons(laser, photons).pump
        return pump, langevin.photon_statistics(laser, pump).g2 - 1


def _linear_coherence(laser: Laser, within: float) -> float:
    """J_c by Langevin; the recycling threshold where that finds the light coherent throughout."""
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    excess = _quiet_linear(laser, _PHOTONS)[1]
    outside = np.flatnonzero(np.abs(excess) > within)
    if not outside.size:
        return threshold(laser, "photon recycling").pump
    last = int(outside[-1])
    if last == len(_PHOTONS) - 1:
        raise ArithmeticError(
            f"within must be reached below {_PHOTONS[-1]:g} photons, got {within:g}: allow more"
        )

    def beyond(log_photons: float) -> float:
        return abs(float(_quiet_linear(laser, np.exp(log_photons))[1])) - within

    low, high = np.log(_PHOTONS[[last, last + 1]])
    return float(_quiet_linear(laser, np.exp(brentq(beyond, low, high, xtol=1e-10)))[0])


def _exact_coherence(laser: Laser, within: float, linear: float) -> float:
    """J_c of the exact distribution: down from where the light is surely coherent.

    Upwards one could stop too soon: one emitter passes g² = 1 on its way from antibunched to
    bunched light.
    """
    from scipy.optimize import brentq

    _refuse_too_slow(laser, linear)
    recycling = threshold(laser, "photon recycling").pump

    def outside(log_pump: float) -> float:
        excess = abs(float(statistics(laser, np.exp(log_pump)).g2) - 1)
        return np.log(max(excess, 1e-12) / within)  # nearly straight, so that the search is short

    # A grid from the recycling threshold on, which searches with other bounds share.
    start, step = np.log(recycling), np.log(_STEP)
    high = start + step * np.ceil((np.log(2 * max(linear, recycling)) - start) / step)
    while outside(high) > 0:
        high += step
    low = high - step
    while outside(low) <= 0:
        if low < start + np.log(_LOWEST):
            return 0.0
        high, low = low, low - step
    return float(np.exp(brentq(outside, low, high, xtol=1e-4)))


def _refuse_too_slow(laser: Laser, pump: float) -> None:
    """Close above ξ = ½ light becomes coherent with more photons than a search can count."""
    window = guess(laser, pump, LOST_MASS)
    try:
        refuse_too_slow(window, MOST_WORK)
    except WindowTooLarge:
        raise WindowTooLarge(
            f"laser must become coherent with photons that can be counted, got xi = {laser.xi:.6g}"
            f" and a window of {window}: move xi further from 1/2, or allow a larger `within`"
        ) from None


@within_doubles
def highest_pump(laser: Laser) -> float:
    """Pump J = n_0 γ_2/10 above which it would broaden the emitters; infinite without γ_2.

    Parameters
    ----------
    laser : Laser

    Returns
    -------
    float, s⁻¹

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{highest_pump(catalogue['EDC laser 1']):.3g}"
    '4.8e+14'
    """
    if a_laser(laser).gamma_2 is None:
        return float("inf")
    return BROADENING * laser.gamma_2 * laser.n_emitters
