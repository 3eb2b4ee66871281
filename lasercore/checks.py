"""Checks of arguments: every message names the argument, its value, the rule, the remedy."""

import math
import numbers
import os
from collections.abc import Collection, Mapping
from typing import Any, SupportsFloat, cast

import numpy as np

from lasercore._typing import Array, ArrayLike, BoolArray, T

__all__ = [
    "RATES", "a_laser", "between", "broadcast", "choice", "flag", "instance", "memory_allowed",
    "not_negative", "number_or_nan", "of_cavity", "positive", "pump_array", "real_array",
    "real_number", "shown", "small_share", "time_axis", "whole",
]  # fmt: skip

RATES = ("n_emitters", "gamma_r", "gamma_bg", "gamma_c", "gamma_2", "absorption", "pump_blocking")
"""What makes a laser: these checks come before the class `Laser`, which uses them itself."""
# Emitters of a laser (whole numbers of eight bytes hold them), and values in one answer.
MOST_EMITTERS, MOST_VALUES = 10**18, 10**8


def number_or_nan(name: str, value: object, unit: str = "") -> float:
    """Return `value` as a float, finite or not, or say what is wrong with it."""
    if isinstance(value, np.ndarray) and value.dtype.kind in "iuf":
        value = value[()]  # an array without axes becomes its one number
    numeric = value.dtype.kind in "iuf" if isinstance(value, np.ndarray) else None
    if isinstance(value, bool) or not (isinstance(value, numbers.Real) or numeric):
        raise TypeError(f"{name} must be a real number{_in(unit)}, got {shown(value)}")
    if shape := getattr(value, "shape", ()):
        raise ValueError(
            f"{name} must be one number{_in(unit)}, got an array of shape {shape}:"
            " build one object per value"
        )
    try:
        return float(cast(SupportsFloat, value))
    except OverflowError:  # an int beyond 1.8e308
        return float("inf")


def real_number(name: str, value: object, unit: str = "") -> float:
    """Return `value` as a float, or say what is wrong with it."""
    value = number_or_nan(name, value, unit)
    if not np.isfinite(value):
        raise ValueError(f"{name} must be finite, got {value}{_unit(unit)}")
    return value


def positive(name: str, value: object, unit: str = "", remedy: str = "") -> float:
    """Return `value` as a float > 0."""
    value = real_number(name, value, unit)
    if value <= 0:
        raise ValueError(f"{name} must be positive, got {value}{_unit(unit)}{_hint(remedy)}")
    return value


def between(
    name: str, value: object, least: float, most: float, unit: str = "", remedy: str = ""
) -> float:
    """Return `value` as a float from `least` to `most`, both positive."""
    value = positive(name, value, unit, remedy)
    if not least <= value <= most:
        raise ValueError(
            f"{name} must lie between {least:g} and {most:g}{_unit(unit)}, got {value:g}"
            f"{_unit(unit)}{_hint(remedy)}"
        )
    return value


def memory_allowed(max_memory: object) -> float:
    """Return `max_memory` in bytes as a float > 0, at most what the machine has."""
    allowed = positive("max_memory", max_memory, "bytes")
    try:
        return min(allowed, float(os.sysconf("SC_PAGE_SIZE")) * os.sysconf("SC_PHYS_PAGES"))
    except (AttributeError, ValueError, OSError):  # not every system tells
        return allowed


def not_negative(name: str, value: object, unit: str = "", remedy: str = "") -> float:
    """Return `value` as a float >= 0."""
    value = real_number(name, value, unit)
    if value < 0:
        raise ValueError(f"{name} must not be negative, got {value}{_unit(unit)}{_hint(remedy)}")
    return value


def small_share(name: str, value: object) -> float:
    """Return `value`, a probability that may be cut off, as a float in (0, 0.001]."""
    value = positive(name, value)
    if value > 1e-3:
        raise ValueError(
            f"{name} must be at most 0.001, got {value:g}: a larger share of the distribution"
            " would be missing from every answer"
        )
    return value


def whole(
    name: str, value: object, least: int = 1, remedy: str = "", most: float | None = None
) -> int:
    """Return `value` as an int from `least` to `most`, if there is one; 120.0 counts as 120."""
    number = real_number(name, value)
    if number != round(number) or number < least:
        raise ValueError(
            f"{name} must be a whole number of at least {least}, got {number:.17g}{_hint(remedy)}"
        )
    if most is not None and number > most:
        raise ValueError(f"{name} must be at most {most:g}, got {number:g}{_hint(remedy)}")
    # A float holds no more than 53 bits of it.
    return int(value) if isinstance(value, numbers.Integral) else round(number)


def flag(name: str, value: object) -> bool:
    """Return `value` as a bool, or say that it is not one."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False, got {shown(value)}")
    return bool(value)


def choice(name: str, value: object, known: Collection[str]) -> str:
    """Return `value` if it is one of a few names, or list them."""
    if not isinstance(value, str) or value not in known:
        one = "one of " if len(known) > 2 else ""
        names = (", " if one else " or ").join(map(repr, known))
        raise ValueError(f"{name} must be {one}{names}, got {shown(value)}")
    return value


def real_array(
    name: str, values: ArrayLike, unit: str = "", least: float | None = None,
    positive: bool = False, remedy: str = "",
) -> Array:  # fmt: skip
    """Return `values` as a float array of any shape: finite, and >= `least` or > 0 if asked."""
    try:
        array = np.asarray(values)
        if array.dtype.kind == "O":  # whole numbers too large for numpy's integers
            if any(isinstance(x, bool) or not isinstance(x, numbers.Real) for x in array.flat):
                raise TypeError
        elif array.dtype.kind not in "iuf":
            raise TypeError
        with np.errstate(over="ignore"):  # of a wider type: infinite is refused below
            array = array.astype(float)
    except (TypeError, ValueError):
        raise TypeError(
            f"{name} must be a real number or an array of them{_in(unit)}, got {shown(values)}"
        ) from None
    except OverflowError:
        raise ValueError(
            f"{name} must be finite, got a whole number beyond 1.8e308{_hint(remedy)}"
        ) from None
    _refuse(name, array, ~np.isfinite(array), "be finite", unit, remedy)
    if positive:
        _refuse(name, array, array <= 0, "be positive", unit, remedy)
    elif least is not None:
        rule = "not be negative" if least == 0 else f"be at least {least:g}"
        _refuse(name, array, array < least, rule, unit, remedy)
    return array


def time_axis(times: ArrayLike) -> Array:
    """Return `times` as an array of at least two increasing times (s)."""
    times = real_array("times", times, "s")
    if times.ndim != 1 or len(times) < 2 or np.any(np.diff(times) <= 0):
        raise ValueError(
            f"times must be a list of at least two increasing times, got shape {times.shape}:"
            " start with the moment whose state you give"
        )
    return times


def instance(name: str, value: object, kind: type[T], remedy: str = "") -> T:
    """Return `value` if it is of a class of the package, or say what was expected."""
    if not isinstance(value, kind):
        article = "" if kind.__name__.endswith("s") else "a "
        raise TypeError(
            f"{name} must be {article}{kind.__name__}, got {shown(value)}{_hint(remedy)}"
        )
    return value


def a_laser(laser: T) -> T:
    """Return `laser` if it has the rates of a `Laser`, or say how to get one."""
    if not all(hasattr(laser, rate) for rate in RATES):
        raise TypeError(
            f"laser must be a Laser, got {shown(laser)}: take one from lasercore.catalogue or"
            " build one"
        )
    return laser


def of_cavity(mode: object, given: Mapping[str, Any]) -> dict[str, Any]:
    """What is given, completed by the attributes of a computed cavity; nothing may be missing."""
    found = {
        name: getattr(mode, name, None) if value is None else value for name, value in given.items()
    }
    missing = [name for name, value in found.items() if value is None]
    if missing:
        where = "or a mode that has it" if mode is None else f"as {type(mode).__name__} has none"
        raise TypeError(f"{', '.join(missing)} must be a real number, got None: give it, {where}")
    return found


def pump_array(pump: ArrayLike) -> Array:
    """Return the pump J = I/e as a float array: finite and not negative."""
    return real_array(
        "pump",
        pump,
        "s⁻¹",
        least=0,
        remedy="give the carriers injected per second, J = I/e (see lasercore.to_pump)",
    )


def broadcast(**given: ArrayLike) -> tuple[Array, ...]:
    """The arrays, broadcast against each other; they must fit, and not make too many values."""
    shapes = [np.shape(array) for array in given.values()]
    try:
        size = math.prod(np.broadcast_shapes(*shapes))
    except ValueError:
        raise ValueError(
            f"{', '.join(given)} must have shapes that fit each other, got"
            f" {', '.join(map(str, shapes))}: write {next(iter(given))}[:, None] to combine all"
            " with all"
        ) from None
    if size > MOST_VALUES:
        raise ValueError(
            f"{', '.join(given)} must make at most {MOST_VALUES:g} values, got {size:g} of shapes"
            f" {', '.join(map(str, shapes))}: ask for them in parts"
        )
    return np.broadcast_arrays(*given.values())


def shown(value: object) -> str:
    """A value for a message: its repr, cut where it is long."""
    try:
        text = repr(value)
    except Exception:  # a whole number of too many digits, or an object of another library
        return f"a {type(value).__name__} that cannot be written"
    return text if len(text) <= 200 else f"{text[:160]}…"


def _refuse(name: str, array: Array, bad: BoolArray, rule: str, unit: str, remedy: str) -> None:
    if np.any(bad):
        first = array[bad].flat[0] if array.ndim else float(array)
        raise ValueError(f"{name} must {rule}, got {first}{_unit(unit)}{_hint(remedy)}")


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""


def _in(unit: str) -> str:
    return f" in {unit}" if unit else ""


def _hint(remedy: str) -> str:
    return f": {remedy}" if remedy else ""
