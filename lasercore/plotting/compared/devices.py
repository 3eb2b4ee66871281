"""Every threshold of every device on one page, and how each fares in the test."""

import numpy as np

from lasercore.device import catalogue, devices
from lasercore.laser import to_ampere
from lasercore.plotting.style import COLOURS, MARKERS, log_axis
from lasercore.reliability.coherence import WITHIN, coherence_pump, is_exact
from lasercore.reliability.judgement import (
    BEYOND,
    EARLY,
    FACTOR,
    FALSE,
    KEPT,
    LATE,
    MISSED,
    NONE,
    UNKNOWN,
    VERDICTS,
    find_threshold,
    judge_threshold,
)
from lasercore.thresholds import DEFINITIONS
from lasercore.units import quantity, scientific

HALFWAY = 0.5
NAMES = tuple(devices)
# Sign, background and colour of the text: told apart by the sign alone.
_LOOKS = {
    KEPT: ("✓", "#cfe8dc", "#004b30"),
    EARLY: ("←", "#fde3c8", "#6b2b00"),
    LATE: ("→", "#d6e4f5", "#0b3a6b"),
    FALSE: ("!", "#f3c9c9", "#6b0000"),
    MISSED: ("?", "#e6dcf2", "#3d1a66"),
    NONE: ("–", "#ffffff", "#333333"),
    BEYOND: ("»", "#eeeeee", "#333333"),
    UNKNOWN: ("·", "#ffffff", "#555555"),
}


def every_threshold(ax, names=NAMES, definitions=DEFINITIONS, within=WITHIN):
    """Draw the threshold currents of many devices by every definition, one row each.

    The grey bar of a row runs from |g²(0) − 1| = ½ to `within`: where the light changes.

    Parameters
    ----------
    ax : matplotlib Axes
    names : sequence of str
        Devices of the catalogue, top to bottom.
    definitions : sequence of str
    within : float, 0 to 1

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 11, for single devices.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = every_threshold(Figure().add_subplot(), ["nanoLED A"], ["quantum"])
    >>> len(ax.lines), len(ax.patches)
    (1, 0)
    """
    for row, name in enumerate(names):
        laser = catalogue[name]
        start, end = (coherence_pump(laser, bound) for bound in (HALFWAY, within))
        if np.isfinite(end) and start > 0:
            left, right = to_ampere(start), to_ampere(end)
            ax.barh(row, right - left, 0.86, left, color="#d5d5d5", zorder=0)
        for number, definition in enumerate(DEFINITIONS):
            found = find_threshold(laser, definition)
            if definition in definitions and found.reached:
                # A little apart, since many coincide.
                height = row + 0.8 * (number / (len(DEFINITIONS) - 1) - 0.5)
                ax.plot(found.current, height, **_mark(number))
    log_axis(ax.xaxis, "A")
    ax.set(xlabel="threshold current", yticks=range(len(names)), yticklabels=names)
    ax.set_ylim(len(names) - 0.45, -0.55)
    ax.grid(axis="y", visible=False)
    _legend(ax, definitions)
    return ax


def _mark(number):
    return {
        "color": COLOURS[number], "marker": MARKERS[number], "markeredgecolor": "white",
        "linestyle": "", "markersize": 7,
    }  # fmt: skip


def _legend(ax, definitions):
    from matplotlib.lines import Line2D
    from matplotlib.patches import Patch

    handles = [Line2D([], [], label=name, **_mark(DEFINITIONS.index(name))) for name in definitions]
    handles.append(Patch(color="#d5d5d5", label="the light changes"))
    ax.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=3, fontsize=9,
              handletextpad=0.2, columnspacing=1.0)  # fmt: skip


def describe_every_threshold(names=NAMES, definitions=DEFINITIONS, within=WITHIN):
    """Say in words what `every_threshold` shows.

    Parameters
    ----------
    names, definitions, within
        As for `every_threshold`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_every_threshold(["EDC laser 1"], ["quantum", "photon recycling"]))
    Threshold currents by 2 definitions. EDC laser 1: photon recycling 60.9 nA, quantum 69.5 nA; the light changes from 357 nA to 1.40 µA.
    """  # noqa: E501 - the sentence is printed as it is
    return " ".join(
        [f"Threshold currents by {len(definitions)} definitions."]
        + [_told(name, definitions, within) for name in names]
    )


def _told(name, definitions, within):
    laser = catalogue[name]
    found = [find_threshold(laser, definition) for definition in definitions]
    reached = sorted((one for one in found if one.reached), key=lambda one: one.pump)
    marks = ", ".join(f"{one.definition} {quantity(one.current, 'A')}" for one in reached)
    start, end = (coherence_pump(laser, bound) for bound in (HALFWAY, within))
    change = "the light never becomes coherent"
    if np.isfinite(end):
        ends = (quantity(to_ampere(pump), "A") for pump in (start, end))
        change = "the light changes from {} to {}".format(*ends)
        if start == 0:
            change = f"within {within:g} of coherent from {quantity(to_ampere(end), 'A')} on"
    return f"{name}: {marks or 'none'}; {change}."


def reliability_table(ax, names=NAMES, definitions=DEFINITIONS, within=WITHIN, factor=FACTOR):
    """Draw a table: how every definition fares on every device, with J_c/J*.

    Parameters
    ----------
    ax : matplotlib Axes
    names, definitions : sequences of str
        Rows and columns.
    within, factor
        As for `judge_threshold`.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    After the question of saldutti2024, whether light becomes coherent above a threshold.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = reliability_table(Figure().add_subplot(), ["nanoLED A"], ["quantum", "classical"])
    >>> [text.get_text().split()[0] for text in ax.texts]
    ['!', '–']
    """
    from matplotlib.patches import Rectangle

    for row, name in enumerate(names):
        for column, definition in enumerate(definitions):
            judged = judge_threshold(catalogue[name], definition, within, factor)
            sign, back, ink = _LOOKS[judged.verdict]
            ax.add_patch(
                Rectangle((column - 0.5, row - 0.5), 1, 1, facecolor=back, edgecolor="#888888")
            )
            ax.text(column, row, f"{sign} {_ratio(judged.ratio)}".strip(), color=ink,
                    ha="center", va="center", fontsize=10)  # fmt: skip
    ax.set(xlim=(-0.5, len(definitions) - 0.5), ylim=(len(names) - 0.5, -0.5))
    ax.set_yticks(range(len(names)), [_row(name) for name in names])
    ax.set_xticks(range(len(definitions)), [_column(name) for name in definitions], fontsize=9)
    ax.xaxis.tick_top()
    ax.tick_params(length=0)
    ax.grid(visible=False)
    ax.spines[:].set_visible(False)
    key = "    ".join(f"{_LOOKS[verdict][0]} {verdict}" for verdict in VERDICTS)
    lines = (key[: key.index("? ")].strip(), key[key.index("? ") :])
    ax.set_xlabel("\n".join(lines), fontsize=10, labelpad=8)
    return ax


def _ratio(value):
    if np.isnan(value) or np.isinf(value):
        return ""
    return "< 0.001" if value < 1e-3 else scientific(value, 2)


def _row(name):
    return name if is_exact(catalogue[name]) else f"{name}*"


def _column(name):
    for long, short in (("transp", "trans-p"), ("bifurc", "bifur-c"), ("oscillations", "oscill.")):
        name = name.replace(long, short)
    return name.replace(" ", "\n").replace("-", "-\n")


def describe_reliability_table(names=NAMES, definitions=DEFINITIONS, within=WITHIN, factor=FACTOR):
    """Say in words what `reliability_table` shows.

    Parameters
    ----------
    names, definitions, within, factor
        As for `reliability_table`.

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_reliability_table(["EDC laser 1"], ["photon recycling", "stochastic"]))
    How each definition fares where light within 0.1 of coherent is asked for at 10 times the threshold. EDC laser 1: photon recycling too early (23), stochastic kept (3.5).
    """  # noqa: E501 - the sentence is printed as it is
    parts = [
        f"How each definition fares where light within {within:g} of coherent is asked for at"
        f" {factor:g} times the threshold."
    ]
    for name in names:
        cells = []
        for definition in definitions:
            judged = judge_threshold(catalogue[name], definition, within, factor)
            ratio = _ratio(judged.ratio)
            cells.append(f"{definition} {judged.verdict}" + (f" ({ratio})" if ratio else ""))
        parts.append(f"{name}: {', '.join(cells)}.")
    return " ".join(parts)
