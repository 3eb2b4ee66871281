"""Figures of the laws that computed cavities obey: area against width, Q against rings."""

from dataclasses import replace

import numpy as np

from nanobook.style import COLOURS, DASHES, GREY, MARKERS, label_line, log_axis, note
from nanobook.whole_cavity.cavity_maps import a_mode_list


def area_against_width(ax, modes, static_area=None):
    """Draw the mode area of computed cavities against the width between their tips, log-log.

    A ∝ w^(2−2τ) for tips of one shape: the dotted line.

    Source: :func:`lasercore.bowtie.mode`; the exponent is that of `wedge_exponent`.
    """
    from matplotlib.ticker import LogLocator

    groups = _by_kind(modes)
    tips = modes[0].bowtie.tips
    power = 2 - 2 * tips.exponent
    widths = np.array([one.bowtie.width for one in modes])
    span = np.geomspace(0.7 * widths.min(), 1.4 * widths.max(), 30)
    first, areas = next(iter(groups.values()))
    guide = 0.5 * areas[0] * (span / first[0]) ** power
    (line,) = ax.plot(span, guide, color=GREY, linestyle=":", lw=1.5)
    label_line(ax, line, rf"$w^{{{power:.3f}}}$", at=0.5, offset=(4, -8), va="top")
    ax.axhline(1, color="black", linestyle="-", lw=0.8)
    ax.text(span[0], 1.1, r"diffraction-limited scale $(\lambda/2n)^2$", fontsize=10)
    for (kind, (width, area)), colour, marker, dash in zip(
        groups.items(), COLOURS, MARKERS, DASHES, strict=False
    ):
        ax.plot(width, area, color=colour, marker=marker, linestyle=dash, label=kind)
    if static_area is not None:
        ax.plot(span, _static(static_area, modes[0], span), color=COLOURS[6], linestyle="-", lw=1,
                label="static, cut off")  # fmt: skip
    ax.legend(loc="lower right")
    log_axis(ax.xaxis, "m").set_major_locator(LogLocator(subs=(1, 2, 5)))
    log_axis(ax.yaxis)
    ax.set(xlabel="width $w$", ylabel=r"mode area $A$ in $(\lambda/2n)^2$", ylim=(None, 2.5))
    return ax


def _by_kind(modes):
    """Widths (m) and areas of each kind, by rising width."""
    modes = a_mode_list(modes)
    exponents = [one.bowtie.tips.exponent for one in modes]
    if np.ptp(exponents) > 1e-9:
        raise ValueError(
            "modes must have tips of one shape (n and R/w), got wedge exponents from"
            f" {min(exponents):.4f} to {max(exponents):.4f}: draw them apart"
        )
    groups = {}
    for one in sorted(modes, key=lambda one: one.bowtie.width):
        groups.setdefault(one.bowtie.kind, []).append((one.bowtie.width, one.area))
    return {kind: np.array(groups[kind]).T for kind in sorted(groups)}


def _static(static_area, mode, widths):
    """Static areas, in the unit of the mode's, of tips of its shape."""
    shape = mode.bowtie.tip_radius / mode.bowtie.width
    tips = (replace(mode.bowtie.tips, width=w, tip_radius=shape * w) for w in widths)
    return np.array([static_area(one) for one in tips]) / mode.bowtie.unit_area


def q_against_rings(ax, modes):
    """Draw Q of computed cavities against the number of pairs of layers, with each step's factor.

    The dotted line grows by n² with each pair, as the contrast of air and dielectric has it.

    Source: :func:`lasercore.bowtie.mode`.
    """
    rings, Q, n = _by_rings(modes)
    one = int(np.flatnonzero(rings == 1)[0]) if 1 in rings else 0
    span = np.array([rings[0] - 0.3, rings[-1] + 0.3])
    (line,) = ax.plot(span, Q[one] * n ** (2 * (span - rings[one])), color=GREY, linestyle=":")
    ax.plot(rings, Q, color=COLOURS[0], marker=MARKERS[0], linestyle="")
    for low in range(len(rings) - 1):
        middle = 0.5 * (rings[low] + rings[low + 1]), np.sqrt(Q[low] * Q[low + 1])
        note(
            ax, f"×{Q[low + 1] / Q[low]:.2f}", middle, (-8, 2), ha="right", va="bottom",
            color=COLOURS[0],
        )  # fmt: skip
    label_line(ax, line, f"dotted: $n^2$ = {n**2:.2f} a pair", at=0.0, offset=(80, 12), va="top")
    log_axis(ax.yaxis)
    ax.set(xlabel="pairs of layers $N$", ylabel="$Q$", xticks=rings, xlim=span)
    return ax


def _by_rings(modes):
    modes = sorted(a_mode_list(modes), key=lambda one: one.bowtie.rings)
    rings = np.array([one.bowtie.rings for one in modes])
    if np.any(np.diff(rings) == 0):
        raise ValueError(f"modes must differ in their number of rings, got {rings.tolist()}")
    return rings, np.array([one.Q for one in modes]), modes[0].bowtie.n
