"""The coherent branch: steady states with ⟨b⟩ ≠ 0, followed in pump through its fold."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, BoolArray
from lasercore.checks import positive, pump_array
from lasercore.cumulants.closures import Closure, a_fraction, with_field
from lasercore.cumulants.continuation import Curve, newton
from lasercore.cumulants.equations import Equations
from lasercore.cumulants.onset import (
    default_highest_pump,
    first_instability,
    from_above,
    from_onset,
)
from lasercore.cumulants.rates import rates, suitable
from lasercore.cumulants.state import CumulantState
from lasercore.laser import Laser
from lasercore.units import scientific
from lasercore.warnings import warn_validity

# A disturbance that changes slower than this, in units of k, neither grows nor decays: rounding.
NEUTRAL = 1e-9
# A curve within this share of one pump is a vertical line.
ONE_PUMP = 1e-6
# A state found farther than this share from its place on the curve is another one.
NEAR = 0.2


@dataclass(frozen=True, repr=False)
class CoherentBranch:
    """A curve of coherent steady states, from its high-pump end down and round its fold.

    Attributes
    ----------
    states : CumulantState
        At all points of the curve; empty if there is no coherent state.
    stable : array of bool
        Whether each point is stable against all disturbances but a turn of the phase.
    folds : tuple of float, s⁻¹
        Pumps at which the curve turns back.
    reason : str
        Where the branch comes from, or why there is none.
    """

    states: CumulantState
    stable: BoolArray
    folds: tuple[float, ...]
    reason: str

    def __repr__(self) -> str:
        where = f"{len(self.pump)} points from pump {self.lowest_pump:.6g} s⁻¹ on; "
        return f"CoherentBranch({where if self.exists else ''}{self.reason})"

    @property
    def exists(self) -> bool:
        """Whether any coherent state was found."""
        return len(self.pump) > 0

    @property
    def pump(self) -> Array:
        """J at the points of the curve (s⁻¹)."""
        return self.states.pump

    @property
    def lowest_pump(self) -> float:
        """The lowest pump with a coherent state (s⁻¹); NaN if there is none."""
        return float(self.pump.min()) if self.exists else float("nan")

    @property
    def lowest(self) -> int:
        """Place of the point with the lowest pump."""
        if not self.exists:
            raise ValueError("highest_pump must reach a coherent state; there is none: raise it")
        return int(np.argmin(self.pump))

    def at(self, pump: ArrayLike) -> CumulantState:
        """The upper coherent states at given pumps (s⁻¹), NaN where there is none on this curve.

        A `ValidityWarning` says where the curve was not followed as far as that.
        """
        pump, of = pump_array(pump), self.states
        values = np.full((len(of.values), pump.size), np.nan)
        if self.exists and not _at_one_pump(self.pump):
            end, flat = self.pump[0], pump.ravel()
            if np.any(flat > end):
                warn_validity(
                    f"pump must not exceed {end:.6g} s⁻¹, where this curve was left, got"
                    f" {flat.max():.6g} s⁻¹: the states there are NaN; raise highest_pump"
                )
            inside = (flat >= self.lowest_pump) & (flat <= end)
            values[:, inside] = self._polished(flat[inside])
        values = values.reshape(len(values), *pump.shape)
        return CumulantState(of.laser, of.closure, of.identical_fraction, pump[()], values)

    def _polished(self, pump: Array) -> Array:
        of, upper = self.states, slice(self.lowest, None, -1)  # from the lowest pump upwards
        # Near a fold a state moves with the root of the distance to it: in that it is smooth.
        low = np.log(self.lowest_pump)
        known = np.maximum.accumulate(np.sqrt(np.log(self.pump[upper]) - low))
        wanted = np.sqrt(np.log(pump) - low)
        guess = np.array([np.interp(wanted, known, row[upper]) for row in of.values])
        at, place = rates(of.laser, pump, of.identical_fraction), of.closure.equations.index("b")
        found = newton(of.closure.equations, at, guess.T).T
        near = np.abs(found[place] - guess[place]) <= NEAR * guess[place]
        if not np.all(near):
            raise ArithmeticError(
                f"the coherent state must lie on the curve, but was not found on it at pump"
                f" {pump[~near][0]:.6g} s⁻¹: read the points of the curve instead"
            )
        return found


@within_doubles
def coherent_branch(
    laser: Laser, closure: str | Closure = "cim", identical_fraction: float = 1.0, *,
    highest_pump: float | None = None,
) -> CoherentBranch:  # fmt: skip
    """Coherent steady states as a curve, followed by its arclength through every fold.

    If the incoherent state becomes unstable the curve starts there, with ⟨b⟩ = 0. If it does
    not, coherent states are looked for far above threshold, where the field is nearly classical
    with 2n − 1 = kγ/(N g²), and followed downwards to the fold where they end.

    Parameters
    ----------
    laser : Laser with `gamma_2`, two-level emitters and pump blocking
    closure : str or Closure
        A name in `CLOSURES`, or your own, with a field.
    identical_fraction : float, 0 to 1
        As in `incoherent_state`.
    highest_pump : float or None, s⁻¹, positive
        Where the curve is left; None: far outside the model's range, at ten times n_0 γ_2 or ten
        times the highest bifurcation of any named closure.

    Returns
    -------
    CoherentBranch
        Empty, with the reason, if there is no coherent state up to that pump. States outside
        the model's range are part of it and marked by ``branch.states.valid``.

    Source
    ------
    carroll2022 Fig. 1, whose stars are the lowest pumps of these curves.

    Example
    -------
    >>> from lasercore.cumulants import dots
    >>> branch = coherent_branch(dots, "reply")
    >>> f"from {branch.lowest_pump / 40:.3e} s⁻¹ on, {branch.states.photons[branch.lowest]:.0f}"
    'from 2.147e+13 s⁻¹ on, 10513'
    """
    suitable(laser)
    closure, fraction = with_field(closure, "coherent_branch"), a_fraction(identical_fraction)
    if highest_pump is None:
        highest_pump = default_highest_pump(laser, closure)
    highest_pump = positive("highest_pump", highest_pump, "s⁻¹")
    onset = first_instability(laser, closure, fraction, highest_pump)
    return branch_of(laser, closure, fraction, highest_pump, onset)


def branch_of(
    laser: Laser, closure: Closure, fraction: float, highest_pump: float, onset: float | None
) -> CoherentBranch:
    """As `coherent_branch`, of checked arguments, where the instability is already known."""
    unit = laser.n_emitters * laser.gamma_c / 2  # J at r = k
    curve = Curve(closure.equations, rates(laser, 0.0, fraction))
    top = np.log(highest_pump / unit)
    if onset is not None:
        points, turns = from_onset(curve, rates(laser, onset, fraction), top)
    else:
        points, turns = from_above(curve, laser, closure, top)
    pumps = unit * np.exp([log_pump for _, log_pump in points])
    states = np.array([state for state, _ in points]).reshape(-1, len(closure.equations.names))
    return CoherentBranch(
        CumulantState(laser, closure, fraction, pumps, states.T),
        stable_states(closure.equations, rates(laser, pumps, fraction), states),
        tuple(float(pumps[place]) for place in turns),
        _reason(pumps, onset, highest_pump),
    )


def _at_one_pump(pumps: Array) -> bool:
    return np.ptp(pumps) < ONE_PUMP * pumps.max()


def _reason(pumps: Array, onset: float | None, highest_pump: float) -> str:
    if not len(pumps):
        return f"no coherent state was found up to pump {scientific(highest_pump)} s⁻¹"
    if onset is None:
        return "it is detached: no mean field grows out of the incoherent state"
    if _at_one_pump(pumps):
        return (
            "it exists at the one pump where the incoherent state loses its stability: there the"
            " closure leaves open how much of the light is coherent"
        )
    return "it begins where the incoherent state loses its stability"


def stable_states(system: Equations, at: Array, states: Array) -> BoolArray:
    """Whether all disturbances decay, apart from a turn of the phase, which stays."""
    amplitude, phase = disturbances(system, at, states)
    # The turn is the eigenvalue zero; all phases may turn together.
    order = np.argsort(np.abs(phase), axis=-1)[..., 1:]
    phase = np.take_along_axis(phase, order, axis=-1)
    slowest = [found.real.max(axis=-1, initial=-np.inf) for found in (amplitude, phase)]
    return (slowest[0] < -NEUTRAL) & (slowest[1] < -NEUTRAL)


def disturbances(system: Equations, at: Array, states: Array) -> tuple[Any, Any]:
    """Eigenvalues, in units of k, of real disturbances of real states, and of imaginary ones."""
    direct, conjugate = system.slopes(at, states)
    phased = np.flatnonzero(system.complex)
    turned = (direct - conjugate)[..., phased[:, None], phased]
    return np.linalg.eigvals(direct + conjugate), np.linalg.eigvals(turned)
