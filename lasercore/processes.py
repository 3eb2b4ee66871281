"""The table of processes, from which all models are made.

========================  =====  =====  ==================================================
process                   Δn_e   Δn_p   rate
========================  =====  =====  ==================================================
pump                       +1      0    J (1 − n_e/n_0); J without pump blocking
background recombination   −1      0    γ_bg n_e
emission                   −1     +1    γ_r n_e (n_p + 1)
absorption                 +1     −1    γ_r (n_0 − n_e) n_p; none for four-level emitters
cavity loss                 0     −1    γ_c n_p
========================  =====  =====  ==================================================

The mean drift of this table gives the rate equations; every other solver reads it too.
"""

# The rates are written in `lasercore._formulas.processes` alone.

import numpy as np

from lasercore._formulas import processes as table
from lasercore._formulas.processes import formulas, gradients
from lasercore._jit import jit
from lasercore._precision import representable
from lasercore._typing import Array, ArrayLike
from lasercore._validity import warn_or_refuse_overfull
from lasercore.checks import a_laser, broadcast, pump_array, real_array
from lasercore.laser import Laser

# For compiled loops there are `formulas`, `gradients` and `rate_kernel` besides, unchecked.
__all__ = ["NAMES", "STOICHIOMETRY", "drift", "jacobian", "parameters", "rates"]

NAMES = ("pump", "background recombination", "emission", "absorption", "cavity loss")
"""Names of the processes, in the order in which `rates` gives their rates."""

STOICHIOMETRY = np.array([[+1, 0], [-1, 0], [-1, +1], [+1, -1], [0, -1]])
"""Change of (n_e, n_p) by one event of each process, shape (5, 2)."""
STOICHIOMETRY.flags.writeable = False


rate_kernel = jit(formulas)
"""`formulas`, compiled at its first call where numba is installed: for scalar loops."""


def parameters(laser: Laser) -> tuple[float, ...]:
    """The laser as the plain numbers that `formulas` takes after the state and the pump.

    Example
    -------
    >>> from lasercore import Laser
    >>> parameters(Laser(10, 2.0, 0.5, 1.0, absorption=False))
    (10.0, 2.0, 0.5, 1.0, 0.0, 1.0)
    """
    return table.parameters(a_laser(laser))


def rates(laser: Laser, carriers: ArrayLike, photons: ArrayLike, pump: ArrayLike) -> Array:
    """Rates of all processes.

    Parameters
    ----------
    laser : Laser
    carriers : float or array, not negative
        Excited emitters n_e; at most `laser.n_emitters` with pump blocking.
    photons : float or array, not negative
    pump : float or array, s⁻¹, not negative

    Returns
    -------
    array of shape (5, …), s⁻¹
        In the order of `NAMES`; (…) is the common shape of the arguments.

    Raises
    ------
    ValueError
        If there are more carriers than emitters; without blocking that is a `ValidityWarning`.

    Source: saldutti2024 Eq. 5; yacomotti2022 Eq. 43 for four-level emitters.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=10, gamma_r=2.0, gamma_bg=0.5, gamma_c=1.0)
    >>> [float(rate) for rate in rates(laser, carriers=4, photons=3, pump=5.0)]
    [3.0, 2.0, 32.0, 36.0, 3.0]
    """
    state = _state(laser, carriers, photons, pump)
    with representable("ignore", **state, laser=laser):
        return np.stack(formulas(*state.values(), *parameters(laser)))


def drift(laser: Laser, carriers: ArrayLike, photons: ArrayLike, pump: ArrayLike) -> Array:
    """Mean change per second of (n_e, n_p): the rate equations.

    ṅ_e = J(1 − n_e/n_0) − γ_r(2n_e − n_0) n_p − γ_t n_e,
    ṅ_p = γ_r(2n_e − n_0) n_p + γ_r n_e − γ_c n_p    (two-level emitters, pump blocking)

    Parameters, raises
    ------------------
    As for `rates`.

    Returns
    -------
    array of shape (2, …), s⁻¹

    Source: saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=10, gamma_r=2.0, gamma_bg=0.5, gamma_c=1.0)
    >>> [float(x) for x in drift(laser, carriers=4, photons=3, pump=5.0)]
    [5.0, -7.0]
    """
    found = rates(laser, carriers, photons, pump)
    with representable("ignore", carriers=carriers, photons=photons, pump=pump, laser=laser):
        return np.tensordot(STOICHIOMETRY.T, found, 1)


def jacobian(laser: Laser, carriers: ArrayLike, photons: ArrayLike, pump: ArrayLike) -> Array:
    """Derivative of the drift with respect to (n_e, n_p).

    Parameters, raises
    ------------------
    As for `rates`.

    Returns
    -------
    array of shape (2, 2, …), s⁻¹
        Element [i, j] is the derivative of drift i with respect to variable j.

    Source: Linearised saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=10, gamma_r=2.0, gamma_bg=0.5, gamma_c=1.0)
    >>> jacobian(laser, carriers=4, photons=3, pump=5.0).tolist()
    [[-15.0, 4.0], [14.0, -5.0]]
    """
    state = _state(laser, carriers, photons, pump)
    with representable("ignore", **state, laser=laser):
        columns = [
            np.stack([np.broadcast_to(term, state["pump"].shape) for term in column])
            for column in gradients(*state.values(), *parameters(laser))
        ]
        return np.stack([np.tensordot(STOICHIOMETRY.T, column, 1) for column in columns], axis=1)


def _state(
    laser: Laser, carriers: ArrayLike, photons: ArrayLike, pump: ArrayLike
) -> dict[str, Array]:
    a_laser(laser)
    given = {
        "carriers": real_array("carriers", carriers, least=0),
        "photons": real_array("photons", photons, least=0),
        "pump": pump_array(pump),
    }
    warn_or_refuse_overfull(laser, given["carriers"])
    return dict(zip(given, broadcast(**given), strict=True))
