"""What formulas may use besides arithmetic and comparisons.

For numbers and arrays these are numpy's. Anything else that has a method of the same name is
asked itself, so that a number may record what is done to it instead of doing it.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from lasercore._typing import Value


def _of(name: str, of_numbers: Callable[..., Any]) -> Callable[..., Any]:
    def function(*values: Value) -> Value:
        for place, value in enumerate(values):
            own = getattr(value, name, None)
            if own is not None:
                return own(*values[:place], *values[place + 1 :])
        return of_numbers(*values)

    function.__name__ = name
    return function


sqrt = _of("sqrt", np.sqrt)
exp = _of("exp", np.exp)
log = _of("log", np.log)
minimum = _of("minimum", np.minimum)
maximum = _of("maximum", np.maximum)
all_finite = _of("all_finite", lambda value: bool(np.all(np.isfinite(value))))


def where(condition: Value, yes: Value, no: Value) -> Value:
    """`yes` where the condition holds, else `no`, one number or element by element."""
    if np.ndim(condition):
        return np.where(condition, yes, no)
    return yes if condition else no


def root(function: Callable[..., Any], low: Value, high: Value) -> Value:
    """The zero of a function between two numbers at which its signs differ."""
    if hasattr(low, "root"):
        return low.root(function, high)
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    return brentq(function, low, high, xtol=1e-14)


def root_of_sum(b: Value, rest: Value) -> Value:
    """√(b² + rest), also where b² overflows (hypot always works, but takes five times longer)."""
    with np.errstate(over="ignore"):
        found = sqrt(b * b + rest)
    return found if all_finite(found) else np.hypot(b, np.sqrt(rest))
