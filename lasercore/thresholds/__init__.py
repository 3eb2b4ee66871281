"""Every definition of the laser threshold, behind one question.

`threshold` answers for one definition: with a pump and a photon number, or with the reason
why this laser has no such threshold. `compare` asks all of them, `verdict` says what kind of
device it is.

A new definition is a function ``laser → Threshold`` in the module of its kind, entered into
`_DEFINITIONS` below.
"""

import warnings
from collections.abc import Iterable

import numpy as np

from lasercore._checks import ValidityWarning, a_laser, positive, whole
from lasercore._validity import BROADENING, warn_or_refuse_overfull, warn_pump_broadening
from lasercore.rate_equations.steady import steady_state_at_photons
from lasercore.thresholds import dynamic, light_current
from lasercore.thresholds.result import Comparison, Threshold
from lasercore.thresholds.verdicts import Verdict, verdict

__all__ = [
    "DEFINITIONS",
    "Comparison",
    "Threshold",
    "Verdict",
    "compare",
    "pump_range",
    "threshold",
    "verdict",
]

_DEFINITIONS = {
    "transparency": light_current.transparency,
    "classical": light_current.classical,
    "photon recycling": light_current.photon_recycling,
    "quantum": light_current.quantum,
    "inflection": light_current.inflection,
    "damping minimum": dynamic.damping_minimum,
    "relaxation oscillations": dynamic.relaxation_oscillations,
}

DEFINITIONS = tuple(_DEFINITIONS)
"""Names of all definitions that can be asked for."""


def threshold(laser, definition, **options):
    """The pump at which a laser crosses the threshold, by one definition.

    ===========================  ==========================================================
    definition                   the laser has reached it where
    ===========================  ==========================================================
    ``transparency``             half of the emitters are excited
    ``classical``                gain equals loss; stimulated terms left out below
    ``photon recycling``         gain equals loss; stimulated absorption kept below
    ``quantum``                  one photon is in the mode
    ``inflection``               the log-log light–current curve is steepest (or flattest)
    ``damping minimum``          small disturbances die out most slowly
    ``relaxation oscillations``  small disturbances begin to ring
    ===========================  ==========================================================

    Parameters
    ----------
    laser : Laser
    definition : str
        One of `DEFINITIONS`.
    **options
        For definitions that have any; those of the rate equations have none.

    Returns
    -------
    Threshold
        With `reached` False and the reason where this laser has no such threshold.

    Raises
    ------
    TypeError, ValueError
        If there is no such definition, or `laser` is not a `Laser`.

    Warns
    -----
    ValidityWarning
        If the threshold lies where the model does not hold any more.

    Source
    ------
    saldutti2024, which compares the definitions (its Fig. 11).

    Example
    -------
    >>> from lasercore import catalogue
    >>> found = threshold(catalogue["EDC laser 1"], "photon recycling")
    >>> f"{found.pump:.3e} per second, {found.photons:.4f} photons"
    '3.800e+11 per second, 0.8842 photons'
    >>> threshold(catalogue["nanoLED A"], "photon recycling").reached
    False
    """
    a_laser(laser)
    if not isinstance(definition, str) or definition not in _DEFINITIONS:
        raise ValueError(
            f"definition must be one of {', '.join(map(repr, DEFINITIONS))}, got {definition!r}"
        )
    if options:
        raise TypeError(
            f"{definition!r} takes no options, got {', '.join(options)}: leave them out"
        )
    with warnings.catch_warnings():
        # A search looks at pumps that nobody asked for: only what it finds is worth a warning.
        warnings.simplefilter("ignore", ValidityWarning)
        found = _DEFINITIONS[definition](laser)
        state = steady_state_at_photons(laser, found.photons) if found.reached else None
    if state is not None:
        warn_or_refuse_overfull(laser, state.carriers)
        warn_pump_broadening(laser, found.pump)
    return found


def compare(laser, definitions=DEFINITIONS):
    """All thresholds of one laser.

    Parameters
    ----------
    laser : Laser
    definitions : sequence of str
        Which to ask, in this order.

    Returns
    -------
    Comparison
        A dict from definition to `Threshold` that prints as a table.

    Raises
    ------
    ValueError
        If there is no such definition.

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(compare(catalogue["nanoLED A"], ["transparency", "quantum", "classical"]))
    definition    current  photons
    transparency  1.17 µA  0.443
    quantum       4.52 µA  1.00
    classical     none: xi = 0.443 ≤ 1/2, so even with all emitters excited the gain cannot make up for the cavity loss
    """  # noqa: E501 - the table is printed as it is
    if isinstance(definitions, str) or not isinstance(definitions, Iterable):
        raise TypeError(f"definitions must be a list of definitions, got {definitions!r}")
    return Comparison({name: threshold(laser, name) for name in definitions})


def pump_range(laser, below=1e-2, above=1e2, points=400):
    """Pumps from far below to far above threshold, for curves.

    Logarithmic around the photon-recycling threshold (for an LED: around transparency, J =
    n_0 γ_t), cut where the pump would broaden the emitters (J/n_0 = γ_2/10).

    Parameters
    ----------
    laser : Laser
    below, above : float, positive
        Ends of the range in units of that threshold.
    points : int, at least 2

    Returns
    -------
    array of shape (points,), s⁻¹

    Raises
    ------
    ValueError
        If an end is not positive or `below` not the smaller.

    Example
    -------
    >>> from lasercore import catalogue
    >>> pumps = pump_range(catalogue["EDC laser 3"], points=5)
    >>> [f"{pump:.1e}" for pump in pumps]
    ['7.9e+10', '7.0e+11', '6.2e+12', '5.4e+13', '4.8e+14']
    """
    below, above = positive("below", below), positive("above", above)
    if below >= above:
        raise ValueError(f"below must be less than above, got {below:g} and {above:g}")
    middle = threshold(laser, "photon recycling").pump
    if not np.isfinite(middle):
        middle = laser.n_emitters * laser.gamma_t
    start, stop = below * middle, above * middle
    if laser.gamma_2 is not None:
        stop = min(stop, BROADENING * laser.gamma_2 * laser.n_emitters)
    # Just above ξ = ½ the threshold runs away to pumps where the model has long ended.
    return np.geomspace(min(start, 1e-3 * stop), stop, whole("points", points, least=2))
