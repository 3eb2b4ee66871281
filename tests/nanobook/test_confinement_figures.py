"""What the figures of chapter 1 compute, against calculations that share no code with them.

Seen to fail: with the whole γ_2 + γ_c in place of its half as the decay of the polarisation,
`test_one_excitation_against_integration` and `test_slow_emission_is_the_rate` went red; with
|E|² without ε in the map, `test_bridge_and_gap_have_the_same_energy_map` did.
"""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure
from scipy.integrate import solve_ivp

from lasercore import catalogue, cavity, devices
from lasercore.bowtie import Tips
from nanobook.ch01_confinement import interfaces, tip_fields
from nanobook.ch01_confinement import tip_fields as tips
from nanobook.ch03_emission_rate import emission, volume


def axes():
    return Figure().add_subplot()


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


def emission_lines(device):
    return emission.emission_rate_against_Q(axes(), device, names=["EDC laser 1"]).lines[:3]


@pytest.mark.parametrize("width", [3e-9, 20e-9])
def test_bridge_and_gap_have_the_same_energy_map(width):
    maps = [
        tip_fields.tip_map(axes(), Tips(kind, width, 7e-9, 3.3), "energy", pixels=40).images[0]
        for kind in ("bridge", "gap")
    ]
    np.testing.assert_allclose(maps[0].get_array(), maps[1].get_array(), rtol=1e-9)


def test_tips_have_no_length_but_their_own():
    halves = [tips.half_distance(Tips("gap", w, 2 * w, 3.3)) / w for w in (1e-9, 1e-8, 1e-7)]
    np.testing.assert_allclose(halves, halves[0], rtol=1e-5)


def test_unknown_kinds_and_quantities_are_refused():
    with pytest.raises(ValueError, match="kind"):
        interfaces.layer_fields(axes(), "slot")
    with pytest.raises(ValueError, match="quantity_shown"):
        tip_fields.tip_map(axes(), Tips("gap", 1e-8, 1e-8, 3.3), "power", pixels=4)


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
