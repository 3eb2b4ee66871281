"""Figures that compare all definitions of the threshold, and the test of them by the light."""

from lasercore.plotting.compared.coherence import coherence_pump, highest_pump
from lasercore.plotting.compared.judgement import (
    VERDICTS,
    find_threshold,
    judge_threshold,
    light_above,
)
from lasercore.plotting.compared.volume import WITH_STOCHASTIC, at_volume, volumes_of

__all__ = [
    "VERDICTS",
    "WITH_STOCHASTIC",
    "at_volume",
    "coherence_pump",
    "find_threshold",
    "highest_pump",
    "judge_threshold",
    "light_above",
    "volumes_of",
]
