"""Checks of what live figures are told: every message names argument, value, rule, remedy."""

from lasercore.checks import flag, real_number, whole

__all__ = ["between", "flag", "whole"]

_SLACK = 1e-9
"""Relative room at both ends, which may be products."""


def between(
    name: str, value: object, low: float, high: float, unit: str = "", counted: bool = False
) -> float:
    """Return a number that a slider from `low` to `high` can show; an int if it is `counted`."""
    value = whole(name, value, least=low) if counted else real_number(name, value, unit)
    if not low * (1 - _SLACK) <= value <= high * (1 + _SLACK):
        raise ValueError(
            f"{name} must lie between {low:g} and {high:g}{f' {unit}' if unit else ''}, got"
            f" {value:g}: that is as far as its slider reaches"
        )
    return value
