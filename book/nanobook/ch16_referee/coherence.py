"""Figure of coherence times: full quantum theory, and each closure's claim."""

from functools import lru_cache

import numpy as np

from lasercore import cumulants, master_equation, rate_equations
from lasercore.checks import a_laser, pump_array
from lasercore.cumulants import coherent_start
from nanobook.ch16_referee.quantum import light_of
from nanobook.debated import (
    DEBATED,
    PER_LOSS,
    QUANTUM,
    closures_of,
    range_is_marked,
    without_dephasing,
)
from nanobook.style import GREY, label_line, log_axis, note

# Coherent light that lives so many times longer than by the formula is said to stay.
PATIENCE, POINTS = 30.0, 400


def coherence_times(ax, laser, pumps, closures=DEBATED):
    """Draw the coherence time of full quantum theory, and how long closures keep coherent light.

    Quantum theory: 1/(πΔν). Closures: the time in which ⟨b⟩ falls to 1/e after a start with
    nothing but coherent light; an arrow from where some of it stays. Grey: the master equation,
    γ_2 → ∞.

    Source: Not in the cited papers.
    """
    a_laser(laser)
    pumps = pump_array(pumps)
    rates = pumps / (laser.n_emitters * laser.gamma_c)
    exact = laser.gamma_c / (np.pi * light_of(laser, pumps)[2])
    ax.set_ylim(0.5 * exact.min(), 6 * exact.max())
    for number, (closure, label, style) in enumerate(closures_of(closures)):
        times = laser.gamma_c * _lifetimes(laser, pumps, closure)
        stays = ~np.isfinite(times)
        (line,) = ax.plot(rates, np.where(stays, np.nan, times), **style)
        if np.any(stays):
            _arrow(ax, rates[np.argmax(stays)], 3 * exact.max(), f"{label}: stays", style["color"])
        else:
            label_line(ax, line, label, 1.0, (5, 4 - 6 * number))
    slow = [_exact_width(without_dephasing(laser), float(pump)) for pump in pumps]
    ax.plot(rates, laser.gamma_c / (np.pi * np.array(slow)), color=GREY, linestyle="-", lw=1.2)
    (line,) = ax.plot(rates, exact, **QUANTUM, linestyle="none")
    label_line(ax, line, "full quantum theory", 0.75, (-8, 6), ha="right")
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set_xlim(0.8 * rates.min(), 2.5 * rates.max())  # room for the labels
    ax.set(xlabel=PER_LOSS, ylabel=r"coherence time $\times\,\gamma_c$")
    return ax


def _arrow(ax, rate, height, text, color):
    """An arrow upwards from the first pump at which coherent light stays."""
    arrow = {"arrowstyle": "-|>", "color": color}
    ax.annotate("", (rate, 1.9 * height), (rate, 0.8 * height), arrowprops=arrow)
    note(ax, text, (rate, 1.2 * height), (-6, 0), ha="right", va="center", color=color)


@lru_cache(maxsize=256)
def _exact_width(laser, pump):
    return master_equation.linewidth(laser, pump)


def _lifetimes(laser, pumps, closure):
    return np.array([lifetime(laser, float(pump), closure) for pump in pumps])


@lru_cache(maxsize=512)
def lifetime(laser, pump, closure):
    """Time (s) in which ⟨b⟩ of a coherent start falls to 1/e; infinite if some of it stays.

    It stays where the incoherent state is not stable, or if it does for `PATIENCE`.
    """
    with range_is_marked():
        if cumulants.growth_rate(laser, pump, closure) > 0:
            return float("inf")
    rate = np.pi * float(rate_equations.linewidth(without_dephasing(laser), pump))
    for last in (4.0, PATIENCE):
        times = np.linspace(0.0, last / rate, POINTS)
        with range_is_marked():
            start = coherent_start(laser, pump)
            states = cumulants.evolve(laser, pump, times, closure, start=start).states
        left = states["b"] / start["b"]
        below = np.flatnonzero(left <= np.exp(-1))
        if len(below):
            place = below[0]
            ahead = np.log(left[place - 1 : place + 1])
            share = (ahead[0] + 1) / (ahead[0] - ahead[1])
            return float(times[place - 1] + share * (times[place] - times[place - 1]))
    return float("inf")
