"""What the closure of class B loses: maps over many small lasers."""

from functools import lru_cache

import numpy as np

from lasercore.density_matrix import closure_error
from lasercore.thresholds import threshold
from nanobook.class_b import EMITTERS, first_pump, laser_with
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

    Source: yacomotti2022 Eq. 44 against the master equation; not in the cited papers.
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

    Source: As `closure_map`.
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
