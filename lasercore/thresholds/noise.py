"""Thresholds read off the noise of the light: searches, by whichever noise model is asked for."""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from lasercore._formulas import searched
from lasercore._formulas.noise import far_above
from lasercore._formulas.searched import CLEAR, FANO, VISIBLE
from lasercore._formulas.steady import steady_state
from lasercore._formulas.texts import quantity, scientific
from lasercore._formulas.thresholds import (
    Threshold,
    none,
    not_computed,
    photon_recycling,
    reached_at,
)
from lasercore._typing import Array, FloatOrArray
from lasercore.checks import choice, positive, whole
from lasercore.constants import ELEMENTARY_CHARGE
from lasercore.laser import Laser
from lasercore.thresholds.dynamic import search_grid

# A sample lies below a limit for sure if so many standard errors fit between them.
SURE = 4
# The sampled and the exact curve are followed uphill in factors of two, so many at most.
STEPS = 12
# Largest window of the exact search, in bytes and in photon numbers: just above xi = 1/2, where a
# few carriers meet many thousands of photons, it stays within half a minute or so.
MAX_MEMORY, MOST_PHOTONS = 3e7, 5e4
_OPTIONS = {"langevin": (), "master equation": ("max_memory",), "gillespie": ("events", "seed")}


def fano(laser: Laser, method: str = "langevin", **options: Any) -> Threshold:
    """Maximum of the Fano factor over the pump.

    Source: saldutti2024 Fig. 11, which compares it.
    """
    methods = {
        "langevin": _by_langevin,
        "master equation": _by_master_equation,
        "gillespie": _by_gillespie,
    }
    choice("method", method, methods)
    unknown = [name for name in options if name not in _OPTIONS[method]]
    if unknown:
        takes = f"only {', '.join(_OPTIONS[method])}" if _OPTIONS[method] else "no options"
        fitting = (repr(other) for other in methods if set(unknown) <= set(_OPTIONS[other]))
        remedy = "".join(f" or use method={other}" for other in fitting)
        raise TypeError(
            f"{FANO!r} by {method!r} takes {takes}, got {', '.join(unknown)}: leave them"
            f" out{remedy}"
        )
    return methods[method](laser, **options)


# --- Langevin: a smooth curve in closed form ---------------------------------------------------


def _by_langevin(laser: Laser) -> Threshold:
    if laser.eta <= 0:
        return searched.only_thermal(laser)

    def noise(log_place: FloatOrArray) -> Any:
        return searched.noise(laser, np.exp(log_place))

    grid = search_grid(laser)
    values = noise(grid)
    top = int(np.argmax(values))
    foot = far_above(laser) - 1
    if not values[top] > foot * (1 + CLEAR) or top in (0, len(grid) - 1):
        return _no_peak(laser, values)
    summit = _summit(noise, grid[top - 1], grid[top + 1])
    return searched.peak(laser, np.exp(summit), noise(summit))


def _summit(function: Callable[[Any], Any], low: float, high: float) -> float:
    """Maximum of a smooth function between two neighbours of its highest grid point.

    Comparing values would find it to the square root of the rounding only. The root of the
    derivative of a polynomial through nine points has nearly all digits.
    """
    from numpy.polynomial import chebyshev  # here, so that importing lasercore stays quick

    middle, half = 0.5 * (low + high), 0.5 * (high - low)
    curve = chebyshev.chebinterpolate(lambda x: function(middle + half * x), 8)
    roots = chebyshev.chebroots(chebyshev.chebder(curve))
    inside = roots.real[(np.abs(roots.imag) < 1e-6) & (np.abs(roots.real) <= 1)]
    if not inside.size:  # flat to rounding
        return middle
    return middle + half * inside[np.argmax(chebyshev.chebval(inside, curve))]


def _no_peak(laser: Laser, values: Array) -> Threshold:
    falls = values[1:] < values[:-1] - CLEAR * np.abs(values[:-1])
    if not np.any(falls):
        return searched.only_grows(laser)
    height = values[int(np.argmax(falls))]
    return searched.hump(laser, height) if height > VISIBLE else searched.dips(laser)


# --- the exact distribution, and samples of it -------------------------------------------------


def _by_master_equation(laser: Laser, max_memory: float | None = None) -> Threshold:
    from scipy.optimize import minimize_scalar  # here, so that importing lasercore stays quick

    from lasercore import master_equation

    if max_memory is None:
        max_memory = min(MAX_MEMORY, 8 * MOST_PHOTONS * (laser.n_emitters + 1) ** 2)
    max_memory = positive("max_memory", max_memory, "bytes")
    if laser.xi <= 0.5:
        return _only_thermal_photons(laser)

    def noise(log_pump: float) -> float:
        light = master_equation.photon_statistics(laser, np.exp(log_pump), max_memory=max_memory)
        return float(light.fano)

    pumps, values = _uphill(noise, np.log(_start(laser)))
    top = int(np.argmax(values))
    if values[top] <= far_above(laser) * (1 + CLEAR):
        return none(FANO, _no_peak_between(laser, "exact", pumps))
    if top in (0, len(values) - 1):
        return not_computed(FANO, _search_ended("exact", pumps, values))
    best = minimize_scalar(
        lambda x: -noise(x),
        bounds=(pumps[top - 1], pumps[top + 1]),
        method="bounded",
        options={"xatol": 1e-6},
    )
    reason = f"the exact Fano factor peaks, at {scientific(-best.fun)}"
    return reached_at(FANO, steady_state(laser, np.exp(best.x)), reason)


def _by_gillespie(laser: Laser, events: int = 2_000_000, seed: int = 0) -> Threshold:
    from lasercore import gillespie

    events, seed = whole("events", events), whole("seed", seed, least=0)
    if laser.xi <= 0.5:
        return _only_thermal_photons(laser)
    sampled: dict[float, tuple[float, float]] = {}

    def noise(log_pump: float) -> float:
        # Its own stream for every pump, the same in every run with the same seed.
        stream = int(np.random.SeedSequence([seed, len(sampled)]).generate_state(1)[0])
        light = gillespie.photon_statistics(
            laser, np.exp(log_pump), events=events, seed=stream, progress=False
        )
        sampled[log_pump] = float(light.fano), float(light.errors["fano"])
        return sampled[log_pump][0]

    pumps, values = _uphill(noise, np.log(_start(laser)))
    top = int(np.argmax(values))
    if values[top] + SURE * sampled[pumps[top]][1] < far_above(laser):
        return none(FANO, _no_peak_between(laser, "sampled", pumps))
    if top in (0, len(values) - 1):
        return not_computed(FANO, _search_ended("sampled", pumps, values))
    low, high = pumps[top - 1], pumps[top + 1]
    for log_pump in np.linspace(low, high, 12)[1:-1]:
        noise(log_pump)
    near = [x for x in sampled if low <= x <= high]
    summit, error, height = _fitted_summit(np.array(near), *np.array([sampled[x] for x in near]).T)
    if not (low < summit < high and error < 0.5 * (high - low)):
        reason = f"its peak drowns in the errors with events = {events}: raise events"
        return not_computed(FANO, reason)
    return reached_at(
        FANO,
        steady_state(laser, np.exp(summit)),
        f"the sampled Fano factor peaks, at {scientific(height)}; the pump is known to"
        f" {100 * error:.2g} % (one standard error)",
    )


def _start(laser: Laser) -> float:
    """Where to begin: the Langevin peak or, without one, the photon-recycling threshold."""
    peak = _by_langevin(laser)
    return (peak if peak.reached else photon_recycling(laser)).pump


def _uphill(function: Callable[[float], float], start: float) -> tuple[list[float], list[float]]:
    """Points a factor of two apart around the first maximum uphill from `start`."""
    points = [start - np.log(2), start, start + np.log(2)]
    values = [function(x) for x in points]
    for _ in range(STEPS):
        top = int(np.argmax(values))
        if 0 < top < len(points) - 1:
            break
        end = -1 if top else 0
        further = points[end] + np.log(2) * (1 if top else -1)
        at = len(points) if top else 0
        points.insert(at, further)
        values.insert(at, function(further))
    return points, values


def _fitted_summit(x: Array, values: Array, errors: Array) -> tuple[Any, ...]:
    """Maximum of a weighted quartic: where it is, its standard error, how high.

    Over a factor of four in pump a cubic would shift the peak by up to 5 %, a quartic by 1 %.
    """
    middle = x.mean()
    curve, covariance = np.polyfit(x - middle, values, 4, w=1 / errors, cov="unscaled")
    slope, bend = np.polyder(curve), np.polyder(curve, 2)
    roots = np.roots(slope)
    peaks = roots.real[(np.abs(roots.imag) < 1e-12) & (np.polyval(bend, roots.real) < 0)]
    peaks = peaks[np.abs(peaks) < np.ptp(x) / 2]
    if not len(peaks):
        return np.nan, np.inf, np.nan
    at = peaks[np.argmax(np.polyval(curve, peaks))]
    # The root of the slope moves by −(change of the slope there)/(bend).
    by_coefficient = np.array([4 * at**3, 3 * at**2, 2 * at, 1.0, 0.0])
    spread = np.sqrt(by_coefficient @ covariance @ by_coefficient)
    return middle + at, spread / abs(np.polyval(bend, at)), np.polyval(curve, at)


def _only_thermal_photons(laser: Laser) -> Threshold:
    """As `searched.only_thermal`, of carriers that are counted: no pump brings more than n_0."""
    if laser.pump_blocking:
        return searched.only_thermal(laser)
    end = "grows without limit, like its photon number"
    if laser.xi < 0.5:
        end = f"tends to that of thermal light, {scientific(1 / (1 - 2 * laser.xi))}"
    return none(
        FANO,
        f"xi = {laser.xi:.3g} ≤ 1/2, an LED even with all {laser.n_emitters} emitters excited, and"
        f" no pump excites more: its Fano factor has no peak but {end}",
    )


def _no_peak_between(laser: Laser, kind: str, log_pumps: Sequence[float]) -> str:
    """The reason where all values lie below `far_above`, which the curve is known to approach.

    Without pump blocking the exact carriers still end at n_0, which the linear noise approximation
    does not know: there `far_above` is 1, and it is the smallest pumps that are known to have it.
    """
    low, high = (_current(log_pumps[end]) for end in (0, -1))
    end = f"{'far above threshold' if laser.pump_blocking else 'at small pumps'} it tends to"
    return (
        f"the {kind} Fano factor has no peak between {low} and {high}; {end}"
        f" {scientific(far_above(laser))}, which is more"
    )


def _search_ended(kind: str, log_pumps: Sequence[float], values: Sequence[float]) -> str:
    up = values[-1] > values[0]
    end, way = (-1, "higher") if up else (0, "lower")
    return (
        f"the {kind} Fano factor is still rising at the end of the search, at"
        f" {_current(log_pumps[end])}, where it is {scientific(values[end])}: its peak, if there is"
        f" one, lies at {way} pumps"
    )


def _current(log_pump: float) -> str:
    return quantity(np.exp(log_pump) * ELEMENTARY_CHARGE, "A")
