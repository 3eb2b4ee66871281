"""Exercises: the right answer and the usual mistakes, computed."""

import math
from functools import cache

from lasercore import cavity
from lasercore.bowtie import Bowtie, mode, slab_cavity
from lasercore.device import DEPHASING_TIME, DIPOLE, REFRACTIVE_INDEX, WAVELENGTH
from nanobook.check import Exercise

BETA, BACKGROUND = 0.9, 1e10

LOW_INDEX, WANTED_Q = 2.5, 1e4

SLAB = 240e-9  # m


def _rate(volume):
    return float(cavity.gamma_r(WAVELENGTH, REFRACTIVE_INDEX, volume, DIPOLE, DEPHASING_TIME))


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
    "whole_cavity-1": Exercise(
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
    "whole_cavity-2": Exercise(
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
