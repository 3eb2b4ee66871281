"""Figures of stochastic simulation: trajectories and their histograms."""

import numpy as np

from lasercore import gillespie, master_equation
from lasercore.rate_equations import steady_state
from lasercore.units import quantity, scientific
from nanobook.style import COLOURS


def photon_trajectory(ax, laser, pump, duration, seed=0, start=None):
    """Draw the photons of one simulated trajectory, and their mean by the rate equations.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
    duration : float, s, positive
    seed : int
    start : (int, int) or None
        Carriers and photons at time 0; None: the laser has been running for long.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    gillespie1976.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> laser = catalogue["EDC laser 1"]
    >>> photon_trajectory(Figure().add_subplot(), laser, 4e11, 1e-10).get_xlabel()
    'time (ps)'
    """
    path = gillespie.trajectory(laser, pump, duration=duration, seed=seed, start=start)
    time = np.append(path.time, duration)
    photons = np.append(path.photons, path.photons[-1])
    ax.plot(
        time * 1e12, photons, drawstyle="steps-post", color=COLOURS[1], linestyle="-", linewidth=0.8
    )
    mean = float(steady_state(laser, pump).photons)
    line = ax.axhline(mean, color=COLOURS[4], linestyle="--", linewidth=1.4)
    ax.annotate(
        "rate equations", (1, mean), (-4, 4), xycoords=("axes fraction", "data"),
        textcoords="offset points", ha="right", color=line.get_color(),
        bbox={"facecolor": "white", "alpha": 0.8, "edgecolor": "none", "pad": 1},
    )  # fmt: skip
    ax.set(xlabel="time (ps)", ylabel="photons $n_p$", xlim=(0, duration * 1e12))
    return ax


def describe_photon_trajectory(laser, pump, duration, seed=0, start=None):
    """Say in words what `photon_trajectory` shows.

    Parameters
    ----------
    laser, pump, duration, seed, start
        As for `photon_trajectory`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> text = describe_photon_trajectory(catalogue["EDC laser 1"], 4e11, 1e-10)
    >>> text[:61]
    'The photon number jumps by one at a time between 0 and at mos'
    """
    path = gillespie.trajectory(laser, pump, duration=duration, seed=seed, start=start)
    empty = path.stays[path.photons == 0].sum() / duration
    mean = float(steady_state(laser, pump).photons)
    return (
        f"The photon number jumps by one at a time between {path.photons.min()} and at most"
        f" {path.photons.max()} in {quantity(duration, 's')}, {path.events} events in all, and is"
        f" zero for {empty:.0%} of the time; the rate equations say {scientific(mean)}."
    )


def trajectory_histogram(ax, laser, pump, duration, seed=0, by_events=False):
    """Draw the photon histogram of one trajectory beside the exact distribution.

    Bars: each state weighs as long as it lasts. Line: the exact P(n).

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
    duration : float, s, positive
    seed : int
    by_events : bool
        Show as well what one gets wrongly if each event counts the same.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    gillespie1976, and the stationary master equation.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = trajectory_histogram(Figure().add_subplot(), catalogue["EDC laser 1"], 4e11, 1e-10)
    >>> ax.get_xlabel()
    'photons $n_p$'
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


def describe_trajectory_histogram(laser, pump, duration, seed=0, by_events=False):
    """Say in words what `trajectory_histogram` shows.

    Parameters
    ----------
    laser, pump, duration, seed, by_events
        As for `trajectory_histogram`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> text = describe_trajectory_histogram(catalogue["EDC laser 1"], 4e11, 1e-10)
    >>> text[:34]
    'The exact probability of no photon'
    """
    by_time, counted = _histograms(laser, pump, duration, seed)
    exact = master_equation.photon_statistics(laser, pump).distribution
    wrong = f", {counted[0]:.3f} if each event counts the same" if by_events else ""
    return (
        f"The exact probability of no photon is {exact[0]:.3f}; a trajectory of"
        f" {quantity(duration, 's')}, weighted by time, gives {by_time[0]:.3f}{wrong}."
    )


def _histograms(laser, pump, duration, seed):
    """Shares of photon numbers in one trajectory: by time, and, wrongly, by events."""
    path = gillespie.trajectory(laser, pump, duration=duration, seed=seed)
    by_time = np.bincount(path.photons, weights=path.stays)
    counted = np.bincount(path.photons)
    return by_time / by_time.sum(), counted / counted.sum()
