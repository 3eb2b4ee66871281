"""Figures of linearised noise."""

import numpy as np

from lasercore import langevin, master_equation
from lasercore.rate_equations import steady_state
from lasercore.thresholds import threshold
from nanobook.style import COLOURS, GREY, label_line, log_axis, note


def joint_distribution(ax, laser, pump):
    """Draw the exact distribution over carriers and photons, with Langevin's ellipses on it.

    Solid: contours of the exact P(n_e, n_p) where it has fallen to e^(−1/2), e^(−2) and
    e^(−9/2) of its peak. Dashed: the same contours of Langevin's Gaussian, which are ellipses
    of one, two and three standard deviations.

    Source: Stationary master equation, and A C + C Aᵀ + D = 0.
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
        ax.axvspan(low, 0, color=GREY, alpha=0.15, lw=0)
    for number, text in enumerate(("exact (solid)", "Langevin (dashed)")):
        note(
            ax, text, (1, 1), (-4, -4 - 15 * number), xycoords="axes fraction", ha="right",
            va="top", color=COLOURS[2 * number],
        )  # fmt: skip


def _axes(laser, pump):
    """Variances along the main axes of Langevin's ellipse, and these axes as columns."""
    c = langevin.covariance(laser, pump)
    return np.linalg.eigh(np.array([[c.carriers, c.cross], [c.cross, c.photons]], float))


def cavity_rin(ax, laser, pumps, frequency=None):
    """Draw the relative intensity noise in the cavity against frequency, by Langevin.

    Solid: carriers arrive at random. Dashed: the pump is quiet.

    Source: Langevin noise of saldutti2024 Eq. 5, `langevin.rin_spectrum`.
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
