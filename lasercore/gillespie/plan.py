"""What a run needs to know before it starts: where, how long, how many, from which seeds."""

import math
import warnings
from dataclasses import dataclass
from typing import Self

import numpy as np

from lasercore._jit import hint_numba
from lasercore._precision import refuse_faint
from lasercore._validity import warn_pump_broadening
from lasercore.checks import a_laser, not_negative, whole
from lasercore.gillespie._run import available_threads
from lasercore.laser import Laser
from lasercore.processes import formulas, parameters
from lasercore.rate_equations import small_signal_of, steady_state
from lasercore.warnings import ValidityWarning, warn_validity

MOST_EVENTS = 400_000_000
"""Events of all streams together: ten to twenty seconds of one core."""
BURN_IN = 10
"""Relaxation times until a trajectory has forgotten its start (e⁻¹⁰ of it is left)."""
LONG_BATCH = 20
"""Relaxation times of a batch, if the events suffice: errors are then 3 % too small."""
SHORT_BATCH = 10
"""Relaxation times of a batch below which its errors deserve a warning."""


@dataclass(frozen=True)
class Plan:
    """One laser at one pump: where trajectories start and what times govern them (s, s⁻¹)."""

    laser: Laser
    pump: float
    start: tuple[float, float]
    relaxation: float
    fastest: float
    event_rate: float
    burn_in: float

    @property
    def fixed(self) -> tuple[float, ...]:
        """The plain numbers that end the arguments of every kernel."""
        return (self.pump, *parameters(self.laser))


def plan(laser: Laser, pump: float, events: float, burn_in: float | None = None) -> Plan:
    """Start, relaxation time, rate of events at the steady state of the rate equations.

    A burn-in that is not given ends after `events` events: a run too short for it is too short
    for anything, which its batches tell, and a large laser would spend hours before it starts.
    """
    a_laser(laser)
    warn_pump_broadening(laser, pump)
    with warnings.catch_warnings():
        # The mean field may overfill emitters that nothing blocks; here no event does.
        warnings.simplefilter("ignore", ValidityWarning)
        state = steady_state(laser, pump)
        refuse_faint(pump, state.photons)
        eigenvalues = small_signal_of(state).eigenvalues
    carriers, photons = min(float(state.carriers), laser.n_emitters), float(state.photons)
    # The mean field may relax faster than one emitter that is refilled, or one photon.
    refill = laser.gamma_t + pump * laser.pump_blocking / laser.n_emitters
    slowest = min(-eigenvalues[0].real, refill, laser.gamma_c)
    fastest = max(np.abs(eigenvalues).max(), refill, laser.gamma_c)
    event_rate = float(sum(formulas(carriers, photons, pump, *parameters(laser))))
    if not (math.isfinite(event_rate) and slowest > 0):
        raise ValueError(
            f"pump must leave the rate of events finite, got {pump} s⁻¹ and {event_rate} s⁻¹:"
            " check the units"
        )
    if burn_in is None:
        burn_in = min(BURN_IN / slowest, events / event_rate) if event_rate > 0 else 0.0
    start = (float(round(carriers)), float(round(photons)))
    return Plan(laser, pump, start, float(1 / slowest), float(fastest), event_rate, float(burn_in))


@dataclass(frozen=True)
class Options:
    """The checked options that all sampled answers share."""

    events: int
    streams: int
    seed: int
    burn_in: float | None
    threads: int

    @classmethod
    def check(
        cls, events: object, streams: object, seed: object, burn_in: object, threads: object
    ) -> Self:
        remedy = "more of them make the errors smaller"
        events = whole("events", events, remedy=remedy)
        if events > MOST_EVENTS:
            raise ValueError(
                f"events must be at most {MOST_EVENTS:g}, some seconds of work, got {events:g}:"
                " average several runs with different seeds"
            )
        return cls(
            events,
            whole("streams", streams, remedy="eight are enough for most machines"),
            whole("seed", seed, least=0),
            None if burn_in is None else not_negative("burn_in", burn_in, "s"),
            available_threads() if threads is None else whole("threads", threads),
        )

    def seeds(self, *key: int) -> np.random.SeedSequence:
        """The seed of one use: by number of the pump, the stream, and the batch."""
        return np.random.SeedSequence(self.seed, spawn_key=key)


def refuse_long(plan: Plan, options: Options, duration: float) -> None:
    """Refuse a run of minutes; `duration` (s) is that of all trajectories of a stream together."""
    events = options.streams * duration * plan.event_rate
    if not events <= 2 * MOST_EVENTS:
        raise ValueError(
            f"burn_in must leave the whole run with at most {2 * MOST_EVENTS:g} events, got"
            f" {plan.burn_in:.3g} s in a run of {events:.2g} events: give a shorter burn_in, fewer"
            " events or fewer streams"
        )
    hint_numba(events)


def warn_short_batches(plan: Plan, batch: float, events: int) -> None:
    """Errors are too small if what one batch saw is still remembered in the next."""
    if batch < SHORT_BATCH * plan.relaxation:
        wanted = events * LONG_BATCH * plan.relaxation / batch
        warn_validity(
            f"batches must last much longer than the slowest relaxation time"
            f" {plan.relaxation:.3g} s, got {batch:.3g} s, less than {SHORT_BATCH} of them: the"
            f" errors are not reliable; raise events to {wanted:.1g} or more"
        )


def prepare(
    laser: Laser, pump: float, events: object, streams: object, seed: object, burn_in: object,
    threads: object, name: str,
) -> tuple[Plan | None, Options]:  # fmt: skip
    """The plan and the options of a curve of one pump; no plan for a dark laser, which warns."""
    a_laser(laser)
    pump = not_negative("pump", pump, "s⁻¹", "give the carriers injected per second, J = I/e")
    options = Options.check(events, streams, seed, burn_in, threads)
    if pump == 0:
        warn_validity(
            f"{name} is undefined (NaN) at pump = 0: a dark laser emits nothing; raise the pump"
        )
        return None, options
    return plan(laser, pump, options.events / options.streams, options.burn_in), options
