"""How the debated closures are drawn and called, so that they look the same in all chapters."""

import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from numpy.typing import NDArray

from lasercore import ValidityWarning
from lasercore.checks import a_laser
from lasercore.cumulants.closures import Closure, a_closure
from lasercore.cumulants.rates import highest_valid_pump
from lasercore.laser import Laser
from nanobook.style import COLOURS, GREY, LIGHT_GREY

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# The closures of the three papers.
DEBATED = ("cim", "comment", "reply")
LOOKS = {
    "incoherent": {"color": GREY, "linestyle": ":"},
    "cim": {"color": COLOURS[0], "linestyle": "-"},
    "comment": {"color": COLOURS[4], "linestyle": "--"},
    "reply": {"color": COLOURS[1], "linestyle": "-."},
    "full": {"color": COLOURS[2], "linestyle": (0, (5, 1, 1, 1, 1, 1))},
}
# Closures that a reader has made, in turn.
_OWN = (
    {"color": COLOURS[3], "linestyle": (0, (8, 3))},
    {"color": COLOURS[5], "linestyle": (0, (2, 2))},
)
LABELS = {
    "incoherent": "no field",
    "cim": "CIM",
    "comment": "Comment",
    "reply": "Reply",
    "full": "all pairs",
}
# One point of each, so that exact theory is told from every closure.
QUANTUM = {"color": COLOURS[3], "marker": "o", "markersize": 5, "markeredgecolor": "white"}
PER_EMITTER = r"pump per emitter $J/n_0$ (s$^{-1}$)"
PER_LOSS = r"pump per emitter $J/(n_0\gamma_c)$"
# Families that sum over partners, so that it matters how many of them are alike.
PAIRS = ("s* s", "s s", "s n")


def closures_of(names: Iterable[str | Closure]) -> list[tuple[Closure, str, dict[str, Any]]]:
    """(closure, label, style) for each closure, given by name or as a `Closure`."""
    own = count()
    found: list[Any] = []
    for closure in map(a_closure, names):
        style = LOOKS.get(closure.name) or _OWN[next(own) % len(_OWN)]
        found.append((closure, LABELS.get(closure.name, closure.name), style))
    return found


@contextmanager
def range_is_marked() -> Iterator[None]:
    """No warnings of pumps beyond the models' range: the figure shades it."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "pump must not exceed", ValidityWarning)
        yield


def fill_width(ax: "Axes", x: NDArray[Any]) -> None:
    """Let the axis end where the values do, unless there is only one."""
    if x.min() < x.max():
        ax.set_xlim(x.min(), x.max())


def mark_range(ax: "Axes", laser: Laser, unit: float = 1.0, at: float = 0.015) -> None:
    """Shade the pumps per emitter (in `unit`) at which γ < (r + γ_bg)/2, inside the limits.

    `at` is the height of the words, as a share of the axis.
    """
    a_laser(laser)
    first = highest_valid_pump(laser) / laser.n_emitters / unit
    low, high = ax.get_xlim()
    if first < high:
        ax.axvspan(max(first, low), high, color=LIGHT_GREY, lw=0, zorder=0)
        ax.text(
            0.985, at, "outside the\nmodels' range", transform=ax.transAxes, ha="right",
            va="bottom", fontsize=8.5, color=GREY,
        )  # fmt: skip
        ax.set_xlim(low, high)


def without_dephasing(laser: Laser) -> Laser:
    """The same laser in the limit γ_2 → ∞: what rate equations and master equation describe."""
    a_laser(laser)
    return replace(laser, gamma_2=None)
