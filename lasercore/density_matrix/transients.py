"""Class B after a change of the pump."""

from dataclasses import dataclass

import numpy as np

from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike
from lasercore._validity import warn_pump_broadening
from lasercore.checks import instance, not_negative, time_axis, whole
from lasercore.density_matrix.class_a import LOST_MASS
from lasercore.density_matrix.class_b import solve_from
from lasercore.density_matrix.dynamics import NOTHING, Motion, evolve
from lasercore.density_matrix.ladder import four_level, ladder
from lasercore.density_matrix.solution import NAME, Solution
from lasercore.laser import Laser

# While a laser rings it holds more photons than in the end: room for so many times its steady
# state, and again as much where that was too little.
ROOM, MOST_TRIES = 2, 5
# Probability allowed at the largest photon number.
EDGE = 1e-9


@dataclass(frozen=True)
class Transient:
    """A class B laser in time.

    Attributes
    ----------
    laser : Laser
    pump : float, s⁻¹
    times : array of shape (T,), s
    photons, carriers : arrays of shape (T,)
        Mean photon number and mean number of excited emitters.
    distribution : array of shape (T, N)
        P(n) at each time.
    """

    laser: Laser
    pump: float
    times: Array
    photons: Array
    carriers: Array
    distribution: Array

    @property
    def g2(self) -> Array:
        """g²(0) at each time; NaN while there is no light."""
        n = np.arange(self.distribution.shape[1])
        pairs = self.distribution @ (n * (n - 1.0))
        lit = self.photons > 0
        return np.divide(pairs, self.photons**2, out=np.full_like(pairs, np.nan), where=lit)


@within_doubles
def transient(
    laser: Laser, pump: float, times: ArrayLike, *, start: Solution | None = None,
    n_max: int | None = None,
) -> Transient:  # fmt: skip
    """Follow a class B laser after its pump has jumped to `pump`.

    The time-dependent equations whose steady state `solve` finds, from a dark laser or from the
    steady state at another pump.

    Parameters
    ----------
    laser : Laser with `absorption` False and `pump_blocking` True
    pump : float, s⁻¹, not negative, from the first time on
    times : array, s, at least two, increasing
    start : Solution or None
        The state at the first time, as `solve` gives it; None: dark.
    n_max : int, the largest photon number, or None: found by itself

    Returns
    -------
    Transient

    Source
    ------
    yacomotti2022 Eqs. 43, 44.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
    >>> on = transient(laser, 30.0, [0.0, 0.1, 5.0])
    >>> [f"{photons:.4f}" for photons in on.photons]
    ['0.0000', '0.4923', '2.3119']
    """
    four_level(laser, NAME)
    pump = not_negative("pump", pump, "s⁻¹")
    times = time_axis(times)
    if start is not None:
        instance("start", start, Solution, "take one from density_matrix.solve")
    warn_pump_broadening(laser, pump)
    if n_max is not None:
        return _follow(laser, pump, times, start, whole("n_max", n_max))
    high = len(solve_from(laser, pump, None, LOST_MASS).probabilities)
    high = max(high, 0 if start is None else len(start.probabilities), 4)
    for _ in range(MOST_TRIES):
        high = ROOM * high
        try:
            return _follow(laser, pump, times, start, high)
        except _TooShortError:
            continue
    raise ArithmeticError(f"n_max must hold the ringing laser, got {high}: name a larger one")


class _TooShortError(ValueError):
    """The largest photon number holds too much."""


def _follow(
    laser: Laser, pump: float, times: Array, start: Solution | None, n_max: int
) -> Transient:
    p, excited = _state(start, n_max)
    rungs = ladder(laser, pump, 0, n_max)
    distribution, excited = evolve(
        Motion(rungs), p, excited, times - times[0], smallest=1e-3 * NOTHING
    )
    distribution = np.maximum(distribution, 0.0)  # rounding of nothing
    edge = float(distribution[:, -1].max())
    if edge > EDGE:
        raise _TooShortError(
            f"n_max must hold all but {EDGE:g} of the light, got {n_max}, which is reached with"
            f" probability {edge:.2g}: raise n_max, or leave it out and it is found"
        )
    photons, carriers = distribution @ rungs.photons, laser.n_emitters * excited.sum(axis=1)
    return Transient(laser, pump, times, photons, carriers, distribution)


def _state(start: Solution | None, n_max: int) -> tuple[Array, Array]:
    """P and ρ on 0 … n_max photons."""
    p, excited = np.zeros(n_max + 1), np.zeros(n_max + 1)
    if start is None:
        p[0] = 1.0
        return p, excited
    size = len(start.probabilities)
    if size > n_max + 1:
        raise ValueError(
            f"n_max must be at least the start's {size - 1}, got {n_max}: raise n_max, or leave"
            " it out and it is found"
        )
    p[:size], excited[:size] = start.probabilities, start.excited
    return p, excited
