"""Solves with the generator of a sector, level by level: block-tridiagonal elimination.

L couples a level to its two neighbours only. The levels are eliminated from both ends towards a
central one, where most of the weight should be: rounding errors then fade with the weight. Each
level keeps the inverse of its Schur complement, a dense matrix as wide as the level.
"""

import numpy as np

# Up to so many states the generator is cut into its blocks as a dense matrix: that is quicker.
SMALL = 500


class Elimination:
    """A factorised sector.

    Parameters
    ----------
    sector : Sector
    centre : int
        The level that is eliminated last.
    conserving : bool
        Whether L has a stationary state; `stationary` gives it, and `solve` cannot be used.
    tick : function or None
        Called with the share of the work that each level is.
    """

    def __init__(self, sector, centre, conserving, tick=None):
        self._sector, self._conserving = sector, conserving
        top = len(sector.starts) - 2
        self._centre = min(centre, top)
        # (level, its outer neighbour, its inner neighbour), from outside inwards.
        self._way = [(k, k + 1, k - 1) for k in range(top, self._centre, -1)]
        self._way += [(k, k - 1, k + 1) for k in range(self._centre)]
        self._ends = (top, 0)
        self._parts = self._couplings(top)
        self._inverses = {}
        self._factorise(tick)

    def _couplings(self, top):
        """Blocks of L by (target level, source level)."""
        starts, matrix = self._sector.starts, self._sector.matrix
        if starts[-1] <= SMALL:
            matrix = matrix.toarray()
        return {
            (k, j): matrix[starts[k] : starts[k + 1], starts[j] : starts[j + 1]]
            for k in range(top + 1)
            for j in range(max(k - 1, 0), min(k + 1, top) + 1)
        }

    def _factorise(self, tick):
        centre, inwards = self._centre, {}
        core = _dense(self._parts[centre, centre])
        share = 1 / (len(self._way) + 1)
        for k, outer, inner in self._way:
            schur = _dense(self._parts[k, k])
            if k not in self._ends:
                schur += self._parts[k, outer] @ inwards.pop(outer)
            self._inverses[k] = np.linalg.inv(schur)
            inwards[k] = -(self._inverses[k] @ self._parts[k, inner])
            if inner == centre:
                core += self._parts[centre, k] @ inwards.pop(k)
            if tick is not None:
                tick(share)
        self._core = core
        if not self._conserving:
            self._inverses[centre] = np.linalg.inv(core)
        if tick is not None:
            tick(share)

    def stationary(self):
        """The stationary y, of trace one."""
        sector, centre = self._sector, self._centre
        trace = sector.populations.astype(float)
        here = self._states(centre)
        # The populations' equations of the centre depend on each other: the first makes way for
        # a scale that is put right in the end.
        first = int(np.argmax(trace[here]))
        core, goal = self._core.copy(), np.zeros(len(self._core))
        core[first], goal[first] = trace[here], 1.0
        y = np.zeros(len(trace))
        y[here] = np.linalg.solve(core, goal)
        self._outwards(y)
        return y / (trace @ y)

    def solve(self, b):
        """y with −Ly = b."""
        y = -b
        for k, _, inner in self._way:
            y[self._states(k)] = self._inverses[k] @ y[self._states(k)]
            y[self._states(inner)] -= self._parts[inner, k] @ y[self._states(k)]
        here = self._states(self._centre)
        y[here] = self._inverses[self._centre] @ y[here]
        self._outwards(y)
        return y

    def _outwards(self, y):
        """Add to each level what its inner neighbour asks for."""
        for k, _, inner in reversed(self._way):
            asked = self._parts[k, inner] @ y[self._states(inner)]
            y[self._states(k)] -= self._inverses[k] @ asked

    def _states(self, level):
        return slice(self._sector.starts[level], self._sector.starts[level + 1])


def _dense(block):
    """A copy of a block, dense or sparse, to add to."""
    return block.copy() if isinstance(block, np.ndarray) else block.toarray()
