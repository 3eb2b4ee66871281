"""Figures of every definition against the mode volume."""

import warnings
from functools import lru_cache

import numpy as np

from lasercore import ValidityWarning
from lasercore.device import devices
from lasercore.laser import to_ampere
from lasercore.reliability.coherence import WITHIN, coherence_pump
from lasercore.reliability.judgement import FANO_EXACT, find_threshold
from lasercore.thresholds import DEFINITIONS
from nanobook.ch17_thresholds_compared.device_figures import CHANGES, HALFWAY
from nanobook.style import COLOURS, DASHES, log_axis
from nanobook.volumes import laser_of_volume, smallest_valid_volume, volume_range

WITHOUT_STOCHASTIC = tuple(name for name in DEFINITIONS if name != "stochastic")
WITH_STOCHASTIC = (
    "transparency", "classical", "photon recycling", "quantum", "fano", FANO_EXACT, "stochastic",
)  # fmt: skip
_EXACT, _SMOOTH = (FANO_EXACT, "stochastic"), 60
_LABELS = {"fano": "fano (Langevin)", FANO_EXACT: "fano (exact)"}


def volumes_of(name, points=60, largest=None):
    """Mode volumes at which a device is a laser, for curves.

    The layered devices: Γ_c from 20 % to 0.205 %, where ξ is just above ½, with the active region
    and n_0 fixed. One emitter: from g = γ_2/10 to just below ξ = ½.
    """
    device = devices[name]
    if device.n_emitters > 1:
        low, high = volume_range(device)
    else:
        low = 1.0001 * smallest_valid_volume(device)
        high = 0.995 * device.relative_volume * device.laser.xi / 0.5
    return tuple(float(v) for v in np.geomspace(low, largest or high, points))


@lru_cache(maxsize=1024)
def at_volume(name, volume):
    """A device of the catalogue as a laser, with another mode volume in (λ/2n)³."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        return laser_of_volume(devices[name], volume)


def definitions_against_volume(
    ax, name, definitions=WITHOUT_STOCHASTIC, volumes=None, change=False
):  # fmt: skip
    """Draw the threshold current by every definition against the mode volume.

    A cross ends a curve where a definition has no threshold any more. Exact results have points,
    one for each volume; the others are quick and drawn on a finer grid.

    Source: saldutti2024 Figs. 11, 15 and 17.
    """
    volumes = volumes_of(name) if volumes is None else tuple(volumes)
    if change:
        low, high = (_coherence(name, volumes, bound) for bound in (HALFWAY, WITHIN))
        ax.fill_between(volumes, low, high, color=CHANGES, linewidth=0, label="the light changes")
    for definition in definitions:
        grid = _grid(name, definition, volumes)
        current = currents(name, definition, grid)
        (curve,) = ax.plot(
            grid, current, label=_LABELS.get(definition, definition), **_style(definition)
        )
        for end in _ends(name, definition, grid):
            ax.plot(grid[end], current[end], "x", color=curve.get_color(), markersize=8)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    ax.set(xlabel=r"mode volume $V/(\lambda/2n)^3$", ylabel="threshold current")
    return ax


def currents(name, definition, volumes):
    """Threshold currents (A) of a device at many mode volumes; NaN where there is none."""
    return np.array([find_threshold(at_volume(name, v), definition).current for v in volumes])


def _coherence(name, volumes, bound):
    return [to_ampere(coherence_pump(at_volume(name, v), bound)) for v in volumes]


def _grid(name, definition, volumes):
    """The given volumes where the answer takes time, else as many as make a smooth curve."""
    if definition in _EXACT or len(volumes) >= _SMOOTH:
        return volumes
    return tuple(float(v) for v in np.geomspace(volumes[0], volumes[-1], _SMOOTH))


def _style(definition):
    number = DEFINITIONS.index("fano" if definition == FANO_EXACT else definition)
    exact = definition in _EXACT
    return {
        "color": COLOURS[number],
        "linestyle": "-" if exact else DASHES[number],
        "marker": "o" if exact else "",
        "markersize": 4,
        "linewidth": 3.0 if definition == "photon recycling" else 1.8,
    }


def _ends(name, definition, volumes):
    """Last points before a curve ends for good: not at the sides, not for want of an answer."""
    found = [find_threshold(at_volume(name, v), definition) for v in volumes]
    return [
        i
        for i in range(len(found))
        for j in (i - 1, i + 1)
        if found[i].reached and 0 <= j < len(found) and found[j].computed and not found[j].reached
    ]
