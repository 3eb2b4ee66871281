"""Bowties: light squeezed between two tips.

`tips` has the case that can be solved on paper, the field near the tips where everything is much
smaller than the wavelength. `design`, `mesh` (with `elements`), `search` and `mode` compute a whole
cavity: a bowtie inside a Bragg grating, its wavelength, quality factor, mode area and field.
`analytic` has the cases around it that can be solved: a disc, a disc in rings, a slab.
"""

from lasercore.bowtie.analytic import SlabMode, disc_mode, ring_mode, slab_mode
from lasercore.bowtie.design import Bowtie
from lasercore.bowtie.mode import Mode
from lasercore.bowtie.search import mode, tune
from lasercore.bowtie.tips import KINDS, Tips, quasi_static_field, wedge_exponent

__all__ = [
    "KINDS",
    "Bowtie",
    "Mode",
    "SlabMode",
    "Tips",
    "disc_mode",
    "mode",
    "quasi_static_field",
    "ring_mode",
    "slab_mode",
    "tune",
    "wedge_exponent",
]
