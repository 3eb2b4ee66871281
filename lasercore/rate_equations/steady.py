"""The steady state of the rate equations, exact, as a function of the pump or of the photons."""

from typing import Any

import numpy as np

from lasercore._formulas import steady
from lasercore._formulas.steady import SteadyState
from lasercore._precision import representable
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore._validity import warn_or_refuse_overfull, warn_pump, warn_pump_broadening
from lasercore.checks import a_laser, pump_array, real_array
from lasercore.laser import Laser

__all__ = ["SteadyState", "pump_for_photons", "steady_state", "steady_state_at_photons"]


def steady_state(laser: Laser, pump: ArrayLike) -> SteadyState:
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

    Warns
    -----
    ValidityWarning
        If carriers exceed emitters (no pump blocking), or if the pump per emitter reaches a
        tenth of the dephasing rate and would broaden the line.

    Source: saldutti2024 Eq. 5, solved exactly; yacomotti2022 for four-level emitters.

    Example
    -------
    >>> from lasercore import catalogue, to_pump
    >>> state = steady_state(catalogue["EDC laser 1"], to_pump([1e-7, 1e-6]))
    >>> [f"{photons:.3f}" for photons in state.photons]
    ['1.401', '12.663']
    """
    a_laser(laser)
    pump = pump_array(pump)[()]
    warn_pump(laser, pump)
    with representable(pump=pump, laser=laser):
        state = steady.steady_state(laser, pump)
    warn_or_refuse_overfull(laser, state.carriers)
    return state


def pump_for_photons(laser: Laser, photons: ArrayLike) -> FloatOrArray:
    """Pump that sustains a photon number: the inverse of `steady_state`.

    J = γ_c n_p (1/β_eff + k n_p)/(1 + k η n_p)

    Parameters
    ----------
    laser : Laser
    photons : float or array, not negative, below `laser.max_photons` (of an LED)

    Returns
    -------
    float or array, s⁻¹

    Warns
    -----
    ValidityWarning
        If the pump would broaden the emitters.

    Source: Steady state of saldutti2024 Eq. 5, without approximation.

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{pump_for_photons(catalogue['EDC laser 1'], 1.0):.4e}"
    '4.3397e+11'
    """
    photons = _possible(laser, photons)
    with representable(photons=photons, laser=laser):
        pump = steady.pump_for_photons(laser, photons)
    warn_pump_broadening(laser, pump)
    return pump


def steady_state_at_photons(laser: Laser, photons: ArrayLike) -> SteadyState:
    """Steady state with a given photon number: well-conditioned at any jump.

    Parameters, warns, source
    -------------------------
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
    photons = _possible(laser, photons)
    with representable(photons=photons, laser=laser):
        state = steady.steady_state_at_photons(laser, photons)
    warn_pump_broadening(laser, state.pump)
    warn_or_refuse_overfull(laser, state.carriers)
    return state


def _possible(laser: Laser, photons: ArrayLike) -> Any:
    """Photon numbers that the laser can hold, as a float or an array."""
    a_laser(laser)
    photons = real_array("photons", photons, least=0)[()]
    if np.any(photons >= laser.max_photons):
        raise ValueError(
            f"photons must stay below {laser.max_photons:.6g}, got {photons.max():.6g}: this"
            f" LED (xi = {laser.xi:.3g} < 1/2) saturates there; raise Q or n_emitters"
        )
    return photons
