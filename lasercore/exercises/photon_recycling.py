"""Exercises of chapter 3."""

from dataclasses import replace
from math import sqrt

from lasercore.cavity import angular_frequency
from lasercore.device import catalogue, devices
from lasercore.exercises.checking import Exercise
from lasercore.laser import to_pump
from lasercore.thresholds import threshold

_EDC = "EDC laser 1"
_CURRENT = 200e-9  # A, what exercise 4 allows


def _beta_eff(beta, recycled):
    return beta / (1 + recycled)


def _warm():
    return replace(catalogue[_EDC], gamma_bg=1e11)


def _smallest_quality():
    """Q whose J_th = (Gγ_c + Bγ_c + BG)/(G − γ_c), G = n_0γ_r, B = n_0γ_bg, is `_CURRENT`."""
    laser, pump = catalogue[_EDC], to_pump(_CURRENT)
    gain, background = laser.n_emitters * laser.gamma_r, laser.n_emitters * laser.gamma_bg
    gamma_c = gain * (pump - background) / (gain + background + pump)
    return angular_frequency(devices[_EDC].wavelength) / gamma_c


def _quality_at(xi):
    """Q at which EDC laser 1 has this ξ; ξ ∝ Q."""
    return devices[_EDC].Q * xi / catalogue[_EDC].xi


def _straight(twice=1.0):
    """γ_bg = γ_r/(2ξ − 1) of the PhC laser."""
    laser = catalogue["PhC laser"]
    return laser.gamma_r / (twice * 2 * laser.xi - 1)


EXERCISES: dict[str, Exercise] = {
    "photon_recycling-1": Exercise(
        lambda: _beta_eff(0.9, 2 * 10 * 0.1),
        hints={
            "You took ξ where 2ξ stands": lambda: _beta_eff(0.9, 10 * 0.1),
            "You multiplied 2ξ by β instead of 1 − β": lambda: _beta_eff(0.9, 2 * 10 * 0.9),
            "That is one try, β/(1 + 2ξ): add the tries after each reabsorption": (
                lambda: _beta_eff(0.9, 2 * 10)
            ),
            "That is the number of times one excitation lives, not β_eff": lambda: 21 / 3,
        },
    ),
    "photon_recycling-2": Exercise(
        _straight,
        "s⁻¹",
        {
            "You took ξ where 2ξ stands": lambda: _straight(0.5),
            "That is γ_r: divide it by 2ξ − 1": lambda: catalogue["PhC laser"].gamma_r,
            "You forgot the − 1": lambda: (
                catalogue["PhC laser"].gamma_r / (2 * catalogue["PhC laser"].xi)
            ),
        },
    ),
    "photon_recycling-3": Exercise(
        lambda: 1 / (2 * sqrt(_warm().eta * _warm().beta_eff)),
        hints={
            "That is the lower asymptote, 1/(2η)": lambda: 1 / (2 * _warm().eta),
            "That is the upper asymptote, 1/(2β_eff)": lambda: 1 / (2 * _warm().beta_eff),
            "That is J/γ_c: the photon number has a square root": (
                lambda: 1 / (2 * _warm().eta * _warm().beta_eff)
            ),
            "You took β where β_eff stands": lambda: 1 / (2 * sqrt(_warm().eta * _warm().beta)),
            "That is EDC laser 1 as it was: change γ_bg": (
                lambda: threshold(catalogue[_EDC], "photon recycling").photons
            ),
        },
    ),
    "photon_recycling-4": Exercise(
        _smallest_quality,
        hints={
            "You set J = γ_c, which holds only for β = 1 and ξ ≫ ½": (
                lambda: angular_frequency(devices[_EDC].wavelength) / to_pump(_CURRENT)
            ),
        },
    ),
    "photon_recycling-5": Exercise(
        lambda: _quality_at(1 / catalogue[_EDC].beta),
        hints={
            "You took ξ = 1 where βξ = 1": lambda: _quality_at(1.0),
            "That is βξ = ½, which holds without pump blocking": (
                lambda: _quality_at(0.5 / catalogue[_EDC].beta)
            ),
            "That is ξ = ½, where the laser becomes an LED": lambda: _quality_at(0.5),
        },
        rel=0.005,
    ),
}
