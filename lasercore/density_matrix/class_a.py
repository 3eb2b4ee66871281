"""Class A: the inversion follows the light at once, and P(n) is a product of gain over loss."""

from dataclasses import dataclass

import numpy as np

from lasercore._curves import gathered
from lasercore._precision import refuse_faint, within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore._validity import warn_pump_broadening
from lasercore.checks import broadcast, pump_array, real_array, small_share, whole
from lasercore.density_matrix.ladder import (
    distribution,
    four_level,
    refuse_cut,
    refuse_uncountable,
    tail,
)
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics

LOST_MASS = 1e-12
# The cut lies where P(n) is e^-10 of the share that may be lost: a tail has many states.
TAIL_MARGIN = 10.0
NAME = "class A"


@dataclass(frozen=True)
class Gain:
    """The gain of a class A laser, G(n) = A/(1 + n/n_s), at one pump or an array of them.

    Attributes
    ----------
    unsaturated : float or array, s⁻¹
        A, the gain in an almost empty mode.
    saturation_photons : float or array
        n_s, the photon number that halves it.
    loss : float, s⁻¹
        γ_c, what the gain is up against.
    """

    unsaturated: FloatOrArray
    saturation_photons: FloatOrArray
    loss: float

    @within_doubles
    def at(self, photons: ArrayLike) -> FloatOrArray:
        """G(n) in s⁻¹, beside `photons` in the mode: P(n)/P(n − 1) = G(n)/γ_c."""
        return self.unsaturated / (1 + self._beside(photons) / self.saturation_photons)

    @within_doubles
    def log_ratios(self, photons: Array) -> Array:
        """ln P(n)/P(n − 1) = ln G(n)/γ_c, which neither overflows nor cancels."""
        share = self._beside(photons) / self.saturation_photons
        return np.log(self.unsaturated / self.loss) - np.log1p(share)

    @within_doubles
    def log_weight(self, photons: FloatOrArray) -> FloatOrArray:
        """About ln P(n)/P(0): the integral of `log_ratios`."""
        n, saturation = self._beside(photons), self.saturation_photons
        fading = (saturation + n) * np.log1p(n / saturation) - n
        return n * np.log(self.unsaturated / self.loss) - fading

    def _beside(self, photons: ArrayLike) -> FloatOrArray:
        photons = real_array("photons", photons, least=0)
        return broadcast(photons=photons, pump=self.saturation_photons)[0][()]

    @property
    def peak(self) -> FloatOrArray:
        """Photon number at which gain equals loss, n_s(A/γ_c − 1); 0 where it never does."""
        return np.maximum(self.saturation_photons * (self.unsaturated / self.loss - 1), 0.0)[()]

    @property
    def beta(self) -> FloatOrArray:
        """Share of the excited emitter's decays that go into an empty mode: 1/(1 + n_s)."""
        return 1 / (1 + self.saturation_photons)


@within_doubles
def gain(laser: Laser, pump: ArrayLike, *, levels: int = 4) -> Gain:
    """Gain of a class A laser and how the light saturates it.

    Four levels:  A = n_0 γ_r λ/(λ + γ_bg),  n_s = (λ + γ_bg)/γ_r.
    Three levels: A = n_0 γ_r λ/(λ + γ_bg),  n_s = γ_bg/(2γ_r).  λ = J/n_0.

    In the three-level scheme both laser levels lose their electrons at γ_bg, and what is left in
    the lower one absorbs; r_a = γ_bg λ/(γ_bg + λ) is Scully's rate of injected atoms.

    Parameters
    ----------
    laser : Laser with `absorption` False and `pump_blocking` True
    pump : float or array, s⁻¹, not negative
    levels : 3 or 4

    Returns
    -------
    Gain

    Source
    ------
    scully1967, as re-read by yacomotti2022 Sec. 2 (three levels) and its Eqs. 44, 58 (four).

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(100_000, gamma_r=0.02, gamma_bg=1.0, gamma_c=100.0, absorption=False)
    >>> found = gain(laser, pump=5000.0)
    >>> f"A = {found.unsaturated:.2f}, n_s = {found.saturation_photons:.1f}"
    'A = 95.24, n_s = 52.5'
    """
    levels = _levels(levels)
    four_level(laser, "class A")
    if levels == 3 and laser.gamma_bg == 0:
        raise ValueError(
            "gamma_bg must be positive for levels=3, got 0.0 s⁻¹: nothing would empty the lower"
            " laser level; take levels=4 or give a decay rate"
        )
    per_emitter = pump_array(pump) / laser.n_emitters
    decay = per_emitter + laser.gamma_bg
    # A dark laser without background recombination has neither pump nor decay: no gain.
    filled = np.divide(per_emitter, decay, out=np.zeros_like(decay), where=decay > 0)
    unsaturated = laser.n_emitters * laser.gamma_r * filled
    saturation = decay if levels == 4 else np.full_like(decay, 0.5 * laser.gamma_bg)
    return Gain(unsaturated[()], (saturation / laser.gamma_r)[()], laser.gamma_c)


@within_doubles
def class_a(
    laser: Laser, pump: ArrayLike, *, levels: int = 4, n_max: int | None = None,
    lost_mass: float = LOST_MASS,
) -> PhotonStatistics:  # fmt: skip
    """Photon statistics of a class A laser.

    P(n) = P(n − 1) G(n)/γ_c,  G(n) = A/(1 + n/n_s) (see `gain`)

    Four levels: P(n)/P(n − 1) = n_0 γ_r λ/[γ_c(λ + γ_bg + γ_r n)], λ = J/n_0. Summed in
    logarithms, so that a million photons do not overflow.

    Parameters
    ----------
    laser : Laser with `absorption` False and `pump_blocking` True
    pump : float or array of any shape, s⁻¹, not negative
    levels : 3 or 4
        Scully's three-level scheme, or the four-level one.
    n_max : int, the largest photon number, or None: found by itself
    lost_mass : float, between 0 and 0.001
        Largest probability beyond `n_max`.

    Returns
    -------
    PhotonStatistics
        Of the pump's shape; `distribution` has n on its last axis. `carriers` is N_sat(1 − P(0))
        with four levels (emission balances loss, N_sat = γ_c/γ_r), None with three.

    Source
    ------
    scully1967; yacomotti2022 Eqs. 44, 58.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(100_000, gamma_r=0.02, gamma_bg=1.0, gamma_c=100.0, absorption=False)
    >>> light = class_a(laser, [3900.0, 15000.0])
    >>> [f"{mean:.5f} {g2:.5f}" for mean, g2 in zip(light.mean, light.g2)]
    ['2.18925 1.76514', '92.50000 1.00672']
    """
    levels, lost_mass = _levels(levels), small_share("lost_mass", lost_mass)
    four_level(laser, "class A")
    pumps = pump_array(pump)
    n_max = None if n_max is None else whole("n_max", n_max)
    warn_pump_broadening(laser, pumps)
    found = [_at(laser, float(one), levels, n_max, lost_mass) for one in pumps.flat]
    return gathered(found, pumps.shape, NAME)


def _at(
    laser: Laser, pump: float, levels: int, n_max: int | None, lost_mass: float
) -> PhotonStatistics:
    found = gain(laser, pump, levels=levels)
    if pump == 0:
        p, beyond = np.ones(1), 0.0
    else:
        refuse_faint(pump, found.at(1) / found.loss)
        high = cut(found, lost_mass) if n_max is None else n_max
        refuse_uncountable(pump, high)
        log_ratios = found.log_ratios(np.arange(1, high + 2.0))
        p = distribution(log_ratios[:-1])
        beyond = tail(p, float(np.exp(log_ratios[-1])))
        refuse_cut(beyond, lost_mass, high)
    carriers = float(laser.gamma_c / laser.gamma_r * p[1:].sum()) if levels == 4 else None
    return PhotonStatistics.from_distribution(
        p, carriers, NAME, report={"levels": levels, "n_max": len(p) - 1, "lost_mass": beyond}
    )


def cut(found: Gain, lost_mass: float) -> int:
    """A photon number beyond which the distribution of a `Gain` holds less than `lost_mass`."""
    ratio, saturation = found.unsaturated / found.loss, found.saturation_photons
    # Near its peak the distribution is Gaussian of variance n_s A/γ_c, or else thermal.
    step = max(1.0, 0.5 * min(np.sqrt(saturation * ratio), 1 / max(1 - ratio, 1e-300)))
    wanted, peak = np.log(lost_mass) - TAIL_MARGIN, found.peak
    high = peak
    while found.log_weight(high) - found.log_weight(peak) > wanted:
        high += step
        step *= 1.2
    return int(high) + 2


def _levels(levels: object) -> int:
    levels = whole("levels", levels, least=3, remedy="3 is Scully's scheme, 4 the four-level one")
    if levels > 4:
        raise ValueError(
            f"levels must be 3 or 4, got {levels}: Scully's scheme or the four-level one"
        )
    return levels
