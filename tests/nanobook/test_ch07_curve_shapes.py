"""The figures of chapter 7 show what lasercore computes, not formulas of their own.

Seen to fail: with (1 + r) in place of (1 − r) in the slope of `shapes._universal`, the test of
the universal curve; with 1 + ξ in place of 1 + 2ξ in `ratio.ratio_map`, the test of the map.
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import catalogue, devices, rate_equations, thresholds
from nanobook.ch07_curve_shapes import at_threshold, live, ratio, shapes
from tests.helpers import axes

LASERS = [name for name, laser in catalogue.items() if laser.eta > 0]


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
    laser = catalogue[name]
    straight = replace(laser, gamma_bg=ratio.straight_background(laser))
    assert abs(straight.intensity_ratio - 1) < 1e-12


def test_an_led_has_no_straight_background():
    assert np.isnan(ratio.straight_background(catalogue["nanoLED A"]))


def test_marks_on_the_inversion_are_at_the_thresholds():
    ax = at_threshold.inversion(axes(), ["EDC laser 1"])
    marks = [np.ravel(line.get_data()) for line in ax.lines if len(line.get_xdata()) == 1]
    assert [x for x, _ in marks] == pytest.approx([1, 19.19, 20.5], rel=2e-3)
    balance = catalogue["EDC laser 1"].threshold_carriers / 120
    assert [y for _, y in marks[:2]] == pytest.approx([0.330, 0.5], abs=1e-3)
    assert marks[2][1] < balance  # where gain would equal loss without absorption of the pump


@pytest.mark.parametrize("name", ["nanoLED A", "EDC laser 1"])
def test_a_device_has_the_marks_of_the_thresholds_it_reaches(name):
    ax = at_threshold.device_thresholds(axes(), [name])
    drawn = [line.get_xdata()[0] for line in ax.lines]
    found = thresholds.compare(catalogue[name], at_threshold._MARKED).values()
    assert np.array_equal(drawn, [one.current for one in found], equal_nan=True)
    assert np.isfinite(drawn).sum() == {"nanoLED A": 2, "EDC laser 1": 4}[name]


def test_r_passes_one_at_the_straight_background_and_never_without_blocking():
    ax = ratio.ratio_against_background(axes(), devices["EDC laser 1"], [5000])
    background, r = ax.lines[0].get_data()
    assert (r[0], r[-1]) == pytest.approx((247, 0.508), rel=2e-3)
    straight = np.exp(np.interp(0, -np.log(r), np.log(background)))
    assert straight == pytest.approx(2.096e9, rel=0.01)
    assert ax.lines[1].get_xdata() == ratio.straight_background(catalogue["EDC laser 1"])
    assert min(ax.lines[2].get_ydata()) >= 1


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
