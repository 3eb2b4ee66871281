"""Steady state of the rate equations for many pumps: closed form against general methods."""

import numpy as np
from scipy.optimize import brentq, root
from timing import report, side_by_side

from lasercore import catalogue, processes, rate_equations
from lasercore.thresholds import pump_range

LASER = catalogue["EDC laser 3"]
MANY = pump_range(LASER, points=100_000)
FEW = pump_range(LASER, points=100)


def bracketed(pumps):
    """One bracketed root search per pump, on the inverse J(n_p)."""
    for pump in pumps:
        brentq(lambda n, j=pump: rate_equations.pump_for_photons(LASER, n) - j, 0.0, 1e6)


def newton(pumps):
    """scipy's hybrid Powell method on the two rate equations, from the previous solution."""
    state, fixed = np.array([1.0, 0.01]), processes.parameters(LASER)
    for pump in pumps:
        solved = root(
            lambda y, j=pump: processes.STOICHIOMETRY.T @ processes.formulas(*y, j, *fixed), state
        )
        state = solved.x


def companion(pumps):
    """The same quadratic by numpy's companion matrix, pump by pump."""
    for j in pumps / LASER.gamma_c:
        np.roots([2, 1 / LASER.beta_eff - 2 * LASER.eta * j, -j])


if __name__ == "__main__":
    medians = side_by_side(
        {"closed form, 100 000 pumps": lambda: rate_equations.steady_state(LASER, MANY)}
    )
    report("Closed form (bar: 5 ms)", medians)
    few = {
        "closed form, 100 pumps": lambda: rate_equations.steady_state(LASER, FEW),
        "numpy.roots, 100 pumps": lambda: companion(FEW),
        "brentq on J(n_p), 100 pumps": lambda: bracketed(FEW),
        "scipy root on both equations, 100 pumps": lambda: newton(FEW),
    }
    report("General methods", side_by_side(few, rounds=7))
