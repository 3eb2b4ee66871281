"""The live comparison does what its controls say, and the filmstrip works without a kernel.

Exercise: replacing `replace(start, **moved)` by `start` in
ch07_curve_shapes/comparison.py turns
test_each_slider_changes_the_laser red.
"""

import itertools
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pytest

from lasercore import catalogue, devices, thresholds
from lasercore.bowtie import Bowtie, slab_cavity
from lasercore.device import Device
from nanobook import light_current
from nanobook.ch07_curve_shapes import comparison, comparison_frames
from nanobook.ch07_curve_shapes.comparison_frames import PROPERTIES
from nanobook.live.controls import Number
from nanobook.live.filmstrip import Filmstrip, Frame

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def live():
    return comparison.threshold_comparison("EDC laser 1")


@pytest.fixture(scope="module")
def bridge():
    """A device from a computed cavity: emitters in the waist of a bowtie."""
    bowtie = Bowtie("bridge", 10e-9, 10e-9, 0.2275e-6, 3.3, 3, 1.55e-6)
    region = slab_cavity(bowtie, 240e-9, tuned=False).active_region(50e-9, 24e-9)
    return Device.from_cavity("bowtie bridge, 10 nm", region)


@pytest.fixture
def strip():
    frames = [Frame(f"w = {i}", PNG, 70, 42, f"alt <{i}>", f"sentence {i}") for i in range(3)]
    return Filmstrip("width w", frames, start=1)


class Page(HTMLParser):
    """Tags of an HTML fragment with their attributes, in order."""

    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))

    def all(self, tag):
        return [attributes for name, attributes in self.found if name == tag]


def test_starts_with_the_device_of_the_catalogue(live):
    assert live.laser == catalogue["EDC laser 1"]


@pytest.mark.parametrize("name", list(devices))
def test_choosing_a_device_sets_all_controls(live, name):
    live.set(device=name)
    assert live.laser == catalogue[name]
    assert name in repr(live.device)


@pytest.mark.parametrize(
    ("control", "value", "rate", "expected"),
    [
        ("Q", 250.0, "gamma_c", catalogue["EDC laser 5"].gamma_c),
        ("gamma_bg", 5e9, "gamma_bg", 5e9),
        ("n_emitters", 40, "n_emitters", 40),
        ("volume", 2 * devices["EDC laser 1"].relative_volume, "gamma_r", None),
    ],
)
def test_each_slider_changes_the_laser(live, control, value, rate, expected):
    before = live.laser
    live.set(**{control: value})
    wanted = before.gamma_r / 2 if expected is None else expected
    assert getattr(live.laser, rate) == pytest.approx(wanted, rel=1e-12)
    others = {"gamma_c", "gamma_bg", "n_emitters", "gamma_r"} - {rate}
    assert all(getattr(live.laser, name) == getattr(before, name) for name in others)


def test_a_move_changes_picture_sentence_and_description(live):
    before = live._image.value, live._text.value
    live.set(Q=150)
    assert live._image.value != before[0]
    assert light_current.describe_light_current(live.laser) in unescape(live._text.value)
    assert light_current.describe_light_current(catalogue["EDC laser 1"]) in unescape(before[1])
    assert "An LED" in live._text.value
    assert bytes(live._image.value).startswith(PNG)


def test_choosing_a_device_draws_once(live, monkeypatch):
    drawn = []
    monkeypatch.setattr(live, "_redraw", lambda: drawn.append(live.device.name))
    live.set(device="EDC laser 4")  # its Q and γ_bg differ: two boxes move
    assert drawn == ["EDC laser 4"]


def test_leaving_the_model_is_said_in_the_widget(live):
    live.set(Q=50)
    assert "Beyond the model" in live._text.value
    live.set(Q=5000)
    assert "Beyond the model" not in live._text.value


@pytest.mark.filterwarnings("error")
def test_no_setting_of_the_sliders_breaks_it(live):
    """Corners and random points of the whole range, the neighbourhood of ξ = ½ included."""
    rng = np.random.default_rng(7)
    names, sliders = list(PROPERTIES), PROPERTIES.values()
    ends = np.log10([(one.low, one.high) for one in sliders])
    corners = [ends[range(4), pick] for pick in itertools.product((0, 1), repeat=4)]
    for point in [*corners, *rng.uniform(*ends.T, size=(12, 4))]:
        inside = np.clip(
            10**point, *np.transpose([(slider.low, slider.high) for slider in sliders])
        )
        values = dict(zip(names, inside, strict=True))
        live.set(**{**values, "n_emitters": round(values["n_emitters"])})
        assert "<table>" in live._text.value
    live.set(device="EDC laser 1")
    just_a_laser = 5000 / live.laser.xi * 0.5000001
    live.set(Q=just_a_laser)
    assert 0.5 < live.laser.xi < 0.501


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"Q": 1.0}, "Q must lie between 50 and 1e.06, got 1"),
        ({"n_emitters": 1.5}, "n_emitters must be a whole number"),
        ({"gamma_bg": float("nan")}, "gamma_bg must be finite, got nan"),
        ({"quality": 5}, "there is no control 'quality'"),
    ],
)
def test_set_refuses_what_no_slider_can_show(live, values, message):
    with pytest.raises(ValueError, match=message):
        live.set(**values)


def test_unknown_device_names_the_catalogue():
    with pytest.raises(KeyError, match="no device called 'EDC 1'; the catalogue has: macroscopic"):
        comparison.threshold_comparison("EDC 1")


def test_starts_with_a_device_of_your_own(bridge):
    live = comparison.threshold_comparison(bridge)
    assert live.device == bridge and live.laser == bridge.laser
    assert live._controls["device"].value == bridge.name
    assert list(live._controls["device"].options) == [bridge.name, *devices]
    assert thresholds.verdict(bridge.laser).sentence in unescape(live._text.value)
    live.set(volume=2 * bridge.relative_volume)
    assert live.laser.gamma_r == pytest.approx(bridge.laser.gamma_r / 2, rel=1e-12)
    assert live.laser.gamma_c == bridge.laser.gamma_c  # its own wavelength and Q
    assert live.set(device="EDC laser 1").laser == catalogue["EDC laser 1"]
    assert live.set(device=bridge.name).laser == bridge.laser


def test_a_device_of_your_own_joins_the_list(live, bridge, monkeypatch):
    drawn, redraw = [], live._redraw
    monkeypatch.setattr(live, "_redraw", lambda: (drawn.append(live.device.name), redraw()))
    other = replace(bridge, name="leaky", Q=300.0)
    live.set(device=bridge).set(device=other)
    assert drawn == [bridge.name, "leaky"]
    assert list(live._controls["device"].options) == [bridge.name, "leaky", *devices]
    live._controls["device"].value = bridge.name  # by hand
    assert drawn[2:] == [bridge.name] and live.laser == bridge.laser
    again = replace(bridge, Q=5000.0)  # the same name: it takes the place of the one before
    assert live.set(device=again).laser == again.laser
    assert list(live._controls["device"].options) == [bridge.name, "leaky", *devices]
    assert live._controls["Q"].value == 5000.0


def test_the_page_begins_with_your_own_device(bridge, monkeypatch):
    few = {name: devices[name] for name in ("EDC laser 1", "nanoLED A")}
    for module in (comparison, comparison_frames):
        monkeypatch.setattr(module, "devices", few)
    live = comparison.threshold_comparison(bridge)
    strip = live._filmstrip()
    assert [frame.label for frame in strip.frames] == [bridge.name, *few]
    assert strip.start == 0
    assert strip.frames[0].sentence == thresholds.verdict(bridge.laser).sentence
    assert live.set(device="nanoLED A")._filmstrip().start == 2
    assert bridge.name in live._repr_mimebundle_()["text/html"]


def test_frames_say_what_is_beyond_the_model(bridge):
    """γ_c = ω/87 exceeds γ_2/4: no error in a page, but a sentence."""
    strip = comparison_frames.property_filmstrip(
        "gamma_bg", replace(bridge, name="one ring", Q=87.0)
    )
    assert all("Beyond the model: gamma_c" in frame.details for frame in strip.frames)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"name": "EDC laser 1"}, "must not have the name of another one of the catalogue, got"),
        ({"Q": 7.84}, r"Q of 'bowtie .*' must lie between 50 and 1e.06, got 7.84: that is"),
        ({"Q": 1.2e6}, r"Q of 'bowtie .*' must lie between 50 and 1e.06, got 1.2e.06"),
        ({"volume": 1e-26}, r"volume of .* must lie between 0.001 and 100000 \(λ/2n\)³, got"),
        ({"gamma_bg": 0.0}, "gamma_bg of .* must lie between 1e.06 and 1e.13 s⁻¹, got 0"),
    ],
)
def test_devices_that_the_sliders_cannot_show_are_refused(live, bridge, changes, message):
    before = live._text.value, live._controls["device"].options
    for refuse in (comparison.threshold_comparison, lambda device: live.set(device=device)):
        with pytest.raises(ValueError, match=message):
            refuse(replace(bridge, **changes))
    assert (live._text.value, live._controls["device"].options) == before


def test_a_list_of_devices_takes_the_place_of_the_catalogue(bridge):
    other = replace(bridge, name="leaky", Q=500.0)
    live = comparison.threshold_comparison("leaky", among=[bridge, other])
    assert live.device == other
    assert live._names() == [bridge.name, "leaky"]
    assert live.set(device=bridge.name).device == bridge
    strip = live._filmstrip()
    assert [frame.label for frame in strip.frames] == [bridge.name, "leaky"]
    assert strip.start == 0
    message = f"no device called 'EDC laser 1'; there are: {bridge.name}"
    with pytest.raises(KeyError, match=message):
        live.set(device="EDC laser 1")
    with pytest.raises(KeyError, match=message):
        comparison.threshold_comparison("EDC laser 1", among=[bridge])
    assert live.device == bridge


def test_what_is_no_device_is_refused(live, bridge):
    assert live.set(device=devices["EDC laser 4"]).laser == catalogue["EDC laser 4"]
    assert list(live._controls["device"].options) == list(
        devices
    )  # the catalogue's own is no other one
    for wrong in (bridge.laser, None, 5):
        with pytest.raises(TypeError, match="must be a name of the catalogue or a Device, got"):
            comparison.threshold_comparison(wrong)


def test_carries_live_controls_and_a_page_without_kernel(live):
    bundle = live._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    page = Page(bundle["text/html"])
    assert len(page.all("img")) == len(page.all("option")) == len(devices)


def test_finished_frames_start_at_the_device_and_move_one_property():
    strip = comparison_frames.property_filmstrip("Q")
    start = strip.frames[strip.start]
    assert start.sentence == thresholds.verdict(catalogue["EDC laser 1"]).sentence
    leaky = thresholds.verdict(replace(devices["EDC laser 1"], Q=5000 * 10**-1.5).laser)
    assert strip.frames[0].sentence == leaky.sentence
    assert strip.frames[0].label == "158"


def test_there_is_no_strip_of_an_unknown_property():
    with pytest.raises(ValueError, match="control must be one of volume, Q, n_emitters, gamma_bg"):
        comparison_frames.property_filmstrip("T_2")


def test_slider_and_box_show_the_same_value():
    row, box = Number("Q", 50, 1e6, 5000.0).build()
    slider = row.children[0]
    slider.value = 250.0
    assert box.value == pytest.approx(250.0, rel=1e-3)
    box.value = 12345.0  # a typed number stays as typed, the slider goes along
    assert box.value == 12345.0
    assert slider.value == pytest.approx(12345.0, rel=1e-12)


def test_whole_numbers_stay_whole():
    row, box = Number("n_0", 1, 1e8, 120, counted=True).build()
    row.children[0].value = 10**2.345
    assert isinstance(box.value, int)
    assert box.value == pytest.approx(10**2.345, rel=0.01)


def test_filmstrip_shows_one_frame_and_hides_the_others(strip):
    page = Page(strip._repr_html_())
    frames = [a for a in page.all("div") if a.get("class") == "lc-frame"]
    assert ["hidden" in frame for frame in frames] == [True, False, True]
    assert [image["alt"] for image in page.all("img")] == ["alt <0>", "alt <1>", "alt <2>"]
    (slider,) = page.all("input")
    assert (slider["min"], slider["max"], slider["value"]) == ("0", "2", "1")
    assert slider["aria-valuetext"] == "w = 1"


def test_filmstrip_waits_disabled_until_its_script_runs(strip):
    page = Page(strip._repr_html_())
    assert "disabled" in page.all("input")[0]
    assert "disabled" in page.all("select")[0]
    assert len(page.all("script")) == 1


def test_filmstrip_fetches_nothing(strip):
    page = Page(strip._repr_html_())
    assert all(image["src"].startswith("data:image/png") for image in page.all("img"))
    assert not any({"src", "href"} & set(a) for t, a in page.found if t != "img")


def test_filmstrip_needs_its_start():
    with pytest.raises(ValueError, match="start must be one of 0 frames, got 0"):
        Filmstrip("w", [])
