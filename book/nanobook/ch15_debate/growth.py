"""Figure of the growth of a small mean field: closures against the exact line."""

from functools import lru_cache

import numpy as np

from lasercore import cumulants, master_equation, rate_equations
from lasercore.checks import a_laser, pump_array
from nanobook.debated import (
    DEBATED,
    PER_EMITTER,
    QUANTUM,
    closures_of,
    fill_width,
    mark_range,
    range_is_marked,
    without_dephasing,
)
from nanobook.style import GUIDE, label_line, log_axis

# The exact line takes a second where there are thousands of photons; there the formula is exact.
FEW_PHOTONS, EXACT_POINTS = 200.0, 8
# Growth rates smaller than this, in units of k, are drawn on a linear scale.
SMALL = 1e-5


def growth_rates(ax, laser, pumps, closures=DEBATED):
    """Draw the growth rate of a small mean field in the incoherent state, in units of k = γ_c/2.

    Circles are what exact theory has in its place: −π times the linewidth, never positive. They
    end where the Schawlow–Townes formula, dotted, cannot be told from them.

    Source: carroll2022 for the closures; the comparison with the exact line is this book's.
    """
    a_laser(laser)
    pumps, k = pump_array(pumps), laser.gamma_c / 2
    r = pumps / laser.n_emitters
    lines = []
    with range_is_marked():
        for closure, label, style in closures_of(closures):
            (line,) = ax.plot(r, cumulants.growth_rate(laser, pumps, closure) / k, **style)
            lines.append((line, label))
    formula = -np.pi * rate_equations.linewidth(without_dephasing(laser), pumps) / k
    (dotted,) = ax.plot(r, formula, **GUIDE)
    label_line(ax, dotted, "Schawlow–Townes", 0.35, (-8, 8), ha="right", fontsize=9.5)
    places, exact = exact_decay(laser, pumps)
    (circles,) = ax.plot(places / laser.n_emitters, -exact / k, **{**QUANTUM, "linestyle": "none"})
    if len(places):
        label_line(ax, circles, "exact", 0.75, (6, -13))
    ax.axhline(0, color="black", linestyle="-", linewidth=0.8)
    log_axis(ax.xaxis)
    ax.set_yscale("symlog", linthresh=SMALL)
    fill_width(ax, r)
    ax.set(yticks=[-1, -1e-2, -1e-4, 0, 1e-4, 1e-2], ylim=(-5, 2e-2))
    for line, label in lines:
        label_line(ax, line, label, 1.0, (-4, 6), ha="right")
    ax.set(xlabel=PER_EMITTER, ylabel="growth of the field / $k$")
    mark_range(ax, laser, at=0.7)
    return ax


def exact_decay(laser, pumps):
    """Pumps (s⁻¹) with few photons and π times the exact linewidth there (s⁻¹), γ_2 → ∞."""
    a_laser(laser)
    laser = without_dephasing(laser)
    photons = rate_equations.steady_state(laser, pumps).photons
    here = pumps[photons <= FEW_PHOTONS]
    some = np.linspace(0, len(here) - 1, min(EXACT_POINTS, len(here))).round().astype(int)
    here = here[some]
    return here, np.pi * np.array([_exact_linewidth(laser, float(pump)) for pump in here])


@lru_cache(maxsize=128)
def _exact_linewidth(laser, pump):
    return master_equation.linewidth(laser, pump)
