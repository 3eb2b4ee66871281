"""Figures of class A against the pump."""

from functools import cache

import numpy as np

from lasercore import density_matrix
from lasercore.units import scientific
from nanobook.ch12_class_a.distributions import GREY, LASING, class_a_pump
from nanobook.style import label_line, line_styles, log_axis

LABELS = {"photons": r"photons $\langle n\rangle$", "g2": "$g^{(2)}(0)$"}
WORDS = {"photons": "Mean photon number", "g2": "g²(0)"}
NAMES = {"photons": "mean", "g2": "g2"}
# Largest photon number of a common cut-off for the thermodynamic laser.
CUT = 2200


def thermodynamic_limit(ax, shown):
    """Draw photons or g²(0) of the thermodynamic laser against λ, by class A and class B.

    Parameters
    ----------
    ax : matplotlib Axes
    shown : "photons" or "g2"

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Fig. 2 c, d.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> thermodynamic_limit(Figure().add_subplot(), "photons").get_ylabel()
    'photons $\\\\langle n\\\\rangle$'
    """
    laser, pumps = density_matrix.regimes["thermodynamic"], _around_threshold()
    for model, style in zip(("class_a", "class_b"), line_styles(), strict=False):
        values = getattr(_thermodynamic(model), NAMES[shown])
        ax.plot(pumps, values, label=model.replace("_a", " A").replace("_b", " B"), **style)
    ax.axvline(class_a_pump("thermodynamic") / laser.n_emitters, color=GREY, ls=":", lw=1.2)
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


def describe_thermodynamic_limit(shown):
    """Say in words what `thermodynamic_limit` shows.

    Parameters
    ----------
    shown
        As for `thermodynamic_limit`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_thermodynamic_limit("g2"))
    g²(0) of the thermodynamic laser against the pump. At λ = 0.9: class A 1.94, class B 1.97. At λ = 1: class A 1.57, class B 1.63. At λ = 1.1: class A 1.04, class B 1.07. At λ = 2: class A 1.00, class B 1.00.
    """  # noqa: E501 - the sentence is printed as it is
    parts = [f"{WORDS[shown]} of the thermodynamic laser against the pump."]
    laser = density_matrix.regimes["thermodynamic"]
    for pump in (0.9, 1.0, 1.1, 2.0):
        a, b = (
            scientific(float(getattr(model(laser, pump * laser.n_emitters), NAMES[shown])))
            for model in (density_matrix.class_a, density_matrix.class_b)
        )
        parts.append(f"At λ = {pump:g}: class A {a}, class B {b}.")
    return " ".join(parts)


_PLACES = {
    "photons": ((0.9, (-6, -24), "right"), (0.9, (-4, -20), "left"), (0.8, (-8, 4), "right")),
    "g2": ((0.1, (0, 6), "left"), (0.05, (0, -16), "left"), (0.05, (0, 6), "left")),
}


def class_a_regimes(ax, shown, names=LASING):
    """Draw photons or g²(0) by class A against the pump in units of λ⁽⁰⁾, for several lasers.

    Parameters
    ----------
    ax : matplotlib Axes
    shown : "photons" or "g2"
    names : sequence of str
        Lasers of `density_matrix.regimes` that have a threshold.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Figs. 2–4, the class-A-like curves.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> len(class_a_regimes(Figure().add_subplot(), "g2", ["nanoscopic"]).lines)
    2
    """
    factors = np.geomspace(0.05, 20, 121)
    for name, style in zip(names, line_styles(), strict=False):
        light = _regime(name)
        (line,) = ax.plot(factors, getattr(light, NAMES[shown]), **style)
        at, offset, side = _PLACES[shown][LASING.index(name)]
        label_line(ax, line, name, at, offset, ha=side)
    ax.axvline(1, color=GREY, linestyle=":", linewidth=1.2)
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


def describe_class_a_regimes(shown, names=LASING):
    """Say in words what `class_a_regimes` shows.

    Parameters
    ----------
    shown, names
        As for `class_a_regimes`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_class_a_regimes("g2", ["mesoscopic"]))
    g²(0) by class A against the pump over λ⁽⁰⁾. mesoscopic: 1.95 at 0.1, 1.49 at 1, 1.02 at 2 and 1.00 at 10.
    """  # noqa: E501 - the sentence is printed as it is
    parts = [f"{WORDS[shown]} by class A against the pump over λ⁽⁰⁾."]
    for name in names:
        pumps = np.array([0.1, 1, 2, 10]) * class_a_pump(name)
        light = density_matrix.class_a(density_matrix.regimes[name], pumps)
        a, b, c, d = (scientific(float(value)) for value in getattr(light, NAMES[shown]))
        parts.append(f"{name}: {a} at 0.1, {b} at 1, {c} at 2 and {d} at 10.")
    return " ".join(parts)


def beta_against_pump(ax, names=LASING):
    """Draw 1/(1 + n_s) = γ_r/(γ_r + γ_bg + λ) against the pump, with `Laser.beta` as dots.

    Parameters
    ----------
    ax : matplotlib Axes
    names : sequence of str
        Lasers of `density_matrix.regimes` that have a threshold.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Figs. 3, 4: its β contains the pump.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> beta_against_pump(Figure().add_subplot()).get_yscale()
    'log'
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


def describe_beta_against_pump(names=LASING):
    """Say in words what `beta_against_pump` shows.

    Parameters
    ----------
    names
        As for `beta_against_pump`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_beta_against_pump(["nanoscopic"]))
    β(λ) against the pump, log-log, falling as 1/λ at strong pump. nanoscopic: 0.833 without pump, as Laser.beta; 0.667 at λ⁽⁰⁾ = 1.50; 0.00497 at λ = 1000.
    """  # noqa: E501 - the sentence is printed as it is
    parts = ["β(λ) against the pump, log-log, falling as 1/λ at strong pump."]
    for name in names:
        laser = density_matrix.regimes[name]
        pump = class_a_pump(name) / laser.n_emitters
        none, there, strong = (scientific(float(_beta(laser, x))) for x in (0.0, pump, 1e3))
        parts.append(
            f"{name}: {none} without pump, as Laser.beta; {there} at λ⁽⁰⁾ = {scientific(pump)};"
            f" {strong} at λ = 1000."
        )
    return " ".join(parts)
