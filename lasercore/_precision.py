"""What double precision cannot hold is refused by the names of what was given."""

import functools
import inspect
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Literal

import numpy as np

from lasercore._typing import FloatOrArray, P, T
from lasercore.checks import shown

FAINTEST = 1e-120
"""Photons whose pairs are still counted exactly: their square is far above the smallest number."""
FAULTS = (FloatingPointError, OverflowError, ZeroDivisionError, np.linalg.LinAlgError)


@contextmanager
def representable(
    faint: Literal["raise", "ignore"] = "raise", /, **given: object
) -> Iterator[None]:
    """Arithmetic whose results a double can hold; else an error that names what was given.

    Neither infinity and NaN nor, unless `faint` is "ignore", what is too small to keep its digits
    goes on unnoticed.
    """
    try:
        with np.errstate(all="raise", under=faint):
            yield
    except FAULTS:
        raise _beyond(given) from None


def within_doubles(function: Callable[P, T]) -> Callable[P, T]:
    """Decorate a public function: as `representable`, of its arguments, however faint."""

    @functools.wraps(function)
    def guarded(*given: P.args, **options: P.kwargs) -> T:
        try:
            with np.errstate(over="raise", divide="raise", invalid="raise"):
                return function(*given, **options)
        except FAULTS:
            arguments = inspect.signature(function).bind(*given, **options).arguments
            # A method speaks of what its object is made of.
            self = arguments.pop("self", None)
            known = {name: getattr(self, name, None) for name in ("laser", "pump")}
            arguments |= {name: value for name, value in known.items() if value is not None}
        raise _beyond(arguments)

    return guarded


def _beyond(given: Mapping[str, object]) -> ValueError:
    return ValueError(
        f"{', '.join(given)} must keep all that follows between 1e-308 and 1e308, got"
        f" {', '.join(map(shown, given.values()))}: check the units"
    )


def refuse_faint(pump: FloatOrArray, photons: FloatOrArray) -> None:
    """Raise where pairs of photons are rarer than the smallest numbers; a dark laser is none.

    `photons`, of the pump's shape, is the mean photon number or P(1)/P(0), the same in faint light.
    """
    faint = (np.asarray(photons) < FAINTEST) & (np.asarray(pump) > 0)
    if np.any(faint):
        fewest, at = np.asarray(photons)[faint].min(), np.asarray(pump)[faint].min()
        raise ValueError(
            f"pump must give light whose pairs can be counted, got {at:.6g} s⁻¹, which makes one"
            f" photon {fewest:.2g} times as likely as none: raise the pump"
        )
