"""Running lasercore's own functions on traced numbers.

The package checks its arguments, converts them to arrays of floats and warns of what is beyond
the model; numbers that are not known yet can stand none of it. While `symbols` holds, those few
helpers stand aside, and what asks for a value of its own (``float``, ``min``, a root finder) hands
on a term instead. The formulas themselves are the package's, unchanged.
"""

import builtins
import math
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from importlib import import_module
from unittest import mock

import numpy as np

from lasercore.laser import Laser
from nanobook.explorer.javascript import arrow
from nanobook.explorer.tracing import Term, apply, interned, plain, token, traced

MODULES = (
    "cavity.rates",
    "cavity.mode_volume",
    "cumulants.incoherent",
    "cumulants.onset",
    "cumulants.rates",
    "cumulants.threshold",
    "langevin.linear",
    "langevin.moments",
    "laser",
    "_validity",
    "processes",
    "rate_equations.curves",
    "rate_equations.linear_response",
    "rate_equations.steady",
    "thresholds",
    "thresholds.dynamic",
    "thresholds.light_current",
    "thresholds.noise",
    "thresholds.stochastic",
    "thresholds.verdicts",
)


@dataclass(frozen=True)
class SymbolicLaser(Laser):
    """A two-level laser with pump blocking, whose rates are terms and so cannot be checked."""

    def __post_init__(self):
        pass


def laser(gamma_2=True):
    """The laser that generated functions take as their first argument, L."""
    rates = ("n_emitters", "gamma_r", "gamma_bg", "gamma_c", "gamma_2")
    terms = {name: interned("name", (f"L.{name}",)) for name in rates}
    return SymbolicLaser(**terms if gamma_2 else {**terms, "gamma_2": None})


@contextmanager
def symbols():
    """While this holds, lasercore's formulas take terms."""
    with ExitStack() as changes:
        for name in MODULES:
            module = import_module(f"lasercore.{name}")
            for key, stand_in in _STAND_INS.items():
                if hasattr(module, key) or hasattr(builtins, key):
                    changes.enter_context(mock.patch.object(module, key, stand_in, create=True))
        changes.enter_context(mock.patch("scipy.optimize.brentq", root))
        yield


def _as_object(value):
    return value if isinstance(value, np.ndarray) else np.array(value, dtype=object)


def _extreme(operation):
    def of(*values):
        values = values[0] if len(values) == 1 else values
        found, *rest = values
        for value in rest:
            found = apply(operation, found, value)
        return found

    return of


def root(function, low, high, **options):
    """A zero of `function` as a term: explorer.js searches for it as brentq would."""
    searched = arrow(traced(lambda x: plain(function(x)), "x"))
    return interned("root", (searched, plain(low), plain(high)))


def _sqrt(value):
    return value.sqrt() if isinstance(value, Term) else math.sqrt(value)


class _Numpy:
    """numpy, but terms are finite, arrays may hold them, and a grid is known by its ends."""

    def __getattr__(self, name):
        return getattr(np, name)

    @staticmethod
    def isfinite(value):
        value = plain(value)
        return True if isinstance(value, Term) else np.isfinite(value)

    @staticmethod
    def zeros(shape):
        return np.zeros(shape, dtype=object)

    @staticmethod
    def max(value, initial):
        return apply("max", value, initial)

    @staticmethod
    def geomspace(start, stop, points):
        return np.array([start, stop], dtype=object)


_STAND_INS = {
    "np": _Numpy(),
    "float": lambda value=0.0: plain(value),
    "min": _extreme("min"),
    "max": _extreme("max"),
    "sqrt": _sqrt,
    "positive": lambda name, value, *more: value,
    "not_negative": lambda name, value, *more: value,
    "whole": lambda name, value, *more, **named: value,
    "real_array": lambda name, values, *more, **named: _as_object(values),
    "pump_array": _as_object,
    "warn_pump_broadening": lambda laser, pump: None,
    "warn_or_refuse_overfull": lambda laser, carriers: None,
    "scientific": lambda value, digits=3: token(value, "scientific"),
    "quantity": lambda value, unit, digits=3: token(value, unit),
}
