"""Closures by name: which correlations a coherent–incoherent model keeps."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from lasercore._catalogue import Catalogue
from lasercore.checks import flag, not_negative
from lasercore.cumulants.equations import Equations, equations
from lasercore.cumulants.moments import REAL, SECOND

FAMILIES = tuple(name for name in SECOND if name != "b* b")
"""The families of correlations that a closure may keep or drop, as `Closure` names them."""


@dataclass(frozen=True)
class Closure:
    """A set of correlations; all that are not in it, and all third cumulants, are zero.

    b is the field, s the polarisation σ of an emitter and n its upper state; the star is the
    adjoint, and two emitter operators belong to two different emitters.

    ===========  =====================  ================================================
    family       cumulant               correlates
    ===========  =====================  ================================================
    ``"b s*"``   X = δ⟨b σ†⟩            field and polarisation: spontaneous emission
    ``"b n"``    Z = δ⟨b n⟩             field and excitation
    ``"b b"``    K₂ = δ⟨b b⟩            field and itself, turning twice with its phase
    ``"b s"``    Y = δ⟨b σ⟩             field and polarisation, turning twice
    ``"s* s"``   C = δ⟨σ_i† σ_j⟩        two emitters: superradiance
    ``"s s"``    D = δ⟨σ_i σ_j⟩         two emitters, turning twice
    ``"s n"``    E = δ⟨σ_i n_j⟩         one emitter and another one's excitation
    ``"n n"``    F = δ⟨n_i n_j⟩         the excitations of two emitters
    ===========  =====================  ================================================

    ⟨n⟩ and δ⟨b†b⟩ are always kept.

    Parameters
    ----------
    families : collection of str
        Any of `FAMILIES`.
    field : bool
        Whether ⟨b⟩ and ⟨σ⟩ are kept.
    name : str

    Source
    ------
    carroll2022; vyshnevyy2022 for C.

    Example
    -------
    >>> Closure({"b s*", "s* s"}) == CLOSURES["comment"]
    True
    """

    families: frozenset[str] | Any  # whatever collection is given
    field: bool = True
    name: str = "own"

    def __post_init__(self) -> None:
        if isinstance(self.families, str) or not hasattr(self.families, "__iter__"):
            raise TypeError(f"families must be a list of families, got {self.families!r}")
        families = list(self.families)
        unknown = [name for name in families if not isinstance(name, str) or name not in FAMILIES]
        if unknown:
            raise ValueError(
                f"families must be among {', '.join(map(repr, FAMILIES))}, got {unknown[0]!r}"
            )
        if not isinstance(self.name, str):
            raise TypeError(f"name must be a text, got {self.name!r}")
        phased = [name for name in families if name in _PHASED]
        if not flag("field", self.field) and phased:
            raise ValueError(
                f"families without a field must have no phase, got {phased[0]!r}: it stays zero;"
                " leave it out or set field=True"
            )
        object.__setattr__(self, "families", frozenset(families))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Closure) and self._what == other._what

    def __hash__(self) -> int:
        return hash(self._what)

    @property
    def _what(self) -> tuple[frozenset[str], bool]:
        return self.families, bool(self.field)

    @cached_property
    def equations(self) -> Equations:
        """The closed equations of what is kept."""
        means = {"b", "s", "n"} if self.field else {"n"}
        return equations(frozenset({*means, "b* b", *self.families}))


# Without a field X is as real as the incoherent state, whose phases are all zero.
_PHASED = tuple(name for name in FAMILIES if name not in (*REAL, "b s*"))

CLOSURES = Catalogue(
    {
        name: Closure(frozenset(families), field=name != "incoherent", name=name)
        for name, families in {
            "incoherent": ("b s*",),
            "cim": ("b s*",),
            "comment": ("b s*", "s* s"),
            "reply": ("b s*", "b n", "b b", "b s", "s* s"),
            "full": FAMILIES,
        }.items()
    },
    "closure",
)
"""The closures of the debate by name.

``incoherent``: rate equations with their polarisation; ``cim``: with a coherent field
(carroll2021); ``comment``: with correlations of the emitters (vyshnevyy2022); ``reply``: with
correlations of the field too (carroll2022); ``full``: all.
"""


def a_closure(closure: str | Closure) -> Closure:
    """Return a closure given by name or as a `Closure`, or say which there are."""
    if isinstance(closure, Closure):
        return closure
    if not isinstance(closure, str) or closure not in CLOSURES:
        raise ValueError(
            f"closure must be one of {', '.join(map(repr, CLOSURES))} or a Closure, got {closure!r}"
        )
    return CLOSURES[closure]


def with_field(closure: str | Closure, what: str) -> Closure:
    """Return a closure with a coherent field, or say that it has none."""
    closure = a_closure(closure)
    if not closure.field:
        raise ValueError(
            f"closure must have a coherent field for {what}, got {closure.name!r}: take 'cim'"
        )
    return closure


def a_fraction(identical_fraction: float) -> float:
    """Return the fraction of identical emitters as a float from 0 to 1."""
    value = not_negative("identical_fraction", identical_fraction)
    if value > 1:
        raise ValueError(
            f"identical_fraction must be at most 1, got {value:g}: it is a share of the emitters"
        )
    return value
