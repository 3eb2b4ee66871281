"""The mode of a bowtie by other means: triangles in plain Cartesian coordinates.

∫ ∇φ·Λ∇h/ε = k² ∫ σ h φ over a quarter of the plane, h = H_z,

Λ = 1 and σ = 1 but in the absorber (perfectly matched layer), a circular ring outside where the
radius turns complex, r̃ = r + iβξ² with ξ from 0 to 1: Λ = α r̂r̂ᵀ + (1 − r̂r̂ᵀ)/α, α = r̃/(r r̃′), and
σ = r̃ r̃′/r. With `mode` it shares the description of the bowtie and nothing that computes, so that
what the two agree on is no accident. All lengths are in µm.
"""

from dataclasses import dataclass

import numpy as np

from lasercore.bowtie.design import Bowtie
from lasercore.bowtie.search import CONVERGED, refuse_another
from lasercore.checks import instance, positive, whole
from tests.reference.triangles import REMEDY, import_gmsh, triangles

STRENGTH = 12.0
"""k₀β of the absorber: what comes back out of it is weakened by e^(−2 k₀β)."""
DEGREE, LEAST_DEGREE, MOST_DEGREE = 4, 2, 4
FINEST, COARSEST = 0.25, 2.0
# Solutions with each factorisation, factorisations at most, and where to stop.
STEPS, MOST_SHIFTS, PRECISE = 3, 4, 1e-10


@dataclass(frozen=True)
class FiniteElementMode:
    """A quasi-normal mode of a bowtie; made by `finite_element_mode`.

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
    unknowns : int
        Values of h that were computed.
    """

    bowtie: Bowtie
    wavelength: float
    Q: float
    area: float
    residual: float
    unknowns: int


def finite_element_mode(bowtie, *, size=1.0, degree=DEGREE):
    """The mode that a dipole at the centre of a bowtie excites, by finite elements on triangles.

    It answers the question of `mode` in a way that has nothing in common with it, as a check:
    ∫ ∇φ·∇h/ε = k² ∫ h φ, curved triangles, polynomials of the same degree for field and walls.
    Needs `pip install "lasercore[cavity]"`.

    Parameters
    ----------
    bowtie : Bowtie
    size : float, 0.25 to 2
        Of the triangles, relative to what suits most bowties. The errors of λ, Q and area fall
        about as size^(2 degree).
    degree : int, 2 to 4
        Of the polynomials. 4 is right to about 10⁻⁷ in λ, 3·10⁻⁵ in Q and 10⁻⁶ in the area.

    Returns
    -------
    FiniteElementMode

    Raises
    ------
    ValueError, ArithmeticError
        If no single mode answers, or a triangle folds over.
    ImportError, RuntimeError
        If gmsh or scikit-fem is missing, or gmsh is in use by somebody else.
    """
    instance("bowtie", bowtie, Bowtie)
    size, degree = positive("size", size), whole("degree", degree, least=LEAST_DEGREE)
    if not FINEST <= size <= COARSEST:
        raise ValueError(
            f"size must lie between {FINEST:g} and {COARSEST:g}, got {size:g}: smaller triangles"
            " take too much memory, larger ones miss the layers"
        )
    if degree > MOST_DEGREE:
        raise ValueError(f"degree must be at most {MOST_DEGREE}, got {degree}: reduce size instead")
    element = _element(degree)
    import_gmsh()  # complain about either of the two before anything is computed
    found = _nearest(bowtie, triangles(bowtie, size, degree, element.doflocs), element)
    refuse_another(found)
    return found


def _element(degree):
    try:
        import skfem
    except ImportError as error:
        raise ImportError(f"finite elements need scikit-fem: {REMEDY}") from error
    return {2: skfem.ElementTriP2, 3: skfem.ElementTriP3, 4: skfem.ElementTriP4}[degree]()


def _nearest(bowtie, cells, element, wavelength=None):
    """The mode on given triangles that answers to a dipole at the centre, whatever it is.

    The dipole has the given wavelength (m), by default the design's.
    """
    system = _System(bowtie, cells, element)
    square, h, residual = _solve(system, (2e-6 * np.pi / (wavelength or bowtie.wavelength)) ** 2)
    if not residual < CONVERGED:
        raise ArithmeticError(
            f"the mode must converge to a residual of {CONVERGED:g}, got {residual:.2g}: with a"
            f" radius of {bowtie.radius:.4g} m no single mode answers near the wavelength; change"
            " the radius"
        )
    k = np.sqrt(square)
    slope = system.slope(h, k)
    norm = 4 * bowtie.centre_index**2 * (h @ (system.stiffness @ h)) / slope**2
    area = norm.real / (1e12 * bowtie.unit_area)
    wavelength, quality = 2e-6 * np.pi / k.real, -0.5 * k.real / k.imag
    return FiniteElementMode(
        bowtie, float(wavelength), float(quality), float(area), residual, len(h)
    )


def _solve(system, square):
    """k², h and the residual: inverse iteration from the dipole, and better shifts after it."""
    from scipy.sparse.linalg import splu  # here, so that importing lasercore stays quick

    stiffness, mass = system.stiffness, system.mass
    h, load = None, system.dipole.astype(complex)
    for _ in range(MOST_SHIFTS):
        factors = splu(
            (stiffness - square * mass).tocsc(),
            permc_spec="MMD_AT_PLUS_A",
            diag_pivot_thresh=0.01,
            options={"SymmetricMode": True},
        )
        for _ in range(STEPS):
            h = factors.solve(load)
            h /= np.abs(h).max()
            load = mass @ h
        forces = stiffness @ h
        # Without conjugation, as the matrices are symmetric and complex.
        square = (h @ forces) / (h @ load)
        residual = float(np.linalg.norm(forces - square * load) / np.linalg.norm(forces))
        if residual < PRECISE:
            break
    return square, h, residual


class _System:
    """Matrices of a bowtie on triangles.

    Attributes
    ----------
    stiffness, mass : sparse matrices
        A and B of A h = k² B h (k in 1/µm), on the free nodes.
    dipole : array
        ∫x h (bridge) or ∫y h (gap) over the disc at the centre, on the free nodes.
    """

    def __init__(self, bowtie, cells, element):
        import skfem

        mesh = skfem.MeshTri2(cells.points, cells.cells, elem=type(element))
        degree = element.maxdeg
        basis = skfem.Basis(mesh, element, intorder=2 * degree + 2)
        _refuse_folded(basis)
        self._across = 0 if bowtie.kind == "bridge" else 1  # the coordinate in which h is odd
        self._index = bowtie.centre_index
        self._disc = skfem.Basis(mesh, element, intorder=2 * degree + 2, elements=cells.centre)
        self.free = np.setdiff1d(np.arange(basis.N), self._fixed(mesh, basis))
        xx, xy, yy, sigma = _medium(np.asarray(basis.global_coordinates()), cells.absorber, bowtie)
        inverse = (cells.index**-2.0)[:, None]

        @skfem.BilinearForm(dtype=complex)
        def stiffness(u, v, w):
            (u_x, u_y), (v_x, v_y) = u.grad, v.grad
            return w.xx * u_x * v_x + w.xy * (u_x * v_y + u_y * v_x) + w.yy * u_y * v_y

        @skfem.BilinearForm(dtype=complex)
        def mass(u, v, w):
            return w.sigma * u * v

        @skfem.LinearForm
        def dipole(v, w):
            return w.x[self._across] * v

        self.stiffness, self.mass = (
            matrix.tocsc()[:, self.free][self.free]
            for matrix in (
                stiffness.assemble(basis, xx=inverse * xx, xy=inverse * xy, yy=inverse * yy),
                mass.assemble(basis, sigma=sigma),
            )
        )
        self.dipole = dipole.assemble(self._disc)[self.free]

    def _fixed(self, mesh, basis):
        """Nodes where h = 0: on the axis across which it is odd, and at the absorber's end."""

        def held(x):
            return (np.abs(x[self._across]) < 1e-9) | (np.min(x, axis=0) > 1e-9)

        return basis.get_dofs(mesh.facets_satisfying(held, boundaries_only=True)).all()

    def slope(self, h, k):
        """|∇h| at the centre, from its average over the disc: there h ∝ J₁(nkr) cos φ + ….

        The other terms, cos 3φ and so on, are orthogonal to the dipole. Better than a derivative
        at a point: its error falls as fast as that of k.
        """
        from scipy.special import jv

        x, weights = np.asarray(self._disc.global_coordinates()), self._disc.dx
        r, inside = np.hypot(*x), self._index * k
        unit = 2 * jv(1, inside * r) / (inside * r) * x[self._across]  # a wave of slope 1
        return (self.dipole @ h) / np.sum(x[self._across] * unit * weights)


def _medium(x, absorber, bowtie):
    """Λ (its xx, xy and yy) and σ at points; 1, 0, 1 and 1 but in the absorber."""
    start, end = absorber
    r = np.hypot(*x)
    depth = np.clip((r - start) / (end - start), 0, None)
    reach = STRENGTH * 1e6 * bowtie.wavelength / (2 * np.pi)  # β
    stretch, slope = 1 + 1j * reach * depth**2 / r, 1 + 2j * reach * depth / (end - start)
    along, across = stretch / slope, slope / stretch
    e_x, e_y = x / r
    return (
        along * e_x**2 + across * e_y**2,
        (along - across) * e_x * e_y,
        along * e_y**2 + across * e_x**2,
        stretch * slope,
    )


def _refuse_folded(basis):
    """A curved triangle may fold over, and integrals over it would be wrong."""
    turned = basis.mapping.detDF(basis.X)
    folded = int(np.sum(turned.min(axis=1) * turned.max(axis=1) <= 0))
    if folded:
        raise ArithmeticError(
            f"size must give triangles that do not fold over, got {folded} that do: reduce size"
        )
