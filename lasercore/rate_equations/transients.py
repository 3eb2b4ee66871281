"""In time: transients of the rate equations by a stiff solver."""

import warnings
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count, pairwise

import numpy as np

from lasercore._precision import representable
from lasercore._typing import Array, ArrayLike
from lasercore._validity import warn_or_refuse_overfull, warn_pump
from lasercore.checks import a_laser, between, not_negative, real_array, time_axis
from lasercore.laser import Laser
from lasercore.processes import (
    STOICHIOMETRY,
    drift,
    formulas,
    gradients,
    parameters,
)

# Tolerances that LSODA can keep, and times at which it looks at most: some ten seconds.
TIGHTEST, LOOSEST, MOST_LOOKS = 1e-13, 0.1, 200_000
_OF_TIME = "give carriers per second or a function of time"


@dataclass(frozen=True)
class Transient:
    """The laser in time.

    Attributes
    ----------
    laser : Laser
    times : array, s
    pump : array, s⁻¹
    carriers, photons : arrays
        All of the shape of `times`.
    """

    laser: Laser
    times: Array
    pump: Array
    carriers: Array
    photons: Array


def transient(
    laser: Laser, pump: float | Callable[[float], float], times: ArrayLike, carriers: float = 0.0,
    photons: float = 0.0, breakpoints: ArrayLike = (), rtol: float = 1e-8,
) -> Transient:  # fmt: skip
    """Integrate the rate equations in time with a stiff solver.

    (ṅ_e, ṅ_p) = drift(n_e, n_p, J(t))

    Parameters
    ----------
    laser : Laser
    pump : float or function of t (s), s⁻¹, not negative
        J, or J(t).
    times : array, s, at least two, increasing
        Where the solution is wanted; the laser starts at the first.
    carriers, photons : float, not negative
        The state at the first time.
    breakpoints : sequence of float, s
        Times at which J(t) jumps. A pulse shorter than the spacing of `times` is seen only if
        its edges are named here.
    rtol : float, 1e-13 to 0.1
        Relative tolerance of one step.

    Returns
    -------
    Transient

    Raises
    ------
    RuntimeError
        If the solver gives up, or needs too many steps; the message names the time.

    Source: saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> on = transient(catalogue["PhC laser"], pump=1e15, times=[0, 1e-9, 20e-9])
    >>> [f"{photons:.1f}" for photons in on.photons]
    ['0.0', '1896.2', '1896.2']
    """
    a_laser(laser)
    times, pump_at = time_axis(times), _pump_function(pump)
    rtol = between("rtol", rtol, TIGHTEST, LOOSEST, remedy="1e-8 suits most")
    state = np.array([not_negative("carriers", carriers), not_negative("photons", photons)])
    drift(laser, state[0], state[1], 0.0)  # refuses a start with more carriers than emitters
    edges = _edges(times, breakpoints)
    # A pump that changes is looked at as often as the answer is wanted.
    step = _longest_step(times) if callable(pump) else np.inf
    states = np.empty((2, len(times)))
    states[:, 0] = state
    for start, stop in pairwise(edges):
        wanted = (times > start) & (times <= stop)
        state, states[:, wanted] = _integrate(
            laser, pump_at, (start, stop), state, times[wanted], rtol, step
        )
    pumps = np.array([pump_at(t) for t in times])
    warn_or_refuse_overfull(laser, states[0])
    warn_pump(laser, pumps)
    return Transient(laser, times, pumps, *states)


def _edges(times: Array, breakpoints: ArrayLike) -> list[float]:
    """Start, jumps and end; jumps too close for a step between them count once."""
    jumps = real_array("breakpoints", breakpoints, "s")
    if jumps.ndim != 1:
        raise ValueError(f"breakpoints must be a list of times, got {breakpoints!r}")
    apart = 16 * np.finfo(float).eps * np.abs(times[[0, -1]]).max()
    edges = [times[0]]
    for jump in sorted(jumps):
        if jump - edges[-1] > apart and times[-1] - jump > apart:
            edges.append(float(jump))
    return [*edges, times[-1]]


def _longest_step(times: Array) -> float:
    """The least spacing of the times, if it is not too short for their range."""
    step, span = np.diff(times).min(), times[-1] - times[0]
    if span > MOST_LOOKS * step:
        raise ValueError(
            f"times must not be closer than 1/{MOST_LOOKS:g} of their range where the pump changes,"
            f" got {step:.3g} s of {span:.3g} s: the pump is looked at that often; choose times"
            " further apart"
        )
    return step


def _integrate(
    laser: Laser, pump_at: Callable[[float], float], span: tuple[float, float], state: Array,
    times: Array, rtol: float, max_step: float,
) -> tuple[Array, Array]:  # fmt: skip
    """The state at the end of a span without jumps, and the states at `times` within it."""
    from scipy.integrate import solve_ivp  # here, so that importing lasercore stays quick

    fixed = parameters(laser)
    # At a jump the pump has two values: take the one inside the span.
    first, last = np.nextafter(span[0], span[1]), np.nextafter(span[1], span[0])

    def pump_in(t: float) -> float:
        return pump_at(min(max(t, first), last))

    looks = count(1)

    def change(t: float, y: Array) -> Array:
        if next(looks) > MOST_LOOKS:
            raise RuntimeError(
                f"transient needs more than {MOST_LOOKS:g} steps between {span[0]:.4g} s and"
                f" {span[1]:.4g} s, got to {t:.4g} s: loosen rtol, or ask for less time"
            )
        return STOICHIOMETRY.T @ formulas(y[0], y[1], pump_in(t), *fixed)

    given = {"laser": laser, "pump": pump_in(span[0]), "times": times}
    with warnings.catch_warnings(), representable("ignore", **given):
        warnings.filterwarnings("ignore", "lsoda:", UserWarning)  # it also says that it failed
        solution = solve_ivp(
            change,
            span,
            state,
            method="LSODA",
            t_eval=np.union1d(times, span[1]),
            jac=lambda t, y: (
                (np.array(gradients(y[0], y[1], pump_in(t), *fixed)) @ STOICHIOMETRY).T
            ),
            rtol=rtol,
            max_step=max_step,
            atol=1e-3 * rtol,
        )
    if not solution.success:
        raise RuntimeError(
            f"transient did not converge between {span[0]:.4g} s and {span[1]:.4g} s:"
            f" {solution.message}; loosen rtol or name the jumps of the pump in breakpoints"
        )
    found = np.maximum(solution.y, 0.0)  # rounding may leave −1e-15 photons in a dark laser
    return found[:, -1], found[:, : len(times)]


def _pump_function(pump: float | Callable[[float], float]) -> Callable[[float], float]:
    if callable(pump):
        return lambda t: not_negative("pump", pump(t), "s⁻¹", _OF_TIME)
    constant = not_negative("pump", pump, "s⁻¹", _OF_TIME)
    return lambda t: constant
