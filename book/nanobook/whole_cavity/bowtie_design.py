"""What the controls of the live bowtie say: their values, ranges, and the bowtie they mean."""

from dataclasses import dataclass

import numpy as np

from lasercore.bowtie import KINDS, Bowtie
from lasercore.bowtie.design import BLUNTEST
from lasercore.device import REFRACTIVE_INDEX, WAVELENGTH
from nanobook.live.controls import Choice, Number, Switch

CONTROLS = {
    "kind": Choice("kind", KINDS, "bridge"),
    "width": Number("width w", 1.0, 60.0, 10.0, "nm"),
    "tip_radius": Number("tip radius R", 1.0, 100.0, 10.0, "nm"),
    "rings": Number("rings N", 0, 5, 3, "pairs of layers", counted=True, step=1),
    "tuned": Switch("tune the radius to 1.55 µm", True),
    "gamma_bg": Number("background γ_bg", 1e6, 1e13, 1e9, "s⁻¹"),
}
_ROUND = 1e-12
# ln(radius/µm) of tuned bowties, n = 3.3, as a polynomial in x = ln(R/w) and w (nm): 1, x, x²,
# w, x w. A fit to 56 and 55 of them, right within 3 %, without rings 8 %: only where tuning begins.
_BEGIN = {
    "bridge": (-1.436, 0.0858, 0.00492, -0.00352, -0.000749),
    "gap": (-1.519, -0.0693, 0.00462, 0.00271, 0.000453),
}


@dataclass(frozen=True)
class Design:
    """What the controls say: lengths in nm, `gamma_bg` in s⁻¹."""

    kind: str
    width: float
    tip_radius: float
    rings: int
    tuned: bool
    gamma_bg: float

    def bowtie(self, radius):
        """The `Bowtie` with a disc of that radius (m)."""
        # Rounding must not push a tip radius at the end of its range out of it.
        low, high = (1e-9 * end for end in self.tip_radii)
        tip_radius = np.clip(1e-9 * self.tip_radius, low * (1 + _ROUND), high * (1 - _ROUND))
        width, n = 1e-9 * self.width, REFRACTIVE_INDEX
        return Bowtie(self.kind, width, tip_radius, radius, n, self.rings, WAVELENGTH)

    @property
    def tip_radii(self):
        """Smallest and largest tip radius (nm) that go with the width."""
        return self.width / BLUNTEST, self.width * BLUNTEST

    @property
    def fits(self):
        """True if the tip radius goes with the width."""
        low, high = self.tip_radii
        return low * (1 - _ROUND) <= self.tip_radius <= high * (1 + _ROUND)

    @property
    def begin(self):
        """Radius (m) at which tuning begins."""
        x = np.log(self.tip_radius / self.width)
        terms = 1.0, x, x**2, self.width, x * self.width
        return 1e-6 * float(np.exp(np.dot(_BEGIN[self.kind], terms)))
