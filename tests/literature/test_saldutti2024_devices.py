"""The catalogue after saldutti2024: every statement that its text makes about a device.

The paper's table reached us without its numbers, so the statements are the test.

Exercise: breaking γ_bg of EDC laser 2 in device.py (2ξ − 1 → 2ξ) turns
test_saldutti2024_edc_laser_2_is_exactly_linear red; Γ_c = 5 % instead of 6 % thirteen tests.
"""

import math

import numpy as np
import pytest

from lasercore import Device, catalogue, devices, rate_equations
from lasercore.thresholds import threshold, verdict

ROWS = {
    "EDC laser 1": (120, 0.0772, 5000),
    "PhC laser": (43_200, 27.8, 5000),
    "macroscopic laser": (24_000_000, 1.54e4, 5000),
    "EDC laser 2": (120, 0.0772, 5000),
    "EDC laser 3": (120, 0.0772, 5000),
    "EDC laser 4": (120, 0.0772, 1000),
    "EDC laser 5": (120, 0.0772, 250),
    "EDC laser 6": (1, 0.05, 50_000),
    "nanoLED A": (120, 0.0772, 150),
}


def pump_of(name, definition):
    return threshold(catalogue[name], definition).pump


def jump(name):
    laser = catalogue[name]
    return laser.eta / laser.beta_eff


@pytest.mark.parametrize("name", ROWS)
def test_catalogue_has_the_columns_of_the_table(name):
    n_0, volume, Q = ROWS[name]
    device = devices[name]
    assert (catalogue[name].n_emitters, device.Q) == (n_0, Q)
    assert f"{device.relative_volume:.2e}" == f"{volume:.2e}"  # a column of three digits
    assert catalogue[name] == device.laser


def test_catalogue_has_these_nine_devices_and_names_them_if_asked_for_another():
    assert set(catalogue) == set(devices) == set(ROWS) and len(catalogue) == 9
    with pytest.raises(KeyError, match=r"no device called 'EDC laser 7'.*EDC laser 6"):
        catalogue["EDC laser 7"]
    assert "EDC laser 7" not in catalogue and "nanoLED A" in repr(catalogue)


def test_every_device_shares_wavelength_index_dipole_and_dephasing():
    for device in devices.values():
        assert isinstance(device, Device)
        assert (device.wavelength, device.n, device.dipole) == (1.55e-6, 3.3, 1e-28)
        assert (device.T_2, device.laser.gamma_2) == (50e-15, 4e13)


@pytest.mark.parametrize("name", ["EDC laser 1", "PhC laser", "macroscopic laser", "EDC laser 5"])
def test_background_recombination_is_1e9_unless_given(name):
    assert catalogue[name].gamma_bg == 1e9


def test_saldutti2024_edc_laser_1_has_beta_of_0_98():
    assert abs(catalogue["EDC laser 1"].beta - 0.98) < 0.005


def test_saldutti2024_edc_laser_1_lases_below_transparency():
    assert pump_of("EDC laser 1", "photon recycling") < pump_of("EDC laser 1", "transparency")
    laser = catalogue["EDC laser 1"]
    at = threshold(laser, "photon recycling")
    assert rate_equations.steady_state(laser, at.pump).inversion < 0.5


def test_saldutti2024_edc_laser_1_has_a_weak_inverse_s():
    assert 0.5 < jump("EDC laser 1") < 1
    assert verdict(catalogue["EDC laser 1"]).kind == "laser with an inverse S"


def test_saldutti2024_edc_laser_1_has_no_relaxation_oscillations():
    laser = catalogue["EDC laser 1"]
    assert not threshold(laser, "relaxation oscillations").reached
    pumps = np.geomspace(1e8, 4e14, 4000)
    assert not np.any(rate_equations.small_signal(laser, pumps).oscillates)


def test_saldutti2024_phc_laser_has_a_small_jump():
    # Small beside the macroscopic laser's, visible beside the straight line.
    assert 2 < jump("PhC laser") < 100
    assert jump("macroscopic laser") > 100 * jump("PhC laser")
    assert verdict(catalogue["PhC laser"]).kind == "laser with a jump"


def test_saldutti2024_macroscopic_classical_and_recycling_thresholds_agree_to_0_1_percent():
    ratio = pump_of("macroscopic laser", "classical") / pump_of(
        "macroscopic laser", "photon recycling"
    )
    assert 0 < ratio - 1 < 1e-3


def test_saldutti2024_the_first_three_lasers_have_the_same_xi():
    # V_act/V = Γ_c is the same, so ξ ∝ n_0/V is.
    values = [catalogue[name].xi for name in ("EDC laser 1", "PhC laser", "macroscopic laser")]
    assert max(values) / min(values) - 1 < 1e-12
    assert abs(values[0] / 14.752 - 1) < 1e-4  # γ_r n_0/(2γ_c) from the numbers by hand


def test_saldutti2024_edc_laser_2_is_exactly_linear():
    laser = catalogue["EDC laser 2"]
    assert abs(laser.beta - (1 - 1 / (2 * laser.xi))) < 1e-14
    pumps = np.geomspace(1e6, 4e14, 100)
    photons = rate_equations.steady_state(laser, pumps).photons
    np.testing.assert_allclose(photons / pumps, photons[0] / pumps[0], rtol=1e-12)
    assert not threshold(laser, "inflection").reached
    assert verdict(laser).kind == "linear laser"


def test_saldutti2024_edc_laser_3_has_beta_one_half_and_r_of_15():
    assert catalogue["EDC laser 3"].beta == 0.5
    assert abs(jump("EDC laser 3") / 15 - 1) < 0.02


def test_saldutti2024_edc_laser_4_has_r_of_3_3_a_smaller_jump_than_3():
    assert catalogue["EDC laser 4"].beta == 0.5
    assert abs(jump("EDC laser 4") / 3.3 - 1) < 0.02
    assert jump("EDC laser 4") < jump("EDC laser 3")


def test_saldutti2024_edc_laser_5_has_r_of_0_17_a_strong_inverse_s():
    assert abs(jump("EDC laser 5") / 0.17 - 1) < 0.03
    assert verdict(catalogue["EDC laser 5"]).kind == "laser with an inverse S"


def test_saldutti2024_nanoled_a_has_xi_below_one_half_and_passes_one_photon():
    laser = catalogue["nanoLED A"]
    assert laser.xi < 0.5
    assert not threshold(laser, "photon recycling").reached
    assert not threshold(laser, "classical").reached
    one = threshold(laser, "quantum")
    assert one.reached
    assert abs(rate_equations.steady_state(laser, one.pump).photons - 1) < 1e-12
    assert verdict(laser).kind == "LED"


def test_saldutti2024_nanoled_a_narrows_although_it_never_lases():
    laser = catalogue["nanoLED A"]
    lines = rate_equations.linewidth(laser, np.geomspace(1e9, 4e14, 200))
    assert np.all(np.diff(lines) < 0)
    # The limit is (1 + 2n)⁻¹ of the dark line with n → 2ξ/(1 − 2ξ) = 7.70; half of that n is
    # reached before the pump broadens the emitters.
    narrowest = 1 / (1 + 2 * 2 * laser.xi / (1 - 2 * laser.xi))
    dark = rate_equations.linewidth(laser, 0.0)
    assert narrowest < lines[-1] / dark < 2.5 * narrowest


def test_saldutti2024_confinement_of_0_203_percent_is_where_fig_1_begins():
    # V_act and n_0 fixed: ξ ∝ Γ_c, and 6 % gives 14.75, so ξ = ½ at 0.203 %.
    assert abs(0.06 * 0.5 / catalogue["macroscopic laser"].xi / 0.00203 - 1) < 0.003


def test_saldutti2024_recycling_lies_below_classical_for_every_laser():
    for name, laser in catalogue.items():
        if laser.xi > 0.5:
            assert pump_of(name, "photon recycling") < pump_of(name, "classical")
        else:
            assert math.isnan(pump_of(name, "classical"))
