"""Closed equations as arrays: their right-hand side and Jacobian for many states at once."""

from functools import lru_cache
from typing import Self

import numpy as np

from lasercore._typing import Array, MaybeNone
from lasercore.cumulants.moments import FIRST, RATES, REAL, SECOND, closed

NOTHING = 1e-12
_CHARGE = {"b": 1, "s": 1, "n": 0, "b*": -1, "s*": -1}


class Equations:
    """The equations of the means and cumulants that a closure keeps.

    `names` are the variables, in the order of a state's last axis; `charge` says how often each
    turns when the phase of the field turns once (0, 1 or 2), `complex` which have a phase.
    """

    def __init__(self, kept: frozenset[str]) -> None:
        self.names = tuple(name for name in FIRST + SECOND if name in kept)
        self.charge = np.array([sum(_CHARGE[x] for x in n.split()) for n in self.names])
        self.complex = np.array([name not in REAL for name in self.names])
        self._terms, self._slopes = self._compile(kept)

    def index(self, name: str) -> int | MaybeNone:
        """Place of a variable in a state, or None if it is not kept."""
        return self.names.index(name) if name in self.names else None

    def _compile(self, kept: frozenset[str]) -> "tuple[_Terms, _Terms]":
        """Terms of the right-hand side and of its derivatives, as arrays of indices.

        A state is extended to [1, variables, conjugates]: each term is factor × rate × the
        product of three of those.
        """
        size = len(self.names)
        terms, slopes = _Terms(size), _Terms(size * 2 * size)
        for row, name in enumerate(self.names):
            for (rate, variables), factor in closed(name, kept).items():
                places = [1 + self.names.index(v) + size * starred for v, starred in variables]
                terms.add(row, RATES.index(rate), factor, places)
                for here, place in enumerate(places):
                    rest = places[:here] + places[here + 1 :]
                    slopes.add(2 * size * row + place - 1, RATES.index(rate), factor, rest)
        return terms.pack(), slopes.pack()

    def change(self, rates: Array, state: Array) -> Array:
        """d(state)/dt in units of k; `rates` and `state` share all axes but the last."""
        return self._terms(rates, state)

    def size_of_terms(self, rates: Array, state: Array) -> Array:
        """The sum of the magnitudes of all terms: what a residual is measured by.

        A variable that is zero but for rounding counts as `NOTHING`, so that its own decay, the
        one term that it then has, need not balance.
        """
        return self._terms(np.abs(rates), np.abs(state) + NOTHING, magnitude=True)

    def slopes(self, rates: Array, state: Array) -> tuple[Array, Array]:
        """Derivatives of `change` by the variables and by their conjugates: two matrices."""
        size = len(self.names)
        found = self._slopes(rates, state)
        found = found.reshape(*found.shape[:-1], size, 2, size)
        return found[..., 0, :], found[..., 1, :]

    def jacobian(self, rates: Array, state: Array) -> Array:
        """Derivatives of `change` along real changes of a real state."""
        direct, conjugate = self.slopes(rates, state)
        return direct + conjugate


class _Terms:
    """A list of terms that is added up into `size` numbers."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._list: list[tuple[int, ...]] = []

    def add(self, target: int, rate: int, factor: int, places: list[int]) -> None:
        self._list.append((target, rate, factor, *places, *[0] * (3 - len(places))))

    def pack(self) -> Self:
        table = np.array(self._list)
        self._targets, self._rates, self._factors = table[:, 0], table[:, 1], table[:, 2]
        self._places = table[:, 3:].T
        self._sum = np.zeros((len(table), self._size))
        self._sum[np.arange(len(table)), self._targets] = self._factors
        return self

    def __call__(self, rates: Array, state: Array, magnitude: bool = False) -> Array:
        one = np.ones((*state.shape[:-1], 1))
        extended = np.concatenate([one, state, np.conj(state)], axis=-1)
        first, second, third = self._places
        product = extended[..., first] * extended[..., second] * extended[..., third]
        into = np.abs(self._sum) if magnitude else self._sum
        return (rates[..., self._rates] * product) @ into


@lru_cache(maxsize=64)
def equations(kept: frozenset[str]) -> Equations:
    """The equations for a frozenset of names; each set is compiled once."""
    return Equations(kept)
