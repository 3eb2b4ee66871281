"""From a laser and its pump to the rates of the coherent–incoherent models."""

import numpy as np

from lasercore._formulas.validity import highest_valid_pump
from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike
from lasercore.checks import a_laser, positive, whole
from lasercore.laser import Laser
from lasercore.warnings import warn_validity


@within_doubles
def laser_of(*, n_emitters: int, g: float, k: float, gamma: float, gamma_bg: float) -> Laser:
    """A laser from the rates that carroll2022 uses, in s⁻¹.

    γ_r = 2g²/γ, γ_c = 2k, γ_2 = 2γ

    Parameters
    ----------
    n_emitters : int
    g : float, s⁻¹, positive
        Coupling of one emitter to the mode.
    k : float, s⁻¹, positive
        Decay of the field's amplitude.
    gamma : float, s⁻¹, positive
        Decay of an emitter's polarisation.
    gamma_bg : float, s⁻¹, not negative
        Decay of an emitter without a photon for the mode.

    Returns
    -------
    Laser
        With `gamma_2`.

    Source: carroll2022.

    Example
    -------
    >>> laser = laser_of(n_emitters=40, g=7e10, k=1e10, gamma=1e13, gamma_bg=1e9)
    >>> f"beta = {laser.beta:.3f}, xi = {laser.xi:.2f}"
    'beta = 0.495, xi = 0.98'
    """
    gamma = positive("gamma", gamma, "s⁻¹")
    gamma_r = 2 * positive("g", g, "s⁻¹") ** 2 / gamma
    n_emitters = whole("n_emitters", n_emitters)
    return Laser(n_emitters, gamma_r, gamma_bg, 2 * positive("k", k, "s⁻¹"), gamma_2=2 * gamma)


dots = laser_of(n_emitters=40, g=7e10, k=1e10, gamma=1e13, gamma_bg=1e9)
"""Forty quantum dots after carroll2022: representative rates, not a published list."""


def suitable(laser: Laser) -> Laser:
    """Return `laser` if the moment equations describe it, or say what they need."""
    a_laser(laser)
    if laser.gamma_2 is None:
        raise ValueError(
            "laser needs gamma_2 for a model with a polarisation, got None: give gamma_2 = 2/T_2"
        )
    for name, kind in (("absorption", "two-level emitters"), ("pump_blocking", "a blocked pump")):
        if not getattr(laser, name):
            raise ValueError(
                f"laser must have {kind} for coherent–incoherent models, got {name}=False: use"
                f" dataclasses.replace(laser, {name}=True)"
            )
    return laser


def rates(laser: Laser, pump: ArrayLike, fraction: float) -> Array:
    """The coefficients named by `moments.RATES` in units of k = γ_c/2: shape (…, 7)."""
    k = laser.gamma_c / 2
    g = np.sqrt(laser.gamma_r * laser.gamma_2) / 2
    others = g * (laser.n_emitters - 1)
    fixed = np.array([k, laser.gamma_2 / 2, 0.0, laser.gamma_bg, g, others, fraction * others])
    found = np.tile(fixed, (*np.shape(pump), 1))
    found[..., 2] = np.asarray(pump) / laser.n_emitters
    return found / k


def warn_beyond(laser: Laser, pump: ArrayLike) -> None:
    """Warn of pumps at which no state of the emitters obeys the equations."""
    highest, most = highest_valid_pump(laser), np.max(pump, initial=0.0)
    if most > highest:
        warn_validity(
            f"pump must not exceed {highest:.3g} s⁻¹, where gamma_2/2 = (pump/n_emitters +"
            f" gamma_bg)/2, got {most:.3g} s⁻¹: the polarisation of a physical emitter decays at"
            " least half as fast as its population; lower the pump"
        )
