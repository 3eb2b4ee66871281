"""Figure of the growth of a small mean field: closures against the exact line."""

from functools import lru_cache

import numpy as np

from lasercore import cumulants, master_equation, rate_equations
from lasercore._checks import pump_array
from lasercore.units import scientific
from nanobook.ch15_debate.names import (
    DEBATED,
    GREY,
    PER_EMITTER,
    QUANTUM,
    closures_of,
    fill_width,
    mark_range,
    range_is_marked,
)
from nanobook.ch15_debate.start import without_dephasing
from nanobook.style import label_line, log_axis

# The exact line takes a second where there are thousands of photons; there the formula is exact.
FEW_PHOTONS, EXACT_POINTS = 200.0, 8
# Growth rates smaller than this, in units of k, are drawn on a linear scale.
SMALL = 1e-5


def growth_rates(ax, laser, pumps, closures=DEBATED):
    """Draw the growth rate of a small mean field in the incoherent state, in units of k = γ_c/2.

    Circles are what exact theory has in its place: −π times the linewidth, never positive. They
    end where the Schawlow–Townes formula, dotted, cannot be told from them.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
        With `gamma_2`.
    pumps : array, s⁻¹, positive
    closures : sequence of str or Closure
        With a field.

    Returns
    -------
    matplotlib Axes
        The first lines are those of the closures, in their order.

    Source
    ------
    carroll2022 for the closures; the comparison with the exact line is this book's.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore.cumulants import dots
    >>> len(growth_rates(Figure().add_subplot(), dots, [4e10, 4e11, 4e14]).lines)
    6
    """
    pumps, k = pump_array(pumps), laser.gamma_c / 2
    r = pumps / laser.n_emitters
    lines = []
    with range_is_marked():
        for closure, label, style in closures_of(closures):
            (line,) = ax.plot(r, cumulants.growth_rate(laser, pumps, closure) / k, **style)
            lines.append((line, label))
    formula = -np.pi * rate_equations.linewidth(without_dephasing(laser), pumps) / k
    (dotted,) = ax.plot(r, formula, color=GREY, linestyle=":", linewidth=1.2)
    label_line(ax, dotted, "Schawlow–Townes", 0.35, (-8, 8), ha="right", fontsize=9.5)
    places, exact = exact_decay(laser, pumps)
    (circles,) = ax.plot(places / laser.n_emitters, -exact / k, **{**QUANTUM, "linestyle": "none"})
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
    laser = without_dephasing(laser)
    photons = rate_equations.steady_state(laser, pumps).photons
    here = pumps[photons <= FEW_PHOTONS]
    here = here[np.unique(np.linspace(0, len(here) - 1, EXACT_POINTS).round().astype(int))]
    return here, np.pi * np.array([_exact_linewidth(laser, float(pump)) for pump in here])


@lru_cache(maxsize=128)
def _exact_linewidth(laser, pump):
    return master_equation.linewidth(laser, pump)


def describe_growth_rates(laser, pumps, closures=DEBATED):
    """Say in words what `growth_rates` shows.

    Parameters
    ----------
    laser, pumps, closures
        As for `growth_rates`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore.cumulants import dots
    >>> print(describe_growth_rates(dots, [4e10, 4e12, 4e14], ["cim", "reply"]))
    Growth of a small mean field in units of k against the pump per emitter. CIM: positive from r = 3.02·10¹² s⁻¹ on, −1.5 at r = 1.00·10⁹ and 7.0·10⁻⁴ at 1.00·10¹³ s⁻¹. Reply: never positive, −1.3 at r = 1.00·10⁹ and −0.65 at 1.00·10¹³ s⁻¹. Exact theory never turns positive; the Schawlow–Townes formula ends at −1.5·10⁻⁴.
    """  # noqa: E501 - the sentence is printed as it is
    pumps, k = pump_array(pumps), laser.gamma_c / 2
    r = pumps / laser.n_emitters
    parts = []
    with range_is_marked():
        for closure, label, _ in closures_of(closures):
            growth = cumulants.growth_rate(laser, pumps, closure) / k
            where = "never positive"
            if np.any(growth > 0):
                onset = cumulants.bifurcation(laser, closure).pump / laser.n_emitters
                where = f"positive from r = {scientific(onset)} s⁻¹ on"
            parts.append(
                f"{label}: {where}, {_small(growth[0])} at r = {scientific(r[0])} and"
                f" {_small(growth[-1])} at {scientific(r[-1])} s⁻¹."
            )
    formula = -np.pi * rate_equations.linewidth(without_dephasing(laser), pumps[-1]) / k
    return (
        "Growth of a small mean field in units of k against the pump per emitter."
        f" {' '.join(parts)} Exact theory never turns positive; the Schawlow–Townes formula ends"
        f" at {_small(formula)}."
    )


def _small(value):
    return scientific(float(value), 2).replace("-", "−")
