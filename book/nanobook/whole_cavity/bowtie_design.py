"""What the controls of the live bowtie say: their values, ranges, and the bowtie they mean."""

from dataclasses import dataclass

import numpy as np

from lasercore._checks import flag, real_number, whole
from lasercore.bowtie import KINDS, Bowtie
from lasercore.bowtie.design import BLUNTEST
from lasercore.device import REFRACTIVE_INDEX, WAVELENGTH

RANGES = {  # of the controls: name, lowest, highest value, unit
    "width": ("width w", 1.0, 60.0, "nm"),
    "tip_radius": ("tip radius R", 1.0, 100.0, "nm"),
    "gamma_bg": ("background γ_bg", 1e6, 1e13, "s⁻¹"),
}
MOST_RINGS = 5
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
        return Bowtie(
            self.kind,
            1e-9 * self.width,
            tip_radius,
            radius,
            REFRACTIVE_INDEX,
            self.rings,
            WAVELENGTH,
        )

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


def checked(**values):
    """The values that are given, in the ranges of their controls."""
    found = {}
    for name, value in values.items():
        if name == "kind":
            if value not in KINDS:
                raise ValueError(f"kind must be 'bridge' or 'gap', got {value!r}")
        elif name == "tuned":
            value = flag(name, value)
        elif name == "rings":
            value = whole(name, value, least=0)
            if value > MOST_RINGS:
                raise ValueError(f"rings must be at most {MOST_RINGS}, got {value}")
        elif name in RANGES:
            _, low, high, unit = RANGES[name]
            value = real_number(name, value, unit)
            if not low <= value <= high:
                raise ValueError(
                    f"{name} must lie between {low:g} and {high:g} {unit}, got {value:g}: that is"
                    " as far as its slider reaches"
                )
        else:
            raise ValueError(
                f"there is no control {name!r}; there are kind, width, tip_radius, rings, tuned,"
                " gamma_bg"
            )
        found[name] = value
    return found
