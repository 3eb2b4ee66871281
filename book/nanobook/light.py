"""Quantities of a laser's light, exact and linear, and the axis on which they are drawn."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike, NDArray

from lasercore import langevin
from lasercore.laser import Laser
from lasercore.reliability.exact import light, line
from lasercore.thresholds import threshold
from nanobook.style import GUIDE, log_axis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

FACTORS_BELOW = (0.03, 0.1, 0.3)
"""Pumps, in units of the recycling threshold, at which even the PhC laser is solved quickly."""
# Axis label, unit, and the value of coherent light, if there is one.
SHOWN = {
    "photons": ("photons $n_p$", "", None),
    "linewidth": (r"linewidth $\Delta\nu$", "Hz", None),
    "rin": ("RIN", "", None),
    "fano": ("Fano factor $F$", "", 1.0),
    "g2": ("$g^{(2)}(0)$", "", 1.0),
}


@lru_cache(maxsize=64)
def unit(laser: Laser) -> float:
    """Pump that measures all others: the recycling threshold, for an LED n_0 γ_t."""
    found = threshold(laser, "photon recycling")
    return found.pump if found.reached else laser.n_emitters * laser.gamma_t


def exact_values(laser: Laser, pumps: Iterable[float], shown: str) -> NDArray[Any]:
    """One quantity at many pumps: "photons", "linewidth", or a ratio of `PhotonStatistics`."""
    if shown == "linewidth":
        return np.array([line(laser, float(pump)) for pump in pumps])
    name = "mean" if shown == "photons" else shown
    return np.array([float(getattr(light(laser, float(pump)), name)) for pump in pumps])


def linear(laser: Laser, pump: ArrayLike, shown: str) -> Any:
    """One quantity by rate equations (photons, linewidth) or Langevin."""
    if shown == "linewidth":
        return langevin.linewidth(laser, pump)
    name = "mean" if shown == "photons" else shown
    return getattr(langevin.photon_statistics(laser, pump), name)


def vertical(ax: "Axes", shown: str) -> "Axes":
    """Scale and label of the vertical axis, with the value of coherent light."""
    label, unit_name, coherent = SHOWN[shown]
    if shown == "g2":
        ax.set_ylim(0.9, 2.1)
    else:
        log_axis(ax.yaxis, unit_name)
    if coherent is not None:
        ax.axhline(coherent, **GUIDE)
    ax.set_ylabel(label)
    return ax


def upto(distribution: NDArray[Any], last: int) -> NDArray[Any]:
    """P(n) up to a photon number, zero where it is not known."""
    return np.pad(distribution, (0, last))[: last + 1]
