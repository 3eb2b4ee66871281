"""What chapter 3 computes and draws, against calculations that share no code with it.

Seen to fail: with the whole γ_2 + γ_c in place of its half as the decay of the polarisation,
`test_one_excitation_against_integration` and `test_slow_emission_is_the_rate`.
"""

from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from lasercore import catalogue, cavity, devices
from nanobook.ch03_emission_rate import emission, volume
from tests.helpers import axes


def emission_lines(device):
    return emission.emission_rate_against_Q(axes(), device, names=["EDC laser 1"]).lines[:3]


@pytest.mark.parametrize("name", ["EDC laser 1", "EDC laser 5", "EDC laser 6", "nanoLED A"])
def test_one_excitation_against_integration(name):
    laser = catalogue[name]
    g = np.sqrt(laser.gamma_r * laser.gamma_2) / 2

    def amplitudes_squared(_, state):  # n, p and the polarisation, in units of 1/γ_r
        n, p, x = state
        decay = (laser.gamma_2 + laser.gamma_c) / 2
        return np.array([-2 * g * x, 2 * g * x - laser.gamma_c * p, g * (n - p) - decay * x]) / (
            laser.gamma_r
        )

    times = np.array([0.1, 1.0, 3.0])
    solved = solve_ivp(amplitudes_squared, (0, 3), [1, 0, 0], "Radau", times, rtol=1e-9, atol=1e-11)
    found = cavity.excited_emitter(laser, times / laser.gamma_r)
    # the integrator's own error, with a margin
    np.testing.assert_allclose(found, solved.y[0], rtol=1e-6, atol=1e-8)


def test_slow_emission_is_the_rate():
    # A weakly coupled emitter in a cavity that loses photons quickly decays at 4g²/(γ_2 + γ_c).
    laser = replace(catalogue["nanoLED A"], gamma_r=1e6)
    expected = 1e6 * laser.gamma_2 / (laser.gamma_2 + laser.gamma_c)
    time = 1 / expected
    # order γ_r/γ_c of reabsorption is left out
    assert cavity.excited_emitter(laser, [time])[0] == pytest.approx(np.exp(-1), rel=1e-5)


def test_emission_and_its_limits_in_the_figure():
    device = devices["EDC laser 1"]
    good, bad, rate = (line.get_ydata() for line in emission_lines(device))
    np.testing.assert_allclose(1 / rate, 1 / good + 1 / bad, rtol=1e-12)


def test_volume_range_belongs_to_the_confinement_factors():
    device = devices["PhC laser"]
    low, high = volume.volume_range(device, (0.03, 0.12))
    assert low == pytest.approx(device.relative_volume / 2)
    assert high == pytest.approx(device.relative_volume * 2)


def test_smallest_valid_volume_is_where_the_warning_starts():
    device = devices["EDC laser 1"]
    limit = device.volume / device.relative_volume * volume.smallest_valid_volume(device)
    _ = replace(device, volume=1.001 * limit).laser  # a warning would be an error
    with pytest.warns(match="exceeds"):
        _ = replace(device, volume=0.999 * limit).laser


def test_lowest_good_Q_is_where_the_warning_starts():
    device = devices["EDC laser 1"]
    limit = emission.lowest_good_Q(device)
    _ = replace(device, Q=1.001 * limit).laser
    with pytest.warns(match="exceeds"):
        _ = replace(device, Q=0.999 * limit).laser


def test_one_straight_line_holds_the_rates_of_all_lasers():
    ax = volume.gamma_r_against_volume(axes(), names=["EDC laser 1"])
    V, rate = ax.lines[0].get_data()
    assert rate * V == pytest.approx(4.613e9, rel=1e-3)
    mark = np.ravel(ax.lines[2].get_data())
    laser = catalogue["EDC laser 1"]
    assert mark == pytest.approx([devices["EDC laser 1"].relative_volume, laser.gamma_r])
    assert ax.lines[1].get_xdata()[[0, -1]] == pytest.approx([0.0232, 2.26], rel=2e-3)


def test_beta_is_half_where_the_rate_into_the_mode_equals_the_background():
    ax = volume.beta_against_volume(axes(), gamma_bg=[1e9], names=["EDC laser 1"])
    V, beta = ax.lines[0].get_data()
    assert np.exp(np.interp(-0.5, -beta, np.log(V))) == pytest.approx(4.613, rel=1e-3)
    assert ax.lines[2].get_ydata()[0] == pytest.approx(catalogue["EDC laser 1"].beta)


def test_the_decay_by_rates_is_off_by_little():
    laser = catalogue["EDC laser 1"]
    full, rates = (line.get_ydata() for line in emission.emitter_decay(axes(), laser).lines)
    assert abs(full - rates).max() == pytest.approx(0.0029, abs=5e-5)
