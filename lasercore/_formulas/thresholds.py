"""Thresholds that are closed forms, and what all definitions say.

All formulas hold for two-level (k = 1 + a = 2) and four-level emitters (k = 1), with and
without pump blocking, through `laser.eta` and `laser.beta_eff`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lasercore._formulas import validity
from lasercore._formulas.functions import minimum, sqrt
from lasercore._formulas.rates import Rates
from lasercore._formulas.steady import pump_for_photons, steady_state
from lasercore._formulas.texts import quantity, scientific
from lasercore.constants import ELEMENTARY_CHARGE

# Closer to a straight line than this, the extremum of the slope is lost in rounding.
STRAIGHT = 1e-9
# Where curves begin and end, in units of the photon-recycling threshold.
BELOW, ABOVE = 1e-2, 1e2


@dataclass(frozen=True)
class Threshold:
    """One threshold of one laser.

    Attributes
    ----------
    definition : str
    pump : float, s⁻¹
        J at the threshold; NaN if there is none.
    photons : float
        n_p there, by the full rate equations; NaN if there is none.
    reached : bool
        Whether any pump reaches this threshold.
    reason : str
        What happens there, or why there is none, in a sentence.
    computed : bool
        False where the answer could not be found, so that `reached` says nothing.
    """

    definition: str
    pump: float
    photons: float
    reached: bool
    reason: str
    computed: bool = True

    @property
    def current(self) -> float:
        """The pump as a current (A); NaN if there is none."""
        return self.pump * ELEMENTARY_CHARGE if self.reached else float("nan")

    def __str__(self) -> str:
        if not self.reached:
            answer = "none, because" if self.computed else "not computed:"
            return f"{self.definition}: {answer} {self.reason}"
        return (
            f"{self.definition}: {quantity(self.current, 'A')},"
            f" {scientific(self.photons)} photons; {self.reason}"
        )


def none(definition: str, reason: str) -> Threshold:
    """The answer where there is no threshold."""
    return Threshold(definition, float("nan"), float("nan"), False, reason)


def reached_at(definition: str, state: Any, reason: str) -> Threshold:
    """The answer where a steady state has reached the threshold."""
    return Threshold(definition, state.pump, state.photons, True, reason)


def not_computed(definition: str, reason: str) -> Threshold:
    """The answer where there may be a threshold, but it was not found."""
    return Threshold(definition, float("nan"), float("nan"), False, reason, computed=False)


def transparency(laser: Rates) -> Threshold:
    """n_e = n_0/2, photons pass unchanged: n_p = ξ, J = n_0 γ_t (half without blocking).

    Source: textbook; saldutti2024 uses it so.
    """
    name = "transparency"
    if not laser.absorption:
        return none(name, "four-level emitters have an empty lower level and never absorb")
    pump = laser.n_emitters * laser.gamma_t / (1 if laser.pump_blocking else 2)
    return Threshold(name, pump, laser.xi, True, "half of the emitters are excited")


def classical(laser: Rates) -> Threshold:
    """Gain equals loss, stimulated terms left out below: J = γ_c(1 + 2aξ)/(kβη).

    Source: textbook, as restated by saldutti2024 with pump blocking.
    """
    name = "classical"
    if laser.eta <= 0:
        return none(name, _too_little_gain(laser))
    state = steady_state(laser, laser.threshold_carriers * laser.gamma_t / laser.eta)
    return reached_at(name, state, "gain equals loss, if no photon is reabsorbed")


def photon_recycling(laser: Rates) -> Threshold:
    """Gain equals loss, absorption kept below: J = γ_c/(kηβ_eff), n_p = 1/(k√(ηβ_eff)).

    The photon number solves the full rate equations at this pump.
    Source: saldutti2024, the definition that it proposes.
    """
    name = "photon recycling"
    if laser.eta <= 0:
        return none(name, _too_little_gain(laser))
    k, product = laser.stimulated_weight, laser.eta * laser.beta_eff
    pump, photons = laser.gamma_c / (k * product), 1 / (k * sqrt(product))
    return Threshold(name, pump, photons, True, "gain equals loss, with reabsorbed photons counted")


def quantum(laser: Rates) -> Threshold:
    """One photon in the mode: J = γ_c(1/β_eff + k)/(1 + kη).

    Source: bjork1994; compared by saldutti2024 Fig. 11.
    """
    name = "quantum"
    if laser.max_photons <= 1:
        return none(
            name,
            f"xi = {laser.xi:.3g} ≤ 1/4: even with all emitters excited the mode holds at most"
            f" {laser.max_photons:.3g} photons",
        )
    pump = pump_for_photons(laser, 1.0)
    return Threshold(name, pump, 1.0, True, "one photon is in the mode on average")


def inflection(laser: Rates) -> Threshold:
    """Extremum of d ln n_p/d ln J, where k n_p = 1/√(ηβ_eff): the recycling threshold.

    Source: saldutti2024 Fig. 5, row 2.
    """
    name, ratio = "inflection", laser.intensity_ratio
    if laser.eta <= 0:
        return none(
            name, f"xi = {laser.xi:.3g} ≤ 1/2: an LED's curve only flattens, towards saturation"
        )
    if abs(ratio - 1) < STRAIGHT:
        return none(name, "r = 1: the light–current curve is a straight line")
    shape = "steepest" if ratio > 1 else "flattest"
    reason = f"the log-log light–current curve is {shape}"
    return reached_at(name, photon_recycling(laser), reason)


def stochastic(laser: Rates, pump_of: Callable[[], float]) -> Threshold:
    """P(0) = P(1), at the pump that `pump_of()` finds if there is one.

    The balance of photons going up and down gives P(1)/P(0) = γ_r⟨n_e|0⟩/(γ_c + aγ_r⟨n_0 −
    n_e|1⟩) < 2ξ, so that an LED never gets there, whatever its pump.
    """
    name = "stochastic"
    if laser.xi <= 0.5:
        return none(
            name,
            f"xi = {laser.xi:.3g} ≤ 1/2, so even with all emitters excited one photon is lost"
            " faster than it is made: an empty mode stays the likeliest",
        )
    return reached_at(name, steady_state(laser, pump_of()), "one photon is as likely as none")


def no_bifurcation(laser: Rates) -> Threshold:
    """The answer of the coherent–incoherent models to an LED."""
    return none("bifurcation", _too_little_gain(laser))


def bifurcation_at(laser: Rates, pump: float, photons: float) -> Threshold:
    """The answer of the coherent–incoherent models where the incoherent state gives way."""
    outside = validity.outside_moments(laser, pump)
    reason = f"a mean field grows out of the incoherent state{outside}"
    return Threshold("bifurcation", pump, photons, True, reason)


def bifurcation(laser: Rates) -> Threshold:
    """The bifurcation of the CIM: J = (n_e,th/η)(γ_bg + Γ), n_p = n_e,th Γ/γ_c, Γ = γ_r γ_2/γ_c.

    There N g²(2n − 1) = kγ in the incoherent state.
    """
    if laser.threshold_carriers >= laser.n_emitters:
        return no_bifurcation(laser)
    emission = into_mode(laser)
    pump = laser.threshold_carriers / laser.eta * (laser.gamma_bg + emission)
    return bifurcation_at(laser, pump, laser.threshold_carriers * emission / laser.gamma_c)


def into_mode(laser: Rates) -> float:
    """γ_r γ_2/γ_c: the rate at which an emitter gives photons there, by emission of both kinds."""
    return laser.gamma_r * laser.gamma_2 / laser.gamma_c


def pump_range(laser: Rates, below: float = BELOW, above: float = ABOVE) -> tuple[float, float]:
    """Ends of the pumps that show everything, in units of the photon-recycling threshold."""
    recycling = photon_recycling(laser)
    middle = recycling.pump if recycling.reached else laser.n_emitters * laser.gamma_t
    start, stop = below * middle, above * middle
    if laser.gamma_2 is not None:
        stop = minimum(stop, validity.BROADENING * laser.gamma_2 * laser.n_emitters)
    # Just above ξ = ½ the threshold runs away to pumps where the model has long ended.
    return minimum(start, 1e-3 * stop), stop


def _too_little_gain(laser: Rates) -> str:
    return (
        f"xi = {laser.xi:.3g} ≤ 1/2, so even with all emitters excited the gain cannot make up"
        " for the cavity loss"
    )
