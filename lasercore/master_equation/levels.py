"""The states of a window, ordered by carriers or photons into levels for their elimination.

Every process changes n_e and n_p by at most one. The levels lie along the longer side of the
window, since the work grows with the cube of a level's width.

For the probabilities each Schur complement is again the generator of a Markov chain, the one that
is watched only outside the eliminated levels. Its columns' sums are known, so its diagonal is
summed up from the outflows instead of subtracted, as Grassmann, Taksar and Heyman do for single
states, and no entry of the solution is negative.
"""

from typing import Any

import numpy as np

from lasercore._elimination import Elimination
from lasercore._typing import Array, FloatOrArray, Tick
from lasercore.master_equation.sectors import Sector, steps
from lasercore.processes import STOICHIOMETRY

# Beyond this a vector is scaled down before it overflows.
LARGE = 1e150


def factorised(
    sector: Sector, conserving: bool, centre: tuple[int, ...], tick: Tick | None = None
) -> Elimination:
    """The `Elimination` of a sector, from `centre`, the indices (e, n) of a state amid the weight.

    `conserving`: whether columns sum to zero (probabilities), so that a stationary state exists.
    """
    levels = _Levels(sector, conserving)
    return Elimination(levels, centre[0 if levels.by_carriers else 1], tick)


class _Levels:
    """The levels of a sector, as `Elimination` wants them."""

    def __init__(self, sector: Sector, conserving: bool) -> None:
        shape = sector.leaving.shape
        self.by_carriers, self.conserving = shape[0] >= shape[1], conserving
        self._leaving = self.split(sector.leaving)
        # Flows by change of level, listed at their source, with the change within the level.
        self._flows: dict[int, list[Any]] = {-1: [], 0: [], 1: []}
        for flow, change in zip(sector.arriving, STOICHIOMETRY, strict=True):
            level, inside = (int(c) for c in (change if self.by_carriers else change[::-1]))
            self._flows[level].append((steps(inside), self.split(flow)))

    def __len__(self) -> int:
        return len(self._leaving)

    def split(self, x: Array) -> Array:
        return np.ascontiguousarray(x if self.by_carriers else x.T)

    def join(self, levels: list[Array]) -> Array:
        x = np.array(levels)
        return x if self.by_carriers else x.T

    def inside(self, level: int) -> Array:
        matrix = np.diag(self._leaving[level]).copy(order="F")
        for (source, target), flow in self._flows[0]:
            rows = np.arange(len(matrix))
            matrix[rows[target], rows[source]] -= flow[level, source]
        return matrix

    def coupling(self, to: int, level: int) -> "_Shifts":
        return _Shifts([(where, flow[level]) for where, flow in self._flows[to - level]])

    def outflow(self, level: int, inner: int | None) -> FloatOrArray | None:
        if not self.conserving:
            return None
        if inner is None:
            return 0.0
        return sum(flow[level] for _, flow in self._flows[inner - level])

    def total(self, x: Array) -> float:
        return x.sum()

    def kernel(self, core: Array, centre: int) -> Array:
        return stationary_of(-core)

    def solve_core(self, core: Array, b: Array, kernel: Array) -> Array:
        # The solution is free up to the stationary state: hold the likeliest entry at zero. What
        # remains is diagonally dominant, so that also the smallest entries come out right.
        free = np.arange(len(b)) != np.argmax(kernel)
        x = np.zeros_like(b)
        x[free] = np.linalg.solve(core[np.ix_(free, free)], b[free])
        return x


class _Shifts:
    """A matrix of few diagonals: [((source, target), values by source), …]."""

    __array_ufunc__ = None  # array @ shifts is for __rmatmul__

    def __init__(self, shifts: list[tuple[tuple[slice, slice], Array]]) -> None:
        self._shifts = shifts

    def __matmul__(self, x: Array) -> Array:
        out = np.zeros_like(x)
        for (source, target), values in self._shifts:
            out[target] += (values[source] * x[source].T).T
        return out

    def __rmatmul__(self, x: Array) -> Array:
        out = np.zeros_like(x)
        for (source, target), values in self._shifts:
            out[:, source] += x[:, target] * values[source]
        return out


def stationary_of(generator: Array) -> Array:
    """Stationary vector of a small dense generator (columns sum to zero), without subtraction.

    Source: W. K. Grassmann, M. I. Taksar, D. P. Heyman, Oper. Res. 33, 1107 (1985).
    """
    rates = np.array(generator)
    for last in range(len(rates) - 1, 0, -1):
        leaving = rates[:last, last].sum()
        if not leaving > 0:
            raise ArithmeticError(
                f"state {last} of the central level must be left by some process, but is not:"
                " enlarge the window"
            )
        rates[last, :last] /= leaving
        rates[:last, :last] += np.outer(rates[:last, last], rates[last, :last])
    x = np.zeros(len(rates))
    x[0] = 1.0
    for state in range(1, len(rates)):
        x[state] = rates[state, :state] @ x[:state]
        if x[state] > LARGE:  # what came before may underflow: it hardly ever happens
            x[: state + 1] /= x[state]
    return x
