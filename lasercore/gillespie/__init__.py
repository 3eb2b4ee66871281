"""Exact stochastic simulation of the table of processes, photon by photon.

`photon_statistics` samples moments and the photon distribution, `trajectory` records every event,
`g2` is the correlation of photons, `rin_spectrum` the intensity noise by frequency, and `field` the
coherence that phase noise leaves, with its spectrum and linewidth.
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
