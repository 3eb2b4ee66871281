"""Answers for arrays of pumps, put together from those for single ones."""

import numpy as np

from lasercore.checks import pump_array
from lasercore.statistics import PhotonStatistics
from lasercore.warnings import warn_validity


def curve(solve, method, pump, argument=None, name=""):
    """`solve(pump).method(argument)` for all pumps, each different one solved once.

    `argument`, an array that its `name` stands for in messages, is broadcast against the pump.
    A dark laser's answer is NaN.
    """
    pumps = pump_array(pump)
    pumps, arguments = _broadcast(pumps, np.zeros(()) if argument is None else argument, name)
    answer = np.full(pumps.shape, np.nan)
    if np.any(pumps == 0):
        warn_validity(
            f"{method} is undefined (NaN) where pump = 0: a dark laser emits nothing; raise the"
            " pump"
        )
    for one in np.unique(pumps[pumps > 0]):
        solution = solve(float(one))
        here = pumps == one
        given = () if argument is None else (arguments[here],)
        answer[here] = getattr(solution, method)(*given)
    return answer[()]


def _broadcast(pumps, arguments, name):
    try:
        return np.broadcast_arrays(pumps, arguments)
    except ValueError:
        raise ValueError(
            f"{name} must fit the shape of pump, got {arguments.shape} and {pumps.shape}: write"
            " pump[:, None] to combine all with all"
        ) from None


def gathered(found, shape, method):
    """One `PhotonStatistics` of arrays from many of single pumps, each with a distribution.

    Distributions are filled up with zeros. The report has the largest of each number and lists
    everything else.
    """
    longest = max((len(one.distribution) for one in found), default=1)
    distribution = np.zeros((len(found), longest))
    for row, one in zip(distribution, found, strict=True):
        row[: len(one.distribution)] = one.distribution

    def gather(name):
        values = [getattr(one, name) for one in found]
        return None if None in values else np.array(values, dtype=float).reshape(shape)

    names = found[0].report if found else ()
    reports = {name: [one.report[name] for one in found] for name in names}
    return PhotonStatistics(
        gather("mean"),
        gather("variance"),
        gather("carriers"),
        distribution.reshape(*shape, longest),
        method=method,
        report={name: _worst_or_all(values) for name, values in reports.items()},
        pairs=gather("pairs"),
    )


def _worst_or_all(values):
    return values if isinstance(values[0], str) else max(values)
