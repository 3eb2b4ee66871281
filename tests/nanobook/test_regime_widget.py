"""The regime chooser shows the models' numbers, obeys its controls, and admits what it cannot do.

Exercise: the inverted balance n_0/N_sat in `_balance` of
ch13_class_b/regime_answers.py turns
test_shares_are_conditional_means_of_the_emitters red; a `_follow` that leaves the boxes alone in
ch13_class_b/regime_chooser.py turns test_boxes_show_the_regimes_numbers_and_are_closed red.
"""

import re
import warnings
from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from lasercore import Laser, ValidityWarning, density_matrix, langevin, master_equation
from lasercore.density_matrix import regimes
from lasercore.thresholds import threshold
from nanobook.ch13_class_b import (
    regime_answers,
    regime_chooser,
    regime_frames,
    regime_text,
    regimes_figure,
)
from nanobook.ch13_class_b import regimes_figure as picture_module
from nanobook.ch13_class_b.regime_answers import ask
from nanobook.ch13_class_b.regime_chooser import OWN, RATES
from nanobook.ch13_class_b.regime_frames import unit
from tests.nanobook.cells import rows

PNG = b"\x89PNG\r\n\x1a\n"
MODELS = {"class A": "class_a", "class B": "class_b", "exact": "exact"}
LED = Laser(10, 1.0, 1.0, 20.0, absorption=False)


@pytest.fixture(scope="module")
def live():
    return regime_chooser.regime_comparison("nanoscopic")


@pytest.fixture
def nanoscopic(live):
    return live.set(regime="nanoscopic", pump=1.0)


def at_ratio(name, ratio):
    laser = regimes[name]
    return ask(laser, ratio * unit(laser)[0])


# --- numbers -------------------------------------------------------------------------------------


def test_answers_are_the_models_own():
    laser = regimes["nanoscopic"]
    answers = ask(laser, 30.0)
    exact = master_equation.photon_statistics(laser, 30.0)
    assert answers.class_a.g2 == density_matrix.class_a(laser, 30.0).g2
    assert answers.class_b.g2 == density_matrix.class_b(laser, 30.0).g2
    assert answers.exact.g2 == pytest.approx(exact.g2, rel=1e-10)
    # yacomotti2022's nanoscopic laser at λ = 3.
    assert answers.class_b.mean == pytest.approx(2.31193, abs=5e-6)
    assert answers.exact.g2 == pytest.approx(1.14463, abs=5e-6)
    assert answers.excess("class B", "g2") == pytest.approx(1.09704 / 1.14463 - 1, abs=1e-5)
    assert answers.excess("exact", "g2") == 0


@pytest.mark.parametrize("laser", [regimes["nanoscopic"], LED, regimes["single atom"]])
def test_shares_are_conditional_means_of_the_emitters(laser):
    """Against the joint distribution, and against P(n + 1)/P(n) by photon-by-photon balance."""
    pump = 2 * unit(laser)[0]
    answers = ask(laser, pump)
    joint = master_equation.solve(laser, pump)
    by_n = joint.probabilities.sum(axis=0)
    conditional = joint.carriers @ joint.probabilities / by_n / laser.n_emitters
    assert answers.shares["exact"][:4] == pytest.approx(conditional[:4], rel=1e-9)
    for name, key in MODELS.items():
        p = getattr(answers, key).distribution
        assert answers.ratios[name] == pytest.approx(p[1] / p[0], rel=1e-9)
        expected = laser.gamma_c / (laser.gamma_r * laser.n_emitters) * p[1:5] / p[:4]
        assert answers.shares[name][:4] == pytest.approx(expected, rel=1e-8)
        assert np.nanmax(answers.shares[name]) <= 1


def test_table_says_the_models_numbers(live):
    live.set(regime="nanoscopic", pump=2.0)
    shown, answers = rows(live._text.value), live.answers
    for name, key in MODELS.items():
        light = getattr(answers, key)
        mean, g2, ratio, how = shown[name]
        assert float(mean.split("|")[0]) == pytest.approx(light.mean, rel=1e-4)
        assert float(g2.split("|")[0]) == pytest.approx(light.g2, abs=6e-6)
        assert float(ratio) == pytest.approx(answers.ratios[name], rel=1e-3)
        if name == "exact":
            assert how == "window of 0–10 excited emitters × 0–22 photons"
            continue
        for cell, moment in ((mean, "mean"), (g2, "g2")):
            off = float(cell.split("|")[1].rstrip("%"))
            assert off == pytest.approx(100 * answers.excess(name, moment), abs=0.006)
    steps = answers.class_b.report["steps"]
    assert shown["class B"][3].startswith(f"{steps} Newton steps, n up to")
    assert shown["class A"][3].startswith("closed form")


def test_pump_is_in_units_of_class_as_threshold(nanoscopic):
    found = threshold(regimes["nanoscopic"], "stochastic", method="class a")
    assert nanoscopic.pump == pytest.approx(found.pump, rel=1e-12)
    assert nanoscopic._rows["pump"].children[2].value == "× λ⁽⁰⁾, λ = 1.50 Γ"
    assert nanoscopic.answers.ratios["class A"] == pytest.approx(1, abs=1e-12)
    assert "At P₀ = P₁: class A (1); below: exact (0.832) and class B (0.909)." in (
        regime_text.verdict(nanoscopic.answers)
    )


def test_without_threshold_the_pump_is_in_units_of_gamma_t(live):
    live.set(regime="single atom", pump=2.0)
    assert live.pump == pytest.approx(2 * 1.2, rel=1e-12)
    assert live._rows["pump"].children[2].value == "× γ_t, λ = 2.40 Γ (n₀ ≤ N_sat: no λ⁽⁰⁾)"
    assert "no model reaches P₀ = P₁ at any pump" in live._text.value


def test_with_one_atom_class_b_is_exact(live):
    for pump in (0.03, 1.0, 30.0):
        answers = live.set(regime="single atom", pump=pump).answers
        assert answers.class_b.g2 == pytest.approx(answers.exact.g2, rel=1e-9)
        # The last photon number of the exact window feels its wall.
        assert answers.class_b.distribution[:6] == pytest.approx(
            answers.exact.distribution[:6], rel=1e-9
        )
        assert rows(live._text.value)["class B"][1].endswith("|±0.00%")
        assert "Class B is exact, as for any single emitter" in live._text.value
    dim = live.set(regime="single atom", pump=0.1)
    assert "class A says 1.737, bunched light where it is antibunched" in dim._text.value


def test_exact_is_refused_where_its_window_is_large(live):
    live.set(regime="mesoscopic", pump=3.0)
    answers = live.answers
    assert answers.exact is None and "exact" not in answers.ratios
    assert rows(live._text.value)["exact"] == ["–"] * 4
    assert "No exact answer: the window" in live._text.value
    assert "told in “What a closure loses”" in live._text.value
    assert "too large to say here who is right" in live._text.value
    assert answers.class_b.g2 == pytest.approx(1.0454, abs=1e-4)


def test_far_above_threshold_langevin_judges_and_is_right():
    """λ = 0.3 and 1: Gillespie's g² is 1.0724 ± 0.0014 and 1.00563 ± 0.00013 (10⁸ events)."""
    laser = regimes["mesoscopic"]
    for per_emitter, sampled, near in ((0.3, 1.0724, 8e-3), (1.0, 1.00563, 3e-4)):
        answers = ask(laser, per_emitter * laser.n_emitters)
        assert answers.judge is answers.langevin
        assert answers.judge.g2 == langevin.photon_statistics(laser, answers.pump).g2
        assert answers.judge.g2 == pytest.approx(sampled, abs=near)
    words = regime_text.verdict(ask(laser, 0.3 * laser.n_emitters))
    assert "Class B says 1.012, about 5% too low" in words and "trust neither" in words


@pytest.mark.parametrize("per_emitter", [0.05, 0.0647, 0.15])
def test_near_threshold_langevin_judges_nothing(per_emitter):
    answers = ask(regimes["mesoscopic"], per_emitter * 1e5)
    assert answers.judge is None
    assert answers.excess("class B", "g2") is None


@pytest.mark.parametrize(
    ("name", "ratio", "words"),
    [
        ("nanoscopic", 0.03, "trust class B for g²(0)"),
        ("nanoscopic", 1.0, "Class B says 1.159, 5.7% too low"),
        ("nanoscopic", 6.0, "trust class A for g²(0)"),
        ("nanoscopic", 10.0, "trust both for g²(0)"),
        ("nanoscopic", 1.2, "Above P₀ = P₁: class B (1.051) and class A (1.154); below: exact"),
        ("mesoscopic", 1.3, "Above P₀ = P₁: class B (1.037) and class A (1.281)."),
        ("thermodynamic", 0.5, "the same within 1%, but the exact distribution is too large"),
    ],
)
def test_verdict_names_whom_to_trust_and_the_side(name, ratio, words):
    assert words in regime_text.verdict(at_ratio(name, ratio))


def test_a_ratio_never_looks_like_one_unless_it_is():
    assert regime_text._ratio(1.0) == "1"
    assert regime_text._ratio(1.00004) == "1.00004"
    assert regime_text._ratio(0.9996) == "0.9996"


@pytest.mark.parametrize("name", list(regimes))
def test_every_regime_answers_at_both_ends(live, name):
    for pump in (0.03, 30.0):
        answers = live.set(regime=name, pump=pump).answers
        assert answers.class_a is not None and answers.class_b is not None
        assert bytes(live._image.value).startswith(PNG)
        assert 'aria-live="polite"' in live._text.value
        assert "The picture in words" in live._text.value


# --- controls ------------------------------------------------------------------------------------


def test_each_control_changes_picture_and_words(nanoscopic):
    changes = ({"pump": 5.0}, {"regime": "mesoscopic"}, {"n_emitters": 20_000}, {"gamma_r": 1.0})
    for change in (*changes, {"gamma_c": 30.0}):
        before = nanoscopic._image.value, nanoscopic._text.value
        assert nanoscopic.set(**change) is nanoscopic
        assert nanoscopic._image.value != before[0]
        assert nanoscopic._text.value != before[1]


def test_slider_and_box_move_each_other(nanoscopic):
    pump_row = nanoscopic._rows["pump"]
    nanoscopic._controls["pump"].value = 4.0
    assert pump_row.children[0].value == pytest.approx(4.0)
    assert nanoscopic.answers.pump == pytest.approx(4 * 15.0)
    pump_row.children[0].value = 0.5
    assert nanoscopic._controls["pump"].value == pytest.approx(0.5)
    assert nanoscopic.answers.pump == pytest.approx(0.5 * 15.0)
    nanoscopic._controls["regime"].value = OWN
    nanoscopic._rows["gamma_r"].children[0].value = 0.5
    assert nanoscopic._controls["gamma_r"].value == pytest.approx(0.5)
    assert nanoscopic.answers.laser == Laser(10, 0.5, 1.0, 10.0, absorption=False)


def test_boxes_show_the_regimes_numbers_and_are_closed(live):
    for name, laser in regimes.items():
        live._controls["regime"].value = name
        for key in RATES:
            assert live._controls[key].value == getattr(laser, key)
            assert live._controls[key].disabled and live._rows[key].children[0].disabled
        assert live.answers.laser == live.laser == laser
    live._controls["regime"].value = OWN
    for key in RATES:
        assert not live._controls[key].disabled and not live._rows[key].children[0].disabled
    assert live.laser == regimes["thermodynamic"]  # where your own begins


def test_your_own_laser(live):
    live.set(regime=OWN, pump=2.0, n_emitters=4, gamma_r=3.0, gamma_c=6.0)
    laser = Laser(4, 3.0, 1.0, 6.0, absorption=False)
    assert live.laser == live.answers.laser == laser
    pump = 2 * 4 * 0.5 * 4.0 / 0.5  # 2 n_0 b γ_t/(1 − b), b = N_sat/n_0 = 1/2
    assert live.pump == pytest.approx(pump, rel=1e-12)
    assert live.answers.class_b.g2 == pytest.approx(density_matrix.class_b(laser, pump).g2)
    live.set(gamma_c=12.0)  # n_0 = N_sat: an LED
    assert live.pump == pytest.approx(2 * 4 * 4.0, rel=1e-12)
    assert "no λ⁽⁰⁾" in live._rows["pump"].children[2].value
    assert "As n₀ = 4 does not exceed N_sat = 4.00, P(n) can only fall" in live._text.value
    started = regime_chooser.regime_comparison(OWN, n_emitters=4)
    assert started.laser == Laser(4, 5.0, 1.0, 10.0, absorption=False)


def test_a_rate_makes_the_laser_your_own(nanoscopic):
    nanoscopic.set(n_emitters=5)
    assert nanoscopic._controls["regime"].value == OWN
    assert nanoscopic.laser == Laser(5, 5.0, 1.0, 10.0, absorption=False)


def test_moving_everything_draws_once(live, monkeypatch):
    drawn = []
    monkeypatch.setattr(live, "_redraw", lambda: drawn.append(live._controls["regime"].value))
    live.set(regime="mesoscopic", pump=7.0)
    live._controls["regime"].value = "nanoscopic"  # three boxes move with it
    live.set(pump=2.0, n_emitters=7, gamma_r=2.0, gamma_c=3.0)
    assert drawn == ["mesoscopic", "nanoscopic", OWN]


def test_too_many_photons_are_refused_in_a_sentence(live):
    """Your own laser may ask for more than can be drawn: no traceback, and no number."""
    live.set(regime=OWN, n_emitters=1_000_000, gamma_r=1e-4, gamma_c=99.0, pump=30.0)
    answers = live.answers
    assert answers.class_a is answers.class_b is answers.exact is None
    assert "no model answers: P(n) would reach 3.5·10⁵ photons" in live._text.value
    assert "lower the pump" in live._text.value
    shown = rows(live._text.value)
    assert all(shown[name] == ["–"] * 4 for name in MODELS)
    assert regimes_figure.describe_regimes(answers) == "An empty picture: no model answers."
    live.set(regime="nanoscopic", pump=1.0)
    assert "no model answers" not in live._text.value


def test_a_model_that_fails_is_named(monkeypatch):
    def fail(*_):
        raise ArithmeticError("class B must converge within 60 Newton steps, got 0.1")

    monkeypatch.setattr(density_matrix, "solve", fail)
    answers = ask(regimes["nanoscopic"], 30.0)
    assert answers.class_b is None and answers.class_a is not None
    assert "No class B answer: class B must converge" in regime_text.details(answers)
    assert "trust neither" not in regime_text.verdict(answers)


def test_warnings_of_the_models_are_shown_not_warned(live, monkeypatch):
    real = regime_answers._class_a

    def warn(*given):
        warnings.warn("pump must stay low, got much", ValidityWarning, stacklevel=1)
        return real(*given)

    monkeypatch.setattr(regime_answers, "_class_a", warn)
    live.set(regime="nanoscopic", pump=1.1)
    assert live.answers.notes == ("pump must stay low, got much",)
    assert "Take care: pump must stay low" in live._text.value


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pump": 0.01}, "pump must lie between 0.03 and 30, got 0.01"),
        ({"pump": float("nan")}, "pump must be finite, got nan"),
        ({"regime": OWN, "n_emitters": 0}, "n_emitters must be a whole number of at least 1"),
        ({"regime": OWN, "n_emitters": 2e6}, "n_emitters must lie between 1 and 1e.06, got 2e.06"),
        ({"regime": OWN, "gamma_r": -1.0}, "gamma_r must lie between 0.0001 and 1000 Γ, got -1"),
        ({"regime": OWN, "gamma_c": float("inf")}, "gamma_c must be finite, got inf"),
        ({"regime": "nanoscopic", "gamma_c": 3.0}, "gamma_c must not be given for regime='nano"),
    ],
)
def test_bad_input_is_refused_and_moves_nothing(nanoscopic, options, message):
    before = nanoscopic._text.value, nanoscopic._controls["regime"].value
    with pytest.raises(ValueError, match=message):
        nanoscopic.set(**options)
    with pytest.raises(ValueError, match=message):
        regime_chooser.regime_comparison(**options)
    assert (nanoscopic._text.value, nanoscopic._controls["regime"].value) == before
    assert (
        nanoscopic._controls["pump"].value == 1.0 and nanoscopic._controls["gamma_c"].value == 10.0
    )


def test_wrong_types_are_refused(nanoscopic):
    for key in RATES:
        with pytest.raises(TypeError, match=f"{key} must be a real number"):
            nanoscopic.set(**{key: "3"})
    with pytest.raises(TypeError, match="pump must be a real number"):
        nanoscopic.set(pump="1")
    with pytest.raises(ValueError, match="laser must have four-level emitters"):
        ask(Laser(10, 1.0, 1.0, 1.0), 1.0)


def test_unknown_regimes_are_refused_with_the_list(live):
    for refuse in (live.set, regime_chooser.regime_comparison):
        with pytest.raises(ValueError, match=r"regime must be one of .*, your own, got 'nano'"):
            refuse(regime="nano")
    with pytest.raises(KeyError, match=r"no laser called 'nano'.*single atom, nanoscopic"):
        regime_frames.regime_filmstrip("nano")


# --- the picture ---------------------------------------------------------------------------------


def test_picture_draws_the_distributions_and_the_shares():
    picture, answers = regimes_figure.RegimesFigure(), at_ratio("nanoscopic", 2.0)
    picture.show(answers)
    for ax, values in (
        (picture.upper, {name: one.distribution for name, one in answers.by_name.items()}),
        (picture.lower, answers.shares),
    ):
        for line, name in zip(ax.lines, picture_module.STYLES, strict=False):
            n, drawn = line.get_data()
            assert np.array_equal(drawn, values[name][n])
    balance = picture.lower.lines[3].get_ydata()
    assert set(balance) == {answers.balance} == {0.2}


def test_many_photons_are_thinned_and_empty_states_left_out():
    picture, answers = regimes_figure.RegimesFigure(), at_ratio("thermodynamic", 3.0)
    picture.show(answers)
    n, p = picture.upper.lines[0].get_data()
    assert len(n) <= 600 and n[0] > 8000 and n[-1] < 12_000
    assert np.array_equal(p, answers.class_b.distribution[n])
    weight = answers.class_b.distribution
    assert weight[: n[0]].max() <= picture_module.LEAST * weight.max()


def test_faint_light_is_drawn_on_a_logarithmic_scale_and_said_so():
    picture = regimes_figure.RegimesFigure()
    for name, scale in (("single atom", "log"), ("nanoscopic", "linear"), ("single atom", "log")):
        answers = at_ratio(name, 1.0)
        picture.show(answers)
        assert picture.upper.get_yscale() == scale
        assert ("log scale" in picture.upper.get_ylabel()) == (scale == "log")
        assert ("logarithmic scale" in regimes_figure.describe_regimes(answers)) == (scale == "log")


def test_words_say_what_is_drawn():
    answers = at_ratio("mesoscopic", 3.0)
    words = regimes_figure.describe_regimes(answers)
    assert "Exact: no answer." in words
    peak = int(np.argmax(answers.class_b.distribution))
    assert f"Class B, solid line: highest at n = {peak} with probability 0.0165." in words
    assert "class A from 0.136 at n = 0 to" in words and "N_sat/n_0 = 0.0500" in words


# --- without a kernel ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", list(regimes))
def test_frames_are_small_and_say_what_they_show(name):
    strip = regime_frames.regime_filmstrip(name)
    assert len(strip._repr_html_()) < 4.5e5
    symbol = "γ_t" if name == "single atom" else "λ⁽⁰⁾"
    assert [frame.label for frame in strip.frames] == [
        f"{ratio:g} × {symbol}" for ratio in regime_frames.FILMSTRIP_RATIOS
    ]
    assert strip.frames[strip.start].label == f"1 × {symbol}"
    assert strip.name == f"pump, {name} laser"
    for frame in strip.frames:
        assert len(frame.alt) >= 40 and frame.sentence and "<table>" in frame.details
        with Image.open(BytesIO(frame.png)) as picture:
            assert picture.mode == "P"
            assert picture.width == pytest.approx(1.5 * frame.width, abs=2)
    assert len({frame.alt for frame in strip.frames}) == len(strip.frames)


def test_frames_say_the_models_numbers():
    (frame,) = regime_frames.frames("nanoscopic", regimes["nanoscopic"], [2.0], 1.0).frames
    answers = at_ratio("nanoscopic", 2.0)
    assert frame.sentence == regime_text.verdict(answers)
    assert frame.details == regime_text.details(answers)
    assert frame.alt == regimes_figure.describe_regimes(answers)


def test_it_carries_live_controls_and_a_page_without_kernel(live, monkeypatch):
    live.set(regime=OWN, pump=3.0, n_emitters=4, gamma_r=3.0, gamma_c=6.0)
    monkeypatch.setattr("nanobook.ch13_class_b.regime_chooser.FILMSTRIP_RATIOS", (0.5, 3.0))
    bundle = live._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    html = bundle["text/html"]
    assert "lc-filmstrip" in html and "pump, your own laser" in html
    assert re.search(r"<option selected>3 × λ⁽⁰⁾</option>", html)  # the pump that is set
    assert regime_text.verdict(live.answers) in html


def test_without_numba_the_page_is_there_too(nanoscopic, monkeypatch):
    """Nothing here simulates, so that it needs no compiler."""
    monkeypatch.setattr("nanobook.live.widget.numba_available", lambda: False)
    monkeypatch.setattr("nanobook.ch13_class_b.regime_chooser.FILMSTRIP_RATIOS", (1.0,))
    assert "lc-filmstrip" in nanoscopic._repr_mimebundle_()["text/html"]
