"""Generators on a window of states: of the probabilities and of the first coherence.

Both come from the table of processes. A jump takes a state away at its rate and delivers it
elsewhere at the same rate; the coherence between n and n + 1 photons leaves at the arithmetic
mean of the two states' rates and arrives at their geometric mean. That is what the Lindblad
form of photon emission, absorption and loss (and of everything that does not see the photon
number) gives. A jump out of the window does not happen.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lasercore._typing import Array, IntArray
from lasercore.laser import Laser
from lasercore.processes import STOICHIOMETRY, formulas, parameters


@dataclass(frozen=True)
class Window:
    """The states with carriers from `e_low` to `e_high` and photons from `n_low` to `n_high`."""

    e_low: int
    e_high: int
    n_low: int
    n_high: int

    @property
    def carriers(self) -> IntArray:
        """Numbers of excited emitters, shape (E,)."""
        return np.arange(self.e_low, self.e_high + 1)

    @property
    def photons(self) -> IntArray:
        """Photon numbers, shape (N,)."""
        return np.arange(self.n_low, self.n_high + 1)

    @property
    def shape(self) -> tuple[int, int]:
        """(E, N)."""
        return self.e_high - self.e_low + 1, self.n_high - self.n_low + 1

    @property
    def memory(self) -> int:
        """Bytes that the elimination keeps: one dense block a level, blocks as small as can be."""
        return 8 * max(self.shape) * min(self.shape) ** 2

    def __str__(self) -> str:
        return (
            f"{self.e_low}–{self.e_high} excited emitters × {self.n_low}–{self.n_high} photons"
            f" ({self.shape[0] * self.shape[1]} states, {self.memory / 1e9:.3g} GB)"
        )


@dataclass(frozen=True)
class Sector:
    """A generator L: (Lx)[state] = −leaving·x + what arrives from the neighbours (all in s⁻¹).

    `leaving` has shape (E, N), `arriving` (5, E, N): by process, at the state it comes from.
    """

    leaving: Array
    arriving: Array

    def apply(self, x: Array) -> Array:
        """Lx, s⁻¹ times the unit of x."""
        change = -self.leaving * x
        for flow, (de, dn) in zip(self.arriving * x, STOICHIOMETRY, strict=True):
            (from_e, to_e), (from_n, to_n) = steps(de), steps(dn)
            change[to_e, to_n] += flow[from_e, from_n]
        return change


def steps(change: int) -> tuple[slice, slice]:
    """Slices (from, to) along an axis on which a jump moves by −1, 0 or +1."""
    return {
        -1: (slice(1, None), slice(None, -1)),
        0: (slice(None), slice(None)),
        1: (slice(None, -1), slice(1, None)),
    }[int(change)]


def jump_rates(laser: Laser, pump: float, window: Window) -> Array:
    """Rates of all processes in the window, shape (5, E, N); none leads out of it."""
    carriers, photons = window.carriers[:, None] * 1.0, window.photons[None, :] * 1.0
    found = formulas(carriers, photons, pump, *parameters(laser))
    rates = np.array([np.broadcast_to(rate, window.shape) for rate in found])
    for rate, (de, dn) in zip(rates, STOICHIOMETRY, strict=True):
        for axis, change in enumerate((de, dn)):
            if change:
                edge: list[Any] = [slice(None), slice(None)]
                edge[axis] = -1 if change > 0 else 0
                rate[tuple(edge)] = 0.0
    return rates


def probability_sector(rates: Array) -> Sector:
    """Generator of P(n_e, n_p): its columns sum to zero."""
    return Sector(rates.sum(axis=0), rates)


def coherence_sector(rates: Array) -> Sector:
    """Generator of the coherence between n and n + 1 photons, shape (E, N − 1)."""
    lower, upper = rates[..., :-1], rates[..., 1:]
    return Sector(0.5 * (lower + upper).sum(axis=0), np.sqrt(lower * upper))
