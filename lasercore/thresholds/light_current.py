"""Thresholds read off the steady state: closed forms.

All formulas hold for two-level (k = 1 + a = 2) and four-level emitters (k = 1), with and
without pump blocking, through `laser.eta` and `laser.beta_eff`.
"""

from math import sqrt

from lasercore.rate_equations.steady import pump_for_photons, steady_state
from lasercore.thresholds.result import Threshold, none

# Closer to a straight line than this, the extremum of the slope is lost in rounding.
STRAIGHT = 1e-9


def transparency(laser):
    """n_e = n_0/2, photons pass unchanged: n_p = ξ, J = n_0 γ_t (half without blocking).

    Source: textbook; saldutti2024 uses it so.
    """
    name = "transparency"
    if not laser.absorption:
        return none(name, "four-level emitters have an empty lower level and never absorb")
    pump = laser.n_emitters * laser.gamma_t / (1 if laser.pump_blocking else 2)
    return Threshold(name, pump, laser.xi, True, "half of the emitters are excited")


def classical(laser):
    """Gain equals loss, stimulated terms left out below: J = γ_c(1 + 2aξ)/(kβη).

    Source: textbook, as restated by saldutti2024 with pump blocking.
    """
    name = "classical"
    if laser.eta <= 0:
        return none(name, _too_little_gain(laser))
    pump = laser.threshold_carriers * laser.gamma_t / laser.eta
    photons = float(steady_state(laser, pump).photons)
    return Threshold(name, pump, photons, True, "gain equals loss, if no photon is reabsorbed")


def photon_recycling(laser):
    """Gain equals loss, absorption kept below: J = γ_c/(kηβ_eff), n_p = 1/(k√(ηβ_eff)).

    The photon number solves the full rate equations at this pump.
    Source: saldutti2024, the definition that it proposes.
    """
    name = "photon recycling"
    if laser.eta <= 0:
        return none(name, _too_little_gain(laser))
    k, product = laser.stimulated_weight, laser.eta * laser.beta_eff
    return Threshold(
        name,
        laser.gamma_c / (k * product),
        1 / (k * sqrt(product)),
        True,
        "gain equals loss, with reabsorbed photons counted",
    )


def quantum(laser):
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
    pump = float(pump_for_photons(laser, 1.0))
    return Threshold(name, pump, 1.0, True, "one photon is in the mode on average")


def inflection(laser):
    """Extremum of d ln n_p/d ln J, where k n_p = 1/√(ηβ_eff): the recycling threshold.

    Source: saldutti2024 Fig. 5, row 2.
    """
    name = "inflection"
    ratio = laser.intensity_ratio
    if laser.eta <= 0:
        return none(
            name, f"xi = {laser.xi:.3g} ≤ 1/2: an LED's curve only flattens, towards saturation"
        )
    if abs(ratio - 1) < STRAIGHT:
        return none(name, "r = 1: the light–current curve is a straight line")
    same = photon_recycling(laser)
    shape = "steepest" if ratio > 1 else "flattest"
    return Threshold(
        name, same.pump, same.photons, True, f"the log-log light–current curve is {shape}"
    )


def _too_little_gain(laser):
    return (
        f"xi = {laser.xi:.3g} ≤ 1/2, so even with all emitters excited the gain cannot make up"
        " for the cavity loss"
    )
