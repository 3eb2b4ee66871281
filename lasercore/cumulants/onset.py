"""Where coherent states are found: at the instability of the incoherent one, or far above it."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lasercore._formulas.thresholds import into_mode
from lasercore._typing import Array
from lasercore.cumulants.closures import Closure
from lasercore.cumulants.continuation import Curve, Point, newton
from lasercore.cumulants.equations import Equations
from lasercore.cumulants.incoherent import growth, steady
from lasercore.laser import Laser

# Unless asked otherwise pumps are followed to ten times those that leave the model's range, or
# that the bifurcation may need.
BEYOND = 10.0
# Pumps at which instabilities of the incoherent state are looked for, and the first of them as a
# share of the pump that makes up for all losses of an emitter.
SCAN, DEEP = 241, 1e-3
# Pumps per search for a coherent state far above threshold.
TRIES = 24
# Share of coherent photons with which a branch that starts from nothing is entered, and left.
ENTRY, EXIT = 1e-4, 1e-6
# δ⟨b†b⟩ below minus this share of |⟨b⟩|² is so far from any light that the curve is left.
ABSURD = 0.5


def inversion_needed(laser: Laser) -> float:
    """⟨n⟩ at which stimulated gain makes up for the loss, ½(1 + 1/2ξ); above 1 for an LED."""
    return laser.threshold_carriers / laser.n_emitters


def _losses(laser: Laser, closure: Closure) -> float:
    """Carriers that an excited emitter loses per second near the bifurcation of the CIM."""
    return laser.gamma_bg + ("b s*" in closure.families) * into_mode(laser)


def default_highest_pump(laser: Laser, closure: Closure) -> float:
    """Beyond the model's range and, for a laser, beyond the bifurcation of every closure."""
    n_0, n = laser.n_emitters, inversion_needed(laser)
    highest = n_0 * laser.gamma_2
    if n < 1:  # pairs of emitters move the bifurcation to n_0 times as much at most
        highest = max(highest, n_0 * n / (1 - n) * _losses(laser, closure) * n_0)
    return BEYOND * highest


def first_instability(
    laser: Laser, closure: Closure, fraction: float, highest_pump: float
) -> float | None:
    """Lowest pump at which a mean field begins to grow in the incoherent state, or None."""
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    lowest = DEEP * laser.n_emitters * _losses(laser, closure)
    if lowest == 0:
        raise ValueError(
            "gamma_bg must be positive for a closure without 'b s*', got 0.0 s⁻¹: nothing empties"
            " the emitters then, at any pump"
        )
    if highest_pump <= lowest:
        return None
    pumps = np.geomspace(lowest, highest_pump, SCAN)
    growing = growth(laser, pumps, closure, fraction) > 0
    if not np.any(growing):
        return None
    first = int(np.argmax(growing))
    if first == 0:
        raise ArithmeticError(
            f"the bifurcation must lie above pump {lowest:.3g} s⁻¹, but a field grows there"
            f" already: the correlations of closure {closure.name!r} do not describe this laser"
        )

    def rate(log_pump: float) -> float:
        return float(growth(laser, np.exp(log_pump), closure, fraction))

    low, high = np.log(pumps[first - 1 : first + 1])
    return float(np.exp(brentq(rate, low, high, xtol=1e-13, rtol=1e-14)))


def from_onset(curve: Curve, at: Array, top: float) -> tuple[list[Point], list[int]]:
    """The curve that leaves the incoherent state at its instability, from its far end.

    `at` holds the rates there; `top` is ln r at the highest pump. Returns the points and the
    places of turning points among them.
    """
    system = curve.system
    dark, seeded = steady(system, at), _seeded(system, at)
    held = np.zeros(len(dark) + 1)
    held[system.index("b")] = 1.0  # with the field held, the search is for the pump
    onset = float(np.log(at[2]))
    scale = np.abs(seeded) + 1e-9
    # Correlations that are zero in the dark may jump by any multiple of the scale.
    found = curve.correct(seeded, onset, scale, held, most=30, reach=np.inf)
    if found is None:
        raise ArithmeticError(
            f"the coherent branch must begin at r = {at[2]:.4g} k, but no weakly coherent state"
            " was found near it: try another fraction or closure"
        )
    direction = np.append(seeded - dark, 0.0)
    points, turns = curve.follow(found[0], found[1], direction, _ends(system, top))
    # The first point is the incoherent state itself; the list is turned round.
    return [*points[::-1], (dark, onset)], [len(points) - 1 - place for place in turns[::-1]]


def _seeded(system: Equations, at: Array) -> Array:
    """The incoherent state with a little of the mode that begins to grow there."""
    state = steady(system, at)
    turning, field = np.flatnonzero(system.charge == 1), system.index("b")
    values, vectors = np.linalg.eig(system.slopes(at, state)[0][turning[:, None], turning])
    mode = vectors[:, np.argmax(values.real)].real
    amplitude = np.sqrt(ENTRY * max(state[system.index("b* b")], 1.0))
    state[turning] = mode * amplitude / mode[turning.tolist().index(field)]
    return state


def _ends(system: Equations, top: float) -> Callable[[Array, float], Any]:
    """When a curve is left: beyond the highest pump, without a field, or far from any light."""
    field, photons = system.index("b"), system.index("b* b")

    def ends(state: Array, log_pump: float) -> Any:
        coherent, rest = state[field] ** 2, state[photons]
        dark = state[field] <= 0 or coherent < EXIT * abs(rest)
        return dark or rest < -ABSURD * coherent or log_pump > top

    return ends


def from_above(
    curve: Curve, laser: Laser, closure: Closure, top: float
) -> tuple[list[Point], list[int]]:
    """The curve through a nearly classical state far above threshold, from its far end."""
    far = _classical_start(curve, laser, closure, top)
    if far is None:
        return [], []
    up = np.zeros(len(far[0]) + 1)
    up[-1] = 1.0
    ends = _ends(curve.system, top)
    above, turns_above = curve.follow(*far, up, ends)
    below, turns = curve.follow(*far, -up, ends)
    last = len(above) - 1
    places = [last - place for place in turns_above[::-1]] + [last + place for place in turns]
    return [*above[::-1], *below[1:]], places


def _classical_start(curve: Curve, laser: Laser, closure: Closure, top: float) -> Point | None:
    """A coherent state at the highest of some pumps where Newton's method finds one."""
    system, n = curve.system, inversion_needed(laser)
    if n >= 1:
        return None
    k = laser.gamma_c / 2
    onset = np.log(n / (1 - n) * _losses(laser, closure) / k)
    for log_pump in np.linspace(top, onset, TRIES):
        at = curve.rates(log_pump)
        state = _classical(system, at, n)
        found = newton(system, at[None], state[None])[0]
        if np.isfinite(found).all() and found[system.index("b")] > 0.1 * state[system.index("b")]:
            return found, float(log_pump)
    return None


def _classical(system: Equations, at: Array, n: float) -> Array:
    """All light coherent: what the emitters take up, and do not lose, leaves the mode."""
    k, _, r, gamma_bg, g, others, _ = at
    state = np.zeros(len(system.names))
    b = np.sqrt(max((1 + others / g) * (r * (1 - n) - gamma_bg * n) / (2 * k), 0.0))
    found = {"n": n, "b": b, "s": k * b / (g + others)}
    for name, value in found.items():
        state[system.index(name)] = value
    return state
