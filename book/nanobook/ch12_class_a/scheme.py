"""Figures of one atom and one mode: level schemes, and what a density matrix says beyond P(n)."""

import numpy as np

from lasercore.statistics import poisson
from nanobook.style import COLOURS, DASHES, GREY

_LIGHT, _PUMP, _LOSS = (
    {"color": colour, "linestyle": dash}
    for colour, dash in zip((*COLOURS[:2], GREY), DASHES, strict=False)
)
_FAST = {"color": GREY, "linestyle": ":"}
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
    for name, height in heights.items():
        ax.plot([0, 4.6], [height, height], color="black", linestyle="-", linewidth=2.5)
        ax.text(4.75, height, name, va="center", fontsize=9)
    upper, lower = heights["upper laser level"], heights["lower laser level"]
    _arrow(ax, 0.5, 0, max(heights.values()), r"$\lambda$", _PUMP)
    _arrow(ax, 1.4, upper, 0, r"$\gamma_{bg}$", _LOSS)
    _arrow(ax, 2.5, upper, lower, r"$\gamma_r(n{+}1)$", _LIGHT)
    if levels == 3:
        _arrow(ax, 3.8, lower, upper, r"$\gamma_r n$", _LIGHT)
        _arrow(ax, 3.1, lower, 0, r"$\gamma_{bg}$", _LOSS)
    else:
        _arrow(ax, 3.8, heights["pump level"], upper, "fast", _FAST)
        _arrow(ax, 3.8, lower, 0, "fast", _FAST)
    ax.set(xlim=(-0.2, 7.6), ylim=(-0.3, 4.1))
    ax.set_axis_off()
    return ax


def _arrow(ax, x, start, stop, text, style):
    arrow = {"arrowstyle": "-|>", "linewidth": 1.8, "shrinkA": 1, "shrinkB": 1, **style}
    ax.annotate("", xy=(x, stop), xytext=(x, start), arrowprops=arrow)
    long = abs(stop - start) > 1.5
    ax.text(
        x if long else x + 0.12,
        (start + stop) / 2,
        text,
        color=style["color"],
        ha="center" if long else "left",
        va="center",
        fontsize=10,
        bbox={"facecolor": "white", "edgecolor": "none", "pad": 1.2} if long else None,
    )


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
