"""The steady state of the rate equations, and what is read off it.

With k = 1 + a (2 for two-level, 1 for four-level emitters), j = J/γ_c, and η and β_eff of
:class:`lasercore.Laser`, the steady state of all lasers is one quadratic equation,

    k n_p² + (1/β_eff − k η j) n_p − j = 0.
"""

from dataclasses import dataclass
from math import pi

from lasercore._formulas.functions import root_of_sum, where
from lasercore._formulas.rates import Rates
from lasercore._typing import FloatOrArray, Value
from lasercore.constants import ELEMENTARY_CHARGE


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

    laser: Rates
    pump: FloatOrArray
    carriers: FloatOrArray
    photons: FloatOrArray
    injected: FloatOrArray

    @property
    def current(self) -> FloatOrArray:
        """The pump as a current I = eJ (A)."""
        return self.pump * ELEMENTARY_CHARGE

    @property
    def inversion(self) -> FloatOrArray:
        """n_e/n_0, between 0 and 1 (½ is transparency of two-level emitters)."""
        return self.carriers / self.laser.n_emitters


def steady_state(laser: Rates, pump: Value) -> SteadyState:
    """The steady state at a pump."""
    k, j = laser.stimulated_weight, pump / laser.gamma_c
    b = 1 / laser.beta_eff - k * laser.eta * j
    # A sum of numbers of one sign loses no digits; the other root follows from the product of
    # both, −j/k.
    total = abs(b) + root_of_sum(b, 4 * k * j)
    return _with_carriers(laser, pump, where(b >= 0, 2 * j / total, total * (0.5 / k)))


def steady_state_at_photons(laser: Rates, photons: Value) -> SteadyState:
    """The steady state with a photon number."""
    return _with_carriers(laser, pump_for_photons(laser, photons), photons)


def pump_for_photons(laser: Rates, photons: Value) -> Value:
    """J = γ_c n_p (1/β_eff + k n_p)/(1 + k η n_p)."""
    k = laser.stimulated_weight
    gain = 1 + k * laser.eta * photons
    return laser.gamma_c * photons * (1 / laser.beta_eff + k * photons) / gain


def _with_carriers(laser: Rates, pump: Value, photons: Value) -> SteadyState:
    stimulated = laser.stimulated_weight * photons
    saturated = photons / (1 + stimulated)
    carriers = laser.gamma_c / laser.gamma_r * absorbing(laser) * saturated
    injected = laser.gamma_c * (1 / laser.beta_eff + stimulated) * saturated
    return SteadyState(laser, pump, carriers, photons, injected)


def absorbing(laser: Rates) -> float:
    """1 + 2aξ: how much faster photons are lost in a mode that is dark."""
    return 1 + 2 * laser.xi * laser.absorption


def below_threshold(laser: Rates, pump: Value, recycling: bool) -> SteadyState:
    """The state with few photons, with stimulated absorption kept or not."""
    escape = 1 / (1 + 2 * laser.xi) if recycling and laser.absorption else 1.0
    blocked = pump * laser.pump_blocking / laser.n_emitters
    carriers = pump / (laser.gamma_bg + laser.gamma_r * escape + blocked)
    photons = laser.gamma_r / laser.gamma_c * escape * carriers
    return SteadyState(
        laser, pump, carriers, photons, (laser.gamma_bg + laser.gamma_r * escape) * carriers
    )


def log_slope(state: SteadyState) -> FloatOrArray:
    """d ln n_p/d ln J."""
    laser, photons = state.laser, state.photons
    stimulated = laser.stimulated_weight * photons
    # 1 − kηn_p/(1 + kηn_p) = 1/(1 + kηn_p): nothing is subtracted. 1 + kηn_p itself cancels
    # close to an LED's limit, so it is rewritten with the exact solution.
    gain = photons * (1 / laser.beta_eff + stimulated) * laser.gamma_c / state.pump
    return 1 / (stimulated / (1 / laser.beta_eff + stimulated) + 1 / gain)


def linewidth(state: SteadyState, alpha: float = 0.0) -> FloatOrArray:
    """Δν = (γ_c/4π)(1 + 2aξ)/(1 + k n_p) (1 + α²)."""
    laser = state.laser
    narrowing = 1 + laser.stimulated_weight * state.photons
    return laser.gamma_c / (4 * pi) * absorbing(laser) / narrowing * (1 + alpha**2)
