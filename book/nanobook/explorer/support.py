"""Where a photon distribution lies, and at which coordinates it stands in the tables.

These functions take numbers as well as the traced numbers from which explorer.js is made, so that
tables are read exactly where they were written.
"""

import numpy as np

from lasercore._formulas.functions import log, sqrt
from lasercore._formulas.noise import linearise
from lasercore._formulas.steady import steady_state, steady_state_at_photons

# Tables end at these mean photon numbers; below the first the distribution only scales.
FEWEST, MOST = 0.02, 250.0
# By this factor an LED's photon number must stay away from its limit, which no pump reaches.
SHORT_OF_LIMIT = 1.02
# ln(1/beta_eff − 1 + this) is the coordinate of the background: it ends smoothly at beta = 1.
SOFT = 0.1


def support(laser, pump):
    """The end of the photon distribution, and the photon number from which its scale stretches.

    By the rate equations' photon number and Langevin's variance: seven standard deviations for
    Poissonian, twelve for thermal light.
    """
    state = steady_state(laser, pump)
    photons = state.photons
    variance = linearise(state).photon_variance()
    width = 7 + 5 * variance / (photons + 1) ** 2
    return {
        "photons": photons,
        "last": photons + width * sqrt(variance) + 8,
        "bend": 1 + photons,
        "offset": log(photons / (1 + photons)),
    }


def coordinates(laser):
    """A laser's place in the tables: of ξ, of the background, and the ends of the photon axis.

    The axis of lasers ends at the same photon number for all, and their coordinate is −1/ξ; that
    of LEDs ends short of their limit, and this end, which moves fast just below ξ = ½, is theirs.
    """
    limit = 1 / MOST
    if laser.eta < 0:
        limit = limit - 2 * SHORT_OF_LIMIT * laser.eta
    return {
        "inverse": -1 / laser.xi,
        "background": log(1 / laser.beta_eff - 1 + SOFT),
        "low": log(FEWEST),
        "high": -log(limit),
    }


def xi_at(coordinate, place):
    """ξ of a place along the coordinate "inverse" or "high"."""
    if coordinate == "inverse":
        return -1 / place
    short_of = (np.exp(-place) - 1 / MOST) / SHORT_OF_LIMIT  # −2η
    return 0.5 / (1 + short_of)


def pump_at(laser, share):
    """The pump at a share, 0 to 1, of the tables' logarithmic photon axis."""
    at = coordinates(laser)
    photons = np.exp(at["low"] + (at["high"] - at["low"]) * share)
    return float(steady_state_at_photons(laser, photons).pump)
