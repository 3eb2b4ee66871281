"""Stochastic simulation: million events per second beside other simulators, on one core and two.

Peers that are not installed are skipped by name (pip install rebop gillespy2, a C compiler).
"""

import os
import platform
from importlib.metadata import version
from statistics import median
from time import perf_counter, process_time

from peers import models
from timing import side_by_side

from lasercore import Laser, gillespie

LASER, PUMP = Laser(models.N_0, models.GAMMA_R, models.GAMMA_BG, models.GAMMA_C), models.PUMP
EVENTS_PER_TIME = 533.0  # the sum of all rates at ⟨n_e⟩ = 60, ⟨n_p⟩ = 74
ROUNDS = 7


def own(events, **options):
    return lambda: gillespie.photon_statistics(
        LASER, PUMP, events=events, progress=False, **options
    )


def watched(run, cores):
    """`run`, noting how many cores it got: other work on the machine may take some."""

    def watch():
        busy, start = process_time(), perf_counter()
        run()
        cores.append((process_time() - busy) / (perf_counter() - start))

    return watch


def candidates():
    """name: (events, run) of lasercore, and of the peers that are there."""
    found = {
        "exact times, P(n) on the fly": (1e8, own(1e8, threads=1)),
        "exact times, two threads": (2e8, own(2e8, threads=2)),
        "mean times (averages only)": (2e8, own(2e8, threads=1, averages_only=True)),
        "mean times, two threads": (4e8, own(4e8, threads=2, averages_only=True)),
        "with phase: g1, spectrum, linewidth": (
            4e7,
            lambda: gillespie.field(LASER, PUMP, events=4e7, threads=1, progress=False),
        ),
        "g2 at 50 delays": (
            1e7,
            lambda: gillespie.g2(
                LASER, PUMP, [0.1 * i for i in range(50)], events=1e7, threads=1, progress=False
            ),
        ),
        "one trajectory, every event recorded": (
            2e6,
            lambda: gillespie.trajectory(LASER, PUMP, duration=2e6 / EVENTS_PER_TIME),
        ),
    }
    for peer, events in (
        (models.rebop, 1e7),
        (models.gillespy2, 4e6),
        (models.first_reaction, 4e6),
    ):
        try:
            name, simulate = peer()
        except Exception as why:
            print(f"  {peer.__name__} is skipped: {str(why).strip().splitlines()[:1]}")
            continue
        found[name] = (events, lambda run=simulate, t=events / EVENTS_PER_TIME: run(t))
    return found


if __name__ == "__main__":
    print(
        f"Gillespie (Python {platform.python_version()}, numba {version('numba')},"
        f" {os.cpu_count()} cores), million events per second, medians of {ROUNDS}"
    )
    runs = candidates()
    cores = {name: [] for name in runs}
    seconds = side_by_side(
        {name: watched(run, cores[name]) for name, (_, run) in runs.items()}, ROUNDS, 1
    )
    speed = {name: runs[name][0] / time / 1e6 for name, time in seconds.items()}
    peers = [name for name in speed if name.startswith(("rebop", "GillesPy2", "C,"))]
    print(
        f"  {'':<40}{'M events/s':>12}" + "".join(f"  ÷ {name.split(',')[0]:<16}" for name in peers)
    )
    for name, value in speed.items():
        ratios = "".join(f"  {value / speed[peer]:<18.2f}" for peer in peers)
        print(f"  {name:<40}{value:12.1f}{ratios}")
    for kind, single in (
        ("exact times", "exact times, P(n) on the fly"),
        ("mean times", "mean times (averages only)"),
    ):
        name = f"{kind}, two threads"
        print(
            f"  {kind}: two threads are {speed[name] / speed[single]:.2f} times one (bar: 1.8, if"
            f" they get two cores; they got {median(cores[name]):.2f})"
        )
