"""Figures that compare Langevin, Gillespie and the exact distribution."""

import numpy as np

from lasercore import gillespie, langevin, master_equation
from lasercore.laser import to_ampere
from lasercore.thresholds import threshold
from lasercore.units import quantity
from nanobook.style import COLOURS, log_axis

_GREY = "#555555"
_LEAST = 1e-5
"""Lowest probability in pictures of distributions."""


def three_distributions(ax, laser, pump, events=1_000_000, seed=0):
    """Draw P(n) of one laser by all three methods.

    Line: exact. Dots: Gillespie with error bars. Dashed: Langevin's Gaussian, which has no
    room for the fact that photons are counted.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
    events : int
        Of the simulation.
    seed : int

    Returns
    -------
    matplotlib Axes

    Source
    ------
    After saldutti2024 Fig. 14.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = three_distributions(Figure().add_subplot(), catalogue["EDC laser 1"], 4e11, 500_000)
    >>> [text.get_text() for text in ax.get_legend().get_texts()]
    ['exact', 'Langevin', 'Gillespie']
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
        ax.axvspan(x[0], -0.5, color=_GREY, alpha=0.12, lw=0)
    log_axis(ax.yaxis)
    ax.set_ylim(_LEAST, 2 * max(exact.max(), density.max()))
    ax.legend(loc="upper right", ncols=1)
    ax.set(xlabel="photons $n$", ylabel="probability $P(n)$")
    return ax


def describe_three_distributions(laser, pump, events=1_000_000, seed=0):
    """Say in words what `three_distributions` shows.

    Parameters
    ----------
    laser, pump, events, seed
        As for `three_distributions`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> text = describe_three_distributions(catalogue["EDC laser 1"], 4e11, 500_000)
    >>> print(text[:text.index(", by Gillespie")])
    The exact distribution is highest at n = 0; g2(0) is exactly 1.882
    """
    exact = master_equation.photon_statistics(laser, pump)
    linear = langevin.photon_statistics(laser, pump)
    sampled = gillespie.photon_statistics(laser, pump, events=events, seed=seed)
    share = _share_below_zero(linear)
    return (
        f"The exact distribution is highest at n = {np.argmax(exact.distribution)}; g2(0) is"
        f" exactly {exact.g2:.3f}, by Gillespie {sampled.g2:.3f} ± {sampled.errors['g2']:.3f}, by"
        f" Langevin {linear.g2:.3f}. Langevin's Gaussian has {share:.1%} of its area at negative"
        " photon numbers."
    )


def _gaussian(laser, pump, last):
    """Langevin's density over n: a Gaussian, down to where it is too low to be seen."""
    light = langevin.photon_statistics(laser, pump)
    mean, sigma = float(light.mean), float(np.sqrt(light.variance))
    reach = np.sqrt(max(2 * np.log(1 / (_LEAST * np.sqrt(2 * np.pi) * sigma)), 1.0))
    x = np.linspace(mean - reach * sigma, min(mean + reach * sigma, 1.1 * last + 2), 300)
    return x, np.exp(-0.5 * ((x - mean) / sigma) ** 2) / (np.sqrt(2 * np.pi) * sigma)


def _share_below_zero(light):
    """Area of Langevin's Gaussian left of n = −½, where counting would need negative n."""
    from scipy.special import ndtr

    return float(ndtr((-0.5 - light.mean) / np.sqrt(light.variance)))


def g2_by_methods(ax, laser, ratio=None, sampled=7, events=1_000_000, seed=0):
    """Draw g²(0) against the current by all three methods.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
        With a recycling threshold, and small enough for the exact solution.
    ratio : array, positive
        Pumps in units of the recycling threshold; default: 0.01 to 100.
    sampled : int
        Pumps at which Gillespie is run.
    events : int
        Of each simulation.
    seed : int

    Returns
    -------
    matplotlib Axes

    Source
    ------
    After saldutti2024 Fig. 14.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> laser, ratio = catalogue["EDC laser 1"], np.geomspace(0.1, 10, 5)
    >>> ax = g2_by_methods(Figure().add_subplot(), laser, ratio, sampled=2, events=500_000)
    >>> ax.get_ylabel()
    '$g^{(2)}(0)$'
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
    ax.axvline(to_ampere(unit), color=_GREY, linestyle=":", linewidth=1.2)
    ax.annotate(
        r"$J_\mathrm{th}$", (to_ampere(unit), 0), (4, 4), xycoords=("data", "axes fraction"),
        textcoords="offset points", color=_GREY,
    )  # fmt: skip
    log_axis(ax.xaxis, "A")
    ax.legend()
    ax.set(xlabel="current $I$", ylabel="$g^{(2)}(0)$")
    return ax


def describe_g2_by_methods(laser, ratio=None):
    """Say in words what `g2_by_methods` shows.

    Parameters
    ----------
    laser, ratio
        As for `g2_by_methods`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_g2_by_methods(catalogue["EDC laser 1"], np.geomspace(0.1, 10, 21)))
    From 6.09 nA to 609 nA the exact g2(0) goes from 1.97 to 1.32. Langevin deviates most at 153 nA, where it says 1.81 instead of 1.74.
    """  # noqa: E501 - the sentence is printed as it is
    ratio = np.geomspace(0.01, 100, 33) if ratio is None else np.asarray(ratio)
    pump = ratio * threshold(laser, "photon recycling").pump
    exact = master_equation.photon_statistics(laser, pump).g2
    linear = langevin.photon_statistics(laser, pump).g2
    worst = int(np.argmax(abs(linear - exact)))
    first, last, at = (quantity(to_ampere(pump[i]), "A") for i in (0, -1, worst))
    return (
        f"From {first} to {last} the exact g2(0) goes from {exact[0]:.2f} to {exact[-1]:.2f}."
        f" Langevin deviates most at {at}, where it says {linear[worst]:.2f} instead of"
        f" {exact[worst]:.2f}."
    )
