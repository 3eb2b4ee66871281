"""The first coherence of class B: between n and n + 1 photons, the part that carries the line.

With c_n = ρ_{n,n+1} and s_n the same with a given emitter excited,

ċ_n = n_0 γ_r[√(n(n+1)) s_{n−1} − (2n+3)/2 s_n] + γ_c[√((n+1)(n+2)) c_{n+1} − (2n+1)/2 c_n]
ṡ_n = λ c_n − [λ + γ_bg + γ_r(2n+3)/2] s_n + γ_c[√((n+1)(n+2)) s_{n+1} − (2n+1)/2 s_n]
      + (γ_r/2)(n_0−1){√(n(n+1))[q(n−1,n+1) + q(n,n)] s_{n−1}
                       − [(n+1) q(n+1,n+1) + (n+2) q(n,n+2)] s_n}

A jump takes a coherence away at the mean of its two photon numbers' rates and delivers it at
their geometric mean, as in :mod:`lasercore.master_equation.sectors`. The equations are linear:
the closure's shares q are those of the steady state.
"""

import numpy as np

from lasercore._typing import Array
from lasercore.density_matrix.dynamics import follow
from lasercore.density_matrix.ladder import Ladder

# Photon numbers with less than this share of the peak are left out.
SMALLEST_WEIGHT = 1e-22
# c_n and s_n are kept side by side; ṡ_n depends on s_{n−1} and s_{n+1}, two places away.
REACH = 2
TOLERANCE = 1e-9


class Coherence:
    """The linear equation of c and s around one steady state.

    `excited` is ρ_n, and `occupation` and `ratios` are ρ_n/P(n) and P(n + 1)/P(n).
    """

    rest = 0.0

    def __init__(
        self, rungs: Ladder, probabilities: Array, excited: Array, occupation: Array, ratios: Array
    ) -> None:
        kept = np.flatnonzero(probabilities > SMALLEST_WEIGHT * probabilities.max())
        first, last = kept[0], max(kept[-1], kept[0] + 2)
        self._window = slice(first, last)  # pairs (n, n + 1) up to the last photon number
        root = np.sqrt(rungs.photons[1:])[self._window]
        self._functional = root
        above = (x[1:][self._window] for x in (probabilities, excited))
        self.start = np.stack([root * x for x in above], axis=1)
        self._band = _band(rungs, _shares(occupation, ratios), self._window)

    def spectrum(self, omega: Array) -> Array:
        """Re Σ √(n+1) (iω − L)⁻¹ c(0) at an array of angular frequencies ω (rad/s)."""
        return np.reshape([self._at(one) for one in omega.flat], omega.shape)

    def _at(self, omega: float) -> float:
        from scipy.linalg import solve_banded  # here, so that importing lasercore stays quick

        shifted = -self._band.astype(complex)
        shifted[REACH] += 1j * omega
        found = solve_banded((REACH, REACH), shifted, self.start.ravel(), overwrite_ab=True)
        return float(self._functional @ found[0::2].real)

    def decay(self, delay: Array) -> Array:
        """Σ √(n+1) c_n at an array of times t ≥ 0 (s)."""
        times, places = np.unique(delay, return_inverse=True)
        size = self.start.max()
        start = self.start.ravel() / size
        found = follow(self, (REACH, REACH), start, times, TOLERANCE, 1e-3 * TOLERANCE)
        return (size * found[:, 0::2] @ self._functional)[places.reshape(delay.shape)]

    def change(self, _: float, y: Array) -> Array:
        """dy/dt of c and s side by side, s⁻¹."""
        return apply(self._band, y)

    def left(self, y: Array) -> float:
        """The largest coherence left."""
        return np.abs(y).max()

    def jacobian(self, *_: object) -> Array:
        """The generator, packed by diagonals."""
        return self._band


def _shares(occupation: Array, ratios: Array) -> tuple[Array, Array]:
    """q(n, n) and q(n, n + 2) for each n, from ratios only, so that nothing underflows."""
    two_up = ratios[:-1] * ratios[1:]  # P(n + 2)/P(n)
    apart = np.full_like(occupation, np.nan)
    apart[:-2] = (occupation[:-2] + occupation[2:] * two_up[:-1]) / (1 + two_up[:-1])
    apart[-2:] = occupation[-2:]  # at the very end, where nothing is left to weigh
    return occupation, apart


def _band(rungs: Ladder, shares: tuple[Array, Array], window: slice) -> Array:
    """The generator of (c, s) on a window of pairs, packed by diagonals."""
    same, apart = shares
    up, down, n_0 = rungs.emission, rungs.loss, rungs.n_emitters
    lost = 0.5 * (down[:-1] + down[1:])[window]
    lower, upper = up[:-1][window], up[1:][window]
    emitted, arriving = 0.5 * (lower + upper), np.sqrt(lower * upper)[:-1]
    # What leaves the pair (n, n + 1) on the left is a coherence between n + 1 and n + 1 photons,
    # on the right one between n and n + 2.
    left, right = same[1:][window], apart[:-1][window]
    others = 0.5 * (n_0 - 1)
    from_below = others * np.sqrt(lower * upper)[:-1] * (right + left)[:-1]
    from_above = np.sqrt(down[1:-1] * down[2:])[window][: len(lost) - 1]
    pump, background = rungs.pump, rungs.background
    band = np.zeros((2 * REACH + 1, 2 * len(lost)))

    def put(row: int, column: int, values: Array, shift: int = 0) -> None:
        """Values at (row + 2(k + shift), column + 2k), for negative shifts from k = −shift on."""
        first = column + 2 * max(-shift, 0)
        band[REACH + row - column + 2 * shift, first : first + 2 * len(values) : 2] = values

    c, s = 0, 1
    put(c, c, -lost)
    put(c, s, -n_0 * emitted)
    put(c, s, n_0 * arriving, shift=1)
    put(c, c, from_above, shift=-1)
    put(s, c, np.full(len(lost), pump))
    put(s, s, -(pump + background + emitted + lost) - others * (lower * left + upper * right))
    put(s, s, from_below, shift=1)
    put(s, s, from_above, shift=-1)
    return band


def apply(band: Array, y: Array) -> Array:
    """The product of a matrix packed by diagonals with a vector."""
    reach, size = len(band) // 2, len(y)
    product = band[reach] * y
    for offset in range(1, reach + 1):
        product[:-offset] += band[reach - offset, offset:] * y[offset:]
        product[offset:] += band[reach + offset, : size - offset] * y[:-offset]
    return product
