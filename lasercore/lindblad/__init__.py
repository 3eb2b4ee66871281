"""A few emitters and one mode by full quantum theory: the reference for all other models.

`solve` gives the whole density matrix of one laser at one pump; the functions give single
quantities for any pumps.
"""

# `sectors` builds the Lindblad equation on operators that are symmetric under exchange of the
# emitters, `levels` orders it to factorise it, `limits` says what is too large.

from lasercore.lindblad.curves import (
    emitter_correlation,
    field_spectrum,
    g1,
    linewidth,
    phase_gap,
)
from lasercore.lindblad.solution import Solution
from lasercore.lindblad.stationary import photon_statistics, solve

__all__ = [
    "Solution", "emitter_correlation", "field_spectrum", "g1", "linewidth", "phase_gap",
    "photon_statistics", "solve",
]  # fmt: skip
