"""The steady state of class B as one tridiagonal system for R_n = P(n + 1)/P(n).

In the steady state emission balances loss photon by photon, so that ρ_n = b P(n + 1) with b =
N_sat/n_0. What is left is the balance of one emitter beside n photons, over P(n):

0 = λ − [λ + γ_bg + γ_r(n+1)] b R_n + G_n − R_n G_{n+1}
G_{n+1} = b(n+1) [γ_c(R_n − R_{n+1}) − γ_r b R_n(1 + R_{n+1})]/(1 + R_n),   G_0 = 0

G_{n+1} is what arriving and leaving photons carry over from n to n + 1. In this form the large
terms γ_c n, which nearly cancel, have been subtracted by hand. It has no scale, so nothing
underflows; each equation sees its two neighbours only, so that a step of Newton's method costs as
much as a few sums. A step that would not leave R > 0 is shortened.
"""

from dataclasses import dataclass

import numpy as np

from lasercore._typing import Array
from lasercore.density_matrix.ladder import Ladder

# Newton's error is squared at each step: after one this small only rounding is left. Very long
# ladders reach their rounding before, which shows in steps that stop shrinking.
SMALL_STEP, NEARLY_SMALL, SHRINKING = 1e-7, 1e-4, 0.3
MOST_STEPS = 60
# A shortened step goes this share of the way to R = 0.
SHORTENED = 0.9


@dataclass(frozen=True)
class Ratios:
    """R_n > 0, the steps that Newton's method took, and the largest imbalance over its terms."""

    values: Array
    steps: int
    residual: float


class Balance:
    """The system on a ladder; `top` stands in for R beyond the last photon number."""

    def __init__(self, rungs: Ladder, top: float) -> None:
        b = rungs.balance
        self._pump, self._top = rungs.pump, top
        self._decay = b * (rungs.pump + rungs.background + rungs.emission)
        self._loss, self._emission = b * rungs.loss_above, b * b * rungs.emission

    def at(self, ratios: Array) -> tuple[Array, tuple[Array, Array, Array], Array]:
        """Imbalance of each photon number, its derivatives (three diagonals), size of its terms."""
        above, share = np.append(ratios[1:], self._top), 1 / (1 + ratios)
        emitted = self._emission * (1 + above)
        carried = share * (self._loss * (ratios - above) - emitted * ratios)
        by_own = share * (self._loss - emitted - carried)
        by_above = -share * (self._loss + self._emission * ratios)
        excess = self._pump - self._decay * ratios - ratios * carried
        excess[1:] += carried[:-1]
        diagonal = -self._decay - carried - ratios * by_own
        diagonal[1:] += by_above[:-1]
        size = self._pump + self._decay * ratios + np.abs(ratios * carried)
        return excess, (by_own[:-1], diagonal, (-ratios * by_above)[:-1]), size


def solve(rungs: Ladder, guess: Array, top: float) -> Ratios:
    """Newton's method from `guess` (positive): `Ratios`."""
    from scipy.linalg.lapack import dgtsv  # here, so that importing lasercore stays quick

    balance, ratios, before = Balance(rungs, top), guess, np.inf
    for number in range(1, MOST_STEPS + 1):
        excess, diagonals, _ = balance.at(ratios)
        *_, change, info = dgtsv(*diagonals, excess)
        relative = change / ratios
        shortest, largest = float(relative.min()), float(relative.max())
        size = max(largest, -shortest)
        if info or not np.isfinite(size):
            break
        ratios = ratios - change * (1.0 if largest < SHORTENED else SHORTENED / largest)
        if size < SMALL_STEP or SHRINKING * before < size < NEARLY_SMALL:
            excess, _, terms = balance.at(ratios)
            return Ratios(ratios, number, float(np.max(np.abs(excess) / terms)))
        before = size
    raise ArithmeticError(
        f"class B must converge within {MOST_STEPS} Newton steps, got a last step of {before:.2g}"
        f" at J/n_0 = {rungs.pump:.3g} s⁻¹ and a loss of {rungs.loss_above[0]:.3g} s⁻¹: rates so"
        " far apart cancel each other's digits; use class_a or langevin for this laser"
    )
