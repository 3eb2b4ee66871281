"""The explorer's JavaScript gives the numbers of Python, and its tables those of exact solutions.

Exercise: a changed sign in `stationary` of explorer_numbers.js turns
test_few_emitters_are_solved_exactly red, 0.02 added to the offset in `placed` of
explorer_answer.js test_tables_give_exact_distributions, exchanged operands in `_expression` of
javascript.py nearly everything, and a wrong line of `_FOLLOWS` in tracing.py
test_answers_never_contradict_each_other.
"""

import json
import shutil
import subprocess
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from project import ROOT

from lasercore import devices, master_equation, thresholds
from lasercore.units import quantity, scientific
from nanobook.explorer import script, support, tables
from nanobook.explorer.answers import answer
from nanobook.explorer.javascript import written
from nanobook.explorer.settings import Settings, ranges
from nanobook.explorer.support import coordinates, xi_at
from nanobook.explorer.tables import LASERS, LEDS, Part
from nanobook.explorer.tracing import Question, Refused, traced
from nanobook.explorer.widget import reply, threshold_explorer

NODE = shutil.which("node")
needs_node = pytest.mark.skipif(NODE is None, reason="needs node to run JavaScript")
# Both sides evaluate the same formulas, in another order at most (hypot, powers).
CLOSED = 1e-9
# The least that is asked of searched and tabulated numbers is 1 %, of distributions 0.01.
SEARCHED, TABULATED, VARIATION = 1e-6, 5e-3, 5e-3


def in_node(code, given=None):
    """What `code`, run after the explorer's script, gives for `given`."""
    # The numbers and the answer need no page; what draws comes after them.
    module = script.script().replace("export default { render };", "")
    program = f"const given = JSON.parse(require('fs').readFileSync(0, 'utf8'));\n{module}\n"
    program += f"console.log(JSON.stringify((() => {{ {code} }})()));"
    done = subprocess.run(
        [NODE, "-e", program], input=json.dumps(given), capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


def as_page_settings(settings):
    names = ("device", "volume", "Q", "gamma_bg", "pump")
    return {
        **{name: getattr(settings, name) for name in names},
        "n_emitters": devices[settings.device].n_emitters,
    }


def sample(count, seed, names=tuple(devices)):
    """Settings at random places of all sliders."""
    random, found = np.random.default_rng(seed), []
    for _ in range(count):
        name = str(random.choice(names))
        values = {
            key: float(np.exp(random.uniform(*np.log(ends)))) for key, ends in ranges(name).items()
        }
        start = Settings(name, **values)
        pumps = thresholds.pump_range(start.laser)[[0, -1]]
        found.append(replace(start, pump=float(np.exp(random.uniform(*np.log(pumps))))))
    return found


def apart(a, b):
    """Relative difference; of two things that are no number it is zero."""
    if a is None or b is None:
        return 0.0 if a is b else np.inf
    return 0.0 if a == b else abs(a - b) / max(abs(a), abs(b))


def variation(a, b):
    """Total variation of two photon distributions."""
    size = max(len(a), len(b))
    a, b = (np.pad(np.asarray(x, dtype=float), (0, size - len(x))) for x in (a, b))
    return 0.5 * np.abs(a - b).sum()


@pytest.fixture(scope="module")
def pairs():
    """(settings, the page's answer without tables, Python's answer)."""
    if NODE is None:
        pytest.skip("needs node to run JavaScript")
    some = [Settings.of(name) for name in devices]
    some = [replace(one, pump=2.5 * one.laser.gamma_c) for one in some]
    some += [*sample(9, 1), *sample(3, 2, ("EDC laser 6",))]
    some.append(Settings.of("EDC laser 1", Q=60.0, pump=1e15))  # beyond the model
    some.append(Settings.of("EDC laser 1", volume=1.5, Q=3900.0, pump=1e13))  # no Fano peak
    code = "return given.map((one) => answer(one, null));"
    found = in_node(code, [as_page_settings(one) for one in some])
    return [(a, b, answer(a, exact_points=2)) for a, b in zip(some, found, strict=True)]


# --- generated formulas ---------------------------------------------------------------------------


def test_closed_forms_agree(pairs):
    for settings, page, python in pairs:
        for name, value in python["laser"].items():
            assert apart(page["laser"][name], value) < CLOSED, (name, settings)
        for ours, theirs in zip(page["curve"], python["curve"], strict=True):
            for name, value in theirs.items():
                assert apart(ours[name], value) < CLOSED, (name, settings)
        for name in ("pump", "photons", "inversion", "linewidth", "g2"):
            assert apart(page["at"][name], python["at"][name]) < CLOSED, (name, settings)


def test_ranges_and_starting_pumps_agree():
    some = [Settings.of(name) for name in devices]
    code = "return given.map((one) => answer({...one, pump: null}, null));"
    for settings, page in zip(some, in_node(code, list(map(as_page_settings, some))), strict=True):
        python = answer(settings, 3, 2)
        assert page["range"] == pytest.approx(python["range"], rel=1e-12)
        assert page["at"]["pump"] == pytest.approx(python["at"]["pump"], rel=1e-12)


def test_verdicts_and_what_is_beyond_the_model_agree_word_for_word(pairs):
    assert {python["verdict"]["kind"] for *_, python in pairs} == {
        "LED",
        "linear laser",
        "laser with a jump",
        "laser with an inverse S",
    }
    assert any(python["beyond"] for *_, python in pairs)
    for _, page, python in pairs:
        assert page["verdict"] == python["verdict"]
        assert set(page["beyond"]) == set(python["beyond"])


@pytest.mark.parametrize("definition", [n for n in thresholds.DEFINITIONS if n != "stochastic"])
def test_thresholds_agree(pairs, definition):
    place = thresholds.DEFINITIONS.index(definition)
    for settings, page, python in pairs:
        ours, theirs = page["thresholds"][place], python["thresholds"][place]
        assert ours["definition"] == theirs["definition"] == definition
        assert ours["reached"] == theirs["reached"], (settings, ours["reason"], theirs["reason"])
        for name in ("pump", "photons", "current"):
            assert apart(ours[name], theirs[name]) < SEARCHED, (name, settings)
        assert ours["reason"] == theirs["reason"]


@needs_node
def test_texts_write_numbers_as_python_does():
    random = np.random.default_rng(2)
    values = [*(10 ** random.uniform(-20, 20, 200)), 0.0, 9.996, 999.6, 99999.6, 1e-3, 120.0, -2.5]
    code = """return given.map((x) => [written(x, "scientific"), written(x, "A"), written(x, ".3g"),
        written(x, ".6g")]);"""
    for value, found in zip(values, in_node(code, values), strict=True):
        expected = [scientific(value), quantity(value, "A"), f"{value:.3g}", f"{value:.6g}"]
        assert found == expected, value


# --- exact distributions --------------------------------------------------------------------------


def test_few_emitters_are_solved_exactly(pairs):
    compared = 0
    for _, page, python in pairs:
        if python["laser"]["n_emitters"] == 1:
            compared += 1
            assert variation(page["distribution"], python["distribution"]) < 1e-8
            assert apart(page["at"]["exact"]["g2"], python["at"]["exact"]["g2"]) < 1e-7
            ours, theirs = page["thresholds"][8], python["thresholds"][8]
            assert apart(ours["pump"], theirs["pump"]) < SEARCHED
    assert compared >= 4


@needs_node
def test_the_solver_takes_several_emitters():
    laser = replace(devices["EDC laser 6"], n_emitters=3).laser
    rates = {n: getattr(laser, n) for n in ("n_emitters", "gamma_r", "gamma_bg", "gamma_c")}
    pump = 20 * laser.gamma_c
    found = in_node("return solved(given.L, given.pump);", {"L": rates, "pump": pump})
    exact = master_equation.photon_statistics(laser, pump, progress=False).distribution
    assert variation(found, exact) < 1e-8


@pytest.fixture(scope="module")
def small_tables():
    """Tables of the same kind over a smaller range, and lasers and pumps that lie in it."""
    lasers, leds = Part("inverse", (4, 4, 9, 13)), Part("high", (4, 4, 6, 11))
    random, found = np.random.default_rng(3), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(tables, "SPANS", {lasers: (4.0, 6.0), leds: (0.35, 0.4)})
        patch.setattr(tables, "LASERS", lasers)
        patch.setattr(tables, "LEDS", leds)
        patch.setattr(tables, "MOST_BACKGROUND", 2.0)
        patch.setattr("nanobook.explorer.support.MOST", 20.0)
        made = json.loads(tables.tables())
        for xi in [*random.uniform(4, 6, 10), *random.uniform(0.351, 0.399, 8)]:
            laser = tables.laser_at(xi, random.uniform(0, 2))
            found.append((laser, tables.pump_at(laser, random.uniform(0, 1))))
        end = float(coordinates(lasers.lasers()[0])["high"])
    return made, found, end


@needs_node
def test_tables_give_exact_distributions(small_tables):
    made, lasers, end = small_tables
    names = ("n_emitters", "gamma_r", "gamma_bg", "gamma_c")
    asked = [{"L": {n: getattr(one, n) for n in names}, "pump": pump} for one, pump in lasers]
    # The script was made for the full photon axis; the small tables have another end.
    code = """const before = physics.coordinates;
        physics.coordinates = (L) => {
          const at = before(L);
          const limit = Math.exp(-at.high) - 1 / given.most + Math.exp(-given.end);
          return {...at, high: -Math.log(limit)};
        };
        return given.asked.map(({L, pump}) => placed(L, given.tables).distribution(pump));"""
    given = {"tables": made, "asked": asked, "end": end, "most": support.MOST}
    for ours, (laser, pump) in zip(in_node(code, given), lasers, strict=True):
        exact = master_equation.photon_statistics(laser, pump, progress=False)
        assert variation(ours, exact.distribution) < VARIATION
        assert apart(np.array(ours) @ np.arange(len(ours)), exact.mean) < TABULATED


def test_coordinates_of_xi_can_be_turned_back():
    for xi in (0.21, 0.4, 0.499):
        assert xi_at("high", coordinates(tables.laser_at(xi, 1.0))["high"]) == pytest.approx(xi)
    for xi in (0.51, 15.0, 1400.0):
        assert xi_at("inverse", coordinates(tables.laser_at(xi, 1.0))["inverse"]) == pytest.approx(
            xi
        )


def test_laser_at_has_the_coordinates_it_is_asked_for():
    laser = tables.laser_at(3.0, 2.5)
    assert laser.xi == pytest.approx(3.0) and 1 / laser.beta_eff - 1 == pytest.approx(2.5)


@needs_node
def test_encoding_keeps_seven_digits():
    values = np.random.default_rng(4).normal(size=(3, 4))
    found = in_node("return [...unpacked(given)];", tables.encoded(values))
    # Half a step of 2⁻²⁴ of the range.
    assert np.max(np.abs(np.reshape(found, (3, 4)) - values)) <= np.ptp(values) / 2**24


def test_the_parts_meet_where_lasers_begin():
    assert tables.SPANS[LEDS][1] == tables.SPANS[LASERS][0] == 0.5


# --- tracing --------------------------------------------------------------------------------------


def test_a_question_is_followed_both_ways():
    tree = traced(lambda x: "up" if x > 0 else "down", "x").tree
    assert isinstance(tree, Question) and (tree.yes, tree.no) == ("up", "down")


@pytest.mark.parametrize("question", ["x < 0", "x <= 0", "0 < x", "0 <= x"])
@pytest.mark.parametrize("then", ["x < 0", "x <= 0", "0 < x", "0 <= x"])
def test_answers_never_contradict_each_other(question, then):
    """On every course through two questions there is a number that takes it."""

    def both(x):
        return str((eval(question), eval(then)))

    taken = {str((eval(question), eval(then))) for x in (-1, 0, 1)}
    found = traced(both, "x").tree
    courses = {text for text in taken if text in str(found)}
    assert courses == taken
    assert str(found).count("(True,") + str(found).count("(False,") == len(taken)


def test_an_error_becomes_one():
    def refuse(x):
        if x < 0:
            raise ValueError(f"x must not be negative, got {x:.3g}")
        return x

    found = traced(refuse, "x")
    assert isinstance(found.tree.yes, Refused)
    assert 'throw new RangeError("x must not be negative, got " + written(x' in written(
        "f", "x", found
    )


def test_endless_questions_are_given_up():
    def endless(x):
        while x > 0:
            x = x - 1
        return x

    with pytest.raises(RecursionError, match="trace parts"):
        traced(endless, "x")


def test_a_traced_number_has_no_value():
    with pytest.raises(TypeError, match="no value yet"):
        traced(lambda x: [0.0] * int(float(x)), "x")


def test_formulas_are_traced_as_they_are():
    """Nothing of lasercore or Python is replaced while the page's JavaScript is made."""
    for file in (ROOT / "book/nanobook/explorer").glob("*.py"):
        text = file.read_text(encoding="utf-8")
        assert "mock" not in text and "setattr" not in text, file


# --- the widget -----------------------------------------------------------------------------------


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))


def test_the_page_asks_nobody_else():
    html = threshold_explorer("EDC laser 1")._repr_html_()
    for tag, attributes in Tags(html).found:
        for name in ("src", "href"):
            assert not str(attributes.get(name, "")).startswith(("http", "//")), (tag, attributes)
    assert "http://www.w3.org/2000/svg" in html and html.count("https://") == 0
    assert "eval(" not in html and "new Function" not in html


def test_without_a_script_there_is_a_picture_with_words_and_a_table():
    tags = Tags(threshold_explorer("nanoLED A")._repr_html_()).found
    (picture,) = [attributes for tag, attributes in tags if tag == "img"]
    assert "transparency" in picture["alt"]
    assert "table" in [tag for tag, _ in tags]


def test_the_script_is_small():
    import gzip

    packed = gzip.compress(threshold_explorer("EDC laser 1")._repr_html_().encode())
    assert len(packed) < 100_000  # of 600 kB; the tables take most of the rest


def test_reply_answers_or_says_what_is_wrong():
    asked = {**as_page_settings(Settings.of("EDC laser 5")), "pump": None}
    assert reply({"settings": asked})["answer"]["verdict"]["kind"] == "laser with an inverse S"
    assert "slider" in reply({"settings": {**asked, "Q": 1e9}})["problem"]
    assert "problem" in reply({"settings": {"device": "toaster"}})
    assert "problem" in reply({})


def test_answers_are_json():
    json.dumps(answer(Settings.of("macroscopic laser"), 5, 2), allow_nan=False)


@pytest.mark.parametrize(
    ("changes", "error", "match"),
    [
        ({"Q": -1}, ValueError, "Q must lie between"),
        ({"Q": float("nan")}, ValueError, "finite"),
        ({"volume": 1e9}, ValueError, "volume must lie"),
        ({"pump": 0.0}, ValueError, "pump must be positive"),
        ({"colour": 1}, ValueError, "no control colour"),
        ({"gamma_bg": "much"}, TypeError, "real number"),
    ],
)
def test_settings_out_of_reach_are_refused(changes, error, match):
    with pytest.raises(error, match=match):
        threshold_explorer("EDC laser 1", **changes)


def test_unknown_devices_are_refused():
    with pytest.raises(KeyError, match="toaster"):
        threshold_explorer("toaster")


def test_settings_of_the_catalogue_give_its_lasers():
    for name, device in devices.items():
        assert Settings.of(name).laser == device.laser


def test_in_a_notebook_it_is_live_and_a_page():
    pytest.importorskip("anywidget")
    bundle = threshold_explorer("EDC laser 1")._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert 'type="module"' in bundle["text/html"]
