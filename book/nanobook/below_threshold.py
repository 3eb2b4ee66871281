"""Figure of the two approximations below threshold, shared by two chapters."""

from typing import TYPE_CHECKING

import numpy as np

from lasercore.laser import Laser, to_ampere
from lasercore.rate_equations import below_threshold, steady_state
from lasercore.thresholds import pump_range, threshold
from nanobook.style import COLOURS, GUIDE, MARKERS, label_line, log_axis, note

if TYPE_CHECKING:
    from matplotlib.axes import Axes


def approximations(ax: "Axes", laser: Laser, shown: str = "photons") -> "Axes":
    """Draw the full steady state and the two approximations, each up to its own threshold.

    Recycling: n_e = J/(γ_bg + γ_r/(1 + 2ξ) + J/n_0); classical: n_e = J/(γ_t + J/n_0). Each
    ends where it reaches the carriers at which gain equals loss.

    Source: saldutti2024 Fig. 3.
    """
    pump = pump_range(laser)
    value = _photons if shown == "photons" else _share
    texts = ("full equations", "with recycling", "classical")
    places = ((0.85, (-8, 0), "right"), (0.25, (8, -12), "left"), (0.45, (-6, 6), "right"))
    if shown == "carriers":
        places = ((0.97, (0, -18), "right"), (0.7, (-6, 0), "right"), (0.55, (10, -2), "left"))
    for number, (text, (at, offset, side)) in enumerate(zip(texts, places, strict=True)):
        state = steady_state(laser, pump) if number == 0 else _until(laser, pump, text)
        style = {"color": COLOURS[number], "linestyle": ("-", "--", "-.")[number]}
        (line,) = ax.plot(state.current, value(state), **style)
        label_line(ax, line, text, at, offset, ha=side)
        if number:
            end = (state.current[-1], value(state)[-1])
            ax.plot(*end, MARKERS[number], color=COLOURS[number], markeredgecolor="white")
    log_axis(ax.xaxis, "A")
    ax.set(
        xlabel="current $I$", ylabel="photons $n_p$" if shown == "photons" else "share $n_e/n_0$"
    )
    if shown == "photons":
        log_axis(ax.yaxis)
    else:
        balance = laser.threshold_carriers / laser.n_emitters
        ax.axhline(balance, **GUIDE)
        start = (to_ampere(pump[0]), balance)
        note(ax, "gain = loss", start, (4, 4))
        ax.set_ylim(0, 1.2 * balance)
    return ax


def _until(laser, pump, text):
    """An approximation on the pumps below its own threshold, and at it."""
    recycling = text == "with recycling"
    end = threshold(laser, "photon recycling" if recycling else "classical").pump
    return below_threshold(laser, np.append(pump[pump < end], end), recycling=recycling)


def _photons(state):
    return state.photons


def _share(state):
    return state.inversion
