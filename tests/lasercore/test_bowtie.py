"""The quasi-static field between two tips: Maxwell's equations and the exponents, one by one.

Exercise: breaking the wedge equation in bowtie.py (n² → n) turns
test_reference_computation_wedge_exponent_…, test_tangential_E_and_normal_D_… and four more red; a
slope without its τ only test_divergence_and_curl_vanish_in_each_material.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lasercore.bowtie import Tips, quasi_static_field, wedge_exponent

WIDTH = 10e-9


def make(kind, radius=1.0, n=3.3):
    return Tips(kind, width=WIDTH, tip_radius=radius * WIDTH, n=n)


@pytest.fixture(params=["bridge", "gap"])
def tips(request):
    return make(request.param)


def point(tips, u, v):
    """Cartesian position of elliptic coordinates, and the unit vector along the curve v."""
    x = tips.focus * np.cosh(u) * np.cos(v)
    y = tips.focus * np.sinh(u) * np.sin(v)
    along = np.array([np.sinh(u) * np.cos(v), np.cosh(u) * np.sin(v)])
    return x, y, along / np.hypot(*along)


def everywhere(tips):
    """Points on both sides of the tips' surface, away from it and from the foci."""
    u, v = np.meshgrid(np.linspace(0.1, 3, 9), [0.2, 0.5, 0.8, 1.1, 1.3, 1.5])
    x, y, _ = point(tips, u, v)
    return x, y


def derivatives(tips, x, y):
    """∂_x and ∂_y of (E_x, E_y) by central differences, error (1e-4)² of the field/width."""
    step = 1e-4 * WIDTH
    by_x = (quasi_static_field(tips, x + step, y) - quasi_static_field(tips, x - step, y)) / 2
    by_y = (quasi_static_field(tips, x, y + step) - quasi_static_field(tips, x, y - step)) / 2
    return by_x / step, by_y / step


def test_reference_computation_wedge_exponent_at_R_equal_w():
    # n = 3.3: tan v_0 = √2 (54.74°) for every width; area and volume scale as w^(2 − 2τ).
    tau = make("bridge").exponent
    assert abs(np.degrees(make("bridge").v_0) - 54.7356) < 1e-4
    assert abs(tau - 0.382609) < 5e-7
    assert abs(2 - 2 * tau - 1.234782) < 1e-6
    assert make("gap").exponent == Tips("gap", 3 * WIDTH, 3 * WIDTH, 3.3).exponent == tau


@given(st.floats(1.01, 20), st.floats(0.05, 1.5))
def test_wedge_exponent_solves_its_equation(n, v_0):
    tau = wedge_exponent(n, v_0)
    assert 0 < tau < 1
    product = np.tan(tau * v_0) * np.tan(tau * (np.pi / 2 - v_0))
    assert abs(product * n**2 - 1) < 1e-10


def test_wedge_exponent_without_contrast_is_one_and_falls_with_the_index():
    assert wedge_exponent(1.0, 0.7) == 1.0
    taus = [wedge_exponent(n, 0.7) for n in (1.0, 1.001, 1.5, 3.3, 10.0, 100.0)]
    assert np.all(np.diff(taus) < 0)


def test_tip_radius_and_width_are_those_of_the_surface(tips):
    x, y, _ = point(tips, np.array([0.0, 1e-4]), tips.v_0)
    assert abs(2 * x[0] / WIDTH - 1) < 1e-14
    # near its vertex a hyperbola is x = x_0 + y²/(2R)
    assert abs(y[1] ** 2 / (2 * (x[1] - x[0])) / tips.tip_radius - 1) < 1e-6


def test_field_at_the_centre_is_one_along_the_bridge_walls_or_across_the_gap():
    assert np.allclose(quasi_static_field(make("bridge"), 0, 0), [0, 1], atol=1e-14)
    assert np.allclose(quasi_static_field(make("gap"), 0, 0), [1, 0], atol=1e-14)


def test_tangential_E_and_normal_D_are_continuous_at_the_surface(tips):
    u, shift = np.linspace(0.0, 3, 13), 1e-9
    sides = []
    for v in (tips.v_0 - shift, tips.v_0 + shift):
        x, y, along = point(tips, u, v)
        E, epsilon = quasi_static_field(tips, x, y), tips.index(x, y) ** 2
        tangential = E[0] * along[0] + E[1] * along[1]
        normal = epsilon * (E[0] * along[1] - E[1] * along[0])
        sides.append((tangential, normal, epsilon))
    (t_in, n_in, e_in), (t_out, n_out, e_out) = sides
    assert np.all(e_in / e_out == (1 / 3.3**2 if tips.kind == "bridge" else 3.3**2))
    scale = np.hypot(t_in, n_in).max()  # of a field that changes by `shift` across the step
    np.testing.assert_allclose(t_in, t_out, rtol=0, atol=1e-7 * scale)
    np.testing.assert_allclose(n_in, n_out, rtol=0, atol=1e-7 * scale)
    assert abs(t_in).max() > 0.05 and abs(n_in).max() > 0.05  # neither test is empty


def test_divergence_and_curl_vanish_in_each_material(tips):
    x, y = everywhere(tips)
    (xx, yx), (xy, yy) = derivatives(tips, x, y)
    scale = np.abs([xx, yx, xy, yy]).max(axis=0) + 1 / WIDTH
    assert np.abs((xx + yy) / scale).max() < 1e-6  # central differences, (1e-4)² times a few
    assert np.abs((yx - xy) / scale).max() < 1e-6


def test_field_has_the_mirror_symmetry_of_the_tips(tips):
    x, y = everywhere(tips)
    E_x, E_y = quasi_static_field(tips, x, y)
    odd_x = -1 if tips.kind == "bridge" else 1  # the component along the centre's is even
    for mirrored in ((-x, y), (x, -y)):
        np.testing.assert_array_equal(
            quasi_static_field(tips, *mirrored), [odd_x * E_x, -odd_x * E_y]
        )
    np.testing.assert_array_equal(quasi_static_field(tips, -x, -y), [E_x, E_y])


def test_field_is_smooth_across_the_axes_outside_the_tips_surface(tips):
    # From the folded quadrant the field must continue without a step or a kink in its sign.
    tiny = 1e-9 * WIDTH
    across_x0 = [quasi_static_field(tips, s * tiny, 0.3 * WIDTH) for s in (-1, 1)]
    across_y0 = [quasi_static_field(tips, 0.2 * WIDTH, s * tiny) for s in (-1, 1)]
    beyond_foci = [quasi_static_field(tips, 5 * WIDTH, s * tiny) for s in (-1, 1)]
    for before, after in (across_x0, across_y0, beyond_foci):
        np.testing.assert_allclose(before, after, rtol=0, atol=1e-7)


@pytest.mark.parametrize(("kind", "uniform"), [("bridge", [0, 1]), ("gap", [1, 0])])
def test_without_contrast_the_field_is_uniform(kind, uniform):
    plain = make(kind, n=1.0)
    x, y = everywhere(plain)
    E = quasi_static_field(plain, np.append(x, -x), np.append(y, 2 * y))
    np.testing.assert_allclose(E, np.multiply.outer(uniform, np.ones(E[0].size)), atol=1e-12)


@pytest.mark.parametrize("angle", [0.3, 1.2])
def test_far_away_the_field_falls_like_r_to_the_tau_minus_1(tips, angle):
    r = tips.focus * np.array([1e8, 1e9])
    strength = np.hypot(*quasi_static_field(tips, r * np.cos(angle), r * np.sin(angle)))
    slope = np.log10(strength[1] / strength[0])
    assert abs(slope - (tips.exponent - 1)) < 1e-5  # next term: r^(−2τ) = 1e-6


def test_doubling_all_lengths_changes_nothing(tips):
    x, y = everywhere(tips)
    double = Tips(tips.kind, 2 * WIDTH, 2 * tips.tip_radius, 3.3)
    np.testing.assert_allclose(
        quasi_static_field(double, 2 * x, 2 * y), quasi_static_field(tips, x, y), rtol=1e-12
    )


def test_reference_computation_hot_spot_at_the_tip_is_1_4_times_the_centre():
    # At R = w, in the dielectric at the waist's wall. Separated by hand: E_tip/E_centre =
    # cos(τ(π/2 − v_0))/sin v_0 = 1.19094, squared 1.41834. The computed cavity, where the field
    # is not quite quasi-static, has 1.40.
    bridge = make("bridge")
    at_wall = quasi_static_field(bridge, 0.5 * WIDTH * (1 - 1e-12), 0.0)
    assert bridge.index(0.5 * WIDTH * (1 - 1e-9), 0.0) == 3.3
    ratio = (at_wall**2).sum()  # ε is the same in both places, |E| at the centre is one
    assert abs(ratio - 1.41834) < 1e-5
    assert abs(ratio / 1.40 - 1) < 0.02


def test_eps_E_squared_in_the_bridge_is_n_squared_times_that_of_the_air_beside_it():
    bridge, inside, outside = make("bridge"), 0.5 * WIDTH * (1 - 1e-9), 0.5 * WIDTH * (1 + 1e-9)
    densities = [
        bridge.index(x, 0.0) ** 2 * (quasi_static_field(bridge, x, 0.0) ** 2).sum()
        for x in (inside, outside)
    ]
    assert abs(densities[0] / densities[1] / 3.3**2 - 1) < 1e-6


def test_E_jumps_by_n_squared_into_a_gap():
    gap, inside, outside = make("gap"), 0.5 * WIDTH * (1 + 1e-9), 0.5 * WIDTH * (1 - 1e-9)
    solid, air = (quasi_static_field(gap, x, 0.0)[0] for x in (inside, outside))
    assert abs(air / solid / 3.3**2 - 1) < 1e-6
