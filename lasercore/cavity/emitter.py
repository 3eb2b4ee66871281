"""One excited emitter in an empty cavity: where the rate picture comes from, and where it ends."""

import numpy as np

from lasercore._formulas.rates import Rates
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.checks import a_laser, real_array

# Slowest over fastest decay that eigenvalues still resolve, to some 10⁻⁵ of the slowest.
RESOLVED = 1e-11


def excited_emitter(laser: Rates, time: ArrayLike) -> FloatOrArray:
    """Excitation of one emitter that starts excited in an empty cavity, with the polarisation.

    With one excitation in all, n + p + lost = 1, the equations are linear and exact:
    ṅ = −2gX, ṗ = 2gX − γ_c p, Ẋ = −½(γ_2 + γ_c) X + g(n − p), background left out.

    Parameters
    ----------
    laser : Laser
        With `gamma_2`; g = ½√(γ_r γ_2).
    time : array, s

    Returns
    -------
    array of the shape of `time`
        Probability n that the emitter is excited.

    Source: The two-level emitter coupled to a damped mode, one excitation; the rates of
    saldutti2024 Eqs. 1–4 are its adiabatic limit.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 1"]
    >>> f"{excited_emitter(laser, [0.0, 1 / laser.gamma_r])[1]:.3f}"
    '0.442'
    """
    if a_laser(laser).gamma_2 is None:
        raise ValueError("gamma_2 must be known, got None: build the laser with its dephasing rate")
    g = 0.5 * np.sqrt(laser.gamma_r * laser.gamma_2)
    total = 0.5 * (laser.gamma_2 + laser.gamma_c)
    time = real_array("time", time, "s", least=0)
    matrix = np.array([[0, 0, -2 * g], [0, -laser.gamma_c, 2 * g], [g, -g, -total]])
    values, vectors = np.linalg.eig(matrix)
    if np.abs(values).min() < RESOLVED * np.abs(values).max():
        raise ValueError(
            f"gamma_r, gamma_c, gamma_2 must lie within {-np.log10(RESOLVED):.0f} decades, got"
            f" {laser.gamma_r:g}, {laser.gamma_c:g}, {laser.gamma_2:g} s⁻¹: use"
            " excited_emitter_by_rates"
        )
    start = np.linalg.solve(vectors, np.eye(3)[0])
    with np.errstate(over="ignore", under="ignore", invalid="ignore"):
        phases = np.exp(np.multiply.outer(time, values))
        return np.real(np.where(np.isfinite(phases), phases, 0.0) @ (vectors[0] * start))


def excited_emitter_by_rates(laser: Rates, time: ArrayLike) -> FloatOrArray:
    """The same by rate equations: ṅ = −γ_r(n − p), ṗ = γ_r(n − p) − γ_c p.

    Parameters, returns
    -------------------
    As `excited_emitter`, but the laser needs no `gamma_2`.

    Source: saldutti2024 Eq. 5 for one emitter and at most one photon.

    Example
    -------
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 1"]
    >>> f"{excited_emitter_by_rates(laser, [0.0, 1 / laser.gamma_r])[1]:.3f}"
    '0.441'
    """
    emit, loss = a_laser(laser).gamma_r, laser.gamma_c
    time = real_array("time", time, "s", least=0)
    # The eigenvalues −fast and −slow and their weights, as sums of positive terms.
    apart = np.hypot(2 * emit, loss)
    fast = emit + 0.5 * (loss + apart)
    slow = emit / fast * loss
    weight = emit / fast * (emit / apart + 2 * (emit / apart) * (emit / (apart + loss)))
    with np.errstate(over="ignore", under="ignore"):  # e^(−∞) = 0 is right
        decayed = 0.5 * (loss / apart + 1) * np.exp(-slow * time)
        return (decayed + weight * np.exp(-fast * time))[()]
