"""Figures of one emitter's levels and of the gain that many of them make."""

import numpy as np

from lasercore.checks import a_laser
from lasercore.processes import NAMES, rates
from nanobook.levels import FAST, LIGHT, LOSS, PUMP, draw_arrow, draw_levels


def emitter_scheme(ax, absorption=True):
    """Draw the levels of a two-level or a four-level emitter and the processes between them.

    Source: saldutti2024 Eq. 5 (two levels); yacomotti2022 Fig. 1 (four levels).
    """
    ground, top = (0.0, 3.0) if absorption else (-0.8, 3.8)
    levels = {"upper laser level": 3.0, "lower laser level": 0.0}
    if not absorption:
        levels |= {"pump level": top, "ground level": ground}
    draw_levels(ax, levels, 4, 0.1)
    draw_arrow(ax, 0.5, ground, top, "pump", PUMP, height=1.5)
    draw_arrow(ax, 1.5, 3, ground, r"$\gamma_{bg}$", LOSS, height=1.5)
    draw_arrow(ax, 2.5, 3, 0, r"$\gamma_r(n_p{+}1)$", LIGHT, height=1.5)
    if absorption:
        draw_arrow(ax, 3.5, 0, 3, r"$\gamma_r n_p$", LIGHT, height=1.5)
    else:
        draw_arrow(ax, 3.3, top, 3, "fast", FAST, beside=True)
        draw_arrow(ax, 3.3, 0, ground, "fast", FAST, beside=True)
    ax.set(xlim=(-0.2, 6.6), ylim=(-1.2, 4.2))
    ax.set_axis_off()
    return ax


def gain(ax, laser, **line):
    """Draw the net stimulated gain over the loss against the share of excited emitters.

    γ_r [n_e − a (n_0 − n_e)]/γ_c, read off the table of processes.

    Source: saldutti2024 Eq. 5.
    """
    a_laser(laser)
    share = np.linspace(0, 1, 201)
    ax.plot(share, _gain_over_loss(laser, share), **line)
    ax.set(xlabel="excited share $n_e/n_0$", ylabel="gain over loss")
    return ax


def _gain_over_loss(laser, share):
    table = rates(laser, share * laser.n_emitters, photons=1.0, pump=0.0)
    per_process = dict(zip(NAMES, table, strict=True))
    # With one photon in the mode, half of the emission is stimulated.
    return (0.5 * per_process["emission"] - per_process["absorption"]) / laser.gamma_c
