"""Correlations and the line of a few emitters: one call each, for any pumps."""

from lasercore._curves import for_pumps
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.laser import Laser
from lasercore.lindblad.limits import refuse_other_lasers
from lasercore.lindblad.stationary import LOST_MASS, MAX_MEMORY, solve

of_pumps = for_pumps(
    solve, "Quantum regression applied to the Lindblad equation.", refuse_other_lasers
)


@of_pumps()
def emitter_correlation(
    laser: Laser, pump: ArrayLike, *, lost_mass: float = LOST_MASS, max_memory: float = MAX_MEMORY
) -> FloatOrArray:
    """Correlation ⟨σ_i†σ_j⟩ of the dipoles of two different emitters.

    Zero for emitters that radiate each on its own; positive where they radiate together
    (superradiance), negative where they shield each other (subradiance). carroll2021 and
    vyshnevyy2022 disagree on its part in the threshold.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(2, gamma_r=1.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=50.0)
    >>> [f"{value:+.5f}" for value in emitter_correlation(laser, [0.1, 10.0])]
    ['-0.00060', '+0.00997']
    """


@of_pumps("Hz")
def linewidth(
    laser: Laser, pump: ArrayLike, *, lost_mass: float = LOST_MASS, max_memory: float = MAX_MEMORY
) -> FloatOrArray:
    """Linewidth of the light: full width at half maximum of `field_spectrum`.

    It tends to `master_equation.linewidth` as γ_2 grows. Far above threshold emitters that
    remember narrow it, by (γ_2/(γ_2 + γ_c))². Strong coupling may split the line, an error.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(1, gamma_r=2.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=400.0)
    >>> f"{linewidth(laser, 3.0):.5f} Hz"
    '0.12234 Hz'
    """


@of_pumps("s⁻¹")
def phase_gap(
    laser: Laser, pump: ArrayLike, *, lost_mass: float = LOST_MASS, max_memory: float = MAX_MEMORY
) -> FloatOrArray:
    """Slowest decay of anything that has the phase of the field: the gap of the phase sector.

    min(−Re λ) over the eigenvalues λ of the Lindblad equation on ρ_{n,n+1} and its like.

    A laser with a phase of its own would have an eigenvalue zero here. No finite laser has one:
    its phase always diffuses; this is the exact counterpart of the bifurcation that carroll2022
    and vyshnevyy2022 debate. Far above threshold the gap is π times the linewidth; below,
    it may belong to states that the light hardly ever visits. It is an error if the gap keeps
    changing with the photons allowed, or strong coupling hides it.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(1, gamma_r=2.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=400.0)
    >>> f"{phase_gap(laser, 3.0):.5f} s⁻¹"
    '0.38420 s⁻¹'
    """


@of_pumps()
def g1(
    laser: Laser, pump: ArrayLike, delay: ArrayLike, *, lost_mass: float = LOST_MASS,
    max_memory: float = MAX_MEMORY,
) -> FloatOrArray:  # fmt: skip
    """First-order coherence g¹(τ), in the frame that rotates with the mode.

    g¹(τ) = ⟨b†(τ) b(0)⟩/⟨b†b⟩ = tr(b† e^{Lτ} bρ)/⟨n_p⟩

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(1, gamma_r=2.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=400.0)
    >>> [f"{value:.4f}" for value in g1(laser, 3.0, [0.0, 1.0])]
    ['1.0000', '0.6653']
    """


@of_pumps("s (that is 1/Hz)")
def field_spectrum(
    laser: Laser, pump: ArrayLike, detuning: ArrayLike, *, lost_mass: float = LOST_MASS,
    max_memory: float = MAX_MEMORY,
) -> FloatOrArray:  # fmt: skip
    """Spectrum of the emitted light: what a spectrometer shows, from the line's centre.

    S(δ) = (2/⟨n_p⟩) Re tr(b† (2πiδ − L)⁻¹ bρ); its area is one.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(1, gamma_r=2.0, gamma_bg=0.05, gamma_c=1.0, gamma_2=400.0)
    >>> centre, side = field_spectrum(laser, 3.0, [0.0, linewidth(laser, 3.0) / 2])
    >>> f"{side / centre:.6f}"
    '0.500000'
    """
