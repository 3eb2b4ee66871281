"""What a closure claims of a laser, next to what quantum theory says, as a slider moves."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lasercore import lindblad, master_equation, rate_equations
from lasercore.cumulants import (
    CoherentBranch,
    CumulantState,
    coherent_branch,
    growth_rate,
    incoherent_state,
)
from lasercore.cumulants.branch import ONE_PUMP, stable_states
from lasercore.cumulants.rates import rates
from lasercore.lindblad.sectors import memory
from lasercore.master_equation.window import guess
from nanobook.ch16_referee.debate_design import SYMBOLS, Design
from nanobook.live.noted import noted

POINTS = 121
"""Pumps along a curve."""
LOST_MASS = 1e-8
"""Probability of the photon numbers that are left out: beyond what is shown."""
PHASE = -1
"""Charge of the sector in which the line is found."""
MOST_QUANTUM_MEMORY = 1.2e7
"""Bytes of full quantum theory: ten emitters up to 17 photons, seven up to 103; about 0.1 s."""
MOST_EXACT_MEMORY = 2e6
"""Bytes of the master equation's window: forty emitters and some 150 photons; about 0.05 s."""
FULL, EXACT, FORMULA = "full quantum theory", "master equation", "Schawlow–Townes"


@dataclass(frozen=True)
class Curves:
    """What a closure claims of a laser at all pumps of the picture."""

    pumps: np.ndarray  # per emitter (s⁻¹)
    incoherent: CumulantState
    growth: np.ndarray | None  # of a small mean field (s⁻¹); None where the closure has none
    formula: np.ndarray  # modified Schawlow–Townes linewidth (Hz)
    branch: CoherentBranch | None  # None without a field, or if it was lost: see `problem`
    problem: str = ""

    @property
    def claimed(self):
        """Linewidth of a small field, −growth/π (Hz); NaN where it grows, None without a field."""
        if self.growth is None:
            return None
        return np.where(self.growth < 0, -self.growth, np.nan) / np.pi

    @property
    def exists(self):
        """Whether there are coherent states."""
        return self.branch is not None and self.branch.exists

    @property
    def attached(self):
        """Whether the branch begins in the incoherent state, with no field at all."""
        return self.exists and bool(self.branch.states.coherent_photons[-1] == 0)

    @property
    def vertical(self):
        """Whether all coherent states belong to one pump: no pump has just one."""
        return self.exists and bool(np.ptp(self.branch.pump) < ONE_PUMP * self.branch.pump.max())

    @property
    def start(self):
        """Where coherent states begin: pump per emitter and photons; None if nowhere."""
        if not self.exists:
            return None
        place = -1 if self.attached else self.branch.lowest
        of = self.branch.states
        return float(of.pump[place] / of.laser.n_emitters), float(of.photons[place])


@dataclass(frozen=True)
class Quantum:
    """What quantum theory says at one pump, and how it was asked."""

    photons: float
    linewidth: float  # Hz
    method: str
    g2: float | None = None  # only where the photon statistics were computed
    note: str = ""  # what full quantum theory refused


@dataclass(frozen=True)
class Answers:
    """What the closure claims and what quantum theory says, as the controls are set."""

    design: Design
    quantum: Quantum
    curves: Curves | None = None  # None where there is no closure or no answer: see `problem`
    incoherent: CumulantState | None = None  # at the chosen pump
    growth: float | None = None  # of a small field in it (s⁻¹)
    coherent: CumulantState | None = None  # the upper coherent state there, if there is one
    coherent_is_stable: bool = False
    problem: str = ""

    @property
    def notes(self):
        """What the laser warns of, and what full quantum theory refused."""
        refused = self.quantum.note
        return (*self.design.notes, refused) if refused else self.design.notes

    @property
    def incoherent_is_stable(self):
        """Whether a small field decays; None where the closure has no field."""
        return None if self.growth is None else bool(self.growth < 0)


def ask(design):
    """Compute what a closure claims and what quantum theory says."""
    laser, fraction = design.laser, design.identical_fraction
    referee = quantum(laser, design.pump)
    if not design.field and design.phased:
        return Answers(design, referee, problem=_phaseless(design.phased))
    try:
        closure = design.closure
        curves = _curves(laser, closure, fraction, design.ends)
        with noted():  # of pumps beyond the range, which `problems` say
            incoherent = incoherent_state(laser, design.pump, closure, fraction)
            growth = _growth(laser, design.pump, closure, fraction)
    except (ArithmeticError, ValueError) as refused:
        return Answers(design, referee, problem=str(refused))
    coherent, stable, problem = _coherent(curves, design.pump)
    problem = curves.problem or problem
    return Answers(design, referee, curves, incoherent, growth, coherent, stable, problem)


def _phaseless(phased):
    names = ", ".join(SYMBOLS[name] for name in phased)
    return (
        f"without a mean field ⟨b⟩ nothing has a phase, so that {names}"
        f" must stay zero: switch {'it' if len(phased) == 1 else 'them'} off, or the field on"
    )


@lru_cache(maxsize=64)
def _curves(laser, closure, fraction, ends):
    """Kept, so that a pump moves nothing but its marks."""
    pumps = np.geomspace(*ends, POINTS)
    totals = laser.n_emitters * pumps
    with noted():  # the picture shows where γ < (r + γ_bg)/2
        incoherent = incoherent_state(laser, totals, closure, fraction)
        growth = _growth(laser, totals, closure, fraction)
        formula = rate_equations.linewidth(laser, totals)
        branch, problem = None, ""
        if closure.field:
            try:
                branch = coherent_branch(laser, closure, fraction, highest_pump=totals[-1])
            except (ArithmeticError, ValueError) as refused:
                problem = str(refused)
    return Curves(pumps, incoherent, growth, formula, branch, problem)


def _growth(laser, pump, closure, fraction):
    return growth_rate(laser, pump, closure, fraction) if closure.field else None


def _coherent(curves, pump):
    """The upper coherent state at a pump, whether it is stable, and what is wrong with it."""
    branch = curves.branch
    if not (curves.exists and branch.lowest_pump <= pump <= branch.pump[0]):
        return None, False, ""
    try:
        state = branch.at(pump)
    except ArithmeticError as lost:
        return None, False, str(lost)
    if not np.all(np.isfinite(state.values)) or state.coherent_photons == 0:
        return None, False, ""
    at = rates(state.laser, pump, state.identical_fraction)
    stable = stable_states(state.closure.equations, at[None], state.values[None])
    return state, bool(stable[0]), ""


@lru_cache(maxsize=256)
def quantum(laser, pump):
    """Photons and line by the best theory that is quick enough."""
    note = ""
    with noted():  # all of them hold γ fixed, with the pump's share in it
        try:
            return _full(laser, pump)
        except ArithmeticError as refused:  # a split line: the limits below do not know of it
            note = str(refused)
        except ValueError:  # too large, or a pump that dephases more than γ: WindowTooLarge, too
            pass
        try:
            return _exact(laser, pump, note)
        except (ArithmeticError, ValueError):
            photons = rate_equations.steady_state(laser, pump).photons
            line = rate_equations.linewidth(laser, pump)
    return Quantum(float(photons), float(line), FORMULA, None, note)


def _full(laser, pump):
    high = guess(laser, pump, LOST_MASS, from_zero=True).n_high
    if memory(laser.n_emitters, high, PHASE) > MOST_QUANTUM_MEMORY:
        raise ValueError  # before the steady state is found in vain
    limit = {"lost_mass": LOST_MASS, "max_memory": MOST_QUANTUM_MEMORY}
    return _said(lindblad.solve(laser, pump, progress=False, **limit), FULL)


def _exact(laser, pump, note):
    limit = {"lost_mass": LOST_MASS, "max_memory": MOST_EXACT_MEMORY}
    found = master_equation.solve(laser, pump, progress=False, **limit)
    return _said(found, EXACT, note)


def _said(found, method, note=""):
    light = found.statistics
    return Quantum(float(light.mean), float(found.linewidth()), method, float(light.g2), note)
