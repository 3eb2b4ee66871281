"""What follows from the steady state: limits, slope, linewidth."""

import numpy as np

from lasercore._formulas import steady
from lasercore._formulas.steady import SteadyState
from lasercore._precision import representable
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.checks import a_laser, flag, not_negative, pump_array, real_array
from lasercore.laser import Laser
from lasercore.rate_equations.steady import steady_state


def asymptotes(laser: Laser, pump: ArrayLike) -> tuple[FloatOrArray, FloatOrArray]:
    """The straight lines that n_p(J) leaves and approaches: β_eff J/γ_c and η J/γ_c.

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative

    Returns
    -------
    tuple of two floats or arrays
        Photons far below and far above threshold; the second is NaN for an LED.

    Source: Limits of the steady state of saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> low, high = asymptotes(catalogue["EDC laser 2"], 1e12)
    >>> bool(abs(low - high) < 1e-12 * high)       # the straight line
    True
    """
    a_laser(laser)
    pump = pump_array(pump)[()]
    with representable(pump=pump, laser=laser):
        j = pump / laser.gamma_c
        upper = laser.eta if laser.eta > 0 else np.nan
        return laser.beta_eff * j, upper * j


def below_threshold(laser: Laser, pump: ArrayLike, recycling: bool = True) -> SteadyState:
    """The two approximations that define thresholds: what happens with few photons.

    With recycling 2n_e − n_0 ≈ −n_0 in the stimulated terms: every photon may be absorbed
    again, so an emitter loses energy at γ_bg + γ_r/(1 + 2ξ). Without it the stimulated terms
    are dropped and it loses energy at γ_t.

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative
    recycling : bool
        Keep stimulated absorption (photon recycling) or not (classical).

    Returns
    -------
    SteadyState
        Approximate: meant for few photons only.

    Source: saldutti2024, the approximations of its Fig. 3.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser, pump = catalogue["EDC laser 3"], 1e9
    >>> exact = steady_state(laser, pump).photons
    >>> f"{below_threshold(laser, pump).photons / exact:.3f}"
    '1.000'
    >>> f"{below_threshold(laser, pump, recycling=False).photons / exact:.1f}"
    '15.7'
    """
    pump, recycling = pump_array(pump)[()], flag("recycling", recycling)
    with representable(pump=pump, laser=a_laser(laser)):
        return steady.below_threshold(laser, pump, recycling)


def log_slope(laser: Laser, pump: ArrayLike) -> FloatOrArray:
    """Slope of the light–current curve on logarithmic axes, d ln n_p / d ln J.

    1/slope = k n_p/(1/β_eff + k n_p) + 1/(1 + k η n_p)

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, positive

    Returns
    -------
    float or array

    Source: Derivative of the steady state of saldutti2024 Eq. 5 (its Fig. 5, row 2).

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{log_slope(catalogue['EDC laser 2'], 1e12):.6f}"
    '1.000000'
    """
    pump = real_array("pump", pump, "s⁻¹", positive=True)
    state = steady_state(laser, pump)
    with representable(pump=pump, laser=laser):
        return steady.log_slope(state)


def linewidth(laser: Laser, pump: ArrayLike, alpha: float = 0.0) -> FloatOrArray:
    """Modified Schawlow–Townes linewidth (full width at half maximum).

    Δν = γ_r n_e/(4π n_p) (1 + α²) = (γ_c/4π)(1 + 2aξ)/(1 + k n_p) (1 + α²)

    Far above threshold this is right; far below it the exact line is twice as wide.

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative
    alpha : float, not negative
        Amplitude–phase coupling (linewidth enhancement) factor.

    Returns
    -------
    float or array, Hz

    Source: saldutti2024 Eq. 19.

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{linewidth(catalogue['EDC laser 1'], 1e13) / 1e9:.2f} GHz"
    '14.29 GHz'
    """
    state, alpha = steady_state(laser, pump), not_negative("alpha", alpha)
    with representable(pump=pump, alpha=alpha, laser=laser):
        return steady.linewidth(state, alpha)
