"""The warning that a model leaves its range."""

import sys
import warnings

__all__ = ["ValidityWarning", "warn_validity"]


class ValidityWarning(UserWarning):
    """The numbers are right for the model, but the model is leaving its range."""


def warn_validity(message: str) -> None:
    """Issue a `ValidityWarning` that points at the line which called the package."""
    frame, level = sys._getframe(1), 2
    while frame.f_back and frame.f_globals.get("__name__", "").partition(".")[0] == "lasercore":
        frame, level = frame.f_back, level + 1
    warnings.warn(message, ValidityWarning, stacklevel=level)
