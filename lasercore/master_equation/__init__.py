"""The exact distribution of excited emitters and photons, and everything that follows from it.

`solve` gives one laser at one pump; the functions give single quantities for any pumps.
"""

# `sectors` builds the equations from the table of processes, `levels` puts them in order, `window`
# finds out which states matter, `response` turns one factorisation into spectra and decays.

from lasercore.master_equation.correlations import (
    field_spectrum,
    g1,
    g2,
    linewidth,
    rin_spectrum,
    slowest_rate,
    spectrum,
)
from lasercore.master_equation.solution import Solution
from lasercore.master_equation.stationary import photon_statistics, solve
from lasercore.master_equation.window import WindowTooLarge

__all__ = [
    "Solution", "WindowTooLarge", "field_spectrum", "g1", "g2", "linewidth", "photon_statistics",
    "rin_spectrum", "slowest_rate", "solve", "spectrum",
]  # fmt: skip
