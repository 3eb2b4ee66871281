"""Figures of class B in time: coincidences, the emitters after a photon."""

import numpy as np

from lasercore import langevin, rate_equations
from lasercore.density_matrix.dynamics import Fading, evolve
from lasercore.density_matrix.ladder import ladder
from lasercore.density_matrix.solution import SMALLEST_WEIGHT
from nanobook.class_b import (
    EXACT,
    LOOKS,
    SAMPLED,
    SOLVED,
    exact,
    laser,
    pump,
    state,
)
from nanobook.style import COLOURS, GUIDE

DELAY = r"delay $\gamma_{bg}\tau$"


def class_b_g2_in_time(ax, name, rate, until, sampled=None, printed=False):
    """Draw g²(τ) of a laser: class B, and exact circles or else Langevin and Gillespie.

    Source: yacomotti2022 Figs. 5 and 6.
    """
    delay = np.linspace(0, until, 241)
    ax.plot(delay, state(name, rate).g2(delay), label="class B", **LOOKS["class B"])
    if rate <= max(SOLVED[name]):
        few = delay[::8]
        ax.plot(few, exact(name, rate).g2(few), label="exact", **EXACT)
    else:
        values = langevin.g2(laser(name), pump(name, rate), delay)
        ax.plot(delay, values, label="Langevin", **LOOKS["Langevin"])
    if sampled is not None:
        errors = 2 * sampled.errors
        ax.errorbar(sampled.x, sampled.values, errors, label="Gillespie ± 2σ", **SAMPLED)
    if printed:
        label = "class B, printed start"
        ax.plot(delay, printed_start(name, rate, delay), "--", color=COLOURS[5], label=label)
    ax.axhline(1, **GUIDE)
    ax.set(xlabel=DELAY, ylabel=r"$g^{(2)}(\tau)$", xlim=(0, until))
    return ax


def printed_start(name, rate, delay):
    """Σ n θ_n(τ)/⟨n⟩² from θ_n(0) = (n + 1) P(n), as the paper prints it.

    Source: The printed start of yacomotti2022; aρa† gives (n + 1) P(n + 1).
    """
    found = state(name, rate)
    p = found.probabilities
    rungs = ladder(found.laser, found.pump, 0, len(p) - 1)
    window = slice(0, int(np.flatnonzero(p > SMALLEST_WEIGHT * p.max())[-1]) + 1)
    motion = Fading(rungs, found.occupation, found.occupation / rungs.balance, window)
    # Of the steady values, both P and ρ, the printed start is n + 1 times as much.
    start = rungs.photons[window] + 1
    times, places = np.unique(np.asarray(delay, float), return_inverse=True)
    later, _ = evolve(motion, start, start, times)
    return (later @ (rungs.photons * p)[window])[places] / found.statistics.mean**2


def after_photon(name, rate, delay):
    """Deviations of photons and emitters from their means after a photon: class B, classical.

    The rate equations start with the same deviations from their own steady state.
    """
    light, found = state(name, rate).statistics, state(name, rate).after_photon(delay)
    photons, carriers = found.photons - light.mean, found.carriers - light.carriers
    rest = rate_equations.steady_state(laser(name), pump(name, rate))
    classical = rate_equations.transient(
        laser(name), pump(name, rate), delay,
        carriers=float(rest.carriers + carriers[0]), photons=float(rest.photons + photons[0]),
    )  # fmt: skip
    return (photons, carriers), (
        classical.photons - rest.photons, classical.carriers - rest.carriers,
    )  # fmt: skip


def emitters_after_photon(ax, name, rate, until):
    """Draw how photons and excited emitters differ from their means after a photon has left.

    Solid: photons by class B, left axis; dashed: emitters, right axis. Thin dotted: the rate
    equations from the same displacement.

    Source: yacomotti2022 Figs. 5 and 6 (upper level); the classical curves are not in it.
    """
    delay = np.linspace(0, until, 401)
    quantum, classical = after_photon(name, rate, delay)
    right = ax.twinx()
    sides = ((ax, COLOURS[0], "-", "photons − mean"), (right, COLOURS[1], "--", "emitters − mean"))
    for (side, colour, dash, label), mine, theirs in zip(sides, quantum, classical, strict=True):
        side.plot(delay, mine, color=colour, linestyle=dash, label=label)
        side.plot(delay, theirs, color=colour, linestyle=":", linewidth=1.3)
        largest = 1.08 * np.abs(mine).max()
        side.set_ylim(-largest, largest)
        side.set_ylabel(label, color=colour)
        side.tick_params(axis="y", colors=colour)
    right.spines["right"].set_visible(True)
    right.grid(visible=False)
    ax.axhline(0, **GUIDE)
    ax.set(xlabel=DELAY, xlim=(0, until))
    return ax
