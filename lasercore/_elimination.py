"""Solves with a generator L, level by level: block-tridiagonal elimination.

L couples a level of states to its two neighbours only. The levels are eliminated from both ends
towards a central one. Each leaves the Schur complement S of −L, a matrix as wide as the level,
whose inverse is kept for the solves. The centre must carry weight: then the flow through every
level goes mostly inwards, so that nothing cancels and small entries keep their digits, and the
rounding of a solve, all of which ends up in the centre, does no harm there.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np

from lasercore._typing import Array, FloatOrArray, Tick


class Elimination:
    """A factorised generator.

    Parameters
    ----------
    levels : object
        The generator's levels: their number `len(levels)`; `inside(k)`, −L within a level, an array
        to write to; `coupling(k, j)`, L from level j to its neighbour k, with `@` on both sides;
        `outflow(k, j)`, what flows from a level to its neighbour by state, if that is all that
        leaves it once the levels beyond are eliminated, else None; `split(x)` and `join(parts)`
        between a state and a list of its levels; `conserving`, whether a stationary state exists.
        If so, `kernel(core, centre)`, what the centre's S takes to zero, and `total(x)`, which is
        one for the stationary state; and `solve_core(core, b, kernel)`, where `solve` is called.
    centre : int
        The level that is eliminated last.
    tick : function or None
        Called with the share of the work that each level is.
    """

    def __init__(self, levels: Any, centre: int, tick: Tick | None = None) -> None:
        self._levels, self._centre = levels, min(centre, len(levels) - 1)
        # (level, its outer neighbour or None, its inner neighbour), from outside inwards.
        last = len(levels) - 1
        self._way = [(k, k + 1 if k < last else None, k - 1) for k in range(last, self._centre, -1)]
        self._way += [(k, k - 1 if k else None, k + 1) for k in range(self._centre)]
        self._inverses: dict[int, Array] = {}
        self._stationary: Array | None = None
        self._factorise(tick or (lambda share: None), 1 / len(levels))

    def _factorise(self, tick: Tick, share: float) -> None:
        levels, centre = self._levels, self._centre
        excursions: dict[int, Array] = {}
        for k, outer, inner in self._way:
            schur = self._schur(k, [outer], excursions, levels.outflow(k, inner))
            self._inverses[k] = _inverse(schur, k)
            excursions[k] = self._inverses[k] @ levels.coupling(k, inner)
            tick(share)
        around = [centre + 1, centre - 1]
        # Nothing leaves the centre for good, so conservation leaves no outflow to add.
        self._core = self._schur(centre, around, excursions, levels.outflow(centre, None))
        if not levels.conserving:
            self._inverses[centre] = _inverse(self._core.copy(order="F"), centre)
        tick(share)

    def _schur(
        self, k: int, outer: Sequence[int | None], excursions: dict[int, Array],
        outflow: FloatOrArray | None,
    ) -> Array:  # fmt: skip
        """−L on a level, less what comes back from excursions to the levels eliminated so far.

        With a known outflow its diagonal is summed up, not subtracted.
        """
        schur = self._levels.inside(k)
        for j in outer:
            if j in excursions:
                schur -= self._levels.coupling(k, j) @ excursions.pop(j)
        if outflow is not None:
            np.fill_diagonal(schur, 0.0)
            np.fill_diagonal(schur, outflow - schur.sum(axis=0))
        return schur

    @property
    def conserving(self) -> bool:
        """Whether there is a stationary state."""
        return self._levels.conserving

    def stationary(self) -> Array:
        """The stationary state, of total one."""
        if self._stationary is None:
            x, exponents = {self._centre: self._kernel()}, {self._centre: 0}
            # Each level as x·2^exponent: where the centre misses the weight, the levels' sizes
            # span more than a floating-point number can.
            for k, _, inner in reversed(self._way):
                spent = self._inverses[k] @ (self._levels.coupling(k, inner) @ x[inner])
                exponent = int(np.frexp(np.abs(spent).max())[1])
                x[k], exponents[k] = np.ldexp(spent, -exponent), exponents[inner] + exponent
            largest = max(exponents.values())
            parts = [np.ldexp(x[k], exponents[k] - largest) for k in range(len(x))]
            state = self._levels.join(parts)
            self._stationary = state / self._levels.total(state)
        return self._stationary

    def _kernel(self) -> Array:
        return self._levels.kernel(self._core, self._centre)

    def solve(self, b: Array) -> Array:
        """x with −Lx = b.

        Where L conserves, the total of b must be zero, and so is that of x: the part of the
        stationary state in it, which L does not see, is taken out.
        """
        levels, centre = self._levels, self._centre
        x = [np.array(part) for part in levels.split(b)]
        for k, _, inner in self._way:
            x[inner] += levels.coupling(inner, k) @ (self._inverses[k] @ x[k])
        if levels.conserving:
            kernel = levels.split(self.stationary())[centre]
            x[centre] = levels.solve_core(self._core, x[centre], kernel)
        else:
            x[centre] = self._inverses[centre] @ x[centre]
        for k, _, inner in reversed(self._way):
            x[k] = self._inverses[k] @ (x[k] + levels.coupling(k, inner) @ x[inner])
        x = levels.join(x)
        return x - self.stationary() * levels.total(x) if levels.conserving else x


def _inverse(matrix: Array, level: int) -> Array:
    """The inverse of a matrix, which is overwritten."""
    from scipy.linalg.lapack import dgetrf, dgetri  # here, so that importing lasercore stays quick

    factors, pivots, fault = dgetrf(matrix, overwrite_a=1)
    inverse, fault_too = dgetri(factors, pivots, overwrite_lu=1)
    if fault or fault_too:
        raise ArithmeticError(
            f"level {level} of the window must be left by some process, but is not:"
            " enlarge the window"
        )
    return inverse
