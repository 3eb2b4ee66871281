"""One simulated trajectory that grows: the longer run continues the shorter one."""

import math
from dataclasses import dataclass

import numpy as np

from lasercore import gillespie
from lasercore.gillespie.plan import SHORT_BATCH, plan
from lasercore.statistics import PhotonStatistics
from nanobook.live.arguments import between
from nanobook.live.compiling import numba_available
from nanobook.live.noted import noted

STEPS_PER_DOUBLING = 4
DOUBLINGS = 20
STEPS = STEPS_PER_DOUBLING * DOUBLINGS
"""Number of the last step; the first is 0."""
STEPS_UNCOMPILED = 13 * STEPS_PER_DOUBLING
"""The last step that does not try the patience where there is no numba."""
FIRST_EVENTS = 8
PIECE = 1_000_000
"""Events that are recorded at a time; what is kept of them is their sums."""
MOST_BATCHES = 32
FEWEST_BATCHES = 16
SHOWN_EVENTS = 400


def last_step():
    """The last step a reader should be offered: less far where nothing compiles the simulation."""
    return STEPS if numba_available() else STEPS_UNCOMPILED


@dataclass(frozen=True)
class Snapshot:
    """A growing run as it is after one of its steps."""

    step: int
    events: int  # so far
    duration: float  # simulated so far (s)
    light: PhotonStatistics  # time-weighted; without `errors` while it is too short to know them
    time: np.ndarray  # of the last piece of the trajectory, before now (s, not positive)
    photons: np.ndarray  # from then on

    @property
    def g2(self):
        """g²(0) so far; NaN before the first photon, without a warning."""
        if self.light.mean == 0:
            return math.nan
        return max(float(self.light.g2), 0.0)  # rounding of exactly nothing


class GrowingRun:
    """A Gillespie simulation in steps, each of which makes it 2^¼ times as long.

    Time, not the number of events, is doubled: runs that stop at a given number of events have
    biased averages. Each step starts in the state in which the last one ended, so all of them
    together are one trajectory.

    Source: gillespie1976.
    """

    def __init__(self, laser, pump, seed=0):
        self.laser, self.pump, self.seed = laser, pump, seed
        planned = plan(laser, pump, PIECE)
        self.relaxation, self.event_rate = planned.relaxation, planned.event_rate
        self._snapshots, self._sums, self._state = [], None, None
        self._window = (np.zeros(0), np.zeros(0, int))
        self._pieces = self._events = 0

    def at(self, step):
        """The run after a step, from 0 to `STEPS`: a `Snapshot`. Earlier ones are remembered."""
        step = between("step", step, 0, STEPS, counted=True)
        while len(self._snapshots) <= step:
            self._snapshots.append(self._next())
        return self._snapshots[step]

    def until(self, step):
        """Snapshots of all steps from 0 to `step`."""
        self.at(step)
        return self._snapshots[: step + 1]

    def _next(self):
        step = len(self._snapshots)
        end = FIRST_EVENTS / self.event_rate * 2 ** (step / STEPS_PER_DOUBLING)
        if self._sums is None:
            self._sums = _Sums(end / FEWEST_BATCHES)
        start = self._sums.duration
        pieces = max(1, math.ceil((end - start) * self.event_rate / PIECE))
        for stop in np.linspace(start, end, pieces + 1)[1:]:
            self._record(float(stop))
        light = self._sums.light(self.relaxation)
        return Snapshot(step, self._events, end, light, self._window[0] - end, self._window[1])

    def _record(self, stop):
        """Simulate from the last state until `stop`."""
        start = self._sums.duration
        seed = int(np.random.SeedSequence([self.seed, self._pieces]).generate_state(1)[0])
        with noted():  # what there is to warn of was said when the run began
            path = gillespie.trajectory(
                self.laser, self.pump, duration=stop - start, seed=seed, start=self._state,
                max_events=10 * PIECE,
            )  # fmt: skip
        self._state = int(path.carriers[-1]), int(path.photons[-1])
        self._pieces += 1
        self._events += path.events
        self._sums.add(path, stop)
        time = np.concatenate([self._window[0], start + path.time])
        photons = np.concatenate([self._window[1], path.photons])
        self._window = time[-SHOWN_EVENTS:], photons[-SHOWN_EVENTS:]


class _Sums:
    """Time spent at each photon number, and ∫n dt, ∫n² dt at equally spaced times."""

    def __init__(self, batch):
        self.duration, self.batch = 0.0, batch
        self.by_photons = np.zeros(1)
        self.integrals = np.zeros(2)
        self.marks = [np.zeros(2)]  # the integrals at 0, batch, 2 batch, …

    def add(self, path, stop):
        n, stays = path.photons, path.stays
        spent = np.bincount(n, weights=stays, minlength=len(self.by_photons))
        spent[: len(self.by_photons)] += self.by_photons
        self.by_photons = spent
        growth = np.array([np.cumsum(n * stays), np.cumsum(n**2 * stays)])
        growth = np.concatenate([np.zeros((2, 1)), growth], axis=1)
        time = self.duration + np.append(path.time, path.duration)
        # Between events n is constant and its integrals are straight lines: this is exact.
        # Rounding must not lose the mark at the very end.
        last = math.floor(stop / self.batch * (1 + 1e-12))
        for number in range(len(self.marks), last + 1):
            at = number * self.batch
            self.marks.append(self.integrals + [np.interp(at, time, row) for row in growth])
        self.integrals = self.integrals + growth[:, -1]
        self.duration = stop
        while len(self.marks) > MOST_BATCHES + 1:
            self.marks, self.batch = self.marks[::2], 2 * self.batch

    def light(self, relaxation):
        """Statistics of all the time so far, with errors if batches are long enough for them."""
        p = self.by_photons / self.by_photons.sum()
        light = PhotonStatistics.from_distribution(p, method="Gillespie")
        batches = np.diff(self.marks, axis=0) / self.batch
        short = self.batch < SHORT_BATCH * relaxation or len(batches) < FEWEST_BATCHES
        if short or light.mean == 0:
            return light
        errors = _errors(light, np.cov(batches.T) / len(batches))
        if np.mean(batches[:, 1] - batches[:, 0] > 1e-9) < 0.5:
            # Most batches never saw two photons at once: they agree on g² = 0 by chance.
            del errors["g2"]
        return PhotonStatistics.from_distribution(p, method="Gillespie", errors=errors)


def _errors(light, covariance):
    """Standard errors by the delta method, from the covariance of ⟨n⟩ and ⟨n²⟩."""
    mean, g2 = light.mean, light.g2
    # Slopes by ⟨n⟩ and ⟨n²⟩, of which g² = (⟨n²⟩ − ⟨n⟩)/⟨n⟩².
    slopes = {"mean": (1.0, 0.0), "g2": (-(1 / mean + 2 * g2) / mean, 1 / mean**2)}
    return {name: float(np.sqrt(max(s @ covariance @ s, 0.0))) for name, s in slopes.items()}
