"""g²(τ) loss by loss, at the very delays asked for: for few delays, or few events."""

from math import ceil

import numpy as np

from lasercore._typing import Array
from lasercore.gillespie._grid import EVENTS_PER_CALL, Walker
from lasercore.gillespie._kernels import toolbox
from lasercore.gillespie._random import threaded

SPARE = 64
"""Losses that the ring has room for at first, beside twice as many as expected; it grows."""
MOST_LOSSES = 2**22
"""Lost photons that wait for their longest delay: 32 MB."""


@threaded
def _pair(
    rates, running_sums, change, draw, uniform, exponential, stay,
    state, s, delays, waiting, lost, later, seen, sums, duration,
    pump, n_0, gamma_r, gamma_bg, gamma_c, a, b,
):  # fmt: skip
    # lost: times of losses, in a ring; waiting[i]: number of the first loss whose delay i is not
    # over yet; waiting[-1]: number of losses so far.
    now, n_e, n_p = state[0], state[1], state[2]
    s0, s1, s2, s3 = s[0], s[1], s[2], s[3]
    count, size = delays.size, lost.size
    mask = size - 1  # size is a power of two
    while now < duration and waiting[count] - waiting[count - 1] < size:
        sums_of = running_sums(rates, n_e, n_p, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b)
        bits, s0, s1, s2, s3 = draw(s0, s1, s2, s3)
        new, s0, s1, s2, s3 = stay(draw, uniform, exponential, s0, s1, s2, s3)
        event = min(now + new / sums_of[4], duration)
        sums[0] += event - now
        sums[1] += n_p * (event - now)
        sums[2] += n_p * n_p * (event - now)
        for i in range(count):
            while waiting[i] < waiting[count] and lost[waiting[i] & mask] + delays[i] < event:
                later[i] += n_p
                seen[i] += 1
                waiting[i] += 1
        now = event
        if now < duration:
            point = uniform(bits) * sums_of[4]
            if point >= sums_of[3]:
                lost[waiting[count] & mask] = now
                waiting[count] += 1
            d_e, d_p = change(point, sums_of[0], sums_of[1], sums_of[2], sums_of[3])
            n_e += d_e
            n_p += d_p
    state[0], state[1], state[2] = now, n_e, n_p
    s[0], s[1], s[2], s[3] = s0, s1, s2, s3
    return now >= duration


def batches(walker: Walker, delays: Array) -> list[Array]:
    """Sums of each batch: time, ∫n, ∫n², then photons and number of losses at each delay.

    `delays` must rise: the ring is as long as the last one needs.
    """
    layout, rate = walker.layout, walker.plan.event_rate
    size = max(2.0, SPARE + 2 * rate * delays[-1])
    ring = _Ring(walker, delays, 2 ** ceil(np.log2(size)))
    parts = ceil(layout.batch * rate / EVENTS_PER_CALL)
    ring.follow(delays[-1])  # from here on losses of every delay are at hand
    found = []
    for _ in range(layout.batches):
        ring.clear()
        for _ in range(parts):
            ring.follow(layout.batch / parts)
        found.append(np.concatenate([ring.sums, ring.later, ring.seen]))
    return found


class _Ring:
    """Losses whose delays are not over, and what was seen when they were."""

    def __init__(self, walker: Walker, delays: Array, size: int) -> None:
        self.walker, self.delays, self.lost = walker, delays, np.zeros(size)
        self.state, self.waiting = np.array([0.0, *walker.state]), np.zeros(len(delays) + 1, int)
        self.clear()

    def clear(self) -> None:
        self.sums, self.later, self.seen = np.zeros(3), *np.zeros((2, len(self.delays)))

    def follow(self, duration: float) -> None:
        """Simulate for a time; the clock starts at zero each time, so that it stays exact."""
        if duration == 0:
            return
        done = False
        while not done:
            with np.errstate(divide="ignore", over="ignore"):
                done = _pair(
                    *toolbox(), self.state, self.walker.words, self.delays, self.waiting,
                    self.lost, self.later, self.seen, self.sums, duration,
                    *self.walker.plan.fixed,
                )  # fmt: skip
            if not done:
                self._grow()
        self.state[0] = 0.0
        self.lost -= duration
        self.walker.tick(duration)

    def _grow(self) -> None:
        size = len(self.lost)
        numbers = np.arange(self.waiting[-1] - size, self.waiting[-1])
        larger = np.zeros(2 * size)
        larger[numbers % (2 * size)] = self.lost[numbers % size]
        self.lost = larger
