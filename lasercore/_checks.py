"""Checks of arguments: every message names the argument, its value, the rule, the remedy."""

import numbers

import numpy as np


class ValidityWarning(UserWarning):
    """The numbers are right for the model, but the model is leaving its range."""


def real_number(name, value, unit=""):
    """Return `value` as a float, or say what is wrong with it."""
    if isinstance(value, bool) or not isinstance(value, numbers.Real | np.ndarray):
        raise TypeError(f"{name} must be a real number{_in(unit)}, got {value!r}")
    if np.ndim(value) != 0:
        raise ValueError(
            f"{name} must be one number{_in(unit)}, got an array of shape {np.shape(value)}:"
            " build one object per value"
        )
    value = float(value)
    if not np.isfinite(value):
        raise ValueError(f"{name} must be finite, got {value}{_unit(unit)}")
    return value


def positive(name, value, unit="", remedy=""):
    """Return `value` as a float > 0."""
    value = real_number(name, value, unit)
    if value <= 0:
        raise ValueError(f"{name} must be positive, got {value}{_unit(unit)}{_hint(remedy)}")
    return value


def not_negative(name, value, unit="", remedy=""):
    """Return `value` as a float >= 0."""
    value = real_number(name, value, unit)
    if value < 0:
        raise ValueError(f"{name} must not be negative, got {value}{_unit(unit)}{_hint(remedy)}")
    return value


def whole(name, value, least=1, remedy=""):
    """Return `value` as an int >= `least`; 120.0 counts as 120."""
    value = real_number(name, value)
    if value != round(value) or value < least:
        raise ValueError(
            f"{name} must be a whole number of at least {least}, got {value:g}{_hint(remedy)}"
        )
    return round(value)


def flag(name, value):
    """Return `value` as a bool, or say that it is not one."""
    if not isinstance(value, bool | np.bool_):
        raise TypeError(f"{name} must be True or False, got {value!r}")
    return bool(value)


def real_array(name, values, unit="", least=None, positive=False, remedy=""):
    """Return `values` as a float array of any shape: finite, and >= `least` or > 0 if asked."""
    try:
        array = np.asarray(values)
        if array.dtype.kind not in "iuf":
            raise TypeError
        array = array.astype(float)
    except (TypeError, ValueError):
        raise TypeError(
            f"{name} must be a real number or an array of them{_in(unit)}, got {values!r}"
        ) from None
    _refuse(name, array, ~np.isfinite(array), "be finite", unit, remedy)
    if positive:
        _refuse(name, array, array <= 0, "be positive", unit, remedy)
    elif least is not None:
        rule = "not be negative" if least == 0 else f"be at least {least:g}"
        _refuse(name, array, array < least, rule, unit, remedy)
    return array


def pump_array(pump):
    """Return the pump J = I/e as a float array: finite and not negative."""
    return real_array(
        "pump",
        pump,
        "s⁻¹",
        least=0,
        remedy="give the carriers injected per second, J = I/e (see lasercore.to_pump)",
    )


def _refuse(name, array, bad, rule, unit, remedy):
    if np.any(bad):
        first = array[bad].flat[0] if array.ndim else float(array)
        raise ValueError(f"{name} must {rule}, got {first}{_unit(unit)}{_hint(remedy)}")


def _unit(unit):
    return f" {unit}" if unit else ""


def _in(unit):
    return f" in {unit}" if unit else ""


def _hint(remedy):
    return f": {remedy}" if remedy else ""
