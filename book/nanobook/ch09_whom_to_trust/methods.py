"""Figures that compare Langevin, Gillespie and the exact distribution."""

import numpy as np

from lasercore import gillespie, langevin, master_equation
from lasercore.laser import to_ampere
from lasercore.thresholds import threshold
from nanobook.style import COLOURS, GREY, GUIDE, log_axis, note

_LEAST = 1e-5
"""Lowest probability in pictures of distributions."""


def three_distributions(ax, laser, pump, events=1_000_000, seed=0):
    """Draw P(n) of one laser by all three methods.

    Line: exact. Dots: Gillespie with error bars. Dashed: Langevin's Gaussian, which has no
    room for the fact that photons are counted.

    Source: After saldutti2024 Fig. 14.
    """
    exact = master_equation.photon_statistics(laser, pump).distribution
    last = int(np.flatnonzero(exact > _LEAST)[-1])
    first = int(np.flatnonzero(exact > _LEAST)[0])
    n = np.arange(first, last + 1)
    ax.plot(n, exact[n], color=COLOURS[0], linestyle="-", linewidth=1.4, label="exact")
    sampled = gillespie.photon_statistics(laser, pump, events=events, seed=seed)
    shown = n[n < len(sampled.distribution)]
    p, error = sampled.distribution[shown], sampled.errors["distribution"][shown]
    there = p > _LEAST
    ax.errorbar(
        shown[there], p[there], np.minimum(error, 0.9 * p)[there], fmt="o", markersize=4,
        color=COLOURS[1], markerfacecolor="white", linewidth=1, label="Gillespie",
    )  # fmt: skip
    x, density = _gaussian(laser, pump, last)
    ax.plot(x, density, color=COLOURS[2], linestyle="--", linewidth=1.4, label="Langevin")
    if x[0] < 0:
        ax.axvspan(x[0], -0.5, color=GREY, alpha=0.12, lw=0)
    log_axis(ax.yaxis)
    ax.set_ylim(_LEAST, 2 * max(exact.max(), density.max()))
    ax.legend(loc="upper right", ncols=1)
    ax.set(xlabel="photons $n$", ylabel="probability $P(n)$")
    return ax


def _gaussian(laser, pump, last):
    """Langevin's density over n: a Gaussian, down to where it is too low to be seen."""
    light = langevin.photon_statistics(laser, pump)
    mean, sigma = float(light.mean), float(np.sqrt(light.variance))
    reach = np.sqrt(max(2 * np.log(1 / (_LEAST * np.sqrt(2 * np.pi) * sigma)), 1.0))
    x = np.linspace(mean - reach * sigma, min(mean + reach * sigma, 1.1 * last + 2), 300)
    return x, np.exp(-0.5 * ((x - mean) / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)


def g2_by_methods(ax, laser, ratio=None, sampled=7, events=1_000_000, seed=0):
    """Draw g²(0) against the current by all three methods.

    Source: After saldutti2024 Fig. 14.
    """
    ratio = np.geomspace(0.01, 100, 33) if ratio is None else np.asarray(ratio)
    unit = threshold(laser, "photon recycling").pump
    current = to_ampere(ratio * unit)
    exact = master_equation.photon_statistics(laser, ratio * unit).g2
    ax.plot(current, exact, color=COLOURS[0], linestyle="-", linewidth=1.6, label="exact")
    some = np.geomspace(ratio[0], ratio[-1], sampled) * unit
    light = gillespie.photon_statistics(laser, some, events=events, seed=seed)
    ax.errorbar(
        to_ampere(some), light.g2, light.errors["g2"], fmt="o", markersize=5, color=COLOURS[1],
        markerfacecolor="white", linewidth=1.2, capsize=3, label="Gillespie",
    )  # fmt: skip
    linear = langevin.photon_statistics(laser, ratio * unit).g2
    ax.plot(current, linear, color=COLOURS[2], linestyle="--", linewidth=1.6, label="Langevin")
    ax.axvline(to_ampere(unit), **GUIDE)
    note(
        ax, r"$J_\mathrm{th}$", (to_ampere(unit), 0), (4, 4), xycoords=("data", "axes fraction"),
        color=GREY,
    )  # fmt: skip
    log_axis(ax.xaxis, "A")
    ax.legend()
    ax.set(xlabel="current $I$", ylabel="$g^{(2)}(0)$")
    return ax
