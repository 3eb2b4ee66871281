"""Class B in time: P(n) and ρ_n as coupled equations, integrated by a stiff solver.

Both kinds of motion keep the two numbers of each photon number next to each other, so that the
Jacobian is a narrow band and a step costs as much as a few sums.
"""

import warnings
from typing import Any, NoReturn, Protocol

import numpy as np

from lasercore._banded import for_lsoda
from lasercore._typing import Array
from lasercore.density_matrix.ladder import Ladder, distribution

# Below this share of everything, P and ρ are rounding, and so is their ratio q.
NOTHING = 1e-10
# Reach of the band: the excited at n see n − 1 photons, three places back, and n + 1 excited, two
# places ahead.
BEHIND, AHEAD = 3, 2
TOLERANCE = 1e-8
# Evaluations after which an integration is given up.
PATIENCE = 200_000
# What is left, in units of what is small, of which nothing but rounding is.
SETTLED = 4.0
# Share of the fastest motion's time within which everything moves on a straight line.
SHORT = 1e-9


class Moving(Protocol):
    """What `follow` follows."""

    @property
    def rest(self) -> float | None:
        """Where everything ends, or None."""

    def left(self, y: Array, /) -> float:
        """How far it is from there."""

    def change(self, _: float, y: Array, /) -> Array:
        """dy/dt, s⁻¹."""

    def jacobian(self, _: float, y: Array, /) -> Array:
        """Its derivatives, packed by diagonals."""


class _Banded:
    """Derivatives packed by diagonals, as LSODA wants them."""

    def __init__(self, size: int) -> None:
        self.band = np.zeros((BEHIND + AHEAD + 1, size))

    def add(self, row: int, column: int, values: Array) -> None:
        """Add values at (row, column), (row + 2, column + 2), …"""
        self.band[AHEAD + row - column, column : column + 2 * len(values) : 2] += values


class Fading:
    """How a disturbance of the steady state fades: u_n = P_n(t)/P_n and v_n = ρ_n(t)/ρ_n.

    u̇_n = γ_c n (v_{n−1} − u_n) + γ_c(n+1) R_n (u_{n+1} − v_n)
    v̇_n = λ(P_n/ρ_n) u_n − [λ + γ_bg + γ_r(n+1) + γ_c n] v_n + γ_c(n+1) R_{n+1} v_{n+1}
          + γ_r(n_0−1)[(n/R_n) v_{n−1} q(n−1, n) − (n+1) v_n q(n, n+1)]

    As multiples of the steady values all of them stay of order one, also where P underflows,
    and the closure's q is never a ratio of two roundings. `occupation` and `ratios` are ρ_n/P_n and
    R_n = P_{n+1}/P_n; nothing moves across the ends of the window, a slice of photon numbers.
    """

    rest = 1.0

    def __init__(self, rungs: Ladder, occupation: Array, ratios: Array, window: slice) -> None:
        weights = (distribution(np.log(ratios[:-1])) * (rungs.photons + 1))[window]
        self._weights = np.repeat(weights / weights.sum(), 2)
        emission, below = rungs.emission[window].copy(), rungs.emission_below[window].copy()
        down = rungs.loss[window].copy()
        emission[-1] = below[0] = down[0] = 0.0
        self._filled, self._ratio = occupation[window], ratios[window]
        self._down, self._up = down[1:], (rungs.loss_above[window] * self._ratio)[:-1]
        self._refill = rungs.pump / self._filled
        self._fade = rungs.pump + rungs.background + emission + down
        self._lost = rungs.loss_above[window][:-1] * self._ratio[1:]
        others = rungs.n_emitters - 1
        self._arriving, self._leaving = others * (below / self._ratio)[1:], others * emission[:-1]

    def left(self, y: Array) -> float:
        """What is left of the disturbance, by its weight."""
        return float(self._weights @ np.abs(y - self.rest))

    def change(self, _: float, y: Array) -> Array:
        """d(u, v)/dt of the interleaved state, s⁻¹."""
        u, v = y[0::2], y[1::2]
        q = self._shares(u, v)[0]
        d = np.empty_like(y)
        du, dv = d[0::2], d[1::2]
        du[:] = 0.0
        du[1:] += self._down * (v[:-1] - u[1:])
        du[:-1] += self._up * (u[1:] - v[:-1])
        dv[:] = self._refill * u - self._fade * v
        dv[:-1] += self._lost * v[1:] - self._leaving * v[:-1] * q
        dv[1:] += self._arriving * v[:-1] * q
        return d

    def _shares(self, u: Array, v: Array) -> tuple[Array, Array]:
        """q(n, n+1), and what it is divided by, over P_n."""
        ratio, filled = self._ratio[:-1], self._filled
        both = u[:-1] + ratio * u[1:]
        return (filled[:-1] * v[:-1] + filled[1:] * ratio * v[1:]) / both, both

    def jacobian(self, _: float, y: Array) -> Array:
        """Its derivatives, packed by diagonals."""
        u, v = y[0::2], y[1::2]
        q, both = self._shares(u, v)
        ratio, filled, beside = self._ratio[:-1], self._filled, v[:-1]
        packed = _Banded(len(y))
        # Rows and columns of u and v at the lowest photon number, and at the next one.
        u_0, v_0, u_1, v_1 = range(4)
        packed.add(u_1, v_0, self._down)
        packed.add(u_1, u_1, -self._down)
        packed.add(u_0, u_1, self._up)
        packed.add(u_0, v_0, -self._up)
        packed.add(v_0, u_0, self._refill)
        packed.add(v_0, v_0, -self._fade)
        packed.add(v_0, v_1, self._lost)
        for row, rate in ((v_0, -self._leaving), (v_1, self._arriving)):
            packed.add(row, v_0, rate * (q + beside * filled[:-1] / both))
            packed.add(row, v_1, rate * beside * filled[1:] * ratio / both)
            packed.add(row, u_0, -rate * beside * q / both)
            packed.add(row, u_1, -rate * beside * q * ratio / both)
        return packed.band


class Motion:
    """P_n and ρ_n from any start, on a closed window of photon numbers.

    Photon numbers with less than `NOTHING` in them have no stimulated emission by the other
    emitters: their q would be noise, over which an implicit solver stumbles.
    """

    rest = None

    def __init__(self, rungs: Ladder) -> None:
        self._pump, self._background = rungs.pump, rungs.background
        self._all, self._others = rungs.n_emitters, rungs.n_emitters - 1
        self._up, self._down = rungs.emission[:-1], rungs.loss[1:]  # n → n + 1 and back

    def left(self, _: Array) -> float:
        """Nobody knows where it ends."""
        return np.inf

    def change(self, _: float, y: Array) -> Array:
        """d(P, ρ)/dt of the interleaved state, s⁻¹."""
        p, excited = y[0::2], y[1::2]
        up, down = self._up, self._down
        by_others = up * excited[:-1] * self._shares(p, excited)
        d = np.empty_like(y)
        dp, de = d[0::2], d[1::2]
        dp[:] = 0.0
        _flow(dp, self._all * up * excited[:-1] - down * p[1:])
        de[:] = self._pump * p - (self._pump + self._background) * excited
        de[:-1] -= up * excited[:-1]
        _flow(de, self._others * by_others - down * excited[1:])
        return d

    def _shares(self, p: Array, excited: Array) -> Array:
        """q(n, n+1), the share of excited emitters beside n or n + 1 photons."""
        q = (excited[:-1] + excited[1:]) / (p[:-1] + p[1:] + NOTHING)
        return np.clip(q, 0.0, 1.0)

    def jacobian(self, _: float, y: Array) -> Array:
        """Its derivatives, packed by diagonals."""
        p, excited = y[0::2], y[1::2]
        up, down, q = self._up, self._down, self._shares(p, excited)
        both = p[:-1] + p[1:] + NOTHING
        moved = self._others * up
        # The flow of the others, moved·ρ_n·q, by P_n or P_{n+1}, by ρ_{n+1}, and by ρ_n.
        by_p, by_next = -moved * excited[:-1] * q / both, moved * excited[:-1] / both
        packed = _Banded(len(y))
        # Rows and columns of P and ρ at the lowest photon number, and at the next one.
        p_0, e_0, p_1, e_1 = range(4)
        packed.add(e_0, p_0, np.full(len(p), self._pump))
        packed.add(e_0, e_0, np.full(len(p), -self._pump - self._background))
        packed.add(e_0, e_0, -up)
        for sign, p_row, e_row in ((-1.0, p_0, e_0), (1.0, p_1, e_1)):
            packed.add(p_row, e_0, sign * self._all * up)
            packed.add(p_row, p_1, -sign * down)
            packed.add(e_row, e_0, sign * (moved * q + by_next))
            packed.add(e_row, e_1, sign * (by_next - down))
            packed.add(e_row, p_0, sign * by_p)
            packed.add(e_row, p_1, sign * by_p)
        return packed.band


def _flow(d: Array, upward: Array) -> None:
    """Add a flow from n to n + 1."""
    d[:-1] -= upward
    d[1:] += upward


def evolve(
    motion: Fading | Motion, first: Array, second: Array, times: Array, accuracy: float = TOLERANCE,
    smallest: float = TOLERANCE,
) -> tuple[Array, Array]:  # fmt: skip
    """The two numbers of each photon number at increasing times from 0 on: two arrays.

    Both of shape (times, photon numbers); `first` and `second` are those at time 0. `smallest`
    is what counts as small for them.
    """
    start = np.stack([first, second], axis=1).ravel()
    states = follow(motion, (BEHIND, AHEAD), start, times, accuracy, smallest)
    return states[:, 0::2], states[:, 1::2]


def follow(
    motion: Moving, reach: tuple[int, int], start: Array, times: Array, accuracy: float,
    smallest: float,
) -> Array:  # fmt: skip
    """States at increasing times from 0 on, shape (times, numbers).

    `motion` has `change`; `jacobian`, packed by `reach` diagonals behind and ahead; `rest`, where
    everything ends, or None; and `left`, how far it is from there. Once there it stays, whatever
    the times; and before anything has happened, it moves straight on.
    """
    states = np.empty((len(times), len(start)))
    states[:] = start if motion.rest is None else motion.rest
    moment = SHORT / np.abs(motion.jacobian(0.0, start)).max()
    soon, later = times < moment, times >= moment
    states[soon] = start + np.multiply.outer(times[soon], motion.change(0.0, start))
    if later.any() and motion.left(start) > SETTLED * smallest:
        found = _integrated(motion, reach, start, times[later], moment, accuracy, smallest)
        states[np.flatnonzero(later)[: len(found)]] = found
    return states


def _integrated(
    motion: Moving, reach: tuple[int, int], start: Array, times: Array, moment: float,
    accuracy: float, smallest: float,
) -> Array:  # fmt: skip
    """States at the times until nothing is left, by LSODA."""
    from scipy.integrate import solve_ivp  # here, so that importing lasercore stays quick

    behind, ahead = reach
    calls = 0

    def refuse(now: float, why: str) -> NoReturn:
        raise ArithmeticError(
            f"delay or times must be such that class B can be followed, got {times[-1]:.4g} s, but"
            f" {why} at {now:.4g} s: ask for shorter times, a lower pump or, for a transient, a"
            " smaller n_max"
        )

    def change(t: float, y: Array) -> Array:
        nonlocal calls
        calls += 1
        if calls > PATIENCE:
            refuse(t, f"{PATIENCE} steps were over")
        return motion.change(t, y)

    def end(_: float, y: Array) -> float:
        return motion.left(y) - SETTLED * smallest

    last: Any = end  # functions have no such attribute, but scipy looks for it
    last.terminal = True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # what is said of a failure is raised below
        solution = solve_ivp(
            change, (0.0, times[-1]), start, method="LSODA", t_eval=times, events=last,
            jac=lambda t, y: for_lsoda(motion.jacobian(t, y), behind),
            lband=behind, uband=ahead, rtol=accuracy, atol=smallest, first_step=moment,
        )  # fmt: skip
    if not solution.success:
        refuse(solution.t[-1] if len(solution.t) else 0.0, solution.message)
    return solution.y.T if len(solution.t) else np.empty((0, len(start)))
