"""From a cavity and an emitter to rates."""

from math import pi

from lasercore._formulas.functions import sqrt
from lasercore._typing import Value
from lasercore.constants import HBAR, SPEED_OF_LIGHT, VACUUM_PERMITTIVITY


def angular_frequency(wavelength: Value) -> Value:
    """ω_c = 2πc/λ."""
    return 2 * pi * SPEED_OF_LIGHT / wavelength


def diffraction_volume(wavelength: Value, n: Value) -> Value:
    """(λ/2n)³."""
    return (wavelength / (2 * n)) ** 3


def gamma_c(wavelength: Value, Q: Value) -> Value:
    """γ_c = ω_c/Q."""
    return angular_frequency(wavelength) / Q


def gamma_2(T_2: Value) -> Value:
    """γ_2 = 2/T_2."""
    return 2 / T_2


def coupling(wavelength: Value, n: Value, volume: Value, dipole: Value) -> Value:
    """g = (d/ħ) √(ħω_c/(2ε_0 n² V))."""
    omega = angular_frequency(wavelength)
    return dipole * sqrt(omega / (2 * HBAR * VACUUM_PERMITTIVITY * n**2 * volume))


def gamma_r(wavelength: Value, n: Value, volume: Value, dipole: Value, T_2: Value) -> Value:
    """γ_r = 4g²/γ_2."""
    return 4 * coupling(wavelength, n, volume, dipole) ** 2 / gamma_2(T_2)
