"""Figures of linearised noise."""

import numpy as np

from lasercore import langevin, master_equation
from lasercore.rate_equations import steady_state
from lasercore.thresholds import threshold
from lasercore.units import quantity, scientific
from nanobook.style import COLOURS, label_line, log_axis

_GREY = "#555555"


def joint_distribution(ax, laser, pump):
    """Draw the exact distribution over carriers and photons, with Langevin's ellipses on it.

    Solid: contours of the exact P(n_e, n_p) where it has fallen to e^(−1/2), e^(−2) and
    e^(−9/2) of its peak. Dashed: the same contours of Langevin's Gaussian, which are ellipses
    of one, two and three standard deviations.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive

    Returns
    -------
    matplotlib Axes

    Source
    ------
    Stationary master equation, and A C + C Aᵀ + D = 0.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> joint_distribution(Figure().add_subplot(), laser, 200.0).get_ylabel()
    'excited emitters $n_e$'
    """
    exact = master_equation.solve(laser, pump)
    p = exact.probabilities
    levels = p.max() * np.exp([-4.5, -2.0, -0.5])
    ax.contour(
        exact.photons, exact.carriers, p, levels, colors=COLOURS[0], linewidths=(1, 1.4, 1.8)
    )
    state, (values, vectors) = steady_state(laser, pump), _axes(laser, pump)
    angle = np.linspace(0, 2 * np.pi, 200)
    circle = np.array([np.cos(angle), np.sin(angle)])
    ring = vectors @ (np.sqrt(values)[:, None] * circle)
    for sigmas in (1, 2, 3):
        ax.plot(
            state.photons + sigmas * ring[1], state.carriers + sigmas * ring[0],
            color=COLOURS[2], linestyle="--", linewidth=1.2,
        )  # fmt: skip
    ax.plot(state.photons, state.carriers, "+", color=COLOURS[2], markersize=10)
    _frame_joint(ax, exact, state, levels[0], 3.3 * np.sqrt(vectors**2 @ values))
    ax.set(xlabel="photons $n_p$", ylabel="excited emitters $n_e$")
    return ax


def _frame_joint(ax, exact, state, level, reach):
    """Limits around contours and ellipses, labels, and grey where there are no photons."""
    shown = exact.probabilities > level
    rows, columns = (np.flatnonzero(shown.any(axis=axis)) for axis in (1, 0))
    low = min(exact.photons[columns[0]], float(state.photons) - reach[1])
    high = 1.1 * max(exact.photons[columns[-1]], float(state.photons) + reach[1])
    bottom = min(exact.carriers[rows[0]], float(state.carriers) - reach[0]) - 2
    top = max(exact.carriers[rows[-1]], float(state.carriers) + reach[0]) + 2
    ax.set(xlim=(min(low, 0), high), ylim=(bottom, top))
    if low < 0:
        ax.axvspan(low, 0, color=_GREY, alpha=0.15, lw=0)
    for number, text in enumerate(("exact (solid)", "Langevin (dashed)")):
        ax.annotate(
            text, (1, 1), (-4, -4 - 15 * number), xycoords="axes fraction",
            textcoords="offset points", ha="right", va="top", color=COLOURS[2 * number],
        )  # fmt: skip


def describe_joint_distribution(laser, pump):
    """Say in words what `joint_distribution` shows.

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, positive

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> print(describe_joint_distribution(laser, 200.0))
    The exact distribution peaks at 74 photons and 60 excited emitters, with means of 74.0 and 60.0; Langevin's ellipses have their centre at 74.8 photons and 59.6 excited emitters, and three standard deviations reach down to 42.6 photons.
    """  # noqa: E501 - the sentence is printed as it is
    exact, state = master_equation.solve(laser, pump), steady_state(laser, pump)
    row, column = np.unravel_index(np.argmax(exact.probabilities), exact.probabilities.shape)
    lowest = state.photons - 3 * np.sqrt(langevin.covariance(laser, pump).photons)
    return (
        f"The exact distribution peaks at {exact.photons[column]} photons and"
        f" {exact.carriers[row]} excited emitters, with means of"
        f" {scientific(exact.statistics.mean)} and {scientific(exact.statistics.carriers)};"
        f" Langevin's ellipses have their centre at {scientific(state.photons)} photons and"
        f" {scientific(state.carriers)} excited emitters, and three standard deviations reach"
        f" down to {scientific(lowest)} photons."
    )


def _axes(laser, pump):
    """Variances along the main axes of Langevin's ellipse, and these axes as columns."""
    c = langevin.covariance(laser, pump)
    return np.linalg.eigh(np.array([[c.carriers, c.cross], [c.cross, c.photons]], float))


def cavity_rin(ax, laser, pumps, frequency=None):
    """Draw the relative intensity noise in the cavity against frequency, by Langevin.

    Solid: carriers arrive at random. Dashed: the pump is quiet.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
        With a recycling threshold.
    pumps : sequence of float, positive
        In units of the recycling threshold.
    frequency : array, Hz, positive
        Default: 10 MHz to 1 THz.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    Langevin noise of saldutti2024 Eq. 5, `langevin.rin_spectrum`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = cavity_rin(Figure().add_subplot(), catalogue["PhC laser"], [2, 20])
    >>> len(ax.lines)
    4
    """
    frequency = np.geomspace(1e7, 1e12, 300) if frequency is None else np.asarray(frequency)
    unit = threshold(laser, "photon recycling").pump
    for number, pump in enumerate(pumps):
        for quiet, dash in ((False, "-"), (True, "--")):
            rin = langevin.rin_spectrum(laser, pump * unit, frequency, quiet_pump=quiet)
            (line,) = ax.plot(frequency, rin, color=COLOURS[number], linestyle=dash, linewidth=1.6)
            text = rf"${pump:g}\,J_\mathrm{{th}}$"
            if not quiet:
                label_line(ax, line, text, at=0.06, offset=(0, 5))
            elif number == len(pumps) - 1:
                label_line(ax, line, f"{text}, quiet pump", at=0.06, offset=(0, -15))
    log_axis(ax.xaxis, "Hz")
    log_axis(ax.yaxis)
    ax.set(xlabel="frequency $f$", ylabel=r"RIN spectrum (Hz$^{-1}$)")
    return ax


def describe_cavity_rin(laser, pumps, frequency=None):
    """Say in words what `cavity_rin` shows.

    Parameters
    ----------
    laser, pumps, frequency
        As for `cavity_rin`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_cavity_rin(catalogue["PhC laser"], [20]))
    Relative intensity noise of the cavity's photons from 10.0 MHz to 1.00 THz. At 20 times the threshold: highest at 53.6 GHz, 2.6 times the value at the left end, which a quiet pump lowers by 1.9.
    """  # noqa: E501 - the sentence is printed as it is
    frequency = np.geomspace(1e7, 1e12, 300) if frequency is None else np.asarray(frequency)
    unit, parts = threshold(laser, "photon recycling").pump, []
    for pump in pumps:
        random, quiet = (
            langevin.rin_spectrum(laser, pump * unit, frequency, quiet_pump=silent)
            for silent in (False, True)
        )
        peak = int(np.argmax(random))
        where = f"highest at {quantity(frequency[peak], 'Hz')}"
        if peak == 0:
            where = "highest at the left end"
        parts.append(
            f"At {pump:g} times the threshold: {where},"
            f" {random[peak] / random[0]:.1f} times the value at the left end, which a quiet pump"
            f" lowers by {random[0] / quiet[0]:.1f}"
        )
    first, last = (quantity(f, "Hz") for f in frequency[[0, -1]])
    return (
        f"Relative intensity noise of the cavity's photons from {first} to {last}."
        f" {'. '.join(parts)}."
    )
