"""Mode-volume integrals, exact on fields whose integrals are known on paper.

A uniform trapezoidal grid integrates sin² over whole half waves exactly and a wide Gaussian to
rounding, so the tolerances are those of rounding.

Exercise: breaking the energy density in cavity/mode_volume.py (n² → n) turns fourteen red, like
test_box_mode_101_… and test_confinement_of_two_materials_…; weights of the left instead of the
trapezoidal rule only test_cell_volumes_of_an_uneven_grid_are_trapezoidal.
"""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lasercore import cavity

EXACT = 1e-12
SIDES = (1.0e-6, 0.7e-6, 0.4e-6)


def grid(*sides, points=17):
    axes = [np.linspace(0, side, points) for side in sides]
    return np.meshgrid(*axes, indexing="ij"), cavity.cell_volumes(*axes)


def volume(field, weights, at, direction=None, n=3.3):
    index = np.full(weights.shape, n)
    direction = at if direction is None else direction
    return cavity.mode_volume_of_emitter(field, index, weights, at, n, direction)


def test_half_wave_between_two_mirrors_has_half_the_length():
    (x,), weights = grid(2.0)
    assert abs(volume(np.sin(np.pi * x / 2)[None], weights, [1.0]) - 1.0) < EXACT


def test_box_mode_101_has_a_quarter_of_the_box():
    # E_y = sin(πx/a) sin(πz/c), uniform along y: ∫|E|² = abc/4
    (x, _, z), weights = grid(*SIDES)
    a, b, c = SIDES
    field = np.stack([0 * x, np.sin(np.pi * x / a) * np.sin(np.pi * z / c), 0 * x])
    assert abs(volume(field, weights, [0, 1.0, 0]) / (a * b * c / 4) - 1) < EXACT


def test_standing_wave_with_nodes_on_all_six_walls_has_an_eighth_of_the_box():
    (x, y, z), weights = grid(*SIDES)
    a, b, c = SIDES
    field = np.sin(np.pi * x / a) * np.sin(np.pi * y / b) * np.sin(2 * np.pi * z / c)
    assert abs(volume(field[None], weights, [1.0]) / (a * b * c / 8) - 1) < EXACT


def test_box_mode_111_of_metal_walls():
    # E = (A cos sin sin, B sin cos sin, C sin sin cos) with A/a + B/b + C/c = 0 (no charge):
    # ∫|E|² = (A² + B² + C²) abc/8; next to the middle of the wall x = 0 only A is left.
    (x, y, z), weights = grid(*SIDES)
    a, b, c = SIDES
    A, B = 1.0, 0.5
    C = -c * (A / a + B / b)
    (sx, cx), (sy, cy), (sz, cz) = (
        (np.sin(np.pi * q / side), np.cos(np.pi * q / side))
        for q, side in zip((x, y, z), SIDES, strict=True)
    )
    field = np.stack([A * cx * sy * sz, B * sx * cy * sz, C * sx * sy * cz])
    expected = (A**2 + B**2 + C**2) / A**2 * a * b * c / 8
    assert abs(volume(field, weights, [A, 0, 0]) / expected - 1) < EXACT


@pytest.mark.parametrize("dimensions", [1, 2, 3])
def test_gaussian_has_the_root_of_half_pi_times_its_waist_per_dimension(dimensions):
    waist = 0.3e-6
    axes = [np.linspace(-8 * waist, 8 * waist, 65)] * dimensions
    points = np.meshgrid(*axes, indexing="ij")
    field = np.exp(-sum(p**2 for p in points) / waist**2)[None]
    found = volume(field, cavity.cell_volumes(*axes), [1.0])
    assert abs(found / (np.sqrt(np.pi / 2) * waist) ** dimensions - 1) < 1e-11


@given(st.floats(0, 1.5))
def test_a_dipole_at_an_angle_sees_a_volume_larger_by_cos_squared(angle):
    (x,), weights = grid(1.0)
    field = np.stack([np.sin(np.pi * x), 0 * x])
    tilted = volume(field, weights, [1.0, 0], [np.cos(angle), np.sin(angle)])
    assert abs(tilted * np.cos(angle) ** 2 / 0.5 - 1) < EXACT


def test_a_linear_dipole_in_a_circular_field_sees_twice_the_volume():
    (x,), weights = grid(1.0)
    circular = np.stack([np.sin(np.pi * x), 1j * np.sin(np.pi * x)])
    for direction in ([1, 0], [0, 1], [3, 4]):
        assert abs(volume(circular, weights, [1, 1j], direction) - 1.0) < EXACT


@given(st.floats(1e-3, 1e3), st.floats(0, 6.3), st.floats(1e-3, 1e3))
def test_units_phase_and_length_of_the_dipole_do_not_matter(unit, phase, length):
    (x,), weights = grid(1.0)
    factor = unit * np.exp(1j * phase)
    found = volume(factor * np.sin(np.pi * x)[None], weights, [factor], [length])
    assert abs(found / 0.5 - 1) < EXACT


def test_emitter_in_the_low_index_part_sees_less_energy():
    # Two materials of equal length in a uniform field: ∫n²|E|² = (n_1² + n_2²)/2.
    weights, index = np.full(10, 0.1), np.repeat([1.0, 3.0], 5)
    found = cavity.mode_volume_of_emitter(np.ones((1, 10)), index, weights, [1.0], 1.0, [1.0])
    assert abs(found / 5.0 - 1) < EXACT


def test_confinement_of_two_materials_in_a_uniform_field():
    weights, index = np.full(10, 0.1), np.repeat([1.0, 3.0], 5)
    found = cavity.confinement_factor(np.ones((1, 10)), index, weights, index > 2)
    assert abs(found - 9 / 10) < EXACT


def test_confinement_of_an_inner_slice_of_a_half_wave():
    cells = 1000
    x = (np.arange(cells) + 0.5) / cells
    inside = (x > 0.25) & (x < 0.75)
    field, weights = np.sin(np.pi * x)[None], np.full(cells, 1 / cells)
    found = cavity.confinement_factor(field, np.full(cells, 3.3), weights, inside)
    assert abs(found - (0.5 + 1 / np.pi)) < 1e-6  # midpoint rule, 1/cells²


def test_shares_of_a_partition_add_up_to_one():
    (x, y, z), weights = grid(*SIDES)
    field = np.stack([np.cos(x * 1e7), np.sin(y * 2e7), np.cos(z * 3e7)])
    index = 1 + 2.3 * (x > 0.4e-6)
    shares = [
        cavity.confinement_factor(field, index, weights, part)
        for part in (x + y < 0.5e-6, x + y >= 0.5e-6)
    ]
    assert abs(sum(shares) - 1) < EXACT and min(shares) > 0


@pytest.mark.parametrize("angle", [0.0, 0.7])
def test_a_small_active_region_sees_the_emitter_volume_up_to_the_dipole_projection(angle):
    cells = 3001
    x = (np.arange(cells) + 0.5) / cells
    field, weights = np.stack([np.sin(np.pi * x), 0 * x]), np.full(cells, 1 / cells)
    index = np.where(abs(x - 0.5) < 0.2, 3.3, 1.5)
    active = abs(x - 0.5) < 2.5 / cells  # five cells at the antinode
    region = cavity.mode_volume_of_active_region(
        weights[active].sum(), cavity.confinement_factor(field, index, weights, active)
    )
    direction = [np.cos(angle), np.sin(angle)]
    emitter = cavity.mode_volume_of_emitter(field, index, weights, [1.0, 0], 3.3, direction)
    # Over five cells sin² falls by (5π/2·cells)²/3 = 2e-6 on average.
    assert abs(region / (emitter * np.cos(angle) ** 2) - 1) < 1e-5


def test_cell_volumes_of_an_uneven_grid_are_trapezoidal():
    assert cavity.cell_volumes([0, 1, 3]).tolist() == [0.5, 1.5, 1.0]
    both = cavity.cell_volumes([0, 1, 3], [0, 2])
    assert both.tolist() == [[0.5, 0.5], [1.5, 1.5], [1.0, 1.0]]


def test_an_emitter_that_does_not_couple_is_refused():
    (x,), weights = grid(1.0)
    field = np.stack([np.sin(np.pi * x), 0 * x])
    with pytest.raises(ValueError, match=r"direction must have a component along"):
        volume(field, weights, [1.0, 0], [0, 1.0])
    with pytest.raises(ValueError, match=r"direction must have a component along"):
        volume(field, weights, [1.0, 0], [0, 0.0])
