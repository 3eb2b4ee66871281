"""The definitions: one record for each, from which tables, checks and pages take what they say.

A new definition is a function ``laser → Threshold`` (in `lasercore._formulas` if it is a closed
form) and a record here.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from lasercore._formulas import searched
from lasercore._formulas import thresholds as closed
from lasercore._formulas.thresholds import Threshold
from lasercore.cumulants.threshold import bifurcation
from lasercore.thresholds.dynamic import relaxation_oscillations
from lasercore.thresholds.noise import fano
from lasercore.thresholds.stochastic import stochastic


@dataclass(frozen=True)
class Definition:
    """One definition of the threshold.

    Attributes
    ----------
    name : str
    condition : str
        The laser has reached it where …
    function : callable
        From a laser, and options, to its `Threshold`.
    options : tuple of str
    cost : str
        "milliseconds", or "seconds" where it depends on the laser and may be more.
    in_comparison : dict
        Options with which a comparison of all definitions stays quick.
    """

    name: str
    condition: str
    function: Callable[..., Threshold]
    options: tuple[str, ...] = ()
    cost: str = "milliseconds"
    in_comparison: dict[str, Any] = field(default_factory=dict)


_ALL = (
    Definition("transparency", "half of the emitters are excited", closed.transparency),
    Definition("classical", "gain equals loss, reabsorbed photons not counted", closed.classical),
    Definition(
        "photon recycling", "gain equals loss, reabsorbed photons counted", closed.photon_recycling
    ),
    Definition("quantum", "one photon is in the mode", closed.quantum),
    Definition(
        "inflection", "the log-log light–current curve is steepest (or flattest)", closed.inflection
    ),
    Definition(
        "damping minimum", "small disturbances die out most slowly", searched.damping_minimum
    ),
    Definition(
        "relaxation oscillations", "small disturbances begin to ring", relaxation_oscillations
    ),
    Definition(
        "fano",
        "the Fano factor of the photons is largest",
        fano,
        ("method", "events", "seed", "max_memory"),
    ),
    Definition(
        "stochastic",
        "one photon is as likely as none, P(0) = P(1)",
        stochastic,
        ("method", "max_memory"),
        "seconds",
        {"max_memory": 5e7},  # bytes
    ),
    Definition(
        "bifurcation",
        "a mean field grows, by a coherent–incoherent model",
        bifurcation,
        ("closure", "identical_fraction"),
        "seconds",
    ),
)
RECORDS = {one.name: one for one in _ALL}
"""All definitions by name, each as a `Definition`."""

DEFINITIONS = tuple(RECORDS)
"""Names of all definitions that can be asked for."""

QUICK_DEFINITIONS = tuple(n for n, one in RECORDS.items() if one.cost == "milliseconds")
"""Those that take milliseconds for any laser, and need nothing but the rate equations and noise."""


def refuse_other_options(definition: str, options: Iterable[str]) -> None:
    """Say which options a definition takes, if others are given."""
    known = RECORDS[definition].options
    unknown = [name for name in options if name not in known]
    if unknown:
        takes = f"only the options {', '.join(known)}" if known else "no options"
        raise TypeError(f"{definition!r} takes {takes}, got {', '.join(unknown)}: leave them out")
