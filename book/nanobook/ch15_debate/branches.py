"""Figure of a coherent branch beside the incoherent one."""

import numpy as np

from lasercore import cumulants
from lasercore.cumulants.closures import a_closure
from nanobook.ch15_debate.closures import begins
from nanobook.debated import (
    PER_EMITTER,
    closures_of,
    mark_range,
    range_is_marked,
)
from nanobook.style import GREY, log_axis, note

# Pumps shown, as shares of the lowest one with a coherent state.
AROUND = (0.2, 20.0)


def bistable_branch(ax, laser, closure="reply", identical_fraction=1.0):
    """Draw coherent photons against the pump: full where stable, dashed where not; its fold.

    Between the fold and the far end the incoherent state, dotted, is stable too: the closure is
    bistable.

    Source: carroll2022, the branch on which its Fig. 1 puts a star.
    """
    branch = _the_branch(laser, closure, identical_fraction)
    (_, label, style), n_0 = closures_of([closure])[0], laser.n_emitters
    pumps = np.geomspace(*(share * branch.lowest_pump for share in AROUND), 121)
    with range_is_marked():
        light = cumulants.incoherent_state(laser, pumps, closure, identical_fraction).photons
    ax.plot(pumps / n_0, light, color=GREY, linestyle=":", label="no mean field: all photons")
    for stable, dash in ((True, "-"), (False, "--")):
        mine = _run(branch, stable)
        r, coherent = branch.pump[mine] / n_0, branch.states.coherent_photons[mine]
        words = f"{label}: coherent photons, {'' if stable else 'un'}stable"
        if len(mine) > 1:
            ax.plot(r, coherent, color=style["color"], linestyle=dash, label=words)
    low = branch.lowest
    ax.plot(branch.pump[low] / n_0, branch.states.coherent_photons[low], "o", color="white",
            markeredgecolor=style["color"], markeredgewidth=2)  # fmt: skip
    note(
        ax, "fold" if branch.folds else "begin",
        (branch.pump[low] / n_0, branch.states.coherent_photons[low]), (-8, -16), ha="right",
        color=style["color"],
    )  # fmt: skip
    ax.legend(loc="upper left", fontsize=9.5)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlim=pumps[[0, -1]] / n_0, ylim=(light[0] / 2, 3 * light[-1]))
    ax.set(xlabel=PER_EMITTER, ylabel="photons")
    mark_range(ax, laser)
    return ax


def _the_branch(laser, closure, identical_fraction):
    closure = a_closure(closure)
    found = begins(laser, closure, float(identical_fraction))
    if found is None:
        raise ValueError(
            f"closure must have a coherent state to draw, got {closure.name!r}, which has none for"
            " this laser: take another laser or closure"
        )
    return found[-1]


def _run(branch, stable):
    """Points of one stability, and the fold."""
    return np.flatnonzero(
        (branch.stable == stable) | (np.arange(len(branch.pump)) == branch.lowest)
    )
