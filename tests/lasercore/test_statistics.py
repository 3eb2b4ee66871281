"""Moments, g²(0), Fano factor and RIN of photon distributions known on paper.

Exercise: breaking g² in statistics.py (⟨n⟩(⟨n⟩ − 1) → ⟨n⟩²) turns
test_g2_is_the_share_of_photon_pairs, test_poissonian_light_is_coherent and six more red.
"""

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lasercore import ValidityWarning
from lasercore.statistics import PhotonStatistics, poisson, thermal
from tests.helpers import decades

DISTRIBUTIONS = st.lists(st.floats(0, 1), min_size=2, max_size=30).filter(lambda p: sum(p) > 0.1)


def normalised(weights):
    return np.array(weights) / math.fsum(weights)


@given(DISTRIBUTIONS)
def test_moments_are_the_sums_over_the_distribution(weights):
    p = normalised(weights)
    found = PhotonStatistics.from_distribution(p, carriers=3.0, method="sum", errors={"mean": 1})
    mean = math.fsum(n * q for n, q in enumerate(p))
    assert abs(found.mean - mean) < 1e-12 * len(p)
    square = math.fsum(n * n * q for n, q in enumerate(p))
    assert abs(found.variance - (square - mean**2)) < 1e-11 * len(p) ** 2
    assert (found.carriers, found.method, found.errors) == (3.0, "sum", {"mean": 1})
    assert found.distribution.tolist() == p.tolist()


@given(DISTRIBUTIONS)
def test_g2_is_the_share_of_photon_pairs(weights):
    p = normalised(weights)
    found = PhotonStatistics.from_distribution(p)
    assume(found.mean > 1e-3)
    pairs = math.fsum(n * (n - 1) * q for n, q in enumerate(p))
    assert abs(found.g2 - pairs / found.mean**2) < 1e-9 * (1 + len(p) ** 2)


@given(decades(-3, 6), decades(-3, 6))
def test_fano_rin_and_g2_are_three_writings_of_one_number(mean, fano):
    found = PhotonStatistics(mean, fano * mean)
    assert abs(found.fano / fano - 1) < 1e-14
    assert abs(found.rin * mean / fano - 1) < 1e-14
    # g² = 1 + (F − 1)/n_p; its terms are 1, F/n_p and 1/n_p.
    scale = 1 + (fano + 1) / mean
    assert abs(found.g2 - (1 + (fano - 1) / mean)) < 1e-14 * scale


@given(st.floats(0.01, 60))
def test_poissonian_light_is_coherent(mean):
    light = poisson(mean, 200)
    assert abs(light.mean / mean - 1) < 1e-9 and abs(light.fano - 1) < 1e-8
    assert abs(light.g2 - 1) < 1e-7 + 1e-9 / mean
    ratios = light.distribution[1:6] / light.distribution[:5]
    np.testing.assert_allclose(ratios, mean / np.arange(1, 6), rtol=1e-10)


@given(st.floats(0.01, 60))
def test_thermal_light_is_bunched_with_g2_of_two(mean):
    light = thermal(mean, 4000)
    assert abs(light.fano / (1 + mean) - 1) < 1e-9 and abs(light.g2 - 2) < 1e-9
    ratios = light.distribution[1:6] / light.distribution[:5]
    np.testing.assert_allclose(ratios, mean / (1 + mean), rtol=1e-12)


def test_fock_state_of_one_photon_is_antibunched():
    single = PhotonStatistics.from_distribution([0, 1.0])
    assert (single.mean, single.variance, single.fano, single.g2) == (1, 0, 0, 0)


def test_reference_network_of_100_emitters_has_the_printed_g2():
    # ⟨n⟩ = 74, F = 1.5668137725 gives g² = 1.0076596456
    light = PhotonStatistics(74.0, 74.0 * 1.5668137725)
    assert abs(light.g2 - 1.0076596456) < 1e-10


@pytest.mark.parametrize("reference", [poisson, thermal])
def test_a_dark_mode_is_the_vacuum(reference):
    assert reference(0.0, 3).distribution.tolist() == [1, 0, 0, 0]


@pytest.mark.parametrize("reference", [poisson, thermal])
def test_a_cut_tail_is_refused_with_the_loss_named(reference):
    with pytest.raises(ValueError, match=r"n_max must hold the whole distribution, got 5, which"):
        reference(4.0, 5)


@pytest.mark.parametrize("mean", [1e3, 1e5, 1e6])
def test_many_photons_are_still_poissonian(mean):
    light = poisson(mean, int(mean + 40 * math.sqrt(mean)))
    assert abs(light.mean / mean - 1) < 1e-9 and abs(light.fano - 1) < 1e-6


def test_a_distribution_that_does_not_sum_to_one_is_refused():
    with pytest.raises(ValueError, match=r"distribution must sum to 1 .* got 0\.9: enlarge"):
        PhotonStatistics.from_distribution([[0.5, 0.5], [0.5, 0.4]])


def test_arrays_of_distributions_give_arrays_of_moments():
    light = PhotonStatistics.from_distribution([[0.5, 0.5], [0.25, 0.75]])
    assert light.mean.tolist() == [0.5, 0.75]
    assert light.g2.tolist() == [0.0, 0.0]


@pytest.mark.parametrize("name", ["fano", "rin", "g2"])
def test_ratios_of_a_dark_laser_are_nan_with_a_warning(name):
    dark = PhotonStatistics([0.0, 2.0], [0.0, 2.0])
    with pytest.warns(ValidityWarning, match=rf"{name} is undefined \(NaN\) where mean = 0"):
        values = getattr(dark, name)
    assert np.isnan(values[0]) and values[1] == {"fano": 1.0, "rin": 0.5, "g2": 1.0}[name]


def test_moments_of_different_shapes_are_refused():
    with pytest.raises(ValueError, match=r"variance must have the shape of mean, got \(2,\)"):
        PhotonStatistics(1.0, [1.0, 2.0])


@pytest.mark.parametrize("field", ["carriers", "distribution"])
def test_impossible_fields_are_refused_in_the_constructor_too(field):
    with pytest.raises(ValueError, match=rf"{field} must not be negative, got -3"):
        PhotonStatistics(1.0, 1.0, **{field: [4.0, -3.0]})


def test_a_distribution_that_does_not_sum_to_one_is_refused_however_it_comes():
    with pytest.raises(ValueError, match="distribution must sum to 1 along its last axis, got 12"):
        PhotonStatistics(1.0, 1.0, distribution=[5.0, 7.0])
