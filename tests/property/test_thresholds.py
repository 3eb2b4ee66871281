"""What can be proved about thresholds, over twelve decades of ξ and of β.

The thresholds are compared with an independent writing of the rate equations, and the exact
statements (geometric mean, straight line, lasing below transparency, LED) are tested as such.

Exercise: breaking 1/(k√(ηβ_eff)) in _formulas/thresholds.py (k → 2) turns
test_recycling_threshold_solves_the_full_rate_equations, …_geometric_mean_…, …_four_level_… and two
more red.
"""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from scipy.optimize import minimize_scalar

from lasercore import rate_equations
from lasercore.thresholds import compare, threshold
from tests.helpers import (
    EPS,
    beta_eff_of,
    beta_of,
    build,
    carriers_at,
    decades,
    eta_of,
    lasers,
    overfilling_allowed,
    pump_at,
    terms,
    xi_of,
)

ABOVE_HALF = (math.log10(0.51), 6)  # ξ of lasers, far enough from ½ for η to be well-conditioned
BELOW_HALF = (-6, math.log10(0.49))


def ask(laser, definition):
    with overfilling_allowed():
        return threshold(laser, definition)


@given(lasers(xi=ABOVE_HALF))
def test_recycling_threshold_has_the_closed_form_pump_and_photons(laser):
    k, product = 1 + laser.absorption, eta_of(laser) * beta_eff_of(laser)
    found = ask(laser, "photon recycling")
    assert found.reached
    # 2ξ − 1 loses at most two digits here.
    assert abs(found.pump * k * product / laser.gamma_c - 1) < 1e-12
    assert abs(found.photons * k * math.sqrt(product) - 1) < 1e-12


@given(lasers(xi=ABOVE_HALF))
def test_recycling_threshold_solves_the_full_rate_equations(laser):
    found = ask(laser, "photon recycling")
    n_e = carriers_at(laser, found.photons)
    for equation in terms(laser, n_e, found.photons, found.pump):
        assert abs(sum(equation)) <= 1e-12 * max(map(abs, equation))


@given(lasers(xi=ABOVE_HALF))
def test_photons_at_threshold_are_the_geometric_mean_of_the_asymptotes(laser):
    found = ask(laser, "photon recycling")
    low, high = rate_equations.asymptotes(laser, found.pump)
    k = 1 + laser.absorption
    assert abs(low * k * eta_of(laser) - 1) < 1e-12
    assert abs(high * k * beta_eff_of(laser) - 1) < 1e-12
    assert abs(found.photons / math.sqrt(low * high) - 1) < 1e-12
    assert abs(laser.intensity_ratio / (high / low) - 1) < 1e-12


@given(lasers(xi=ABOVE_HALF))
def test_classical_threshold_is_gain_equals_loss_with_spontaneous_decay_only(laser):
    a = float(laser.absorption)
    n_th = (laser.gamma_c / laser.gamma_r + a * laser.n_emitters) / (1 + a)
    assert abs(laser.threshold_carriers / n_th - 1) < 1e-14
    empty = 1 - laser.pump_blocking * n_th / laser.n_emitters
    pump = (laser.gamma_r + laser.gamma_bg) * n_th / empty
    assert abs(ask(laser, "classical").pump / pump - 1) < 1e-12


@given(lasers(xi=ABOVE_HALF, absorption=True))
def test_classical_pump_is_gamma_c_times_1_plus_2_xi_over_2_beta_eta(laser):
    expected = laser.gamma_c * (1 + 2 * xi_of(laser)) / (2 * beta_of(laser) * eta_of(laser))
    assert abs(ask(laser, "classical").pump / expected - 1) < 1e-12


@given(lasers(absorption=True))
def test_transparency_fills_half_of_the_emitters(laser):
    found = ask(laser, "transparency")
    full = laser.n_emitters * (laser.gamma_r + laser.gamma_bg)
    assert abs(found.pump / full - (1 if laser.pump_blocking else 0.5)) < 1e-14
    assert abs(found.photons / xi_of(laser) - 1) < 1e-14
    assert abs(carriers_at(laser, found.photons) / laser.n_emitters - 0.5) < 1e-14
    assert abs(pump_at(laser, found.photons) / found.pump - 1) < 1e-12


@given(lasers())
def test_quantum_threshold_is_one_photon_and_exists_for_xi_above_a_quarter(laser):
    assume(abs(xi_of(laser) - 0.25) > 1e-3)
    found = ask(laser, "quantum")
    exists = xi_of(laser) > 0.25 or not laser.pump_blocking
    assert found.reached is exists
    if exists:
        k = 1 + laser.absorption
        expected = laser.gamma_c * (1 / beta_eff_of(laser) + k) / (1 + k * eta_of(laser))
        assert found.photons == 1.0
        assert abs(found.pump / expected - 1) < 1e-12
        assert abs(pump_at(laser, 1.0) / found.pump - 1) < 1e-11


@given(decades(*ABOVE_HALF), decades(-9, 9))
def test_r_of_1_is_the_straight_line_beta_equal_1_minus_1_over_2_xi(xi, j):
    laser = build(xi, odds=1 / (2 * xi - 1))
    assert abs(beta_of(laser) - (1 - 1 / (2 * xi))) < 1e-14
    assert abs(laser.intensity_ratio - 1) < 1e-12
    photons = rate_equations.steady_state(laser, j * laser.gamma_c).photons
    assert abs(photons / (eta_of(laser) * j) - 1) < 1e-12
    assert not threshold(laser, "inflection").reached


@given(decades(*ABOVE_HALF), decades(-3, 3))
def test_any_other_beta_bends_the_curve(xi, factor):
    assume(abs(factor - 1) > 1e-2)
    laser = build(xi, odds=factor / (2 * xi - 1))
    assert (laser.intensity_ratio > 1) is (factor > 1)
    at = ask(laser, "photon recycling")
    steeper = rate_equations.log_slope(laser, at.pump) > 1
    assert bool(steeper) is (factor > 1)  # S-shape above, inverse S below
    assert ask(laser, "inflection").reached


@given(lasers(pump_blocking=False))
def test_without_pump_blocking_there_is_no_inverse_s(laser):
    assert laser.intensity_ratio >= 1


@given(lasers(xi=ABOVE_HALF, absorption=True))
def test_threshold_lies_below_transparency_exactly_if_beta_xi_exceeds_its_limit(laser):
    product = beta_of(laser) * xi_of(laser) * (1 if laser.pump_blocking else 2)
    assume(abs(product - 1) > 1e-9)  # at the border rounding decides
    below = ask(laser, "photon recycling").pump < ask(laser, "transparency").pump
    inverted = carriers_at(laser, ask(laser, "photon recycling").photons) > laser.n_emitters / 2
    assert below is (product > 1)
    assert inverted is (product < 1)  # lasing without inversion is the same statement


@given(lasers(xi=BELOW_HALF, pump_blocking=True))
def test_an_led_has_no_classical_recycling_or_inflection_threshold(laser):
    for definition in ("classical", "photon recycling", "inflection"):
        found = threshold(laser, definition)
        assert not found.reached
        assert math.isnan(found.pump) and math.isnan(found.photons) and math.isnan(found.current)
        assert f"xi = {xi_of(laser):.3g} ≤ 1/2" in found.reason


@given(lasers(xi=ABOVE_HALF, odds=(9, 12)))
def test_for_beta_to_0_recycling_becomes_the_classical_threshold(laser):
    assume(laser.gamma_bg > 0)
    ratio = ask(laser, "classical").pump / ask(laser, "photon recycling").pump
    assert abs(ratio - 1) < 1.01e-9  # 2ξβ/(1 + 2ξ(1 − β)) < β


@given(decades(3, 6), decades(-12, -9))
def test_for_beta_to_1_recycling_pump_becomes_gamma_c_and_the_classical_one_grows(xi, odds):
    laser = build(xi, odds)
    # J = γ_c 2ξ/(2ξ − 1)·(1 + odds(1 + 2ξ)), so at most 5e-4 + 2e-3 above γ_c
    assert 0 < threshold(laser, "photon recycling").pump / laser.gamma_c - 1 < 3e-3
    assert abs(threshold(laser, "classical").pump / (2 * xi * laser.gamma_c) - 1) < 3e-3


@given(lasers(absorption=False, xi=ABOVE_HALF))
def test_four_level_lasers_have_one_threshold_and_no_transparency(laser):
    beta, eta = beta_of(laser), 1 - 1 / (2 * xi_of(laser)) if laser.pump_blocking else 1.0
    for definition in ("classical", "photon recycling"):
        found = ask(laser, definition)
        assert abs(found.pump * beta * eta / laser.gamma_c - 1) < 1e-12
    assert abs(found.photons * math.sqrt(beta * eta) - 1) < 1e-12
    assert not ask(laser, "transparency").reached


@given(lasers(xi=BELOW_HALF, absorption=False, pump_blocking=True))
def test_four_level_emitters_need_more_than_gamma_c_over_gamma_r_of_them(laser):
    assert laser.n_emitters < laser.gamma_c / laser.gamma_r
    assert not threshold(laser, "classical").reached
    assert not threshold(laser, "photon recycling").reached


@given(lasers(xi=(0, 4), odds=(-4, 4)))
def test_inflection_is_where_an_independent_slope_has_its_extremum(laser):
    r = eta_of(laser) / beta_eff_of(laser)
    assume(abs(math.log10(r)) > 0.1)

    def inverse_slope(log_photons):  # d ln J/d ln n_p by a complex step through `pump_at`
        return np.log(pump_at(laser, np.exp(log_photons + 1e-30j))).imag / 1e-30

    sign = 1 if r > 1 else -1
    centre = -0.5 * math.log(eta_of(laser) * beta_eff_of(laser)) - math.log(1 + laser.absorption)
    found = minimize_scalar(
        lambda x: sign * inverse_slope(x),
        bounds=(centre - 2.9, centre + 2.3),
        method="bounded",
        options={"xatol": 1e-9},
    )
    inflection = ask(laser, "inflection")
    # An extremum is only found to the square root of the rounding in the slope.
    assert abs(found.x - math.log(inflection.photons)) < 1e-4
    recycling = ask(laser, "photon recycling")
    assert (inflection.pump, inflection.photons) == (recycling.pump, recycling.photons)


@given(lasers(xi=ABOVE_HALF))
def test_slope_at_the_inflection_is_half_of_1_plus_the_root_of_r(laser):
    r = eta_of(laser) / beta_eff_of(laser)
    pump = ask(laser, "photon recycling").pump
    with overfilling_allowed():
        slope = rate_equations.log_slope(laser, pump)
    # n_p errs by ½√r roundings; where the slope is extreme that counts only squared.
    assert abs(slope / (0.5 * (1 + math.sqrt(r))) - 1) < 1e-12 + 100 * r * EPS**2


@given(lasers(xi=(-1, 3), odds=(-3, 3)), decades(-3, 3))
def test_log_slope_is_the_slope_of_the_independent_curve(laser, photons):
    if laser.pump_blocking and xi_of(laser) < 0.5:
        photons = min(photons, 0.9 * 2 * xi_of(laser) / (1 - 2 * xi_of(laser)))
    inverse = np.log(pump_at(laser, photons * np.exp(1e-30j))).imag / 1e-30
    with overfilling_allowed():
        slope = rate_equations.log_slope(laser, pump_at(laser, photons))
    # Both sides lose √r < 10³ roundings to the sensitivity of n_p, 1/(1 − n_e/n_0) < 10⁴ more.
    assert abs(slope * inverse - 1) < 1e-8


@pytest.mark.parametrize("xi", [0.3, 0.44, 0.5, 0.6, 15.0])
def test_compare_answers_every_definition_and_prints_each(xi):
    answers = compare(build(xi, odds=0.02))
    text = str(answers)
    for name, found in answers.items():
        assert found.definition == name and name in text
        assert found.reached is math.isfinite(found.pump) and len(found.reason) > 10
        why = "none" if found.computed else "not computed"
        assert found.reached or f"{why}: {found.reason}" in text
