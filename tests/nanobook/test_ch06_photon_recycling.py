"""Figures and filmstrip of chapter 6 show what the solvers say.

Seen to fail: `with_beta` without the correction of γ_r for whole emitters
(test_with_beta_keeps_xi).
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import catalogue, devices, thresholds
from nanobook import below_threshold
from nanobook.ch06_photon_recycling import against_volume, classical_currents, geometry
from nanobook.ch06_photon_recycling import kink as ch06_kink
from nanobook.ch06_photon_recycling import live as ch06_live
from nanobook.ch06_photon_recycling.live import with_beta
from tests.helpers import axes

LASERS = [name for name, laser in catalogue.items() if laser.eta > 0]


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


def test_classical_current_has_its_minimum_where_derived(ax):
    device = devices["EDC laser 1"]
    a = device.gamma_bg * device.n_emitters / device.laser.gamma_c
    best = device.relative_volume * device.laser.xi * 2 / (1 + np.sqrt(2 + 2 * a))
    volumes = best * np.array([0.98, 1.0, 1.02])
    currents = classical_currents.currents_against_volume(ax, device, volumes, "classical").lines[0]
    assert np.argmin(currents.get_ydata()) == 1


def test_filmstrips_are_light_and_say_different_things():
    strip = ch06_live.kink_filmstrip(catalogue["PhC laser"], betas=[1e-4, 0.5, 1.0])
    assert all(len(frame.png) < 60_000 for frame in strip.frames)
    assert len({frame.alt for frame in strip.frames}) == 3


def test_both_approximations_end_at_their_own_threshold():
    laser = catalogue["EDC laser 3"]
    lines = below_threshold.approximations(axes(), laser).lines
    full, recycling, classical = (line for line in lines if len(line.get_xdata()) > 1)
    ends = [line.get_xdata()[-1] for line in (recycling, classical)]
    assert ends == pytest.approx([1.27e-6, 2.46e-6], rel=5e-3)
    names = ("photon recycling", "classical")
    assert ends == pytest.approx([thresholds.threshold(laser, name).current for name in names])
    low = [line.get_ydata()[0] for line in (full, recycling, classical)]
    assert low[1] / low[0] == pytest.approx(1, abs=0.03)
    assert low[2] / low[0] == pytest.approx(15.5, rel=2e-3)


def test_the_recycling_threshold_stands_halfway_between_the_asymptotes():
    laser = catalogue["EDC laser 3"]
    ax = geometry.threshold_geometry(axes(), laser)
    dots = [np.ravel(line.get_data()) for line in ax.lines if line.get_marker() == "o"]
    assert [x for x, _ in dots] == pytest.approx([1.27e-6] * 3, rel=5e-3)
    low, high = 1 / (2 * laser.eta), 1 / (2 * laser.beta_eff)
    assert [y for _, y in dots] == pytest.approx([low, np.sqrt(low * high), high], rel=1e-9)
    shown = [text.get_text().split(" = ")[1] for text in ax.texts]
    assert shown == ["1.04", "4.04", "15.8"]


def test_against_the_volume_the_classical_threshold_has_a_minimum_and_recycling_has_none():
    ax = against_volume.thresholds_against_volume(axes(), ["EDC laser 1"])
    (volumes, classical), (_, recycling) = (line.get_data() for line in ax.lines)
    low = np.argmin(classical)
    assert (volumes[low], classical[low]) == pytest.approx((0.840, 271e-9), rel=0.02)
    assert (volumes[0], volumes[-1]) == pytest.approx((0.0232, 2.26), rel=2e-3)
    assert (recycling[0], recycling[-1]) == pytest.approx((59.0e-9, 9.70e-6), rel=2e-3)
    assert np.all(np.diff(recycling) > 0)
