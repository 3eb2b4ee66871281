"""Equations of the sources in the form in which they are printed, on the devices of the paper.

Exercise: breaking the linewidth in _formulas/steady.py (4π → 2π) turns
test_saldutti2024_eq_19_both_forms_…, test_linewidth_of_four_level_… and
test_reference_linewidths_of_edc_laser_1_… red; escape 2ξ → ξ test_saldutti2024_fig_3_….
"""

import math
from dataclasses import replace

import numpy as np
import pytest

from lasercore import Laser, catalogue, rate_equations
from lasercore.thresholds import threshold
from tests.helpers import beta_eff_of, carriers_at, eta_of, pump_at

PUMPS = np.geomspace(1e9, 1e14, 40)
NAMES = list(catalogue)


@pytest.mark.parametrize("name", NAMES)
def test_saldutti2024_eq_19_both_forms_of_the_linewidth_agree(name):
    laser = catalogue[name]
    state = rate_equations.steady_state(laser, PUMPS * laser.n_emitters / 120)
    found = rate_equations.linewidth(laser, state.pump)
    first = laser.gamma_r * state.carriers / (4 * math.pi * state.photons)
    second = laser.gamma_c / (4 * math.pi) * (1 + 2 * laser.xi) / (1 + 2 * state.photons)
    np.testing.assert_allclose(found, first, rtol=1e-13)
    np.testing.assert_allclose(found, second, rtol=1e-13)


def test_saldutti2024_eq_19_amplitude_phase_coupling_multiplies_by_1_plus_alpha_squared():
    laser = catalogue["EDC laser 1"]
    ratio = rate_equations.linewidth(laser, PUMPS, alpha=3) / rate_equations.linewidth(laser, PUMPS)
    np.testing.assert_allclose(ratio, 10, rtol=1e-14)


def test_linewidth_of_four_level_emitters_is_gamma_c_over_4_pi_times_1_plus_n():
    laser = Laser(1000, 1e9, 1e8, 1e11, absorption=False)
    photons = rate_equations.steady_state(laser, PUMPS).photons
    expected = laser.gamma_c / (4 * math.pi) / (1 + photons)
    np.testing.assert_allclose(rate_equations.linewidth(laser, PUMPS), expected, rtol=1e-13)


@pytest.mark.parametrize(
    ("relative_pump", "linewidth", "ratio"),
    [(1, 4.21498e11, 1.978), (10, 6.43939e10, 1.812), (100, 3.96628e9, 1.026)],
)
def test_reference_linewidths_of_edc_laser_1_are_eq_19_times_the_printed_ratio(
    relative_pump, linewidth, ratio
):
    # Exact linewidths of the reference computation and their ratio to Eq. 19, four digits.
    laser = catalogue["EDC laser 1"]
    pump = relative_pump * threshold(laser, "photon recycling").pump
    assert abs(rate_equations.linewidth(laser, pump) * ratio / linewidth - 1) < 1e-3


@pytest.mark.parametrize("name", NAMES)
def test_steady_state_of_saldutti2024_eq_5_photons_against_pump(name):
    laser = replace(catalogue[name], gamma_2=None)  # far beyond where the pump broadens
    share = 0.99 if laser.xi < 0.5 else 1e3
    photons = np.geomspace(1e-4, share * min(laser.max_photons, 10.0), 30)
    eta, beta_eff = eta_of(laser), beta_eff_of(laser)
    printed = laser.gamma_c * photons * (1 / beta_eff + 2 * photons) / (1 + 2 * eta * photons)
    # An LED close to its limit divides by a small difference.
    np.testing.assert_allclose(rate_equations.pump_for_photons(laser, photons), printed, rtol=1e-12)
    np.testing.assert_allclose(pump_at(laser, photons), printed, rtol=1e-11)
    state = rate_equations.steady_state_at_photons(laser, photons)
    np.testing.assert_allclose(state.carriers, carriers_at(laser, photons), rtol=1e-13)


@pytest.mark.parametrize("name", NAMES)
def test_saldutti2024_fig_3_both_approximations_solve_their_own_equations(name):
    laser = catalogue[name]
    pumps = PUMPS * laser.n_emitters / 120
    for recycling in (True, False):
        low = rate_equations.below_threshold(laser, pumps, recycling=recycling)
        absorbed = laser.gamma_r * laser.n_emitters * low.photons * recycling
        emitted = laser.gamma_r * low.carriers
        blocked = pumps * low.carriers / laser.n_emitters
        gained = pumps - blocked + absorbed
        lost = laser.gamma_bg * low.carriers + emitted
        np.testing.assert_allclose(gained, lost, rtol=1e-11)
        np.testing.assert_allclose(emitted, laser.gamma_c * low.photons + absorbed, rtol=1e-11)
        np.testing.assert_allclose(low.injected, pumps - blocked, rtol=1e-9)


@pytest.mark.parametrize("definition", ["classical", "photon recycling"])
def test_saldutti2024_each_approximation_reaches_gain_equal_loss_at_its_threshold(definition):
    laser = catalogue["EDC laser 3"]
    pump = threshold(laser, definition).pump
    recycling = definition == "photon recycling"
    low = rate_equations.below_threshold(laser, pump, recycling=recycling)
    gain_is_loss = 0.5 * laser.n_emitters * (1 + 1 / (2 * laser.xi))
    assert abs(low.carriers / gain_is_loss - 1) < 1e-12
    # The exact carriers only approach this value: 2n_p/(1 + 2n_p) of it.
    exact = rate_equations.steady_state(laser, pump)
    share = 2 * exact.photons / (1 + 2 * exact.photons)
    assert abs(exact.carriers / gain_is_loss / share - 1) < 1e-12


def test_saldutti2024_recycling_approximation_is_exact_for_few_photons():
    for laser in catalogue.values():
        pump = 1e-7 * laser.gamma_c / laser.beta_eff
        low = rate_equations.below_threshold(laser, pump)
        exact = rate_equations.steady_state(laser, pump)
        assert abs(low.photons / exact.photons - 1) < 1e-5  # the first correction is 2n_p r
        assert abs(low.carriers / exact.carriers - 1) < 1e-5


# --- yacomotti2022, in its own symbols and units: rates in units of Γ = 1 -------------------------

YACOMOTTI = {  # κ, γ_h, g, N, λ⁽⁰⁾
    "nanoscopic, Fig. 3": (10, 1e3, 50, 10, 1.5),
    "mesoscopic, Fig. 4": (100, 1e4, 10, 10**5, 0.0536842),
    "thermodynamic, Fig. 2c": (100, 1e4, 1, 10**6, 1.0002),
}


def four_level(kappa, gamma_h, g, N):
    """2g²/γ_h → γ_r, κ → γ_c, Γ → γ_bg."""
    return Laser(N, 2 * g**2 / gamma_h, 1.0, kappa, absorption=False)


@pytest.mark.parametrize("regime", YACOMOTTI)
def test_yacomotti2022_lambda_0_is_the_rate_equation_threshold_per_emitter(regime):
    *rates, expected = YACOMOTTI[regime]
    laser = four_level(*rates)
    # λ⁽⁰⁾ = (N_sat/n_0)(γ_bg + γ_r)/(1 − N_sat/n_0), N_sat = γ_c/γ_r
    share = laser.gamma_c / laser.gamma_r / laser.n_emitters
    formula = share * (laser.gamma_bg + laser.gamma_r) / (1 - share)
    for definition in ("photon recycling", "classical"):
        found = threshold(laser, definition).pump / laser.n_emitters
        assert abs(found / formula - 1) < 1e-12
        assert abs(found / expected - 1) < 1e-6  # printed digits


def test_yacomotti2022_a_single_atom_never_reaches_threshold():
    laser = four_level(100, 1e3, 10, 1)
    assert abs(laser.gamma_c / laser.gamma_r - 500) < 1e-9  # N < N_sat = 500
    assert not threshold(laser, "photon recycling").reached
    assert not threshold(laser, "transparency").reached


def test_yacomotti2022_without_blocking_the_often_quoted_threshold_is_gamma_c_over_beta():
    laser = Laser(10**5, 0.02, 1.0, 100.0, absorption=False, pump_blocking=False)
    assert abs(threshold(laser, "classical").pump * laser.beta / laser.gamma_c - 1) < 1e-14
