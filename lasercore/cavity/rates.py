"""Rates from a cavity's wavelength, Q and volume, and an emitter's dipole and dephasing."""

from collections.abc import Callable

from lasercore._formulas import cavity
from lasercore._precision import representable
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore._validity import warn_units
from lasercore.checks import broadcast, real_array


def angular_frequency(wavelength: ArrayLike) -> FloatOrArray:
    """Angular frequency of light, ω_c = 2πc/λ.

    Parameters
    ----------
    wavelength : float or array, m, positive
        Vacuum wavelength λ.

    Returns
    -------
    float or array, rad/s

    Example
    -------
    >>> f"{angular_frequency(1.55e-6):.4e}"
    '1.2153e+15'
    """
    return checked(cavity.angular_frequency, wavelength=wavelength)


def gamma_c(wavelength: ArrayLike, Q: ArrayLike) -> FloatOrArray:
    """Photon number decay rate, γ_c = ω_c/Q.

    Parameters
    ----------
    wavelength : float or array, m, positive
    Q : float or array, positive
        Quality factor.

    Returns
    -------
    float or array, s⁻¹

    Source: saldutti2024, below Eq. 5.

    Example
    -------
    >>> f"{gamma_c(1.55e-6, 5000):.3e}"
    '2.431e+11'
    """
    return checked(cavity.gamma_c, wavelength=wavelength, Q=Q)


def gamma_2(T_2: ArrayLike) -> FloatOrArray:
    """Dephasing rate, γ_2 = 2/T_2.

    Parameters
    ----------
    T_2 : float or array, s, positive

    Returns
    -------
    float or array, s⁻¹

    Source: saldutti2024 Eqs. 1–4.

    Example
    -------
    >>> f"{gamma_2(50e-15):.0e}"
    '4e+13'
    """
    return checked(cavity.gamma_2, T_2=T_2)


def coupling(
    wavelength: ArrayLike, n: ArrayLike, volume: ArrayLike, dipole: ArrayLike
) -> FloatOrArray:
    """Light–matter coupling rate g = (d/ħ) √(ħω_c/(2ε_0 n² V)).

    Parameters
    ----------
    wavelength : float or array, m, positive
    n : float or array, positive
        Refractive index at the emitter.
    volume : float or array, m³, positive
        Mode volume V.
    dipole : float or array, C m, positive
        Effective dipole moment d: misalignment, detuning and inhomogeneous broadening
        make it smaller.

    Returns
    -------
    float or array, s⁻¹

    Source: saldutti2024 Eqs. 1–4.

    Example
    -------
    >>> f"{coupling(1.55e-6, 3.3, 1e-21, 1e-28):.2e}"
    '7.73e+11'
    """
    return checked(cavity.coupling, wavelength=wavelength, n=n, volume=volume, dipole=dipole)


def gamma_r(
    wavelength: ArrayLike, n: ArrayLike, volume: ArrayLike, dipole: ArrayLike, T_2: ArrayLike
) -> FloatOrArray:
    """Spontaneous emission rate of one emitter into the mode.

    γ_r = (2d²/(ħ ε_0 n²)) (ω_c/γ_2)/V = 4g²/γ_2, for γ_2 ≫ γ_c (good cavity) and γ_2 ≫ g
    (weak coupling).

    Parameters
    ----------
    wavelength, n, volume, dipole
        As for `coupling`.
    T_2 : float or array, s, positive
        Dephasing time.

    Returns
    -------
    float or array, s⁻¹

    Source: saldutti2024 Eqs. 1–4.

    Example
    -------
    >>> f"{gamma_r(1.55e-6, 3.3, 1e-21, 1e-28, 50e-15):.3e}"
    '5.976e+10'
    """
    given = {"wavelength": wavelength, "n": n, "volume": volume, "dipole": dipole, "T_2": T_2}
    return checked(cavity.gamma_r, **given)


_UNITS = {"wavelength": "m", "n": "", "Q": "", "volume": "m³", "dipole": "C m", "T_2": "s"}


def checked(formula: Callable[..., FloatOrArray], **given: ArrayLike) -> FloatOrArray:
    """What a formula gives for arguments that must be positive."""
    arrays = {name: real_array(name, x, _UNITS[name], positive=True) for name, x in given.items()}
    broadcast(**arrays)
    warn_units(**arrays)
    with representable(**arrays):
        return formula(**{name: values[()] for name, values in arrays.items()})
