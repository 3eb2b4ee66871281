"""The figures of chapter 3 show what lasercore computes, not formulas of their own.

Seen to fail: with (1 + r) in place of (1 − r) in the slope of `shapes._universal`, the test of
the universal curve; with 1 + ξ in place of 1 + 2ξ in `ratio.ratio_map`, the test of the map.
"""

import numpy as np
import pytest
from matplotlib.figure import Figure

from lasercore import catalogue, devices, rate_equations, thresholds
from nanobook.ch07_curve_shapes import at_threshold, live, ratio, shapes
from nanobook.check import check, exercises
from tests.helpers import figures

LASERS = [name for name, laser in catalogue.items() if laser.eta > 0]
PLAIN = ("inversion", "device_thresholds", "ratio_map", "thresholds_against_volume", "edc_lasers")
OF_A_LASER = ("approximations", "threshold_geometry")


def axes():
    return Figure().add_subplot()


@pytest.mark.parametrize("name", LASERS)
def test_the_universal_curve_is_that_of_every_laser(name):
    laser = catalogue[name]
    here = thresholds.threshold(laser, "photon recycling")
    y = np.geomspace(0.05, 5, 50)  # below the pump that broadens EDC laser 5
    x, slope = shapes._universal(y, laser.intensity_ratio)
    pump = rate_equations.pump_for_photons(laser, y * here.photons)
    assert np.allclose(x * here.pump, pump, rtol=1e-12)
    # The slope at a given pump inherits the sensitivity of n_p, up to √r = 222 here.
    assert np.allclose(slope, rate_equations.log_slope(laser, pump), rtol=1e-10)


def test_the_map_colours_the_ratio_of_the_laser(monkeypatch):
    ax, seen = axes(), {}
    contourf = ax.contourf

    def spy(beta, xi, values, *args, **options):
        seen.update(beta=beta, xi=xi, values=values)
        return contourf(beta, xi, values, *args, **options)

    monkeypatch.setattr(ax, "contourf", spy)
    ratio.ratio_map(ax)
    for name in LASERS:
        laser = catalogue[name]
        row = np.argmin(abs(np.log(seen["xi"] / laser.xi)))
        column = np.argmin(abs(seen["beta"] - laser.beta))
        if laser.beta < 0.1:  # β varies by more than a grid step there
            continue
        beta, xi = seen["beta"][column], seen["xi"][row]
        expected = (2 * xi - 1) / (4 * xi) * (1 + 2 * xi * (1 - beta)) / beta
        assert abs(10 ** seen["values"][row, column] / expected - 1) < 1e-12
        assert abs(np.log10(expected / laser.intensity_ratio)) < 0.1


@pytest.mark.parametrize("name", ["EDC laser 1", "EDC laser 4", "PhC laser"])
def test_straight_background_makes_the_curve_straight(name):
    from dataclasses import replace

    laser = catalogue[name]
    straight = replace(laser, gamma_bg=ratio.straight_background(laser))
    assert abs(straight.intensity_ratio - 1) < 1e-12


def test_an_led_has_no_straight_background():
    assert np.isnan(ratio.straight_background(catalogue["nanoLED A"]))


@pytest.mark.parametrize("name", PLAIN)
def test_figures_return_their_axes_and_have_words(name):
    ax = axes()
    assert figures()[name](ax) is ax
    assert len(figures()[f"describe_{name}"]()) > 40


@pytest.mark.parametrize("name", OF_A_LASER)
def test_figures_of_one_laser(name):
    ax = axes()
    assert figures()[name](ax, catalogue["EDC laser 3"]) is ax
    assert "1.27 µA" in figures()[f"describe_{name}"](catalogue["EDC laser 3"])


@pytest.mark.parametrize("shown", ["eta", "beta_eff"])
def test_efficiencies_end_at_the_value_of_the_laser(shown):
    ax = at_threshold.efficiencies(axes(), devices["EDC laser 1"], shown)
    volumes, values = ax.lines[0].get_data()
    at = np.interp(devices["EDC laser 1"].relative_volume, volumes, values)
    assert abs(at / getattr(catalogue["EDC laser 1"], shown) - 1) < 1e-3


def test_the_cooling_filmstrip_says_where_the_curve_is_straight():
    strip = live.cooling_filmstrip(hottest=1e11, coldest=1e9, per_decade=1)
    straight = [frame for frame in strip.frames if "exactly straight" in frame.sentence]
    assert [frame.label for frame in straight] == ["1.22·10¹⁰ s⁻¹"]


@pytest.mark.parametrize("name", [name for name in exercises() if name.startswith("photon_rec")])
def test_each_hint_of_an_exercise_is_told_apart(name):
    exercise = exercises()[name]
    assert check(name, exercise.expected()) == "Right."
    for mistake, value in exercise.hints.items():
        assert check(name, value()) == f"Not yet. {mistake}."
