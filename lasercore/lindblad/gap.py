"""The slowest decay in the phase sector: how long the field remembers its phase."""

import numpy as np

from lasercore.laser import Laser
from lasercore.lindblad.levels import factorised
from lasercore.lindblad.limits import refuse_too_large
from lasercore.lindblad.sectors import Rates, Sector

# So many eigenvalues near zero are compared: the nearest need not have the smallest real part.
NEAREST = 6
# Up to so many states all eigenvalues are computed without a thought; beyond the second, never.
FEW, MANY = 60, 2000
# An excitation that swings between emitters and mode decays at about (γ_2 + γ_c)/4. Below this
# share of it, the slowest decay is one that does not swing, and those are found near zero.
SWINGING = 0.9
ACCURACY = 1e-8
MOST_WINDOWS = 5


def phase_gap(laser: Laser, rates: Rates, n_max: int, likeliest: int, max_memory: float) -> float:
    """min(−Re λ) of the phase sector (s⁻¹), with as many more photons as it takes.

    Below threshold the slowest mode reaches to photon numbers that the light itself never does.
    """
    found = None
    for _ in range(MOST_WINDOWS):
        refuse_too_large(laser, n_max, -1, max_memory)
        last, found = found, _gap(Sector(rates, n_max, -1), likeliest)
        if last is not None and abs(found - last) <= ACCURACY * found:
            return found
        n_max = int(1.5 * n_max) + 4
    raise ArithmeticError(
        f"the phase gap must converge to {ACCURACY:g}, got {last:.9g} and {found:.9g} s⁻¹ with"
        f" more and more photons, up to {n_max}: ask for the linewidth instead"
    )


def _gap(sector: Sector, likeliest: int) -> float:
    size = len(sector.counts["row"])
    found = np.inf
    if size > FEW:
        found = _near_zero(sector, likeliest)
        rates = sector.rates
        if found < SWINGING * (2 * rates.dephasing + rates.loss) / 4:
            return found
    if size > MANY:
        raise ArithmeticError(
            f"gamma_2 must be large enough for the slowest decay ({found:.3g} s⁻¹ or less) not to"
            f" swing between emitters and mode, got {2 * rates.dephasing:.3g} s⁻¹ in a sector of"
            f" {size} states: raise gamma_2, or take fewer emitters"
        )
    return float(np.min(-np.linalg.eigvals(sector.matrix.toarray()).real))


def _near_zero(sector: Sector, likeliest: int) -> float:
    """Smallest −Re λ of the eigenvalues that are nearest to zero."""
    from scipy.sparse.linalg import LinearOperator, eigs

    size, col = len(sector.counts["row"]), sector.counts["col"]
    elimination = factorised(sector, sector.level(2 * likeliest), conserving=False)
    times = eigs(
        LinearOperator((size, size), matvec=lambda y: elimination.solve(y.ravel()), dtype=float),
        k=NEAREST,
        which="LM",
        # Something like the field: spread over all photon numbers, most of it near the light's.
        v0=sector.populations * np.sqrt(col) * np.exp(-np.abs(col - likeliest) / (2 + likeliest)),
        tol=1e-11,
        return_eigenvectors=False,
    )
    return float(np.min((1 / times).real))
