"""Live figure: the tips come closer."""

import numpy as np

from lasercore.bowtie import Tips
from lasercore.units import quantity, scientific
from nanobook.ch01_confinement import tip_fields
from nanobook.live.filmstrip import filmstrip
from nanobook.live.told import Told

WIDTHS = (50, 35, 25, 18, 13, 10, 7, 5, 3.5, 2.5, 1.8, 1.3, 1)  # nm
_START, _N, _AWAY = 13, 3.3, 300e-9  # nm, refractive index, m


def tips_filmstrip(kind="bridge"):
    """Two tips that come closer, w = R: the map of ε|E|² and |E| against the distance."""
    tips = {f"{width:g} nm": Tips(kind, 1e-9 * width, 1e-9 * width, _N) for width in WIDTHS}
    start = WIDTHS.index(_START)
    return filmstrip(f"width w of the {kind}", _tell, tips, start, size=(5.0, 6.6))


def _tell(figure, tips):
    _draw(figure, tips)
    return Told(_sentence(tips), tip_fields.describe_tip_map(tips))


def _draw(figure, tips):
    upper, lower = figure.subplots(2, 1, height_ratios=[1.25, 1])
    tip_fields.tip_map(upper, tips, pixels=240)
    bar = figure.colorbar(upper.images[0], ax=upper, format="%g")
    bar.ax.set_title(r"$\varepsilon|E|^2$", fontsize=10)
    r = np.geomspace(2e-10, _AWAY, 100)
    for width in (WIDTHS[0], WIDTHS[-1]):
        other = Tips(tips.kind, 1e-9 * width, 1e-9 * width, _N)
        size = tip_fields.field_at(other, r) / tip_fields.field_at(other, r[-1])
        lower.plot(r, size, color="#bbbbbb", linestyle="-", lw=0.8)
    tip_fields.tip_decay(lower, [tips])
    lower.set_ylim(0.8, 100)


def _sentence(tips):
    gain, half = 1 / tip_fields.field_at(tips, _AWAY), tip_fields.half_distance(tips)
    return (
        f"w = {1e9 * tips.width:g} nm: |E| at the centre is {scientific(gain)} times that"
        f" {1e9 * _AWAY:g} nm away; it has halved {quantity(half, 'm', 2)} from the centre,"
        f" which is {half / tips.width:.2f} w."
    )
