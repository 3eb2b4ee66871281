"""The warnings that a model leaves its range, or that a run could be quicker."""

import sys
import warnings

__all__ = ["SpeedWarning", "ValidityWarning", "warn_speed", "warn_validity"]


class ValidityWarning(UserWarning):
    """The numbers are right for the model, but the model is leaving its range."""


class SpeedWarning(UserWarning):
    """The numbers are right, but would be there much sooner."""


def warn_validity(message: str) -> None:
    """Issue a `ValidityWarning` that points at the line which called the package."""
    _warn(message, ValidityWarning)


def warn_speed(message: str) -> None:
    """Issue a `SpeedWarning` that points at the line which called the package."""
    _warn(message, SpeedWarning)


def _warn(message: str, category: type[Warning]) -> None:
    frame, level = sys._getframe(2), 3
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == "lasercore":
        frame, level = frame.f_back, level + 1
    warnings.warn(message, category, stacklevel=level)
