"""Answers for arrays of pumps, put together from those for single ones."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore.checks import a_laser, pump_array, real_array
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics
from lasercore.warnings import warn_validity

F = TypeVar("F", bound=Callable[..., Any])
COLUMNS = ("mean", "variance", "carriers", "distribution", "pairs")
# What a method of a solution may be asked for: its unit, and its least value.
ARGUMENTS = {"delay": ("s", 0), "frequency": ("Hz", None), "detuning": ("Hz", None)}


def for_pumps(
    solve: Callable[..., Any], source: str, check: Callable[[Laser], object] = a_laser
) -> Callable[..., Callable[[F], F]]:
    """A decorator of declarations: what the steady states say, for a laser and its pumps.

    A declaration has the name of a method of what `solve` answers, what it takes besides laser and
    pump, the options of `solve`, and a docstring without what all such functions share. It is
    called with the unit of the answer. Each different pump is solved once, and a dark laser's
    answer is NaN. `check` refuses lasers of another kind.
    """

    def decorate(declared: F, unit: str) -> Any:
        signature = inspect.signature(declared)
        argument = next((name for name in signature.parameters if name in ARGUMENTS), None)

        @within_doubles
        @functools.wraps(declared)
        def function(*given: Any, **options: Any) -> FloatOrArray:
            bound = signature.bind(*given, **options)
            bound.apply_defaults()
            laser, pump, *rest = bound.args
            check(laser)
            if argument is not None:
                its_unit, least = ARGUMENTS[argument]
                rest = [real_array(argument, rest[0], its_unit, least=least)]
            solved = functools.partial(solve, laser, **bound.kwargs)
            return _curve(solved, declared.__name__, pump, argument, *rest)

        function.__doc__ = _described(declared.__doc__ or "", argument, signature, unit, source)
        return function

    return lambda unit="": functools.partial(decorate, unit=unit)


def _described(
    text: str, argument: str | None, signature: inspect.Signature, unit: str, source: str
) -> str:
    """A docstring with what all these functions share between the equation and the example."""
    text, _, example = inspect.cleandoc(text).partition("Example\n-------\n")
    entries = ["laser : Laser\n    As for `solve`.", "pump : float or array, s⁻¹, not negative"]
    if argument is not None:
        its_unit, least = ARGUMENTS[argument]
        rule = its_unit if least is None else f"{its_unit}, not negative"
        entries.append(f"{argument} : float or array, {rule}\n    Broadcast against `pump`.")
    options = [name for name, one in signature.parameters.items() if one.kind is one.KEYWORD_ONLY]
    if options:
        entries.append(f"{', '.join(options)}\n    As for `solve`.")
    sections = {
        "Parameters": "\n".join(entries),
        "Returns": f"float or array, {unit}" if unit else "float or array",
        "Raises": "TypeError, ValueError, ArithmeticError\n    As `solve`.",
        "Warns": "ValidityWarning\n    If a pump is zero: the dark laser's answer is NaN.",
        "Source": source,
        "Example": example,
    }
    written = (f"{name}\n{'-' * len(name)}\n{what}" for name, what in sections.items())
    return "\n\n".join([text.strip(), *written])


def _curve(
    solve: Callable[[float], Any], method: str, pump: ArrayLike, name: str | None,
    argument: Any = None,
) -> FloatOrArray:  # fmt: skip
    pumps, arguments = _broadcast(
        pump_array(pump), np.zeros(()) if name is None else argument, name
    )
    answer = np.full(pumps.shape, np.nan)
    if np.any(pumps == 0):
        warn_validity(
            f"{method} is undefined (NaN) where pump = 0: a dark laser emits nothing; raise the"
            " pump"
        )
    for one in np.unique(pumps[pumps > 0]):
        solution = solve(float(one))
        here = pumps == one
        given = () if name is None else (arguments[here],)
        answer[here] = getattr(solution, method)(*given)
    return answer[()]


def _broadcast(pumps: Array, arguments: Array, name: str | None) -> tuple[Array, ...]:
    try:
        return np.broadcast_arrays(pumps, arguments)
    except ValueError:
        raise ValueError(
            f"{name} must fit the shape of pump, got {arguments.shape} and {pumps.shape}: write"
            " pump[:, None] to combine all with all"
        ) from None


def gathered(
    found: list[PhotonStatistics], shape: tuple[int, ...], method: str,
    empty: PhotonStatistics | None = None,
) -> PhotonStatistics:  # fmt: skip
    """One `PhotonStatistics` of a pumps' shape from those of single pumps, all with distributions.

    Distributions are filled up with zeros. The report of sampled answers has a value for each
    pump, that of others the largest of each number and a list of everything else. `empty` is an
    answer that tells which errors and reports there would be, if there is no pump.
    """
    if shape == ():
        return found[0]
    count, found = len(found), found or [empty or PhotonStatistics.from_distribution([1.0], 0.0)]

    def joined(values: list[Any]) -> Any:
        if values[0] is None:
            return None
        if np.ndim(values[0]) == 0:
            return np.array(values[:count]).reshape(shape)
        length = max(map(len, values))
        rows = [np.pad(value, (0, length - len(value))) for value in values]
        return np.array(rows[:count]).reshape(*shape, length)

    columns = {name: joined([getattr(one, name) for one in found]) for name in COLUMNS}
    errors = {name: joined([one.errors[name] for one in found]) for name in found[0].errors}
    names = dict.fromkeys(name for one in found for name in one.report)
    reports = {name: [one.report.get(name, np.nan) for one in found] for name in names}
    told = joined if errors else _worst_or_all
    report = {name: told(values) for name, values in reports.items()}
    return PhotonStatistics(**columns, errors=errors, method=method, report=report)


def _worst_or_all(values: list[Any]) -> Any:
    return values if isinstance(values[0], str) else max(values)
