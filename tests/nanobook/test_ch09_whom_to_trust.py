"""Figures of chapter 9 show what the three solvers say.

Seen to fail, each by the test of that figure: σ² in place of σ in Langevin's Gaussian; squared
errors in `size_limit`; V/2 for 2V in `single_emitter`.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import norm

from lasercore import (
    catalogue,
    devices,
    langevin,
    master_equation,
    thresholds,
    to_ampere,
)
from nanobook.ch09_whom_to_trust import limits, methods

EDC = catalogue["EDC laser 1"]
THRESHOLD = thresholds.threshold(EDC, "photon recycling").pump
EVENTS = 500_000  # the fewest that give EDC laser 1 batches long enough for its errors


def test_three_distributions_are_those_of_the_solvers(ax):
    methods.three_distributions(ax, EDC, 3 * THRESHOLD, EVENTS)
    n, p = ax.lines[0].get_data()
    exactly = master_equation.photon_statistics(EDC, 3 * THRESHOLD)
    assert np.array_equal(p, exactly.distribution[n])
    light = langevin.photon_statistics(EDC, 3 * THRESHOLD)
    gaussian = next(line for line in ax.lines if line.get_label() == "Langevin")
    x, density = gaussian.get_data()
    assert x[np.argmax(density)] == pytest.approx(light.mean, abs=0.1)
    half = x[density > density.max() / 2]
    assert np.ptp(half) == pytest.approx(2.3548 * np.sqrt(light.variance), rel=0.02)
    # What is drawn is the density, also of the photon numbers below zero, which are grey.
    standard = (-0.5 - light.mean) / np.sqrt(light.variance)
    dark = x < -0.5
    share = np.trapezoid(np.append(density[dark], density[~dark][0]), np.append(x[dark], -0.5))
    assert share == pytest.approx(norm.cdf(standard), abs=1e-3)
    assert ax.patches[0].get_x() == x[0] < 0
    dots = ax.containers[0].lines[0]
    where = dots.get_xdata()
    assert dots.get_ydata()[:5] == pytest.approx(exactly.distribution[where[:5]], rel=0.1)


def test_g2_by_methods_draws_the_three_solvers(ax):
    ratio = np.array([0.1, 1.0, 10.0])
    methods.g2_by_methods(ax, EDC, ratio, sampled=2, events=EVENTS)
    lines = {line.get_label(): line for line in ax.lines}
    current, g2 = lines["exact"].get_data()
    assert current == pytest.approx(to_ampere(ratio * THRESHOLD))
    assert g2 == pytest.approx(master_equation.photon_statistics(EDC, ratio * THRESHOLD).g2)
    linear_g2 = langevin.photon_statistics(EDC, ratio * THRESHOLD).g2
    assert lines["Langevin"].get_ydata() == pytest.approx(linear_g2)
    sampled = ax.containers[0].lines[0].get_ydata()
    assert sampled == pytest.approx(g2[[0, 2]], abs=0.1)


def test_langevins_errors_have_the_orders_one_and_two(ax):
    limits.size_limit(ax, (100, 200))
    curves = [line.get_ydata() for line in ax.lines if line.get_marker() != "None"]
    orders = [np.log2(errors[0] / errors[1]) for errors in curves]
    assert orders == pytest.approx([1, 2], abs=0.06)
    assert curves[0] == pytest.approx([0.028, 0.0145], rel=0.03)  # of the Fano factor


def test_at_fixed_xi_and_beta_langevin_becomes_exact_with_few_photons():
    errors = []
    for factor in (10, 40):
        laser = replace(
            EDC, n_emitters=120 * factor, gamma_r=EDC.gamma_r / factor,
            gamma_bg=EDC.gamma_bg / factor, gamma_2=None,
        )  # fmt: skip
        pump = 3 * thresholds.threshold(laser, "photon recycling").pump
        exactly = master_equation.photon_statistics(laser, pump)
        assert 2.4 < exactly.mean < 2.5
        errors.append(langevin.photon_statistics(laser, pump).g2 - exactly.g2)
    assert errors[0] / errors[1] == pytest.approx(4, rel=0.2)


def test_one_emitter_is_drawn_for_every_volume(ax):
    ratio = np.array([0.1, 1.0, 10.0])
    limits.single_emitter(ax, [1.0, 2.0], ratio)
    solid = [
        line for line in ax.lines if line.get_linestyle() == "-" and len(line.get_xdata()) == 3
    ]
    for line, volume in zip(solid, (1.0, 2.0), strict=True):
        device = devices["EDC laser 6"]
        laser = replace(device, volume=volume * device.volume).laser
        pump = ratio * thresholds.threshold(laser, "photon recycling").pump
        assert line.get_xdata() == pytest.approx(to_ampere(pump))
        assert line.get_ydata() == pytest.approx(master_equation.photon_statistics(laser, pump).g2)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    assert [float(dot.get_ydata()[0]) for dot in dots] == pytest.approx(
        [line.get_ydata()[1] for line in solid]
    )


def test_langevin_gives_one_emitter_the_wrong_sign(ax):
    linear, exact = limits.single_emitter(ax, [1.0]).lines[:2]
    current, g2 = exact.get_data()
    assert (g2[0], g2[-1]) == pytest.approx((0.64, 1.008), abs=0.006)
    assert linear.get_ydata()[0] == pytest.approx(1.04, abs=0.006)
    unit = thresholds.threshold(catalogue["EDC laser 6"], "photon recycling").current
    rising = slice(0, np.argmax(g2) + 1)
    assert np.interp(1, g2[rising], current[rising]) / unit == pytest.approx(1.187, rel=0.01)
    assert g2.max() == pytest.approx(1.069, abs=1e-3)


def test_exercise_5_can_be_extrapolated_from_fewer_emitters_too():
    from nanobook.ch09_whom_to_trust import exercises as noise

    assert noise._size(2, solved=100) == pytest.approx(noise._size(2, solved=200), rel=0.02)
