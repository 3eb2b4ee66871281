"""What the closure of class B loses: maps over many small lasers."""

from functools import lru_cache

import numpy as np

from lasercore.density_matrix import closure_error
from lasercore.thresholds import threshold
from nanobook.ch13_class_b.claim import EMITTERS, first_pump, laser_with
from nanobook.style import log_axis

BETAS = (0.02, 0.05, 0.1, 0.2, 0.35, 0.5, 0.7, 0.82, 0.9, 0.95)
FACTORS = tuple(np.geomspace(0.1, 30, 14))
# Title and unit of each quantity; errors are class B minus exact.
SHOWN = {
    "mean": (r"$\langle n\rangle$: relative error", "%"),
    "g2": ("$g^{(2)}(0)$: error", ""),
    "threshold": ("threshold $P(0)=P(1)$: relative error", "%"),
    "g2 in time": (r"$g^{(2)}(\tau)$: largest error", ""),
}
QUANTITIES = tuple(SHOWN)
# Errors at which the maps have lines.
LEVELS = {"mean": (0.1, 0.3, 1), "g2": (0.01, 0.03, 0.1), "threshold": (1, 5, 10, 20),
          "g2 in time": (0.01, 0.03, 0.1)}  # fmt: skip


@lru_cache(maxsize=4)
def map_over_beta(factor=2.0, share=5.0):
    """Errors of each quantity: rows emitters, columns β."""
    found = {name: np.zeros((len(EMITTERS), len(BETAS))) for name in QUANTITIES}
    for row, n_emitters in enumerate(EMITTERS):
        for column, beta in enumerate(BETAS):
            values = _errors(laser_with(n_emitters, beta, share), factor)
            for name in QUANTITIES:
                found[name][row, column] = values[name]
    return found


def _errors(laser, factor):
    """Errors at `factor` λ⁽⁰⁾; the largest of g²(τ) gets no sign."""
    found = closure_error(laser, factor * first_pump(laser))
    mine = threshold(laser, "stochastic", method="class b").pump
    return {
        "mean": 100 * found.mean,
        "g2": found.g2,
        "threshold": 100 * (mine / threshold(laser, "stochastic").pump - 1),
        "g2 in time": found.g2_in_time(),
    }


@lru_cache(maxsize=4)
def map_over_pump(beta=0.5, share=5.0):
    """Errors of ⟨n⟩ (%) and g²(0): rows emitters, columns pumps."""
    found = {name: np.zeros((len(EMITTERS), len(FACTORS))) for name in ("mean", "g2")}
    for row, n_emitters in enumerate(EMITTERS):
        laser = laser_with(n_emitters, beta, share)
        for column, factor in enumerate(FACTORS):
            error = closure_error(laser, factor * first_pump(laser))
            found["mean"][row, column] = 100 * error.mean
            found["g2"][row, column] = error.g2
    return found


def closure_map(ax, shown, factor=2.0, share=5.0):
    """Draw a map of the closure's error over emitters and odds β/(1 − β), at `factor` λ⁽⁰⁾.

    Parameters
    ----------
    ax : matplotlib Axes
    shown : "mean", "g2", "threshold" or "g2 in time"
    factor, share : float
        Pump in units of λ⁽⁰⁾, and n_0/N_sat of all lasers.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    yacomotti2022 Eq. 44 against the master equation; not in the cited papers.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> closure_map(Figure().add_subplot(), "g2").get_ylabel()
    'emitters $n_0$'
    """
    odds = np.array(BETAS) / (1 - np.array(BETAS))
    values = map_over_beta(factor, share)[shown]
    _draw(ax, odds, values, shown)
    # γ_c = γ_t: to the left of it the emitters forget faster than the cavity.
    emitters = np.array(EMITTERS, float)
    beta = share / emitters
    there = (beta > BETAS[0]) & (beta < BETAS[-1])
    ax.plot(beta[there] / (1 - beta[there]), emitters[there], "--", color="black", linewidth=1.2)
    ax.set(xlabel=r"$\beta/(1-\beta)=\gamma_r/\gamma_{bg}$")
    return ax


def closure_over_pump(ax, shown, beta=0.5, share=5.0):
    """Draw a map of the closure's error over emitters and pump.

    Parameters
    ----------
    ax : matplotlib Axes
    shown : "mean" or "g2"
    beta, share : float
        β and n_0/N_sat of all lasers.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    As `closure_map`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> closure_over_pump(Figure().add_subplot(), "mean").get_xscale()
    'log'
    """
    _draw(ax, np.array(FACTORS), map_over_pump(beta, share)[shown], shown)
    ax.set(xlabel=r"pump $\lambda/\lambda^{(0)}$")
    return ax


def _draw(ax, x, values, shown):
    """A map of the size of an error, with lines labelled by the error itself."""
    title, unit = SHOWN[shown]
    size = np.abs(values)
    mesh = ax.pcolormesh(
        x, EMITTERS, size, cmap="Greys", vmin=0, vmax=1.6 * size.max(), shading="gouraud"
    )
    mesh.set_rasterized(True)
    lines = ax.contour(x, EMITTERS, size, levels=LEVELS[shown], colors="black", linewidths=1)
    sign = "−" if values.min() < 0 else ""
    ax.clabel(lines, fmt=lambda level: f"{sign}{level:g} {unit}".strip(), fontsize=9.5)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(ylabel="emitters $n_0$")
    ax.set_title(title, fontsize=11)
    ax.grid(visible=False)


def describe_closure_map(shown, factor=2.0, share=5.0):
    """Say in words what `closure_map` shows.

    Parameters
    ----------
    shown, factor, share
        As for `closure_map`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_closure_map("g2"))
    Error of g²(0) over 1 to 60 emitters and β from 0.02 to 0.95: zero for one emitter, largest −0.188 for 60 emitters and β = 0.95; for 10 emitters −0.0023 at β = 0.1 and −0.0233 at 0.5.
    """  # noqa: E501 - the sentence is printed as it is
    values = map_over_beta(factor, share)[shown]
    row, column = np.unravel_index(np.abs(values).argmax(), values.shape)
    ten = values[EMITTERS.index(10)]
    form = ".4f" if shown.startswith("g2") else ".2f"
    low, half = (f"{ten[BETAS.index(beta)]:{form}}{_unit(shown)}" for beta in (0.1, 0.5))
    text = (
        f"{_words(shown)} over {EMITTERS[0]} to {EMITTERS[-1]} emitters and β from {BETAS[0]:g} to"
        f" {BETAS[-1]:g}: zero for one emitter, largest {values[row, column]:.3f}{_unit(shown)}"
        f" for {EMITTERS[row]} emitters and β = {BETAS[column]:g}; for 10 emitters {low} at"
        f" β = 0.1 and {half} at 0.5."
    )
    return text.replace("-", "−")


def describe_closure_over_pump(shown, beta=0.5, share=5.0):
    """Say in words what `closure_over_pump` shows.

    Parameters
    ----------
    shown, beta, share
        As for `closure_over_pump`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_closure_over_pump("g2"))
    Error of g²(0) over 1 to 60 emitters and pumps from 0.1 to 30 λ⁽⁰⁾: largest −0.135 for 60 emitters at 1.39 λ⁽⁰⁾; for 10 emitters −0.0196 at 0.1 and −0.0002 at 30.
    """  # noqa: E501 - the sentence is printed as it is
    values = map_over_pump(beta, share)[shown]
    row, column = np.unravel_index(np.abs(values).argmax(), values.shape)
    ten = values[EMITTERS.index(10)]
    unit = _unit(shown)
    return (
        f"{_words(shown)} over {EMITTERS[0]} to {EMITTERS[-1]} emitters and pumps from"
        f" {FACTORS[0]:g} to {FACTORS[-1]:g} λ⁽⁰⁾: largest {values[row, column]:.3f}{unit} for"
        f" {EMITTERS[row]} emitters at {FACTORS[column]:.3g} λ⁽⁰⁾; for 10 emitters"
        f" {ten[0]:.4f}{unit} at 0.1 and {ten[-1]:.4f}{unit} at 30."
    ).replace("-", "−")


def _words(shown):
    return {"mean": "Relative error of ⟨n⟩", "g2": "Error of g²(0)",
            "threshold": "Relative error of the threshold",
            "g2 in time": "Largest error of g²(τ)"}[shown]  # fmt: skip


def _unit(shown):
    return " %" if SHOWN[shown][1] else ""
