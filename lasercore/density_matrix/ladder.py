"""The ladder of photon numbers: rates of one emitter beside n photons, and P(n) from its ratios.

Class A and class B describe the light by P(n) and one emitter, picked at random, by the chance
that it is excited. Their rates are those of the table of processes for one emitter.
"""

from dataclasses import dataclass

import numpy as np

from lasercore._typing import Array
from lasercore.checks import a_laser
from lasercore.laser import Laser
from lasercore.processes import formulas, parameters

MOST_PHOTONS = 10_000_000
"""Photon numbers that are followed one by one: about a second and a gigabyte."""


@dataclass(frozen=True)
class Ladder:
    """Rates at the photon numbers n of a window (s⁻¹); each array has one entry per photon number.

    `pump` is λ = J/n_0, `background` γ_bg; `emission` and `emission_below` are γ_r(n + 1) and
    γ_r n, `loss` and `loss_above` γ_c n and γ_c(n + 1).
    """

    photons: Array
    pump: float
    background: float
    emission_below: Array
    emission: Array
    loss: Array
    loss_above: Array
    n_emitters: int

    @property
    def balance(self) -> float:
        """b = N_sat/n_0: ρ_n = b P(n + 1) in the steady state, where emission balances loss."""
        return float(self.loss_above[0] / (self.n_emitters * self.emission[0]))


def ladder(laser: Laser, pump: float, low: int, high: int) -> Ladder:
    """The ladder from `low` to `high` photons, all rates from the table of processes."""
    photons, fixed = np.arange(low, high + 1.0), parameters(laser)
    filling = formulas(0.0, 0.0, pump, *fixed)[0] / laser.n_emitters
    _, background, emission, _, loss = formulas(1.0, photons, pump, *fixed)
    _, _, emission_below, _, _ = formulas(1.0, photons - 1, pump, *fixed)
    *_, loss_above = formulas(1.0, photons + 1, pump, *fixed)
    return Ladder(
        photons, filling, background, emission_below, emission, loss, loss_above, laser.n_emitters
    )


def four_level(laser: Laser, model: str) -> Laser:
    """Return `laser` if class A and class B describe it, or say what does."""
    a_laser(laser)
    if laser.absorption:
        raise ValueError(
            f"laser must have four-level emitters for {model}, got absorption=True: use"
            " dataclasses.replace(laser, absorption=False), or lasercore.master_equation, which"
            " knows both kinds"
        )
    if not laser.pump_blocking:
        raise ValueError(
            f"laser must block its pump for {model}, got pump_blocking=False: an emitter that is"
            " excited cannot be excited again; use dataclasses.replace(laser, pump_blocking=True)"
        )
    return laser


def distribution(log_ratios: Array) -> Array:
    """P(0), P(1), … of the given ln P(n + 1)/P(n), normalised.

    Summed up outwards from the peak: there the rounding of a million terms is smallest.
    """
    peak = int(np.argmax(np.cumsum(np.insert(log_ratios, 0, 0.0))))
    logs = np.zeros(len(log_ratios) + 1)
    np.cumsum(log_ratios[peak:], out=logs[peak + 1 :])
    logs[:peak] = -np.cumsum(log_ratios[:peak][::-1])[::-1]
    weights = np.exp(logs)
    return weights / weights.sum()


def refuse_uncountable(pump: float, n_max: float) -> None:
    """Raise where photons are too many to be counted one by one."""
    if not n_max <= MOST_PHOTONS:  # NaN, too
        raise ValueError(
            f"pump must keep the distribution below {MOST_PHOTONS} photons, got {pump:.6g} s⁻¹,"
            f" which needs {n_max:.3g}: use langevin.photon_statistics, or lower the pump"
        )


def tail(distribution: Array, ratio: float) -> float:
    """Bound on the probability beyond a distribution's end, P(n + 1)/P(n) falling from `ratio`."""
    return float(distribution[-1] * ratio / (1 - ratio)) if ratio < 1 else 1.0


def refuse_cut(beyond: float, lost_mass: float, n_max: int) -> None:
    """Raise where a distribution that ends at `n_max` loses more than is allowed."""
    if not beyond <= lost_mass:
        raise ValueError(
            f"n_max must leave at most lost_mass = {lost_mass:g} beyond it, got {n_max}, which"
            f" leaves up to {beyond:.2g}: raise n_max, or leave it out and it is found"
        )
