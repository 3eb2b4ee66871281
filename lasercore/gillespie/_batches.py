"""Batches of trajectories: how many, how long, and the sums that they leave."""

from collections.abc import Sequence
from math import ceil
from typing import Any

import numpy as np

from lasercore._typing import Array, Tick
from lasercore.gillespie import _kernels as kernels
from lasercore.gillespie._random import states
from lasercore.gillespie.plan import LONG_BATCH, Options, Plan, refuse_long

MANY_STEPS = 2**18
"""Events of one kernel call: a few milliseconds, so that Ctrl-C and progress are prompt."""
ROOM = 4 * kernels.BLOCK
"""Photons that a histogram has room for at first, beside twice the mean; it grows if need be."""
HISTOGRAM_SIZE = 2**17
"""Numbers in the histograms of one stream beyond which fewer lanes share its cache."""
MOST_MEMORY = 1e9
"""Bytes that the histograms of all streams may take together."""


class Run:
    """How one pump is sampled: lanes of each stream, batches of each lane, their duration."""

    def __init__(self, plan: Plan, options: Options, averages_only: bool) -> None:
        self.plan, self.options, self.averages_only = plan, options, averages_only
        self.stay = kernels.mean_stay if averages_only else kernels.exact_stay
        per_stream = options.events / (plan.event_rate * options.streams)
        long_batch = LONG_BATCH * plan.relaxation
        self.room = ROOM + 2 * int(plan.start[1])
        self.lanes = 1
        for lanes in (8, kernels.LANES):
            # Each lane needs its own burn-in, short beside what it measures.
            enough = per_stream >= lanes * max(5 * plan.burn_in, 2 * long_batch)
            if enough and lanes * self.room <= HISTOGRAM_SIZE:
                self.lanes = lanes
        self._refuse_memory()
        least = max(2, ceil(32 / (options.streams * self.lanes)))
        lane = per_stream / self.lanes
        self.batches = int(min(max(lane / long_batch, least), max(32, least)))
        self.batch = lane / self.batches
        steps = MANY_STEPS // self.lanes
        self.steps = steps - steps % kernels.BLOCK
        self.duration = plan.burn_in + self.batches * self.batch
        refuse_long(plan, options, self.lanes * self.duration)

    def _refuse_memory(self) -> None:
        plan, options = self.plan, self.options
        # A running stream holds its histogram and copies of it, every stream two sums of them.
        held = 3 * self.lanes * min(options.threads, options.streams) + 2 * options.streams
        needed = 8.0 * self.room * held
        if needed > MOST_MEMORY:
            raise ValueError(
                f"pump must leave few enough photons for a histogram, got {plan.pump:.6g} s⁻¹ with"
                f" {plan.start[1]:.3g} photons at the steady state in {options.streams} streams,"
                f" which need {needed:.3g} bytes, more than {MOST_MEMORY:.0e}: use"
                " langevin.photon_statistics, or lower the pump"
            )


class Stream:
    """The lanes of one stream of random numbers."""

    def __init__(self, run: Run, number: int, stream: int) -> None:
        self.run_, self.key = run, (number, stream)
        self.x = np.zeros(kernels.ROWS * kernels.LANES)
        self.rows = self.x.reshape(kernels.ROWS, kernels.LANES)[:, : run.lanes]
        self.rows[:2] = np.array(run.plan.start)[:, None]
        self.histogram = np.zeros((run.room, run.lanes))

    def run(self, tick: Tick) -> "Sums":
        """Burn in, then sum up all batches."""
        run, sums = self.run_, Sums(int(self.run_.plan.start[1]))
        if run.plan.burn_in > 0:
            self.batch(run.plan.burn_in, 0, tick)
        for number in range(run.batches):
            self.batch(run.batch, number + 1, tick)
            photons = self.histogram / run.batch
            carriers = self.rows[kernels.CARRIER_TIME] / run.batch
            sums.add(photons, carriers, self.rows[kernels.EVENTS])
        return sums

    def batch(self, duration: float, number: int, tick: Tick) -> None:
        """Run every lane for a time; its random numbers depend on nothing but its number."""
        run, left = self.run_, duration
        words = np.zeros((kernels.WORDS, kernels.LANES), np.uint64)
        words[:4] = states(run.options.seeds(*self.key, number), kernels.LANES)
        self.histogram[:] = 0
        self.rows[kernels.LEFT] = duration
        self.rows[kernels.CARRIER_TIME :] = 0
        while True:
            todo = kernels.advance(
                run.stay, self.x, words.ravel(), self.histogram, run.lanes, run.steps,
                *run.plan.fixed,
            )  # fmt: skip
            before, left = left, self.rows[kernels.LEFT].mean()
            tick((before - left) / run.duration)
            if todo == kernels.FINISHED:
                return
            if todo == kernels.GROW:
                self.histogram = np.concatenate([self.histogram, np.zeros_like(self.histogram)])


class Sums:
    """Batch by batch: the first two moments and ⟨n_e⟩; summed up: P(n) and its square.

    A batch is one lane for one time; of all streams, `units` is (stream, time, quantity, lane).
    """

    def __init__(self, centre: int) -> None:
        self.centre = centre  # moments are taken about it: nothing cancels
        self.units: Any = []
        self.events = 0.0
        self.moved = self.paired = 0  # batches that met an event; two photons at once
        self.first, self.second = np.zeros(1), np.zeros(1)

    def add(self, photons: Array, carriers: Array, events: Array) -> None:
        n = np.arange(len(photons)) - self.centre
        self.units.append((n @ photons, n**2 @ photons, carriers))
        self.events += events.sum()
        self.moved += int(np.count_nonzero(events))
        self.paired += int(np.count_nonzero(photons[2:].any(axis=0)))
        self.first = _sum(self.first, photons.sum(axis=1))
        self.second = _sum(self.second, (photons**2).sum(axis=1))

    @classmethod
    def of(cls, streams: Sequence["Sums"]) -> "Sums":
        """The sums of all streams, in their order: the same whatever ran when."""
        sums = cls(streams[0].centre)
        sums.units = np.array([stream.units for stream in streams])
        for stream in streams:
            sums.events += stream.events
            sums.moved += stream.moved
            sums.paired += stream.paired
            sums.first = _sum(sums.first, stream.first)
            sums.second = _sum(sums.second, stream.second)
        return sums


def _sum(a: Array, b: Array) -> Array:
    """a + b, where one of them may end later."""
    if len(a) < len(b):
        a, b = b, a
    a = a.copy()
    a[: len(b)] += b
    return a
