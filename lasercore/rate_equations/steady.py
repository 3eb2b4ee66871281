"""The steady state of the rate equations: exact, inverted, in its limits; the linewidth.

With k = 1 + a (2 for two-level, 1 for four-level emitters), j = J/γ_c, and η and β_eff of
:class:`lasercore.Laser`, the steady state of all lasers is one quadratic equation,

    k n_p² + (1/β_eff − k η j) n_p − j = 0.
"""

from dataclasses import dataclass

import numpy as np

from lasercore._checks import a_laser, pump_array, real_array
from lasercore._validity import warn_or_refuse_overfull, warn_pump_broadening
from lasercore.laser import Laser, to_ampere


@dataclass(frozen=True)
class SteadyState:
    """A steady state, or an array of them.

    Attributes
    ----------
    laser : Laser
    pump : float or array, s⁻¹
        Carriers offered per second, J.
    carriers : float or array
        Excited emitters n_e.
    photons : float or array
        Photons n_p in the mode.
    injected : float or array, s⁻¹
        Carriers that find an empty emitter, J(1 − n_e/n_0), computed without cancellation.
    """

    laser: Laser
    pump: float | np.ndarray
    carriers: float | np.ndarray
    photons: float | np.ndarray
    injected: float | np.ndarray

    @property
    def current(self):
        """The pump as a current I = eJ (A)."""
        return to_ampere(self.pump)

    @property
    def inversion(self):
        """n_e/n_0, between 0 and 1 (½ is transparency of two-level emitters)."""
        return self.carriers / self.laser.n_emitters


def steady_state(laser, pump):
    """Exact steady state of the rate equations for any number of pumps at once.

    k n_p² + (1/β_eff − k η j) n_p − j = 0,  n_e = (γ_c/γ_r)(1 + 2aξ) n_p/(1 + k n_p).

    Parameters
    ----------
    laser : Laser
    pump : float or array of any shape, s⁻¹, not negative
        Carriers injected per second, J = I/e. Zero gives the dark laser.

    Returns
    -------
    SteadyState
        With `carriers` and `photons` of the pump's shape.

    Raises
    ------
    TypeError, ValueError
        If a pump is negative, NaN, infinite or not a number.

    Warns
    -----
    ValidityWarning
        If carriers exceed emitters (no pump blocking), or if the pump per emitter reaches a
        tenth of the dephasing rate and would broaden the line.

    Source
    ------
    saldutti2024 Eq. 5, solved exactly; yacomotti2022 for four-level emitters.

    Example
    -------
    >>> from lasercore import catalogue, to_pump
    >>> state = steady_state(catalogue["EDC laser 1"], to_pump([1e-7, 1e-6]))
    >>> [f"{photons:.3f}" for photons in state.photons]
    ['1.401', '12.663']
    """
    a_laser(laser)
    pump = pump_array(pump)
    warn_pump_broadening(laser, pump)
    k, j = laser.stimulated_weight, pump / laser.gamma_c
    b = 1 / laser.beta_eff - k * laser.eta * j
    # A sum of numbers of one sign loses no digits; the other root follows from the product of
    # both, −j/k.
    total = np.abs(b) + _root_of_sum(b, 4 * k * j)
    photons = np.where(b >= 0, 2 * j / total, total * (0.5 / k))
    state = _with_carriers(laser, pump, photons)
    warn_or_refuse_overfull(laser, state.carriers)
    return state


def pump_for_photons(laser, photons):
    """Pump that sustains a photon number: the inverse of `steady_state`.

    J = γ_c n_p (1/β_eff + k n_p)/(1 + k η n_p)

    Parameters
    ----------
    laser : Laser
    photons : float or array, not negative, below `laser.max_photons`

    Returns
    -------
    float or array, s⁻¹

    Raises
    ------
    ValueError
        If an LED is asked for more photons than it can ever hold.

    Warns
    -----
    ValidityWarning
        If the pump would broaden the emitters.

    Source
    ------
    Steady state of saldutti2024 Eq. 5, without approximation.

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{pump_for_photons(catalogue['EDC laser 1'], 1.0):.4e}"
    '4.3397e+11'
    """
    a_laser(laser)
    photons = real_array("photons", photons, least=0)
    if np.any(photons >= laser.max_photons):
        raise ValueError(
            f"photons must stay below {laser.max_photons:.6g}, got {photons.max():.6g}: this"
            f" LED (xi = {laser.xi:.3g} < 1/2) saturates there; raise Q or n_emitters"
        )
    k = laser.stimulated_weight
    gain = 1 + k * laser.eta * photons
    pump = laser.gamma_c * photons * (1 / laser.beta_eff + k * photons) / gain
    warn_pump_broadening(laser, pump)
    return pump[()]


def steady_state_at_photons(laser, photons):
    """Steady state with a given photon number: well-conditioned at any jump.

    Parameters, raises, source
    --------------------------
    As `pump_for_photons`.

    Returns
    -------
    SteadyState

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 1"]
    >>> state = steady_state_at_photons(laser, laser.xi)
    >>> f"{state.inversion:.6f}"                             # transparency
    '0.500000'
    """
    pump = pump_for_photons(laser, photons)
    state = _with_carriers(laser, np.asarray(pump), real_array("photons", photons))
    warn_or_refuse_overfull(laser, state.carriers)
    return state


def _root_of_sum(b, rest):
    """√(b² + rest), also where b² overflows (hypot always works, but takes five times longer)."""
    with np.errstate(over="ignore"):
        root = np.sqrt(b * b + rest)
    return root if np.all(np.isfinite(root)) else np.hypot(b, np.sqrt(rest))


def _with_carriers(laser, pump, photons):
    k = laser.stimulated_weight
    absorbing = 1 + 2 * laser.xi * laser.absorption
    stimulated = k * photons
    saturated = photons / (1 + stimulated)
    carriers = laser.gamma_c / laser.gamma_r * absorbing * saturated
    injected = laser.gamma_c * (1 / laser.beta_eff + stimulated) * saturated
    return SteadyState(laser, pump[()], carriers[()], photons[()], injected[()])
