"""The laser's derived numbers against their definitions, and its warnings.

Exercise: breaking η in laser.py (2k → 4 for four-level emitters) turns
test_derived_numbers_follow_their_definitions and test_intensity_ratio_is_eta_over_beta_eff red.
"""

import dataclasses
import math

import pytest
from hypothesis import assume, given

from lasercore import (
    Laser,
    ValidityWarning,
    catalogue,
    rate_equations,
    thresholds,
    to_ampere,
    to_pump,
)
from tests.helpers import EPS, beta_eff_of, beta_of, decades, eta_of, lasers, xi_of

CAVITY = {
    "wavelength": 1.55e-6, "n": 3.3, "Q": 5000, "volume": 1e-21, "dipole": 1e-28, "T_2": 5e-14,
    "n_emitters": 120, "gamma_bg": 1e9,
}  # fmt: skip


@given(lasers())
def test_derived_numbers_follow_their_definitions(laser):
    assert abs(laser.xi / xi_of(laser) - 1) < 4 * EPS
    assert abs(laser.beta / beta_of(laser) - 1) < 4 * EPS
    assert abs(laser.n_sat * laser.beta - 1) < 4 * EPS
    assert laser.gamma_t == laser.gamma_r + laser.gamma_bg
    assert abs(laser.beta_eff / beta_eff_of(laser) - 1) < 8 * EPS
    # 1 − 1/(2ξ) loses what it cancels
    assert abs(laser.eta - eta_of(laser)) < 8 * EPS * (1 + 1 / xi_of(laser))


@given(lasers())
def test_intensity_ratio_is_eta_over_beta_eff(laser):
    assume(abs(xi_of(laser) - 0.5) > 1e-3)
    assert abs(laser.intensity_ratio * beta_eff_of(laser) / eta_of(laser) - 1) < 1e-12


@given(lasers(absorption=True, pump_blocking=True))
def test_eta_is_the_empty_share_of_emitters_when_gain_equals_loss(laser):
    empty = 1 - laser.threshold_carriers / laser.n_emitters
    assert abs(laser.eta - empty) < 8 * EPS * (1 + 1 / xi_of(laser))


def test_only_an_led_has_a_largest_photon_number():
    assert Laser(10, 2.0, 0.5, 1.0).max_photons == math.inf
    assert Laser(10, 0.01, 0.5, 1.0, pump_blocking=False).max_photons == math.inf
    assert abs(Laser(10, 0.08, 0.5, 1.0).max_photons / (0.8 / 0.2) - 1) < 1e-12  # ξ = 0.4


@given(decades(-20, 20))
def test_ampere_and_pump_are_inverse(pump):
    assert abs(to_pump(to_ampere(pump)) / pump - 1) < 4 * EPS


def test_one_ampere_is_as_many_carriers_as_electrons():
    assert to_pump(1.602176634e-19) == 1.0
    assert to_ampere([2.0, -3.0]).tolist() == [2 * 1.602176634e-19, -3 * 1.602176634e-19]


def test_laser_cannot_be_changed_only_replaced():
    laser = Laser(10, 2.0, 0.5, 1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        laser.gamma_r = 3.0
    assert dataclasses.replace(laser, gamma_r=4.0).xi == 2 * laser.xi
    assert laser == Laser(10.0, 2, 0.5, 1) and hash(laser) == hash(Laser(10, 2.0, 0.5, 1.0))


def test_from_cavity_puts_the_rates_together():
    laser = Laser.from_cavity(**CAVITY)
    # Numbers by hand, as in test_cavity.
    assert abs(laser.gamma_r / 5.9756631e10 - 1) < 1e-7
    assert abs(laser.gamma_c / 2.4305182e11 - 1) < 1e-7
    assert (laser.gamma_2, laser.gamma_bg, laser.n_emitters) == (4e13, 1e9, 120)
    free = Laser.from_cavity(**CAVITY, absorption=False, pump_blocking=False)
    assert (free.absorption, free.pump_blocking) == (False, False)


@pytest.mark.parametrize(
    ("rates", "message"),
    [
        ({"gamma_c": 1.001e12}, r"gamma_c = 1e\+12 s⁻¹ exceeds 1e\+12"),
        ({"gamma_r": 1.7e11}, r"g = sqrt\(gamma_r gamma_2\)/2 = 4.12e\+11 s⁻¹ exceeds 4e\+11"),
    ],
)
def test_a_bad_cavity_or_strong_coupling_is_warned_of(rates, message):
    fine = {"n_emitters": 10, "gamma_r": 1.59e11, "gamma_bg": 1e9, "gamma_c": 0.999e12}
    Laser(**fine, gamma_2=4e12)  # γ_c < γ_2/4 and g < γ_2/10: no warning
    with pytest.warns(ValidityWarning, match=message):
        Laser(**fine | rates, gamma_2=4e12)


def test_a_pump_that_broadens_the_emitters_is_warned_of():
    laser = Laser(10, 1e9, 1e9, 1e11, gamma_2=1e13)
    rate_equations.steady_state(laser, 0.99e13)  # J/n_0 below γ_2/10
    with pytest.warns(ValidityWarning, match=r"pump per emitter must stay well below gamma_2"):
        rate_equations.steady_state(laser, 1.01e13)


@pytest.mark.parametrize("answer", [rate_equations.steady_state, thresholds.threshold])
def test_answers_tell_the_current_of_their_pump(answer):
    """I = eJ, with the elementary charge as the SI fixes it."""
    laser = catalogue["EDC laser 3"]
    found = answer(laser, 2.5e12 if answer is rate_equations.steady_state else "classical")
    assert found.current == pytest.approx(1.602176634e-19 * found.pump, rel=1e-14)
