"""Every definition of the laser threshold, behind one question.

`threshold` answers for one definition: with a pump and a photon number, or with the reason
why this laser has no such threshold. `compare` asks all of them, `verdict` says what kind of
device it is.
"""

import warnings
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np

from lasercore._formulas import thresholds, verdicts
from lasercore._formulas.steady import steady_state_at_photons
from lasercore._formulas.thresholds import Threshold, not_computed
from lasercore._formulas.verdicts import Verdict
from lasercore._precision import representable
from lasercore._typing import Array
from lasercore._validity import warn_or_refuse_overfull, warn_pump_broadening
from lasercore.checks import a_laser, choice, positive, shown, whole
from lasercore.laser import Laser
from lasercore.master_equation.window import WindowTooLarge
from lasercore.thresholds.definitions import (
    DEFINITIONS,
    QUICK_DEFINITIONS,
    RECORDS,
    Definition,
    refuse_other_options,
)
from lasercore.thresholds.result import Comparison
from lasercore.warnings import ValidityWarning

__all__ = [
    "DEFINITIONS",
    "QUICK_DEFINITIONS",
    "RECORDS",
    "Comparison",
    "Definition",
    "Threshold",
    "Verdict",
    "compare",
    "pump_range",
    "threshold",
    "verdict",
]

MOST_POINTS = 10**6


def threshold(laser: Laser, definition: str, **options: Any) -> Threshold:
    """The pump at which a laser crosses the threshold, by one definition.

    ===========================  =========================================================
    definition                   the laser has reached it where
    ===========================  =========================================================
    ``transparency``             half of the emitters are excited
    ``classical``                gain equals loss, reabsorbed photons not counted
    ``photon recycling``         gain equals loss, reabsorbed photons counted
    ``quantum``                  one photon is in the mode
    ``inflection``               the log-log light–current curve is steepest (or flattest)
    ``damping minimum``          small disturbances die out most slowly
    ``relaxation oscillations``  small disturbances begin to ring
    ``fano``                     the Fano factor of the photons is largest
    ``stochastic``               one photon is as likely as none, P(0) = P(1)
    ``bifurcation``              a mean field grows, by a coherent–incoherent model
    ===========================  =========================================================

    Parameters
    ----------
    laser : Laser
    definition : str
        One of `DEFINITIONS`.
    **options
        ``fano`` takes ``method``: "langevin" (default), "master equation" (exact; with
        ``max_memory``; unless given at most 30 MB, so that the search stays quick) or
        "gillespie" (sampled; with ``events`` per pump and ``seed``). ``stochastic``
        takes ``method``: "master equation" (default, exact; with ``max_memory``, unless
        given at most 100 MB) or, for four-level emitters, "class b", "class b quadratic" (its
        perturbation theory) or "class a". ``bifurcation`` takes ``closure`` and
        ``identical_fraction`` as `cumulants.bifurcation`. The others take none.

    Returns
    -------
    Threshold
        With `reached` False and the reason where this laser has no such threshold.

    Warns
    -----
    ValidityWarning
        If the threshold lies where the model does not hold any more.

    Source: saldutti2024, which compares the definitions (its Fig. 11).

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
    choice("definition", definition, DEFINITIONS)
    refuse_other_options(definition, options)
    function = RECORDS[definition].function
    if definition == "bifurcation":  # another model, with another range, of which it warns itself
        return function(laser, **options)
    with warnings.catch_warnings(), representable("ignore", laser=laser):
        # A search looks at pumps that nobody asked for: only what it finds is worth a warning.
        warnings.simplefilter("ignore", ValidityWarning)
        found = function(laser, **options)
        there = steady_state_at_photons(laser, found.photons) if found.reached else None
    if there:
        whose = f"the {definition} threshold"
        warn_or_refuse_overfull(laser, there.carriers, whose)
        warn_pump_broadening(laser, found.pump, whose)
    return replace(found, pump=float(found.pump), photons=float(found.photons))


def compare(laser: Laser, definitions: Iterable[str] = DEFINITIONS) -> Comparison:
    """All thresholds of one laser.

    Parameters
    ----------
    laser : Laser
    definitions : sequence of str
        Which to ask, in this order.

    Returns
    -------
    Comparison
        A dict from definition to `Threshold` that prints as a table. A threshold that needs an
        exact distribution of more than 50 MB says so; `threshold` computes it on request.

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(compare(catalogue["nanoLED A"], ["transparency", "quantum", "classical"]))
    definition    current  photons
    transparency  1.17 µA  0.443
    quantum       4.52 µA  1.00
    classical     none: xi = 0.443 ≤ 1/2, so even with all emitters excited the gain cannot make up for the cavity loss
    """  # noqa: E501 - the table is printed as it is
    a_laser(laser)
    if isinstance(definitions, str) or not isinstance(definitions, Iterable):
        raise TypeError(f"definitions must be a list of definitions, got {shown(definitions)}")
    names = [choice("definitions", name, DEFINITIONS) for name in definitions]
    return Comparison({name: _in_comparison(laser, name) for name in names})


def _in_comparison(laser: Laser, definition: str) -> Threshold:
    options = RECORDS[definition].in_comparison
    try:
        return threshold(laser, definition, **options)
    except WindowTooLarge:
        return not_computed(
            definition,
            "the exact distribution of this laser is too large for a comparison;"
            f' threshold(laser, "{definition}") tries harder',
        )
    except ValueError as unsuitable:  # lasers that the coherent–incoherent models do not describe
        if definition != "bifurcation":
            raise
        return not_computed(definition, str(unsuitable))


def pump_range(
    laser: Laser, below: float = thresholds.BELOW, above: float = thresholds.ABOVE,
    points: int = 400,
) -> Array:  # fmt: skip
    """Pumps from far below to far above threshold, for curves.

    Logarithmic around the photon-recycling threshold (for an LED: around transparency, J =
    n_0 γ_t), cut where the pump would broaden the emitters (J/n_0 = γ_2/10).

    Parameters
    ----------
    laser : Laser
    below, above : float, positive
        Ends of the range in units of that threshold.
    points : int, 2 to a million

    Returns
    -------
    array of shape (points,), s⁻¹

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
    points = whole("points", points, least=2, most=MOST_POINTS, remedy="curves need hundreds")
    with representable(laser=a_laser(laser), below=below, above=above):
        return np.geomspace(*thresholds.pump_range(laser, below, above), points)


def verdict(laser: Laser) -> Verdict:
    """Say what a device is: a laser with a jump, a linear laser, an inverse S, or an LED.

    Decided by η > 0 (some pump brings gain up to loss) and r = η/β_eff (the ratio of the
    light–current curve's two asymptotes).

    Parameters
    ----------
    laser : Laser

    Returns
    -------
    Verdict

    Source: saldutti2024 Fig. 9.

    Example
    -------
    >>> from lasercore import catalogue
    >>> verdict(catalogue["EDC laser 4"]).kind
    'laser with a jump'
    >>> print(verdict(catalogue["nanoLED A"]).sentence)
    An LED: ξ = 0.443 ≤ ½, so the gain never makes up for the cavity loss and the photon number saturates at 7.70.
    """  # noqa: E501 - the sentence is printed as it is
    return verdicts.verdict(a_laser(laser))
