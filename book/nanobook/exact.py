"""Exact results at one pump, each computed once: figures and frames ask for them again."""

from functools import lru_cache

from lasercore import master_equation


@lru_cache(maxsize=512)
def light(laser, pump):
    """Exact photon statistics of one laser at one pump."""
    return master_equation.photon_statistics(laser, pump)


@lru_cache(maxsize=512)
def line(laser, pump):
    """Exact linewidth (Hz) of one laser at one pump."""
    return float(master_equation.linewidth(laser, pump))
