"""Langevin noise: the linear noise approximation, in closed form for any number of pumps.

Small fluctuations around the steady state of the rate equations, driven by the single events of
the table of processes (:mod:`lasercore.processes`).
"""

from lasercore.langevin.dynamics import (
    NoiseSpectrum,
    g2,
    output_rin_spectrum,
    rin_spectrum,
    spectrum,
)
from lasercore.langevin.moments import (
    Covariance,
    covariance,
    diffusion,
    far_above,
    photon_statistics,
)
from lasercore.rate_equations.curves import linewidth

__all__ = [
    "Covariance",
    "NoiseSpectrum",
    "covariance",
    "diffusion",
    "far_above",
    "g2",
    "linewidth",
    "output_rin_spectrum",
    "photon_statistics",
    "rin_spectrum",
    "spectrum",
]
