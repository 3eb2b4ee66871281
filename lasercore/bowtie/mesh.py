"""From a bowtie to matrices: spectral elements on a rectangle of elliptic coordinates.

∫ ε⁻¹[∂_u h ∂_u φ/s + s ∂_v h ∂_v φ] = k² f² ∫ s(cosh²ũ − cos²v) h φ,  0 ≤ v ≤ π/2,

h = H_z. The coordinates x = f cosh u cos v, y = f sinh u sin v are conformal: walls are lines, and
cells shrink towards the tips by themselves. Beyond a buffer of air the radius r = f sinh u turns
complex, r̃ = r + iαLx³/3 with x from 0 to 1, and absorbs what arrives (perfectly matched layer);
s = dũ/du. All lengths are in µm.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from lasercore._typing import Array, ComplexArray, FloatOrArray
from lasercore.bowtie.design import Bowtie
from lasercore.bowtie.elements import Line, graded, shapes

BUFFER, ABSORBER, STRENGTH = 0.5 / 1.55, 1.0 / 1.55, 12.0
"""Air between the last ring and the absorber, the absorber's length (wavelengths), and k₀αL/3."""
FINEST = {"inside": 1.0, "light": 0.45, "absorber": 0.35}
"""Largest cells: in u inside the bowtie; in wavelengths in the material elsewhere."""
DEGREE, LAYERS = 4, 3


@dataclass(frozen=True)
class Resolution:
    """How finely the mode is computed.

    Degree of the polynomials, layers of cells that shrink towards tips and rim, buffer of air in
    design wavelengths, and k₀αL/3 of the absorber (8 to 25 makes no difference).
    """

    degree: int = DEGREE
    layers: int = LAYERS
    buffer: float = BUFFER
    strength: float = STRENGTH


class Mesh:
    """Matrices of one bowtie on the free nodes: A and B of A h = k² B h (k in 1/µm), and `gradient`
    g with g·h = |∇h| at the centre (1/µm).
    """

    def __init__(self, bowtie: Bowtie, resolution: Resolution) -> None:
        self.bowtie, self.resolution = bowtie, resolution
        tips = bowtie.tips
        self.focus, self.v_0 = 1e6 * tips.focus, tips.v_0
        radii, indices = bowtie.walls()
        self.walls, self.indices = 1e6 * radii, indices
        self._wavelength = 1e6 * bowtie.wavelength
        self.buffer_end = self.walls[-1] + resolution.buffer * self._wavelength
        self._absorber = ABSORBER * self._wavelength
        u_edges, self._index_of_cell = self._along_u()
        self.u = Line(u_edges, resolution.degree)
        self.v = Line(self._along_v(), resolution.degree)
        self._assemble()
        self.gradient = self._gradient_at_centre()[self.free]

    def coordinate(self, radius: FloatOrArray) -> FloatOrArray:
        """u of a radius across the tips' axis (µm)."""
        return np.arcsinh(radius / self.focus)

    def _along_u(self) -> tuple[Array, Array]:
        """Edges in u and the index of each cell; NaN inside the bowtie, where it depends on v."""
        layers, wavelength = self.resolution.layers, self._wavelength
        rim = self.coordinate(self.walls[0])
        inner = np.linspace(0, rim, max(2, int(np.ceil(rim / FINEST["inside"])) + 1))
        edges = [*inner[:-2], *graded(inner[-2], rim, True, layers)]
        index = [np.nan] * (len(edges) - 1)
        outer = [*self.walls[1:], self.buffer_end, self.buffer_end + self._absorber]
        beyond = [*self.indices, 1.0]
        for start, stop, n in zip([*self.walls, self.buffer_end], outer, beyond, strict=True):
            finest = FINEST["light" if start < self.buffer_end else "absorber"]
            count = int(np.ceil((stop - start) / (finest * wavelength / n) - 1e-9))
            piece = self.coordinate(np.linspace(start, stop, max(count, 1) + 1))
            if start == self.walls[0]:
                piece = np.concatenate([graded(piece[0], piece[1], False, layers), piece[2:]])
            edges.extend(piece[1:])
            index.extend([n] * (len(piece) - 1))
        return np.array(edges), np.array(index)

    def _along_v(self) -> Array:
        layers = self.resolution.layers
        below = graded(0.0, self.v_0, True, layers)
        above = graded(self.v_0, np.pi / 2, False, layers)
        return np.concatenate([below, above[1:]])

    def _stretched(self) -> tuple[ComplexArray, ComplexArray]:
        """s and cosh²ũ at the points in u."""
        radius = self.focus * np.sinh(self.u.points)
        depth = np.clip((radius - self.buffer_end) / self._absorber, 0, None)
        reach = self.resolution.strength * self._wavelength / (2 * np.pi)  # αL/3
        slope = 3 * reach / self._absorber
        bent = radius + 1j * reach * depth**3
        square = 1 + (bent / self.focus) ** 2
        return (1 + 1j * slope * depth**2) * np.cosh(self.u.points) / np.sqrt(square), square

    def inverse_epsilon(self) -> tuple[Array, Array]:
        """1/ε by cell: of the bowtie's cells in v, and of the cells in u (0 inside the bowtie)."""
        middle = 0.5 * (self.v.edges[:-1] + self.v.edges[1:])
        dielectric = middle > self.v_0 if self.bowtie.kind == "bridge" else middle < self.v_0
        across = np.where(dielectric, self.bowtie.n**-2, 1.0)
        index = self._index_of_cell
        return across, np.where(np.isnan(index), 0.0, np.nan_to_num(index, nan=1.0) ** -2.0)

    def stiffness_terms(
        self, s: Array | ComplexArray, counted: Any = 1.0
    ) -> Iterator[tuple[Any, Any]]:
        """∫ ε⁻¹[∂_u h ∂_u φ/s + s ∂_v h ∂_v φ] as pairs of matrices in u and v, to be multiplied.

        `counted` is the weight of each cell in u.
        """
        u, v = self.u, self.v
        across, outside = (x[:, None] for x in self.inverse_epsilon())
        one = np.ones_like(v.points)
        inside = counted * np.isnan(self._index_of_cell)[:, None]
        for in_u, in_v in ((inside, across * one), (counted * outside, one)):
            yield u.stiffness(in_u / s), v.mass(in_v)
            yield u.mass(in_u * s), v.stiffness(in_v)

    def _assemble(self) -> None:
        from scipy.sparse import kron  # here, so that importing lasercore stays quick

        u, v = self.u, self.v
        s, square = self._stretched()
        stiffness = sum(kron(*pair) for pair in self.stiffness_terms(s))
        flat_mass = v.mass(np.ones_like(v.points))
        area = kron(u.mass(s * square), flat_mass) - kron(u.mass(s), v.mass(np.cos(v.points) ** 2))
        free = np.ones((u.size, v.size), dtype=bool)
        free[-1] = False
        if self.bowtie.kind == "bridge":
            free[:, -1] = False  # odd across the plane between the tips
        else:
            free[:, 0] = free[0, :] = False  # odd across the tips' axis
        self.free = np.flatnonzero(free.ravel())
        self.stiffness, self.mass = (
            matrix.tocsc()[:, self.free][self.free] for matrix in (stiffness, self.focus**2 * area)
        )

    def _gradient_at_centre(self) -> Array:
        """∂h/∂x = −∂h/∂v/f of a bridge, ∂h/∂y = ∂h/∂u/f of a gap, at u = 0, v = π/2."""
        gradient, degree = np.zeros((self.u.size, self.v.size)), self.resolution.degree
        if self.bowtie.kind == "bridge":
            _, slope = shapes(degree, np.array([1.0]))
            gradient[0, -degree - 1 :] = -slope[0] / (0.5 * np.diff(self.v.edges)[-1])
        else:
            _, slope = shapes(degree, np.array([-1.0]))
            gradient[: degree + 1, -1] = slope[0] / (0.5 * np.diff(self.u.edges)[0])
        return gradient.ravel() / self.focus
