"""Figures of stochastic simulation: trajectories and their histograms."""

import numpy as np

from lasercore import gillespie, master_equation
from lasercore.rate_equations import steady_state
from nanobook.style import BOX, COLOURS, note


def photon_trajectory(ax, laser, pump, duration, seed=0, start=None):
    """Draw the photons of one simulated trajectory, and their mean by the rate equations.

    Source: gillespie1976.
    """
    path = gillespie.trajectory(laser, pump, duration=duration, seed=seed, start=start)
    time = np.append(path.time, duration)
    photons = np.append(path.photons, path.photons[-1])
    ax.plot(
        time * 1e12, photons, drawstyle="steps-post", color=COLOURS[1], linestyle="-", linewidth=0.8
    )
    mean = float(steady_state(laser, pump).photons)
    line = ax.axhline(mean, color=COLOURS[4], linestyle="--", linewidth=1.4)
    note(
        ax, "rate equations", (1, mean), (-4, 4), xycoords=("axes fraction", "data"), ha="right",
        color=line.get_color(), bbox={**BOX, "pad": 1},
    )  # fmt: skip
    ax.set(xlabel="time (ps)", ylabel="photons $n_p$", xlim=(0, duration * 1e12))
    return ax


def trajectory_histogram(ax, laser, pump, duration, seed=0, by_events=False):
    """Draw the photon histogram of one trajectory beside the exact distribution.

    Bars: each state weighs as long as it lasts. Line: the exact P(n).

    Source: gillespie1976, and the stationary master equation.
    """
    by_time, counted = _histograms(laser, pump, duration, seed)
    exact = master_equation.photon_statistics(laser, pump).distribution
    last = max(np.flatnonzero(exact > 1e-3)[-1], len(by_time) - 1)
    ax.bar(
        np.arange(len(by_time)), by_time, width=0.85, color=COLOURS[1], alpha=0.35,
        label="weighted by time",
    )  # fmt: skip
    if by_events:
        ax.plot(
            counted, "s", color=COLOURS[4], markerfacecolor="white", markersize=6,
            linestyle="none", label="weighted by events (wrong)",
        )  # fmt: skip
    ax.plot(
        exact[: last + 1], color=COLOURS[0], linestyle="-", linewidth=1, marker=".",
        label="exact",
    )  # fmt: skip
    ax.legend(loc="upper right")
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.set(
        xlabel="photons $n_p$", ylabel="probability $P(n)$", xlim=(-0.6, last + 0.6), ylim=(0, None)
    )
    return ax


def _histograms(laser, pump, duration, seed):
    """Shares of photon numbers in one trajectory: by time, and, wrongly, by events."""
    path = gillespie.trajectory(laser, pump, duration=duration, seed=seed)
    by_time = np.bincount(path.photons, weights=path.stays)
    counted = np.bincount(path.photons)
    return by_time / by_time.sum(), counted / counted.sum()
