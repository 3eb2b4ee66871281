"""Checks for the book's exercises that say what is wrong, not only that something is.

Each chapter's folder has a module ``exercises``; the names in it are the labels in the text.
"""

import functools
import math
import numbers
import pkgutil
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib import import_module
from importlib.util import find_spec

import nanobook


@dataclass(frozen=True)
class Exercise:
    """The right answer of one exercise and the numbers that common mistakes give.

    Both are computed, never written down: they follow the package when it changes.

    Attributes
    ----------
    expected : function without arguments → float
    unit : str
    hints : dict from str to function without arguments → float
        What the reader may have done, as a sentence without full stop, and what one gets by it.
    rel : float
        Relative deviation that still counts as right.
    """

    expected: Callable[[], float]
    unit: str = ""
    hints: dict[str, Callable[[], float]] = field(default_factory=dict)
    rel: float = 0.01


@functools.cache
def exercises() -> dict[str, Exercise]:
    """All exercises of the book by name, in the order of the chapters."""
    found = {}
    for folder in pkgutil.iter_modules(nanobook.__path__, "nanobook."):
        module = f"{folder.name}.exercises"
        if folder.ispkg and find_spec(module):
            found |= import_module(module).EXERCISES
    return found


def check(name: str, answer: object) -> str:
    """Check the answer to an exercise of the book: "Right.", or what to look at.

    `answer` is in the unit that the exercise asks for, or None while there is none.

    >>> check("confinement-1", None)
    'No answer yet: put your number in place of None.'
    """
    known = exercises()
    if name not in known:
        raise KeyError(f"no exercise called {name!r}; there are: {', '.join(known)}")
    return judge(known[name], answer)


def judge(exercise: Exercise, answer: object) -> str:
    """Say whether an answer is right, and if not, what to look at."""
    unit = exercise.unit
    if answer is None:
        return "No answer yet: put your number in place of None."
    if isinstance(answer, bool) or not isinstance(answer, numbers.Real):
        raise TypeError(f"answer must be a number{f' in {unit}' if unit else ''}, got {answer!r}")
    answer, expected = float(answer), float(exercise.expected())
    if math.isclose(answer, expected, rel_tol=exercise.rel):
        return "Right."
    for mistake, value in exercise.hints.items():
        if math.isclose(answer, value(), rel_tol=exercise.rel):
            return f"Not yet. {mistake}."
    return f"Not yet: {_what_is_wrong(answer, expected, unit)}"


def _what_is_wrong(answer, expected, unit):
    wanted = f" The answer is wanted in {unit}." if unit else ""
    if not math.isfinite(answer):
        return f"{answer} is not a finite number."
    if answer == 0 or expected == 0 or (answer > 0) != (expected > 0):
        return f"{answer:g} has the wrong sign or is zero: look at each term again."
    ratio = answer / expected
    factor = max(ratio, 1 / ratio)
    size = "large" if ratio > 1 else "small"
    if factor < 1.2:
        return f"too {size} by {100 * (factor - 1):.1f} %: carry more digits.{wanted}"
    power = round(math.log10(factor))
    if power >= 3 and math.isclose(factor, 10**power, rel_tol=0.02):
        return f"too {size} by a factor of {factor:.4g}. A unit?{wanted}"
    return f"too {size} by a factor of {factor:.3g}.{wanted}"
