"""The mode of a bowtie: wavelength, Q, area and field."""

from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from lasercore._typing import Array, ArrayLike, ComplexArray, ComplexOrArray, FloatOrArray
from lasercore.bowtie.mesh import Mesh
from lasercore.checks import broadcast, positive, real_array

# Gauss points on each side of a wall, for the energy in a square.
POINTS = 24


class Mode:
    """A quasi-normal mode of a bowtie; made by `mode`.

    Attributes
    ----------
    bowtie : Bowtie
    wavelength : float, m
        2π/Re k.
    Q : float
        Quality factor Re k/(−2 Im k).
    area : float
        Quasi-normal mode area at the centre, in `bowtie.unit_area` (λ the design wavelength).
    residual : float
        |A h − k²B h| over |A h|: how well the eigenvalue equation is fulfilled.
    """

    def __init__(self, mesh: Mesh, square: complex, h: ComplexArray) -> None:
        self.bowtie, self._mesh = mesh.bowtie, mesh
        self._k = np.sqrt(square)
        self.wavelength = float(2e-6 * np.pi / self._k.real)
        self.Q = float(-0.5 * self._k.real / self._k.imag)
        self._h = h / (mesh.gradient @ h)  # ∇h is 1 at the centre, and real
        forces = mesh.stiffness @ self._h
        change = forces - square * (mesh.mass @ self._h)
        self.residual = float(np.linalg.norm(change) / np.linalg.norm(forces))
        self.area = float(4 * self.bowtie.centre_index**2 * (self._h @ forces).real / self._unit)

    @property
    def _unit(self) -> float:
        return 1e12 * self.bowtie.unit_area

    def __repr__(self) -> str:
        return f"Mode(λ = {1e6 * self.wavelength:.6f} µm, Q = {self.Q:.6g}, area = {self.area:.6g})"

    @cached_property
    def energy_area(self) -> float:
        """∫ε|E|² over ε|E|² at the centre, up to the absorber, in `bowtie.unit_area`.

        It counts the light that is leaving as if it belonged to the mode, and so grows with the
        buffer: at low Q it is no property of the mode.
        """
        return 4 * self.bowtie.centre_index**2 * self._energy() / self._unit

    def _energy(self) -> float:
        """∫|∇h|²/ε over a quarter, up to the absorber; conformal maps leave it as it is."""
        mesh, values = self._mesh, self._on_all_nodes
        last = mesh.coordinate(mesh.buffer_end)
        counted = 1.0 * (mesh.u.edges[1:] <= last * (1 + 1e-12))[:, None]
        terms = mesh.stiffness_terms(np.ones_like(mesh.u.points), counted)
        return sum(float(np.vdot(values, in_u @ (in_v @ values.T).T).real) for in_u, in_v in terms)

    @cached_property
    def _on_all_nodes(self) -> ComplexArray:
        values = np.zeros(self._mesh.u.size * self._mesh.v.size, dtype=complex)
        values[self._mesh.free] = self._h
        return values.reshape(self._mesh.u.size, self._mesh.v.size)

    def volume(self, thickness: float) -> float:
        """Mode volume at the centre, V = area × d_eff (m³): from the plane to a slab.

        `thickness` (m, positive) is the slab's d_eff; see `slab_cavity` for what that is worth.
        """
        return self.area * self.bowtie.unit_area * positive("thickness", thickness, "m")

    def field(
        self, x: ArrayLike, y: ArrayLike
    ) -> tuple[ComplexOrArray, ComplexOrArray, ComplexOrArray, FloatOrArray]:
        """H_z, E_x, E_y and ε at points (m) of one shape, x along the axis of the tips.

        E is 1 at the centre, along y for a bridge and along x for a gap; H_z is in those units
        times µm of ∇ × H, so that E = (∂_y H_z, −∂_x H_z)/ε up to this common factor. NaN beyond
        the absorber's begin, and at the foci, where the coordinates fold.
        """
        x, y = broadcast(x=1e6 * real_array("x", x, "m"), y=1e6 * real_array("y", y, "m"))
        mesh, shape = self._mesh, x.shape
        w = np.arccosh((np.abs(x) + 1j * np.abs(y)).ravel() / mesh.focus)
        u, v = np.abs(w.real), np.abs(w.imag)
        seen = u <= mesh.coordinate(mesh.buffer_end)
        h, h_u, h_v = self._at(np.where(seen, u, 0.0), v)
        with np.errstate(invalid="ignore", divide="ignore"):
            stretch = mesh.focus * np.sinh(u + 1j * v)
            h_x, h_y = (
                np.where(seen & (stretch != 0), part / np.abs(stretch) ** 2, np.nan)
                for part in (
                    stretch.real * h_u - stretch.imag * h_v,
                    stretch.imag * h_u + stretch.real * h_v,
                )
            )
        epsilon = self._epsilon(u, v)
        scale = self.bowtie.centre_index**2
        right, up = (np.where(part.ravel() < 0, -1, 1) for part in (x, y))
        if self.bowtie.kind == "bridge":  # H odd in x
            parts: Any = right * h, right * up * h_y / epsilon, -h_x / epsilon
            parts = tuple(-scale * part for part in parts)
        else:  # H odd in y
            parts = (scale * part for part in (up * h, h_y / epsilon, -right * up * h_x / epsilon))
        h, e_x, e_y = (np.where(seen, part, np.nan).reshape(shape)[()] for part in parts)
        return h, e_x, e_y, np.where(seen, epsilon, np.nan).reshape(shape)[()]

    def _at(self, u: Array, v: Array) -> tuple[ComplexArray, ComplexArray, ComplexArray]:
        """h and its derivatives by u and v."""
        u_nodes, u_values, u_slopes = self._mesh.u.at(u)
        v_nodes, v_values, v_slopes = self._mesh.v.at(v)
        local = self._on_all_nodes[u_nodes[:, :, None], v_nodes[:, None, :]]
        along_v = np.einsum("pij,pj->pi", local, v_values)
        slope_v = np.einsum("pij,pj->pi", local, v_slopes)
        return (
            np.einsum("pi,pi->p", along_v, u_values),
            np.einsum("pi,pi->p", along_v, u_slopes),
            np.einsum("pi,pi->p", slope_v, u_values),
        )

    def _epsilon(self, u: Array, v: Array) -> Array:
        mesh, n = self._mesh, self.bowtie.n
        dielectric = v > mesh.v_0 if self.bowtie.kind == "bridge" else v < mesh.v_0
        walls = mesh.coordinate(mesh.walls)
        beyond = np.array([1.0, *mesh.indices])[np.searchsorted(walls, u, side="right")]
        return np.where(u < walls[0], np.where(dielectric, n, 1.0), beyond) ** 2

    def components(self, x: ArrayLike, y: ArrayLike) -> ComplexArray:
        """Parts of E along and across the hyperbolas of the tips, at points (m) of one quadrant.

        NaN beyond the absorber's begin.
        """
        x, y = (real_array(name, r, "m", least=0) for name, r in (("x", x), ("y", y)))
        x, y = broadcast(x=x, y=y)
        _, e_x, e_y, _ = self.field(x, y)
        along = np.sinh(np.arccosh((x + 1j * y) / self.bowtie.tips.focus))  # dz/dw over f
        along = along / np.abs(along)
        return np.stack([e_x * along.real + e_y * along.imag, e_y * along.real - e_x * along.imag])

    def relative_rate(
        self, x: ArrayLike, y: ArrayLike, direction: ArrayLike | None = None
    ) -> FloatOrArray:
        """Emission rate γ_r of an emitter at points (m), relative to that of one at the centre.

        γ_r ∝ 1/(n²V) ∝ |d̂·E|², so that the index at the point drops out. `direction` is that of the
        dipole; None: along the field wherever it is. NaN beyond the absorber's begin.
        """
        _, e_x, e_y, _ = self.field(x, y)
        if direction is None:
            return np.abs(e_x) ** 2 + np.abs(e_y) ** 2
        d = real_array("direction", direction)
        if d.shape != (2,) or not d @ d > 0:
            raise ValueError(f"direction must be a vector (d_x, d_y), not zero, got {direction!r}")
        return np.abs(d[0] * e_x + d[1] * e_y) ** 2 / (d @ d)

    def confinement(self, side: float) -> float:
        """Share Γ of ε|E|² in the dielectric part of a centred square of that side (m)."""
        half = 0.5e6 * self.bowtie.side_inside(side)
        return float(self._energy_in_square(half) / self._energy())

    def _energy_in_square(self, half: float) -> float:
        """∫ε|E|² over the dielectric of a quarter, up to the scale of h; split at the wall."""
        from numpy.polynomial.legendre import leggauss

        mesh = self._mesh
        nodes, weights = (0.5 * (leggauss(POINTS)[0] + 1), 0.5 * leggauss(POINTS)[1])
        a, b = mesh.focus * np.cos(mesh.v_0), mesh.focus * np.sin(mesh.v_0)
        exit_ = a * np.sqrt(1 + (half / b) ** 2)  # where the wall leaves the square at its top
        edges = [0.0, *sorted({min(a, half), min(exit_, half), half})]
        strips = [
            (low + (high - low) * nodes, (high - low) * weights) for low, high in pairwise(edges)
        ]
        if half > a:  # beside the vertex of the wall x = a + t² makes its square root smooth
            reach = np.sqrt(min(exit_, half) - a)
            strips[1] = a + (reach * nodes) ** 2, 2 * reach**2 * nodes * weights
        total = 0.0
        for x, weight in strips:
            wall = np.minimum(b * np.sqrt(np.maximum((x / a) ** 2 - 1, 0.0)), half)
            low, high = (wall, half) if self.bowtie.kind == "bridge" else (0.0, wall)
            y = low + (high - low) * nodes[:, None]
            _, e_x, e_y, epsilon = self.field(1e-6 * np.broadcast_to(x, y.shape), 1e-6 * y)
            density = epsilon * (np.abs(e_x) ** 2 + np.abs(e_y) ** 2)
            total += float(((high - low) * (weights @ density)) @ weight)
        return total / self.bowtie.centre_index**4
