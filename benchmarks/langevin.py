"""Langevin noise for many pumps: the closed form against scipy, pump by pump."""

import numpy as np
from scipy.linalg import expm, solve_continuous_lyapunov
from timing import report, side_by_side

from lasercore import catalogue, langevin, processes, rate_equations
from lasercore.thresholds import pump_range, threshold

LASER = catalogue["EDC laser 3"]
MANY = pump_range(LASER, points=100_000)
FEW = pump_range(LASER, points=1000)
FREQUENCY = np.geomspace(1e6, 1e13, 1000)
DELAY = np.linspace(0, 1e-10, 1000)
PUMP = 1e13


def lyapunov(pumps):
    """scipy's Bartels–Stewart solver, in a loop; the matrices are made for all pumps at once."""
    state = rate_equations.steady_state(LASER, pumps)
    A = processes.jacobian(LASER, state.carriers, state.photons, pumps)
    D = langevin.diffusion(LASER, state.carriers, state.photons, pumps)
    return [solve_continuous_lyapunov(A[..., i], -D[..., i]) for i in range(len(pumps))]


def matrices():
    state = rate_equations.steady_state(LASER, PUMP)
    A = processes.jacobian(LASER, state.carriers, state.photons, PUMP)
    return A, langevin.diffusion(LASER, state.carriers, state.photons, PUMP)


def inverses(frequencies):
    """The spectrum by numpy's stacked inverse."""
    A, D = matrices()
    inverse = np.linalg.inv(2j * np.pi * frequencies[:, None, None] * np.eye(2) - A)
    return inverse @ D @ inverse.conj().transpose(0, 2, 1)


def exponentials(delays):
    """g²(τ) by scipy's stacked matrix exponential."""
    return expm(matrices()[0] * delays[:, None, None])


if __name__ == "__main__":
    medians = side_by_side(
        {
            "photon statistics, 100 000 pumps": lambda: langevin.photon_statistics(LASER, MANY),
            "of which the steady state": lambda: rate_equations.steady_state(LASER, MANY),
        }
    )
    report("Closed form (bar: 15 ms)", medians)
    few = {
        "closed form, 1000 pumps": lambda: langevin.covariance(LASER, FEW),
        "solve_continuous_lyapunov, 1000 pumps": lambda: lyapunov(FEW),
    }
    report("Covariance", side_by_side(few, rounds=7))
    curves = {
        "spectrum, 1000 frequencies": lambda: langevin.spectrum(LASER, PUMP, FREQUENCY),
        "numpy.linalg.inv, 1000 frequencies": lambda: inverses(FREQUENCY),
        "g2, 1000 delays": lambda: langevin.g2(LASER, PUMP, DELAY),
        "scipy expm, 1000 delays": lambda: exponentials(DELAY),
    }
    report("One pump, many frequencies and delays", side_by_side(curves))
    search = {
        "Fano threshold": lambda: threshold(LASER, "fano"),
        "exact Fano threshold": lambda: threshold(LASER, "fano", method="master equation"),
    }
    report("Fano threshold of one laser (bar: 5 ms)", side_by_side(search, rounds=7))
