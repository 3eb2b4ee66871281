"""In time: transients of the rate equations and their answer to small changes."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from lasercore._checks import a_laser, instance, not_negative, positive, pump_array, real_array
from lasercore.laser import Laser
from lasercore.processes import (
    STOICHIOMETRY,
    drift,
    formulas,
    gradients,
    jacobian,
    parameters,
    warn_or_refuse_overfull,
)
from lasercore.rate_equations.steady import SteadyState, steady_state


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
    times: np.ndarray
    pump: np.ndarray
    carriers: np.ndarray
    photons: np.ndarray


def transient(laser, pump, times, carriers=0.0, photons=0.0, breakpoints=(), rtol=1e-8):
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
        Times at which J(t) jumps. Without them a short pulse can fall between two steps.
    rtol : float, positive
        Relative tolerance of one step.

    Returns
    -------
    Transient

    Raises
    ------
    TypeError, ValueError
        If an argument leaves its range.
    RuntimeError
        If the solver gives up; the message names the time.

    Source
    ------
    saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> on = transient(catalogue["PhC laser"], pump=1e15, times=[0, 1e-9, 20e-9])
    >>> [f"{photons:.1f}" for photons in on.photons]
    ['0.0', '1896.2', '1896.2']
    """
    a_laser(laser)
    times, pump_at = _times(times), _pump_function(pump)
    rtol = positive("rtol", rtol)
    state = np.array([not_negative("carriers", carriers), not_negative("photons", photons)])
    drift(laser, *state, pump=0.0)  # refuses a start with more carriers than emitters
    edges = _edges(times, breakpoints)
    states = np.empty((2, len(times)))
    states[:, 0] = state
    for start, stop in pairwise(edges):
        wanted = (times > start) & (times <= stop)
        state, states[:, wanted] = _integrate(
            laser, pump_at, (start, stop), state, times[wanted], rtol
        )
    warn_or_refuse_overfull(laser, states[0])
    return Transient(laser, times, np.array([pump_at(t) for t in times]), *states)


def _edges(times, breakpoints):
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


def _integrate(laser, pump_at, span, state, times, rtol):
    """The state at the end of a span without jumps, and the states at `times` within it."""
    from scipy.integrate import solve_ivp  # here, so that importing lasercore stays quick

    fixed = parameters(laser)
    # At a jump the pump has two values: take the one inside the span.
    first, last = np.nextafter(span[0], span[1]), np.nextafter(span[1], span[0])

    def pump_inside(t):
        return pump_at(min(max(t, first), last))

    solution = solve_ivp(
        lambda t, y: STOICHIOMETRY.T @ formulas(*y, pump_inside(t), *fixed),
        span,
        state,
        method="LSODA",
        t_eval=np.union1d(times, span[1]),
        jac=lambda t, y: (np.array(gradients(*y, pump_inside(t), *fixed)) @ STOICHIOMETRY).T,
        rtol=rtol,
        atol=1e-3 * rtol,
    )
    if not solution.success:
        raise RuntimeError(
            f"transient did not converge between {span[0]:.4g} s and {span[1]:.4g} s:"
            f" {solution.message}; loosen rtol or name the jumps of the pump in breakpoints"
        )
    found = np.maximum(solution.y, 0.0)  # rounding may leave −1e-15 photons in a dark laser
    return found[:, -1], found[:, : len(times)]


@dataclass(frozen=True)
class SmallSignal:
    """How a small disturbance of the steady state dies out.

    Attributes
    ----------
    damping_rate : float or array, s⁻¹
        Γ_d = −trace of the Jacobian.
    relaxation_frequency_squared : float or array, s⁻²
        ω_R² = determinant of the Jacobian.
    """

    damping_rate: float | np.ndarray
    relaxation_frequency_squared: float | np.ndarray

    @property
    def eigenvalues(self):
        """−Γ_d/2 ± √(Γ_d²/4 − ω_R²) as a complex array of shape (2, …), s⁻¹.

        The slower one first; it is computed without cancellation.
        """
        half, square = 0.5 * np.asarray(self.damping_rate), self.relaxation_frequency_squared
        root = np.sqrt(half**2 - square + 0j)
        fast = -half - root
        return np.stack([square / fast, fast])

    @property
    def oscillates(self):
        """Whether the disturbance rings (relaxation oscillations): complex eigenvalues."""
        return self.relaxation_frequency_squared > 0.25 * np.asarray(self.damping_rate) ** 2

    @property
    def oscillation_frequency(self):
        """Frequency of the ringing, √(ω_R² − Γ_d²/4)/2π in Hz; zero where nothing rings."""
        square = self.relaxation_frequency_squared - 0.25 * np.asarray(self.damping_rate) ** 2
        return np.sqrt(np.maximum(square, 0.0)) / (2 * np.pi)


def small_signal(laser, pump):
    """Small-signal behaviour around the steady state.

    Γ_d = −trace A,  ω_R² = det A,  eigenvalues −Γ_d/2 ± √(Γ_d²/4 − ω_R²), A the Jacobian.

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative

    Returns
    -------
    SmallSignal

    Raises
    ------
    TypeError, ValueError
        As `steady_state`.

    Source
    ------
    saldutti2024 Sec. III (damping rate and relaxation oscillations).

    Example
    -------
    >>> from lasercore import catalogue
    >>> ringing = small_signal(catalogue["macroscopic laser"], 1e17)
    >>> bool(ringing.oscillates), f"{ringing.oscillation_frequency / 1e9:.1f} GHz"
    (True, '22.1 GHz')
    """
    return small_signal_of(steady_state(laser, pump))


def small_signal_of(state):
    """Small-signal behaviour around a steady state that is already known.

    Parameters
    ----------
    state : SteadyState

    Returns
    -------
    SmallSignal

    Raises
    ------
    TypeError, ValueError
        If `state` is not a `SteadyState`.

    Source
    ------
    As `small_signal`.

    Example
    -------
    >>> from lasercore import catalogue
    >>> from lasercore.rate_equations import steady_state_at_photons
    >>> laser = catalogue["macroscopic laser"]
    >>> bool(small_signal_of(steady_state_at_photons(laser, 1e5)).oscillates)
    True
    """
    laser = instance("state", state, SteadyState, "compute it with steady_state").laser
    (ee, _), _ = jacobian(laser, state.carriers, state.photons, state.pump)
    # Far above threshold n_e gives net gain minus loss only as a difference of large numbers;
    # the exact solution turns it into a quotient.
    absorbing = 1 + 2 * laser.xi * laser.absorption
    k, photons = laser.stimulated_weight, np.asarray(state.photons)
    pp = -laser.gamma_c * absorbing / (1 + k * photons)
    # det A = γ_r (J/n_p + k γ_c n_p), a sum of positive terms; J/n_p = γ_c/β_eff in the dark.
    per_photon = np.full(photons.shape, laser.gamma_c / laser.beta_eff)
    np.divide(state.pump, photons, out=per_photon, where=photons > 0)
    square = laser.gamma_r * (per_photon + k * laser.gamma_c * photons)
    return SmallSignal(-(ee + pp)[()], square[()])


def damping_rate(laser, pump):
    """Damping rate Γ_d = −trace of the Jacobian at the steady state.

    Parameters, raises, source
    --------------------------
    As `small_signal`.

    Returns
    -------
    float or array, s⁻¹

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{damping_rate(catalogue['EDC laser 1'], 1e12):.2e}"
    '1.71e+12'
    """
    return small_signal(laser, pump).damping_rate


def modulation_response(laser, pump, frequency):
    """Small change of photons per small change of the pump, δn_p/δJ, at a frequency.

    H(f) = [(2πi f − A)⁻¹ ∂(drift)/∂J]_p

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, positive
        Bias.
    frequency : float or array, Hz, not negative

    Returns
    -------
    complex or complex array of the shape of `frequency`, s
        Its value at zero frequency is the slope dn_p/dJ.

    Raises
    ------
    TypeError, ValueError
        If an argument leaves its range.

    Source
    ------
    Linearised saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 2"]                    # n_p = ηJ/γ_c, exactly
    >>> H = modulation_response(laser, 1e12, [0.0])
    >>> bool(abs(H[0] * laser.gamma_c / laser.eta - 1) < 1e-9)
    True
    """
    omega = 2 * np.pi * real_array("frequency", frequency, "Hz", least=0)
    state = steady_state(laser, positive("pump", pump, "s⁻¹", "bias the laser"))
    signal = small_signal(laser, pump)
    _, (feeding, _) = jacobian(laser, state.carriers, state.photons, state.pump)
    determinant = signal.relaxation_frequency_squared - omega**2 + 1j * omega * signal.damping_rate
    return (feeding * state.injected / state.pump / determinant)[()]


def _times(times):
    times = real_array("times", times, "s")
    if times.ndim != 1 or len(times) < 2 or np.any(np.diff(times) <= 0):
        raise ValueError(
            f"times must be a list of at least two increasing times, got shape {times.shape}:"
            " start with the moment whose state you give"
        )
    return times


def _pump_function(pump):
    if callable(pump):
        return lambda t: float(pump_array(pump(t)))
    constant = not_negative("pump", pump, "s⁻¹", "give carriers per second or a function of time")
    return lambda t: constant
