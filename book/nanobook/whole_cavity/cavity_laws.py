"""Figures of the laws that computed cavities obey: area against width, Q against rings."""

from dataclasses import replace

import numpy as np

from lasercore.units import quantity, scientific
from nanobook.style import COLOURS, DASHES, MARKERS, label_line, log_axis
from nanobook.whole_cavity.cavity_maps import a_mode_list


def area_against_width(ax, modes, static_area=None):
    """Draw the mode area of computed cavities against the width between their tips, log-log.

    A ∝ w^(2−2τ) for tips of one shape: the dotted line.

    Parameters
    ----------
    ax : matplotlib Axes
    modes : sequence of Mode
        Of one index and one R/w; bridges and gaps are told apart.
    static_area : callable or None
        Area (m²) for a `Tips`, drawn as a thin line: the static field, cut off somewhere.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    TypeError, ValueError
        If something is no Mode, there is none, or the tips differ in shape.

    Source
    ------
    :func:`lasercore.bowtie.mode`; the exponent is that of `wedge_exponent`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore.bowtie import Bowtie, mode
    >>> found = mode(Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 1, 1.55e-6))
    >>> len(area_against_width(Figure().add_subplot(), [found]).lines)
    3
    """
    from matplotlib.ticker import LogLocator

    groups = _by_kind(modes)
    tips = modes[0].bowtie.tips
    power = 2 - 2 * tips.exponent
    widths = np.array([one.bowtie.width for one in modes])
    span = np.geomspace(0.7 * widths.min(), 1.4 * widths.max(), 30)
    first, areas = next(iter(groups.values()))
    guide = 0.5 * areas[0] * (span / first[0]) ** power
    (line,) = ax.plot(span, guide, color="#555555", linestyle=":", lw=1.5)
    label_line(ax, line, rf"$w^{{{power:.3f}}}$", at=0.5, offset=(4, -8), va="top")
    ax.axhline(1, color="black", linestyle="-", lw=0.8)
    ax.text(span[0], 1.1, r"diffraction-limited scale $(\lambda/2n)^2$", fontsize=10)
    for (kind, (width, area)), colour, marker, dash in zip(
        groups.items(), COLOURS, MARKERS, DASHES, strict=False
    ):
        ax.plot(width, area, color=colour, marker=marker, linestyle=dash, label=kind)
    if static_area is not None:
        ax.plot(span, _static(static_area, modes[0], span), color="#6A6A6A", linestyle="-", lw=1,
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


def describe_area_against_width(modes, static_area=None):
    """Say in words what `area_against_width` shows.

    Parameters
    ----------
    modes, static_area
        As for `area_against_width`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore.bowtie import Bowtie, mode
    >>> found = mode(Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 1, 1.55e-6))
    >>> print(describe_area_against_width([found]))
    Mode area in (λ/2n)² against width: bridge 0.0727 at w = 10.0 nm. The law of the static field is w^1.235.
    """  # noqa: E501 - the sentence is printed as it is
    parts = []
    for kind, (width, area) in _by_kind(modes).items():
        values = ", ".join(
            f"{scientific(a)} at w = {quantity(w, 'm')}" for w, a in zip(width, area, strict=True)
        )
        slope = ""
        if len(width) > 1:
            power = np.log(area[1] / area[0]) / np.log(width[1] / width[0])
            slope = f" (it grows as w^{power:.3f} between the two smallest)"
        parts.append(f"{kind} {values}{slope}")
    text = (
        f"Mode area in (λ/2n)² against width: {'; '.join(parts)}. The law of the static field is"
        f" w^{2 - 2 * modes[0].bowtie.tips.exponent:.3f}."
    )
    if static_area is not None:
        one = min(modes, key=lambda one: one.bowtie.width)
        value = _static(static_area, one, [one.bowtie.width])[0]
        text += f" Cut off, it has {scientific(value)} at w = {quantity(one.bowtie.width, 'm')}."
    return text


def q_against_rings(ax, modes):
    """Draw Q of computed cavities against the number of pairs of layers, with each step's factor.

    The dotted line grows by n² with each pair, as the contrast of air and dielectric has it.

    Parameters
    ----------
    ax : matplotlib Axes
    modes : sequence of Mode
        One for each number of rings, of one index.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    TypeError, ValueError
        If something is no Mode, there is none, or two have the same number of rings.

    Source
    ------
    :func:`lasercore.bowtie.mode`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore.bowtie import Bowtie, mode
    >>> found = mode(Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 1, 1.55e-6))
    >>> len(q_against_rings(Figure().add_subplot(), [found]).lines)
    2
    """
    rings, Q, n = _by_rings(modes)
    one = int(np.flatnonzero(rings == 1)[0]) if 1 in rings else 0
    span = np.array([rings[0] - 0.3, rings[-1] + 0.3])
    (line,) = ax.plot(span, Q[one] * n ** (2 * (span - rings[one])), color="#555555", linestyle=":")
    ax.plot(rings, Q, color=COLOURS[0], marker=MARKERS[0], linestyle="")
    for low in range(len(rings) - 1):
        middle = 0.5 * (rings[low] + rings[low + 1]), np.sqrt(Q[low] * Q[low + 1])
        ax.annotate(f"×{Q[low + 1] / Q[low]:.2f}", middle, (-8, 2), textcoords="offset points",
                    ha="right", va="bottom", color=COLOURS[0])  # fmt: skip
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


def describe_q_against_rings(modes):
    """Say in words what `q_against_rings` shows.

    Parameters
    ----------
    modes
        As for `q_against_rings`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore.bowtie import Bowtie, mode
    >>> found = mode(Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 1, 1.55e-6))
    >>> print(describe_q_against_rings([found]))
    Q against pairs of layers: 86.5 for 1. n² is 10.89.
    """
    rings, Q, n = _by_rings(modes)
    parts = [f"{scientific(Q[0])} for {rings[0]}"]
    parts += [
        f"{scientific(Q[i])} for {rings[i]} ({Q[i] / Q[i - 1]:.2f} times the one before)"
        for i in range(1, len(rings))
    ]
    return f"Q against pairs of layers: {', '.join(parts)}. n² is {n**2:.2f}."
