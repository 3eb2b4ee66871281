"""Exercises of chapter 1."""

import math

from lasercore import cavity
from lasercore.bowtie import Tips, quasi_static_field, wedge_exponent
from lasercore.device import DEPHASING_TIME, DIPOLE, REFRACTIVE_INDEX, WAVELENGTH, devices
from lasercore.exercises.checking import Exercise

SILICON = 3.48
ACTIVE_VOLUME = 100e-9 * 100e-9 * 24e-9  # m³
SHARE = 0.03
BETA, BACKGROUND = 0.9, 1e10


def _off_centre():
    """|E|² on the plane between the tips, 20 nm from the centre, relative to the centre."""
    tips = Tips("bridge", 10e-9, 10e-9, REFRACTIVE_INDEX)
    return float(abs(quasi_static_field(tips, 0.0, 20e-9)[1]) ** 2)


def _rate(volume):
    return float(cavity.gamma_r(WAVELENGTH, REFRACTIVE_INDEX, volume, DIPOLE, DEPHASING_TIME))


def _volume(rate):
    """Mode volume in (λ/2n)³ at which one emitter has this rate."""
    return _rate(cavity.diffraction_volume(WAVELENGTH, REFRACTIVE_INDEX)) / rate


EXERCISES: dict[str, Exercise] = {
    "confinement-1": Exercise(
        lambda: SILICON**2,
        hints={
            "This is the ratio of |E|²; the permittivity is n² times lower in the slot": (
                lambda: SILICON**4
            ),
            "Normal D is continuous, and D contains ε = n², not n": lambda: SILICON,
            "The other way round: the energy density is higher in the air": lambda: SILICON**-2,
            "Tangential E does not jump, but here the field points across the slot": lambda: 1.0,
        },
    ),
    "confinement-2": Exercise(
        lambda: wedge_exponent(REFRACTIVE_INDEX, math.pi / 4),
        rel=2e-3,
        hints={
            "Both tangents have the argument τπ/4, not τπ/2": (
                lambda: 2 / math.pi * math.atan(1 / REFRACTIVE_INDEX)
            ),
            "The product of two equal tangents is 1/n², so each of them is 1/n": (
                lambda: 4 / math.pi * math.atan(REFRACTIVE_INDEX**-2)
            ),
            "The arctangent is in degrees; take it in radians": (
                lambda: 4 / math.pi * math.degrees(math.atan(1 / REFRACTIVE_INDEX))
            ),
            "This is the exponent for v_0 = 54.74°; here it is 45°": (
                lambda: wedge_exponent(REFRACTIVE_INDEX, math.atan(math.sqrt(2)))
            ),
        },
    ),
    "confinement-3": Exercise(
        _off_centre,
        hints={
            "The rate goes with |d·E|², not with |d·E|": lambda: math.sqrt(_off_centre()),
            "This is the ratio of the mode volumes; the rate is its inverse": (
                lambda: 1 / _off_centre()
            ),
            "The fourth power: quasi_static_field returns a field, square it once": (
                lambda: _off_centre() ** 2
            ),
        },
    ),
    "confinement-4": Exercise(
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
    "confinement-5": Exercise(
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
