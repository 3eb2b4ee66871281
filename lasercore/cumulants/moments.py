"""The moment equations, and the one routine that closes them.

Operators are written b, s (for σ), n with a star for the adjoint; a product of two emitter
operators always belongs to two different emitters. `EQUATIONS` holds, before any closure, the
exact equations of all first and second moments of N identical emitters and one mode,

    ḃ = −k b + g Σ σ_i,  σ̇ = −γ σ + g b(2n − 1),  ṅ = r(1 − n) − γ_bg n − g(b σ† + b† σ),

and `closed` turns them into equations of cumulants: a moment of three operators becomes the sum
over its pairs plus the product of all three, and what a closure drops is zero.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations

FIRST = ("b", "s", "n")
SECOND = ("b* b", "b s*", "b n", "b b", "b s", "s* s", "s s", "s n", "n n")
"""Means and cumulants in the order in which states list them; stars as in `Closure`."""

REAL = ("n", "b* b", "s* s", "n n")
"""Those that equal their own adjoint; `s* s` because identical emitters may be exchanged."""

RATES = ("k", "gamma", "r", "gamma_bg", "g", "gM", "gfM")
"""Coefficients: gM is g times the N − 1 other emitters, gfM the same times the fraction f."""

Variable = tuple[str, bool]
"""A mean or cumulant by name, and whether its conjugate is meant."""
Polynomial = dict[tuple[str, tuple[Variable, ...]], int]
"""From (rate, variables) to factor."""

# What leaves, (factor, rate, moment); every loss of a moment is the sum over its operators.
_LOSS = {"b": ("k",), "s": ("gamma",), "n": ("r", "gamma_bg")}


def _losses(moment: str) -> list[tuple[int, str, str]]:
    operators = moment.replace("*", "").split()
    return [(-1, rate, moment) for operator in operators for rate in _LOSS[operator]]


# "gP" sums over the partners of an emitter, "gN" over all emitters: see `_sums`.
_GAINS = {
    "b": [(1, "gN", "s")],
    "s": [(2, "g", "b n"), (-1, "g", "b")],
    "n": [(1, "r", ""), (-1, "g", "b s*"), (-1, "g", "b* s")],
    "b* b": [(1, "gN", "b* s"), (1, "gN", "b s*")],
    "b s*": [(1, "g", "n"), (1, "gP", "s s*"), (2, "g", "b* b n"), (-1, "g", "b* b")],
    "b b": [(2, "gN", "b s")],
    "b s": [(1, "gP", "s s"), (2, "g", "b b n"), (-1, "g", "b b")],
    "b n": [(1, "r", "b"), (1, "gP", "s n"), (-1, "g", "b b s*"), (-1, "g", "b* b s")],
    "s* s": [(2, "g", "b* n s"), (-1, "g", "b* s"), (2, "g", "b n s*"), (-1, "g", "b s*")],
    "s s": [(4, "g", "b n s"), (-2, "g", "b s")],
    "s n": [
        (1, "r", "s"), (2, "g", "b n n"), (-1, "g", "b n"),
        (-1, "g", "b s s*"), (-1, "g", "b* s s"),
    ],
    "n n": [(2, "r", "n"), (-2, "g", "b s* n"), (-2, "g", "b* s n")],
}  # fmt: skip

EQUATIONS = {moment: _losses(moment) + gains for moment, gains in _GAINS.items()}
"""d⟨moment⟩/dt as a sum of (factor, rate, moment); the empty moment is 1."""


def adjoint(operator: str) -> str:
    """The adjoint of one operator: b ↔ b*, s ↔ s*, n stays."""
    if operator == "n":
        return operator
    return operator[:-1] if operator.endswith("*") else operator + "*"


def variable(operators: Sequence[str]) -> Variable:
    """The mean or cumulant of one or two operators as (name, whether its conjugate is meant)."""
    for flipped in (False, True):
        found = sorted(adjoint(x) if flipped else x for x in operators)
        for name in FIRST + SECOND:
            if sorted(name.split()) == found:
                return name, flipped and name not in REAL
    raise ValueError(f"no variable stands for the operators {operators}")


def _partitions(operators: Sequence[str]) -> Iterator[list[tuple[str, ...]]]:
    """The products of means and pair cumulants that a moment is, third cumulants being zero."""
    yield [(operator,) for operator in operators]
    for pair in combinations(range(len(operators)), 2):
        rest = [(x,) for place, x in enumerate(operators) if place not in pair]
        yield [tuple(operators[place] for place in pair), *rest]


def _sums(rate: str, parts: list[tuple[str, ...]]) -> tuple[str, ...]:
    """Split a sum over emitters into rates of `RATES`.

    Σ_{j ≠ i} of a cumulant between emitters counts only the fraction f of the partners, that
    of the product of two means all of them.
    """
    if rate == "gN":
        return ("g", "gM")
    if rate == "gP":
        return ("gfM",) if any(len(part) == 2 for part in parts) else ("gM",)
    return (rate,)


def _add(polynomial: Polynomial, rate: str, variables: list[Variable], factor: int) -> None:
    key = rate, tuple(sorted(variables))
    polynomial[key] = polynomial.get(key, 0) + factor


def _derivative(moment: str, conjugate: bool, kept: frozenset[str]) -> Polynomial:
    """d⟨moment⟩/dt, or its conjugate, as {(rate, variables): factor}."""
    polynomial: Polynomial = {}
    for factor, rate, product in EQUATIONS[moment]:
        operators = [adjoint(x) if conjugate else x for x in product.split()]
        for parts in _partitions(operators):
            variables = [variable(part) for part in parts]
            if all(name in kept for name, _ in variables):
                for each in _sums(rate, parts):
                    _add(polynomial, each, variables, factor)
    return polynomial


def closed(name: str, kept: frozenset[str]) -> Polynomial:
    """The equation of a mean or cumulant as a polynomial of those that are kept, the others zero.

    A dict from (rate, variables) to factor; each variable is (name, whether conjugated).
    """
    polynomial = _derivative(name, False, kept)
    operators = name.split()
    if len(operators) == 2:  # d δ⟨AB⟩ = d⟨AB⟩ − ⟨A⟩ d⟨B⟩ − ⟨B⟩ d⟨A⟩
        for one, other in (operators, operators[::-1]):
            (mean, starred), (moving, conjugate) = variable([one]), variable([other])
            if mean not in kept:
                continue
            for (rate, variables), factor in _derivative(moving, conjugate, kept).items():
                _add(polynomial, rate, [*variables, (mean, starred)], -factor)
    return {key: factor for key, factor in polynomial.items() if factor}
