"""How many excited emitters it takes to lase, and the threshold of class B by perturbation."""

from dataclasses import dataclass

import numpy as np

from lasercore._precision import within_doubles
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.checks import real_array
from lasercore.density_matrix.ladder import four_level
from lasercore.laser import Laser


@dataclass(frozen=True)
class QuadraticThreshold:
    """Class B at P(0) = P(1) if P(n) is a parabola: P(n)/P(0) = 1 + ζ[¼ − (n − ½)²].

    Attributes
    ----------
    laser : Laser
    pump : float, s⁻¹
        n_0 λ⁽¹⁾.
    curvature : float
        ζ.
    """

    laser: Laser
    pump: float
    curvature: float

    @within_doubles
    def shape(self, photons: ArrayLike) -> FloatOrArray:
        """P(n)/P(0) of the parabola; negative where it has long failed."""
        photons = real_array("photons", photons, least=0)
        return (1 + self.curvature * (0.25 - (photons - 0.5) ** 2))[()]


@within_doubles
def n_sat(laser: Laser) -> float:
    """N_sat = γ_c/γ_r, the excited emitters whose gain makes up for the loss.

    While there are n photons, N_sat P(n + 1)/P(n) emitters are excited. There are only n_0 of
    them: with n_0 ≤ N_sat, P(n) can but fall.

    Parameters
    ----------
    laser : Laser with `absorption` False and `pump_blocking` True

    Returns
    -------
    float

    Source
    ------
    yacomotti2022; n_0 = N_sat is the same as ξ = ½.

    Example
    -------
    >>> n_sat(Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False))
    2.0
    """
    four_level(laser, "N_sat")
    return laser.gamma_c / laser.gamma_r


@within_doubles
def quadratic_threshold(laser: Laser) -> QuadraticThreshold:
    """Threshold P(0) = P(1) of class B by perturbation theory around class A.

    λ⁽¹⁾ = λ⁽⁰⁾ + γ_c b[ζ − (1 − ζ)/n_0]/(1 − b),   λ⁽⁰⁾ = b(γ_bg + γ_r)/(1 − b),   b = N_sat/n_0,

    from a parabola through P(0) = P(1), with the curvature ζ of the paper's root ζ₋.

    Parameters
    ----------
    laser : Laser
        With `absorption` False, `pump_blocking` True, and more than N_sat emitters.

    Returns
    -------
    QuadraticThreshold

    Source
    ------
    yacomotti2022 Eq. 51, with the factor γ_c that it lacks there.

    Example
    -------
    >>> laser = Laser(100_000, gamma_r=0.02, gamma_bg=1.0, gamma_c=100.0, absorption=False)
    >>> f"{quadratic_threshold(laser).pump / laser.n_emitters:.7f}"
    '0.0627756'
    """
    _refuse_too_few(four_level(laser, "class B"))
    n_0, b = laser.n_emitters, n_sat(laser) / laser.n_emitters
    zeta = _curvature(laser, b)
    class_a = b * laser.gamma_t / (1 - b)  # λ⁽⁰⁾, where the gain beside one photon is the loss
    shift = laser.gamma_c * b * (zeta - (1 - zeta) / n_0) / (1 - b)
    return QuadraticThreshold(laser, n_0 * (class_a + shift), zeta)


def _curvature(laser: Laser, b: float) -> float:
    """Re ζ₋, the paper's formula over γ_h: 2g²/γ_h = γ_r, κ = γ_c, Γ = γ_bg."""
    r, c, bg, n_0 = laser.gamma_r, laser.gamma_c, laser.gamma_bg, laser.n_emitters
    others = (n_0 - 1) / n_0
    linear = 2.5 * r + 4 * c * others + bg - 4 * c
    leading = 2 * r + 7 * c * others + bg - 4 * c
    root = (
        (0.5 * r * (5 + 8 * b * (n_0 - 1)) + bg - 4 * c) ** 2
        - 2 * r**2 * (2 + 7 * b * (n_0 - 1))
        - 2 * r * (bg - 4 * c)
    )
    return float((0.5 * (linear - np.emath.sqrt(root)) / leading).real)


def _refuse_too_few(laser: Laser) -> None:
    if laser.n_emitters <= n_sat(laser):
        raise ValueError(
            f"n_emitters must exceed N_sat = gamma_c/gamma_r = {n_sat(laser):.6g}, got"
            f" {laser.n_emitters}: even with all of them excited the gain cannot make up for the"
            " loss, so that P(0) > P(1) at any pump; raise Q or n_emitters"
        )
