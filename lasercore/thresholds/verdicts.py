"""What kind of device it is, in a sentence."""

from dataclasses import dataclass

from lasercore._checks import a_laser
from lasercore.units import scientific

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


def verdict(laser):
    """Say what a device is: a laser with a jump, a linear laser, an inverse S, or an LED.

    Decided by η > 0 (some pump brings gain up to loss) and r = η/β_eff (the ratio of the
    light–current curve's two asymptotes).

    Parameters
    ----------
    laser : Laser

    Returns
    -------
    Verdict

    Raises
    ------
    TypeError
        If `laser` is not a `Laser`.

    Source
    ------
    saldutti2024 Fig. 9.

    Example
    -------
    >>> from lasercore import catalogue
    >>> verdict(catalogue["EDC laser 4"]).kind
    'laser with a jump'
    >>> print(verdict(catalogue["nanoLED A"]).sentence)
    An LED: ξ = 0.443 ≤ ½, so the gain never makes up for the cavity loss and the photon number saturates at 7.70.
    """  # noqa: E501 - the sentence is printed as it is
    if a_laser(laser).eta <= 0:
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


def _led_limit(laser):
    if laser.max_photons == float("inf"):
        return "so the gain never makes up for the cavity loss"
    return (
        "so the gain never makes up for the cavity loss and the photon number saturates at"
        f" {scientific(laser.max_photons)}"
    )
