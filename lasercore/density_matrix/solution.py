"""The steady state of one class B laser at one pump, and everything read off it."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lasercore._lines import Line
from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore.checks import real_array
from lasercore.density_matrix.coherence import Coherence
from lasercore.density_matrix.dynamics import Fading, evolve
from lasercore.density_matrix.ladder import Ladder, ladder
from lasercore.density_matrix.ratios import Ratios
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics

NAME = "class B"
# Photon numbers with less than this share of the peak are left out of what is followed in time.
SMALLEST_WEIGHT = 1e-18


@dataclass(frozen=True)
class AfterPhoton:
    """What is expected after a photon has left the cavity.

    Attributes
    ----------
    delay : array, s
    photons, carriers : arrays
        Photons and excited emitters expected a time `delay` later.
    """

    delay: Array
    photons: Array
    carriers: Array


class Solution(Line):
    """Steady state of one class B laser at one pump; made by `solve`.

    Attributes
    ----------
    laser : Laser
    pump : float, s⁻¹
    probabilities : array
        P(n), n = 0, 1, …
    excited : array
        ρ_n, the probability of n photons and a given emitter excited; not above P(n).
    lost_mass : float
        Bound on the probability beyond the last photon number.
    statistics : PhotonStatistics
    residual : float
        Largest imbalance of one photon number, relative to its largest term.
    """

    def __init__(
        self, laser: Laser, pump: float, excited: Array, probabilities: Array, found: Ratios,
        lost_mass: float,
    ) -> None:  # fmt: skip
        self.laser, self.pump = laser, pump
        self.probabilities, self.excited, self.lost_mass = probabilities, excited, lost_mass
        self._ratios, self.residual = found, found.residual

    def __repr__(self) -> str:
        return (
            f"Solution(⟨n_p⟩ = {self.statistics.mean:.6g}"
            f" on 0–{len(self.probabilities) - 1} photons,"
            f" {self._ratios.steps} steps, residual {self.residual:.1e})"
        )

    @property
    def occupation(self) -> Array:
        """ρ_n/P(n): the share of excited emitters while there are n photons, from 0 to 1."""
        if self.pump == 0:
            return np.zeros(1)
        return self._ladder.balance * self._ratios.values

    @property
    def ratio_at_empty(self) -> float:
        """P(1)/P(0), also where both underflow."""
        return float(self._ratios.values[0])

    @cached_property
    def _ladder(self) -> Ladder:
        return ladder(self.laser, self.pump, 0, len(self.probabilities) - 1)

    @cached_property
    def statistics(self) -> PhotonStatistics:
        """Moments, P(n) and mean carriers."""
        laser, p = self.laser, self.probabilities
        return PhotonStatistics.from_distribution(
            p,
            carriers=float(laser.gamma_c / laser.gamma_r * p[1:].sum()),
            method=NAME,
            report={
                "n_max": len(p) - 1,
                "lost_mass": self.lost_mass,
                "steps": self._ratios.steps,
                "residual": self.residual,
                "occupation": float(self.occupation.max()),
            },
        )

    @within_doubles
    def after_photon(self, delay: ArrayLike) -> AfterPhoton:
        """Photons and excited emitters expected at delays τ ≥ 0 (s) after a photon has left.

        The state after the loss, P′(n) ∝ (n + 1) P(n + 1) and ρ′_n ∝ (n + 1) ρ_{n+1}, followed
        by the equations of class B.
        """
        delay = real_array("delay", delay, "s", least=0)
        self._refuse_dark("after_photon")
        times, places = np.unique(delay, return_inverse=True)
        p, values = self.probabilities, self._ratios.values
        kept = np.flatnonzero(p > SMALLEST_WEIGHT * p.max())
        # Of faint light, whose second photon has hardly any weight, all three states.
        window = slice(kept[0], max(kept[-1], kept[0] + 2) + 1)
        motion = Fading(self._ladder, self.occupation, values, window)
        # (n + 1) P(n + 1)/P(n) and the same of ρ, over the mean.
        rate = self._ladder.photons[window] + 1
        lit = rate * values[window] / self.statistics.mean
        filled = np.append(self.occupation, self.occupation[-1])
        excited = lit * (filled[1:] / filled[:-1])[window]
        later_p, later_excited = evolve(motion, lit, excited, times)
        light, everybody = self.statistics, self.laser.n_emitters
        photons = light.mean + (later_p - 1) @ (p * self._ladder.photons)[window]
        carriers = light.carriers + everybody * (later_excited - 1) @ self.excited[window]
        places = places.reshape(delay.shape)
        return AfterPhoton(delay[()], photons[places][()], carriers[places][()])

    @within_doubles
    def g2(self, delay: ArrayLike) -> FloatOrArray:
        """g²(τ) at delays τ ≥ 0 (s): photons expected after one has left, over the mean."""
        self._refuse_dark("g2")
        return self.after_photon(delay).photons / self.statistics.mean

    @cached_property
    def _field(self) -> Coherence:
        values = self._ratios.values
        return Coherence(self._ladder, self.probabilities, self.excited, self.occupation, values)
