"""Figures and filmstrip of chapter 5 show what the solvers, or a second writing of them, say.

Seen to fail: 10 in place of 20 in `dynamics.modulation`
(test_modulation_is_twenty_times_the_logarithm_of_the_response).
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import catalogue, devices, rate_equations, thresholds
from nanobook.ch05_dynamics import dynamics, line, live, small_signal
from nanobook.check import exercises
from tests.helpers import small_signal_matrix

THREE = ("macroscopic laser", "PhC laser", "EDC laser 1")


def test_switch_on_ends_at_the_steady_state(ax):
    times = np.linspace(0, 2e-9, 101)
    lines = dynamics.switch_on(ax, catalogue["PhC laser"], 1e15, times).lines
    assert lines[0].get_ydata()[-1] == pytest.approx(1, rel=1e-6)
    assert lines[0].get_xdata()[-1] == pytest.approx(2000)


def test_the_words_of_switching_on_are_what_the_line_shows(ax):
    times = np.linspace(0, 1e-10, 1001)
    line = dynamics.switch_on(ax, catalogue["EDC laser 1"], 1e13, times).lines[0]
    time, share = line.get_data()  # ps
    assert np.interp(0.5, share, time) == pytest.approx(11.9, abs=0.1)
    text = dynamics.describe_switch_on(catalogue["EDC laser 1"], 1e13, times)
    assert text.endswith("half of the final 20.1 after 11.9 ps; no overshoot.")
    assert share.max() < 1.01


def test_switch_on_says_when_nothing_has_happened_yet():
    text = dynamics.describe_switch_on(catalogue["PhC laser"], 1e14, [0, 1e-12])
    assert "not yet half" in text


def test_modulation_starts_at_zero_decibels(ax):
    frequency = np.geomspace(1e3, 1e11, 50)
    lines = dynamics.modulation(ax, catalogue["PhC laser"], 1e14, frequency, label="x").lines
    assert lines[0].get_ydata()[0] == pytest.approx(0, abs=1e-9)
    assert [text.get_text() for text in ax.texts] == ["x"]


def test_modulation_is_twenty_times_the_logarithm_of_the_response(ax):
    laser, pump, frequency = catalogue["PhC laser"], 1e14, np.geomspace(1e9, 1e12, 301)
    level = dynamics.modulation(ax, laser, pump, frequency).lines[0].get_ydata()
    # Photons' answer to e^{iωt} on the pump, up to a constant factor, by the second writing.
    matrix = small_signal_matrix(laser, float(rate_equations.steady_state(laser, pump).photons))
    response = np.array([
        abs(np.linalg.solve(2j * np.pi * f * np.eye(2) - matrix, [1.0, 0.0])[1])
        for f in (0.0, *frequency)
    ])  # fmt: skip
    assert level == pytest.approx(20 * np.log10(response[1:] / response[0]), abs=1e-6)
    assert level.max() == pytest.approx(2.9, abs=0.05)
    assert frequency[level.argmax()] == pytest.approx(12.6e9, rel=0.03)
    assert frequency[np.argmax(level < -3)] == pytest.approx(20.9e9, rel=0.03)


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


def test_damping_is_lowest_at_its_threshold_and_shaded_where_it_rings(ax):
    laser = catalogue["PhC laser"]
    half, frequency = small_signal.damping(ax, laser).lines
    current, rate = half.get_data()
    found = thresholds.threshold(laser, "damping minimum")
    assert current[rate.argmin()] == pytest.approx(found.current, rel=0.03)  # a step of the grid
    assert 2 * rate.min() == pytest.approx(7.34e10, rel=2e-3)
    shaded = ax.collections[0].get_paths()[0].vertices[:, 0]
    rings = current[frequency.get_ydata() > rate]
    assert (shaded.min(), shaded.max()) == pytest.approx((rings[0], rings[-1]))
    assert (rings[0], rings[-1]) == pytest.approx((10.2e-6, 224e-6), rel=0.01)


def test_linewidth_narrows_as_photons_grow(ax):
    laser, pump = catalogue["EDC laser 1"], np.geomspace(1e9, 1e14, 20)
    widths = line.linewidth(ax, laser, pump).lines[0].get_ydata()
    photons = rate_equations.steady_state(laser, pump).photons
    dark = laser.gamma_c * (1 + 2 * laser.xi) / (4 * np.pi)
    assert widths == pytest.approx(dark / (1 + 2 * photons), rel=1e-9)


def test_switch_on_filmstrip_needs_a_threshold():
    with pytest.raises(ValueError, match="classical threshold"):
        live.switch_on_filmstrip(catalogue["nanoLED A"])


def test_ringing_exercise_agrees_with_the_threshold_search():
    limit = exercises()["dynamics-2"].expected()
    for factor, rings in ((0.99, True), (1.01, False)):
        laser = replace(devices["EDC laser 1"], Q=factor * limit).laser
        assert thresholds.threshold(laser, "relaxation oscillations").reached is rings
