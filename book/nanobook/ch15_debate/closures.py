"""Figure of the closures: where coherent light begins."""

from functools import lru_cache

import numpy as np

from lasercore import cumulants
from lasercore.checks import pump_array
from nanobook.debated import (
    DEBATED,
    PAIRS,
    PER_EMITTER,
    closures_of,
    fill_width,
    mark_range,
    range_is_marked,
)
from nanobook.style import GREY, label_line, log_axis, note

# One sign for each share of identical emitters.
SIGNS = {1.0: "*", 0.9: "D", 0.5: "X"}
_SIZES = {"*": 15, "D": 8, "X": 9.5}


def begins(laser, closure, fraction=1.0):
    """Where coherent light begins in a closure, or None: (pump, n_p, the branch)."""
    branch = _branch(laser, closure, fraction)
    if not branch.exists:
        return None
    return branch.lowest_pump, float(branch.states.photons[branch.lowest]), branch


@lru_cache(maxsize=64)
def _branch(laser, closure, fraction):
    return cumulants.coherent_branch(laser, closure, fraction)


def variants(closures, fractions):
    """(closure, label, style, fraction): fractions only where partners are correlated."""
    return [
        (closure, label, style, fraction)
        for closure, label, style in closures_of(closures)
        for fraction in (fractions if closure.families.intersection(PAIRS) else (1.0,))
    ]


def closure_curves(ax, laser, closures=DEBATED, pumps=None, fractions=(1.0, 0.9, 0.5)):
    """Draw photons against the pump per emitter, with the begin of coherent light per closure.

    Grey: n_p of the incoherent state, nearly the same in all closures. Signs: where ⟨b⟩ ≠ 0
    begins. Lines: the coherent photons |⟨b⟩|², full where stable.

    Source: carroll2022 Fig. 1.
    """
    found = _found(laser, closures, fractions)
    pumps = _range(laser, found) if pumps is None else pump_array(pumps)
    r = pumps / laser.n_emitters
    with range_is_marked():
        light = cumulants.incoherent_state(laser, pumps, "incoherent").photons
    (line,) = ax.plot(r, light, color="#aaaaaa", linestyle="-", linewidth=4, zorder=1)
    label_line(ax, line, "all photons", 0.16, (-6, 8), ha="right").set_color(GREY)
    labelled = set()
    for label, style, fraction, (pump, photons, branch) in found:
        color = style["color"]
        _draw_branch(ax, branch, color, 1.4)
        sign = SIGNS.get(fraction, "o")
        ax.plot(
            pump / laser.n_emitters, photons, linestyle="none", marker=sign, color=color,
            markersize=_SIZES.get(sign, 8), markeredgecolor="white", zorder=4,
        )  # fmt: skip
        if label not in labelled:
            labelled.add(label)
            note(ax, label, (pump / laser.n_emitters, photons), (-2, 11), ha="right", color=color)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    fill_width(ax, r)
    ax.set(ylim=(light.min() / 3, 2 * light.max()))
    ax.set(xlabel=PER_EMITTER, ylabel="photons")
    _legend(ax, {fraction for *_, fraction, _ in found})
    mark_range(ax, laser)
    return ax


def _found(laser, closures, fractions):
    """(label, style, fraction, what `begins`) wherever coherent light begins at all."""
    with range_is_marked():
        every = [
            (label, style, fraction, begins(laser, closure, float(fraction)))
            for closure, label, style, fraction in variants(closures, fractions)
        ]
    return [one for one in every if one[-1] is not None]


def _range(laser, found):
    """Pumps around all begins; around γ_2 if there is none."""
    pumps = [one[-1][0] for one in found] or [laser.n_emitters * laser.gamma_2]
    return np.geomspace(0.1 * min(pumps), 3 * max(pumps), 121)


def _draw_branch(ax, branch, color, width):
    """|⟨b⟩|² of the stable points, full, and of the unstable ones, dashed."""
    r = branch.pump / branch.states.laser.n_emitters
    for stable, dash in ((True, "-"), (False, "--")):
        # One point of the other kind on each side, so that the parts meet.
        mine = branch.stable == stable
        near = mine | np.roll(mine, 1) * (np.arange(len(mine)) > 0)
        values = np.where(near, branch.states.coherent_photons, np.nan)
        ax.plot(r, values, color=color, linestyle=dash, linewidth=width)


def _legend(ax, fractions):
    """What the signs mean, if there is more than one."""
    from matplotlib.lines import Line2D

    if len(fractions) < 2:
        return
    handles = [
        Line2D([], [], linestyle="none", marker=SIGNS.get(share, "o"), color=GREY, markersize=8,
               label=f"$f$ = {share:g}")
        for share in sorted(fractions, reverse=True)
    ]  # fmt: skip
    ax.legend(handles=handles, loc="upper left", fontsize=9.5)
