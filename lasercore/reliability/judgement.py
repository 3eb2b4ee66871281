"""The test of a threshold: does the light become coherent above it, and not before?"""

import warnings
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lasercore._precision import within_doubles
from lasercore.checks import a_laser, choice, positive
from lasercore.laser import Laser
from lasercore.rate_equations import linewidth
from lasercore.reliability.coherence import (
    WITHIN,
    coherence_pump,
    highest_pump,
    is_exact,
    statistics,
    suitable,
)
from lasercore.reliability.exact import line
from lasercore.thresholds import DEFINITIONS, Threshold, compare, threshold
from lasercore.warnings import ValidityWarning

FACTOR = 10.0
"""How far above its threshold a laser must have become coherent, unless told otherwise."""
FANO_EXACT = "fano, exact"
"""The Fano peak of the exact distribution, beside the ten of `thresholds.DEFINITIONS`."""

KEPT, EARLY, LATE = "kept", "too early", "too late"
FALSE, MISSED, NONE = "false alarm", "missed", "rightly none"
BEYOND, UNKNOWN = "beyond the model", "not computed"
VERDICTS = (KEPT, EARLY, LATE, FALSE, MISSED, NONE, BEYOND, UNKNOWN)
"""What a judgement may say of a definition."""


@dataclass(frozen=True)
class Judgement:
    """How one definition fares on one device.

    Attributes
    ----------
    found : Threshold
        What is judged.
    verdict : str
        One of `VERDICTS`.
    ratio : float
        J_c/J*, the pump from which on the light is coherent over the threshold; infinite where
        the light never becomes coherent, NaN without a threshold.
    """

    found: Threshold
    verdict: str
    ratio: float = float("nan")


@within_doubles
def find_threshold(laser: Laser, definition: str) -> Threshold:
    """One threshold, as `thresholds.compare` gives it, remembered; also "fano, exact".

    Parameters
    ----------
    laser : Laser
    definition : str, one of `thresholds.DEFINITIONS`, or "fano, exact"

    Returns
    -------
    Threshold

    Source
    ------
    saldutti2024, which compares the definitions (its Fig. 11).

    Example
    -------
    >>> from lasercore import catalogue
    >>> find_threshold(catalogue["EDC laser 6"], "fano").reached
    False
    >>> find_threshold(catalogue["EDC laser 6"], "fano, exact").reached
    True
    """
    a_laser(laser)
    choice("definition", definition, (*DEFINITIONS, FANO_EXACT))
    return _find_threshold(laser, definition)


@lru_cache(maxsize=1024)
def _find_threshold(laser: Laser, definition: str) -> Threshold:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        if definition == FANO_EXACT:
            return threshold(laser, "fano", method="master equation")
        return compare(laser, [definition])[definition]


@within_doubles
def judge_threshold(
    laser: Laser, definition: str, within: float = WITHIN, factor: float = FACTOR
) -> Judgement:
    """Whether the light becomes coherent above a threshold, and not before.

    Kept: 1 < J_c/J* ≤ factor, with the pump J_c of `coherence_pump` and the threshold J*.

    Parameters
    ----------
    laser : Laser with two-level emitters and pump blocking
    definition : str
        As for `find_threshold`.
    within : float, 0 to 1
        Largest |g²(0) − 1| of light that counts as coherent.
    factor : float, above 1
        How far above its threshold a laser must have become coherent.

    Returns
    -------
    Judgement

    Source
    ------
    After the question of saldutti2024; the numbers 0.1 and 10 are conventions of this book.

    Example
    -------
    >>> from lasercore import catalogue
    >>> for name in ("photon recycling", "stochastic", "transparency"):
    ...     print(judge_threshold(catalogue["EDC laser 1"], name).verdict)
    too early
    kept
    kept
    >>> judge_threshold(catalogue["nanoLED A"], "transparency").verdict
    'false alarm'
    """
    suitable(laser)
    if positive("factor", factor) <= 1:
        raise ValueError(f"factor must be above 1, got {factor:g}: it says how far above threshold")
    found, coherent = find_threshold(laser, definition), coherence_pump(laser, within)
    if not found.computed:
        return Judgement(found, UNKNOWN)
    if not found.reached:
        return Judgement(found, NONE if np.isinf(coherent) else MISSED)
    ratio = coherent / found.pump
    return Judgement(found, _verdict(ratio, factor, found.pump > highest_pump(laser)), ratio)


def _verdict(ratio: float, factor: float, beyond: bool) -> str:
    if np.isinf(ratio):
        return FALSE
    if beyond:
        return BEYOND
    if ratio <= 1:
        return LATE
    return KEPT if ratio <= factor else EARLY


@within_doubles
def light_above(laser: Laser, pump: float, factor: float = FACTOR) -> dict[str, tuple[float, ...]]:
    """The light at a threshold and at a multiple of it: g²(0), Fano factor, linewidth (Hz).

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, positive, of the threshold
    factor : float, positive

    Returns
    -------
    dict from "g2", "fano" and "linewidth" to a pair of floats
        Exact for small lasers; else by Langevin and Schawlow–Townes.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 6"]
    >>> before, after = light_above(laser, find_threshold(laser, "stochastic").pump)["g2"]
    >>> f"{before:.3f} {after:.3f}"
    '1.033 1.030'
    """
    a_laser(laser)
    pump = positive("pump", pump, "s⁻¹")
    pumps = (pump, positive("factor", factor) * pump)
    both = [statistics(laser, one) for one in pumps]
    lines = tuple(line_at(laser, one) for one in pumps)
    return {
        "g2": tuple(float(one.g2) for one in both),
        "fano": tuple(float(one.fano) for one in both),
        "linewidth": lines,
    }


def line_at(laser: Laser, pump: float) -> float:
    """Linewidth (Hz) at one pump: exact for small lasers, else by Schawlow and Townes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        return float((line if is_exact(laser) else linewidth)(laser, float(pump)))
