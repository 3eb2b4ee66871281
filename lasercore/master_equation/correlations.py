"""Exact correlations and spectra of the light: one call each, for any pumps."""

from lasercore._curves import for_pumps
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.laser import Laser
from lasercore.master_equation.stationary import LOST_MASS, solve

# A curve takes the steady state's window and time two or three times: some 15 s at most.
CURVE_MEMORY = 8e8

of_pumps = for_pumps(
    solve,
    "Quantum regression applied to the master equation of the table of processes, or, where the"
    " phase matters, to its Lindblad form, which is not in the cited papers.",
)


@of_pumps()
def g2(
    laser: Laser, pump: ArrayLike, delay: ArrayLike, *, lost_mass: float = LOST_MASS,
    max_memory: float = CURVE_MEMORY,
) -> FloatOrArray:  # fmt: skip
    """Second-order coherence g²(τ), exact.

    g²(τ) = ⟨a†(0) a†(τ) a(τ) a(0)⟩/⟨n⟩² = Σ n [e^{Lτ} P′](n)/⟨n⟩,
    P′(n_e, n) = (n + 1) P(n_e, n + 1)/⟨n⟩, the state just after a photon has left.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 6"]                     # one emitter
    >>> [f"{value:.3f}" for value in g2(laser, 2e9, [0.0, 1e-9])]
    ['0.680', '1.000']
    """


@of_pumps("s (that is 1/Hz)")
def spectrum(
    laser: Laser, pump: ArrayLike, frequency: ArrayLike, *, lost_mass: float = LOST_MASS,
    max_memory: float = CURVE_MEMORY,
) -> FloatOrArray:  # fmt: skip
    """Spectral density of the photon number in the cavity, exact.

    S(f) = 2 Re Σ n (2πif − L)⁻¹ (n − ⟨n⟩) P, two-sided: Var(n_p) = ∫ S df over −∞ … ∞.

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{spectrum(catalogue['EDC laser 1'], 1e12, 0.0):.3e} per Hz"
    '1.419e-11 per Hz'
    """


@of_pumps("1/Hz")
def rin_spectrum(
    laser: Laser, pump: ArrayLike, frequency: ArrayLike, *, lost_mass: float = LOST_MASS,
    max_memory: float = CURVE_MEMORY,
) -> FloatOrArray:  # fmt: skip
    """Relative intensity noise spectrum of the light in the cavity, exact.

    RIN(f) = S(f)/⟨n_p⟩², S as of `spectrum`, two-sided.

    Example
    -------
    >>> from lasercore import catalogue
    >>> f"{rin_spectrum(catalogue['EDC laser 1'], 1e12, 0.0):.3e} per Hz"
    '3.120e-12 per Hz'
    """


@of_pumps()
def g1(
    laser: Laser, pump: ArrayLike, delay: ArrayLike, *, lost_mass: float = LOST_MASS,
    max_memory: float = CURVE_MEMORY,
) -> FloatOrArray:  # fmt: skip
    """First-order coherence g¹(τ), exact, in the frame that rotates with the mode.

    g¹(τ) = Σ √(n+1) c(τ)/⟨n⟩, where c(0) = √(n+1) P(n_e, n+1) obeys the equation of the
    coherence between n and n + 1 photons.

    Example
    -------
    >>> from lasercore import catalogue
    >>> [f"{value:.4f}" for value in g1(catalogue["EDC laser 1"], 1e12, [0.0, 1e-12])]
    ['1.0000', '0.4917']
    """


@of_pumps("s (that is 1/Hz)")
def field_spectrum(
    laser: Laser, pump: ArrayLike, detuning: ArrayLike, *, lost_mass: float = LOST_MASS,
    max_memory: float = CURVE_MEMORY,
) -> FloatOrArray:  # fmt: skip
    """Spectrum of the emitted light, exact: what a spectrometer shows, from the line's centre.

    S(δ) = (2/⟨n⟩) Re Σ √(n+1) (2πiδ − L)⁻¹ c(0), c(0) as of `g1`; its area is one.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 1"]
    >>> half = linewidth(laser, 1e12) / 2
    >>> centre, side = field_spectrum(laser, 1e12, [0.0, half])
    >>> f"{side / centre:.6f}"
    '0.500000'
    """


@of_pumps("Hz")
def linewidth(
    laser: Laser, pump: ArrayLike, *, lost_mass: float = LOST_MASS, max_memory: float = CURVE_MEMORY
) -> FloatOrArray:
    """Linewidth of the light, exact: full width at half maximum of the field spectrum.

    Far above threshold it is the Schawlow–Townes width of `rate_equations.linewidth`, far below
    twice that.

    Example
    -------
    >>> from lasercore import catalogue, rate_equations
    >>> laser = catalogue["EDC laser 1"]
    >>> f"{linewidth(laser, 1e9) / rate_equations.linewidth(laser, 1e9):.3f}"
    '2.000'
    """


@of_pumps("s⁻¹")
def slowest_rate(
    laser: Laser, pump: ArrayLike, *, lost_mass: float = LOST_MASS, max_memory: float = CURVE_MEMORY
) -> FloatOrArray:
    """Rate at which the last deviation from the stationary distribution dies out.

    min(−Re λ) over the eigenvalues λ ≠ 0 of the generator: its spectral gap.

    Example
    -------
    >>> from lasercore import Laser
    >>> lonely = Laser(n_emitters=1, gamma_r=1e-9, gamma_bg=0.5, gamma_c=100.0)
    >>> f"{slowest_rate(lonely, pump=0.25):.6f}"             # J + γ_bg: the emitter alone
    '0.750000'
    """
