"""The noise that class B misses, and the emitters' spread beside n photons that explains it."""

import numpy as np

from lasercore import density_matrix, langevin
from lasercore.units import scientific
from nanobook.ch13_class_b.states import (
    EXACT,
    LOOKS,
    SAMPLED,
    SOLVED,
    comparison,
    exact,
    laser,
    pump,
    state,
)
from nanobook.style import COLOURS, label_line, log_axis


def missed_noise(ax, name="mesoscopic", sampled=None):
    """Draw g²(0) − 1 of a laser against the pump by class A, class B and Langevin.

    Circles: exact. Squares with error bars: Gillespie.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        A laser of `density_matrix.regimes`.
    sampled : dict or None
        From λ to the `PhotonStatistics` of a simulation there.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Fig. 4 for class A and class B; the others are not in it.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> missed_noise(Figure().add_subplot()).get_yscale()
    'log'
    """
    rates = np.geomspace(0.02, 1.0, 81)
    pumps = pump(name, 1.0) * rates
    curves = {
        "class A": density_matrix.class_a(laser(name), pumps).g2,
        "class B": density_matrix.class_b(laser(name), pumps).g2,
        "Langevin": langevin.photon_statistics(laser(name), pumps).g2,
    }
    places = {"class A": (0.6, (-8, -8), "right"), "class B": (0.66, (-8, -8), "right"),
              "Langevin": (0.72, (8, 6), "left")}  # fmt: skip
    for model, values in curves.items():
        (curve,) = ax.plot(rates, values - 1, **LOOKS[model])
        at, offset, side = places[model]
        label_line(ax, curve, model, at, offset, ha=side)
    solved = [rate for rate in SOLVED[name] if rate >= rates[0]]
    ax.plot(solved, [exact(name, rate).statistics.g2 - 1 for rate in solved], label="exact",
            **{**EXACT, "zorder": 3})  # fmt: skip
    if sampled:
        values = np.array([light.g2 for light in sampled.values()])
        errors = np.array([light.errors["g2"] for light in sampled.values()])
        ax.errorbar(list(sampled), values - 1, 2 * errors, label="Gillespie ± 2σ", **SAMPLED)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"pump $\lambda/\gamma_{bg}$", ylabel="$g^{(2)}(0)-1$")
    return ax


def describe_missed_noise(name="mesoscopic"):
    """Say in words what `missed_noise` shows.

    Parameters
    ----------
    name
        As for `missed_noise`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_missed_noise())
    g²(0) − 1 of the mesoscopic laser. At λ = 0.039: class A 0.765, class B 0.977, Langevin 0.993. At λ = 0.15: class A 0.00672, class B 0.0536, Langevin 0.264. At λ = 1: class A 1.23·10⁻⁴, class B 0.00142, Langevin 0.00558.
    """  # noqa: E501 - the sentence is printed as it is
    parts = [f"g²(0) − 1 of the {name} laser."]
    for rate in (0.039, 0.15, 1.0):
        a = density_matrix.class_a(laser(name), pump(name, rate)).g2
        b, c = state(name, rate).statistics.g2, langevin.photon_statistics(
            laser(name), pump(name, rate)
        ).g2  # fmt: skip
        told = (scientific(value - 1) for value in (a, b, c))
        models = ("class A", "class B", "Langevin")
        both = ", ".join(f"{m} {v}" for m, v in zip(models, told, strict=True))
        parts.append(f"At λ = {rate:g}: {both}.")
    return " ".join(parts)


def carrier_spreads(name, rate):
    """Variance of the excited emitters beside n photons: assumed, exact, and independent.

    Var = ⟨n_e(n_e − 1)|n⟩ + ⟨n_e|n⟩ − ⟨n_e|n⟩², with class B's pairs and means, with the exact
    ones, and n_0 s(1 − s) for emitters that are independent at the exact share s.

    Parameters
    ----------
    name : str
        A laser of `density_matrix.regimes`.
    rate : float
        λ = J/n_0.

    Returns
    -------
    photons, assumed, exact, independent : arrays

    Source
    ------
    yacomotti2022 Eq. 44 for the pairs; the comparison is not in it.

    Example
    -------
    >>> n, assumed, exact, independent = carrier_spreads("nanoscopic", 3.0)
    >>> f"{assumed[2]:.3f} {exact[2]:.3f} {independent[2]:.3f}"
    '1.136 1.453 1.371'
    """
    error, n_0 = comparison(name, rate), laser(name).n_emitters
    photons, assumed, pairs = error.pairs()
    mine = n_0 * error.class_b.occupation[photons]
    truth = error.exact.carriers_given_photons()[: len(photons)]
    return (
        photons,
        assumed + mine - mine**2,
        pairs + truth - truth**2,
        truth * (1 - truth / n_0),
    )


def carrier_spread(ax, name, rate, last):
    """Draw the variance of the excited emitters beside n photons.

    Solid: as class B assumes it. Circles: exact. Dash-dotted: independent emitters.

    Parameters
    ----------
    ax : matplotlib Axes
    name : str
        A laser of `density_matrix.regimes`.
    rate : float
        λ = J/n_0.
    last : int
        Largest photon number that is shown.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    As `carrier_spreads`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> carrier_spread(Figure().add_subplot(), "nanoscopic", 3.0, 8).get_xlabel()
    'photons $n$'
    """
    photons, assumed, truth, independent = (x[: last + 1] for x in carrier_spreads(name, rate))
    ax.plot(photons, assumed, label="class B's pairs", **LOOKS["class B"])
    ax.plot(photons, independent, "-.", color=COLOURS[2], label="independent emitters")
    ax.plot(photons, truth, label="exact", **EXACT)
    ax.axhline(0, color="black", linewidth=0.8)
    ax.margins(y=0.1)
    ax.set(xlabel="photons $n$", ylabel=r"$\mathrm{Var}(n_e|n)$", xlim=(-0.2, last + 0.2))
    return ax


def describe_carrier_spread(name, rate, last):
    """Say in words what `carrier_spread` shows.

    Parameters
    ----------
    name, rate, last
        As for `carrier_spread`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_carrier_spread("nanoscopic", 3.0, 8))
    Variance of the excited emitters of the nanoscopic laser at λ = 3 beside 0 photons: class B assumes 0.481, exact 2.21, independent 1.96; beside 8 photons 0.559, 0.586 and 0.589.
    """  # noqa: E501 - the sentence is printed as it is
    _, *rows = carrier_spreads(name, rate)
    first, final = ([scientific(row[n]) for row in rows] for n in (0, last))
    return (
        f"Variance of the excited emitters of the {name} laser at λ = {rate:g} beside 0 photons:"
        f" class B assumes {first[0]}, exact {first[1]}, independent {first[2]}; beside {last}"
        f" photons {final[0]}, {final[1]} and {final[2]}."
    ).replace("-", "−")
