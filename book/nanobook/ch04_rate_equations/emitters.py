"""Figures of one emitter's levels and of the gain that many of them make."""

import numpy as np

from lasercore.processes import NAMES, rates
from nanobook.style import COLOURS, DASHES, GREY

_LIGHT, _PUMP, _LOSS, _FAST = (
    {"color": colour, "linestyle": dash}
    for colour, dash in zip((*COLOURS[:2], GREY, GREY), DASHES, strict=False)
)


def emitter_scheme(ax, absorption=True):
    """Draw the levels of a two-level or a four-level emitter and the processes between them.

    Source: saldutti2024 Eq. 5 (two levels); yacomotti2022 Fig. 1 (four levels).
    """
    ground, top = (0.0, 3.0) if absorption else (-0.8, 3.8)
    levels = {"upper laser level": 3.0, "lower laser level": 0.0}
    if not absorption:
        levels |= {"pump level": top, "ground level": ground}
    for name, height in levels.items():
        ax.plot([0, 4], [height, height], color="black", linestyle="-", linewidth=2.5)
        ax.text(4.1, height, name, va="center", fontsize=9)
    _arrow(ax, 0.5, ground, top, "pump", _PUMP)
    _arrow(ax, 1.5, 3, ground, r"$\gamma_{bg}$", _LOSS)
    _arrow(ax, 2.5, 3, 0, r"$\gamma_r(n_p{+}1)$", _LIGHT)
    if absorption:
        _arrow(ax, 3.5, 0, 3, r"$\gamma_r n_p$", _LIGHT)
    else:
        _arrow(ax, 3.3, top, 3, "fast", _FAST, beside=True)
        _arrow(ax, 3.3, 0, ground, "fast", _FAST, beside=True)
    ax.set(xlim=(-0.2, 6.6), ylim=(-1.2, 4.2))
    ax.set_axis_off()
    return ax


def gain(ax, laser, **line):
    """Draw the net stimulated gain over the loss against the share of excited emitters.

    γ_r [n_e − a (n_0 − n_e)]/γ_c, read off the table of processes.

    Source: saldutti2024 Eq. 5.
    """
    share = np.linspace(0, 1, 201)
    ax.plot(share, _gain_over_loss(laser, share), **line)
    ax.set(xlabel="excited share $n_e/n_0$", ylabel="gain over loss")
    return ax


def _gain_over_loss(laser, share):
    table = rates(laser, share * laser.n_emitters, photons=1.0, pump=0.0)
    per_process = dict(zip(NAMES, table, strict=True))
    # With one photon in the mode, half of the emission is stimulated.
    return (0.5 * per_process["emission"] - per_process["absorption"]) / laser.gamma_c


def _arrow(ax, x, start, stop, text, style, beside=False):
    arrow = {"arrowstyle": "-|>", "linewidth": 1.8, "shrinkA": 1, "shrinkB": 1, **style}
    ax.annotate("", xy=(x, stop), xytext=(x, start), arrowprops=arrow)
    place = (x + 0.12, (start + stop) / 2) if beside else (x, 1.5)
    ax.text(
        *place,
        text,
        color=style["color"],
        ha="left" if beside else "center",
        va="center",
        fontsize=10,
        bbox=None if beside else {"facecolor": "white", "edgecolor": "none", "pad": 1.5},
    )
