"""The noise that class B misses, and the emitters' spread beside n photons that explains it."""

import numpy as np

from lasercore import density_matrix, langevin
from nanobook.class_b import (
    EXACT,
    LOOKS,
    SAMPLED,
    SOLVED,
    comparison,
    exact,
    laser,
    pump,
)
from nanobook.style import COLOURS, label_line, log_axis


def missed_noise(ax, name="mesoscopic", sampled=None):
    """Draw g²(0) − 1 of a laser against the pump by class A, class B and Langevin.

    Circles: exact. Squares with error bars: Gillespie.

    Source: yacomotti2022 Fig. 4 for class A and class B; the others are not in it.
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


def carrier_spreads(name, rate):
    """Variance of the excited emitters beside n photons: assumed, exact, and independent.

    Var = ⟨n_e(n_e − 1)|n⟩ + ⟨n_e|n⟩ − ⟨n_e|n⟩², with class B's pairs and means, with the exact
    ones, and n_0 s(1 − s) for emitters that are independent at the exact share s.

    Source: yacomotti2022 Eq. 44 for the pairs; the comparison is not in it.
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

    Source: As `carrier_spreads`.
    """
    photons, assumed, truth, independent = (x[: last + 1] for x in carrier_spreads(name, rate))
    ax.plot(photons, assumed, label="class B's pairs", **LOOKS["class B"])
    ax.plot(photons, independent, "-.", color=COLOURS[2], label="independent emitters")
    ax.plot(photons, truth, label="exact", **EXACT)
    ax.axhline(0, color="black", linewidth=0.8)
    ax.margins(y=0.1)
    ax.set(xlabel="photons $n$", ylabel=r"$\mathrm{Var}(n_e|n)$", xlim=(-0.2, last + 0.2))
    return ax
