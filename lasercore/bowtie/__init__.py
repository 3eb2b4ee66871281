"""Bowties: light squeezed between two tips.

`Tips` is the case that can be solved on paper, the field near the tips where everything is much
smaller than the wavelength. `mode` computes a whole cavity, a `Bowtie` inside a Bragg grating: its
wavelength, quality factor, mode area and field. `slab_cavity` turns the plane into a slab with
emitters in it.
"""

from lasercore.bowtie.design import Bowtie
from lasercore.bowtie.mode import Mode
from lasercore.bowtie.search import mode, tune
from lasercore.bowtie.slab import ActiveRegion, SlabCavity, SlabMode, slab_cavity, slab_mode
from lasercore.bowtie.tips import KINDS, Tips, quasi_static_field, wedge_exponent

__all__ = [
    "KINDS", "ActiveRegion", "Bowtie", "Mode", "SlabCavity", "SlabMode", "Tips", "mode",
    "quasi_static_field", "slab_cavity", "slab_mode", "tune", "wedge_exponent",
]  # fmt: skip
