"""Exercises: the right answer and the usual mistakes, computed."""

from lasercore import cavity
from lasercore.device import DEPHASING_TIME, DIPOLE, REFRACTIVE_INDEX, WAVELENGTH, devices
from nanobook.check import Exercise

ACTIVE_VOLUME = 100e-9 * 100e-9 * 24e-9  # m³

SHARE = 0.03

BETA, BACKGROUND = 0.9, 1e10


def _rate(volume):
    return float(cavity.gamma_r(WAVELENGTH, REFRACTIVE_INDEX, volume, DIPOLE, DEPHASING_TIME))


def _volume(rate):
    """Mode volume in (λ/2n)³ at which one emitter has this rate."""
    return _rate(cavity.diffraction_volume(WAVELENGTH, REFRACTIVE_INDEX)) / rate


EXERCISES: dict[str, Exercise] = {
    "emission_rate-1": Exercise(
        lambda: _rate(ACTIVE_VOLUME / SHARE),
        "s⁻¹",
        hints={
            "The mode is larger than the active region: V = V_act/Γ_c, not V_act": (
                lambda: _rate(ACTIVE_VOLUME)
            ),
            "V = V_act/Γ_c: divide by the confinement factor instead of multiplying": (
                lambda: _rate(ACTIVE_VOLUME * SHARE)
            ),
            "γ_2 = 2/T_2, not 1/T_2": lambda: 2 * _rate(ACTIVE_VOLUME / SHARE),
            "Γ_c = 3 % is 0.03, not 3": lambda: _rate(ACTIVE_VOLUME / 3),
            "This is EDC laser 1; the region here is larger and Γ_c half as large": (
                lambda: devices["EDC laser 1"].laser.gamma_r
            ),
        },
    ),
    "emission_rate-2": Exercise(
        lambda: _volume(BETA / (1 - BETA) * BACKGROUND),
        "(λ/2n)³",
        hints={
            "β = 0.9 means γ_r = 9 γ_bg, not 0.9 γ_bg; and γ_bg is 10¹⁰ s⁻¹ here": (
                lambda: _volume(BETA * BACKGROUND)
            ),
            "At this volume γ_r = γ_bg, so β is one half": lambda: _volume(BACKGROUND),
            "The other way round: here γ_bg = 9 γ_r, so β = 0.1": (
                lambda: _volume((1 - BETA) / BETA * BACKGROUND)
            ),
            "This is in m³; divide by (λ/2n)³": lambda: (
                _volume(BETA / (1 - BETA) * BACKGROUND)
                * cavity.diffraction_volume(WAVELENGTH, REFRACTIVE_INDEX)
            ),
        },
    ),
}
