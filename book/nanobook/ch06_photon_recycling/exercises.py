"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace
from math import sqrt

from lasercore.cavity import angular_frequency
from lasercore.device import devices
from lasercore.laser import to_pump
from lasercore.thresholds import threshold
from nanobook.check import Exercise

_EDC = devices["EDC laser 1"]


def _best_volume(gamma_bg=1e10):
    laser = _EDC.laser
    xi = 0.5 * (1 + sqrt(2 + 2 * gamma_bg * laser.n_emitters / laser.gamma_c))
    return _EDC.relative_volume * laser.xi / xi


_CURRENT = 200e-9  # A, what exercise 4 allows


def _beta_eff(beta, recycled):
    return beta / (1 + recycled)


def _warm():
    return replace(_EDC.laser, gamma_bg=1e11)


def _smallest_quality():
    """Q whose J_th = (Gγ_c + Bγ_c + BG)/(G − γ_c), G = n_0γ_r, B = n_0γ_bg, is `_CURRENT`."""
    laser, pump = _EDC.laser, to_pump(_CURRENT)
    gain, background = laser.n_emitters * laser.gamma_r, laser.n_emitters * laser.gamma_bg
    gamma_c = gain * (pump - background) / (gain + background + pump)
    return angular_frequency(_EDC.wavelength) / gamma_c


EXERCISES: dict[str, Exercise] = {
    "photon_recycling-1": Exercise(
        expected=_best_volume,
        unit="(λ/2n)³",
        hints={
            "This is the volume for γ_bg = 10⁹ s⁻¹": lambda: _best_volume(1e9),
            "This is with ξ in place of 2ξ in the formula": lambda: 0.5 * _best_volume(),
            "This is the volume of EDC laser 1 itself": lambda: _EDC.relative_volume,
        },
    ),
    "photon_recycling-2": Exercise(
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
                lambda: threshold(_EDC.laser, "photon recycling").photons
            ),
        },
    ),
    "photon_recycling-4": Exercise(
        _smallest_quality,
        hints={
            "You set J = γ_c, which holds only for β = 1 and ξ ≫ ½": (
                lambda: angular_frequency(_EDC.wavelength) / to_pump(_CURRENT)
            ),
        },
    ),
}
