"""Class A: closed forms, limits, a million photons, and what is refused.

Seen to fail: with 2·n_s in `Gain.log_ratios`, the tests of the moments, of the ratios and of the
limits; with γ_bg/γ_r for the three-level saturation, the tests of Scully's form; with a naive
product in place of `ladder.distribution`, the test of a million photons.
"""

from dataclasses import replace
from math import inf

import numpy as np
import pytest

from lasercore import Laser, catalogue, density_matrix, rate_equations, thresholds
from lasercore.density_matrix import class_a, gain, regimes

NANO = regimes["nanoscopic"]


@pytest.mark.parametrize("name", list(regimes))
@pytest.mark.parametrize("per_emitter", [0.01, 0.3, 1.2])
def test_ratios_are_those_of_the_four_level_form(name, per_emitter):
    laser = regimes[name]
    p = class_a(laser, per_emitter * laser.n_emitters).distribution
    n = np.arange(1, len(p))
    rate = laser.n_emitters * laser.gamma_r * per_emitter
    ratio = rate / (laser.gamma_c * (per_emitter + laser.gamma_bg + laser.gamma_r * n))
    # Rounding of P near the smallest numbers is left out.
    there = p[:-1] > 1e-250
    np.testing.assert_allclose(
        (p[1:] / np.where(p[:-1] > 0, p[:-1], 1))[there], ratio[there], rtol=1e-9
    )


def test_scully_s_three_levels_in_his_symbols():
    kappa, gamma_h, g, decay, n_0, pump = 2.0, 1e3, 30.0, 3.0, 40, 4.0
    laser = Laser(n_0, 2 * g**2 / gamma_h, decay, kappa, absorption=False)
    p = class_a(laser, pump * n_0, levels=3).distribution
    n, injected = np.arange(1, len(p)), decay * pump / (decay + pump)
    ratio = n_0 * 4 * g**2 * injected / (4 * g**2 * n + decay * gamma_h) / (2 * kappa)
    there = p[1:] > 1e-250
    np.testing.assert_allclose((p[1:] / p[:-1])[there], ratio[there], rtol=1e-9)
    found = gain(laser, pump * n_0, levels=3)
    assert found.beta == pytest.approx(4 * g**2 / (4 * g**2 + decay * gamma_h), rel=1e-14)


def test_thresholds_in_scully_s_symbols():
    kappa, gamma_h, g, decay, n_0 = 2.0, 1e3, 30.0, 3.0, 40
    laser = Laser(n_0, 2 * g**2 / gamma_h, decay, kappa, absorption=False)
    beta = 4 * g**2 / (4 * g**2 + decay * gamma_h)
    for photons, all_injected in ((0, kappa * decay * gamma_h / (2 * g**2)), (1, 2 * kappa / beta)):
        injected = all_injected / n_0
        pump = n_0 * decay * injected / (decay - injected)  # r_a = γλ/(γ + λ)
        found = gain(laser, pump, levels=3)
        assert found.at(photons) == pytest.approx(laser.gamma_c, rel=1e-12)


def test_four_levels_lose_to_the_first_photon_what_they_gain_from_it():
    laser = Laser(30, 0.5, 3.0, 2.0, absorption=False)
    b = density_matrix.n_sat(laser) / laser.n_emitters
    for photons, decay in ((0, laser.gamma_bg), (1, laser.gamma_t)):
        pump = laser.n_emitters * decay * b / (1 - b)
        assert gain(laser, pump).at(photons) == pytest.approx(laser.gamma_c, rel=1e-13)
    p = class_a(laser, pump).distribution
    assert p[1] == pytest.approx(p[0], rel=1e-12)


def test_too_few_emitters_have_no_threshold_of_class_a():
    lonely = regimes["single atom"]
    assert gain(lonely, 1e15).unsaturated < lonely.gamma_c
    # Three levels: enough emitters for an empty mode, but not beside a photon.
    laser = Laser(3, 2.0, 1.0, 4.0, absorption=False)
    found = gain(laser, 1e15, levels=3)
    assert found.at(1) < laser.gamma_c < found.at(0)


@pytest.mark.parametrize("levels", [3, 4])
@pytest.mark.parametrize("per_emitter", [0.1, 1.5, 30.0])
def test_moments_have_closed_forms(levels, per_emitter):
    found = gain(NANO, per_emitter * NANO.n_emitters, levels=levels)
    light = class_a(NANO, per_emitter * NANO.n_emitters, levels=levels)
    x, n_s = found.unsaturated * found.saturation_photons / NANO.gamma_c, found.saturation_photons
    mean = x - n_s * (1 - light.distribution[0])
    assert light.mean == pytest.approx(mean, rel=1e-12)
    square = x * (mean + 1) - n_s * mean
    assert light.variance == pytest.approx(square - mean**2, rel=1e-10)


def test_energy_balance_gives_the_carriers():
    pumps = np.geomspace(0.1, 100, 7) * NANO.n_emitters
    light = class_a(NANO, pumps)
    injected = pumps * (1 - light.carriers / NANO.n_emitters) - NANO.gamma_bg * light.carriers
    np.testing.assert_allclose(NANO.gamma_c * light.mean, injected, rtol=1e-11)
    assert class_a(NANO, 10.0, levels=3).carriers is None


def test_thermal_far_below_and_nearly_poissonian_far_above():
    laser = Laser(1000, 1e-6, 1.0, 1e-4, absorption=False)
    assert class_a(laser, 1.0).g2 == pytest.approx(2, abs=1e-4)  # n_s = 10⁶, no saturation
    # Saturation grows with the pump, so that F tends to 1/(1 − b), not to 1.
    b = 5000 / 100_000
    assert class_a(regimes["mesoscopic"], 1e9).fano == pytest.approx(1 / (1 - b), rel=1e-3)


def test_a_million_photons_neither_overflow_nor_lose_digits():
    laser = regimes["mesoscopic"]
    pump = 1050 * laser.n_emitters
    light = class_a(laser, pump)
    found = gain(laser, pump)
    x = found.unsaturated * found.saturation_photons / laser.gamma_c
    assert light.mean == pytest.approx(x - found.saturation_photons, rel=1e-12)
    assert light.mean > 9e5
    assert light.variance == pytest.approx(x, rel=1e-9)  # from the closed second moment
    assert light.distribution.sum() == pytest.approx(1, abs=1e-12)


def test_threshold_is_the_recycling_and_the_classical_threshold():
    for name in ("nanoscopic", "mesoscopic", "thermodynamic"):
        laser = regimes[name]
        b = density_matrix.n_sat(laser) / laser.n_emitters
        expected = laser.n_emitters * b * laser.gamma_t / (1 - b)
        for definition in ("classical", "photon recycling"):
            assert thresholds.threshold(laser, definition).pump == pytest.approx(
                expected, rel=1e-12
            )
        p = class_a(laser, expected).distribution
        assert p[1] == pytest.approx(p[0], rel=1e-11)


def test_mean_approaches_the_rate_equations_far_above_threshold():
    laser = regimes["thermodynamic"]
    pump = 2 * laser.n_emitters
    expected = rate_equations.steady_state(laser, pump).photons
    assert class_a(laser, pump).mean == pytest.approx(expected, rel=1e-3)


def test_gain_halves_at_the_saturation_photon_number():
    found = gain(NANO, 20.0)
    assert found.at(found.saturation_photons) == pytest.approx(found.unsaturated / 2)
    assert found.at(0) == found.unsaturated
    assert found.beta == pytest.approx(5 / (5 + 1 + 2))  # the paper's β contains the pump


def test_pumps_of_any_shape():
    pumps = np.array([[1.0, 10.0, 0.0], [20.0, 30.0, 100.0]])
    light = class_a(NANO, pumps)
    assert light.mean.shape == (2, 3)
    assert light.distribution.shape[:2] == (2, 3)
    assert light.mean[1, 0] == class_a(NANO, 20.0).mean
    assert light.mean[0, 2] == 0


def test_an_led_is_thermal_and_answers():
    light = class_a(regimes["single atom"], 1e9)
    ratio = 1 / density_matrix.n_sat(regimes["single atom"])
    assert light.mean == pytest.approx(ratio / (1 - ratio), rel=1e-6)
    assert light.g2 == pytest.approx(2, abs=1e-5)


@pytest.mark.parametrize("model", [density_matrix.class_a, density_matrix.class_b])
class TestRefusals:
    def test_two_level_emitters(self, model):
        with pytest.raises(ValueError, match=r"four-level emitters .*absorption=True.*replace"):
            model(catalogue["EDC laser 1"], 1e12)

    def test_no_pump_blocking(self, model):
        with pytest.raises(ValueError, match=r"block its pump .*pump_blocking=False"):
            model(replace(NANO, pump_blocking=False), 1.0)

    @pytest.mark.parametrize("n_max", [1, 5])
    def test_a_cut_off_that_is_too_small(self, model, n_max):
        with pytest.raises(ValueError, match=rf"n_max must leave .*got {n_max}, .*raise n_max"):
            model(NANO, 30.0, n_max=n_max)

    def test_a_lost_mass_that_is_too_large(self, model):
        with pytest.raises(ValueError, match=r"lost_mass must be at most 0.001, got 0.5"):
            model(NANO, 30.0, lost_mass=0.5)

    @pytest.mark.parametrize("pump", [-1.0, inf, float("nan")])
    def test_a_pump_out_of_range(self, model, pump):
        with pytest.raises(ValueError, match="pump must"):
            model(NANO, pump)

    @pytest.mark.parametrize("pump", [1e9, 1e12, 1e300])
    def test_more_photons_than_can_be_counted(self, model, pump):
        with pytest.raises(ValueError, match=r"pump must keep the distribution below 10000000"):
            model(NANO, pump)

    @pytest.mark.parametrize("pump", [1e-300, 1e-200, 5e-324])
    def test_light_too_faint_for_pairs(self, model, pump):
        with pytest.raises(ValueError, match=r"pump must give light whose pairs .*raise the pump"):
            model(NANO, pump)

    @pytest.mark.parametrize("unit", [1e-9, 1.0, 1e12])
    def test_too_faint_does_not_depend_on_the_unit_of_time(self, model, unit):
        laser = Laser(100, 0.05 * unit, 0.1 * unit, unit, absorption=False)
        assert model(laser, 1e-118 * unit).g2 == pytest.approx(
            model(laser, 1e-9 * unit).g2, rel=1e-6
        )
        with pytest.raises(ValueError, match="raise the pump"):
            model(laser, 1e-122 * unit)

    def test_faint_light_has_its_g2(self, model):
        assert model(NANO, 1e-110).g2 == pytest.approx(float(model(NANO, 1e-12).g2), rel=1e-9)

    def test_a_cut_off_that_is_large_enough_changes_nothing(self, model):
        assert model(NANO, 30.0, n_max=80).g2 == pytest.approx(model(NANO, 30.0).g2, rel=1e-12)


def test_levels_other_than_three_or_four():
    with pytest.raises(ValueError, match="levels must be a whole number of at least 3, got 2"):
        class_a(NANO, 1.0, levels=2)
    with pytest.raises(ValueError, match="levels must be 3 or 4, got 5"):
        class_a(NANO, 1.0, levels=5)


def test_three_levels_that_never_empty():
    with pytest.raises(ValueError, match=r"gamma_bg must be positive for levels=3"):
        class_a(replace(NANO, gamma_bg=0.0), 1.0, levels=3)


def test_a_regime_that_does_not_exist():
    with pytest.raises(KeyError, match="no laser called 'micro'; the catalogue has: single atom"):
        regimes["micro"]
