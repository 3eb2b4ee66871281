"""Correlations and spectra of class B: one call each, for any pumps."""

from lasercore._curves import for_pumps
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.density_matrix.class_b import solve
from lasercore.density_matrix.ladder import four_level
from lasercore.density_matrix.solution import NAME
from lasercore.laser import Laser

of_pumps = for_pumps(
    solve,
    "yacomotti2022 (its Figs. 5, 6), with P(n + 1) where its printed start has P(n); the first"
    " off-diagonal of its density matrix, which has the phase, is not in it.",
    lambda laser: four_level(laser, NAME),
)


@of_pumps()
def g2(laser: Laser, pump: ArrayLike, delay: ArrayLike) -> FloatOrArray:
    """Second-order coherence g²(τ) of a class B laser.

    g²(τ) = Σ n θ_n(τ)/⟨n⟩², from θ_n(0) = (n + 1) P(n + 1) and θᵃ_n(0) = (n + 1) ρ_{n+1}, the
    state just after a photon has left, followed by the equations of class B (see `solve`).

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
    >>> [f"{value:.3f}" for value in g2(laser, 30.0, [0.0, 0.16, 5.0])]
    ['1.097', '0.964', '1.000']
    """


@of_pumps()
def g1(laser: Laser, pump: ArrayLike, delay: ArrayLike) -> FloatOrArray:
    """First-order coherence g¹(τ) of a class B laser, in the frame that rotates with the mode.

    g¹(τ) = Σ √(n+1) c_n(τ)/⟨n⟩, from c_n(0) = √(n+1) P(n+1) and s_n(0) = √(n+1) ρ_{n+1}; for the
    equations of c and s see the head of `lasercore/density_matrix/coherence.py`.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
    >>> [f"{value:.3f}" for value in g1(laser, 30.0, [0.0, 0.3])]
    ['1.000', '0.612']
    """


@of_pumps("s (that is 1/Hz)")
def field_spectrum(laser: Laser, pump: ArrayLike, detuning: ArrayLike) -> FloatOrArray:
    """Spectrum of the light of a class B laser: what a spectrometer shows, from the line's centre.

    S(δ) = (2/⟨n⟩) Re Σ √(n+1) [(2πiδ − L)⁻¹ c(0)]_n, L and c(0) as of `g1`; its area is one.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
    >>> centre, side = field_spectrum(laser, 30.0, [0.0, linewidth(laser, 30.0) / 2])
    >>> f"{side / centre:.6f}"
    '0.500000'
    """


@of_pumps("Hz")
def linewidth(laser: Laser, pump: ArrayLike) -> FloatOrArray:
    """Linewidth of a class B laser: full width at half maximum of `field_spectrum`.

    Far above threshold the Schawlow–Townes width (γ_c/4π)/(1 + ⟨n⟩), far below twice that.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(10, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
    >>> f"{linewidth(laser, 30.0):.4f} Hz"
    '0.5159 Hz'
    """
