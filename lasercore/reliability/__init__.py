"""The test of a threshold by the light: does it become coherent above, and not before?

`coherence_pump` says from which pump on the light of a laser is coherent, `judge_threshold` holds
any definition of `thresholds` against that.
"""

from lasercore.reliability.coherence import coherence_pump, highest_pump
from lasercore.reliability.judgement import (
    VERDICTS,
    Judgement,
    find_threshold,
    judge_threshold,
    light_above,
)

__all__ = [
    "VERDICTS", "Judgement", "coherence_pump", "find_threshold", "highest_pump", "judge_threshold",
    "light_above",
]  # fmt: skip
