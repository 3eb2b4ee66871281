"""The figures of computed cavities, against the solver, closed forms and independent numbers.

[ref]: from conformal spectral elements and triangular finite elements that agree.

Seen to fail: with |E|² without ε in the map, or a wrong parity of H_z,
`test_a_quarter_is_mirrored_to_the_whole` went red; with a wrong tangent,
`test_the_cut_obeys_both_laws_of_the_interface` did; with (λ/2n)³ of the air in a gap,
`test_a_single_emitter_in_a_gap_is_in_air`; with |E| in place of |E|² in the rate,
`test_beta_place_by_place`; with 2 − τ as the exponent,
`test_the_guide_has_the_slope_of_the_static_field`.
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import ValidityWarning, cavity
from lasercore.bowtie import Bowtie, mode, quasi_static_field, slab_cavity, tune
from nanobook.ch03_emission_rate import volume
from nanobook.whole_cavity import cavity_cuts, cavity_laws, cavity_maps, cavity_volumes, placement
from tests.helpers import axes, figures

NM = 1e-9
BRIDGE = Bowtie("bridge", 10 * NM, 10 * NM, 0.2275e-6, 3.3, 3, 1.55e-6)
BOWTIES = {"bridge": BRIDGE, "gap": replace(BRIDGE, kind="gap")}
MODES = {kind: mode(bowtie) for kind, bowtie in BOWTIES.items()}
SQUARE = 3.3**2


@pytest.fixture(scope="module")
def fine():
    """Modes whose slopes, on which the laws at walls depend, are exact to 10⁻⁸."""
    return {kind: mode(replace(bowtie, rings=1), degree=8) for kind, bowtie in BOWTIES.items()}


@pytest.fixture(scope="module")
def by_width():
    return {
        kind: [mode(tune(replace(bowtie, width=w * NM, tip_radius=w * NM))) for w in (2, 10, 50)]
        for kind, bowtie in BOWTIES.items()
    }


@pytest.fixture(scope="module")
def by_rings():
    return [mode(replace(BRIDGE, rings=rings), degree=6) for rings in range(4)]


@pytest.fixture(scope="module")
def cavities(by_width):
    return {
        kind: [slab_cavity(one.bowtie, 240 * NM, tuned=False) for one in modes]
        for kind, modes in by_width.items()
    }


# --- maps ----------------------------------------------------------------------------------------


def full_grid(found, half_width, pixels):
    """The field on all pixels, without the symmetry."""
    at = half_width * ((2 * np.arange(pixels) + 1) / pixels - 1)
    h, e_x, e_y, epsilon = found.field(*np.meshgrid(at, at))
    square = abs(e_x) ** 2 + abs(e_y) ** 2
    return {
        "energy": epsilon * square / found.bowtie.centre_index**2,
        "field": np.sqrt(square),
        "magnetic": h.real / np.nanmax(abs(h.real)),
    }


@pytest.mark.parametrize("pixels", [12, 13])
@pytest.mark.parametrize("half_width", [40 * NM, 1.3e-6])
@pytest.mark.parametrize("kind", BOWTIES)
def test_a_quarter_is_mirrored_to_the_whole(kind, half_width, pixels):
    found = MODES[kind]
    for shown, expected in full_grid(found, half_width, pixels).items():
        values = cavity_maps.map_values(found, shown, half_width, pixels)
        # rounding, also of the phase at which H vanishes
        np.testing.assert_allclose(values, expected, rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("kind", BOWTIES)
def test_the_hot_spot_is_the_static_field(kind):
    # What is left out of the static field is (k r)², 1.8 % at 10 nm in the dielectric.
    half, pixels, tips = 10 * NM, 20, BOWTIES[kind].tips
    at = half * ((2 * np.arange(pixels) + 1) / pixels - 1)
    x, y = np.meshgrid(at, at)
    static = np.linalg.norm(quasi_static_field(tips, x, y), axis=0)
    found = cavity_maps.map_values(MODES[kind], "field", half, pixels)
    np.testing.assert_allclose(found, static, rtol=0.02)


@pytest.mark.parametrize("shown", ["energy", "field", "magnetic"])
@pytest.mark.parametrize("half_width", [50 * NM, None])
def test_the_map_draws_its_values_in_bands(shown, half_width):
    found = MODES["gap"]
    ax = cavity_maps.cavity_map(axes(), found, shown, half_width, pixels=24)
    (image,) = ax.images
    half = half_width or cavity_maps.whole_cavity(found.bowtie)
    expected = cavity_maps.map_values(found, shown, half, 24)
    np.testing.assert_array_equal(image.get_array().filled(np.nan), expected)
    unit = NM if half_width else 1e-6
    assert image.get_extent() == pytest.approx([-half / unit, half / unit] * 2)
    ratios = image.norm.boundaries[-1:0:-1][:3] / image.norm.boundaries[-2::-1][:3]
    if shown != "magnetic":
        assert ratios == pytest.approx(2 if half_width else np.sqrt(10))
    assert len(ax.figure.axes) == 2  # with its colour bar
    assert ax.texts  # of what the layers are made


def test_all_rings_are_in_the_map_of_the_whole_cavity():
    last_wall = 1e6 * BRIDGE.walls()[0][-1]
    ax = cavity_maps.cavity_map(axes(), MODES["bridge"], pixels=24, bar=False)
    (walls,) = ax.lines
    assert np.nanmax(walls.get_ydata()) == pytest.approx(last_wall, rel=1e-6)
    assert ax.get_ylim()[1] > last_wall
    assert len(ax.figure.axes) == 1


def test_what_is_not_computed_is_left_empty():
    near = mode(replace(BRIDGE, rings=0), buffer=0.1e-6)
    for shown in cavity_maps.NAMES:  # a warning would be an error
        ax = cavity_maps.cavity_map(axes(), near, shown, 1e-6, pixels=24)
        ax.figure.canvas.draw()
        assert ax.images[0].get_array().mask[0, 0]


def test_names_of_materials_are_those_at_their_places():
    for kind, names in (("bridge", ["air", "$n$", "air"]), ("gap", ["$n$", "air", "$n$"])):
        ax = cavity_maps.cavity_map(axes(), MODES[kind], half_width=50 * NM, pixels=8)
        assert [text.get_text() for text in ax.texts] == names
    # so close that there is dielectric everywhere
    ax = cavity_maps.cavity_map(axes(), MODES["bridge"], half_width=3 * NM, pixels=8)
    assert {text.get_text() for text in ax.texts} == {"$n$"}


def test_the_map_in_words():
    _, e_x, e_y, epsilon = MODES["bridge"].field(5 * NM * (1 - 1e-9), 0.0)
    wall = epsilon * (abs(e_x) ** 2 + abs(e_y) ** 2) / SQUARE
    near = cavity_maps.describe_cavity_map(MODES["bridge"], half_width=50 * NM)
    assert f"{wall:.2f} and" in near
    whole = cavity_maps.describe_cavity_map(MODES["gap"])
    assert "2.26 µm" in whole and "last ring, at 1.86 µm" in whole


@pytest.mark.parametrize(("kind", "across"), [("bridge", 1), ("gap", 0)])
def test_the_drawn_magnetic_field_is_odd_along_x_in_a_bridge_and_along_y_in_a_gap(kind, across):
    drawn = cavity_maps.cavity_map(axes(), MODES[kind], "magnetic", 50 * NM, 8).images[0]
    values = drawn.get_array().filled(np.nan)
    np.testing.assert_allclose(np.flip(values, across), -values, rtol=1e-9)
    np.testing.assert_allclose(np.flip(values, 1 - across), values, rtol=1e-9)


# --- cuts ----------------------------------------------------------------------------------------


def test_profiles_begin_at_one_over_the_area(by_width):
    modes = by_width["bridge"]
    ax = cavity_cuts.cavity_profiles(axes(), modes)
    for line, one in zip(ax.lines, modes, strict=True):
        # the first point is 0.3 nm from the centre: up to (0.3 nm/f)² = 3 % are missing
        assert line.get_ydata()[0] * one.area == pytest.approx(1, abs=0.03)
    far = [cavity_cuts.profile(one, np.array([150 * NM]))[0] for one in modes]
    # about the same light far from the tips, while 1/A differs by a factor of 53
    assert np.ptp(far) < 0.15 * max(far)


def test_profiles_jump_by_the_contrast_at_every_ring(fine):
    # Along y the field of a bridge is normal to the rings: D is continuous, ε|E|² ∝ |D|²/ε.
    bowtie = fine["bridge"].bowtie
    for radius in bowtie.walls()[0][1:]:
        inner, outer = cavity_cuts.profile(fine["bridge"], radius * np.array([1 - 1e-9, 1 + 1e-9]))
        # of the derivative along the wall only rounding is left
        assert max(inner / outer, outer / inner) == pytest.approx(SQUARE, rel=1e-6)


@pytest.mark.parametrize("height", [None, 4 * NM])
@pytest.mark.parametrize("kind", BOWTIES)
def test_the_cut_obeys_both_laws_of_the_interface(fine, kind, height):
    found = fine[kind]
    y = height or 10 * NM
    x = found.bowtie.wall_at(y) * np.array([1 - 1e-9, 1 + 1e-9])
    index = np.sqrt(found.field(x, np.full(2, y))[3])
    assert sorted(index) == pytest.approx([1, 3.3])  # the wall is between
    jump = (index[0] / index[1]) ** 2
    E_t, E_n = cavity_cuts.components(found, x, y)
    D_t, D_n = cavity_cuts.components(found, x, y, "D")
    # 10⁻⁹ apart; h is one polynomial along the wall, and the elements keep the law across it
    assert D_n[0] == pytest.approx(D_n[1], rel=1e-6)
    assert E_t[0] == pytest.approx(E_t[1], rel=1e-6)
    assert E_n[1] / E_n[0] == pytest.approx(jump, rel=1e-6)
    assert D_t[0] / D_t[1] == pytest.approx(jump, rel=1e-6)


def test_the_cut_draws_the_two_parts(fine):
    for shown in "ED":
        ax = cavity_cuts.waist_cut(axes(), fine["gap"], 12 * NM, shown)
        lines = [line for line in ax.lines if len(line.get_xdata()) > 2]
        x = NM * lines[0].get_xdata()
        parts = [line.get_ydata() for line in lines]
        _, e_x, e_y, epsilon = fine["gap"].field(x, np.full_like(x, 12 * NM))
        whole = np.sqrt(abs(e_x) ** 2 + abs(e_y) ** 2) * (epsilon if shown == "D" else 1)
        np.testing.assert_allclose(np.hypot(*parts), whole, rtol=1e-9)


# --- laws ----------------------------------------------------------------------------------------


def test_areas_are_the_published_ones_and_follow_the_power_law(by_width):
    modes = by_width["bridge"] + by_width["gap"]
    ax = cavity_laws.area_against_width(axes(), modes, lambda tips: 1e-15 * tips.width / NM)
    lines = {line.get_label(): line for line in ax.lines}
    width, area = lines["bridge"].get_data()
    assert width == pytest.approx([2 * NM, 10 * NM, 50 * NM])
    assert area[0] == pytest.approx(0.0101433, rel=1e-4)  # [ref], tuned, w = 2 nm
    slope = np.log(area[1] / area[0]) / np.log(5)
    assert slope == pytest.approx(1.2348, abs=0.002)  # [ref] 1.235–1.236 between neighbours
    static = lines["static, cut off"]
    expected = 1e-6 * static.get_xdata() / BRIDGE.unit_area
    np.testing.assert_allclose(static.get_ydata(), expected, rtol=1e-12)
    assert ax.texts[0].get_text() == "$w^{1.235}$"  # the law of the static field


def test_the_guide_has_the_slope_of_the_static_field():
    ax = cavity_laws.area_against_width(axes(), [MODES["gap"]])
    (guide,) = (line for line in ax.lines if line.get_linestyle() == ":")
    slopes = np.diff(np.log(guide.get_ydata())) / np.diff(np.log(guide.get_xdata()))
    np.testing.assert_allclose(slopes, 2 - 2 * BRIDGE.tips.exponent, rtol=1e-9)


def test_q_grows_with_each_pair_of_layers(by_rings):
    ax = cavity_laws.q_against_rings(axes(), by_rings[::-1])  # in whatever order
    guide, marks = (line.get_data() for line in ax.lines)
    assert list(marks[0]) == [0, 1, 2, 3]
    Q = [one.Q for one in by_rings]
    assert list(marks[1]) == Q
    assert Q[3] == pytest.approx(10188.976, rel=1e-4)  # [ref]; degree 6
    through = np.interp([1, 2], guide[0], np.log(guide[1]))
    assert np.exp(through) == pytest.approx([Q[1], Q[1] * SQUARE], rel=1e-9)
    labels = [text.get_text() for text in ax.texts]
    assert labels[:3] == [f"×{Q[i + 1] / Q[i]:.2f}" for i in range(3)]
    assert labels[3] == "dotted: $n^2$ = 10.89 a pair"


# --- areas and volumes ---------------------------------------------------------------------------


def test_only_the_quasi_normal_area_is_a_property_of_the_cavity():
    bowties = [replace(BRIDGE, rings=rings) for rings in (0, 1)]
    found = cavity_volumes.areas_in_buffers(bowties, [0.2e-6, 2e-6])
    bare, one = found
    assert bare.area == pytest.approx(0.0600, rel=3e-3)  # [ref]; degree 5
    assert bare.energy_area == pytest.approx([0.073, 0.188], rel=6e-3)  # [ref], as printed
    assert one.energy_area[1] / one.area[1] < 1.15
    ax = cavity_volumes.areas_against_buffer(axes(), found)
    drawn = [line.get_ydata() for line in ax.lines]
    for line, values in zip(
        drawn, [bare.area, bare.energy_area, one.area, one.energy_area], strict=True
    ):
        assert line is values or list(line) == list(values)
    assert {text.get_text() for text in ax.texts} == {"$N$ = 0", "$N$ = 1"}


def test_volumes_beside_the_measured_one():
    silicon = Bowtie("bridge", 8 * NM, 8 * NM, 0.21e-6, 3.48, 3, 1.55e-6)
    both = [slab_cavity(silicon, 240 * NM, variant) for variant in ("bulk", "effective")]
    ax = cavity_volumes.volume_estimates(axes(), both)
    values = [line.get_xdata()[0] for line in ax.lines]
    assert values[:2] == [one.volume / 1.55e-6**3 for one in both]
    assert values == pytest.approx([1.3e-4, 2.3e-4, 3e-4], rel=0.03)  # [ref], as printed
    (band,) = ax.patches  # within a factor of two of what is measured
    assert (band.get_x(), band.get_x() + band.get_width()) == pytest.approx((1.5e-4, 6e-4))
    labels = [text.get_text() for text in ax.texts]
    assert labels[1:] == [
        "computed, bulk index: 1.3·10⁻⁴ λ³",
        "computed, effective index: 2.3·10⁻⁴ λ³",
        "measured: ≈ 3·10⁻⁴ λ³",
    ]


# --- emitters ------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", BOWTIES)
def test_beta_place_by_place(cavities, kind):
    found, half, pixels = cavities[kind][1], 30 * NM, 40
    ax = placement.emitter_map(axes(), found, gamma_bg=3e9, half_width=half, pixels=pixels)
    beta = ax.images[0].get_array().filled(np.nan)
    at = half * ((2 * np.arange(pixels) + 1) / pixels - 1)
    x, y = np.meshgrid(at, at)
    air = found.mode.bowtie.tips.index(x, y) == 1
    np.testing.assert_array_equal(np.isnan(beta), air)
    # By the volume of an emitter there: 1/V ∝ n²|E|², and γ_r ∝ 1/(n²V).
    _, e_x, e_y, epsilon = found.mode.field(x, y)
    density = epsilon * (abs(e_x) ** 2 + abs(e_y) ** 2) / found.mode.bowtie.centre_index**2
    there = found.volume / density
    rate = cavity.gamma_r(found.wavelength, np.sqrt(epsilon), there, 1e-28, 50e-15)
    np.testing.assert_allclose(beta[~air], (rate / (rate + 3e9))[~air], rtol=1e-9)


def test_too_strong_a_coupling_is_said(cavities):
    with pytest.warns(ValidityWarning, match="exceeds γ_2/25"):
        placement.emitter_map(axes(), cavities["bridge"][0], dipole=3e-28, pixels=4)


def test_computed_bridges_lie_on_the_line(cavities):
    device = volume.REFERENCE
    ax = volume.gamma_r_against_volume(axes())
    before = len(ax.lines)
    placement.computed_cavities(ax, cavities["bridge"])
    marks = ax.lines[before:]
    assert len(marks) == 6
    for mark in marks:
        (V,), (rate,) = mark.get_data()
        # tuned to 1.55 µm within 10⁻⁹
        assert rate == pytest.approx(volume.emission_rate(device, V), rel=1e-8)
    labels = [text.get_text() for text in ax.texts]
    assert {"2 nm", "10 nm", "50 nm"} <= set(labels)
    # Of the bridge 10 nm wide: one emitter at its centre, and an active region.
    centre, region = (mark.get_data() for mark in marks[2:4])
    assert np.ravel(centre) == pytest.approx([0.0586, 7.9e10], rel=0.01)
    assert np.ravel(region) == pytest.approx([0.16, 2.9e10], rel=0.02)


def test_a_single_emitter_in_a_gap_is_in_air(cavities):
    ax = placement.computed_cavities(axes(), cavities["gap"][1:2])
    (V, rate), (V_region, rate_region) = ((m.get_xdata()[0], m.get_ydata()[0]) for m in ax.lines)
    line = volume.emission_rate(volume.REFERENCE, np.array([V, V_region]))
    assert [rate, rate_region] == pytest.approx(line * [SQUARE, 1], rel=1e-8)
    assert len(placement.computed_cavities(axes(), cavities["gap"], region=None).lines) == 3


# --- what is refused -----------------------------------------------------------------------------

BRIDGE_MODE = MODES["bridge"]
IN_SLAB = slab_cavity(BRIDGE, 240 * NM, tuned=False)


@pytest.mark.parametrize(
    ("name", "arguments", "message"),
    [
        ("cavity_map", (BRIDGE_MODE, "power"), "quantity_shown must be"),
        ("cavity_map", (BRIDGE_MODE, "energy", -1e-8), "half_width must be positive"),
        ("cavity_map", (BRIDGE_MODE, "energy", np.nan), "half_width must be finite"),
        ("cavity_map", (BRIDGE_MODE, "energy", 1e-8, 2.5), "pixels must be a whole number"),
        ("cavity_map", (BRIDGE,), "mode must be a Mode"),
        ("cavity_profiles", ([],), "modes must hold"),
        ("cavity_profiles", ([BRIDGE],), "modes must be a Mode"),
        ("waist_cut", (BRIDGE_MODE, 0.0), "height must be positive"),
        ("waist_cut", (BRIDGE_MODE, 0.22e-6), "height must let"),
        ("waist_cut", (BRIDGE_MODE, None, "H"), "quantity_shown must be 'E' or 'D'"),
        ("waist_cut", (BRIDGE,), "mode must be a Mode"),
        ("area_against_width", ([],), "modes must hold"),
        ("q_against_rings", ([],), "modes must hold"),
        ("q_against_rings", ([BRIDGE_MODE, BRIDGE_MODE],), "modes must differ"),
        ("areas_against_buffer", ([],), "results must hold"),
        ("areas_against_buffer", ([BRIDGE_MODE],), "results must be"),
        ("volume_estimates", ([],), "cavities must hold"),
        ("volume_estimates", ([BRIDGE_MODE],), "cavities must be a SlabCavity"),
        ("volume_estimates", ([IN_SLAB], 0.0), "measured must be positive"),
        ("emitter_map", (BRIDGE_MODE,), "cavity must be a SlabCavity"),
        ("emitter_map", (IN_SLAB, -1e-28), "dipole must be positive"),
        ("emitter_map", (IN_SLAB, 1e-28, 5e-14, -1.0), "gamma_bg must not be negative"),
        ("emitter_map", (IN_SLAB, 1e-28, 5e-14, 1e9, 0.0), "half_width must be positive"),
        ("computed_cavities", ([],), "cavities must hold"),
        ("computed_cavities", ([IN_SLAB], (1e-6, 2.4e-8)), "side must fit"),
        ("computed_cavities", ([IN_SLAB], (5e-8, 1e-6)), "thickness must fit"),
    ],
)
def test_what_cannot_be_drawn_is_refused(name, arguments, message):
    with pytest.raises((TypeError, ValueError), match=message):
        figures()[name](axes(), *arguments)


def test_tips_of_different_shape_are_not_put_on_one_line():
    sharp = mode(replace(BRIDGE, tip_radius=4 * NM))
    with pytest.raises(ValueError, match="modes must have tips of one shape"):
        cavity_laws.area_against_width(axes(), [BRIDGE_MODE, sharp])
