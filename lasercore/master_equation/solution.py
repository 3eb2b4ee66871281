"""The exact stationary state of one laser at one pump, and everything read off it."""

from functools import cached_property
from typing import Any

import numpy as np

from lasercore._elimination import Elimination
from lasercore._lines import Line
from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray, Tick
from lasercore.checks import real_array
from lasercore.laser import Laser
from lasercore.master_equation.levels import factorised
from lasercore.master_equation.response import Response
from lasercore.master_equation.sectors import (
    Window,
    coherence_sector,
    jump_rates,
    probability_sector,
)
from lasercore.master_equation.window import edge_masses
from lasercore.statistics import PhotonStatistics

# Share of its level's peak that the central level must carry (see `_elimination`).
WEIGHT_OF_CENTRE = 1e-3
# So many eigenvalues near zero are compared: the nearest need not have the smallest real part.
SLOWEST = 6


class Solution(Line):
    """The exact distribution P(n_e, n_p) of one laser at one pump; made by `solve`.

    Attributes
    ----------
    laser : Laser
    pump : float, s⁻¹
    probabilities : array of shape (E, N)
        P(n_e, n_p) in the window.
    carriers, photons : arrays of shape (E,) and (N,)
        The window's numbers of excited emitters and of photons.
    statistics : PhotonStatistics
    residual : float
        Largest net flow into a state, relative to the largest flow.
    edge_mass : float
        Probability on the sides of the window: what lies outside is of that order.
    """

    def __init__(
        self, laser: Laser, pump: float, window: Window, centre: tuple[int, ...],
        tick: Tick | None = None,
    ) -> None:  # fmt: skip
        self.laser, self.pump, self._window = laser, pump, window
        self._rates = jump_rates(laser, pump, window)
        self._elimination = self._eliminate(centre, tick)
        self.probabilities = self._elimination.stationary()
        self.carriers, self.photons = window.carriers, window.photons
        self.edge_mass = float(sum(edge_masses(laser, window, self.probabilities)))

    def __repr__(self) -> str:
        return (
            f"Solution(⟨n_p⟩ = {self.statistics.mean:.6g} on {self._window},"
            f" edge mass {self.edge_mass:.1e}, residual {self.residual:.1e})"
        )

    def _eliminate(self, centre: tuple[int, ...], tick: Tick | None) -> Elimination:
        """Factorise; once more where the guessed centre turns out to carry no weight."""
        sector = probability_sector(self._rates)
        elimination = factorised(sector, True, centre, tick)
        probabilities = elimination.stationary()
        better = _centre(probabilities)
        for axis, (guessed, found) in enumerate(zip(centre, better, strict=True)):
            weights = probabilities.sum(axis=1 - axis)
            if weights[guessed] < WEIGHT_OF_CENTRE * weights[found]:
                return factorised(sector, True, better)
        return elimination

    @cached_property
    def residual(self) -> float:
        """Largest net flow into a state, relative to the largest flow."""
        sector = probability_sector(self._rates)
        flow = np.max(sector.leaving * self.probabilities)
        return float(np.max(np.abs(sector.apply(self.probabilities))) / flow) if flow else 0.0

    @cached_property
    def statistics(self) -> PhotonStatistics:
        """Moments and P(n), with the window, the edge mass and the residual in its report."""
        by_photons = self.probabilities.sum(axis=0)
        distribution = np.concatenate([np.zeros(self._window.n_low), by_photons])
        return PhotonStatistics.from_distribution(
            distribution,
            carriers=float(self.probabilities.sum(axis=1) @ self.carriers),
            method="master equation",
            report={
                "window": str(self._window),
                "edge_mass": self.edge_mass,
                "residual": self.residual,
            },
        )

    @within_doubles
    def carriers_given_photons(self) -> Array:
        """Mean number of excited emitters ⟨n_e | n_p⟩ for each photon number of the window."""
        by_photons = self.probabilities.sum(axis=0)
        sums = self.carriers @ self.probabilities
        return np.divide(sums, by_photons, out=np.full_like(sums, np.nan), where=by_photons > 0)

    @cached_property
    def _intensity(self) -> Response:
        return self._response((self.photons - self.statistics.mean) * self.probabilities)

    @cached_property
    def _after_detection(self) -> Response:
        """Of the photons to the loss of one: g²(τ)."""
        return self._response(self._detected())

    @cached_property
    def _carriers_after_detection(self) -> Response:
        return self._response(self._detected(), self.carriers[:, None] * 1.0)

    def _detected(self) -> Array:
        """The state after a photon has left, less the stationary one."""
        detected = np.zeros_like(self.probabilities)
        detected[:, :-1] = self.photons[1:] * self.probabilities[:, 1:]
        return detected - detected.sum() * self.probabilities

    def _response(self, start: Array, of: Any = None) -> Response:
        """Response of `of`, or else of the photon number, to a disturbance."""
        functional = np.broadcast_to(self.photons * 1.0 if of is None else of, start.shape)
        sector = probability_sector(self._rates)
        return Response(sector, self._elimination, self.probabilities, functional, start)

    @cached_property
    def _field(self) -> Response:
        lower, upper = self.probabilities[:, :-1], self.probabilities[:, 1:]
        root = np.sqrt(self.photons[1:])
        sector = coherence_sector(self._rates)
        centre = _centre(self.probabilities[:, :-1])
        elimination = factorised(sector, False, centre)
        functional = np.broadcast_to(root, upper.shape)
        return Response(sector, elimination, np.sqrt(lower * upper), functional, root * upper)

    @within_doubles
    def g2(self, delay: ArrayLike) -> FloatOrArray:
        """g²(τ) at delays τ ≥ 0 (s): photons still expected a time τ after one has left."""
        delay = real_array("delay", delay, "s", least=0)
        self._refuse_dark("g2")
        return (1 + self._after_detection.decay(delay) / self.statistics.mean**2)[()]

    @within_doubles
    def carriers_after_photon(self, delay: ArrayLike) -> FloatOrArray:
        """Excited emitters expected at delays τ ≥ 0 (s) after a photon has left the cavity."""
        delay = real_array("delay", delay, "s", least=0)
        self._refuse_dark("carriers_after_photon")
        change = self._carriers_after_detection.decay(delay) / self.statistics.mean
        return (self.statistics.carriers + change)[()]

    @within_doubles
    def spectrum(self, frequency: ArrayLike) -> FloatOrArray:
        """Two-sided spectral density of the photon number at frequencies f (Hz), in s."""
        omega = 2 * np.pi * np.abs(real_array("frequency", frequency, "Hz"))
        self._refuse_dark("spectrum")
        return (2 * self._intensity.spectrum(omega))[()]

    @within_doubles
    def rin_spectrum(self, frequency: ArrayLike) -> FloatOrArray:
        """Relative intensity noise spectrum of the cavity's photons, two-sided, per Hz."""
        return self.spectrum(frequency) / self.statistics.mean**2

    @within_doubles
    def slowest_rate(self) -> float:
        """Rate (s⁻¹) at which the last deviation from the stationary distribution dies out.

        The smallest −Re λ of all eigenvalues λ ≠ 0 of the generator.
        """
        from scipy.sparse.linalg import LinearOperator, eigs

        self._refuse_dark("slowest_rate")
        shape, size = self.probabilities.shape, self.probabilities.size
        scale = np.sqrt(self.probabilities)

        def apply(y: Array) -> Array:
            y = y.reshape(shape)
            y = y - scale * np.sum(scale * y)  # the stationary state does not decay
            x = self._elimination.solve(scale * y)
            return np.divide(x, scale, out=np.zeros(shape), where=scale > 1e-125).ravel()

        start = (scale * (self.photons - self.statistics.mean)).ravel()
        operator = LinearOperator((size, size), matvec=apply, dtype=float)
        times = eigs(
            operator,
            k=min(SLOWEST, size - 2),
            which="LM",
            v0=start,
            tol=1e-10,
            return_eigenvectors=False,
        )
        return float(np.min((1 / times).real))


def _centre(probabilities: Array) -> tuple[int, ...]:
    """Indices of the likeliest number of carriers and of photons."""
    return tuple(int(np.argmax(probabilities.sum(axis=axis))) for axis in (1, 0))
