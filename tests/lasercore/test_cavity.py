"""Rates of a cavity and an emitter: SI numbers worked out by hand, scaling laws, constants.

Exercise: breaking g in cavity/rates.py (ħω_c/2 → ħω_c under the root) turns
test_saldutti2024_eqs_1_to_4_in_numbers red, twice.
"""

import numpy as np
import pytest
import scipy.constants
from hypothesis import given

from lasercore import Laser, cavity, constants
from tests.helpers import decades

GIVEN = {"wavelength": 1.55e-6, "n": 3.3, "volume": 1e-21, "dipole": 1e-28}


@pytest.mark.parametrize(
    ("name", "theirs", "digits"),
    [
        ("ELEMENTARY_CHARGE", scipy.constants.e, 0),
        ("SPEED_OF_LIGHT", scipy.constants.c, 0),
        ("HBAR", scipy.constants.hbar, 1e-15),
        ("VACUUM_PERMITTIVITY", scipy.constants.epsilon_0, 1e-9),  # CODATA 2018 or 2022
    ],
)
def test_constants_are_those_of_scipy(name, theirs, digits):
    assert abs(getattr(constants, name) / theirs - 1) <= digits


# Worked out on paper with c = 2.99792458e8, ħ = 1.0545718e-34, ε_0 = 8.8541878e-12:
# ω_c = 6.2831853·2.99792458e8/1.55e-6; g = 1e-28/ħ·√(ħω_c/(2·8.8541878e-12·10.89·1e-21));
# γ_r = 2e-56/(ħ·8.8541878e-12·10.89)·1.2152591e15/4e13/1e-21
@pytest.mark.parametrize(
    ("found", "by_hand"),
    [
        (lambda: cavity.angular_frequency(1.55e-6), 1.2152591e15),
        (lambda: cavity.gamma_c(1.55e-6, 5000), 2.4305182e11),
        (lambda: cavity.gamma_2(50e-15), 4e13),
        (lambda: cavity.coupling(**GIVEN), 7.7302413e11),
        (lambda: cavity.gamma_r(**GIVEN, T_2=50e-15), 5.9756631e10),
        (lambda: cavity.diffraction_volume(1.55e-6, 3.3), 1.2952789e-20),
        (lambda: cavity.mode_volume_of_active_region(6e-23, 0.06), 1e-21),
    ],
)
def test_saldutti2024_eqs_1_to_4_in_numbers(found, by_hand):
    assert abs(found() / by_hand - 1) < 1e-7  # eight digits carried


SCALING = {"wavelength": (-1, -0.5), "n": (-2, -1), "volume": (-1, -0.5), "dipole": (2, 1)}


@pytest.mark.parametrize("argument", SCALING)
@given(factor=decades(-2, 2))
def test_emission_rate_and_coupling_scale_as_powers(argument, factor):
    changed = {**GIVEN, argument: GIVEN[argument] * factor}
    for_rate, for_coupling = SCALING[argument]
    rate = cavity.gamma_r(**changed, T_2=5e-14) / cavity.gamma_r(**GIVEN, T_2=5e-14)
    coupling = cavity.coupling(**changed) / cavity.coupling(**GIVEN)
    assert abs(rate / factor**for_rate - 1) < 1e-13
    assert abs(coupling / factor**for_coupling - 1) < 1e-13


@given(decades(-15, -11), decades(1, 8))
def test_emission_rate_grows_with_dephasing_time_and_loss_falls_with_Q(T_2, Q):
    rate = cavity.gamma_r(**GIVEN, T_2=T_2)
    assert abs(rate * cavity.gamma_2(T_2) / (4 * cavity.coupling(**GIVEN) ** 2) - 1) < 1e-13
    assert abs(rate / T_2 / (cavity.gamma_r(**GIVEN, T_2=1.0)) - 1) < 1e-13
    assert abs(cavity.gamma_c(1e-6, Q) * Q / cavity.angular_frequency(1e-6) - 1) < 1e-13


@given(decades(-7, -4), decades(-1, 1))
def test_diffraction_volume_is_a_cube_of_half_a_wavelength_in_the_medium(wavelength, n):
    assert abs(cavity.diffraction_volume(wavelength, n) * (2 * n / wavelength) ** 3 - 1) < 1e-13


def test_functions_broadcast_over_arrays():
    volumes = np.array([[1e-21], [2e-21]])
    rates = cavity.gamma_r(1.55e-6, 3.3, volumes, [1e-28, 2e-28, 3e-28], 5e-14)
    assert rates.shape == (2, 3)
    assert rates[1, 2] == cavity.gamma_r(1.55e-6, 3.3, 2e-21, 3e-28, 5e-14)


def test_emitters_are_twice_the_transparency_density_times_the_volume():
    assert cavity.emitters_in(50e-9 * 50e-9 * 24e-9, 1e24) == 120
    assert cavity.emitters_in(0.3e-20, 1e22) == 60
    with pytest.raises(ValueError, match=r"active_volume must hold an emitter, got 1e-25 m³"):
        cavity.emitters_in(1e-25, 1e24)


def test_confinement_above_one_is_refused():
    with pytest.raises(ValueError, match=r"confinement must be at most 1, got 1\.5"):
        cavity.mode_volume_of_active_region(1e-21, [0.5, 1.5])


def test_an_excited_emitter_with_polarisation_needs_the_dephasing():
    with pytest.raises(ValueError, match="gamma_2 must be known, got None: build the laser with"):
        cavity.excited_emitter(Laser(1, 6e10, 1e9, 2.4e11), 1e-12)
