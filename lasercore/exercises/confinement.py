"""Exercises of chapter 1."""

import math
from functools import cache

from lasercore import cavity
from lasercore.bowtie import Bowtie, Tips, mode, quasi_static_field, slab_cavity, wedge_exponent
from lasercore.device import DEPHASING_TIME, DIPOLE, REFRACTIVE_INDEX, WAVELENGTH, devices
from lasercore.exercises.checking import Exercise

SILICON = 3.48
ACTIVE_VOLUME = 100e-9 * 100e-9 * 24e-9  # m³
SHARE = 0.03
BETA, BACKGROUND = 0.9, 1e10
LOW_INDEX, WANTED_Q = 2.5, 1e4
SLAB = 240e-9  # m


def _off_centre():
    """|E|² on the plane between the tips, 20 nm from the centre, relative to the centre."""
    tips = Tips("bridge", 10e-9, 10e-9, REFRACTIVE_INDEX)
    return float(abs(quasi_static_field(tips, 0.0, 20e-9)[1]) ** 2)


def _rate(volume):
    return float(cavity.gamma_r(WAVELENGTH, REFRACTIVE_INDEX, volume, DIPOLE, DEPHASING_TIME))


def _volume(rate):
    """Mode volume in (λ/2n)³ at which one emitter has this rate."""
    return _rate(cavity.diffraction_volume(WAVELENGTH, REFRACTIVE_INDEX)) / rate


@cache
def _rings(Q):
    """Pairs of layers with which a bridge in a material of low index reaches a Q."""
    radius = 0.22e-6 * REFRACTIVE_INDEX / LOW_INDEX
    for rings in range(7):
        bridge = Bowtie("bridge", 10e-9, 10e-9, radius, LOW_INDEX, rings, WAVELENGTH)
        if mode(bridge).Q >= Q:
            return rings
    raise ArithmeticError(f"six pairs of layers do not reach Q = {Q:g}")


@cache
def _width(rate):
    """Width of a bridge in nm, w = R, whose emitter at the centre has this rate."""
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    def excess(power):
        width = 1e-9 * 10**power
        bridge = Bowtie("bridge", width, width, 0.2275e-6, REFRACTIVE_INDEX, 3, WAVELENGTH)
        return math.log(_rate(slab_cavity(bridge, SLAB).volume) / rate)

    return float(10 ** brentq(excess, 0.0, math.log10(60), xtol=1e-3))


def _rate_at_10_nm():
    bridge = Bowtie("bridge", 10e-9, 10e-9, 0.2275e-6, REFRACTIVE_INDEX, 3, WAVELENGTH)
    return _rate(slab_cavity(bridge, SLAB).volume)


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
    "confinement-7": Exercise(
        lambda: _rings(WANTED_Q),
        "pairs",
        rel=1e-9,
        hints={
            "Each pair multiplies Q by n², not by n": (
                lambda: 1 + math.ceil(math.log(WANTED_Q / 38) / math.log(LOW_INDEX))
            ),
            "With one pair less Q stays just below 10⁴": lambda: _rings(WANTED_Q) - 1,
            "This would do for n = 3.3; here n² is 6.25": (
                lambda: 1 + math.ceil(math.log(WANTED_Q / 87) / math.log(REFRACTIVE_INDEX**2))
            ),
        },
    ),
    "confinement-8": Exercise(
        lambda: _width(BETA / (1 - BETA) * BACKGROUND),
        "nm",
        hints={
            "At this width γ_r = γ_bg, so β is one half": lambda: _width(BACKGROUND),
            "β = 0.9 means γ_r = 9 γ_bg; this is γ_r = 10 γ_bg": lambda: _width(10 * BACKGROUND),
            "γ_r goes with w to the power −1.235, not −1": (
                lambda: 10 * _rate_at_10_nm() / (BETA / (1 - BETA) * BACKGROUND)
            ),
        },
    ),
}
