"""The noise widgets show the solvers' numbers, obey their controls, and grow one trajectory.

Exercise: starting each piece of a run afresh (`start=None`) in
ch08_three_ways/growing.py turns
test_pieces_join_to_one_trajectory red; other seeds for steps that were already made turn
test_a_longer_run_continues_the_shorter_one red.
"""

import re
import warnings
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from statistics import NormalDist

import numpy as np
import pytest
from PIL import Image

from lasercore import (
    ValidityWarning,
    catalogue,
    gillespie,
    langevin,
    master_equation,
    thresholds,
    to_ampere,
)
from lasercore.statistics import PhotonStatistics
from nanobook.ch08_three_ways import growing, run_figure, run_text
from nanobook.ch08_three_ways import run as run_page
from nanobook.ch09_whom_to_trust import comparison, noise_text, solvers, solvers_figure
from nanobook.ch09_whom_to_trust.solvers_figure import share_below_zero
from nanobook.live.pump import PUMP, natural_pump
from tests.nanobook.cells import rows

PNG = b"\x89PNG\r\n\x1a\n"
EDC, EMITTER = catalogue["EDC laser 1"], catalogue["EDC laser 6"]


@pytest.fixture(scope="module")
def live():
    return comparison.noise_comparison("EDC laser 1")


@pytest.fixture(scope="module")
def running():
    return run_page.gillespie_live("EDC laser 6", pump=3.0)


@pytest.fixture(scope="module")
def run():
    return growing.GrowingRun(EMITTER, 1e10, seed=4)


# --- three solvers -------------------------------------------------------------------------------


def test_answers_are_the_solvers_own():
    answers = solvers.ask(EDC, 4e11, events=200_000, seed=3)
    exact = master_equation.photon_statistics(EDC, 4e11)
    sampled = gillespie.photon_statistics(
        EDC, 4e11, events=200_000, streams=solvers.STREAMS, seed=3
    )
    assert np.array_equal(answers.exact.distribution, exact.distribution)
    assert np.array_equal(answers.gillespie.distribution, sampled.distribution)
    assert answers.langevin.g2 == langevin.photon_statistics(EDC, 4e11).g2
    expected = (sampled.g2 - exact.g2) / sampled.errors["g2"]
    assert answers.sigmas("g2") == pytest.approx(expected, rel=1e-12)
    assert answers.excess("g2") == pytest.approx(answers.langevin.g2 / exact.g2 - 1, rel=1e-12)


def test_table_says_the_solvers_numbers(live):
    live.set(device="EDC laser 1", pump=3.0, events=1_000_000, seed=0)
    shown, answers = rows(live._text.value), live.answers
    for column, key in enumerate(("mean", "fano", "g2")):
        for name in ("exact", "Langevin"):
            value = shown[name][column].split("|")[0]
            assert float(value) == pytest.approx(getattr(answers.by_name[name], key), abs=5e-4)
        value, below = shown["Gillespie"][column].split("|")
        error, sigmas = re.fullmatch(r"± (\S+), (\S+) σ", below).groups()
        assert float(value) == pytest.approx(getattr(answers.gillespie, key), abs=5e-4)
        assert float(error) == pytest.approx(answers.gillespie.errors[key], rel=0.5)
        assert float(sigmas) == pytest.approx(answers.sigmas(key), abs=0.05)
        off = float(shown["Langevin"][column].split("|")[1].rstrip("%"))
        assert off == pytest.approx(100 * answers.excess(key), abs=0.005)


def test_pump_is_in_units_of_the_threshold_and_the_current_is_shown(live):
    live.set(device="EDC laser 1", pump=2.0)
    found = thresholds.threshold(EDC, "photon recycling")
    assert live.pump == pytest.approx(2 * found.pump, rel=1e-12)
    assert live.answers.pump == live.pump
    assert live._rows["pump"].children[2].value == "× threshold = 122 nA"
    live.set(device="nanoLED A", pump=2.0)
    led = catalogue["nanoLED A"]
    assert live.pump == pytest.approx(2 * led.n_emitters * led.gamma_t, rel=1e-12)
    assert live._rows["pump"].children[2].value == f"× n₀γ_t = {1e6 * to_ampere(live.pump):.2f} µA"


def test_each_control_changes_picture_and_words(live):
    live.set(device="EDC laser 1", pump=1.0, events=1_000_000, seed=0)
    for change in ({"device": "EDC laser 4"}, {"pump": 5.0}, {"events": 100_000}, {"seed": 1}):
        before = live._image.value, live._text.value
        live.set(**change)
        assert live._image.value != before[0]
        assert live._text.value != before[1]
        assert bytes(live._image.value).startswith(PNG)


def test_the_widgets_themselves_move_it_too(live):
    live.set(device="EDC laser 1", pump=1.0, events=1_000_000, seed=0)
    live._controls["pump"].value = 4.0
    assert live.answers.pump == pytest.approx(4 * natural_pump(live.laser)[0])
    live._controls["device"].value = "EDC laser 5"
    assert live.answers.laser == catalogue["EDC laser 5"]
    live._controls["events"].value = 100_000
    assert live.answers.gillespie.report["events"] == pytest.approx(1e5, rel=0.1)
    before = live.answers.gillespie.g2
    live._rows["seed"].click()
    assert live.values["seed"] == 1
    assert live.answers.gillespie.g2 != before


def test_moving_everything_draws_once(live, monkeypatch):
    drawn = []
    monkeypatch.setattr(live, "_redraw", lambda: drawn.append(live._controls["device"].value))
    live.set(device="EDC laser 3", pump=7.0, events=100_000, seed=5)
    assert drawn == ["EDC laser 3"]
    monkeypatch.undo()


@pytest.mark.parametrize("name", list(catalogue))
def test_every_device_answers_at_both_ends(live, name):
    """Too large for a solver is said; nothing fails, and nothing is warned past the widget."""
    for pump in (PUMP.low, PUMP.high):
        live.set(device=name, pump=pump, events=100_000)
        assert live.answers.langevin is not None
        for solver, problem in live.answers.problems.items():
            assert f"No {solver} answer: {problem[:40]}" in live._text.value
            assert live.answers.by_name[solver] is None
        for note in live.answers.notes:
            assert "Take care" in live._text.value and note[:30] in live._text.value


def test_too_large_names_size_and_remedy():
    answers = solvers.ask(catalogue["PhC laser"], 1e15, events=100_000)
    assert answers.exact is answers.gillespie is None
    assert "gillespie.photon_statistics" in answers.problems["exact"]
    assert "choose more events" in answers.problems["Gillespie"]
    assert "too large to say who is right" in noise_text.verdict(answers)
    assert "no answer" in solvers_figure.describe_solvers(answers)


def test_the_number_of_events_that_is_asked_for_is_enough():
    laser, pump = catalogue["PhC laser"], 5e13
    refused = solvers.ask(laser, pump, events=100_000)
    found = re.search(r"takes ([\d.]+)·10([⁰¹²³⁴⁵⁶⁷⁸⁹]+) events", refused.problems["Gillespie"])
    power = int(found[2].translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")))
    needed = float(found[1]) * 10**power
    assert solvers.ask(laser, pump, events=round(1.1 * needed)).gillespie is not None
    assert solvers.ask(laser, pump, events=round(0.9 * needed)).gillespie is None


def test_wrong_sign_of_langevin_is_named():
    words = noise_text.verdict(solvers.ask(EMITTER, 0.1 * natural_pump(EMITTER)[0]))
    assert "bunched light where it is antibunched" in words
    assert "Langevin says 1.020" in words and "0.709, exactly" in words


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"pump": 0.01}, "pump must lie between 0.03 and 30, got 0.01"),
        ({"pump": float("nan")}, "pump must be finite, got nan"),
        ({"events": 12345}, "events must be one of 100000, 1000000, 10000000, got 12345"),
        ({"seed": -1}, "seed must be a whole number of at least 0"),
    ],
)
def test_bad_input_is_refused_and_moves_nothing(live, options, message):
    live.set(device="EDC laser 1", pump=1.0, events=1_000_000, seed=0)
    before = live._text.value
    with pytest.raises(ValueError, match=message):
        live.set(**options)
    with pytest.raises(ValueError, match=message):
        comparison.noise_comparison(**options)
    assert live._text.value == before
    assert live._controls["pump"].value == 1.0


def test_unknown_devices_are_refused(live, running):
    for refuse in (live.set, running.set, comparison.noise_comparison, run_page.gillespie_live):
        with pytest.raises(ValueError, match=r"device must be one of .*EDC laser 1.*, got 'EDC 1'"):
            refuse(device="EDC 1")
    with pytest.raises(ValueError, match=r"device must be one of EDC laser 1, .*got 'PhC laser'"):
        run_page.gillespie_live("PhC laser")


def test_langevins_share_below_zero():
    light = PhotonStatistics(mean=1.0, variance=2.25)
    assert share_below_zero(light) == pytest.approx(0.158655, abs=1e-6)


def test_picture_shows_the_exact_distribution_and_gillespies_points():
    picture, answers = solvers_figure.SolversFigure(), solvers.ask(EDC, 4e11, events=200_000)
    picture.show(answers)
    (steps,) = [p for p in picture.upper.patches if hasattr(p, "get_data")]
    assert np.array_equal(steps.get_data().values, answers.exact.distribution)
    n, p = picture.upper.containers[0].lines[0].get_data()
    assert np.array_equal(p, answers.gillespie.distribution[n])
    x, gaussian = picture.upper.lines[0].get_data()
    mean, sigma = answers.langevin.mean, answers.langevin.variance**0.5
    shown = NormalDist(mean, sigma).cdf(x[-1]) - NormalDist(mean, sigma).cdf(x[0])
    assert np.trapezoid(gaussian, x) == pytest.approx(shown, abs=2e-3)


# --- a run that grows ----------------------------------------------------------------------------


def test_a_longer_run_continues_the_shorter_one():
    short, long = (growing.GrowingRun(EMITTER, 1e10, seed=4) for _ in range(2))
    first = short.at(40)
    long.at(50)  # it grows to here in one go
    again = long.at(40)
    assert again.events == first.events
    assert np.array_equal(again.light.distribution, first.light.distribution)
    spent = [snapshot.light.distribution * snapshot.duration for snapshot in long.until(50)]
    for shorter, longer in pairwise(spent):
        assert np.all(longer[: len(shorter)] - shorter >= -1e-12 * longer.sum())


def test_events_grow_and_time_doubles(run):
    snapshots = run.until(growing.STEPS // 2)
    events = [one.events for one in snapshots]
    assert events == sorted(events)
    assert snapshots[8].duration == pytest.approx(4 * snapshots[0].duration, rel=1e-12)
    expected = growing.FIRST_EVENTS * 2 ** (growing.DOUBLINGS / 2)
    assert events[-1] == pytest.approx(expected, rel=0.2)


def test_pieces_join_to_one_trajectory(run):
    """From one state to the next, one event changes the photon number by at most one."""
    for snapshot in run.until(growing.STEPS // 2):
        assert np.all(np.abs(np.diff(snapshot.photons)) <= 1)
        assert np.all(np.diff(snapshot.time) >= 0)
        assert snapshot.time[-1] <= 0
        assert len(snapshot.time) <= growing.SHOWN_EVENTS


def test_sums_of_a_run_are_those_of_its_trajectory():
    """Two pieces by hand: time-weighted moments, and the integrals at every mark."""
    path = gillespie.trajectory(EMITTER, 1e10, duration=1e-7, seed=2)
    sums = growing._Sums(1e-8)
    half = 0.5e-7
    cut = np.searchsorted(path.time, half)
    first = gillespie.Trajectory(
        EMITTER, 1e10, path.time[:cut], path.carriers[:cut], path.photons[:cut], half
    )
    second = gillespie.Trajectory(
        EMITTER,
        1e10,
        np.append(0.0, path.time[cut:] - half),
        np.append(path.carriers[cut - 1], path.carriers[cut:]),
        np.append(path.photons[cut - 1], path.photons[cut:]),
        half,
    )
    sums.add(first, half)
    sums.add(second, 2 * half)
    mean = path.stays @ path.photons / path.stays.sum()
    assert sums.light(1e-9).mean == pytest.approx(mean, rel=1e-12)
    assert len(sums.marks) == 11
    for number, (integral, square) in enumerate(sums.marks):
        stays = np.clip(number * 1e-8 - path.time, 0, path.stays)
        assert integral == pytest.approx(stays @ path.photons, rel=1e-9, abs=1e-20)
        assert square == pytest.approx(stays @ path.photons**2, rel=1e-9, abs=1e-20)


def test_errors_of_a_run_are_honest():
    """16 seeds: χ² of g² against the exact value; a false alarm once in about 10⁴."""
    exact = master_equation.photon_statistics(EMITTER, 1e10)
    lights = [growing.GrowingRun(EMITTER, 1e10, seed=seed).at(56).light for seed in range(16)]
    for key in ("mean", "g2"):
        pulls = [(getattr(one, key) - getattr(exact, key)) / one.errors[key] for one in lights]
        assert 3 < np.sum(np.square(pulls)) < 50


def test_short_runs_claim_no_error(run):
    assert run.at(0).light.errors == {}
    assert set(run.at(60).light.errors) == {"mean", "g2"}
    exact = master_equation.photon_statistics(EMITTER, 1e10)
    assert "too short a run" in run_text.progress(run.at(12), exact)
    assert "standard errors" in run_text.progress(run.at(60), exact)


def test_a_run_without_a_photon_says_so():
    dim = growing.GrowingRun(EMITTER, 0.03 * natural_pump(EMITTER)[0], seed=0)
    exact = master_equation.photon_statistics(EMITTER, dim.pump)
    assert dim.at(0).light.mean == 0
    assert "no photon has been seen" in run_text.progress(dim.at(0), exact)
    assert "not known" in run_text.numbers(dim.at(0), exact)
    picture = run_figure.RunFigure()
    picture.show(dim.until(0), exact)
    assert picture.png().startswith(PNG)


def test_no_error_is_claimed_before_two_photons_met():
    """All batches agree on g² = 0 then, which looks like certainty."""
    dim = growing.GrowingRun(EMITTER, 0.03 * natural_pump(EMITTER)[0], seed=0)
    alone = [one for one in dim.until(30) if len(one.light.distribution) == 2]
    assert any("mean" in one.light.errors for one in alone)
    assert not any("g2" in one.light.errors for one in alone)
    light = PhotonStatistics.from_distribution([0.9, 0.1], errors={"mean": 0.1, "g2": 1e-17})
    answers = solvers.ask(EMITTER, dim.pump, events=100_000)
    answers = replace(answers, gillespie=light)
    assert answers.error("mean") == 0.1
    assert answers.error("g2") is answers.sigmas("g2") is None
    assert "without a known error" in noise_text.verdict(answers)


def test_running_table_says_the_runs_numbers(running):
    running.set(step=60)
    shown, light = rows(running._text.value), running.answers[0][-1].light
    value, error = shown["so far"][1].split(" ± ")
    assert float(value) == pytest.approx(light.g2, abs=5e-4)
    assert float(error) == pytest.approx(light.errors["g2"], rel=0.5)
    exact = master_equation.photon_statistics(running.laser, running.pump)
    assert float(shown["exact"][0]) == pytest.approx(exact.mean, abs=5e-4)
    assert "events" in running._text.value


def test_the_clock_redraws_and_a_new_pump_starts_anew(running):
    running.set(pump=3.0, step=20)
    clock = running._controls["step"]
    before = running._image.value
    clock.value = 24
    assert running._image.value != before
    assert running.answers[0][-1].step == 24
    running.set(pump=1.0)
    assert clock.value == 0
    assert running.run.pump == pytest.approx(natural_pump(running.laser)[0])
    assert (
        running._controls["step"].max == growing.STEPS and not running._controls["step"].repeat
    )  # it ends by itself


def test_a_running_clock_is_not_read_out(running):
    running._controls["step"].playing = True
    running.set(step=30)
    assert 'aria-live="off"' in running._text.value
    running._controls["step"].playing = False
    running.set(step=31)
    assert 'aria-live="polite"' in running._text.value


@pytest.mark.parametrize("step", [-1, 1.5, growing.STEPS + 1])
def test_steps_beyond_the_run_are_refused(running, step):
    with pytest.raises(ValueError, match="step must"):
        running.set(step=step)
    with pytest.raises(ValueError, match="step must"):
        running.run.at(step)


@pytest.mark.parametrize("name", run_page.SMALL)
def test_every_small_device_runs_at_both_ends(running, name):
    for pump in (PUMP.low, PUMP.high):
        running.set(device=name, pump=pump, step=30)
        assert bytes(running._image.value).startswith(PNG)
        assert running.answers[0][-1].light.distribution.sum() == pytest.approx(1, abs=1e-12)


def test_warnings_of_the_model_are_shown_not_warned(monkeypatch):
    def warn(*_):
        warnings.warn("pump must stay low, got much", ValidityWarning, stacklevel=1)

    monkeypatch.setattr("lasercore.gillespie.plan.warn_pump_broadening", warn)
    shown = run_page.gillespie_live("EDC laser 6")
    assert "Take care: pump must stay low" in shown._text.value


# --- without a kernel ----------------------------------------------------------------------------


def test_filmstrips_are_small_and_say_what_they_show():
    """What chapter 4 shows: three devices over the pump and one growing run."""
    strips = [
        comparison.noise_filmstrip(name) for name in ("EDC laser 1", "EDC laser 6", "nanoLED A")
    ]
    strips.append(run_page.gillespie_filmstrip())
    assert sum(len(strip._repr_html_()) for strip in strips) < 1.5e6
    for strip in strips:
        for frame in strip.frames:
            assert frame.alt and frame.sentence and "<table>" in frame.details
            with Image.open(BytesIO(frame.png)) as picture:
                assert picture.mode == "P"
                assert picture.width == pytest.approx(1.5 * frame.width, abs=2)
        assert len({frame.label for frame in strip.frames}) == len(strip.frames)
        assert len({frame.alt for frame in strip.frames}) == len(strip.frames)


def test_frames_say_the_solvers_numbers():
    (frame,) = comparison.noise_filmstrip("EDC laser 1", [2.0]).frames
    answers = solvers.ask(EDC, 2 * natural_pump(EDC)[0])
    assert frame.sentence == noise_text.verdict(answers)
    assert frame.details == noise_text.details(answers)
    assert frame.alt == solvers_figure.describe_solvers(answers)


def test_frames_of_a_run_are_every_fourth_step():
    strip = run_page.gillespie_filmstrip("EDC laser 6", 1.0, seed=2, doublings=[3, 6])
    run = growing.GrowingRun(EMITTER, natural_pump(EMITTER)[0], seed=2)
    assert [frame.label for frame in strip.frames] == [
        run_text.events_of(run.at(4 * number)) for number in (3, 6)
    ]


@pytest.mark.parametrize("module", [comparison, run_page])
def test_both_carry_live_controls_and_a_page_without_kernel(module, live, running, monkeypatch):
    shown = live if module is comparison else running
    name = "noise_filmstrip" if module is comparison else "gillespie_filmstrip"
    few = comparison.noise_filmstrip("EDC laser 6", [1.0])
    monkeypatch.setattr(module, name, lambda *_: few)
    bundle = shown._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "lc-filmstrip" in bundle["text/html"]


def test_without_numba_less_is_asked_and_no_frames_are_drawn(live, monkeypatch):
    for module in ("ch09_whom_to_trust.solvers", "ch08_three_ways.growing", "live.widget"):
        monkeypatch.setattr(f"nanobook.{module}.numba_available", lambda: False)
    assert solvers.default_events() == solvers.EVENTS_UNCOMPILED
    assert run_page.gillespie_live("EDC laser 6")._controls["step"].max == growing.STEPS_UNCOMPILED
    bundle = live._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "text/html" not in bundle
