"""The quantum steady state of one laser at one pump, and everything read off it."""

from functools import cached_property
from math import comb, factorial

import numpy as np

from lasercore._elimination import Elimination
from lasercore._lines import Line
from lasercore._precision import within_doubles
from lasercore._typing import Array
from lasercore.laser import Laser
from lasercore.lindblad.gap import phase_gap
from lasercore.lindblad.levels import factorised
from lasercore.lindblad.limits import refuse_too_large
from lasercore.lindblad.sectors import Sector
from lasercore.master_equation.response import Response
from lasercore.statistics import PhotonStatistics

NAME = "lindblad"
# A line that rises by more than this share, at one of so many points, is split.
SPLIT, POINTS_ON_LINE = 1e-6, 65


class Solution(Line):
    """Steady state of a few emitters and one mode, by full quantum theory; made by `solve`.

    Attributes
    ----------
    laser : Laser
    pump : float, s⁻¹
    n_max : int
        Largest photon number kept.
    probabilities : array of shape (n_0 + 1, n_max + 1)
        P(n_e, n_p).
    statistics : PhotonStatistics
    residual : float
        Largest rate of change left, relative to the largest rate.
    lowest : float
        Lowest probability as computed: rounding may leave it a little below zero.
    edge_mass : float
        P(n_max): what lies beyond is of that order.
    """

    def __init__(
        self, laser: Laser, pump: float, sector: Sector, state: Array, max_memory: float
    ) -> None:
        self.laser, self.pump, self.n_max = laser, pump, sector.n_max
        self._sector, self._state, self._max_memory = sector, state, max_memory
        computed = self._populations()
        self.lowest = float(computed.min())
        self.probabilities = np.maximum(computed, 0.0)
        self.edge_mass = float(self.probabilities[:, -1].sum())

    def __repr__(self) -> str:
        return (
            f"Solution(⟨n_p⟩ = {self.statistics.mean:.6g} up to {self.n_max} photons,"
            f" edge mass {self.edge_mass:.1e}, residual {self.residual:.1e})"
        )

    def _populations(self) -> Array:
        here, counts = self._sector.populations, self._sector.counts
        p = np.zeros((self.laser.n_emitters + 1, self.n_max + 1))
        p[counts["ee"][here], counts["row"][here]] = self._state[here]
        return p

    @cached_property
    def residual(self) -> float:
        """Largest rate of change left, relative to the largest rate."""
        flow = np.max(np.abs(self._sector.matrix.diagonal() * self._state))
        return float(np.max(np.abs(self._sector.apply(self._state))) / flow) if flow else 0.0

    @cached_property
    def statistics(self) -> PhotonStatistics:
        """Moments and P(n); the report has n_max, the edge mass and the residual."""
        p = self.probabilities / self.probabilities.sum()
        return PhotonStatistics.from_distribution(
            p.sum(axis=0),
            carriers=float(np.arange(len(p)) @ p.sum(axis=1)),
            method=NAME,
            report={"n_max": self.n_max, "edge_mass": self.edge_mass, "residual": self.residual},
        )

    @within_doubles
    def polarisation(self) -> float:
        """⟨bσ†⟩ of one emitter, real and positive in the phase in which ḃ = gΣσ − (γ_c/2) b.

        The light takes 2g⟨bσ†⟩ from each emitter: γ_c⟨n_p⟩ = 2 g n_0 ⟨bσ†⟩.
        """
        c = self._sector.counts
        one = (c["eg"] == 1) & (c["ge"] == 0)
        return float(np.sqrt(c["col"][one]) @ self._state[one]) / self.laser.n_emitters

    @within_doubles
    def emitter_correlation(self) -> float:
        """⟨σ_i†σ_j⟩ of two different emitters: positive where they radiate together."""
        c, n_0 = self._sector.counts, self.laser.n_emitters
        if n_0 < 2:
            raise ValueError(
                "n_emitters must be at least 2 for emitter_correlation, got 1: one emitter has no"
                " partner"
            )
        return float(self._state[(c["eg"] == 1) & (c["ge"] == 1)].sum()) / (n_0 * (n_0 - 1))

    @within_doubles
    def photon_carrier_correlation(self) -> float:
        """δ⟨b†b n_i⟩ = ⟨b†b n_i⟩ − ⟨b†b⟩⟨n_i⟩ of one emitter."""
        e, n = (np.arange(size) for size in self.probabilities.shape)
        product = e @ self.probabilities @ n - self.statistics.carriers * self.statistics.mean
        return float(product / self.laser.n_emitters)

    @cached_property
    def _phase(self) -> tuple[Sector, Elimination]:
        """The sector of the coherence between n and n + 1 photons, and its factorisation."""
        refuse_too_large(self.laser, self.n_max, -1, self._max_memory)
        sector = Sector(self._sector.rates, self.n_max, -1)
        return sector, factorised(sector, sector.level(2 * self._likeliest), conserving=False)

    @property
    def _likeliest(self) -> int:
        return int(np.argmax(self.probabilities.sum(axis=0)))

    @cached_property
    def _weights(self) -> Array:
        """Of the coherences: geometric mean of the populations of row and column."""
        c, n_0 = self._phase[0].counts, self.laser.n_emitters
        single = self.probabilities / np.array([comb(n_0, e) for e in range(n_0 + 1)])[:, None]
        arrangements = np.full(len(c["row"]), float(factorial(n_0)))
        factorials = np.array([float(factorial(k)) for k in range(n_0 + 1)])
        for name in ("ee", "gg", "eg", "ge"):
            arrangements /= factorials[c[name]]
        row, col = single[c["ee"] + c["eg"], c["row"]], single[c["ee"] + c["ge"], c["col"]]
        return arrangements * np.sqrt(row) * np.sqrt(col)

    @cached_property
    def _field(self) -> Response:
        """⟨b†(t) b(0)⟩: the state b ρ, followed in its own sector."""
        sector, elimination = self._phase
        c = sector.counts
        start = np.zeros(len(c["row"]))
        below = np.flatnonzero(c["row"] < self.n_max)
        above = {name: count[below] for name, count in c.items()}
        above["row"] = above["row"] + 1
        start[below] = np.sqrt(above["row"]) * self._state[self._sector.find(above)]
        functional = np.sqrt(c["col"]) * sector.populations
        return Response(sector, elimination, self._weights, functional, start)

    @within_doubles
    def linewidth(self) -> float:
        """Full width at half maximum of the field spectrum (Hz)."""
        width = super().linewidth()
        self._refuse_split(np.pi * width)
        return width

    def _refuse_split(self, half: float) -> None:
        """Raise where the spectrum rises before it falls: two lines have no common width."""
        values = self._field.spectrum(np.linspace(0.0, half, POINTS_ON_LINE))
        if values.max() > (1 + SPLIT) * values[0]:
            side = np.argmax(values) / (POINTS_ON_LINE - 1) * half / (2 * np.pi)
            raise ArithmeticError(
                f"the line must have its peak in the centre, but is {values.max() / values[0]:.4g}"
                f" times as high {side:.3g} Hz from it: emitters and mode swap excitations and"
                " split the line in two; look at field_spectrum, or raise gamma_2"
            )

    @within_doubles
    def phase_gap(self) -> float:
        """Slowest decay rate (s⁻¹) of anything that has the phase of the field."""
        self._refuse_dark("phase_gap")
        rates, likeliest = self._sector.rates, self._likeliest
        return phase_gap(self.laser, rates, self.n_max, likeliest, self._max_memory)
