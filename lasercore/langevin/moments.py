"""Covariance and photon statistics by the linear noise approximation."""

from dataclasses import dataclass

import numpy as np

from lasercore._formulas import noise
from lasercore._formulas.noise import Linear, linearise
from lasercore._formulas.steady import SteadyState
from lasercore._precision import refuse_faint, within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore.checks import a_laser, flag, real_array
from lasercore.laser import Laser
from lasercore.processes import STOICHIOMETRY, rates
from lasercore.rate_equations.steady import steady_state
from lasercore.statistics import PhotonStatistics
from lasercore.warnings import warn_validity

# Pumps that are computed together.
BLOCK = 8192


@dataclass(frozen=True)
class Covariance:
    """Covariance of carriers and photons, at one pump or an array of them.

    Attributes
    ----------
    carriers, photons : float or array
        Variances of n_e and of n_p.
    cross : float or array
        Covariance of n_e and n_p.
    """

    carriers: FloatOrArray
    cross: FloatOrArray
    photons: FloatOrArray


@within_doubles
def diffusion(
    laser: Laser, carriers: ArrayLike, photons: ArrayLike, pump: ArrayLike, *,
    quiet_pump: bool = False,
) -> Array:  # fmt: skip
    """Diffusion matrix of the noise: how fast single events spread (n_e, n_p).

    D = Σ rate · Δ Δᵀ over the processes, Δ the change of (n_e, n_p) by one event.

    Parameters
    ----------
    laser : Laser
    carriers, photons : float or array, not negative
        The state; at most `laser.n_emitters` carriers with pump blocking.
    pump : float or array, s⁻¹, not negative
    quiet_pump : bool
        Leave the pump's rate out: carriers that arrive as regularly as a clock.

    Returns
    -------
    array of shape (2, 2, …), s⁻¹

    Source: Textbook (system-size expansion) for the processes of saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=10, gamma_r=2.0, gamma_bg=0.5, gamma_c=1.0)
    >>> diffusion(laser, carriers=4, photons=3, pump=5.0).tolist()
    [[73.0, -68.0], [-68.0, 71.0]]
    """
    quiet = flag("quiet_pump", quiet_pump)
    events = rates(laser, carriers, photons, pump)
    if quiet:
        events[0] = 0.0
    squares = STOICHIOMETRY[:, :, None] * STOICHIOMETRY[:, None, :]
    return np.tensordot(squares, events, (0, 0))


@within_doubles
def covariance(laser: Laser, pump: ArrayLike, *, quiet_pump: bool = False) -> Covariance:
    """Covariance of carriers and photons in the steady state, in closed form.

    A C + C Aᵀ + D = 0,   C = [det A · D + adj(A) D adj(A)ᵀ]/(−2 tr A det A)

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative
    quiet_pump : bool
        Leave the pump's own noise out.

    Returns
    -------
    Covariance
        Zero for the dark laser.

    Source: Langevin noise as in saldutti2024, from the processes of its Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> noise = covariance(catalogue["EDC laser 1"], 1e13)
    >>> f"{noise.carriers:.3f} {noise.cross:.3f} {noise.photons:.3f}"
    '30.684 -27.584 46.899'
    """
    quiet_pump = flag("quiet_pump", quiet_pump)
    state = steady_state(laser, pump)
    parts = ("carrier_variance", "cross_covariance", "photon_variance")
    return Covariance(*(part[()] for part in _in_blocks(state, quiet_pump, parts)))


@within_doubles
def photon_statistics(
    laser: Laser, pump: ArrayLike, *, quiet_pump: bool = False
) -> PhotonStatistics:
    """Mean and variance of the photon number by the linear noise approximation.

    Mean: the rate equations. Variance: `covariance`. F = Var/n_p, g²(0) = 1 + (F − 1)/n_p.

    Good for many photons and emitters; with few of either compare `master_equation`.

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative
        Zero gives the dark laser: its mean and variance are 0, its ratios NaN.
    quiet_pump : bool
        Leave the pump's own noise out.

    Returns
    -------
    PhotonStatistics

    Warns
    -----
    ValidityWarning
        If g²(0) comes out negative, which no light can have; as `steady_state` besides.

    Source: saldutti2024 Fig. 5 (RIN, Fano factor, g²).

    Example
    -------
    >>> from lasercore import catalogue
    >>> light = photon_statistics(catalogue["EDC laser 6"], 2e9)
    >>> f"n_p = {light.mean:.4f}, F = {light.fano:.4f}, g2 = {light.g2:.4f}"
    'n_p = 0.0724, F = 1.0021, g2 = 1.0296'
    """
    quiet_pump = flag("quiet_pump", quiet_pump)
    state = steady_state(laser, pump)
    variance, excess = _in_blocks(state, quiet_pump, ("photon_variance", "excess"))
    warn_impossible(excess)
    return PhotonStatistics(
        mean=state.photons,
        variance=variance,
        carriers=state.carriers,
        method="Langevin",
        report={"quiet_pump": quiet_pump},
        pairs=np.where(np.isnan(excess), 0.0, 1 + excess) * np.asarray(state.photons) ** 2,
    )


@within_doubles
def far_above(laser: Laser) -> float:
    """Limit of the Fano factor far above threshold.

    F_∞ = 1 + (1 + 2aξ)/(2ξ k (2ξ − 1)) with pump blocking, 1 without; k = 1 + a.

    Two-level emitters: F_∞ = [(1 + 2ξ)(1 + 4η²) − 8ξη]/(4η), the same number. It is Poissonian
    only for ξ ≫ 1 or without blocking; g²(0) tends to 1 all the same, as n_p(g² − 1) → F_∞ − 1.

    Parameters
    ----------
    laser : Laser

    Returns
    -------
    float

    Raises
    ------
    ValueError
        For an LED, whose photon number saturates instead.

    Source: Limit of `photon_statistics`.

    Example
    -------
    >>> from lasercore import catalogue
    >>> [f"{far_above(catalogue[f'EDC laser {number}']):.3f}" for number in (1, 5, 6)]
    ['1.018', '2.766', '1.226']
    """
    if a_laser(laser).eta <= 0:
        raise ValueError(
            f"laser must be able to reach gain above loss (xi > 1/2), got an LED of xi ="
            f" {laser.xi:.3g}: it has no regime far above threshold; raise Q or n_emitters"
        )
    return noise.far_above(laser)


def warn_impossible(excess: FloatOrArray) -> None:
    """Say so where the approximation gives a g²(0) − 1 that no light can have."""
    lowest = np.fmin.reduce(excess, axis=None, initial=0.0)
    if lowest < -1:
        warn_validity(
            f"g2(0) must not be negative, got {1 + lowest:.3g}: the linear noise approximation"
            " breaks down where there are few photons; use lasercore.master_equation (or, with"
            " a quiet pump, raise the pump)"
        )


def _in_blocks(state: SteadyState, quiet_pump: bool, names: tuple[str, ...]) -> list[Array]:
    """The named quantities of `Linear`, a block of pumps at a time.

    The dozen arrays in between then stay in the processor's cache, which is a third quicker.
    """
    refuse_faint(state.pump, state.photons)
    shape, size = np.shape(state.photons), np.size(state.photons)
    if size <= BLOCK:
        linear = linearise(state, quiet_pump)
        return [np.asarray(getattr(linear, name)()) for name in names]
    whole = [np.ravel(x) for x in (state.pump, state.carriers, state.photons, state.injected)]
    found = np.empty((len(names), size))
    for start in range(0, size, BLOCK):
        part = slice(start, start + BLOCK)
        linear = linearise(SteadyState(state.laser, *(x[part] for x in whole)), quiet_pump)
        for row, name in zip(found, names, strict=True):
            row[part] = getattr(linear, name)()
    return [row.reshape(shape) for row in found]


def linear_beside(
    laser: Laser, pump: ArrayLike, quiet_pump: bool, name: str, values: ArrayLike, unit: str,
    least: float | None = None,
) -> tuple[Linear, Array]:  # fmt: skip
    """The linearised laser and a second argument, if the two fit each other's shapes."""
    state = steady_state(laser, pump)
    refuse_faint(state.pump, state.photons)
    linear = linearise(state, flag("quiet_pump", quiet_pump))
    values = real_array(name, values, unit, least)
    try:
        np.broadcast_shapes(np.shape(linear.state.photons), values.shape)
    except ValueError:
        raise ValueError(
            f"{name} must fit the shape of pump, got {values.shape} and"
            f" {np.shape(linear.state.photons)}: write pump[:, None] to combine all with all"
        ) from None
    return linear, values
