"""Thresholds that are searched for: along what, of which function, and what is said of it.

The searches of a laser run over the photon number, not the pump: with a large jump n_p(J) is
ill-conditioned, J(n_p) never is. An LED's photon number saturates while the pump still changes
everything, so its searches run over the pump.
"""

from functools import reduce

from lasercore._formulas.functions import exp, log, maximum, minimum, root, sqrt
from lasercore._formulas.noise import damping_trend, far_above, linearise
from lasercore._formulas.rates import Rates
from lasercore._formulas.steady import SteadyState, steady_state, steady_state_at_photons
from lasercore._formulas.texts import scientific
from lasercore._formulas.thresholds import Threshold, none, reached_at
from lasercore._typing import FloatOrArray, Value

RINGING, FANO = "relaxation oscillations", "fano"
# By how much a peak must stand out, relative to F − 1 at its foot, not to be rounding.
CLEAR = 1e-9
# A hump of F − 1 lower than this is not worth a word.
VISIBLE = 1e-6


def ends(laser: Rates) -> tuple[float, float]:
    """The lowest and the highest place that cover all that can happen."""
    decay, loss = laser.gamma_t, laser.gamma_c * (1 + 2 * laser.xi)
    if laser.eta < 0:
        scales = [laser.n_emitters * decay, laser.n_emitters * loss, loss / laser.beta_eff]
        far = 1e3
    else:
        # Γ_d falls only while γ_c(1 + 2aξ)/(1 + k n_p) falls faster than k γ_r n_p grows, and
        # ringing needs gain near loss: both are settled within decades around these numbers.
        narrow = sqrt(loss / laser.gamma_r)
        scales = [1.0, narrow, 1 / laser.beta_eff, laser.gamma_c / laser.gamma_r]
        far = 1e6
    return 1e-6 * reduce(minimum, scales), far * reduce(maximum, scales)


def state_at(laser: Rates, place: Value) -> SteadyState:
    """The steady state at a place between those ends."""
    return (steady_state if laser.eta < 0 else steady_state_at_photons)(laser, place)


def damping_minimum(laser: Rates) -> Threshold:
    """Minimum of the damping rate Γ_d over the pump.

    Source: saldutti2024 Fig. 11, which compares it.
    """
    name = "damping minimum"

    def trend(log_place: Value) -> Value:
        return damping_trend(state_at(laser, exp(log_place)))

    low, high = map(log, ends(laser))
    if not trend(low) < 0:
        return none(name, "the damping rate only grows with the pump")
    found = state_at(laser, exp(root(trend, low, high)))
    return reached_at(name, found, "small disturbances die out most slowly")


def rings(laser: Rates, place: Value) -> Threshold:
    """The answer where relaxation oscillations set in."""
    return reached_at(RINGING, state_at(laser, place), "small disturbances begin to ring")


def never_rings() -> Threshold:
    """The answer without relaxation oscillations."""
    return none(
        RINGING,
        "the damping rate stays above twice the oscillation frequency at every pump:"
        " disturbances die out without ringing",
    )


def always_rings() -> Threshold:
    """The answer where relaxation oscillations are there from the start."""
    return none(RINGING, "disturbances ring from the smallest pump on")


def noise(laser: Rates, place: Value) -> FloatOrArray:
    """F − 1 by the linear noise approximation, which keeps its digits where F hardly leaves 1."""
    linear = linearise(state_at(laser, place))
    return linear.excess() * linear.state.photons


def peak(laser: Rates, place: Value, height: Value) -> Threshold:
    """The answer where F − 1 has its maximum."""
    reason = f"the Fano factor peaks, at {scientific(1 + height)}"
    return reached_at(FANO, state_at(laser, place), reason)


def only_grows(laser: Rates) -> Threshold:
    """The answer where the Fano factor never falls."""
    return none(FANO, f"the Fano factor only grows with the pump, towards {_end(laser)}")


def hump(laser: Rates, height: Value) -> Threshold:
    """The answer where the Fano factor falls, but rises again to more than it had."""
    return none(
        FANO,
        f"the Fano factor has a hump (F − 1 = {scientific(height)}), but higher pumps"
        f" bring it above that, towards {_end(laser)}",
    )


def dips(laser: Rates) -> Threshold:
    """The answer where the Fano factor falls below that of laser light first."""
    return none(
        FANO,
        "the Fano factor first falls below 1 (few emitters send their photons one by one) and"
        f" then only grows, towards {_end(laser)}",
    )


def _end(laser: Rates) -> str:
    return f"{scientific(far_above(laser))} far above threshold"


def only_thermal(laser: Rates) -> Threshold:
    """The answer of the Fano factor to an LED."""
    end = f"tends to that of thermal light, {scientific(1 + laser.max_photons)}"
    if laser.max_photons == float("inf"):
        end = "grows without limit, like its photon number"
    return none(FANO, f"xi = {laser.xi:.3g} ≤ 1/2, an LED: its Fano factor has no peak but {end}")
