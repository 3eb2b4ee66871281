"""Small changes: damping, relaxation oscillations, and modulation of the pump."""

from dataclasses import dataclass

import numpy as np

from lasercore._formulas.noise import linearise
from lasercore._formulas.steady import SteadyState
from lasercore._precision import representable
from lasercore._typing import ArrayLike, BoolArray, ComplexArray, ComplexOrArray, FloatOrArray
from lasercore.checks import instance, positive, real_array
from lasercore.laser import Laser
from lasercore.rate_equations.steady import steady_state


@dataclass(frozen=True)
class SmallSignal:
    """How a small disturbance of the steady state dies out.

    Attributes
    ----------
    damping_rate : float or array, s⁻¹
        Γ_d = −trace of the Jacobian.
    relaxation_frequency_squared : float or array, s⁻²
        ω_R² = determinant of the Jacobian.
    """

    damping_rate: FloatOrArray
    relaxation_frequency_squared: FloatOrArray

    @property
    def eigenvalues(self) -> ComplexArray:
        """−Γ_d/2 ± √(Γ_d²/4 − ω_R²) as a complex array of shape (2, …), s⁻¹.

        The slower one first; it is computed without cancellation.
        """
        half, square = 0.5 * np.asarray(self.damping_rate), self.relaxation_frequency_squared
        root = np.sqrt(half**2 - square + 0j)
        fast = -half - root
        return np.stack([square / fast, fast])

    @property
    def oscillates(self) -> bool | BoolArray:
        """Whether the disturbance rings (relaxation oscillations): complex eigenvalues."""
        return self.relaxation_frequency_squared > 0.25 * np.asarray(self.damping_rate) ** 2

    @property
    def oscillation_frequency(self) -> FloatOrArray:
        """Frequency of the ringing, √(ω_R² − Γ_d²/4)/2π in Hz; zero where nothing rings."""
        square = self.relaxation_frequency_squared - 0.25 * np.asarray(self.damping_rate) ** 2
        return np.sqrt(np.maximum(square, 0.0)) / (2 * np.pi)


def small_signal(laser: Laser, pump: ArrayLike) -> SmallSignal:
    """Small-signal behaviour around the steady state.

    Γ_d = −trace A,  ω_R² = det A,  eigenvalues −Γ_d/2 ± √(Γ_d²/4 − ω_R²), A the Jacobian.

    Parameters
    ----------
    laser : Laser
    pump : float or array, s⁻¹, not negative

    Returns
    -------
    SmallSignal

    Source: Linearised saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> ringing = small_signal(catalogue["macroscopic laser"], 1e17)
    >>> bool(ringing.oscillates), f"{ringing.oscillation_frequency / 1e9:.1f} GHz"
    (True, '22.1 GHz')
    """
    return small_signal_of(steady_state(laser, pump))


def small_signal_of(state: SteadyState) -> SmallSignal:
    """Small-signal behaviour around a steady state that is already known.

    Parameters
    ----------
    state : SteadyState

    Returns, source
    ---------------
    As `small_signal`.

    Example
    -------
    >>> from lasercore import catalogue
    >>> from lasercore.rate_equations import steady_state_at_photons
    >>> laser = catalogue["macroscopic laser"]
    >>> bool(small_signal_of(steady_state_at_photons(laser, 1e5)).oscillates)
    True
    """
    instance("state", state, SteadyState, "compute it with steady_state")
    with representable(state=state):
        linear = linearise(state)
        found = SmallSignal(linear.damping, linear.determinant)
        _ = found.eigenvalues  # what is asked for later exists, too
        return found


def modulation_response(laser: Laser, pump: float, frequency: ArrayLike) -> ComplexOrArray:
    """Small change of photons per small change of the pump, δn_p/δJ, at a frequency.

    H(f) = [(2πi f − A)⁻¹ ∂(drift)/∂J]_p

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, positive
        Bias.
    frequency : float or array, Hz, not negative

    Returns
    -------
    complex or complex array of the shape of `frequency`, s
        Its value at zero frequency is the slope dn_p/dJ.

    Source: Linearised saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 2"]                    # n_p = ηJ/γ_c, exactly
    >>> H = modulation_response(laser, 1e12, [0.0])
    >>> bool(abs(H[0] * laser.gamma_c / laser.eta - 1) < 1e-9)
    True
    """
    frequency = real_array("frequency", frequency, "Hz", least=0)
    state = steady_state(laser, positive("pump", pump, "s⁻¹", "bias the laser"))
    with representable(pump=pump, frequency=frequency, laser=laser):
        linear = linearise(state)
        omega = 2 * np.pi * frequency
        determinant = linear.determinant - omega**2 + 1j * omega * linear.damping
        return (linear.transfer * state.injected / state.pump / determinant)[()]
