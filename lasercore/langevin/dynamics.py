"""Noise in time and frequency: spectra, output light, g²(τ), by the linear approximation."""

from dataclasses import dataclass

import numpy as np

from lasercore._formulas.noise import Linear
from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, ComplexOrArray, FloatOrArray
from lasercore.checks import positive
from lasercore.langevin.moments import linear_beside, warn_impossible
from lasercore.laser import Laser
from lasercore.warnings import warn_validity


@dataclass(frozen=True)
class NoiseSpectrum:
    """Two-sided spectral densities: their integrals over all frequencies are the covariance.

    Attributes
    ----------
    frequency : float or array, Hz
    photons, carriers : float or array, s
        Spectral densities of n_p and of n_e (events squared per hertz).
    cross : complex or complex array, s
        Of n_e with n_p: the Fourier transform ∫⟨δn_e(t + τ) δn_p(t)⟩ e^(−2πifτ) dτ.
    """

    frequency: FloatOrArray
    photons: FloatOrArray
    carriers: FloatOrArray
    cross: ComplexOrArray


@within_doubles
def spectrum(
    laser: Laser, pump: ArrayLike, frequency: ArrayLike, *, quiet_pump: bool = False
) -> NoiseSpectrum:
    """Noise spectra of photons and carriers in the cavity.

    S(f) = (iω − A)⁻¹ D (−iω − A)⁻ᵀ, ω = 2πf: two-sided, ∫S df = C over all frequencies.

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative
    frequency : float or array, Hz
        It broadcasts with `pump`: ``pump[:, None]`` combines all with all.
    quiet_pump : bool
        Leave the pump's own noise out.

    Returns
    -------
    NoiseSpectrum

    Source: Langevin noise as in saldutti2024, from the processes of its Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> noise = spectrum(catalogue["EDC laser 1"], 1e13, 1e10)
    >>> f"{noise.photons:.3e} s, {noise.carriers:.3e} s, {noise.cross:.2e} s"
    '1.591e-10 s, 2.368e-11 s, -5.44e-12+5.65e-12j s'
    """
    linear, frequency = _at_frequency(laser, pump, frequency, quiet_pump)
    omega = 2 * np.pi * frequency
    u, h, m, c = linear.transfer, linear.replacement, linear.restoring, linear.loss
    alone, exchange, leaving = linear.carrier_kicks, linear.exchange_kicks, linear.photon_kicks
    carriers = alone * (omega**2 + m**2) + exchange * (omega**2 + c**2) + leaving * linear.gain**2
    cross = (
        alone * u * (m + 1j * omega)
        - exchange * (1j * omega + c) * (h - 1j * omega)
        - leaving * linear.gain * (u + h - 1j * omega)
    )
    resonance = _resonance(linear, omega)
    return NoiseSpectrum(
        frequency[()],
        _photon_spectrum(linear, omega)[()],
        (carriers / resonance)[()],
        (cross / resonance)[()],
    )


@within_doubles
def rin_spectrum(
    laser: Laser, pump: ArrayLike, frequency: ArrayLike, *, quiet_pump: bool = False
) -> FloatOrArray:
    """Relative intensity noise of the light in the cavity, by frequency.

    S_pp(f)/n_p², two-sided: its integral over all frequencies is RIN = Var/n_p².

    Parameters, source
    ------------------
    As `spectrum`.

    Returns
    -------
    float or array, 1/Hz
        NaN, with a `ValidityWarning`, for the dark laser.

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{rin_spectrum(catalogue['EDC laser 1'], 1e13, 1e10):.3e} per Hz"
    '3.923e-13 per Hz'
    """
    linear, frequency = _at_frequency(laser, pump, frequency, quiet_pump)
    photons = _lit(linear, "rin_spectrum")
    return (_photon_spectrum(linear, 2 * np.pi * frequency) / photons / photons)[()]


@within_doubles
def output_rin_spectrum(
    laser: Laser, pump: ArrayLike, frequency: ArrayLike, *, collection: float = 1.0,
    quiet_pump: bool = False,
) -> FloatOrArray:  # fmt: skip
    """Relative intensity noise of the detected light, shot noise included.

    S_Φ(f)/Φ² with S_Φ(ω) = Φ + 2Φ² ∫₀^∞ (g²(τ) − 1) cos ωτ dτ, Φ = collection · γ_c n_p.

    Computed as a sum of squares: each process disturbs the detected flux through the photons in
    the cavity, and a detected photon adds itself.

    Parameters
    ----------
    laser, pump, frequency, quiet_pump
        As for `spectrum`.
    collection : float, above 0 and at most 1
        Share of the photons leaving the cavity that the detector counts.

    Returns
    -------
    float or array, 1/Hz
        Two-sided; 1/Φ at frequencies that the laser cannot follow. NaN, with a
        `ValidityWarning`, for the dark laser.

    Source: Textbook (partition noise) for the processes of saldutti2024 Eq. 5.

    Example
    -------
    Without background losses a quiet pump gives light quieter than shot noise, 1/Φ:

    >>> from lasercore import Laser, rate_equations
    >>> laser = Laser(10_000, 1e9, 0.0, 1e11)
    >>> noise = output_rin_spectrum(laser, 1e15, [1e6, 1e13], quiet_pump=True)
    >>> flux = laser.gamma_c * rate_equations.steady_state(laser, 1e15).photons
    >>> [f"{value:.3f}" for value in noise * flux]
    ['0.010', '1.000']
    """
    share = positive("collection", collection)
    if share > 1:
        raise ValueError(
            f"collection must not exceed 1, got {share:g}: it is the detected share of the"
            " photons that leave the cavity"
        )
    linear, frequency = _at_frequency(laser, pump, frequency, quiet_pump)
    photons, omega = _lit(linear, "output_rin_spectrum"), 2 * np.pi * frequency
    u, h, g = linear.transfer, linear.replacement, linear.gain
    missed = (1 - share) * linear.loss
    detected = linear.photon_kicks / photons * share
    # det(iω − A) − share·c·(iω + u + h): what a detected photon adds less what it takes away.
    itself = (missed * (u + h) - h * g - omega**2) + 1j * omega * (missed + u + h - g)
    through = (
        linear.carrier_kicks / photons * u**2
        + linear.exchange_kicks / photons * (omega**2 + h**2)
        + missed * (omega**2 + (u + h) ** 2)
    )
    total = through + (itself.real**2 + itself.imag**2) / detected
    return (total / _resonance(linear, omega) / photons)[()]


@within_doubles
def g2(
    laser: Laser, pump: ArrayLike, delay: ArrayLike, *, quiet_pump: bool = False
) -> FloatOrArray:
    """Second-order coherence g²(τ), normal-ordered.

    g²(τ) = 1 + {[e^(Aτ) C]_pp − n_p [e^(Aτ)]_pp}/n_p²

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative
    delay : float or array, s, not negative
        It broadcasts with `pump`: ``pump[:, None]`` combines all with all.
    quiet_pump : bool
        Leave the pump's own noise out.

    Returns
    -------
    float or array
        1 for long delays; NaN for the dark laser.

    Warns
    -----
    ValidityWarning
        If a pump is zero, or if g²(0) comes out negative, which no light can have.

    Source: Quantum regression for the processes of saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> values = g2(catalogue["EDC laser 1"], 1e12, [0.0, 1e-11, 1e-9])
    >>> [f"{value:.4f}" for value in values]
    ['1.8034', '0.9814', '1.0000']
    """
    linear, delay = linear_beside(laser, pump, quiet_pump, "delay", delay, "s", least=0)
    _lit(linear, "g2")
    start = linear.excess()
    warn_impossible(start)
    half = 0.5 * linear.damping
    square = 0.25 * (linear.transfer + linear.replacement - linear.restoring) ** 2
    square = square - linear.gain * linear.transfer
    # One formula for ringing and not, through the meeting of the eigenvalues −κ and −(κ + 2q):
    # y e^(−κτ) [cos Ωτ + …], with q = 0 where it rings and Ω = 0 where it does not.
    q, ringing = np.sqrt(np.maximum(square, 0.0)), np.sqrt(np.maximum(-square, 0.0))
    slow = np.where(square > 0, linear.determinant / (half + q), half)
    delay = np.minimum(delay, 1e4 / slow)  # nothing is left; far beyond, cos Ωτ would overflow
    spread = 2 * q * delay
    spread = np.where(spread > 0, -np.expm1(-spread) / np.where(spread > 0, spread, 1.0), 1.0)
    shape = start * np.cos(ringing * delay) + delay * np.sinc(ringing * delay / np.pi) * spread * (
        slow * start - linear.restoring
    )
    return (1 + np.exp(-slow * delay) * shape)[()]


def _at_frequency(
    laser: Laser, pump: ArrayLike, frequency: ArrayLike, quiet_pump: bool
) -> tuple[Linear, Array]:
    return linear_beside(laser, pump, quiet_pump, "frequency", frequency, "Hz")


def _photon_spectrum(linear: Linear, omega: Array) -> Array:
    u, h = linear.transfer, linear.replacement
    squares = (
        linear.carrier_kicks * u**2
        + linear.exchange_kicks * (omega**2 + h**2)
        + linear.photon_kicks * (omega**2 + (u + h) ** 2)
    )
    return squares / _resonance(linear, omega)


def _resonance(linear: Linear, omega: Array) -> Array:
    """|det(iω − A)|²."""
    return (linear.determinant - omega**2) ** 2 + (omega * linear.damping) ** 2


def _lit(linear: Linear, name: str) -> Array:
    """The photon number, NaN (with a warning) where the laser is dark."""
    photons = np.asarray(linear.state.photons)
    if np.any(photons == 0):
        warn_validity(
            f"{name} is undefined (NaN) where pump = 0: a dark laser emits nothing to compare;"
            " raise the pump"
        )
    return np.where(photons == 0, np.nan, photons)
