"""Figure of the thresholds that the light bears out."""

import numpy as np

from lasercore.device import catalogue, devices
from lasercore.reliability.coherence import WITHIN, is_exact
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
    judge_threshold,
)
from lasercore.thresholds import DEFINITIONS
from lasercore.units import scientific

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


def reliability_table(ax, names=NAMES, definitions=DEFINITIONS, within=WITHIN, factor=FACTOR):
    """Draw a table: how every definition fares on every device, with J_c/J*.

    Source: After the question of saldutti2024, whether light becomes coherent above a
    threshold.
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
