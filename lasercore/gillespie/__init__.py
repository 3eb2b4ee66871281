"""Exact stochastic simulation of the table of processes, photon by photon.

`statistics` samples moments and the photon distribution, `trajectories` records every event,
`correlations` gives g²(τ), `spectra` the intensity noise by frequency, `coherence` the phase
noise and the linewidth.
"""

from lasercore.gillespie._grid import SampledCurve
from lasercore.gillespie.coherence import Field, field
from lasercore.gillespie.correlations import g2
from lasercore.gillespie.spectra import rin_spectrum
from lasercore.gillespie.statistics import photon_statistics
from lasercore.gillespie.trajectories import Trajectory, trajectory

__all__ = [
    "Field", "SampledCurve", "Trajectory", "field", "g2", "photon_statistics", "rin_spectrum",
    "trajectory",
]  # fmt: skip
