"""How a disturbance dies out, in time and in frequency, from one factorised generator.

The answers wᵀe^{Lt}b and wᵀ(iω − L)⁻¹b are read off a small matrix: L is projected on the
space of b, L⁻¹b, L⁻²b, … (slow motion, which makes lines and peaks) and Lb, L²b, … (fast motion,
which makes wings and short times), an extended Krylov space. The space grows until two sizes of
it agree.

All vectors are divided by the square root of the stationary weights. In that scale no
disturbance can grow under L, nor can it, therefore, under any projection of L: the small matrix
is stable whatever the space.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from lasercore._elimination import Elimination
from lasercore._typing import Array, ArrayLike

# New vectors between two looks at the answer: so many from L⁻¹, then one from L.
SLOW_STEPS = 3
LARGEST_SPACE = 240
# Eigenvectors of the small matrix may cost this many digits' worth before it is used directly.
WORST_CONDITION = 1e5
# Lifetimes of the slowest decay after which nothing is left of it.
OVER = 1e3
ROUNDING = 1e-15
# Weights below this would underflow in products; their states are never visited.
SMALLEST_WEIGHT = 1e-250


class Response:
    """The response wᵀ… of one linear functional to one initial disturbance b, by sector L.

    `weights` are the stationary weights, the geometric mean of the two states of a coherence. All
    arrays have the states' shape; if L conserves the sum, the sum of b must be zero.
    """

    def __init__(
        self, sector: Any, elimination: Elimination, weights: Array, functional: Array, start: Array
    ) -> None:
        self._sector, self._elimination = sector, elimination
        self._scale = np.sqrt(np.where(weights > SMALLEST_WEIGHT, weights, 0.0))
        self._functional = (functional * self._scale).ravel()
        scaled = self._scaled(start)
        largest = np.abs(scaled).max()  # whose square may be no number
        self._size_of_start = largest * np.linalg.norm(scaled / largest)
        first = scaled / self._size_of_start
        self._space, self._images = [first], [self._fast(first)]
        self._newest = {"slow": first, "fast": first}
        # What L conserves stays zero: that one direction no vector has.
        self._dimension = np.count_nonzero(self._scale) - elimination.conserving
        self._complete = False
        for _ in range(2):
            self._extend()

    def spectrum(self, omega: ArrayLike, accuracy: float = 1e-8) -> Array:
        """Re wᵀ(iω − L)⁻¹b at angular frequencies ω (rad/s), an array."""
        omega = np.asarray(omega, dtype=float)
        return self._converged(lambda small: small.spectrum(omega), accuracy)

    def decay(self, time: ArrayLike, accuracy: float = 1e-8) -> Array:
        """wᵀe^{Lt}b at times t ≥ 0 (s), an array."""
        time = np.asarray(time, dtype=float)
        return self._converged(lambda small: small.decay(time), accuracy)

    def _converged(self, answer: Callable[["_Small"], Array], accuracy: float) -> Array:
        """Grow the space until the answer stays, twice in a row."""
        sizes = (max(len(self._space) - back * (SLOW_STEPS + 1), 1) for back in (2, 1, 0))
        answers = [answer(self._small(size)) for size in sizes]
        while not (self._complete or _agree(answers[-3:], accuracy)):
            if len(self._space) > LARGEST_SPACE:
                raise ArithmeticError(
                    f"the response must converge to {accuracy:g} within {LARGEST_SPACE} vectors,"
                    " got no further than"
                    f" {np.max(np.abs(answers[-1] - answers[-2])):.2g}: ask for a narrower range"
                    " of frequencies or times"
                )
            self._extend()
            answers.append(answer(self._small()))
        return answers[-1]

    def _scaled(self, x: Array) -> Array:
        """x in units of √weight, as a vector; zero where the weight vanishes."""
        return np.divide(x, self._scale, out=np.zeros(x.shape), where=self._scale > 0).ravel()

    def _plain(self, y: Array) -> Array:
        return y.reshape(self._scale.shape) * self._scale

    def _slow(self, y: Array) -> Array:
        return self._scaled(self._elimination.solve(self._plain(y)))

    def _fast(self, y: Array) -> Array:
        return self._scaled(self._sector.apply(self._plain(y)))

    def _extend(self) -> None:
        for _ in range(SLOW_STEPS):
            self._add("slow", self._slow)
        self._add("fast", self._fast)

    def _add(self, direction: str, step: Callable[[Array], Array]) -> None:
        """One new vector, orthogonalised twice against all before."""
        if self._complete:
            return
        new = step(self._newest[direction])
        length = np.linalg.norm(new)
        space = np.array(self._space)
        for _ in range(2):
            new = new - (space @ new) @ space
        rest = np.linalg.norm(new)
        if rest <= 1e-13 * length or len(space) >= self._dimension:
            self._complete = True  # the space holds everything that b can become
            return
        self._newest[direction] = new / rest
        self._space.append(new / rest)
        self._images.append(self._fast(new / rest))

    def _small(self, size: int | None = None) -> "_Small":
        space, images = np.array(self._space[:size]), np.array(self._images[:size])
        return _Small(space @ images.T, (space @ self._functional) * self._size_of_start)


class _Small:
    """The projected problem: generator G, functional w, start e_1."""

    def __init__(self, generator: Array, functional: Array) -> None:
        self.generator, self.functional = generator, functional

    def spectrum(self, omega: Array) -> Array:
        # Re wᵀ(iω − G)⁻¹e_1 = wᵀG(iω + G)⁻¹(iω − G)⁻¹e_1: far out, nothing cancels in this form,
        # and two solves, unlike one with G² + ω², keep the condition of G.
        identity = np.eye(len(self.generator))
        turning = 1j * omega[..., None, None] * identity
        first = np.broadcast_to(identity[:, :1], (*omega.shape, len(identity), 1))
        once = np.linalg.solve(turning - self.generator, first)
        twice = np.linalg.solve(turning + self.generator, once)
        return (twice[..., 0] @ (self.functional @ self.generator)).real

    def decay(self, time: Array) -> Array:
        rates, vectors = np.linalg.eig(self.generator)
        # A decay slower than the rounding of the fastest is none.
        decays = -rates.real[-rates.real > ROUNDING * np.abs(rates).max()]
        time = np.minimum(time, OVER / np.min(decays, initial=np.abs(rates).max()))
        if np.linalg.cond(vectors) < WORST_CONDITION:
            first = np.zeros(len(rates))
            first[0] = 1.0
            parts = (self.functional @ vectors) * np.linalg.solve(vectors, first)
            # A basis too small may grow without bounds, which is no answer: a larger one follows.
            with np.errstate(over="ignore", invalid="ignore"):
                return (np.exp(time[..., None] * rates) @ parts).real
        from scipy.linalg import expm

        return expm(time[..., None, None] * self.generator)[..., 0] @ self.functional


def _agree(answers: list[Array], accuracy: float) -> bool:
    """Whether the last three answers are the same, relative to each value.

    Values below a millionth of the largest (far wings, late times) need not be that accurate.
    """
    size = np.abs(answers[-1])
    allowed = accuracy * np.maximum(size, 1e-6 * size.max(initial=0.0))
    return all(np.all(np.abs(answers[-1] - other) <= allowed) for other in answers[:-1])
