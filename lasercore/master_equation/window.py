"""Where the exact distribution has its weight: a window that is guessed, checked and grown."""

import numpy as np

from lasercore._formulas.noise import linearise
from lasercore._formulas.steady import steady_state
from lasercore._precision import refuse_faint
from lasercore._typing import Array
from lasercore.laser import Laser
from lasercore.master_equation.sectors import Window

# Share of the allowed lost mass that each of the four sides may carry.
SIDE_SHARE = 0.25
# A side grows by at least this share of the window's width, and by so many states.
LEAST_GROWTH = 0.15
FEWEST_STATES = 4
# Means and variances beyond this are not even turned into a window.
MOST_STATES = 1e30

LEVEL = 1e4


class WindowTooLarge(ValueError):
    """The exact distribution of this laser does not fit into the memory that is allowed."""


def refuse_too_large(laser: Laser, window: Window, max_memory: float) -> None:
    """Raise `WindowTooLarge` where the elimination would need more than `max_memory` bytes."""
    if window.memory > max_memory:
        raise WindowTooLarge(
            f"max_memory must hold the window of the exact distribution, got {max_memory:.3g}"
            f" bytes for {window}, of a laser with {laser.n_emitters} emitters: use"
            " gillespie.photon_statistics or langevin.photon_statistics instead, or raise"
            " max_memory"
        )


def refuse_too_slow(window: Window, max_memory: float) -> None:
    """Raise `WindowTooLarge` where a search, which solves many times, would take too long.

    A level takes time however few states it has: about that of a block of `LEVEL` bytes.
    """
    if LEVEL * max(window.shape) > max_memory:
        raise WindowTooLarge(
            f"max_memory must be at least {LEVEL * max(window.shape):.3g} bytes for a search on"
            f" {window}, got {max_memory:.3g} bytes: use gillespie or langevin instead, or raise"
            " max_memory and wait for minutes"
        )


def guess(laser: Laser, pump: float, lost_mass: float, from_zero: bool = False) -> Window:
    """Window around the rate equations' steady state, as wide as Langevin's variances ask for."""
    mean_e, variance_e, mean_n, variance_n = _mean_field(laser, pump)
    tail = SIDE_SHARE * lost_mass
    e_low, e_high = _gaussian(mean_e, variance_e, tail)
    n_low, n_high = _gaussian(mean_n, variance_n, tail)
    n_high = max(n_high, _skewed(mean_n, variance_n, tail))
    return Window(
        min(e_low, max(laser.n_emitters - FEWEST_STATES, 0)),
        min(e_high, laser.n_emitters),
        0 if from_zero else n_low,
        n_high,
    )


def _mean_field(laser: Laser, pump: float) -> tuple[float, ...]:
    """Means and variances of n_e and n_p by the rate equations and Langevin, within the model.

    Without pump blocking the mean field of an LED fills more emitters than there are; then all
    of them are excited and the light is thermal.
    """
    with np.errstate(over="ignore", invalid="ignore"):
        state = steady_state(laser, np.float64(pump))
        refuse_faint(pump, state.photons)
        linear = linearise(state)
        by_carriers, by_photons = linear.carrier_variance(), linear.photon_variance()
    if not all(one < MOST_STATES for one in (state.photons, by_photons, by_carriers)):  # NaN, too
        raise WindowTooLarge(
            f"pump must keep the photons countable, got {pump:.3g} s⁻¹ and {state.photons:.3g}"
            " photons: use langevin.photon_statistics instead, or lower the pump"
        )
    if state.carriers <= laser.n_emitters or laser.xi >= 0.5:
        return tuple(map(float, (state.carriers, by_carriers, state.photons, by_photons)))
    photons = min(float(state.photons), 2 * laser.xi / (1 - 2 * laser.xi))
    return laser.n_emitters, float(laser.n_emitters), photons, photons * (1 + photons)


def _gaussian(mean: float, variance: float, tail: float) -> tuple[int, int]:
    """First and last whole number of a Gaussian, with room for the tail of few events."""
    from scipy.special import ndtri

    reach = -ndtri(tail) * np.sqrt(variance)
    return max(int(mean - reach) - 2, 0), int(np.ceil(mean + reach)) + 5


def _skewed(mean: float, variance: float, tail: float) -> int:
    """Last photon number of a distribution between thermal and Gaussian.

    The wider the distribution for its mean, the further its tail; 4.5 σ²/mean² more standard
    deviations are what lasers near threshold need. It never falls slower than thermal light's,
    by the factor 1 − mean/variance a photon.
    """
    from scipy.special import ndtri

    far = mean + (-ndtri(tail) + 4.5 * (variance / mean) / mean) * np.sqrt(variance)
    if variance > mean:
        far = min(far, np.log(tail) / np.log1p(-mean / variance))
    return int(np.ceil(min(far, mean + 40 * np.sqrt(variance)))) + 2


def middle(laser: Laser, pump: float, window: Window) -> tuple[int, ...]:
    """Indices of the state in the window that is nearest to the rate equations' steady state."""
    mean_e, _, mean_n, _ = _mean_field(laser, pump)
    index = (mean_e - window.e_low, mean_n - window.n_low)
    return tuple(
        int(np.clip(round(i), 0, length - 1)) for i, length in zip(index, window.shape, strict=True)
    )


def edge_masses(
    laser: Laser, window: Window, probabilities: Array
) -> tuple[float, float, float, float]:
    """Mass on each side beyond which there are states: e low, e high, n low, n high."""
    by_carriers, by_photons = probabilities.sum(axis=1), probabilities.sum(axis=0)
    return (
        by_carriers[0] if window.e_low > 0 else 0.0,
        by_carriers[-1] if window.e_high < laser.n_emitters else 0.0,
        by_photons[0] if window.n_low > 0 else 0.0,
        by_photons[-1],
    )


def grown(laser: Laser, window: Window, probabilities: Array, lost_mass: float) -> Window:
    """The window with every side that carries too much moved out, by how fast the mass falls."""
    by_carriers, by_photons = probabilities.sum(axis=1), probabilities.sum(axis=0)
    sides = (by_carriers, by_carriers[::-1], by_photons, by_photons[::-1])
    masses = edge_masses(laser, window, probabilities)
    e_low, e_high, n_low, n_high = (
        _steps_out(side, 0.1 * SIDE_SHARE * lost_mass) if mass > SIDE_SHARE * lost_mass else 0
        for side, mass in zip(sides, masses, strict=True)
    )
    return Window(
        max(window.e_low - e_low, 0),
        min(window.e_high + e_high, laser.n_emitters),
        max(window.n_low - n_low, 0),
        window.n_high + n_high,
    )


def _steps_out(side: Array, goal: float) -> int:
    """How far to move a side, given the marginal distribution read inwards from it."""
    least = max(FEWEST_STATES, int(LEAST_GROWTH * len(side)))
    inner = max(1, len(side) // 10)
    if not side[inner] > side[0] > 0:  # no decay towards the edge yet
        return max(least, len(side))
    decay = np.log(side[inner] / side[0]) / inner
    return int(np.clip(np.log(side[0] / goal) / decay, least, 4 * len(side)))
