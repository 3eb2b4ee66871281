"""The computed bowtie: reference values at two resolutions, limits, symmetries, identities.

The reference numbers come from two computations that share no code with each other or with
`lasercore`, conformal spectral elements and triangular finite elements; of the latter see
`tests/reference`.

Seen to fail (14 formulas were broken one by one): with n⁻¹ for n⁻² or sin² for cos² in `mesh`, the
reference modes; without one of the gap's two planes, its modes; with a sign turned in
`Mode.field`, the parities and the confinement; with layers of the wrong thickness, all of Q.
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore.bowtie import Bowtie, mode, quasi_static_field, slab_mode, tune
from lasercore.bowtie.mesh import Mesh, Resolution
from lasercore.bowtie.mode import Mode
from lasercore.bowtie.search import nearest_mode
from tests.reference.discs import ring_mode

N = 3.3
BEST = {"degree": 8, "layers": 4}


def make(kind="bridge", width=10e-9, tip_radius=None, radius=0.2275e-6, rings=3):
    return Bowtie(kind, width, tip_radius or width, radius, N, rings, 1.55e-6)


@pytest.fixture(scope="module")
def best():
    """Modes at the best resolution, each computed once."""
    known = {}

    def of(cavity):
        if cavity not in known:
            known[cavity] = mode(cavity, **BEST)
        return known[cavity]

    return of


# --- reference values ----------------------------------------------------------------------

EXACT_INPUTS = [
    ("bridge", 2e-9, 1.516914784e-6, 10761.414, 0.00986571),
    ("bridge", 10e-9, 1.550076200e-6, 10188.976, 0.07406409),
    ("bridge", 50e-9, 1.653968814e-6, 7294.058, 0.6039259),
    ("gap", 10e-9, 1.552444500e-6, 9831.485, 0.07842859),
]


@pytest.mark.parametrize(("kind", "width", "wavelength", "Q", "area"), EXACT_INPUTS)
def test_reference_modes_in_full(best, kind, width, wavelength, Q, area):
    found = best(make(kind, width))
    assert found.wavelength == pytest.approx(wavelength, abs=5e-15)  # ±5e-9 µm
    assert pytest.approx(Q, abs=0.005) == found.Q
    assert found.area == pytest.approx(area, abs=3e-8)


@pytest.mark.parametrize(("kind", "width", "wavelength", "Q", "area"), EXACT_INPUTS)
def test_reference_modes_as_quickly_as_a_slider_moves(kind, width, wavelength, Q, area):
    found = mode(make(kind, width))
    assert found.wavelength == pytest.approx(wavelength, rel=3e-6)
    assert pytest.approx(Q, rel=5e-3) == found.Q
    assert found.area == pytest.approx(area, rel=5e-4)


@pytest.mark.parametrize(
    ("width", "radius", "Q", "area", "confinement"),
    [
        (2e-9, 0.236275e-6, 10322.05, 0.0101433, 0.08092),
        (5e-9, 0.232573e-6, 10269.05, 0.0314501, 0.09061),
        (20e-9, 0.219002e-6, 10040.17, 0.174482, 0.09796),
    ],
)
def test_tuned_bridges(best, width, radius, Q, area, confinement):
    tuned = tune(make(width=width, radius=0.23e-6), **BEST)
    assert tuned.radius == pytest.approx(radius, abs=6e-13)  # six digits are given
    found = best(tuned)
    assert found.wavelength == pytest.approx(1.55e-6, rel=2e-9)
    assert pytest.approx(Q, rel=3e-6) == found.Q
    assert found.area == pytest.approx(area, rel=5e-6)
    assert found.confinement(50e-9) == pytest.approx(confinement, abs=6e-6)  # five digits given


@pytest.mark.parametrize(
    ("rings", "Q"), [(0, 7.837), (1, 87.04), (2, 941.50), (3, 10190.2), (4, 110557)]
)
def test_each_pair_of_rings_multiplies_Q_by_about_n_squared(best, rings, Q):
    found = best(tune(make(rings=rings), tolerance=1e-8))
    assert pytest.approx(Q, rel=2e-4) == found.Q
    if rings > 1:
        before = best(tune(make(rings=rings - 1), tolerance=1e-8))
        assert pytest.approx(N**2, rel=0.01) == found.Q / before.Q


# --- laws ----------------------------------------------------------------------------------


def test_area_follows_the_wedge_exponent(best):
    # At R = w the tips look the same at every scale: A ∝ w^(2 − 2τ).
    areas = [best(tune(make(width=w))).area for w in (2e-9, 4e-9)]
    expected = 2 - 2 * make().tips.exponent
    assert expected == pytest.approx(1.234782, abs=1e-6)
    assert np.log2(areas[1] / areas[0]) == pytest.approx(expected, abs=2e-3)


def test_scale_invariance():
    # Maxwell's equations have no length: all lengths twice as large.
    first, cavity = mode(make(), **BEST), make()
    lengths = ("width", "tip_radius", "radius", "wavelength")
    second = mode(replace(cavity, **{x: 2 * getattr(cavity, x) for x in lengths}), **BEST)
    assert second.wavelength == pytest.approx(2 * first.wavelength, rel=1e-12)
    assert pytest.approx(first.Q, rel=1e-7) == second.Q
    assert second.area == pytest.approx(first.area, rel=1e-9)


@pytest.mark.parametrize("strength", [8.0, 25.0])
def test_the_absorber_s_strength_makes_no_difference(strength):
    standard, other = (
        nearest_mode(Mesh(make(), Resolution(8, 3, strength=s))) for s in (12.0, strength)
    )
    assert pytest.approx(standard.Q, rel=5e-6) == other.Q


def test_an_absorber_that_is_too_weak_is_another_cavity():
    weak = nearest_mode(Mesh(make(), Resolution(8, 3, strength=1.0)))
    assert abs(weak.Q / 10188.976 - 1) > 1e-3


def test_energy_area_grows_with_the_buffer_at_low_Q_and_the_other_does_not():
    cavity = tune(make(rings=0))
    near, far = (mode(cavity, degree=6, buffer=air) for air in (0.2e-6, 2e-6))
    assert far.energy_area == pytest.approx(0.188, abs=5e-4)
    assert far.energy_area > 2.5 * near.energy_area
    assert far.area == pytest.approx(near.area, rel=1e-3)


@pytest.mark.parametrize(("buffer", "message"), [(-1e-6, "be positive"), (1e-3, "lie.* 20 wave")])
def test_a_buffer_out_of_range_is_refused(buffer, message):
    with pytest.raises(ValueError, match=f"buffer must {message}"):
        mode(make(), buffer=buffer)


def test_energy_area_equals_the_area_at_high_Q(best):
    found = best(make())
    assert found.energy_area == pytest.approx(found.area, rel=5e-4)


class FilledMesh(Mesh):
    """The bowtie without tips: a disc of dielectric, slightly elliptic as its foci are apart."""

    def inverse_epsilon(self):
        across, outside = super().inverse_epsilon()
        return np.full_like(across, self.bowtie.n**-2), outside


def test_filled_tips_tend_to_the_disc_in_rings_as_the_foci_meet():
    # The ring of dielectric around the bowtie belongs to the disc.
    walls, indices = make(radius=0.25e-6, rings=1).walls()
    exact = ring_mode(1, 1e6 * walls[1:], indices, 3.26 - 0.038j)
    errors = []
    for width in (8e-9, 4e-9):
        mesh = FilledMesh(make(width=width, radius=0.25e-6, rings=1), Resolution(8, 2))
        found = nearest_mode(mesh, wavelength=2e-6 * np.pi / exact.real)
        errors.append(abs(found._k - exact) / abs(exact))
    assert errors[1] < 3e-5
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.1)  # ∝ f²


def test_density_of_states_is_that_of_the_one_mode(best):
    # A dipole at the centre, on resonance: direct solution against the mode's pole alone.
    from scipy.sparse.linalg import spsolve

    found = best(make())
    mesh = found._mesh
    k = found._k.real
    response = spsolve((mesh.stiffness - k**2 * mesh.mass).tocsc(), mesh.gradient.astype(complex))
    direct = (mesh.gradient @ response).imag
    norm = found._h @ (mesh.mass @ found._h)
    pole = (1 / (norm * (found._k**2 - k**2))).imag
    assert pole == pytest.approx(direct, rel=1e-6)


# --- the field -----------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["bridge", "gap"])
def test_field_at_the_centre_is_one_along_its_axis(kind):
    _, e_x, e_y, epsilon = mode(make(kind)).field(0.0, 0.0)
    along, across = (e_y, e_x) if kind == "bridge" else (e_x, e_y)
    assert along == pytest.approx(1, abs=1e-6)
    assert abs(across) < 1e-9
    assert epsilon == pytest.approx(N**2 if kind == "bridge" else 1)


@pytest.mark.parametrize("kind", ["bridge", "gap"])
def test_parity(kind):
    found = mode(make(kind))
    x, y = np.array([3e-9, 20e-9, 100e-9]), np.array([7e-9, 15e-9, 60e-9])
    h, e_x, e_y, _ = found.field(x, y)
    odd_x, odd_y = (-1, 1) if kind == "bridge" else (1, -1)
    for flip_x, flip_y in ((-1, 1), (1, -1), (-1, -1)):
        sign = (odd_x if flip_x < 0 else 1) * (odd_y if flip_y < 0 else 1)
        h_2, e_x2, e_y2, _ = found.field(flip_x * x, flip_y * y)
        np.testing.assert_allclose(h_2, sign * h, rtol=1e-12)
        # E_x = ∂_y H and E_y = −∂_x H change their sign with H and with their derivative's axis.
        np.testing.assert_allclose(e_x2, sign * flip_y * e_x, rtol=1e-12)
        np.testing.assert_allclose(e_y2, sign * flip_x * e_y, rtol=1e-12)


@pytest.mark.parametrize("kind", ["bridge", "gap"])
def test_tangential_E_and_normal_D_are_continuous_at_the_tips(kind):
    found = mode(make(kind), **BEST)
    f, v_0 = found.bowtie.tips.focus, found.bowtie.tips.v_0
    u = np.linspace(0.2, 3.0, 7)
    fields = []
    for v in (v_0 - 1e-7, v_0 + 1e-7):
        x, y = f * np.cosh(u) * np.cos(v), f * np.sinh(u) * np.sin(v)
        _, e_x, e_y, epsilon = found.field(x, y)
        along = np.array([np.sinh(u) * np.cos(v), np.cosh(u) * np.sin(v)])
        along /= np.hypot(*along)
        tangential = along[0] * e_x + along[1] * e_y
        normal = epsilon * (along[0] * e_y - along[1] * e_x)
        fields.append((tangential, normal))
    for below, above in zip(*fields, strict=True):
        np.testing.assert_allclose(below, above, rtol=2e-4, atol=1e-5 * np.abs(below).max())


@pytest.mark.parametrize("kind", ["bridge", "gap"])
def test_near_the_tips_the_field_is_the_quasi_static_one(kind):
    found = mode(make(kind, width=2e-9))
    x, y = np.array([0.0, 0.5e-9, 2e-9, 0.3e-9]), np.array([1e-9, 0.2e-9, 3e-9, 4e-9])
    _, e_x, e_y, _ = found.field(x, y)
    static = quasi_static_field(found.bowtie.tips, x, y)
    np.testing.assert_allclose(e_x.real, static[0], atol=2e-3 * np.abs(static).max())
    np.testing.assert_allclose(e_y.real, static[1], atol=2e-3 * np.abs(static).max())


def test_the_field_obeys_its_equation_inside_the_dielectric():
    # Δh + k²εh = 0, by differences on a small star.
    found = mode(make(), **BEST)
    x, y, step = 12e-9, 90e-9, 2e-9
    points = np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]]) * step + [x, y]
    h, *_, epsilon = found.field(points[:, 0], points[:, 1])
    laplacian = (h[1:].sum() - 4 * h[0]) / (1e6 * step) ** 2
    expected = -(found._k**2) * epsilon[0] * h[0]
    assert laplacian == pytest.approx(expected, rel=2e-2)


def test_beyond_the_buffer_nobody_knows():
    found = mode(make())
    assert np.isnan(found.field(10e-6, 0.0)[1])


# --- what is refused -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"kind": "slot"}, "kind must be 'bridge' or 'gap', got 'slot'"),
        ({"width": 0.3e-6}, "width must be smaller than the radius, got 3e-07"),
        ({"width": -1e-9}, "width must be positive, got -1e-09 m"),
        ({"tip_radius": 1e-12}, "tip_radius must lie between width/50 and 50 width"),
        ({"radius": 2e-6}, "radius must be at most one wavelength"),
        ({"n": 1.2}, "n must lie between 1.5 and 5"),
        ({"rings": 9}, "rings must be at most 6"),
        ({"rings": 1.5}, "rings must be a whole number of at least 0"),
        ({"wavelength": float("nan")}, "wavelength must be finite"),
    ],
)
def test_designs_out_of_range(changed, message):
    with pytest.raises(ValueError, match=message):
        replace(make(), **changed)


def test_the_guard_refuses_another_mode():
    with pytest.raises(ValueError, match=r"radius must let the bowtie's own mode .*use tune"):
        mode(make(radius=0.4e-6))
    with pytest.raises(ArithmeticError, match=r"no single mode answers .*change the radius"):
        mode(make(radius=0.5e-6))


def test_a_square_that_does_not_fit():
    with pytest.raises(ValueError, match="side must fit into the bowtie"):
        mode(make()).confinement(1e-6)


def test_resolutions_out_of_range():
    with pytest.raises(ValueError, match="degree must be at most 12, got 40"):
        mode(make(), degree=40)
    with pytest.raises(ValueError, match="layers must be a whole number of at least 1, got 0"):
        mode(make(), layers=0)


def test_a_mode_knows_itself():
    found = mode(make())
    assert isinstance(found, Mode)
    assert repr(found).startswith("Mode(λ = 1.5500")
    assert found.residual < 1e-9


# --- what can be solved on paper -----------------------------------------------------------


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (1, 1.102035358224 - 0.080490244923j),
        (3, 1.849710747219 - 0.014041894650j),
        (6, 2.956345245907 - 0.000197740338j),
    ],
)
def test_disc(order, expected):
    found = ring_mode(order, [1.0], [N, 1.0], expected * (1 + 1e-3))
    assert abs(found - expected) < 2e-12


def test_a_disc_in_a_medium_is_a_disc_in_air_of_their_ratio():
    # All indices over that of the medium, all wave numbers times it: the same equation.
    in_water = ring_mode(1, [1.0], [N, 1.3], 0.8 - 0.1j)
    in_air = ring_mode(1, [1.0], [N / 1.3, 1.0], 1.3 * (0.8 - 0.1j))
    assert 1.3 * in_water == pytest.approx(in_air, rel=1e-12)


def test_tips_as_blunt_as_allowed_survive_rounding():
    assert make(width=1e-8, tip_radius=10 * 50 * 1e-9).tip_radius > 50 * 1e-8


@pytest.mark.parametrize(("rings", "wavelength", "Q"), [(1, 1.759309234, 54.2215),
                                                        (3, 1.751183364, 4469.1804)])  # fmt: skip
def test_rings_around_a_disc(rings, wavelength, Q):
    quarter = 1.55 / 4
    radii = 0.33 + np.concatenate([[0.0], np.cumsum([quarter, quarter / N] * rings)])
    guess = 2 * np.pi / wavelength * (1 - 0.5j / Q)
    k = ring_mode(1, radii, [N, *[1.0, N] * rings, 1.0], guess * (1 + 1e-6))
    assert 2 * np.pi / k.real == pytest.approx(wavelength, abs=1e-9)
    assert -0.5 * k.real / k.imag == pytest.approx(Q, rel=1e-6)


@pytest.mark.parametrize(
    ("n", "index", "thickness"), [(3.3, 2.69986, 0.18584e-6), (3.48, 2.88445, 0.18264e-6)]
)
def test_slab(n, index, thickness):
    found = slab_mode(n, 240e-9, 1.55e-6)
    assert found.index == pytest.approx(index, abs=5e-6)
    assert found.thickness == pytest.approx(thickness, abs=5e-12)


def test_a_thick_slab_has_the_bulk_s_index():
    assert slab_mode(3.3, 20e-6, 1.55e-6).index == pytest.approx(3.3, abs=1e-3)


def test_a_slab_of_air_is_refused():
    with pytest.raises(ValueError, match=r"n must be above 1, got 1.0: a slab of air"):
        slab_mode(1.0, 1e-7, 1.55e-6)
