"""What the closure of class B loses: the same laser by class B and by the exact distribution."""

from dataclasses import dataclass

import numpy as np

from lasercore import master_equation
from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, IntArray
from lasercore.checks import positive
from lasercore.density_matrix.class_b import solve
from lasercore.density_matrix.ladder import four_level
from lasercore.density_matrix.solution import NAME, Solution
from lasercore.laser import Laser
from lasercore.rate_equations.linear_response import small_signal

# Delays reach so many times the slowest decay of the rate equations.
DECAYS, DELAYS = 6.0, 61


@dataclass(frozen=True)
class ClosureError:
    """One laser at one pump by class B and exactly.

    Attributes
    ----------
    class_b : Solution
    exact : master_equation.Solution
    """

    class_b: Solution
    exact: master_equation.Solution

    @property
    def mean(self) -> float:
        """Relative error of ⟨n⟩."""
        return float(self.class_b.statistics.mean / self.exact.statistics.mean - 1)

    @property
    def g2(self) -> float:
        """Error of g²(0): class B minus exact."""
        return float(self.class_b.statistics.g2 - self.exact.statistics.g2)

    @property
    def linewidth(self) -> float:
        """Relative error of the linewidth."""
        return float(self.class_b.linewidth() / self.exact.linewidth() - 1)

    @within_doubles
    def delays(self) -> Array:
        """Delays from zero to several times the slowest decay of the rate equations (s)."""
        signal = small_signal(self.class_b.laser, self.class_b.pump)
        slowest = float(-np.max(np.real(signal.eigenvalues)))
        return np.linspace(0.0, DECAYS / slowest, DELAYS)

    @within_doubles
    def g2_in_time(self, delay: ArrayLike | None = None) -> float:
        """Largest |error| of g²(τ) over the delays (s), by default those of `delays`."""
        delay = self.delays() if delay is None else delay
        return float(np.max(np.abs(self.class_b.g2(delay) - self.exact.g2(delay))))

    @within_doubles
    def pairs(self) -> tuple[IntArray, Array, Array]:
        """⟨n_e(n_e − 1)⟩ beside n photons: photon numbers, class B's assumption, truth.

        Class B puts n_0(n_0 − 1)(ρ_n/P_n) q(n, n + 1), what the shares excited beside n and
        n + 1 photons give if one emitter tells nothing about another.
        """
        laser, mine = self.class_b.laser, self.class_b
        photons = self.exact.photons[self.exact.photons < len(mine.probabilities) - 1]
        p, excited = mine.probabilities, mine.excited
        share = _over(excited[photons] + excited[photons + 1], p[photons] + p[photons + 1])
        assumed = laser.n_emitters * (laser.n_emitters - 1) * mine.occupation[photons] * share
        joint = self.exact.probabilities[:, : len(photons)]
        n_e = self.exact.carriers[:, None] * 1.0
        exact = _over((n_e * (n_e - 1) * joint).sum(axis=0), joint.sum(axis=0))
        return photons, assumed, exact


@within_doubles
def closure_error(laser: Laser, pump: float, *, max_memory: float = 2e9) -> ClosureError:
    """Compare class B with the exact distribution of the same laser.

    Class B takes the emitters that see the same number of photons for independent of each other.
    With one emitter there is nothing to assume, and it is exact.

    Parameters
    ----------
    laser : Laser with `absorption` False and `pump_blocking` True
    pump : float, s⁻¹, positive
    max_memory : float, bytes
        As for `master_equation.solve`.

    Returns
    -------
    ClosureError

    Source
    ------
    yacomotti2022 Eq. 44 (the closure); the comparison is not in the cited papers.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
    >>> error = closure_error(laser, pump=30.0)
    >>> f"{100 * error.mean:.2f} %, {error.g2:.4f}"
    '-0.62 %, -0.0476'
    """
    four_level(laser, NAME)
    pump = positive("pump", pump, "s⁻¹")
    return ClosureError(
        solve(laser, pump), master_equation.solve(laser, pump, max_memory=max_memory)
    )


def _over(value: Array, weight: Array) -> Array:
    """A mean from its sum; NaN where nothing has any weight."""
    return np.divide(value, weight, out=np.full(len(weight), np.nan), where=weight > 0)
