"""Figures of one atom and one mode: level schemes, and what a density matrix says beyond P(n)."""

import numpy as np

from lasercore.statistics import poisson
from nanobook.levels import FAST, LIGHT, LOSS, PUMP, draw_arrow, draw_levels

_HEIGHTS = {
    3: {"upper laser level": 3.0, "lower laser level": 1.1, "ground level": 0.0},
    4: {
        "pump level": 3.8,
        "upper laser level": 3.0,
        "lower laser level": 0.8,
        "ground level": 0.0,
    },
}


def class_a_scheme(ax, levels=4):
    """Draw the levels of an emitter in the three-level or the four-level scheme, with its rates.

    Source: yacomotti2022 Fig. 1; the three-level scheme is that of scully1967.
    """
    heights = _HEIGHTS[levels]
    draw_levels(ax, heights, 4.6, 0.15)
    upper, lower = heights["upper laser level"], heights["lower laser level"]
    _arrow(ax, 0.5, 0, max(heights.values()), r"$\lambda$", PUMP)
    _arrow(ax, 1.4, upper, 0, r"$\gamma_{bg}$", LOSS)
    _arrow(ax, 2.5, upper, lower, r"$\gamma_r(n{+}1)$", LIGHT)
    if levels == 3:
        _arrow(ax, 3.8, lower, upper, r"$\gamma_r n$", LIGHT)
        _arrow(ax, 3.1, lower, 0, r"$\gamma_{bg}$", LOSS)
    else:
        _arrow(ax, 3.8, heights["pump level"], upper, "fast", FAST)
        _arrow(ax, 3.8, lower, 0, "fast", FAST)
    ax.set(xlim=(-0.2, 7.6), ylim=(-0.3, 4.1))
    ax.set_axis_off()
    return ax


def _arrow(ax, x, start, stop, text, style):
    short = abs(stop - start) <= 1.5
    draw_arrow(ax, x, start, stop, text, style, beside=short, pad=1.2)


def density_map(ax, mean=4.0, spread=0.0, last=9):
    """Draw |ρ(n, n′)| of a coherent field whose phase is known only within a spread.

    ρ(n, n′) = √(P(n) P(n′)) e^{−s²(n − n′)²/2}, P the Poisson distribution: a phase that is
    Gaussian with standard deviation s. For s = ∞ every phase is equally likely.

    Source: The characteristic function of a Gaussian phase.
    """
    ax.imshow(density_matrix_of(mean, spread, last), cmap="Blues", vmin=0, vmax=0.22)
    ax.set(xlabel="$n'$", ylabel="$n$", xticks=range(0, last + 1, 3), yticks=range(0, last + 1, 3))
    ax.grid(visible=False)
    known = {0.0: "phase known", np.inf: "any phase"}.get(spread, f"phase spread {spread:g} rad")
    ax.set_title(known, fontsize=11)
    return ax


def density_matrix_of(mean, spread, last):
    """|ρ(n, n′)| for n, n′ up to `last`."""
    p = poisson(mean, int(20 * mean + 100)).distribution[: last + 1]
    apart = np.abs(np.subtract.outer(np.arange(last + 1), np.arange(last + 1)))
    if np.isinf(spread):
        return np.diag(p)
    return np.sqrt(np.outer(p, p)) * np.exp(-0.5 * (spread * apart) ** 2)
