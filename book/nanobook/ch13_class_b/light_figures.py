"""Figures of class B against the pump and of its photon distribution, beside class A and exact."""

import numpy as np

from lasercore import density_matrix
from lasercore.thresholds import threshold
from nanobook.class_b import (
    EXACT,
    LOOKS,
    SOLVED,
    exact,
    laser,
    pump,
    pumps,
    state,
)
from nanobook.light import upto
from nanobook.style import COLOURS, GUIDE, label_line, log_axis

SHOWN = {"photons": r"photons $\langle n\rangle$", "beta": r"$\beta(\lambda)$",
         "g2": "$g^{(2)}(0)$"}  # fmt: skip
_CORRELATIONS = {"single atom": (-0.05, 2.2), "nanoscopic": (0.95, 1.5), "mesoscopic": (0.9, 2.1)}
# Where the names stand along the lines: position, offset, side.
_PLACES = {
    ("single atom", "photons"): ((0.35, (6, -12), "left"), (0.35, (-6, 4), "right")),
    ("single atom", "g2"): ((0.3, (0, 12), "left"), (0.7, (-8, 6), "right")),
    ("nanoscopic", "photons"): ((0.6, (8, -10), "left"), (0.45, (-6, 6), "right")),
    ("nanoscopic", "g2"): ((0.2, (0, -16), "left"), (0.3, (0, -22), "right")),
    ("mesoscopic", "photons"): ((0.32, (8, -10), "left"), (0.55, (-8, 2), "right")),
    ("mesoscopic", "g2"): ((0.36, (-8, -6), "right"), (0.43, (6, 4), "left")),
}


def class_b_against_pump(ax, name, shown):
    """Draw one quantity of a laser against the pump: class A dashed, class B solid.

    Circles: exact, where it is quick. Vertical lines: P(0) = P(1) by class A and by class B.

    Source: yacomotti2022 Figs. 2a, b, 3 and 4.
    """
    here = pumps(name)
    if shown == "beta":
        values = density_matrix.gain(laser(name), pump(name, 1.0) * here).beta
        ax.plot(here, values, color=COLOURS[4], linestyle="-")
        ax.set_ylim(0, 1.1 * values.max())
    else:
        for index, model in enumerate(("class A", "class B")):
            (curve,) = ax.plot(here, of_model(name, here, model, shown), **LOOKS[model])
            at, offset, side = _PLACES[name, shown][index]
            label_line(ax, curve, model, at, offset, ha=side)
        points = np.array(SOLVED[name])
        ax.plot(points, of_model(name, points, "exact", shown), label="exact", **EXACT, zorder=3)
    _mark_thresholds(ax, name)
    if shown == "photons":
        log_axis(ax.yaxis)
    elif shown == "g2":
        ax.axhline(1, **GUIDE)
        ax.set_ylim(*_CORRELATIONS[name])
    log_axis(ax.xaxis)
    ax.set(xlabel=r"pump $\lambda/\gamma_{bg}$", ylabel=SHOWN[shown])
    return ax


def of_model(name, rates, model, shown):
    """⟨n⟩ or g²(0) of one laser at some pumps, by one model."""
    if model == "class A":
        light = [density_matrix.class_a(laser(name), pump(name, rate)) for rate in rates]
    else:
        solve = state if model == "class B" else exact
        light = [solve(name, float(rate)).statistics for rate in rates]
    attribute = {"photons": "mean", "g2": "g2"}[shown]
    return np.array([float(getattr(one, attribute)) for one in light])


def _mark_thresholds(ax, name):
    for method, style in (("class a", "class A"), ("class b", "class B")):
        found = threshold(laser(name), "stochastic", method=method)
        if found.reached:
            here = found.pump / laser(name).n_emitters
            ax.axvline(here, **{**LOOKS[style], "linewidth": 0.9})


def class_b_distribution(ax, name, rate, parabola=False):
    """Draw P(n) of a laser at λ = J/n_0: class A dashed, class B solid, exact circles.

    Source: yacomotti2022 Figs. 3c and 4c.
    """
    light = density_matrix.class_a(laser(name), pump(name, rate)).distribution
    p = state(name, rate).probabilities
    last = int(np.flatnonzero(p > 2e-3 * p.max())[-1])
    n = np.arange(last + 1)
    ax.plot(n, upto(light, last), label="class A", **LOOKS["class A"])
    ax.plot(n, upto(p, last), label="class B", **LOOKS["class B"])
    if rate <= max(SOLVED[name]):
        ax.plot(n, upto(exact(name, rate).statistics.distribution, last), label="exact", **EXACT)
    if parabola:
        shape = density_matrix.quadratic_threshold(laser(name)).shape(n)
        kept = shape >= 0
        ax.plot(n[kept], p[0] * shape[kept], ":", color=COLOURS[3], label="parabola")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set(xlabel="photons $n$", ylabel="$P(n)$", ylim=(0, None), xlim=(0, last))
    return ax
