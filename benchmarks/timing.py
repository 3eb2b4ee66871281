"""Side-by-side timing: candidates take turns, so that a slow moment hits all of them."""

import platform
from statistics import median
from time import perf_counter


def side_by_side(candidates, rounds=15, warm_up=2):
    """Median seconds per call of each candidate.

    Parameters
    ----------
    candidates : dict from str to function without arguments
    rounds, warm_up : int

    Returns
    -------
    dict from str to float, s
    """
    times = {name: [] for name in candidates}
    for turn in range(warm_up + rounds):
        for name, function in candidates.items():
            start = perf_counter()
            function()
            if turn >= warm_up:
                times[name].append(perf_counter() - start)
    return {name: median(values) for name, values in times.items()}


def report(title, medians, reference=None):
    """Print medians, and ratios to the first candidate (or to `reference`)."""
    base = medians[reference or next(iter(medians))]
    print(f"{title} (Python {platform.python_version()}, medians)")
    for name, seconds in medians.items():
        print(f"  {name:<44} {1e3 * seconds:10.3f} ms   ratio {seconds / base:8.2f}")
