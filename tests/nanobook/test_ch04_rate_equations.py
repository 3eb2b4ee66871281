"""Figures of chapter 4 show what the solvers say.

Seen to fail: `_gain_over_loss` with the full emission rate in place of its stimulated half
(test_gain_passes_one_at_threshold_carriers).
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import catalogue, thresholds
from nanobook.ch04_rate_equations import emitters, kink

THREE = ("macroscopic laser", "PhC laser", "EDC laser 1")


@pytest.mark.parametrize("absorption", [True, False])
def test_gain_passes_one_at_threshold_carriers(ax, absorption):
    laser = replace(catalogue["EDC laser 1"], absorption=absorption)
    share, gain = emitters.gain(ax, laser).lines[0].get_data()
    assert (gain[0], gain[-1]) == pytest.approx((-2 * laser.xi * absorption, 2 * laser.xi))
    crossing = np.interp(1, gain, share)
    assert crossing == pytest.approx(laser.threshold_carriers / laser.n_emitters, rel=1e-12)


@pytest.mark.parametrize("absorption", [True, False])
def test_the_scheme_has_its_levels_and_only_two_of_them_absorb(ax, absorption):
    emitters.emitter_scheme(ax, absorption)
    assert len(ax.lines) == (2 if absorption else 4)
    texts = [text.get_text() for text in ax.texts]
    assert (r"$\gamma_r n_p$" in texts) == absorption
    assert texts.count("fast") == (0 if absorption else 2)


@pytest.mark.parametrize("name", THREE)
def test_slope_is_steepest_where_the_closed_form_says(ax, name):
    laser = catalogue[name]
    pump = thresholds.threshold(laser, "inflection").pump * np.geomspace(1 / 1.1, 1.1, 2001)
    slopes = kink.slope(ax, laser, pump).lines[0].get_ydata()
    ratio = laser.intensity_ratio
    extremum = slopes.max() if ratio > 1 else slopes.min()
    # The grid has its middle at the extremum, so only rounding remains.
    assert extremum == pytest.approx((1 + np.sqrt(ratio)) / 2, rel=1e-9)
