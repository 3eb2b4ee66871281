"""The live bowtie: its controls give what a direct calculation gives, and no stale number stays.

Exercise: an `_in_words` result that is dropped in `ask` of
whole_cavity/bowtie_answers.py
turns test_where_there_is_no_mode_it_says_so_… red; a `_tune` that keeps the radius
test_tuned_bowties_are_those_of_the_reference; walls of the rim on the wrong side
test_walls_are_where_the_index_changes.
"""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from lasercore.bowtie import Bowtie, mode, slab_cavity, tune
from lasercore.laser import Laser
from nanobook.ch07_curve_shapes import comparison as comparison_page
from nanobook.whole_cavity import bowtie as bowtie_page
from nanobook.whole_cavity import bowtie_answers, bowtie_figure, bowtie_text
from nanobook.whole_cavity.bowtie_answers import ask
from nanobook.whole_cavity.bowtie_design import Design
from nanobook.whole_cavity.bowtie_figure import PIXELS
from nanobook.whole_cavity.bowtie_frames import frames
from nanobook.whole_cavity.cavity_maps import map_values
from nanobook.whole_cavity.walls import AROUND, walls
from tests.nanobook.cells import pairs

PNG = b"\x89PNG\r\n\x1a\n"
START = {
    "kind": "bridge",
    "width": 10.0,
    "tip_radius": 10.0,
    "rings": 3,
    "tuned": True,
    "gamma_bg": 1e9,
}
DESIGN = Design(**START)


@pytest.fixture(scope="module")
def explorer():
    return bowtie_page.bowtie_explorer()


@pytest.fixture
def live(explorer):
    return explorer.set(**START)


@pytest.fixture(scope="module")
def bridge():
    return mode(Bowtie("bridge", 10e-9, 10e-9, 0.2275e-6, 3.3, 3, 1.55e-6))


@pytest.fixture(scope="module")
def gap():
    return mode(Bowtie("gap", 30e-9, 60e-9, 0.23e-6, 3.3, 1, 1.55e-6))


def direct(kind="bridge", width=10.0, tip_radius=10.0, rings=3):
    """The same cavity without the widget: another search, to another tolerance."""
    bowtie = Bowtie(kind, 1e-9 * width, 1e-9 * tip_radius, 0.2275e-6, 3.3, rings, 1.55e-6)
    return slab_cavity(bowtie, 240e-9)


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"kind": "gap"},
        {"width": 14.0},
        {"tip_radius": 16.0},
        {"rings": 2},
        {"kind": "gap", "width": 8.0, "tip_radius": 6.0, "rings": 2},
    ],
)
def test_each_control_gives_what_a_direct_calculation_gives(live, change):
    live.set(**change)
    wanted = direct(**{name: START[name] for name in START if name not in ("tuned", "gamma_bg")}
                    | change)  # fmt: skip
    # The widget tunes to 1e-6 in λ, and ln λ follows ln radius with a slope near 0.6.
    assert live.answers.cavity.wavelength == pytest.approx(1.55e-6, rel=1.1e-6)
    assert live.answers.cavity.mode.bowtie.radius == pytest.approx(
        wanted.mode.bowtie.radius, rel=3e-6
    )
    assert pytest.approx(wanted.Q, rel=1e-4) == live.answers.cavity.Q
    assert live.answers.cavity.volume == pytest.approx(wanted.volume, rel=1e-5)
    laser = Laser.from_cavity(wanted, dipole=1e-28, T_2=50e-15, n_emitters=1, gamma_bg=1e9)
    assert live.answers.laser.gamma_r == pytest.approx(laser.gamma_r, rel=1e-5)
    assert live.answers.laser.gamma_c == pytest.approx(laser.gamma_c, rel=1e-4)
    assert live.answers.laser.beta == pytest.approx(laser.beta, rel=1e-6)
    assert live.answers.laser.n_emitters == 1
    region = wanted.active_region(50e-9, 24e-9)
    assert live.answers.device.volume == pytest.approx(region.volume, rel=1e-5)
    assert live.answers.device.n_emitters == region.n_emitters
    share = wanted.mode.confinement(50e-9)
    assert bowtie_text.share_in_square(live.answers) == pytest.approx(share, rel=1e-5)


@pytest.mark.parametrize(
    ("width", "radius", "q", "area", "share"),
    [
        (2.0, 0.236275, 10322.05, 0.0101433, 0.08092),
        (5.0, 0.232573, 10269.05, 0.0314501, 0.09061),
        (20.0, 0.219002, 10040.17, 0.174482, 0.09796),
    ],
)
def test_tuned_bowties_are_those_of_the_reference(width, radius, q, area, share):
    """Two independent computations; at this resolution λ is right to 3e-6 and Q to 3e-3."""
    answers = ask(replace(DESIGN, width=width, tip_radius=width))
    assert 1e6 * answers.mode.bowtie.radius == pytest.approx(radius, rel=1e-5)
    assert pytest.approx(q, rel=5e-3) == answers.mode.Q
    assert answers.mode.area == pytest.approx(area, rel=1e-4)
    assert bowtie_text.share_in_square(answers) == pytest.approx(share, rel=1e-3)


@pytest.mark.parametrize(("rings", "q"), [(0, 7.837), (1, 87.04), (2, 941.50), (4, 110557)])
def test_quality_factor_against_rings_is_the_reference(rings, q):
    answers = ask(replace(DESIGN, rings=rings))
    assert pytest.approx(q, rel=6e-3) == answers.mode.Q  # the mesh of degree 4


def test_one_more_background_moves_only_beta(live):
    before = live.answers.laser
    live.set(gamma_bg=1e12)
    assert live.answers.laser.gamma_r == pytest.approx(before.gamma_r, rel=1e-5)
    assert live.answers.laser.beta == pytest.approx(1 / (1 + 1e12 / before.gamma_r), rel=1e-5)
    assert live.answers.device.gamma_bg == 1e12


def test_table_and_sentence_say_the_numbers(live):
    shown = pairs(live._text.value)
    cavity, laser = live.answers.cavity, live.answers.laser
    assert shown["wavelength λ"] == "1.55000 µm"
    assert float(shown["quality factor Q"]) == pytest.approx(cavity.Q, rel=5e-3)
    assert shown["mode area A"] == "0.0741 (λ/2n)²"
    small, cubes = re.findall(r"([\d.·⁻⁰-⁹]+) \(?λ", shown["mode volume V"])
    assert float(small) == pytest.approx(cavity.volume / (1.55e-6 / 6.6) ** 3, rel=1e-3)
    assert cubes == "2.04·10⁻⁴"  # 0.0741 (λ/2n)² × 0.18584 µm in λ³
    assert shown["radius of the disc"] == "227.5 nm"
    assert shown["emission γ_r of one emitter at the centre"].startswith("7.87·10¹⁰")
    assert laser.gamma_r == pytest.approx(7.87e10, rel=1e-3)
    beta = shown["β of that emitter, γ_bg = 1.00·10⁹ s⁻¹"]
    assert float(beta) == pytest.approx(laser.beta, abs=5e-4)
    (share,) = (value for name, value in shown.items() if "square" in name)
    assert float(share.rstrip("%")) / 100 == pytest.approx(cavity.mode.confinement(50e-9), rel=1e-3)
    assert "power of 1.235" in live._text.value  # 2 − 2τ at R = w
    sentence = bowtie_text.verdict(live.answers)
    assert f"0.0741 (λ/2n)², {1 / cavity.mode.area:.1f} times less" in sentence
    assert "the 3 rings Q = 10200" in sentence


def test_beta_never_looks_like_one():
    assert [bowtie_text._share(beta) for beta in (0.5, 0.98746, 0.9954, 0.999872)] == [
        "0.500", "0.987", "0.9954", "0.99987",
    ]  # fmt: skip


def test_sentences_name_the_rings_and_the_air_of_a_gap(live):
    assert "the single ring Q = 86.6" in bowtie_text.verdict(live.set(rings=1).answers)
    without = live.set(rings=0, kind="gap")._text.value
    assert "Without rings around them the tips keep the light badly" in without
    assert "one emitter at its centre, in air, feeds it" in without
    assert "Take care: gamma_c" in without  # γ_c = ω/7 is no good cavity


def test_without_tuning_the_radius_stays_and_the_wavelength_moves(live):
    radius = live.answers.cavity.mode.bowtie.radius
    live.set(tuned=False, width=20.0)
    assert live.answers.cavity.mode.bowtie.radius == radius
    wanted = mode(replace(live.answers.cavity.mode.bowtie)).wavelength
    assert live.answers.cavity.wavelength == wanted > 1.57e-6
    assert f"moved to {1e6 * wanted:.4f} µm" in live._text.value
    assert live.answers.device.wavelength == wanted
    live.set(kind="gap")
    assert live.answers.cavity.mode.bowtie.radius == radius
    live.set(tuned=True)
    assert live.answers.cavity.wavelength == pytest.approx(1.55e-6, rel=1.1e-6)
    begun = bowtie_page.bowtie_explorer(tuned=False)  # nothing came before
    assert begun.answers.cavity.wavelength == pytest.approx(
        1.55e-6, rel=1.1e-6
    )  # nothing came before


def test_tuning_hardly_depends_on_where_it_begins():
    far = ask(replace(DESIGN, width=1.0, tip_radius=40.0, kind="gap", rings=1)).found
    near = ask(replace(DESIGN, width=12.0)).found
    alone, *others = (ask(replace(DESIGN, kind="gap"), found) for found in (None, far, near))
    for other in others:
        assert other.mode.bowtie.radius == pytest.approx(alone.mode.bowtie.radius, rel=4e-6)


@pytest.mark.parametrize("kind", ["bridge", "gap"])
def test_every_corner_of_the_controls_answers(kind):
    """A mode, or a sentence: a gap of 60 nm with tips of 1.2 nm is above (λ/2n)²."""
    for width, radii in ((1.0, (1.0, 50.0)), (7.0, (1.0, 100.0)), (60.0, (1.2, 100.0))):
        for radius in radii:
            for rings in (0, 5):
                answers = ask(Design(kind, width, radius, rings, True, 1e9))
                none = (kind, width, radius, rings) == ("gap", 60.0, 1.2, 5)
                assert (answers.mode is None) == bool(answers.problem) == none


def test_a_small_step_needs_few_modes(live, monkeypatch):
    counted = []
    monkeypatch.setattr(
        bowtie_answers, "mode", lambda bowtie: counted.append(bowtie) or mode(bowtie)
    )
    for width in (10.2, 10.5, 10.7):
        live.set(width=width)
    assert len(counted) <= 3 * 3


# --- where there is no answer --------------------------------------------------------------------


def no_stale_number(live):
    text = live._text.value
    assert live.answers.cavity is live.answers.device is live.answers.laser is None
    assert "<td>" not in text and "No mode." in text
    assert "there is no mode to be drawn" in text
    empty = bowtie_figure.BowtieFigure()
    empty.show(None)
    assert bytes(live._image.value) == empty.png()


def test_tips_that_do_not_go_with_the_width_are_refused_in_a_sentence(live):
    live.set(width=1.0, tip_radius=80.0)
    no_stale_number(live)
    assert (
        "R must lie between w/50 and 50 w, at w = 1 nm from 0.02 to 50 nm, got R = 80 nm"
        in live._text.value
    )
    live.set(tip_radius=50.0)  # the end of the range itself
    assert live.answers.cavity is not None and "No mode" not in live._text.value


def test_where_there_is_no_mode_it_says_so_and_what_the_solver_says(live):
    live.set(kind="gap", width=60.0, tip_radius=1.5)
    no_stale_number(live)
    assert "choose a smaller width or blunter tips" in live._text.value
    assert "The solver says: radius must let the bowtie's own mode resonate" in unescape(
        live._text.value
    )
    live.set(**START)
    assert pytest.approx(10160, rel=1e-3) == live.answers.cavity.Q


def test_without_tuning_a_lost_resonance_is_said_so(live, monkeypatch):
    def refuse(bowtie):
        raise ValueError("radius must let the bowtie's own mode resonate <elsewhere>")

    live.set(tuned=False)
    monkeypatch.setattr(bowtie_answers, "mode", refuse)
    live.set(width=11.0)
    no_stale_number(live)
    assert "With the radius as it was last, no mode" in live._text.value
    assert "&lt;elsewhere&gt;" in live._text.value


def test_a_search_that_does_not_converge_is_no_answer(monkeypatch, bridge):
    monkeypatch.setattr(bowtie_answers, "mode", lambda bowtie: bridge)
    answers = ask(DESIGN)  # λ stays 5e-5 off
    assert answers.mode is None and "within 10 steps" in answers.said


def test_a_gap_wider_than_the_square_has_no_device(live):
    found = live.set(kind="gap", width=55.0, tip_radius=55.0).answers
    assert found.cavity is not None and found.laser is not None and found.device is None
    assert "No device: in the square of 50 nm" in live._text.value
    (share,) = (value for name, value in pairs(live._text.value).items() if "square" in name)
    assert share == "none"


# --- controls ------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["width", "tip_radius", "gamma_bg"])
def test_slider_and_box_move_each_other(live, key):
    slider, box = live._rows[key].children[0], live._controls[key]
    box.value = 12.0 if key != "gamma_bg" else 3e10
    assert slider.value == pytest.approx(box.value, rel=1e-12)
    before = live._text.value
    slider.value = 2 * slider.value
    assert box.value == pytest.approx(slider.value, rel=1e-2)
    assert getattr(live.answers.design, key) == box.value
    assert live._text.value != before


def test_slider_and_box_of_the_rings_move_each_other(live):
    slider, box = live._rows["rings"].children[0], live._controls["rings"]
    slider.value = 1
    assert box.value == live.answers.cavity.mode.bowtie.rings == 1
    box.value = 2
    assert slider.value == live.answers.cavity.mode.bowtie.rings == 2


def test_one_change_draws_once(live, monkeypatch):
    drawn = []
    monkeypatch.setattr(live, "_redraw", lambda: drawn.append(live.design))
    live._rows["width"].children[0].value = 20.0  # the box follows
    live._rows["rings"].children[0].value = 1
    live._controls["tuned"].value = False
    live._controls["kind"].value = "gap"
    assert len(drawn) == 4
    live.set(**START)
    assert drawn[4:] == [DESIGN]
    live.set(**START)  # nothing changes
    assert len(drawn) == 5


def test_each_control_changes_picture_or_words(live):
    for change in ({"kind": "gap"}, {"width": 5.0}, {"tip_radius": 5.0}, {"rings": 2}):
        before = live._image.value, live._text.value
        assert live.set(**change) is live
        assert live._image.value != before[0] and live._text.value != before[1]
        assert bytes(live._image.value).startswith(PNG)
        assert bowtie_figure.describe_bowtie(live.answers.cavity.mode) in unescape(live._text.value)


@pytest.mark.parametrize(
    ("values", "kind", "message"),
    [
        ({"kind": "disc"}, ValueError, "kind must be one of bridge, gap, got 'disc'"),
        ({"width": 0.5}, ValueError, "width must lie between 1 and 60 nm, got 0.5"),
        ({"width": float("nan")}, ValueError, "width must be finite, got nan nm"),
        ({"width": "10"}, TypeError, "width must be a real number in nm, got '10'"),
        ({"tip_radius": 101.0}, ValueError, "tip_radius must lie between 1 and 100 nm, got 101"),
        ({"rings": 6}, ValueError, "rings must lie between 0 and 5 pairs of layers, got 6"),
        ({"rings": -1}, ValueError, "rings must be a whole number of at least 0, got -1"),
        ({"rings": 1.5}, ValueError, "rings must be a whole number"),
        ({"tuned": 1}, TypeError, "tuned must be True or False, got 1"),
        ({"gamma_bg": 1e5}, ValueError, "gamma_bg must lie between 1e.06 and 1e.13 s⁻¹, got"),
    ],
)
def test_bad_input_is_refused_and_moves_nothing(live, values, kind, message):
    before = live.design, live._text.value
    with pytest.raises(kind, match=message):
        live.set(**{"rings": 1, **values})
    with pytest.raises(kind, match=message):
        bowtie_page.bowtie_explorer(**values)
    assert (live.design, live._text.value) == before


def test_unknown_controls_are_refused(live):
    with pytest.raises(ValueError, match="there is no control 'w'; there are kind, width"):
        live.set(w=5.0)


def test_its_device_starts_the_comparison(live):
    comparison = comparison_page.threshold_comparison(live.answers.device)
    assert comparison.device.name == "bowtie bridge, 10 nm"
    assert comparison.laser == live.answers.device.laser
    assert comparison.set(
        device=live.set(width=5.0, tip_radius=5.0).answers.device
    ).device.name == ("bowtie bridge, 5 nm")


# --- the picture ---------------------------------------------------------------------------------


@pytest.mark.parametrize("which", ["bridge", "gap"])
def test_hot_spot_is_the_modes_own(request, which):
    found, picture = request.getfixturevalue(which), bowtie_figure.BowtieFigure()
    picture.show(found)
    at = 50e-9 * (np.arange(-99.5, 100) / 100)
    _, e_x, e_y, epsilon = found.field(*np.meshgrid(at, at))
    wanted = epsilon * (np.abs(e_x) ** 2 + np.abs(e_y) ** 2) / found.bowtie.centre_index**2
    np.testing.assert_allclose(picture.zoom.images[0].get_array(), wanted, rtol=1e-9)


@pytest.mark.parametrize("which", ["bridge", "gap"])
def test_walls_are_where_the_index_changes(request, which):
    """A hair to both sides of every point of a wall: dielectric on one side, air on the other."""
    found = request.getfixturevalue(which)
    x, y = walls(found.bowtie)
    assert np.isnan(x).sum() == 4 + len(found.bowtie.walls()[0]) - 1  # pieces
    step_x, step_y = np.gradient(x), np.gradient(y)
    length = np.hypot(step_x, step_y)
    known = np.isfinite(length + x) & (length > 0)
    known[0] = False  # the end of a wall, like those beside NaN
    x, y, length = x[known], y[known], length[known]
    normal = 1e-12 * np.array([-step_y[known], step_x[known]]) / length
    # A polygon through points of a curve: the points lie on it, their directions nearly.
    sides = [found.field(x + s * normal[0], y + s * normal[1])[3] for s in (-1, 1)]
    assert np.all(np.sort(sides, axis=0)[0] == 1.0)
    np.testing.assert_allclose(np.sort(sides, axis=0)[1], 3.3**2)


def test_picture_shows_the_whole_cavity_and_its_hot_spot(bridge, gap):
    picture = bowtie_figure.BowtieFigure()
    for found, tips in ((bridge, "air"), (gap, "$n$"), (bridge, "air")):
        picture.show(found)
        half = 1e6 * (found.bowtie.walls()[0][-1] + AROUND)
        assert picture.whole.get_xlim() == pytest.approx((-half, half))
        assert picture.zoom.get_xlim() == pytest.approx((-50, 50))
        whole = picture.whole.images[0]
        assert whole.get_extent() == pytest.approx([-half, half, -half, half])
        drawn = map_values(found, "energy", 1e-6 * half, PIXELS)
        np.testing.assert_array_equal(whole.get_array().filled(np.nan), drawn)
        assert picture.zoom.texts[0].get_text() == tips
        # Only the corners, beyond what is computed, are empty.
        y, x = np.nonzero(np.isnan(drawn))
        centre = PIXELS / 2 - 0.5
        assert np.hypot(x - centre, y - centre).min() > 1.01 * centre


def test_a_redraw_leaves_nothing_behind(bridge, gap):
    picture = bowtie_figure.BowtieFigure()

    def children():
        return [len(ax.get_children()) for ax in picture.figure.axes]

    picture.show(bridge)
    axes, counts, png = list(picture.figure.axes), children(), picture.png()
    picture.show(None)
    nothing = picture.png()
    picture.show(gap)
    picture.show(None)
    assert picture.png() == nothing
    picture.show(bridge)
    assert picture.figure.axes == axes and children() == counts
    assert picture.png() == png != nothing


def test_words_say_what_is_drawn(bridge):
    words = bowtie_figure.describe_bowtie(bridge)
    left, right = words.split(" Right: ")
    assert "a bridge 10.0 nm wide" in left and "1.86 µm" in right  # the last ring
    _, e_x, e_y, _ = bridge.field(0.0, 50e-9)
    assert f"{abs(e_x) ** 2 + abs(e_y) ** 2:.4f} between the tips" in left
    assert bowtie_figure.describe_bowtie(None).startswith("Two empty maps")


# --- without a kernel ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def strip():
    return frames(DESIGN)


def test_frames_are_small_and_say_what_they_show(strip):
    assert len(strip.frames) == 13
    assert len(strip._repr_html_()) < 9e5
    assert strip.name == "width w of the bridge, R = w"
    assert strip.frames[strip.start].label == "10 nm"
    assert [strip.frames[i].label for i in (0, -1)] == ["50 nm", "2 nm"]
    for frame in strip.frames:
        assert len(frame.alt) >= 40 and "<table>" in frame.details
        assert frame.sentence.startswith(f"Bridge, w = {frame.label}: the mode has an area of")
        with Image.open(BytesIO(frame.png)) as picture:
            assert picture.mode == "P"
            assert picture.width == pytest.approx(1.5 * frame.width, abs=2)
    assert len({frame.alt for frame in strip.frames}) == 13


def test_areas_in_the_frames_follow_the_power_law(strip):
    """Reference: measured slopes 1.235–1.236 at R = w, for widths of some nanometres."""
    areas = {
        float(frame.label.split()[0]): float(re.search(r"area of ([\d.]+)", frame.sentence)[1])
        for frame in strip.frames
    }
    slope = np.log(areas[10.0] / areas[2.0]) / np.log(5)
    assert slope == pytest.approx(1.2355, abs=4e-3)  # three digits are printed


def test_the_page_keeps_the_shape_of_the_tips_and_starts_nearby(live, monkeypatch):
    monkeypatch.setattr(
        "nanobook.whole_cavity.bowtie.frames", lambda design, found: frames(design, [20, 7], found)
    )
    live.set(width=8.0, tip_radius=4.0, rings=1)
    bundle = live._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    html = bundle["text/html"]
    assert "lc-filmstrip" in html and "width w of the bridge, R = 0.5 w" in html
    assert re.search(r"<option selected>7 nm</option>", html)
    (frame,) = frames(Design("bridge", 8.0, 4.0, 1, True, 1e9), [8.0]).frames
    assert frame.sentence == bowtie_text.verdict(live.answers)


def test_frames_without_tuning_keep_the_radius(live):
    live.set(tuned=False)
    strip = frames(live.design, [20, 5], live._found)
    for frame in strip.frames:
        assert pairs(frame.details)["radius of the disc"] == "227.5 nm"
    assert pairs(strip.frames[0].details)["wavelength λ"] != "1.55000 µm"


def test_direct_tuning_agrees_with_the_search_of_the_package():
    bowtie = tune(Bowtie("gap", 5e-9, 8e-9, 0.21e-6, 3.3, 2, 1.55e-6))
    found = ask(Design("gap", 5.0, 8.0, 2, True, 1e9)).mode.bowtie
    assert found.radius == pytest.approx(bowtie.radius, rel=3e-6)
