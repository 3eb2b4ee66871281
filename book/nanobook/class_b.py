"""The lasers, pumps and states that figures of class B share, for two chapters.

Rates are in units of γ_bg, in `laser_with` of γ_r.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lasercore import Catalogue, Laser, density_matrix, master_equation
from nanobook.style import COLOURS, GREY

# How each model is drawn, so that it looks the same in all figures.
LOOKS = {
    "class A": {"color": COLOURS[1], "linestyle": "--"},
    "class B": {"color": COLOURS[0], "linestyle": "-"},
    "Langevin": {"color": COLOURS[2], "linestyle": "-."},
    "rate equations": {"color": GREY, "linestyle": ":"},
}
EXACT = {"color": COLOURS[4], "linestyle": "none", "marker": "o", "markersize": 5, "mec": "white"}
SAMPLED = {"color": COLOURS[3], "fmt": "s", "markersize": 4.5, "linewidth": 1.2}
# Pumps λ = J/n_0 of each laser: first, last, and those where the exact distribution is solved.
RANGES = Catalogue(
    {"single atom": (1e-2, 1e3), "nanoscopic": (3e-2, 1e2), "mesoscopic": (1e-2, 1.0)}, "laser"
)
SOLVED = {
    "single atom": tuple(np.geomspace(1e-2, 1e3, 11)),
    "nanoscopic": tuple(np.geomspace(3e-2, 1e2, 11)),
    "mesoscopic": (0.01, 0.02, 0.03, 0.039, 0.044),
}
# Numbers of emitters in maps of many small lasers.
EMITTERS = (1, 2, 3, 4, 5, 7, 10, 14, 20, 30, 42, 60)


def laser(name: str) -> Laser:
    """A laser of the regimes."""
    return density_matrix.regimes[name]


def pump(name: str, rate: float) -> float:
    """J of a laser from λ = J/n_0."""
    return float(rate) * laser(name).n_emitters


@lru_cache(maxsize=512)
def state(name: str, rate: float) -> density_matrix.Solution:
    """Class B of one laser at λ = `rate`."""
    return density_matrix.solve(laser(name), pump(name, rate))


@lru_cache(maxsize=64)
def comparison(name: str, rate: float) -> density_matrix.ClosureError:
    """Class B and exact, of one laser at λ = `rate`."""
    return density_matrix.ClosureError(state(name, rate), exact(name, rate))


@lru_cache(maxsize=64)
def exact(name: str, rate: float) -> master_equation.Solution:
    """The exact solution of one laser at λ = `rate`."""
    return master_equation.solve(laser(name), pump(name, rate))


def pumps(name: str, points: int = 121) -> NDArray[Any]:
    """Pumps λ over the range of one laser."""
    return np.geomspace(*RANGES[name], points)


def laser_with(n_emitters: int, beta: float, share: float = 5.0) -> Laser:
    """A four-level laser of γ_r = 1 with n_0/N_sat = `share`."""
    return Laser(n_emitters, 1.0, 1 / beta - 1, n_emitters / share, absorption=False)


def first_pump(laser: Laser) -> float:
    """n_0 λ⁽⁰⁾, class A's threshold."""
    b = density_matrix.n_sat(laser) / laser.n_emitters
    return laser.n_emitters * b * laser.gamma_t / (1 - b)
