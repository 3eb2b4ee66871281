"""Figures of class B against the pump and of its photon distribution, beside class A and exact."""

import numpy as np

from lasercore import density_matrix
from lasercore.thresholds import threshold
from lasercore.units import scientific
from nanobook.ch13_class_b.states import (
    EXACT,
    GREY,
    LOOKS,
    SOLVED,
    exact,
    laser,
    pump,
    pumps,
    state,
)
from nanobook.style import COLOURS, label_line, log_axis

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

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        A laser of `density_matrix.regimes`.
    shown : "photons", "beta" or "g2"
        β(λ) = γ_r/(γ_r + γ_bg + λ) is the same in all models.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Figs. 2a, b, 3 and 4.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> class_b_against_pump(Figure().add_subplot(), "nanoscopic", "g2").get_ylabel()
    '$g^{(2)}(0)$'
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
        ax.axhline(1, color=GREY, linestyle=":", linewidth=1.2)
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


def describe_class_b_against_pump(name, shown):
    """Say in words what `class_b_against_pump` shows.

    Parameters
    ----------
    name, shown
        As for `class_b_against_pump`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_class_b_against_pump("nanoscopic", "g2"))
    g²(0) of the nanoscopic laser against pump. At 0.3: class A 1.10, class B 1.32, exact 1.37. At 3: class A 1.08, class B 1.10, exact 1.14. At 30: class A 1.01, class B 1.00, exact 1.01.
    """  # noqa: E501 - the sentence is printed as it is
    words = {"photons": "⟨n⟩", "g2": "g²(0)", "beta": "β"}[shown]
    parts = [f"{words} of the {name} laser against pump."]
    for rate in _told(name):
        if shown == "beta":
            value = density_matrix.gain(laser(name), pump(name, rate)).beta
            parts.append(f"At {rate:g}: {scientific(value)}.")
            continue
        models = ("class A", "class B", *(("exact",) if rate <= max(SOLVED[name]) else ()))
        values = (of_model(name, [rate], model, shown)[0] for model in models)
        told = (f"{model} {scientific(value)}" for model, value in zip(models, values, strict=True))
        parts.append(f"At {rate:g}: {', '.join(told)}.")
    return " ".join(parts)


def _told(name):
    return {"single atom": (0.1, 10, 100), "nanoscopic": (0.3, 3, 30),
            "mesoscopic": (0.02, 0.039, 0.15)}[name]  # fmt: skip


def class_b_distribution(ax, name, rate, parabola=False):
    """Draw P(n) of a laser at λ = J/n_0: class A dashed, class B solid, exact circles.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        A laser of `density_matrix.regimes`.
    rate : float
        λ.
    parabola : bool
        Add the parabola of the perturbative threshold, from class B's P(0) on, dotted.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Figs. 3c and 4c.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> class_b_distribution(Figure().add_subplot(), "nanoscopic", 3.0).get_xlabel()
    'photons $n$'
    """
    light = density_matrix.class_a(laser(name), pump(name, rate)).distribution
    p = state(name, rate).probabilities
    last = int(np.flatnonzero(p > 2e-3 * p.max())[-1])
    n = np.arange(last + 1)
    ax.plot(n, _upto(light, last), label="class A", **LOOKS["class A"])
    ax.plot(n, _upto(p, last), label="class B", **LOOKS["class B"])
    if rate <= max(SOLVED[name]):
        ax.plot(n, _upto(exact(name, rate).statistics.distribution, last), label="exact", **EXACT)
    if parabola:
        shape = density_matrix.quadratic_threshold(laser(name)).shape(n)
        kept = shape >= 0
        ax.plot(n[kept], p[0] * shape[kept], ":", color=COLOURS[3], label="parabola")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set(xlabel="photons $n$", ylabel="$P(n)$", ylim=(0, None), xlim=(0, last))
    return ax


def _upto(distribution, last):
    """P(n) up to a photon number."""
    return np.pad(distribution, (0, last))[: last + 1]


def describe_class_b_distribution(name, rate, parabola=False):
    """Say in words what `class_b_distribution` shows.

    Parameters
    ----------
    name, rate, parabola
        As for `class_b_distribution`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_class_b_distribution("nanoscopic", 3.0))
    P(n) of the nanoscopic laser at λ = 3: class B is largest, 0.232, at n = 2, class A 0.238 at n = 2.
    """  # noqa: E501 - the sentence is printed as it is
    found = {"class A": density_matrix.class_a(laser(name), pump(name, rate)).distribution,
             "class B": state(name, rate).probabilities}  # fmt: skip
    tops = {model: (float(p.max()), int(p.argmax())) for model, p in found.items()}
    text = (
        f"P(n) of the {name} laser at λ = {rate:g}: class B is largest,"
        f" {tops['class B'][0]:.3g}, at n = {tops['class B'][1]}, class A"
        f" {tops['class A'][0]:.3g} at n = {tops['class A'][1]}"
    )
    if parabola:
        quadratic = density_matrix.quadratic_threshold(laser(name))
        text += f"; the parabola has ζ = {scientific(quadratic.curvature)}"
    return text + "."
