"""Live figure: the tips come closer."""

import numpy as np

from lasercore.bowtie import Tips
from lasercore.units import quantity, scientific
from nanobook.ch01_confinement import tip_fields
from nanobook.ch01_confinement import tip_fields as maps
from nanobook.live.filmstrip import filmstrip

WIDTHS = (50, 35, 25, 18, 13, 10, 7, 5, 3.5, 2.5, 1.8, 1.3, 1)  # nm


def tips_filmstrip(kind="bridge", n=3.3, widths=WIDTHS):
    """Two tips that come closer, w = R: the map of ε|E|² and |E| against the distance."""

    def tips(width):
        return Tips(kind, 1e-9 * width, 1e-9 * width, n)

    def draw(figure, width):
        upper, lower = figure.subplots(2, 1, height_ratios=[1.25, 1])
        tip_fields.tip_map(upper, tips(width), pixels=240)
        bar = figure.colorbar(upper.images[0], ax=upper, format="%g")
        bar.ax.set_title(r"$\varepsilon|E|^2$", fontsize=10)
        for other in (50, 1):
            r = np.geomspace(2e-10, 3e-7, 100)
            size = maps.field_at(tips(other), r) / maps.field_at(tips(other), r[-1])
            lower.plot(r, size, color="#bbbbbb", linestyle="-", lw=0.8)
        tip_fields.tip_decay(lower, [tips(width)])
        lower.set_ylim(0.8, 100)

    def sentence(width):
        gain, half = 1 / maps.field_at(tips(width), 300e-9), maps.half_distance(tips(width))
        return (
            f"w = {width:g} nm: |E| at the centre is {scientific(gain)} times that 300 nm away;"
            f" it has halved {quantity(half, 'm', 2)} from the centre, which is"
            f" {half / tips(width).width:.2f} w."
        )

    return filmstrip(
        draw,
        widths,
        name=f"width w of the {kind}",
        label=lambda width: f"{width:g} nm",
        describe=lambda width: tip_fields.describe_tip_map(tips(width)),
        sentence=sentence,
        start=len(widths) // 3,
        size=(5.0, 6.6),
    )
