"""Exercises: the right answer and the usual mistakes, computed."""

from lasercore.device import catalogue, devices
from nanobook.check import Exercise

_EDC = "EDC laser 1"


def _quality_at(xi):
    """Q at which EDC laser 1 has this ξ; ξ ∝ Q."""
    return devices[_EDC].Q * xi / catalogue[_EDC].xi


def _straight(twice=1.0):
    """γ_bg = γ_r/(2ξ − 1) of the PhC laser."""
    laser = catalogue["PhC laser"]
    return laser.gamma_r / (twice * 2 * laser.xi - 1)


EXERCISES: dict[str, Exercise] = {
    "curve_shapes-1": Exercise(
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
    "curve_shapes-2": Exercise(
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
