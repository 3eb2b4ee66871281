"""Figures of detailed balance in class A: gain over loss, and the P(n) that follows."""

from functools import cache

import numpy as np

from lasercore import density_matrix
from lasercore.statistics import poisson, thermal
from lasercore.thresholds import threshold
from lasercore.units import scientific
from nanobook.light import upto
from nanobook.style import COLOURS, GREY, GUIDE, label_line, line_styles, log_axis

LASING = ("nanoscopic", "mesoscopic", "thermodynamic")
BELOW_AT_ABOVE = (0.8, 1.0, 1.5)
# A distribution is drawn until it has fallen to this share of its largest value.
SHOWN = 1e-3


@cache
def class_a_pump(name):
    """Pump n_0 λ⁽⁰⁾ of a laser of `regimes` at which class A has P(0) = P(1)."""
    return threshold(density_matrix.regimes[name], "stochastic", method="class a").pump


@cache
def light_a(name, factor):
    """Class A of a laser of `regimes` at a pump in units of λ⁽⁰⁾."""
    return density_matrix.class_a(density_matrix.regimes[name], factor * class_a_pump(name))


def gain_over_loss(ax, name="mesoscopic", factors=BELOW_AT_ABOVE, last=80):
    """Draw G(n)/γ_c = P(n)/P(n − 1) of class A against n, at several pumps.

    Source: scully1967; yacomotti2022 Eqs. 44, 58.
    """
    laser, n = density_matrix.regimes[name], np.arange(1, last + 1)
    for factor, style in zip(factors, line_styles(), strict=False):
        found = density_matrix.gain(laser, factor * class_a_pump(name))
        (line,) = ax.plot(n, found.at(n) / found.loss, **style)
        label_line(ax, line, _times(factor), 0.75, (0, -15 if factor < 1 else 5))
        if found.peak > 1:
            ax.plot(found.peak, 1, "o", color=style["color"], zorder=3)
    ax.axhline(1, **GUIDE)
    ax.set(xlabel="photons $n$", ylabel=r"gain over loss $G(n)/\gamma_c$", xlim=(0, last))
    return ax


def class_a_distributions(ax, name="mesoscopic", factors=BELOW_AT_ABOVE, last=80):
    """Draw P(n) of class A at several pumps, with thermal and Poisson light for comparison.

    Grey dashes: thermal light with the mean of the lowest pump. Grey dots: Poisson light with
    that of the highest.

    Source: scully1967; yacomotti2022 Eqs. 44, 58.
    """
    places = ((0.27, (-8, -4), "right"), (0.34, (6, 2), "left"), (0.55, (6, 6), "left"))
    n = np.arange(last + 1)
    for factor, style, (at, offset, side) in zip(factors, line_styles(), places, strict=False):
        (line,) = ax.plot(n, upto(light_a(name, factor).distribution, last), **style)
        label_line(ax, line, _times(factor), at, offset, ha=side)
    for kind, factor, dash in ((thermal, factors[0], "--"), (poisson, factors[-1], ":")):
        mean = light_a(name, factor).mean
        reference = kind(mean, int(60 * mean + 300)).distribution
        ax.plot(n, upto(reference, last), color=GREY, linestyle=dash, linewidth=1.2)
    log_axis(ax.yaxis)
    ax.set(xlabel="photons $n$", ylabel="$P(n)$", xlim=(0, last), ylim=(1e-5, 1))
    return ax


def _times(factor):
    return rf"{factor:g} $\lambda^{{(0)}}$"


def class_a_frame(figure, factor, names=LASING):
    """Draw P(n)/P_max of several lasers by class A at one pump in units of λ⁽⁰⁾, side by side.

    Source: yacomotti2022 Figs. 2–4, the lasers.
    """
    axes = figure.subplots(1, len(names), sharey=True)
    for ax, name in zip(axes, names, strict=True):
        light = light_a(name, factor)
        shares = light.distribution / light.distribution.max()
        seen = np.flatnonzero(shares > SHOWN)
        low, high = seen[0], max(seen[-1], seen[0] + 8)
        shares = upto(shares, high)
        n = np.arange(low, high + 1)
        if high - low < 60:
            ax.bar(n, shares[low:], width=0.85, color=COLOURS[0], alpha=0.6)
        else:
            ax.fill_between(n, shares[low:], color=COLOURS[0], alpha=0.6, step="mid")
        ax.set(xlabel="photons $n$", ylim=(0, 1.05))
        ax.locator_params(axis="x", nbins=4, integer=True)
        ax.set_title(f"{name}: $g^{{(2)}}(0)$ = {scientific(float(light.g2))}", fontsize=10)
    axes[0].set_ylabel(r"$P(n)$ over its largest")
    return tuple(axes)


def describe_class_a_frame(factor, names=LASING):
    """Say in words what `class_a_frame` shows."""
    parts = [f"Photon distributions by class A at {factor:g} λ⁽⁰⁾."]
    for name in names:
        light = light_a(name, factor)
        parts.append(
            f"{name}: mean {scientific(light.mean)}, largest at n ="
            f" {int(np.argmax(light.distribution))}, g²(0) = {scientific(light.g2)}."
        )
    return " ".join(parts)
