"""One trajectory, event by event: for looking at, not for averages."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lasercore._precision import within_doubles
from lasercore._typing import Array, ArrayLike, IntArray
from lasercore.checks import a_laser, flag, not_negative, positive, real_array, whole
from lasercore.gillespie import _kernels as kernels
from lasercore.gillespie._random import states
from lasercore.gillespie.plan import Plan, plan
from lasercore.laser import Laser

CHUNK = 2**15
"""Events of one kernel call."""


@dataclass(frozen=True)
class Trajectory:
    """A trajectory: the state is constant from one event to the next.

    Attributes
    ----------
    laser : Laser
    pump : float, s⁻¹
    time : array, s
        0, then the time of every event; draw with ``drawstyle="steps-post"``.
    carriers, photons : array of int
        Excited emitters and photons from that time on.
    duration : float, s
        The end: the last state lasts until then.
    phase : array or None, rad
        Phase of the field from that time on, not folded into one turn.
    """

    laser: Laser
    pump: float
    time: Array
    carriers: IntArray
    photons: IntArray
    duration: float
    phase: Array | None = None

    @property
    def events(self) -> int:
        """Number of events."""
        return len(self.time) - 1

    @property
    def stays(self) -> Array:
        """How long each state lasts (s): the weights of time averages."""
        return np.diff(self.time, append=self.duration)

    def index(self, times: ArrayLike) -> IntArray:
        """Number of the last event before or at each time (s): ``phase[index(times)]``."""
        times = real_array("times", times, "s", least=0)
        if np.any(times > self.duration):
            raise ValueError(
                f"times must not exceed the duration {self.duration:.6g} s, got"
                f" {np.max(times):.6g} s: simulate longer"
            )
        return np.searchsorted(self.time, times, side="right") - 1

    def at(self, times: ArrayLike) -> tuple[IntArray, IntArray]:
        """State at given times: (carriers, photons), each of the shape of `times` (s)."""
        index = self.index(times)
        return self.carriers[index], self.photons[index]


@within_doubles
def trajectory(
    laser: Laser, pump: float, *, duration: float, seed: int = 0,
    start: tuple[float, float] | None = None, max_events: int = 5_000_000, phase: bool = False,
) -> Trajectory:  # fmt: skip
    """Simulate one trajectory and record every event (Gillespie's direct method).

    The next event comes after an exponentially distributed time with the sum of all rates,
    and is of each kind with its share of the sum.

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, not negative
    duration : float, s, positive
    seed : int, not negative
    start : (int, int) or None
        Carriers and photons at time 0. None: a state of the running laser, ten relaxation
        times (at most `max_events` events) after its mean-field steady state.
    max_events : int, at least 1
        Most events to keep; each takes 24 bytes (32 with the phase).
    phase : bool
        Also give the phase of the field √n e^(iφ), to which each spontaneous photon (one in
        n_p + 1 of those emitted) adds one unit at a random angle.

    Returns
    -------
    Trajectory

    Source
    ------
    gillespie1976; bundgaard2023 for the phase.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> path = trajectory(laser, 200.0, duration=5.0, start=(0, 0))
    >>> carriers, photons = path.at([0.0, 2.5, 5.0])
    >>> int(photons[0]), bool(photons[-1] > 30)
    (0, True)
    """
    a_laser(laser)
    pump = not_negative("pump", pump, "s⁻¹", "give the carriers injected per second, J = I/e")
    duration = positive("duration", duration, "s")
    max_events = whole("max_events", max_events)
    phase, seed = flag("phase", phase), whole("seed", seed, least=0)
    planned = plan(laser, pump, max_events)
    kept = start is not None
    start = _checked_start(laser, start) if kept else planned.start
    _refuse_many(planned.event_rate * duration, max_events, "about ")
    motion, kicks = np.random.SeedSequence(seed).spawn(2)
    words = states(motion, 1)[:, 0]
    if not kept:
        *_, carriers, photons = _recorded(planned, start, words, planned.burn_in, None)
        start = (carriers, photons)
    time, carriers, photons, *_ = _recorded(planned, start, words, duration, max_events)
    angle = _phase(photons, np.random.default_rng(kicks)) if phase else None
    return Trajectory(laser, pump, time, carriers, photons, duration, angle)


def _checked_start(laser: Laser, start: Any) -> tuple[float, float]:
    """(n_e, n_p) as whole numbers within what the laser holds."""
    try:
        carriers, photons = start
    except (TypeError, ValueError):
        raise TypeError(f"start must be (carriers, photons) or None, got {start!r}") from None
    carriers = whole("carriers of start", carriers, least=0)
    photons = whole("photons of start", photons, least=0)
    if carriers > laser.n_emitters:
        raise ValueError(
            f"carriers of start must not exceed n_emitters = {laser.n_emitters}, got {carriers}:"
            " no emitter is excited twice"
        )
    return float(carriers), float(photons)


def _refuse_many(events: float, max_events: int, about: str = "") -> None:
    if events > max_events:
        raise ValueError(
            f"max_events must hold the whole trajectory, got {max_events} for {about}"
            f"{events:.3g} events: shorten duration, or raise max_events if the memory"
            f" ({32 * events / 1e9:.2g} GB) is there"
        )


def _recorded(
    planned: Plan, start: tuple[float, float], words: NDArray[np.uint64], duration: float,
    max_events: int | None,
) -> tuple[Any, ...]:  # fmt: skip
    """Times and states from `start` on, and the last state; of a burn-in only the last."""
    state, blocks, events = np.array([0.0, *start]), [], 0
    time, carriers, photons = np.empty(CHUNK), np.empty(CHUNK, int), np.empty(CHUNK, int)
    while True:
        count = kernels.record(
            state, words, time, carriers, photons, duration, *planned.fixed
        )  # fmt: skip
        events += count
        if max_events is not None:
            _refuse_many(events, max_events, "more than ")
            blocks.append((time[:count].copy(), carriers[:count].copy(), photons[:count].copy()))
        if count < CHUNK:
            break
    first = ([0.0], [int(start[0])], [int(start[1])])
    columns = [np.concatenate(column) for column in zip(first, *blocks, strict=True)]
    return *columns, state[1], state[2]


def _phase(photons: IntArray, random: np.random.Generator) -> Array:
    """Running sum of the kicks of spontaneous photons, each relative to the field before it."""
    before = photons[:-1]
    emitted = np.diff(photons) == 1
    spontaneous = emitted & (random.random(len(before)) * (before + 1) < 1)
    kick = np.zeros(len(photons))
    angles = np.exp(2j * np.pi * random.random(spontaneous.sum()))
    kick[1:][spontaneous] = np.angle(np.sqrt(before[spontaneous]) + angles)
    return 2 * np.pi * random.random() + np.cumsum(kick)
