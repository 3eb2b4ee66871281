"""Following a curve of steady states by its arclength, past the pumps where it turns back.

A point is (state, ln r). Lengths are measured in units of the state itself, so that a step is a
relative change and neither photon numbers of 10⁵ nor correlations of 10⁻⁵ set the pace.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from lasercore._typing import Array, ArrayLike
from lasercore.cumulants.equations import Equations
from lasercore.cumulants.moments import RATES

Point = tuple[Array, float]
"""A state and ln r."""
_R = RATES.index("r")
# Steps along the curve, as relative changes of state and pump.
FIRST_STEP, LARGEST_STEP, SMALLEST_STEP = 0.02, 0.2, 1e-7
MOST_POINTS = 3000
# Imbalance of an equation, relative to its terms, at which a state counts as steady: rounding of
# a state that is known to some 1e-15 of its largest terms.
CONVERGED = 1e-12
# Changes of sign must be passed: below this share of its largest value a number is "nothing".
FLOOR = 1e-3
# d ln r along a step that is rounding: a curve at one pump has no fold.
VERTICAL = 1e-6


# No search goes on beyond so many photons.
LOST = 1e30


class Curve:
    """The steady states of closed equations near a known one.

    `at` are the rates, of which that of the pump is replaced by each point's own.
    """

    def __init__(self, system: Equations, at: Array) -> None:
        self.system, self._at = system, at
        self._floor = np.full(len(system.names), 1e-12)

    def rates(self, log_pump: ArrayLike) -> Array:
        """All rates at ln r."""
        at = np.tile(self._at, (*np.shape(log_pump), 1))
        at[..., _R] = np.exp(log_pump)
        return at

    def _scale(self, state: Array) -> Array:
        self._floor = np.maximum(self._floor, FLOOR * np.abs(state))
        return np.hypot(state, self._floor)

    def _slopes(self, state: Array, log_pump: float, scale: Array) -> tuple[Array, Array]:
        """Derivatives by the scaled state and by ln r, with rows of similar size."""
        at = self.rates(log_pump)
        only_pump = np.zeros_like(at)
        only_pump[_R] = at[_R]
        by_pump = self.system.change(only_pump, state)  # linear in each rate
        slopes = np.column_stack([self.system.jacobian(at, state) * scale, by_pump])
        rows = np.abs(slopes).max(axis=1, keepdims=True)
        return slopes / rows, rows[:, 0]

    def tangent(self, state: Array, log_pump: float, scale: Array) -> Array:
        """Unit vector along the curve, in scaled state and ln r; its sign is arbitrary."""
        slopes, _ = self._slopes(state, log_pump, scale)
        return np.linalg.svd(slopes)[2][-1]

    def correct(
        self, state: Array, log_pump: float, scale: Array, row: Array, most: int = 12,
        reach: float = 1.0,
    ) -> tuple[Array, float, int] | None:  # fmt: skip
        """Newton's method for a steady state on the plane through the given point.

        The plane is normal to `row`, a vector in scaled state and ln r; a step longer than
        `reach` means that the search is lost. Returns the state, ln r and the number of steps, or
        None.
        """
        state, moved = state.copy(), np.zeros(len(state) + 1)
        for steps in range(most):
            slopes, rows = self._slopes(state, log_pump, scale)
            at = self.rates(log_pump)
            change, size = self.system.change(at, state), self.system.size_of_terms(at, state)
            if np.all(np.abs(change) <= CONVERGED * size):
                return state, log_pump, steps
            try:
                step = np.linalg.solve(
                    np.vstack([slopes, row]), -np.append(change / rows, row @ moved)
                )
            except np.linalg.LinAlgError:
                return None
            if not np.abs(step).max() < reach:
                return None
            moved += step
            state, log_pump = state + step[:-1] * scale, log_pump + step[-1]
        return None

    def follow(
        self, state: Array, log_pump: float, direction: Array, ends: Callable[[Array, float], bool]
    ) -> tuple[list[Point], list[int]]:
        """Points from a steady state on, until `ends(state, log_pump)`.

        `direction` is a vector in (state, ln r) that the first step must agree with. Returns
        points as a list of (state, ln r), the refined turning points among them, and the places
        of those in the list.
        """
        points, turns, step, old = [(state, log_pump)], [], FIRST_STEP, direction
        while not ends(state, log_pump):
            scale = self._scale(state)
            forward = self.tangent(state, log_pump, scale)
            forward = forward * np.sign(forward @ (old / np.append(scale, 1.0)))
            found, step = self._step(state, log_pump, scale, forward, step)
            if found is None or len(points) > MOST_POINTS:
                raise ArithmeticError(
                    "the coherent branch must be followed to its end, but was lost at r ="
                    f" {np.exp(log_pump):.4g} k after {len(points)} points: lower highest_pump, or"
                    " take another closure or fraction"
                )
            turn = self._turn(state, log_pump, scale, forward, found)
            if turn is not None:
                turns.append(len(points))
                points.append(turn)
            old = forward * np.append(scale, 1.0)
            state, log_pump, steps, length = found
            points.append((state, log_pump))
            step = min(1.5 * length, LARGEST_STEP) if steps <= 3 else length
        return points, turns

    def _step(
        self, state: Array, log_pump: float, scale: Array, forward: Array, length: float
    ) -> tuple[tuple[Array, float, int, float] | None, float]:
        """The next point, with the length that worked."""
        while length > SMALLEST_STEP:
            ahead = state + length * forward[:-1] * scale, log_pump + length * forward[-1]
            found = self.correct(*ahead, scale, forward)
            if found is not None:
                missed = np.append((found[0] - ahead[0]) / scale, found[1] - ahead[1])
                if np.abs(missed).max() < 0.5 * length:
                    return (*found, length), length
            length /= 2
        return None, length

    def _turn(
        self, state: Array, log_pump: float, scale: Array, forward: Array,
        found: tuple[Array, float, int, float],
    ) -> Point | None:  # fmt: skip
        """The point between a point and the next where ln r turns back, if it does."""
        from scipy.optimize import brentq  # here, so that importing lasercore stays quick

        def at(length: float) -> Point:
            if length == 0:
                return state, log_pump
            ahead = state + length * forward[:-1] * scale, log_pump + length * forward[-1]
            point = self.correct(*ahead, scale, forward)
            if point is None:
                raise ArithmeticError(
                    f"the coherent branch was lost near its fold at r = {np.exp(log_pump):.4g} k:"
                    " the closure may be degenerate there; change the fraction a little"
                )
            return point[:2]

        def slope(point: Point) -> float:
            there = self.tangent(*point, scale)
            return there[-1] * np.sign(there @ forward)

        first, last = forward[-1], slope(found[:2])
        if first * last >= 0 or max(abs(first), abs(last)) < VERTICAL:
            return None
        length = brentq(lambda x: slope(at(x)), 0.0, found[3], xtol=1e-9 * found[3])
        return at(length)


def newton(system: Equations, at: Array, state: Array, most: int = 20) -> Array:
    """Steady states near given ones, all at once; NaN where the search does not settle.

    At a fold itself the Jacobian is singular and the last digits come slowly: an imbalance of
    1e-9 of the terms will do there.
    """
    state = state.copy()
    for _ in range(most):
        change, size = system.change(at, state), system.size_of_terms(at, state)
        far = np.any(np.abs(change) > CONVERGED * size, axis=-1)  # not of what is lost
        if not np.any(far):
            break
        scale = np.abs(state[far]) + 1e-9
        slopes = system.jacobian(at[far], state[far]) * scale[:, None, :]
        rows = np.abs(slopes).max(axis=-1, keepdims=True)
        state[far] += _solve(slopes / rows, -change[far] / rows[..., 0]) * scale
        state[np.any(np.abs(state) > LOST, axis=-1)] = np.nan
    change, size = system.change(at, state), system.size_of_terms(at, state)
    good = np.all(np.abs(change) <= 1e3 * CONVERGED * size, axis=-1)
    return np.where(good[:, None], state, np.nan)


def _solve(matrices: Array, rights: Array) -> Any:
    try:
        return np.linalg.solve(matrices, rights[..., None])[..., 0]
    except np.linalg.LinAlgError:  # one of them is singular: a fold
        return (np.linalg.pinv(matrices) @ rights[..., None])[..., 0]
