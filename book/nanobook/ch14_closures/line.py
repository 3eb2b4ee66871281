"""The line of class B over the Schawlow–Townes formula."""

import numpy as np

from nanobook.class_b import (
    EXACT,
    SOLVED,
    exact,
    pumps,
    state,
)
from nanobook.style import GUIDE, label_line, line_styles, log_axis

NAMES = ("nanoscopic", "mesoscopic")
# Along the lines: position, offset, side.
_PLACES = ((0.75, (8, 4), "left"), (0.62, (-8, -2), "right"))


def line_over_formula(solution):
    """Linewidth of a solution over γ_r⟨n_e⟩/(4π⟨n⟩), both of the same solution."""
    light, gamma_r = solution.statistics, solution.laser.gamma_r
    return solution.linewidth() / (gamma_r * light.carriers / (4 * np.pi * light.mean))


def class_b_line(ax, names=NAMES):
    """Draw the linewidth of class B over Schawlow–Townes against the pump; circles, exact.

    Source: The first off-diagonal of yacomotti2022's density matrix, which it leaves to later
    work.
    """
    for name, style, place in zip(names, line_styles(), _PLACES, strict=False):
        here = pumps(name, 61)
        values = [line_over_formula(state(name, float(rate))) for rate in here]
        (curve,) = ax.plot(here, values, **style)
        at, offset, side = place
        label_line(ax, curve, name, at, offset, ha=side)
        points = [rate for rate in SOLVED[name] if name != "mesoscopic" or rate < 0.045]
        values = [line_over_formula(exact(name, rate)) for rate in points]
        ax.plot(points, values, **{**EXACT, "color": style["color"]}, zorder=3)
    for level in (1, 2):
        ax.axhline(level, **GUIDE)
    log_axis(ax.xaxis)
    ax.set(
        xlabel=r"pump $\lambda/\gamma_{bg}$", ylabel="linewidth / Schawlow–Townes", ylim=(0.9, 2.2)
    )
    return ax
