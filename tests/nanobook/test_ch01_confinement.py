"""What the figures of chapter 1 draw, against closed forms.

Seen to fail: with |E|² without ε in the map, `test_bridge_and_gap_have_the_same_energy_map`.
"""

import numpy as np
import pytest

from lasercore.bowtie import Tips
from nanobook.ch01_confinement import interfaces, tip_fields
from tests.helpers import axes


@pytest.mark.parametrize("width", [3e-9, 20e-9])
def test_bridge_and_gap_have_the_same_energy_map(width):
    maps = [
        tip_fields.tip_map(axes(), Tips(kind, width, 7e-9, 3.3), "energy", pixels=40).images[0]
        for kind in ("bridge", "gap")
    ]
    np.testing.assert_allclose(maps[0].get_array(), maps[1].get_array(), rtol=1e-9)


@pytest.mark.parametrize("shown", ["energy", "field"])
def test_a_map_is_one_at_its_upper_edge_as_said(shown):
    ax = tip_fields.tip_map(axes(), Tips("bridge", 1e-8, 1e-8, 3.3), shown, 50e-9, pixels=401)
    values = np.asarray(ax.images[0].get_array())
    # The outermost pixel is centred 1/401 of the half width inside.
    assert values[[0, -1], 200] == pytest.approx([1, 1], rel=0.01)


@pytest.mark.parametrize(("kind", "E", "D"), [("gap", 9.0, 1.0), ("bridge", 1.0, 9.0)])
def test_in_a_layer_one_field_is_continuous_and_the_energy_rises_by_the_square(kind, E, D):
    lines = interfaces.layer_fields(axes(), kind, n=3.0).lines
    for line, inside in zip(lines, (E, D, 9.0), strict=True):
        assert line.get_ydata() == pytest.approx([1, 1, inside, inside, 1, 1])


@pytest.mark.parametrize(("kind", "jump"), [("bridge", 1.0), ("gap", 3.3**2)])
def test_at_the_surface_of_a_tip_the_energy_jumps_by_the_contrast_in_both(kind, jump):
    ax = interfaces.tip_cut(axes(), Tips(kind, 1e-8, 1e-8, 3.3))
    for line, expected in zip(ax.lines, (jump, 3.3**2), strict=True):
        x, values = line.get_data()
        before, behind = values[(x > 0) & (x < 5)][-1], values[x > 5][0]  # nm
        assert before / behind == pytest.approx(expected, rel=1e-3)
        assert np.interp(0, x, values) == pytest.approx(1, rel=1e-3)


def test_fields_of_all_tips_fall_alike_far_away_and_rise_to_their_own_width():
    two = [Tips("bridge", w, w, 3.3) for w in (2e-9, 2e-8)]
    guide, *curves = tip_fields.tip_decay(axes(), two).lines
    (r_0, r_1), (high, low) = guide.get_data()
    assert np.log(high / low) / np.log(r_0 / r_1) == pytest.approx(-0.617, abs=1e-3)
    r, thin = curves[0].get_data()
    far = slice(-20, None)
    slope = np.polyfit(np.log(r[far]), np.log(thin[far]), 1)[0]
    assert slope == pytest.approx(two[0].exponent - 1, abs=0.015)
    assert [line.get_ydata()[0] for line in curves] == pytest.approx([36.6, 8.38], rel=0.01)
    assert [line.get_ydata()[-1] for line in curves] == pytest.approx([1, 1])


def test_tips_have_no_length_but_their_own():
    halves = [tip_fields.half_distance(Tips("gap", w, 2 * w, 3.3)) / w for w in (1e-9, 1e-8, 1e-7)]
    np.testing.assert_allclose(halves, halves[0], rtol=1e-5)


def test_unknown_kinds_and_quantities_are_refused():
    with pytest.raises(ValueError, match="kind"):
        interfaces.layer_fields(axes(), "slot")
    with pytest.raises(ValueError, match="quantity_shown"):
        tip_fields.tip_map(axes(), Tips("gap", 1e-8, 1e-8, 3.3), "power", pixels=4)
