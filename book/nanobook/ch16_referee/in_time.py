"""Figures of coherent light left to itself: which closure keeps it, and for how long."""

import numpy as np

from lasercore import cumulants, rate_equations
from lasercore.checks import a_laser, positive
from lasercore.cumulants import coherent_start
from nanobook.debated import (
    DEBATED,
    PAIRS,
    closures_of,
    range_is_marked,
    without_dephasing,
)
from nanobook.style import GREY, log_axis

# Delays shown, in units of the time in which the formula has the field fall to 1/e.
FIRST, LAST, POINTS = 3e-4, 30.0, 161


def closure_decay(ax, laser, pump, closures=DEBATED, identical_fraction=1.0):
    """Draw the coherent photons of a laser that starts with nothing but coherent ones.

    Dotted: e^{−2πΔν t} with Δν by Schawlow and Townes, what phase diffusion makes of them.

    Source: carroll2022's equations; the comparison with phase diffusion is this book's.
    """
    a_laser(laser)
    times, diffusion = _times(laser, pump)
    for label, style, share in _shares(laser, pump, closures, identical_fraction, times):
        ax.plot(times[1:], share[1:], label=label, **style)
    ax.plot(times[1:], diffusion[1:], color=GREY, linestyle=":", label="phase diffusion")
    ax.legend(loc="lower left")
    log_axis(ax.xaxis, "s")
    ax.set(xlim=(times[1], times[-1]), ylim=(0, 1.05), xlabel="time")
    ax.set_ylabel(r"coherent photons $|\langle b\rangle|^2/n_p$")
    return ax


def _times(laser, pump):
    """Times (s), and what is left of coherent light after them by the formula."""
    pump = positive("pump", pump, "s⁻¹")
    rate = np.pi * float(rate_equations.linewidth(without_dephasing(laser), pump))
    times = np.append(0.0, np.geomspace(FIRST, LAST, POINTS)) / rate
    return times, np.exp(-2 * rate * times)


def _shares(laser, pump, closures, identical_fraction, times):
    """(label, style, |⟨b⟩|²/n_p in time) for each closure."""
    found = []
    with range_is_marked():
        start = coherent_start(laser, pump)
        for closure, label, style in closures_of(closures):
            if closure.families.intersection(PAIRS) and identical_fraction != 1:
                label = f"{label}, $f$ = {identical_fraction:g}"
            states = cumulants.evolve(
                laser, pump, times, closure, identical_fraction, start=start
            ).states
            found.append((label, style, states.coherent_photons / start.photons))
    return found
