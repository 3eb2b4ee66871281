"""The operators of a sector by their photons, in levels for their elimination."""

from typing import Any

import numpy as np

from lasercore._elimination import Elimination
from lasercore._typing import Array, Tick
from lasercore.lindblad.sectors import Sector

# Up to so many states the generator is cut into its blocks as a dense matrix: that is quicker.
SMALL = 500


def factorised(
    sector: Sector, centre: int, conserving: bool, tick: Tick | None = None
) -> Elimination:
    """The `Elimination` of a sector; `conserving` says whether it has a stationary state."""
    return Elimination(_Levels(sector, conserving), centre, tick)


class _Levels:
    """The levels of a sector, as `Elimination` wants them."""

    def __init__(self, sector: Sector, conserving: bool) -> None:
        self.conserving, self._starts = conserving, sector.starts
        self._trace, self._blocks = sector.populations.astype(float), {}
        matrix = sector.matrix.toarray() if sector.starts[-1] <= SMALL else sector.matrix
        for k in range(len(self)):
            for j in range(max(k - 1, 0), min(k + 2, len(self))):
                self._blocks[k, j] = matrix[self._states(k), self._states(j)]

    def __len__(self) -> int:
        return len(self._starts) - 1

    def _states(self, level: int) -> slice:
        return slice(self._starts[level], self._starts[level + 1])

    def split(self, x: Array) -> list[Array]:
        return np.split(x, self._starts[1:-1])

    def join(self, levels: list[Array]) -> Array:
        return np.concatenate(levels)

    def inside(self, level: int) -> Array:
        block = self._blocks[level, level]
        return np.array(-(block if isinstance(block, np.ndarray) else block.toarray()), order="F")

    def coupling(self, to: int, level: int) -> Any:
        return self._blocks[to, level]

    def outflow(self, level: int, inner: int | None) -> None:
        """Not known: populations turn into coherences, which have no sum to conserve."""

    def total(self, x: Array) -> float:
        return float(self._trace @ x)

    def kernel(self, core: Array, centre: int) -> Any:
        # The populations' equations of the centre depend on each other: the first makes way for
        # a scale.
        trace = self._trace[self._states(centre)]
        first = int(np.argmax(trace))
        core, goal = core.copy(), np.zeros(len(core))
        core[first], goal[first] = trace, 1.0
        return np.linalg.solve(core, goal)
