"""The same laser by three solvers at once: exact, Gillespie, Langevin."""

from dataclasses import dataclass

from lasercore import gillespie, langevin, master_equation
from lasercore.gillespie.plan import BURN_IN, plan
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics
from lasercore.units import scientific
from nanobook.live.compiling import numba_available
from nanobook.live.noted import noted

MAX_MEMORY = 3e7
"""Bytes of the largest window of the exact distribution: about 0.15 s on one core."""
EVENTS, EVENTS_UNCOMPILED = 1_000_000, 100_000
"""Events that Gillespie may take: about 0.02 s once compiled; two seconds without numba."""
STREAMS = 2
FORGETTING = 0.999 * BURN_IN
"""Relaxation times of burn-in below which a simulation still remembers its start."""


@dataclass(frozen=True)
class Answers:
    """What the three solvers say of one laser at one pump; None where one cannot answer."""

    laser: Laser
    pump: float
    exact: PhotonStatistics | None
    gillespie: PhotonStatistics | None
    langevin: PhotonStatistics
    problems: dict  # why one cannot answer, by "exact" or "Gillespie"
    notes: tuple  # what the solvers warned of

    @property
    def by_name(self):
        """The three answers, None among them, by the name of the solver."""
        return {"exact": self.exact, "Gillespie": self.gillespie, "Langevin": self.langevin}

    def error(self, name):
        """Standard error of Gillespie's "mean", "fano" or "g2"; None where it is not known.

        As long as two photons have never been seen together, all batches agree on g² = 0: their
        spread says nothing.
        """
        if self.gillespie is None or (name == "g2" and len(self.gillespie.distribution) < 3):
            return None
        error = float(self.gillespie.errors[name])
        return error if error > 0 else None  # nor is NaN

    def sigmas(self, name):
        """Distance of Gillespie's "mean", "fano" or "g2" from the exact one, in its own errors.

        Positive: Gillespie's is larger. None if one of the two is missing or has no error.
        """
        error = self.error(name)
        if self.exact is None or error is None:
            return None
        return float((getattr(self.gillespie, name) - getattr(self.exact, name)) / error)

    def excess(self, name):
        """Relative error of Langevin's "mean", "fano" or "g2"; None without the exact one."""
        if self.exact is None:
            return None
        return float(getattr(self.langevin, name) / getattr(self.exact, name) - 1)


def default_events():
    """Events that Gillespie takes unless told otherwise; fewer where nothing compiles it."""
    return EVENTS if numba_available() else EVENTS_UNCOMPILED


def ask(laser, pump, *, events=None, seed=0):
    """Ask all three solvers."""
    problems = {}
    with noted() as notes:
        linear = langevin.photon_statistics(laser, pump)
        exact = _exact(laser, pump, problems)
        sampled = _sampled(laser, pump, events or default_events(), seed, problems)
    return Answers(laser, pump, exact, sampled, linear, problems, tuple(notes))


def _exact(laser, pump, problems):
    try:
        return master_equation.photon_statistics(laser, pump, max_memory=MAX_MEMORY)
    except master_equation.WindowTooLarge as refused:
        problems["exact"] = str(refused)
        return None


def _sampled(laser, pump, events, seed, problems):
    planned = plan(laser, pump, events / STREAMS)
    if planned.burn_in < FORGETTING * planned.relaxation:
        needed = STREAMS * BURN_IN * planned.relaxation * planned.event_rate
        problems["Gillespie"] = (
            f"events must outlast the start of the simulation, got {scientific(events, 1)}: to"
            f" forget it alone takes {scientific(needed, 2)} events, {BURN_IN} relaxation times in"
            f" each of {STREAMS} runs; choose more events"
        )
        return None
    return gillespie.photon_statistics(
        laser, pump, events=events, streams=STREAMS, seed=seed, progress=False
    )
