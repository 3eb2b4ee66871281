"""Exact results at one pump, each computed once: figures and searches ask for them again."""

from functools import lru_cache

from lasercore import master_equation
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics


@lru_cache(maxsize=512)
def light(laser: Laser, pump: float) -> PhotonStatistics:
    """Exact photon statistics of one laser at one pump."""
    return master_equation.photon_statistics(laser, pump)


@lru_cache(maxsize=512)
def line(laser: Laser, pump: float) -> float:
    """Exact linewidth (Hz) of one laser at one pump."""
    return float(master_equation.linewidth(laser, pump))
