"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace
from functools import cache
from math import exp, log

from lasercore.device import catalogue, devices
from lasercore.thresholds import threshold
from nanobook.check import Exercise

_SHARE = 0.8  # exercise 1: transparency current over threshold current

_APART = 1.5  # exercise 2: bifurcation over classical threshold


def _beta(ratio, per_loss=None):
    """β at which bifurcation and classical threshold are so far apart."""
    laser = catalogue["EDC laser 1"]
    per_loss = laser.gamma_2 / laser.gamma_c if per_loss is None else per_loss
    return (ratio - 1) / (per_loss - 1)


@cache
def _volume_at(number, value):
    """Relative mode volume of EDC laser 6 at which a number of the laser takes a value."""
    device = devices["EDC laser 6"]
    scale = device.volume / device.relative_volume

    def excess(log_volume):
        return number(replace(device, volume=exp(log_volume) * scale).laser) - value

    return exp(_root(excess, log(0.01), log(0.18)))


def _recycling_photons(laser):
    return threshold(laser, "photon recycling").photons


def _inversion_factor(laser):
    return laser.beta * laser.xi


def _xi(laser):
    return laser.xi


def _root(function, low, high):
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-6)


EXERCISES: dict[str, Exercise] = {
    "thresholds_compared-1": Exercise(
        lambda: 0.5 * (1 + _SHARE) / (1 - _SHARE),
        hints={
            "That is 2ξ: divide by two": lambda: (1 + _SHARE) / (1 - _SHARE),
            "You solved 1 − 1/(2ξ) for the share: the threshold has 2ξ + 1 below": (
                lambda: 0.5 / (1 - _SHARE)
            ),
        },
    ),
    "thresholds_compared-2": Exercise(
        lambda: _beta(_APART),
        hints={
            "You forgot to subtract the 1 of the classical threshold itself": (
                lambda: _beta(_APART + 1)
            ),
            "You left out the −1 of γ_2/γ_c − 1": (
                lambda: _beta(
                    _APART, catalogue["EDC laser 1"].gamma_2 / catalogue["EDC laser 1"].gamma_c + 1
                )
            ),
        },
        rel=0.003,
    ),
    "thresholds_compared-3": Exercise(
        lambda: _volume_at(_recycling_photons, 1.0),
        "(λ/2n)³",
        {
            "That is where the threshold lies at transparency, βξ = 1": (
                lambda: _volume_at(_inversion_factor, 1.0)
            ),
            "That is for β_eff = 1: a little is lost even here": lambda: _volume_at(_xi, 1.0),
        },
        rel=0.005,
    ),
}
