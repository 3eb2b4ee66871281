"""A bowtie cavity: two hyperbolic tips in a disc, and a Bragg grating around it."""

from dataclasses import dataclass

import numpy as np

from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore._validity import warn_units
from lasercore.bowtie.tips import KINDS, Tips
from lasercore.checks import choice, positive, real_array, whole

MOST_RINGS = 6
# Tips sharper or blunter than that are no longer what the mesh is made for.
BLUNTEST = 50.0
ROUNDING = 1 + 1e-12  # 50 * width may come out a digit larger


@dataclass(frozen=True)
class Bowtie:
    """A bowtie in the plane: everything that decides its mode.

    From the centre outwards: the bowtie up to `radius`, measured across the axis of its tips; a
    ring of dielectric λ/4n thick; `rings` pairs of air λ/4 and dielectric λ/4n; air. All walls
    are coordinate lines of the confocal elliptic coordinates of its tips, so that the rings are
    ellipses with the same foci, circles to the eye.

    Parameters
    ----------
    kind : "bridge" or "gap"
        bridge: tips of air with a waist of dielectric between them; gap: the reverse.
    width : float, m, positive
        w of the waist or gap; below `radius`.
    tip_radius : float, m, positive
        Radius of curvature R of the tips, between w/50 and 50 w.
    radius : float, m, positive
        Of the bowtie's disc, at most one wavelength.
    n : float, from 1.5 to 5
        Refractive index of the dielectric.
    rings : int, 0 to 6
        Pairs of layers around it.
    wavelength : float, m, positive
        Design wavelength λ: sets the layers' thickness and the unit (λ/2n)² of areas.

    Source
    ------
    A model of the bowtie cavities of saldutti2024 in the plane.

    Example
    -------
    >>> cavity = Bowtie("bridge", width=10e-9, tip_radius=10e-9, radius=0.2275e-6, n=3.3,
    ...     rings=3, wavelength=1.55e-6)
    >>> f"{cavity.unit_area * 1e12:.5f} µm²"
    '0.05515 µm²'
    """

    kind: str
    width: float
    tip_radius: float
    radius: float
    n: float
    rings: int
    wavelength: float

    def __post_init__(self) -> None:
        choice("kind", self.kind, KINDS)
        for name in ("width", "tip_radius", "radius", "wavelength"):
            object.__setattr__(self, name, positive(name, getattr(self, name), "m"))
        object.__setattr__(self, "n", positive("n", self.n))
        object.__setattr__(self, "rings", whole("rings", self.rings, least=0))
        self._refuse_outside()
        warn_units(wavelength=np.array(self.wavelength))

    def _refuse_outside(self) -> None:
        blunt, most = self.tip_radius / self.width, BLUNTEST * ROUNDING
        sharp_enough = 1 <= blunt * most <= most**2
        for name, holds, rule in (
            ("n", 1.5 <= self.n <= 5, "lie between 1.5 and 5: a dielectric against air"),
            ("rings", self.rings <= MOST_RINGS, f"be at most {MOST_RINGS}: Q passes what a double"
             " resolves"),
            ("radius", self.radius <= self.wavelength, "be at most one wavelength: larger discs"
             " have many modes"),
            ("width", self.width < self.radius, "be smaller than the radius"),
            ("tip_radius", sharp_enough, f"lie between width/{BLUNTEST:g} and"
             f" {BLUNTEST:g} width"),
        ):  # fmt: skip
            if not holds:
                raise ValueError(f"{name} must {rule}, got {getattr(self, name)!r}")

    @property
    def tips(self) -> Tips:
        """The two tips, as `Tips`."""
        return Tips(self.kind, self.width, self.tip_radius, self.n)

    @property
    def unit_area(self) -> float:
        """(λ/2n)², the diffraction-limited scale of areas (m²)."""
        return (0.5 * self.wavelength / self.n) ** 2

    @property
    def centre_index(self) -> float:
        """Refractive index at the centre: that of the waist, or of the gap."""
        return self.n if self.kind == "bridge" else 1.0

    def wall_at(self, y: ArrayLike) -> FloatOrArray:
        """x (m) of the tips' wall at a height y (m) above their axis."""
        a = 0.5 * self.width
        return a * np.sqrt(1 + real_array("y", y, "m") ** 2 / (a * self.tip_radius))

    def dielectric_area(self, side: float) -> float:
        """Area (m²) of the dielectric inside a centred square; `side` in m, inside the bowtie.

        The wall is the hyperbola y = b√(x²/a² − 1), a = w/2, b² = aR; beyond the tips of a
        bridge, and inside those of a gap, its area in the square is elementary.
        """
        half = 0.5 * self.side_inside(side)
        a = 0.5 * self.width
        b = np.sqrt(a * self.tip_radius)
        top = float(self.wall_at(half))  # where the wall leaves the square at its top
        reach = max(min(top, half) / a, 1.0)
        tip = 0.5 * a * b * (reach * np.sqrt(reach**2 - 1) - np.arccosh(reach))
        tip += max(half - top, 0.0) * half
        quarter = half**2 - tip if self.kind == "bridge" else tip
        return float(4 * quarter)

    def side_inside(self, side: float) -> float:
        """`side` (m) of a centred square, if it is positive and fits into the bowtie."""
        side, most = positive("side", side, "m"), np.sqrt(2) * self.radius
        if side > most:
            raise ValueError(f"side must fit into the bowtie, below {most:.3g} m, got {side} m")
        return side

    def walls(self) -> tuple[Array, list[float]]:
        """Radii of all walls from the bowtie's outwards (m), and the index beyond each."""
        quarter = 0.25 * self.wavelength
        thickness = [quarter / self.n, *[quarter, quarter / self.n] * self.rings]
        radii = self.radius + np.concatenate([[0.0], np.cumsum(thickness)])
        return radii, [self.n, *[1.0, self.n] * self.rings, 1.0]
