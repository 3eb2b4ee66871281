"""Figures, filmstrips and exercises of chapter 2 show what the solvers say.

Seen to fail: `_gain_over_loss` with the full emission rate in place of its stimulated half
(test_gain_passes_one_at_threshold_carriers), `with_beta` without the correction of γ_r for
whole emitters (test_with_beta_keeps_xi).
"""

import re
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from lasercore import catalogue, devices, rate_equations, thresholds
from nanobook.ch04_rate_equations import emitters, kink
from nanobook.ch05_dynamics import dynamics, line, live, small_signal
from nanobook.ch06_photon_recycling import classical_currents
from nanobook.ch06_photon_recycling import kink as ch06_kink
from nanobook.ch06_photon_recycling import live as ch06_live
from nanobook.ch06_photon_recycling.live import with_beta
from nanobook.check import check, exercises

THREE = ("macroscopic laser", "PhC laser", "EDC laser 1")


@pytest.fixture
def ax():
    return Figure().add_subplot()


@pytest.mark.parametrize("absorption", [True, False])
def test_gain_passes_one_at_threshold_carriers(ax, absorption):
    laser = replace(catalogue["EDC laser 1"], absorption=absorption)
    share, gain = emitters.gain(ax, laser).lines[0].get_data()
    crossing = np.interp(1, gain, share)
    assert crossing == pytest.approx(laser.threshold_carriers / laser.n_emitters, rel=1e-12)


@pytest.mark.parametrize("name", THREE)
def test_slope_is_steepest_where_the_closed_form_says(ax, name):
    laser = catalogue[name]
    pump = thresholds.threshold(laser, "inflection").pump * np.geomspace(1 / 1.1, 1.1, 2001)
    slopes = kink.slope(ax, laser, pump).lines[0].get_ydata()
    ratio = laser.intensity_ratio
    extremum = slopes.max() if ratio > 1 else slopes.min()
    # The grid has its middle at the extremum, so only rounding remains.
    assert extremum == pytest.approx((1 + np.sqrt(ratio)) / 2, rel=1e-9)


def test_switch_on_ends_at_the_steady_state(ax):
    times = np.linspace(0, 2e-9, 101)
    lines = dynamics.switch_on(ax, catalogue["PhC laser"], 1e15, times).lines
    assert lines[0].get_ydata()[-1] == pytest.approx(1, rel=1e-6)
    assert lines[0].get_xdata()[-1] == pytest.approx(2000)


def test_switch_on_says_when_nothing_has_happened_yet():
    text = dynamics.describe_switch_on(catalogue["PhC laser"], 1e14, [0, 1e-12])
    assert "not yet half" in text


def test_modulation_starts_at_zero_decibels(ax):
    frequency = np.geomspace(1e3, 1e11, 50)
    lines = dynamics.modulation(ax, catalogue["PhC laser"], 1e14, frequency, label="x").lines
    assert lines[0].get_ydata()[0] == pytest.approx(0, abs=1e-9)
    assert [text.get_text() for text in ax.texts] == ["x"]


@pytest.mark.parametrize("name", THREE)
def test_ringing_is_above_one_where_eigenvalues_are_complex(ax, name):
    laser = catalogue[name]
    pump = thresholds.pump_range(laser, above=60)
    ratio = small_signal.ringing(ax, laser, pump).lines[0].get_ydata()
    signal = rate_equations.small_signal(laser, pump)
    assert np.array_equal(ratio > 1, signal.oscillates)
    assert np.array_equal(ratio > 1, np.abs(signal.eigenvalues[0].imag) > 0)


def test_ringing_needs_a_classical_threshold(ax):
    with pytest.raises(ValueError, match="classical threshold"):
        small_signal.ringing(ax, catalogue["nanoLED A"])


def test_damping_says_where_it_is_lowest():
    text = small_signal.describe_damping(catalogue["PhC laser"])
    found = thresholds.threshold(catalogue["PhC laser"], "damping minimum")
    microampere = float(re.search(r"at ([\d.]+) µA\.", text)[1])
    assert microampere == pytest.approx(found.current * 1e6, rel=0.03)  # one step of the grid


def test_relative_curves_meet_at_transparency(ax):
    for beta in (1e-4, 0.1, 1.0):
        laser = with_beta(catalogue["PhC laser"], beta)
        ch06_kink.relative_light_current(ax, laser, np.array([0.5, 1.0, 2.0]))
        assert ax.lines[-1].get_ydata()[1] == pytest.approx(laser.xi, rel=1e-12)


def test_relative_curves_need_a_transparency(ax):
    four_level = replace(catalogue["PhC laser"], absorption=False)
    with pytest.raises(ValueError, match="transparency"):
        ch06_kink.relative_light_current(ax, four_level, [1.0])


@pytest.mark.parametrize("beta", [1e-5, 0.3, 0.77, 1.0])
def test_with_beta_keeps_xi(beta):
    laser = catalogue["PhC laser"]
    other = with_beta(laser, beta)
    assert other.beta == pytest.approx(beta, rel=1e-12)
    assert other.xi == pytest.approx(laser.xi, rel=1e-12)


@pytest.mark.parametrize("beta", [0.0, -1.0, 1.1, float("nan")])
def test_with_beta_refuses(beta):
    with pytest.raises(ValueError, match="beta must be in"):
        with_beta(catalogue["PhC laser"], beta)


def test_linewidth_narrows_as_photons_grow(ax):
    laser, pump = catalogue["EDC laser 1"], np.geomspace(1e9, 1e14, 20)
    widths = line.linewidth(ax, laser, pump).lines[0].get_ydata()
    photons = rate_equations.steady_state(laser, pump).photons
    assert widths * (1 + 2 * photons) == pytest.approx(widths[0] * (1 + 2 * photons[0]), rel=1e-9)


def test_classical_current_has_its_minimum_where_derived(ax):
    device = devices["EDC laser 1"]
    a = device.gamma_bg * device.n_emitters / device.laser.gamma_c
    best = device.relative_volume * device.laser.xi * 2 / (1 + np.sqrt(2 + 2 * a))
    volumes = best * np.array([0.98, 1.0, 1.02])
    currents = classical_currents.currents_against_volume(ax, device, volumes, "classical").lines[0]
    assert np.argmin(currents.get_ydata()) == 1


def test_switch_on_filmstrip_needs_a_threshold():
    with pytest.raises(ValueError, match="classical threshold"):
        live.switch_on_filmstrip(catalogue["nanoLED A"])


def test_filmstrips_are_light_and_say_different_things():
    strip = ch06_live.kink_filmstrip(catalogue["PhC laser"], betas=[1e-4, 0.5, 1.0])
    assert all(len(frame.png) < 60_000 for frame in strip.frames)
    assert len({frame.alt for frame in strip.frames}) == 3


MINE = [name for name in exercises() if name.startswith("rate_equations-")]


@pytest.mark.parametrize("name", MINE)
def test_exercises_tell_mistakes_from_the_answer(name):
    exercise = exercises()[name]
    assert check(name, exercise.expected()) == "Right."
    for mistake, value in exercise.hints.items():
        assert mistake in check(name, float(value()))


def test_ringing_exercise_agrees_with_the_threshold_search():
    limit = exercises()["dynamics-2"].expected()
    for factor, rings in ((0.99, True), (1.01, False)):
        laser = replace(devices["EDC laser 1"], Q=factor * limit).laser
        assert thresholds.threshold(laser, "relaxation oscillations").reached is rings
