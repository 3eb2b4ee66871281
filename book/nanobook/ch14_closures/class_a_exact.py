"""Lasers that class A cannot tell apart, exactly: where it is right."""

from functools import cache

import numpy as np

from lasercore import density_matrix, master_equation
from lasercore.laser import Laser
from nanobook.style import COLOURS, label_line, line_styles, log_axis, note

# The lasers that have the same light by class A: n_s, and the pump x = J/γ_c.
SAME_SATURATION, SAME_PUMP = 9.0, 12.0
EMITTERS = (1, 10, 100, 1000)


def same_light(n_emitters, ratio):
    """A laser, and its pump, that class A gives n_s = 9 and J/γ_c = 12, whatever γ_c/γ_t.

    Source: Class A knows a laser by n_s and J/γ_c only.
    """
    per_emitter = SAME_PUMP * ratio / n_emitters
    gamma_r = (1 + per_emitter) / (1 + SAME_SATURATION)
    laser = Laser(n_emitters, gamma_r, 1 - gamma_r, ratio, absorption=False)
    return laser, per_emitter * n_emitters


@cache
def exact_of_same_light(n_emitters):
    """γ_c/(γ_bg + γ_r) up to the largest there is, at most 100, and the exact g²(0) there."""
    # `same_light` needs λ = x γ_c/n_0 ≤ n_s, in units of γ_t.
    largest = min(1e2, SAME_SATURATION * n_emitters / SAME_PUMP * (1 - 1e-9))
    ratios = np.geomspace(1e-3, largest, 23)
    values = [
        float(master_equation.photon_statistics(*same_light(n_emitters, float(ratio))).g2)
        for ratio in ratios
    ]
    return ratios, np.array(values)


def class_a_against_exact(ax, emitters=EMITTERS):
    """Draw the exact g²(0) of lasers that have the same light by class A, against γ_c/γ_t.

    Source: The comparison is not in the cited papers.
    """
    for number, style in zip(emitters, line_styles(), strict=False):
        ratios, values = exact_of_same_light(number)
        (line,) = ax.plot(ratios, values, **style)
        offset = (-4, 7) if values[-1] > values[0] else (4, -4)
        label_line(ax, line, _number(number), 1.0, offset, ha="right" if offset[0] < 0 else "left")
    class_a = float(density_matrix.class_a(*same_light(10, 0.1)).g2)
    ax.axhline(class_a, color=COLOURS[4], linestyle=":", linewidth=1.5)
    note(ax, "class A", (1e-3, class_a), (4, 5))
    log_axis(ax.xaxis)
    ax.set(xlabel=r"$\gamma_c/(\gamma_{bg} + \gamma_r)$", ylabel="$g^{(2)}(0)$")
    return ax


def _number(emitters):
    return "1 emitter" if emitters == 1 else f"{emitters} emitters"
