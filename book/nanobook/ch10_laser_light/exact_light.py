"""Exact results that several figures of the chapter share, each computed once."""

from functools import lru_cache

import numpy as np

from lasercore._exact import light, line
from lasercore.thresholds import threshold

FACTORS_BELOW = (0.03, 0.1, 0.3)
"""Pumps, in units of the recycling threshold, at which even the PhC laser is solved quickly."""


@lru_cache(maxsize=64)
def unit(laser):
    """Pump that measures all others: the recycling threshold, for an LED n_0 γ_t."""
    found = threshold(laser, "photon recycling")
    return found.pump if found.reached else laser.n_emitters * laser.gamma_t


def exact_values(laser, pumps, shown):
    """One quantity at many pumps: "photons", "linewidth", or a ratio of `PhotonStatistics`."""
    if shown == "linewidth":
        return np.array([line(laser, float(pump)) for pump in pumps])
    name = "mean" if shown == "photons" else shown
    return np.array([float(getattr(light(laser, float(pump)), name)) for pump in pumps])
