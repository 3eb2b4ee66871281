"""The threshold read off the small-signal response on a grid of places."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lasercore._formulas import searched
from lasercore._formulas.noise import overdamping
from lasercore._formulas.thresholds import Threshold
from lasercore._typing import Array, FloatOrArray
from lasercore.laser import Laser

GRID_POINTS = 4000


def search_grid(laser: Laser) -> Array:
    """Logarithms of the places at which a search looks first."""
    return np.log(np.geomspace(*searched.ends(laser), GRID_POINTS))


def relaxation_oscillations(laser: Laser) -> Threshold:
    """Onset of complex eigenvalues, 4ω_R² = Γ_d².

    Source: saldutti2024 Fig. 11, which compares it.
    """
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    def excess(log_place: FloatOrArray) -> Any:
        return overdamping(searched.state_at(laser, np.exp(log_place)))

    grid = search_grid(laser)
    values = excess(grid)
    # A narrow window may lie between two grid points: look into every dip before the first.
    dips = 1 + np.flatnonzero((values[1:-1] <= values[:-2]) & (values[1:-1] <= values[2:]))
    grid = np.sort(np.append(grid, [_lowest(excess, grid[d - 1], grid[d + 1]) for d in dips]))
    values = excess(grid)
    if not np.any(values < 0):
        return searched.never_rings()
    first = int(np.argmax(values < 0))
    if first == 0:
        return searched.always_rings()
    onset, before = grid[first], grid[first - 1]
    if excess(before) > 0 > excess(onset):  # else the window is one rounding deep
        onset = brentq(excess, before, onset, xtol=1e-14)
    return searched.rings(laser, np.exp(onset))


def _lowest(function: Callable[[float], Any], low: float, high: float) -> float:
    from scipy.optimize import minimize_scalar

    options = {"xatol": 1e-12}
    return minimize_scalar(function, bounds=(low, high), method="bounded", options=options).x
