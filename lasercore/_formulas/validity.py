"""Sentences about what lies outside the models' range; empty texts where nothing does."""

from lasercore._formulas.functions import maximum, sqrt
from lasercore._formulas.rates import Rates

# Share of the dephasing rate from which on a pump per emitter is worth a warning.
BROADENING = 0.1


def outside_good_cavity(laser: Rates) -> list[str]:
    """What of the rates contradicts that the polarisation follows the field: sentences."""
    # It does if it dephases much faster than the photons leave and than the coupling
    # g = √(γ_r γ_2)/2 turns energy around.
    coupling = 0.5 * sqrt(laser.gamma_r * laser.gamma_2)
    return [
        f"{name} = {rate:.3g} s⁻¹ exceeds {limit:.3g} s⁻¹ (gamma_2 = {laser.gamma_2:.3g} s⁻¹): the"
        f" rate picture assumes much faster dephasing; {remedy} or shorten T_2"
        for name, rate, limit, remedy in (
            ("gamma_c", laser.gamma_c, laser.gamma_2 / 4, "raise Q"),
            ("g = sqrt(gamma_r gamma_2)/2", coupling, laser.gamma_2 / 10, "enlarge the volume"),
        )
        if rate > limit
    ]


def pump_broadening(laser: Rates, most: float) -> str:
    """A pump per emitter that comes near the dephasing rate broadens the emitters' line."""
    if laser.gamma_2 is None:
        return ""
    per_emitter = most / laser.n_emitters
    if not per_emitter > BROADENING * laser.gamma_2:
        return ""
    return (
        f"pump per emitter must stay well below gamma_2 = {laser.gamma_2:.3g} s⁻¹, got"
        f" {per_emitter:.3g} s⁻¹: the pump itself broadens the emitters, which this model"
        " leaves out; lower the pump"
    )


def highest_valid_pump(laser: Rates) -> float:
    """The pump beyond which γ < (r + γ_bg)/2: polarisations would outlive the populations."""
    return maximum(laser.n_emitters * (laser.gamma_2 - laser.gamma_bg), 0.0)


def outside_moments(laser: Rates, pump: float) -> str:
    """That a threshold lies beyond `highest_valid_pump`, as the end of a sentence."""
    if pump <= highest_valid_pump(laser):
        return ""
    return (
        "; that pump lies outside the model's own range, where gamma_2 must exceed"
        " pump/n_emitters + gamma_bg"
    )
