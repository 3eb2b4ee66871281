"""Figures of the master equation: the shape of its matrix, and saturation seen in it."""

import numpy as np

from lasercore import master_equation
from lasercore.checks import a_laser, whole
from lasercore.laser import Laser
from lasercore.processes import NAMES, STOICHIOMETRY, rates
from lasercore.rate_equations import steady_state
from nanobook.style import COLOURS, GREY, MARKERS, label_line, note

SMALL = Laser(n_emitters=3, gamma_r=1.0, gamma_bg=0.5, gamma_c=1.0)
"""Three emitters: small enough to see every single jump of the matrix."""
_LIKELY = 1e-6
"""Photon numbers less likely than this share of the likeliest are left out of pictures."""


def jumps(laser, pump, n_max):
    """All jumps of a laser with at most n_max photons, with states numbered photons first.

    State (n_e, n_p) has the number n_p (n_0 + 1) + n_e.

    Source: The processes of saldutti2024 Eq. 5.
    """
    a_laser(laser)
    levels = laser.n_emitters + 1
    carriers, photons = (
        np.tile(np.arange(levels), n_max + 1),
        np.repeat(np.arange(n_max + 1), levels),
    )
    found = []
    for change, rate in zip(STOICHIOMETRY, rates(laser, carriers, photons, pump), strict=True):
        to_carriers, to_photons = carriers + change[0], photons + change[1]
        inside = (to_carriers >= 0) & (to_carriers < levels)
        inside &= (to_photons >= 0) & (to_photons <= n_max) & (rate > 0)
        start = np.flatnonzero(inside)
        found.append((start, (to_photons * levels + to_carriers)[start], rate[start]))
    return found


def generator_pattern(ax, laser=SMALL, n_max=4):
    """Draw which state jumps to which: the filled places of the master equation's matrix.

    Source: The processes of saldutti2024 Eq. 5.
    """
    a_laser(laser)
    n_max, levels = whole("n_max", n_max), laser.n_emitters + 1
    size = levels * (n_max + 1)
    for number, (start, end, _) in enumerate(jumps(laser, 1.0, n_max)):
        ax.plot(
            start, end, linestyle="none", marker=MARKERS[number], markersize=5,
            color=COLOURS[number], label=NAMES[number],
        )  # fmt: skip
    for edge in np.arange(n_max + 2) * levels - 0.5:
        ax.axhline(edge, color=GREY, linewidth=0.8)
        ax.axvline(edge, color=GREY, linewidth=0.8)
    ax.plot([-0.5, size - 0.5], [-0.5, size - 0.5], color=GREY, linestyle=":", linewidth=0.8)
    middles = np.arange(n_max + 1) * levels + (levels - 1) / 2
    ax.set(xlim=(-0.5, size - 0.5), ylim=(size - 0.5, -0.5), aspect="equal")
    ax.set_xticks(middles, range(n_max + 1))
    ax.set_yticks(middles, range(n_max + 1))
    ax.grid(False)
    ax.legend(loc="center left", bbox_to_anchor=(1.0, 0.5), fontsize="small")
    ax.set(xlabel="from: photons", ylabel="to: photons")
    return ax


def carriers_given_photons(ax, laser, pump):
    """Draw the mean excited emitters at each photon number, ⟨n_e | n_p⟩, over P(n).

    Source: Stationary master equation.
    """
    photons, p, carriers, mean_field = _conditional(laser, pump)
    (line,) = ax.plot(
        photons, carriers, color=COLOURS[0], linestyle="-", marker="o", markersize=3, linewidth=1.2
    )
    label_line(ax, line, r"$\langle n_e | n_p\rangle$", at=0.45, offset=(4, 8))
    for value, text, colour, dash, side, below in (
        (laser.threshold_carriers, "gain = loss", COLOURS[1], "--", 1, False),
        (mean_field, "rate equations", COLOURS[2], "-.", 1, True),
    ):
        ax.axhline(value, color=colour, linestyle=dash, linewidth=1.2)
        note(
            ax, text, (side, value), (-4, -4 if below else 4), xycoords=("axes fraction", "data"),
            ha="right", va="top" if below else "bottom", color=colour,
        )  # fmt: skip
    lowest = min(carriers.min(), mean_field)
    highest = max(carriers.max(), laser.threshold_carriers)
    room = highest - lowest
    ax.set(ylim=(lowest - 0.5 * room, highest + 0.12 * room), xlabel="photons $n_p$")
    bars = p / p.max() * 0.35 * room
    ax.bar(photons, bars, bottom=lowest - 0.5 * room, width=0.85, color=GREY, alpha=0.35)
    at = int(np.argmax(p))
    note(
        ax, "$P(n)$", (photons[at], lowest - 0.5 * room + bars[at]), (0, 3), color=GREY,
        ha="left" if at == 0 else "center",
    )  # fmt: skip
    ax.set_ylabel("excited emitters")
    return ax


def _conditional(laser, pump):
    """Likely photon numbers, P(n), ⟨n_e | n_p⟩, and n_e of the rate equations."""
    exact = master_equation.solve(laser, pump)
    p = exact.probabilities.sum(axis=0)
    likely = p > _LIKELY * p.max()
    carriers = exact.carriers_given_photons()[likely]
    mean_field = float(steady_state(laser, pump).carriers)
    return exact.photons[likely], p[likely], carriers, mean_field
