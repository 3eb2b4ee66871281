"""The threshold of the photon distribution: where one photon becomes as likely as none."""

from collections.abc import Callable

import numpy as np

from lasercore._formulas import thresholds
from lasercore._formulas.thresholds import Threshold
from lasercore._progress import Progress
from lasercore.checks import choice, positive
from lasercore.density_matrix.ladder import four_level
from lasercore.laser import Laser

# Unless given: with that much memory the search stays within some ten seconds.
MAX_MEMORY = 1e8
# The bracket moves by this factor of the pump at a time, so often at most.
FACTOR, MOST_MOVES = 2.0, 60
METHODS = ("master equation", "class a", "class b", "class b quadratic")


def stochastic(
    laser: Laser, method: str = "master equation", max_memory: float = MAX_MEMORY
) -> Threshold:
    """Pump at which P(0) = P(1), by default in the exact distribution.

    Source: scully1967 and yacomotti2022 for class A; saldutti2024 Fig. 15, which compares it.
    """
    choice("method", method, METHODS)
    max_memory = positive("max_memory", max_memory, "bytes")
    if method != "master equation":
        four_level(laser, f"method={method!r}")
    return thresholds.stochastic(laser, lambda: _pump(laser, method, max_memory))


def _pump(laser: Laser, method: str, max_memory: float) -> float:
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    from lasercore import density_matrix

    start = thresholds.photon_recycling(laser).pump
    if method == "class a":
        return start  # P(1)/P(0) = G(1)/γ_c: gain equals loss, in the same closed form
    if method == "class b quadratic":
        return density_matrix.quadratic_threshold(laser).pump

    def excess(log_pump: float) -> float:
        pump = float(np.exp(log_pump))
        if method == "class b":
            return float(np.log(density_matrix.solve(laser, pump).ratio_at_empty))
        return _log_ratio(laser, pump, max_memory)

    low, high = _bracket(excess, np.log(start))
    return float(np.exp(brentq(excess, low, high, xtol=1e-12)))


def _bracket(excess: Callable[[float], float], start: float) -> list[float]:
    """Two logarithms of the pump between which ln P(1)/P(0), which grows, changes its sign.

    The recycling threshold, from which the root is never far, is the place to start.
    """
    up = excess(start) < 0
    step = np.log(FACTOR) * (1 if up else -1)
    for _ in range(MOST_MOVES):
        if (excess(start + step) < 0) != up:
            return sorted((start, start + step))
        start += step
    raise ArithmeticError(
        f"the stochastic threshold must lie within {FACTOR:g}^{MOST_MOVES} of the recycling"
        " threshold, but was not found there: look at master_equation.photon_statistics"
    )


def _log_ratio(laser: Laser, pump: float, max_memory: float) -> float:
    """ln P(1)/P(0), of entries that each have their own accuracy, however small they are.

    So far above threshold that an empty mode is less likely than the smallest number (P(0) rounds
    to zero), it is the limit ln 2ξ: below threshold P(0) is the largest entry of all.
    """
    from lasercore.master_equation.stationary import LOST_MASS, solve_from
    from lasercore.master_equation.window import WindowTooLarge, guess, refuse_too_slow

    limit = float(np.log(2 * laser.xi))
    try:
        refuse_too_slow(guess(laser, pump, LOST_MASS, from_zero=True), max_memory)
    except WindowTooLarge:
        if guess(laser, pump, LOST_MASS).n_low > 0:  # an empty mode is out of question
            return limit
        raise
    with Progress(None, 1.0, "stochastic threshold") as shown:
        solution = solve_from(laser, pump, LOST_MASS, max_memory, shown, from_zero=True)
    empty, one = solution.probabilities.sum(axis=0)[:2]
    if empty < np.finfo(float).tiny:
        return limit
    return float(np.log(one) - np.log(empty))
