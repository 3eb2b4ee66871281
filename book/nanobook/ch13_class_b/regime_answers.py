"""The same laser by class A, class B and exactly, as quickly as a slider moves."""

from dataclasses import dataclass

import numpy as np

from lasercore import Progress, density_matrix, langevin, master_equation
from lasercore.density_matrix.class_a import LOST_MASS, cut
from lasercore.density_matrix.ladder import four_level
from lasercore.laser import Laser
from lasercore.master_equation.stationary import solve_from
from lasercore.statistics import PhotonStatistics
from lasercore.units import scientific
from nanobook.ch09_whom_to_trust.solvers_figure import share_below_zero
from nanobook.live.noted import noted

MAX_MEMORY = 4e6
"""Bytes of the largest window of the exact distribution: about 0.08 s on one core."""
MOST_PHOTONS = 200_000
"""Photon number to which class A and class B may reach: about 0.06 s."""
NEVER = 5e-4
"""Share of Langevin's Gaussian below zero photons from which on it is no judge any more."""


@dataclass(frozen=True)
class Answers:
    """What three models say of one laser at one pump; None where one cannot answer."""

    laser: Laser
    pump: float
    class_a: PhotonStatistics | None
    class_b: PhotonStatistics | None
    exact: PhotonStatistics | None
    langevin: PhotonStatistics | None  # judges where nothing is exact, unless it is no judge
    ratios: dict  # P(1)/P(0) by model, also where both underflow; NaN where it is not known
    shares: dict  # by model ρ_n/P(n): the share of excited emitters while there are n photons
    problems: dict  # why a model cannot answer
    notes: tuple  # what the models warned of

    @property
    def by_name(self):
        """The three answers, None among them, by the name of the model."""
        return {"exact": self.exact, "class B": self.class_b, "class A": self.class_a}

    @property
    def known(self):
        """The answers that there are, by the name of the model."""
        return {name: light for name, light in self.by_name.items() if light is not None}

    @property
    def balance(self):
        """b = N_sat/n_0, the share of excited emitters at which gain equals loss."""
        return _balance(self.laser)

    @property
    def per_emitter(self):
        """λ = J/n_0."""
        return self.pump / self.laser.n_emitters

    @property
    def judge(self):
        """What the models are measured by: exact, or Langevin far above threshold, or None."""
        return self.exact or self.langevin

    def excess(self, name, key):
        """Relative error of "mean" or "g2" of the model `name`; None where nobody knows."""
        if name not in self.known or self.judge is None:
            return None
        return float(getattr(self.known[name], key) / getattr(self.judge, key) - 1)


def ask(laser, pump):
    """Ask class A, class B and the exact distribution."""
    four_level(laser, "class A and class B")
    found, ratios, shares, problems = {}, {}, {}, {}
    with noted() as notes:
        _refuse_many(laser, pump, problems)
        for name, solve in (("class A", _class_a), ("class B", _class_b), ("exact", _exact)):
            try:
                if name not in problems:
                    found[name], ratios[name], shares[name] = solve(laser, pump)
            except (ArithmeticError, ValueError) as refused:  # WindowTooLarge among them
                problems[name] = _in_words(name, refused)
        judge = None if "exact" in found or not found else _langevin(laser, pump)
    three = (found.get(name) for name in ("class A", "class B", "exact"))
    return Answers(laser, pump, *three, judge, ratios, shares, problems, tuple(notes))


def _refuse_many(laser, pump, problems):
    """Too many photons to be counted one by one while a slider moves."""
    reach = cut(density_matrix.gain(laser, pump), LOST_MASS)
    if reach > MOST_PHOTONS:
        for name in ("class A", "class B", "exact"):
            problems[name] = (
                f"P(n) would reach {scientific(reach, 2)} photons, and {MOST_PHOTONS} are the most"
                " that are followed here; lower the pump, or use density_matrix.class_a and"
                " class_b in a cell of your own"
            )


def _class_a(laser, pump):
    light, gain = density_matrix.class_a(laser, pump), density_matrix.gain(laser, pump)
    ratios = np.exp(gain.log_ratios(np.arange(1.0, len(light.distribution) + 1)))
    return light, float(ratios[0]), _balance(laser) * ratios


def _class_b(laser, pump):
    found = density_matrix.solve(laser, pump)
    return found.statistics, found.ratio_at_empty, found.occupation


def _exact(laser, pump):
    with Progress(False, 1.0, "exact") as unseen:
        found = solve_from(laser, pump, LOST_MASS, MAX_MEMORY, unseen, from_zero=True)
    shares = found.carriers_given_photons() / laser.n_emitters
    # Photon by photon emission balances loss, so that a share is a ratio, which never underflows.
    return found.statistics, float(shares[0] / _balance(laser)), shares


def _balance(laser):
    return density_matrix.n_sat(laser) / laser.n_emitters


def _langevin(laser, pump):
    light = langevin.photon_statistics(laser, pump)
    return light if share_below_zero(light) < NEVER else None


def _in_words(name, refused):
    if not isinstance(refused, master_equation.WindowTooLarge):
        return str(refused)
    return (
        "the window of photon and emitter numbers that carry weight is too large to be solved"
        " while a slider moves; what class B loses in such a laser is told in “What a closure"
        " loses”"
    )
