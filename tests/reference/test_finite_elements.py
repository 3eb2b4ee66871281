"""The mode of a bowtie by triangles: the same answer as that of the conformal elements.

The two share the description of the bowtie and nothing that computes: coordinates, meshes, bases,
absorbers, solvers and the slope at the centre are different ones. Skipped without gmsh and
scikit-fem, but for the tests of what is said then.

Seen to fail (16 formulas were broken one by one): with n⁻¹ for n⁻², a part of the absorber's tensor
exchanged or of the wrong sign, a weight of 1 in the conics, circles for the confocal ellipses, or
no small triangles where tip and rim meet, the agreement with the conformal elements.
"""

import sys
from dataclasses import replace

import numpy as np
import pytest

from lasercore.bowtie import Bowtie, mode
from tests.reference import finite_elements, triangles
from tests.reference.discs import ring_mode
from tests.reference.finite_elements import finite_element_mode

N = 3.3


def make(kind="bridge", width=10e-9, tip_radius=None, radius=0.2275e-6, n=N, rings=3):
    return Bowtie(kind, width, tip_radius or width, radius, n, rings, 1.55e-6)


@pytest.fixture(scope="module")
def extra():
    """What the extra "cavity" installs; without it the test is skipped and says why."""
    try:
        triangles.import_gmsh()
        finite_elements._element(2)
    except ImportError as error:
        pytest.skip(str(error))


@pytest.fixture(scope="module")
def found(extra):
    """Modes by finite elements, each computed once."""
    known = {}

    def of(cavity, **resolution):
        key = cavity, *resolution.items()
        if key not in known:
            known[key] = finite_element_mode(cavity, **resolution)
        return known[key]

    return of


def complex_k(some_mode):
    """k in 1/µm."""
    real = 2e-6 * np.pi / some_mode.wavelength
    return real * (1 - 0.5j / some_mode.Q)


def in_bowtie(cavity, cells):
    """Which triangles lie inside the ellipse of the bowtie's rim."""
    x, y = cells.points[:, cells.cells[:3]].mean(axis=1)
    along, across = np.hypot(cavity.radius, cavity.tips.focus), cavity.radius
    return (1e-6 * x / along) ** 2 + (1e-6 * y / across) ** 2 < 1


# --- against the conformal elements ----------------------------------------------------------

CAVITIES = [
    make("bridge"),
    make("gap"),
    make("bridge", 2e-9),
    make("bridge", 50e-9),
    # R ≠ w and another material; few rings, so that the absorber has much to do
    make("bridge", 10e-9, 20e-9, 0.2313e-6, 3.48, 1),
    make("gap", 10e-9, 20e-9, 0.2101e-6, 3.48, 1),
    make("bridge", 10e-9, 2.5e-9, 0.2275e-6, N, 0),
]


@pytest.mark.parametrize("cavity", CAVITIES)
def test_agreement_with_conformal_elements(found, cavity):
    # Measured, at most: 1.2e-7 in λ, 1.0e-5 in Q, 1.8e-6 in the area.
    triangular, conformal = found(cavity), mode(cavity, degree=8, layers=4)
    assert triangular.wavelength == pytest.approx(conformal.wavelength, rel=3e-7)
    assert pytest.approx(conformal.Q, rel=3e-5) == triangular.Q
    assert triangular.area == pytest.approx(conformal.area, rel=5e-6)
    assert triangular.residual < 1e-10


@pytest.mark.parametrize(
    ("kind", "width", "wavelength", "Q", "area"),
    [
        ("bridge", 10e-9, 1.550076200e-6, 10188.976, 0.07406409),
        ("gap", 10e-9, 1.552444500e-6, 9831.485, 0.07842859),
    ],
)
def test_small_triangles_reach_the_digits_of_the_reference_values(
    found, kind, width, wavelength, Q, area
):
    fine = found(make(kind, width), size=0.6)
    assert fine.wavelength == pytest.approx(wavelength, abs=5e-15)
    assert pytest.approx(Q, abs=0.005) == fine.Q
    assert fine.area == pytest.approx(area, abs=3e-8)


@pytest.mark.parametrize(("degree", "least", "most"), [(2, 10, 30), (3, 30, 250)])
def test_error_falls_as_size_to_twice_the_degree(found, degree, least, most):
    # 2⁴ = 16 and 2⁶ = 64; triangles made anew are not the halved old ones, hence the margins.
    exact = complex_k(mode(make(), degree=8, layers=4))
    errors = [abs(complex_k(found(make(), size=s, degree=degree)) - exact) for s in (1, 0.5)]
    assert least < errors[0] / errors[1] < most


def test_even_the_coarsest_triangles_know_the_mode(found):
    coarse = found(make(), size=2.0, degree=2)
    assert coarse.wavelength == pytest.approx(1.5500762e-6, rel=1e-3)
    assert coarse.unknowns < 2000 < found(make()).unknowns


# --- what is solved on paper -----------------------------------------------------------------


def filled(kind, width, rings, exact):
    """k of the bowtie without tips: a disc, slightly elliptic as its foci are apart."""
    cavity, element = make(kind, width, radius=0.25e-6, rings=rings), finite_elements._element(4)
    cells = triangles.triangles(cavity, 1.0, 4, element.doflocs)
    index = np.where(in_bowtie(cavity, cells), N, cells.index)
    wavelength = 2e-6 * np.pi / exact.real
    disc = finite_elements._nearest(cavity, replace(cells, index=index), element, wavelength)
    return complex_k(disc)


@pytest.mark.parametrize(("kind", "rings"), [("bridge", 0), ("gap", 1)])
def test_filled_tips_tend_to_the_disc_on_paper(extra, kind, rings):
    # The ring of dielectric around the bowtie belongs to the disc. Bridge and gap are its modes
    # cos φ and sin φ: of one k as the foci meet, with an error ∝ f².
    walls, indices = make(radius=0.25e-6, rings=rings).walls()
    if rings == 0:
        exact = ring_mode(1, 1e6 * walls[1:], indices, 3.0 - 0.22j)
    else:
        exact = ring_mode(1, 1e6 * walls[1:], indices, 3.26 - 0.038j)
    wide, narrow = (filled(kind, width, rings, exact) for width in (8e-9, 4e-9))
    assert abs(wide / exact - 1) < 5e-4
    # Without the part ∝ f²; what is left, ∝ f⁴ and of the triangles, was measured as 1e-7.
    assert abs((4 * narrow - wide) / 3 / exact - 1) < 3e-7


# --- the absorber ----------------------------------------------------------------------------


@pytest.mark.parametrize("strength", [8.0, 20.0])
def test_the_absorber_s_strength_makes_no_difference(found, monkeypatch, strength):
    monkeypatch.setattr(finite_elements, "STRENGTH", strength)
    assert pytest.approx(found(make()).Q, rel=5e-5) == finite_element_mode(make()).Q


def test_an_absorber_that_is_too_weak_is_another_cavity(extra, monkeypatch):
    monkeypatch.setattr(finite_elements, "STRENGTH", 1.0)
    assert abs(finite_element_mode(make()).Q / 10188.976 - 1) > 1e-3


# --- the triangles ---------------------------------------------------------------------------


def test_triangles_cover_the_quarter_and_the_tips(extra):
    import skfem

    cavity, element = make("gap", 10e-9, 30e-9), finite_elements._element(4)
    cells = triangles.triangles(cavity, 1.0, 4, element.doflocs)
    mesh = skfem.MeshTri2(cells.points, cells.cells, elem=type(element))
    areas = skfem.Basis(mesh, element, intorder=10).dx.sum(axis=1)
    assert areas.sum() == pytest.approx(np.pi / 4 * cells.absorber[1] ** 2, rel=1e-10)
    tips = areas[in_bowtie(cavity, cells) & (cells.index == N)].sum()
    focus, v_0 = 1e6 * cavity.tips.focus, cavity.tips.v_0
    u = np.arcsinh(1e6 * cavity.radius / focus)
    # ∫∫ f² (sinh²u + sin²v) du dv over 0 ≤ v ≤ v_0
    expected = 0.25 * focus**2 * (v_0 * np.sinh(2 * u) - u * np.sin(2 * v_0))
    assert tips == pytest.approx(expected, rel=1e-7)
    disc = np.pi / 4 * (triangles.CENTRE * 0.5e6 * cavity.width) ** 2
    assert areas[cells.centre].sum() == pytest.approx(
        disc, rel=3e-6
    )  # few triangles, at most 2 along the arc


def test_a_triangle_that_folds_over_is_refused(extra):
    element = finite_elements._element(2)
    cells = triangles.triangles(make(), 2.0, 2, element.doflocs)
    points = cells.points.copy()
    third, middle = cells.cells[2:4, -1]  # `middle` lies between the first and the second corner
    points[:, middle] += 1.5 * (points[:, third] - points[:, middle])
    with pytest.raises(ArithmeticError, match="size must give triangles that do not fold over"):
        finite_elements._nearest(make(), replace(cells, points=points), element)


# --- refusals --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "error", "message"),
    [
        ({"size": 0.1}, ValueError, "size must lie between 0.25 and 2, got 0.1"),
        ({"size": 3}, ValueError, "size must lie between 0.25 and 2, got 3"),
        ({"size": np.nan}, ValueError, "size must be finite, got nan"),
        ({"degree": 1}, ValueError, "degree must be a whole number of at least 2, got 1"),
        ({"degree": 5}, ValueError, "degree must be at most 4, got 5"),
        ({"bowtie": "bridge"}, TypeError, "bowtie must be a Bowtie, got 'bridge'"),
    ],
)
def test_arguments_out_of_range(arguments, error, message):
    with pytest.raises(error, match=message):
        finite_element_mode(**({"bowtie": make()} | arguments))


def test_another_mode_is_refused(extra):
    with pytest.raises((ValueError, ArithmeticError), match=r"change (the )?radius"):
        finite_element_mode(make(radius=0.4e-6), size=2.0, degree=3)


def test_an_iteration_that_has_not_converged_is_refused(extra, monkeypatch):
    monkeypatch.setattr(finite_elements, "CONVERGED", 0.0)
    with pytest.raises(ArithmeticError, match="must converge to a residual of 0, got"):
        finite_element_mode(make(), size=2.0, degree=2)


def test_a_session_of_gmsh_in_use_is_left_alone(extra):
    import gmsh

    gmsh.initialize(interruptible=False)
    try:
        with pytest.raises(RuntimeError, match="gmsh must be free"):
            finite_element_mode(make(), size=2.0, degree=2)
        assert gmsh.isInitialized()
    finally:
        gmsh.finalize()


@pytest.mark.parametrize("module", ["gmsh", "skfem"])
def test_a_missing_module_is_named_with_its_remedy(monkeypatch, module):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ImportError, match=r'pip install "lasercore\[cavity\]"'):
        finite_element_mode(make())


def test_a_missing_library_of_the_system_is_named(monkeypatch, tmp_path):
    message = "libGLU.so.1: cannot open shared object file"
    (tmp_path / "gmsh.py").write_text(f"raise OSError({message!r})\n")
    monkeypatch.delitem(sys.modules, "gmsh", raising=False)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(ImportError, match=r"library of the system \(libGLU.so.1: cannot open"):
        triangles.import_gmsh()
