"""Figures of class A against the pump."""

from functools import cache

import numpy as np

from lasercore import density_matrix
from nanobook.ch12_class_a.distributions import LASING, class_a_pump
from nanobook.style import GREY, GUIDE, label_line, line_styles, log_axis

LABELS = {"photons": r"photons $\langle n\rangle$", "g2": "$g^{(2)}(0)$"}
NAMES = {"photons": "mean", "g2": "g2"}
# Largest photon number of a common cut-off for the thermodynamic laser.
CUT = 2200


def thermodynamic_limit(ax, shown):
    """Draw photons or g²(0) of the thermodynamic laser against λ, by class A and class B.

    Source: yacomotti2022 Fig. 2 c, d.
    """
    laser, pumps = density_matrix.regimes["thermodynamic"], _around_threshold()
    for model, style in zip(("class_a", "class_b"), line_styles(), strict=False):
        values = getattr(_thermodynamic(model), NAMES[shown])
        ax.plot(pumps, values, label=model.replace("_a", " A").replace("_b", " B"), **style)
    ax.axvline(class_a_pump("thermodynamic") / laser.n_emitters, **GUIDE)
    if shown == "photons":
        log_axis(ax.yaxis)
        ax.axhline(CUT, color=GREY, linestyle="--", linewidth=1.2)
        ax.text(0.32, 1.25 * CUT, f"cut-off {CUT}", color=GREY, fontsize=10)
    ax.set(xlabel=r"pump $\lambda/\gamma_{bg}$", ylabel=LABELS[shown])
    return ax


def _around_threshold():
    return np.concatenate([np.linspace(0.3, 0.9, 13), np.linspace(0.91, 1.1, 39),
                           np.linspace(1.15, 2, 18)])  # fmt: skip


@cache
def _thermodynamic(model):
    laser = density_matrix.regimes["thermodynamic"]
    return getattr(density_matrix, model)(laser, _around_threshold() * laser.n_emitters)


_PLACES = {
    "photons": ((0.9, (-6, -24), "right"), (0.9, (-4, -20), "left"), (0.8, (-8, 4), "right")),
    "g2": ((0.1, (0, 6), "left"), (0.05, (0, -16), "left"), (0.05, (0, 6), "left")),
}


def class_a_regimes(ax, shown, names=LASING):
    """Draw photons or g²(0) by class A against the pump in units of λ⁽⁰⁾, for several lasers.

    Source: yacomotti2022 Figs. 2–4, the class-A-like curves.
    """
    factors = np.geomspace(0.05, 20, 121)
    for name, style in zip(names, line_styles(), strict=False):
        light = _regime(name)
        (line,) = ax.plot(factors, getattr(light, NAMES[shown]), **style)
        at, offset, side = _PLACES[shown][LASING.index(name)]
        label_line(ax, line, name, at, offset, ha=side)
    ax.axvline(1, **GUIDE)
    log_axis(ax.xaxis)
    if shown == "photons":
        log_axis(ax.yaxis)
    else:
        ax.set_ylim(0.9, 2.15)
    ax.set(xlabel=r"pump $\lambda/\lambda^{(0)}$", ylabel=LABELS[shown])
    return ax


@cache
def _regime(name):
    pumps = np.geomspace(0.05, 20, 121) * class_a_pump(name)
    return density_matrix.class_a(density_matrix.regimes[name], pumps)


def beta_against_pump(ax, names=LASING):
    """Draw 1/(1 + n_s) = γ_r/(γ_r + γ_bg + λ) against the pump, with `Laser.beta` as dots.

    Source: yacomotti2022 Figs. 3, 4: its β contains the pump.
    """
    pumps = np.geomspace(1e-3, 1e3, 121)
    for name, style in zip(names, line_styles(), strict=False):
        laser = density_matrix.regimes[name]
        (line,) = ax.plot(pumps, _beta(laser, pumps), **style)
        ax.axhline(laser.beta, color=style["color"], linestyle=":", linewidth=1.2)
        threshold = class_a_pump(name) / laser.n_emitters
        ax.plot(threshold, _beta(laser, threshold), "o", color=style["color"], zorder=3)
        label_line(ax, line, name, 0.02, (0, -16))
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"pump $\lambda/\gamma_{bg}$", ylabel=r"$\beta(\lambda)$", ylim=(1e-7, 3))
    return ax


def _beta(laser, per_emitter):
    return density_matrix.gain(laser, per_emitter * laser.n_emitters).beta
