"""Where the rate equations leave their range, or a number its unit: a warning, or an error."""

import numpy as np

from lasercore._formulas.rates import Rates
from lasercore._formulas.validity import BROADENING as BROADENING
from lasercore._formulas.validity import pump_broadening
from lasercore._typing import Array, FloatOrArray
from lasercore.warnings import warn_validity

# What each number is in any nanolaser, and beside other lasers too; outside, its unit is wrong.
USUAL = {
    "wavelength": (1e-8, 1e-3, "m", "1300 nm are 1.3e-06 m"),
    "volume": (1e-27, 1e-9, "m³", "0.1 µm³ are 1e-19 m³"),
    "Q": (1.0, 1e15, "", "it is ω_c/γ_c, without a unit"),
    "dipole": (1e-33, 1e-24, "C m", "1 debye is 3.34e-30 C m"),
}
# Emitters and photons that decay faster than this (s⁻¹) have their rates in SI units.
SI_RATE = 1e6


def warn_units(**given: Array) -> None:
    """Numbers so far from those of any nanolaser that they are likely in another unit."""
    for name, values in given.items():
        low, high, unit, example = USUAL.get(name, (0.0, np.inf, "", ""))
        odd = values[(values < low) | (values > high)]
        if odd.size:
            its = f" {unit}" if unit else ""
            warn_validity(
                f"{name} is expected between {low:g} and {high:g}{its}, got"
                f" {odd.flat[0]:g}{its}: check its unit ({example})"
            )


def warn_pump(laser: Rates, pump: FloatOrArray) -> None:
    """Pumps that were given: too strong for the model, or in another unit."""
    warn_pump_broadening(laser, pump)
    slowest = np.min(pump, where=np.greater(pump, 0), initial=np.inf)
    if slowest < 1 and min(laser.gamma_t, laser.gamma_c) > SI_RATE:
        warn_validity(
            f"pump is expected in carriers per second, got {slowest:g} s⁻¹ for a laser with gamma_c"
            f" = {laser.gamma_c:.3g} s⁻¹: convert amperes with lasercore.to_pump, and multiply what"
            " is in units of a threshold by its pump"
        )


def warn_or_refuse_overfull(laser: Rates, carriers: FloatOrArray, whose: str = "") -> None:
    """More carriers than emitters: an error with pump blocking, a warning without.

    `whose` carriers they are is said where nobody gave the pump.
    """
    most = np.max(carriers, initial=0.0)
    if most <= laser.n_emitters * (1 + 1e-9):
        return
    at = f" at {whose}" if whose else ""
    message = f"carriers must not exceed n_emitters = {laser.n_emitters}, got {most:.6g}{at}"
    if laser.pump_blocking:
        raise ValueError(f"{message}: with pump blocking no emitter is excited twice")
    harm = " and its absorption turns negative" if laser.absorption else ""
    remedy = "" if whose else " or lower the pump"
    warn_validity(
        f"{message}: without pump blocking the mean field overfills the emitters{harm};"
        f" set pump_blocking=True{remedy}"
    )


def warn_pump_broadening(laser: Rates, pump: FloatOrArray, whose: str = "") -> None:
    """A pump per emitter that comes near the dephasing rate broadens the emitters' line.

    `whose` pump it is is said where nobody gave it.
    """
    sentence = pump_broadening(laser, np.max(pump, initial=0.0))
    if sentence and whose:
        sentence = sentence.removesuffix("lower the pump") + f"the pump is that of {whose}"
    if sentence:
        warn_validity(sentence)
