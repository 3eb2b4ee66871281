"""Density matrices of class A and class B lasers: closed equations for four-level emitters.

`class_a` follows the light alone, `class_b` the light and one emitter picked at random; both give
`PhotonStatistics`. `solve` returns the state of class B, from which correlations and the line are
read; `closure_error` says how far it is from the exact distribution.
"""

from lasercore.density_matrix.class_a import Gain, class_a, gain
from lasercore.density_matrix.class_b import class_b, solve
from lasercore.density_matrix.closure import ClosureError, closure_error
from lasercore.density_matrix.curves import field_spectrum, g1, g2, linewidth
from lasercore.density_matrix.regimes import laser_of, regimes
from lasercore.density_matrix.solution import AfterPhoton, Solution
from lasercore.density_matrix.threshold import (
    QuadraticThreshold,
    n_sat,
    quadratic_threshold,
)
from lasercore.density_matrix.transients import Transient, transient

__all__ = [
    "AfterPhoton", "ClosureError", "Gain", "QuadraticThreshold", "Solution",
    "Transient", "class_a", "class_b", "closure_error", "field_spectrum",
    "g1", "g2", "gain", "laser_of", "linewidth", "n_sat", "quadratic_threshold", "regimes", "solve",
    "transient",
]  # fmt: skip
