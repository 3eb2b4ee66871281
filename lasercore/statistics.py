"""The one result type of every noise model: photon statistics."""

from dataclasses import dataclass, field
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from lasercore._precision import representable, within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray, MaybeNone
from lasercore.checks import instance, not_negative, real_array, whole
from lasercore.warnings import warn_validity

__all__ = ["PhotonStatistics", "poisson", "thermal"]

MOST_PHOTONS = 10_000_000
"""Photon numbers of a reference distribution: about a second and a gigabyte."""


@dataclass(frozen=True)
class PhotonStatistics:
    """Moments of the photon number, and its distribution where the model knows it.

    Attributes
    ----------
    mean : float or array
        Mean photon number ⟨n_p⟩.
    variance : float or array
        Variance of the photon number.
    carriers : float or array or None
        Mean number of excited emitters ⟨n_e⟩.
    distribution : array or None
        P(n), n = 0, 1, … on the last axis; sums to one.
    errors : dict
        Standard errors by name of the quantity, where the model is sampled.
    method : str
        The model that computed it.
    report : dict
        How it was computed, by name: the window and what it leaves out, the burn-in, the
        number of events.
    pairs : float or array or None
        ⟨n_p(n_p − 1)⟩ where the model knows it: g²(0) then keeps its digits in faint light,
        where variance and mean are nearly equal.

    Example
    -------
    >>> laser_light = PhotonStatistics(mean=74.0, variance=115.94421, method="by hand")
    >>> f"{laser_light.fano:.4f} {laser_light.g2:.5f}"
    '1.5668 1.00766'
    """

    mean: FloatOrArray
    variance: FloatOrArray
    carriers: FloatOrArray | MaybeNone = None
    distribution: Array | MaybeNone = None
    errors: dict[str, Any] = field(default_factory=dict)
    method: str = ""
    report: dict[str, Any] = field(default_factory=dict)
    pairs: FloatOrArray | None = None

    def __post_init__(self) -> None:
        for name in ("mean", "variance", "carriers", "distribution", "pairs"):
            value, least = getattr(self, name), None if name == "pairs" else 0
            if value is not None or name in ("mean", "variance"):
                object.__setattr__(self, name, real_array(name, value, least=least)[()])
        if self.distribution is not None:
            _refuse_cut(self.distribution)
        for name in ("variance", "pairs"):
            value = getattr(self, name)
            if value is not None and np.shape(self.mean) != np.shape(value):
                raise ValueError(
                    f"{name} must have the shape of mean, got {np.shape(value)} and"
                    f" {np.shape(self.mean)}"
                )

    @classmethod
    def from_distribution(
        cls, distribution: ArrayLike, carriers: ArrayLike | None = None, method: str = "",
        errors: dict[str, Any] | None = None, report: dict[str, Any] | None = None,
    ) -> Self:  # fmt: skip
        """Build the statistics of P(n): ⟨n⟩ = Σ n P(n), Var = Σ (n − ⟨n⟩)² P(n).

        `distribution` has n = 0, 1, … on its last axis; its entries are not negative and sum to 1
        within 1e-9, as a cut tail must not pass unseen. The others are the attributes.

        >>> float(PhotonStatistics.from_distribution([0.25, 0.5, 0.25]).fano)
        0.5
        """
        p = real_array("distribution", distribution, least=0)
        _refuse_cut(p)
        n = np.arange(p.shape[-1])
        mean = (p * n).sum(axis=-1)
        variance = (p * (n - mean[..., None]) ** 2).sum(axis=-1)
        pairs = (p * n * (n - 1.0)).sum(axis=-1)
        told = [{} if one is None else one for one in (errors, report)]
        for name, one in zip(("errors", "report"), told, strict=True):
            instance(name, one, dict)
        return cls(mean, variance, carriers, p, told[0], method, told[1], pairs)

    @property
    def fano(self) -> FloatOrArray:
        """Fano factor F = Var/⟨n_p⟩: 1 for Poissonian light, 1 + ⟨n_p⟩ for thermal light."""
        return self._per_mean(self.variance, 1, "fano")

    @property
    def rin(self) -> FloatOrArray:
        """Relative intensity noise of the cavity field, Var/⟨n_p⟩²."""
        return self._per_mean(self.variance, 2, "rin")

    @property
    def g2(self) -> FloatOrArray:
        """g²(0) = (Var + ⟨n_p⟩² − ⟨n_p⟩)/⟨n_p⟩²: 2 thermal, 1 coherent, below 1 antibunched."""
        pairs = self.pairs
        if pairs is None:
            mean, variance = np.asarray(self.mean), np.asarray(self.variance)
            with representable("ignore", mean=mean, variance=variance):
                pairs = variance + mean * (mean - 1)
        return self._per_mean(pairs, 2, "g2")

    def _per_mean(self, value: FloatOrArray, power: int, name: str) -> FloatOrArray:
        dark = np.asarray(self.mean) == 0
        if np.any(dark):
            warn_validity(
                f"{name} is undefined (NaN) where mean = 0: a dark laser emits nothing to"
                " compare; raise the pump"
            )
        divisor = np.where(dark, np.nan, self.mean)
        with representable("ignore", mean=self.mean, variance=self.variance):
            for _ in range(power):  # not a power, which may underflow
                value = value / divisor
        return np.asarray(value)[()]


def _refuse_cut(distribution: Array) -> None:
    total = np.sum(distribution, axis=-1) if np.ndim(distribution) else np.array(np.nan)
    if not np.all(np.abs(total - 1) <= 1e-9):
        worst = np.ravel(total)[np.argmax(np.abs(np.ravel(total) - 1))]
        raise ValueError(
            f"distribution must sum to 1 along its last axis, got {worst:.9g}: enlarge the"
            " photon cut-off, then normalise"
        )


@within_doubles
def poisson(mean: float, n_max: int) -> PhotonStatistics:
    """Photon distribution of ideal laser light, P(n) = e^(−m) mⁿ/n!.

    Parameters
    ----------
    mean : float, not negative
    n_max : int
        Largest photon number; must hold all but 1e-9 of the distribution.

    Returns
    -------
    PhotonStatistics

    Source
    ------
    Textbook; the reference that g²(0) = 1 means.

    Example
    -------
    >>> f"{poisson(4.0, 60).g2:.12f}"
    '1.000000000000'
    """
    mean, n = not_negative("mean", mean), np.arange(whole("n_max", n_max, most=MOST_PHOTONS) + 1)
    if mean == 0:
        return _normalised((n == 0).astype(float), "Poisson")
    from scipy.special import gammaln  # here, so that importing lasercore stays quick

    return _normalised(np.exp(n * np.log(mean) - mean - gammaln(n + 1)), "Poisson")


@within_doubles
def thermal(mean: float, n_max: int) -> PhotonStatistics:
    """Photon distribution of one thermal mode, P(n) = mⁿ/(1 + m)ⁿ⁺¹.

    Parameters, returns, raises
    ---------------------------
    As `poisson`.

    Source
    ------
    Textbook; the reference that g²(0) = 2 means.

    Example
    -------
    >>> f"{thermal(4.0, 400).g2:.9f}"
    '2.000000000'
    """
    mean, n = not_negative("mean", mean), np.arange(whole("n_max", n_max, most=MOST_PHOTONS) + 1)
    return _normalised((mean / (1 + mean)) ** n / (1 + mean), "thermal")


def _normalised(distribution: NDArray[Any], method: str) -> PhotonStatistics:
    lost = 1 - distribution.sum()
    if lost > 1e-9:
        raise ValueError(
            f"n_max must hold the whole distribution, got {len(distribution) - 1}, which loses"
            f" {lost:.2g} of it: raise n_max"
        )
    return PhotonStatistics.from_distribution(distribution / distribution.sum(), method=method)
