"""What kind of device it is, in a sentence."""

from dataclasses import dataclass

from lasercore._formulas.rates import Rates
from lasercore._formulas.texts import scientific

# Within five per cent of r = 1 nobody sees a curve bend.
STRAIGHT_LOOKING = 0.05


@dataclass(frozen=True)
class Verdict:
    """The shape of a light–current curve.

    Attributes
    ----------
    kind : str
        "LED", "laser with a jump", "linear laser" or "laser with an inverse S".
    sentence : str
    """

    kind: str
    sentence: str


def verdict(laser: Rates) -> Verdict:
    """Decided by η and r."""
    if laser.eta <= 0:
        return Verdict("LED", f"An LED: ξ = {scientific(laser.xi)} ≤ ½, {_led_limit(laser)}.")
    ratio = laser.intensity_ratio
    r = scientific(ratio)
    if abs(ratio - 1) <= STRAIGHT_LOOKING:
        return Verdict(
            "linear laser",
            f"A linear laser: r = {r} ≈ 1, so the light–current curve runs straight through the"
            " threshold and hides it.",
        )
    if ratio > 1:
        return Verdict(
            "laser with a jump",
            f"A laser with a jump: r = {r}, so each carrier yields {r} times more photons far"
            " above threshold than far below.",
        )
    return Verdict(
        "laser with an inverse S",
        f"A laser with an inverse S: r = {r} < 1, so each carrier yields fewer photons above"
        " threshold than below, because pump blocking turns carriers away.",
    )


def _led_limit(laser: Rates) -> str:
    limit = "so the gain never makes up for the cavity loss"
    if laser.max_photons == float("inf"):
        return limit
    return f"{limit} and the photon number saturates at {scientific(laser.max_photons)}"
