"""The incoherent state, without a mean field, and what becomes of a small field put into it."""

import numpy as np

from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore.checks import pump_array
from lasercore.cumulants.closures import Closure, a_closure, a_fraction, with_field
from lasercore.cumulants.equations import Equations
from lasercore.cumulants.rates import rates, suitable, warn_beyond
from lasercore.cumulants.state import CumulantState
from lasercore.laser import Laser


@within_doubles
def incoherent_state(
    laser: Laser, pump: ArrayLike, closure: str | Closure = "cim", identical_fraction: float = 1.0
) -> CumulantState:
    """Steady state with ⟨b⟩ = 0, in closed form for every closure.

    r(1 − n) = γ_bg n + 2gX,  X = g n/[γ + k − (2n − 1) g²(N/k + f M/γ)],  δ⟨b†b⟩ = g N X/k,
    C = g X(2n − 1)/γ: a quadratic equation for n, whose smaller root keeps X positive. The
    term with f is there only if C is kept; all that has a phase, and F, is zero.

    Parameters
    ----------
    laser : Laser
        With `gamma_2`, two-level emitters and pump blocking.
    pump : float or array, s⁻¹, not negative
    closure : str or Closure
        A name in `CLOSURES`, or your own.
    identical_fraction : float, 0 to 1
        Share f of the other emitters with which an emitter is correlated: it weights every sum
        over cumulants of two emitters, f M C in the equation of X, f M D in that of Y and f M E
        in that of Z, not the sums over all emitters or over products of means.

    Returns
    -------
    CumulantState

    Warns
    -----
    ValidityWarning
        If γ < (r + γ_bg)/2, which no physical emitter obeys.

    Source: carroll2022 and vyshnevyy2022, whose models these are.

    Example
    -------
    >>> from lasercore.cumulants import dots
    >>> state = incoherent_state(dots, 40 * 3.02475e12)
    >>> f"{state.photons:.1f} photons, n = {state.occupation:.5f}, coherence {state.coherence}"
    '1480.0 photons, n = 0.75510, coherence 0.0'
    """
    suitable(laser)
    pump = pump_array(pump)
    closure, fraction = a_closure(closure), a_fraction(identical_fraction)
    warn_beyond(laser, pump)
    values = steady(closure.equations, rates(laser, pump, fraction))
    return CumulantState(laser, closure, fraction, pump[()], np.moveaxis(values, -1, 0))


def steady(system: Equations, at: Array) -> Array:
    """The incoherent steady state, variables last."""
    k, gamma, r, gamma_bg, g, others, partners = np.moveaxis(at, -1, 0)
    everybody = g + others  # g N
    emits, pairs = (system.index(name) is not None for name in ("b s*", "s* s"))
    # X = g n/(loss − gain (2n − 1)); with `room` for that denominator the steady state is
    # decay·room² + linear·room − emission·most = 0.
    loss, gain = gamma + k, g * (everybody / k + pairs * partners / gamma)
    most, decay, emission = loss + gain, r + gamma_bg, 2 * g**2
    if emits:
        linear = 2 * gain * r - decay * most + emission
        root = np.sqrt(linear**2 + 4 * decay * emission * most)
        n = 2 * r * most / (linear + 2 * decay * most + root)
        x = g * n / _positive_root(decay, linear, -emission * most, root)
    else:
        n, x = np.divide(r, decay, out=np.zeros_like(r), where=decay > 0), np.zeros_like(r)
    found = {"n": n, "b* b": everybody * x / k, "b s*": x, "s* s": g * x * (2 * n - 1) / gamma}
    state = np.zeros((*n.shape, len(system.names)))
    for place, name in enumerate(system.names):
        state[..., place] = found.get(name, 0.0)
    return state


def _positive_root(quadratic: Array, linear: Array, constant: Array, root: Array) -> Array:
    """Of a x² + b x + c with c < 0, in the form that does not cancel; a may be zero if b > 0."""
    up = linear >= 0
    bottom = np.where(up, linear + root, 2 * quadratic)
    return np.where(up, -2 * constant, root - linear) / bottom


@within_doubles
def growth_rate(
    laser: Laser, pump: ArrayLike, closure: str | Closure = "cim", identical_fraction: float = 1.0
) -> FloatOrArray:
    """Rate at which a small mean field grows in the incoherent state: largest Re of its modes.

    ⟨b⟩, ⟨σ⟩, Z and E turn once with the phase of the field; to first order nothing else moves
    them, and they move nothing else. A positive rate means that the incoherent state is not stable.

    Parameters
    ----------
    laser, pump, closure, identical_fraction
        As `incoherent_state`; the closure must have a field.

    Returns
    -------
    float or array of the shape of `pump`, s⁻¹

    Source: carroll2022, stability of the incoherent solution.

    Example
    -------
    >>> from lasercore.cumulants import dots
    >>> [f"{growth_rate(dots, 4e14, closure) / 1e10:.5f} k" for closure in ("cim", "reply")]
    ['0.00070 k', '-0.64849 k']
    """
    closure = with_field(closure, "growth_rate")
    suitable(laser)
    pump, fraction = pump_array(pump), a_fraction(identical_fraction)
    warn_beyond(laser, pump)
    return growth(laser, pump, closure, fraction)[()]


def growth(
    laser: Laser, pump: ArrayLike, closure: Closure, fraction: float, charge: int = 1
) -> Array:
    """As `growth_rate`, of checked arguments; also of what turns twice, or not at all."""
    system, at = closure.equations, rates(laser, pump, fraction)
    state = steady(system, at)
    matrix = system.slopes(at, state)[0] if charge else system.jacobian(at, state)
    kept = np.flatnonzero(system.charge == charge)
    modes = np.linalg.eigvals(matrix[..., kept[:, None], kept])
    return modes.real.max(axis=-1) * laser.gamma_c / 2
