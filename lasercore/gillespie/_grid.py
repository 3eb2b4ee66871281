"""Trajectories on a grid of times, batch by batch: what correlations and spectra start from."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import ceil
from typing import Any, Self

import numpy as np

from lasercore._progress import Progress
from lasercore._typing import Array, IntArray, ProgressOption, Tick
from lasercore.gillespie import _kernels as kernels
from lasercore.gillespie._random import states
from lasercore.gillespie._run import run_streams
from lasercore.gillespie.plan import Options, Plan, refuse_long, warn_short_batches
from lasercore.warnings import warn_validity

EVENTS_PER_CALL = 2**19
"""Events of one kernel call, about: some ten milliseconds."""
FEW_PHOTONS = 1024
"""Photon numbers below which the coherence that an emission leaves is looked up."""
MOST_BINS = 2**23
"""Bins that one stream may hold in its memory: 64 MB an array."""
MOST_BINS_IN_ALL = 2e8
"""Bins of all streams together: some ten seconds of one core, however few events are in them."""
MANY_EVENTS = 1e7
"""Events, about a second of work, up to which a layout may need more than were asked for."""
FEW_BATCHES = 3
"""Batches that must have met something before their spread tells an error."""


@cache
def dephasing() -> Array:
    """(1 − c(n))/(n + 1) for few photons n: coherence that one emission takes away on average.

    One in n + 1 is spontaneous; it leaves c(n) = ⟨cos Δφ⟩ = (2/π) E(1/n), the complete elliptic
    integral of parameter 1/n, of a field of n photons and nothing of none.
    """
    from scipy.special import ellipe  # here, so that importing lasercore stays quick

    n = np.arange(1, FEW_PHOTONS)
    left = np.concatenate([[0.0], 2 / np.pi * ellipe(1 / n)])
    return (1 - left) / (np.arange(FEW_PHOTONS) + 1)


@dataclass(frozen=True)
class SampledCurve:
    """A curve with the standard error of each of its points.

    Attributes
    ----------
    x : array
        Where: delays (s), frequencies or detunings (Hz).
    values : array
    errors : array
        Standard errors; neighbouring points err together.
    report : dict
        How it was sampled, by name.
    """

    x: Array
    values: Array
    errors: Array
    report: dict[str, Any]


@dataclass(frozen=True)
class Layout:
    """Bins of a width (s), bins that one step of the work takes, steps of a batch, batches."""

    width: float
    step: int
    steps: int
    batches: int

    @classmethod
    def of(cls, plan: Plan, options: Options, width: float, most: int, long_batch: float) -> Self:
        """Batches of a wanted duration, longer if there is time, in steps of at most some bins."""
        stream = options.events / (plan.event_rate * options.streams)
        least = max(2, ceil(16 / options.streams))
        batches = int(min(max(stream / long_batch, least), 32))
        bins = max(1, round(stream / batches / width))
        steps = ceil(bins / most)
        return cls(width, ceil(bins / steps), steps, batches)

    @property
    def batch(self) -> float:
        """Duration of a batch (s)."""
        return self.width * self.step * self.steps


class Walker:
    """A trajectory that fills bins."""

    def __init__(
        self, plan: Plan, layout: Layout, seed: np.random.SeedSequence, tick: Tick
    ) -> None:
        self.plan, self.layout, self.tick = plan, layout, tick
        self.state, self.words = np.array(plan.start), states(seed, 1)[:, 0]
        self.square = 0.0  # ∫ n_p² dt of the last call of `bins`
        if plan.burn_in > 0:
            parts = ceil(plan.burn_in * plan.event_rate / EVENTS_PER_CALL)
            for _ in range(parts):
                self._call(plan.burn_in / parts, np.empty((4, 1)))

    def _call(self, width: float, columns: Array) -> float:
        square = kernels.sample(
            self.state, self.words, dephasing(), width, *columns, *self.plan.fixed
        )
        self.tick(width * columns.shape[1])
        return square

    def bins(self, count: int) -> Array:
        """Photons at the end of each bin, their mean, photons lost, coherence kept: (4, count)."""
        columns, width = np.empty((4, count)), self.layout.width
        most = int(max(1, min(count, EVENTS_PER_CALL / (width * self.plan.event_rate))))
        self.square = 0.0
        for first in range(0, count, most):
            self.square += self._call(width, columns[:, first : first + most])
        return columns


def run(
    plan: Plan, layout: Layout, options: Options, work: Callable[[Walker], list[Array]],
    progress: ProgressOption, extra: int = 0, remedy: str = "", most: float = MOST_BINS_IN_ALL,
) -> Array:  # fmt: skip
    """work(walker) of every stream: its batches' sums; one after another in one array.

    extra: bins that a stream takes besides those of its batches. With a remedy, a run of more than
    `most` bins in all is refused.
    """
    if remedy:
        _refuse_many(plan, layout, options, extra, remedy, most)
    duration = plan.burn_in + layout.batches * layout.batch + extra * layout.width
    refuse_long(plan, options, duration)

    def stream(number: int, tick: Tick) -> Array:
        seed = options.seeds(0, number)
        walker = Walker(plan, layout, seed, lambda time: tick(min(time / duration, 1.0)))
        return np.array(work(walker))

    with Progress(progress, options.streams, "Gillespie") as shown:
        found = run_streams(stream, options.streams, options.threads, shown)
    return np.concatenate(found)


def _refuse_many(
    plan: Plan, layout: Layout, options: Options, extra: int, remedy: str, most: float
) -> None:
    """Refuse many times the events that were asked for, or too many bins."""
    duration = layout.batches * layout.batch + extra * layout.width
    events = options.streams * duration * plan.event_rate
    if events > max(10 * options.events, MANY_EVENTS):
        raise ValueError(
            f"events must cover at least two batches of {duration / 2:.3g} s in each of"
            f" {options.streams} streams, got {options.events}: raise events to {events:.1e},"
            f" lower streams, or give {remedy}"
        )
    bins = options.streams * duration / layout.width
    if not bins <= most:
        raise ValueError(
            f"pump must make events about as often as bins of {layout.width:.3g} s, got"
            f" {plan.pump:.6g} s⁻¹, whose {options.events} events take {bins:.2g} bins, more than"
            f" {most:.0e}: give {remedy}, fewer events, or use master_equation or langevin"
        )


def jackknife(
    batches: Array, answer: Callable[[Array], Any], seen: IntArray | None = None
) -> tuple[Array, Array]:
    """answer(sum of all batches) and its standard errors, leaving out one batch at a time.

    seen: number of batches that met what each point counts, where that may be almost none.
    """
    total, count = batches.sum(axis=0), len(batches)
    with np.errstate(divide="ignore", invalid="ignore"):  # no photon, no ratio
        value = answer(total)
        without = np.array([answer(total - batch) for batch in batches])
        spread = ((without - without.mean(axis=0)) ** 2).sum(axis=0)
    if seen is not None:
        spread = np.where(seen < FEW_BATCHES, np.nan, spread)
    if not np.all(np.isfinite(spread)):
        warn_validity(
            "photons must be met in more than one batch, got almost none: the curve or its errors"
            " are undefined (NaN); raise events"
        )
    return value, np.sqrt((count - 1) / count * spread)


def report(plan: Plan, layout: Layout, options: Options, **more: Any) -> dict[str, Any]:
    """How a curve was sampled."""
    warn_short_batches(plan, layout.batch, options.events)
    duration = options.streams * layout.batches * layout.batch
    return {
        "duration": duration,
        "events": round(duration * plan.event_rate),
        "burn_in": plan.burn_in,
        "relaxation_time": plan.relaxation,
        "streams": options.streams,
        "batches": options.streams * layout.batches,
        "batch_duration": layout.batch,
        "seed": options.seed,
        **more,
    }
