"""A coherent–incoherent model in time."""

from dataclasses import dataclass, field

import numpy as np

from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore.checks import instance, not_negative, real_number, time_axis
from lasercore.cumulants.closures import Closure, a_closure, a_fraction
from lasercore.cumulants.equations import Equations
from lasercore.cumulants.incoherent import incoherent_state
from lasercore.cumulants.rates import rates, suitable, warn_beyond
from lasercore.cumulants.state import CumulantState
from lasercore.laser import Laser

ACCURACY, SMALLEST = 1e-9, 1e-14
# Evaluations after which an integration is given up.
PATIENCE = 500_000


@dataclass(frozen=True)
class Evolution:
    """A model in time.

    Attributes
    ----------
    times : array of shape (T,), s
    states : CumulantState
        At each time; its residuals are what still moves.
    """

    times: Array
    states: CumulantState = field(repr=False)

    @property
    def photons(self) -> FloatOrArray:
        """n_p at each time."""
        return self.states.photons

    @property
    def coherence(self) -> FloatOrArray:
        """|⟨b⟩|²/⟨b†b⟩ at each time."""
        return self.states.coherence


@within_doubles
def evolve(
    laser: Laser, pump: float, times: ArrayLike, closure: str | Closure = "cim",
    identical_fraction: float = 1.0, *, start: CumulantState | None = None, field: float = 0.0,
) -> Evolution:  # fmt: skip
    """Follow means and cumulants after the pump has been set to `pump`.

    A warning says where γ < (r + γ_bg)/2, which no physical emitter obeys.

    Parameters
    ----------
    laser : Laser with `gamma_2`, two-level emitters and pump blocking
    pump : float, s⁻¹, not negative
    times : array, s, at least two, increasing
    closure : str or Closure
    identical_fraction : float, 0 to 1
        As in `incoherent_state`.
    start : CumulantState of one pump, or None
        State at the first time, perhaps of another pump or closure: what this closure drops is
        left out, what that one dropped is zero. None: no light, no carriers.
    field : float
        Added to the start's ⟨b⟩ (√photons). Without any field the equations never make one.

    Returns
    -------
    Evolution

    Source
    ------
    carroll2022, whose equations these are.

    Example
    -------
    >>> from lasercore.cumulants import dots
    >>> on = evolve(dots, 4e14, [0.0, 1e-11, 2e-8, 4e-6], field=0.1)
    >>> [f"{photons:.1f} ({share:.3f})" for photons, share in zip(on.photons, on.coherence)]
    ['0.0 (1.000)', '0.4 (0.028)', '4892.9 (0.006)', '4896.4 (0.716)']
    """
    suitable(laser)
    closure, fraction = a_closure(closure), a_fraction(identical_fraction)
    pump, times = not_negative("pump", pump, "s⁻¹"), time_axis(times)
    field = real_number("field", field)
    warn_beyond(laser, pump)
    first = _first(closure, start)
    if field:
        if not closure.field:
            raise ValueError(
                f"field must be zero for closure {closure.name!r}, got {field:g}: it has no ⟨b⟩"
            )
        first[closure.equations.index("b")] += field
    values = _follow(closure.equations, rates(laser, pump, fraction), first, times, laser)
    pumps = np.full(len(times), pump)
    return Evolution(times, CumulantState(laser, closure, fraction, pumps, values))


def _first(closure: Closure, start: CumulantState | None) -> Array:
    names = closure.equations.names
    if start is None:
        return np.zeros(len(names))
    instance("start", start, CumulantState, "take one from incoherent_state or a branch")
    found = np.array([start[name] for name in names], dtype=float)
    if found.ndim != 1 or not np.all(np.isfinite(found)):
        raise ValueError(
            f"start must be a state at one pump, got values of shape {found.shape}"
            f"{'' if np.all(np.isfinite(found)) else ' with NaN'}: ask for one pump at which there"
            " is a state"
        )
    return found


def _follow(system: Equations, at: Array, first: Array, times: Array, laser: Laser) -> Array:
    """Values of shape (variables, times)."""
    from scipy.integrate import solve_ivp  # here, so that importing lasercore stays quick

    calls = 0

    def change(_: float, state: Array) -> Array:
        nonlocal calls
        calls += 1
        if calls > PATIENCE or not np.all(np.isfinite(state)):
            raise ArithmeticError(
                f"the closed equations must settle, but ran away within {calls} steps: this"
                " closure does not describe the laser at this pump"
            )
        return system.change(at, state)

    units = (times - times[0]) * laser.gamma_c / 2
    found = solve_ivp(
        change, (0.0, units[-1]), first, method="LSODA", t_eval=units,
        jac=lambda _, state: system.jacobian(at, state), rtol=ACCURACY, atol=SMALLEST,
    )  # fmt: skip
    if not found.success:
        raise ArithmeticError(
            f"the closed equations were lost before {times[-1]:.4g} s: {found.message}"
        )
    return found.y


@within_doubles
def coherent_start(laser: Laser, pump: float) -> CumulantState:
    """A start for `evolve`: as much light as the incoherent state has, all of it coherent.

    |⟨b⟩|² = n_p, ⟨σ⟩ = k⟨b⟩/(g n_0), so that the emitters keep the field up, and no correlations.

    Parameters
    ----------
    laser : Laser with `gamma_2`, two-level emitters and pump blocking
    pump : float, s⁻¹, not negative

    Returns
    -------
    CumulantState

    Source
    ------
    The test of this book's chapter on the debate; not in carroll2022.

    Example
    -------
    >>> from lasercore.cumulants import dots
    >>> start = coherent_start(dots, 4e13)
    >>> f"{start.photons:.1f} photons, {start.coherence:.0%} coherent"
    '489.3 photons, 100% coherent'
    """
    state = incoherent_state(suitable(laser), not_negative("pump", pump, "s⁻¹"), "cim")
    g, b = np.sqrt(laser.gamma_r * laser.gamma_2) / 2, np.sqrt(state.photons)
    s = laser.gamma_c / 2 * b / (g * laser.n_emitters)
    found = {"b": b, "s": s, "n": state["n"], "b* b": 0.0, "b s*": 0.0}
    values = np.array([found[name] for name in state.closure.equations.names])
    return CumulantState(laser, state.closure, 1.0, pump, values)
