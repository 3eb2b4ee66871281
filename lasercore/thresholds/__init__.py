"""Every definition of the laser threshold, behind one question.

`threshold` answers for one definition: with a pump and a photon number, or with the reason
why this laser has no such threshold. `compare` asks all of them, `verdict` says what kind of
device it is.

A new definition is a function ``laser → Threshold`` in the module of its kind, entered into
`_DEFINITIONS` below, and into `_OPTIONS` if it has any.
"""

import warnings
from collections.abc import Iterable

import numpy as np

from lasercore._checks import ValidityWarning, a_laser, positive, whole
from lasercore._validity import BROADENING, warn_or_refuse_overfull, warn_pump_broadening
from lasercore.cumulants.threshold import bifurcation
from lasercore.master_equation.window import WindowTooLarge
from lasercore.rate_equations.steady import steady_state_at_photons
from lasercore.thresholds import dynamic, light_current, noise
from lasercore.thresholds.result import Comparison, Threshold, not_computed
from lasercore.thresholds.stochastic import stochastic
from lasercore.thresholds.verdicts import Verdict, verdict

__all__ = [
    "DEFINITIONS",
    "QUICK_DEFINITIONS",
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
    "fano": noise.fano,
    "stochastic": stochastic,
    "bifurcation": bifurcation,
}

# What `threshold` hands on to a definition by name; the others take nothing.
_OPTIONS = {
    "fano": ("method", "events", "seed", "max_memory"),
    "stochastic": ("method", "max_memory"),
    "bifurcation": ("closure", "identical_fraction"),
}

# A comparison must not take minutes: its exact distributions are no larger than this (bytes).
_OPTIONS_IN_COMPARISON = {"stochastic": {"max_memory": 5e7}}

DEFINITIONS = tuple(_DEFINITIONS)
"""Names of all definitions that can be asked for."""

QUICK_DEFINITIONS = DEFINITIONS[: DEFINITIONS.index("stochastic")]
"""Those that take milliseconds for any laser, and need nothing but the rate equations and noise."""


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
    ``fano``                     the Fano factor of the photons is largest
    ``stochastic``               one photon is as likely as none, P(0) = P(1)
    ``bifurcation``              a mean field grows, by a coherent–incoherent model
    ===========================  ==========================================================

    Parameters
    ----------
    laser : Laser
    definition : str
        One of `DEFINITIONS`.
    **options
        ``fano`` takes ``method``: "langevin" (default), "master equation" (exact; with
        ``max_memory``; unless given at most 30 MB, so that the search stays quick) or
        "gillespie" (sampled; with ``events`` per pump and ``seed``). ``stochastic``
        takes ``method``: "master equation" (default, exact; with ``max_memory`` as
        `master_equation.solve`) or, for four-level emitters, "class b", "class b quadratic" (its
        perturbation theory) or "class a". ``bifurcation`` takes ``closure`` and
        ``identical_fraction`` as `cumulants.bifurcation`. The others take none.

    Returns
    -------
    Threshold
        With `reached` False and the reason where this laser has no such threshold.

    Raises
    ------
    TypeError, ValueError
        If there is no such definition, option or method, or `laser` is not a `Laser`; by
        ``method="master equation"`` also if the window of states would not fit in memory.

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
    _refuse_other_options(definition, options)
    if definition == "bifurcation":  # another model, with another range, of which it warns itself
        return bifurcation(laser, **options)
    with warnings.catch_warnings():
        # A search looks at pumps that nobody asked for: only what it finds is worth a warning.
        warnings.simplefilter("ignore", ValidityWarning)
        found = _DEFINITIONS[definition](laser, **options)
        state = steady_state_at_photons(laser, found.photons) if found.reached else None
    if state is not None:
        warn_or_refuse_overfull(laser, state.carriers)
        warn_pump_broadening(laser, found.pump)
    return found


def _refuse_other_options(definition, options):
    known = _OPTIONS.get(definition, ())
    unknown = [name for name in options if name not in known]
    if unknown:
        takes = f"only the options {', '.join(known)}" if known else "no options"
        raise TypeError(f"{definition!r} takes {takes}, got {', '.join(unknown)}: leave them out")


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
        A dict from definition to `Threshold` that prints as a table. A threshold that needs an
        exact distribution of more than 50 MB says so; `threshold` computes it on request.

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
    return Comparison({name: _in_comparison(laser, name) for name in definitions})


def _in_comparison(laser, definition):
    options = _OPTIONS_IN_COMPARISON.get(definition, {})
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
