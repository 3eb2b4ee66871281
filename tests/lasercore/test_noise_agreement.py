"""The noise models against each other: one call, one result type, answers that agree.

Sampled numbers are compared within their own errors; the seeds are fixed, and each test states how
often a correct sampler would fail it with other seeds.

Mutations that were seen red here: emission in Gillespie's kernel 2 % too fast; the errors of its
moments divided by three; g²(τ) of the master equation started from P(n); its linewidth halved.
"""

import numpy as np
import pytest
from scipy.stats import chi2

from lasercore import Laser, catalogue, gillespie, langevin, master_equation, rate_equations
from lasercore.thresholds import threshold

MODELS = {
    "Langevin": langevin.photon_statistics,
    "Gillespie": lambda laser, pump: gillespie.photon_statistics(
        laser, pump, events=400_000, progress=False
    ),
    "master equation": master_equation.photon_statistics,
}
NETWORK = Laser(100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)

SAMPLED = {
    "network": (NETWORK, 200.0),
    "EDC laser 1": (catalogue["EDC laser 1"], 2e12),
    "EDC laser 4": (catalogue["EDC laser 4"], 1e13),
    "EDC laser 6": (catalogue["EDC laser 6"], 1e10),
    "nanoLED A": (catalogue["nanoLED A"], 3e13),
    "four-level": (Laser(10, 5.0, 1.0, 10.0, absorption=False), 30.0),
    "no blocking": (Laser(20, 0.3, 0.1, 1.0, pump_blocking=False), 15.0),
    "EDC laser 5": (catalogue["EDC laser 5"], 3e13),
}


def test_a_loop_over_the_models_compares_them():
    # Far above threshold all three agree; Langevin's mean, the rate equations', is 1.1 % too large.
    answers = {name: model(NETWORK, 200.0) for name, model in MODELS.items()}
    for name, light in answers.items():
        assert light.method == name
        assert light.mean == pytest.approx(74, rel=0.015)
        assert light.g2 == pytest.approx(1.00766, abs=1e-3)
        assert light.carriers == pytest.approx(60, rel=0.01)


@pytest.mark.parametrize("name", SAMPLED)
def test_gillespie_is_exact_within_its_own_errors(name):
    # χ² of the mean, the Fano factor and the carriers over ten independent seeds each; a correct
    # sampler fails each of the 24 sums with probability 1e-4 (two-sided), any of them with 2e-3.
    laser, pump = SAMPLED[name]
    exact = master_equation.photon_statistics(laser, pump)
    runs = [
        gillespie.photon_statistics(laser, pump, events=200_000, seed=seed, progress=False)
        for seed in range(100, 110)
    ]
    for quantity in ("mean", "fano", "carriers"):
        pulls = [
            (getattr(run, quantity) - getattr(exact, quantity)) / run.errors[quantity]
            for run in runs
        ]
        low, high = chi2.ppf([5e-5, 1 - 5e-5], len(runs))
        assert low < np.sum(np.square(pulls)) < high, (quantity, pulls)


def test_gillespies_distribution_is_the_exact_one():
    laser, pump = SAMPLED["EDC laser 1"]
    exact = master_equation.photon_statistics(laser, pump).distribution
    sampled = gillespie.photon_statistics(laser, pump, events=2_000_000, seed=3, progress=False)
    n = np.flatnonzero(exact > 1e-3)
    pulls = (sampled.distribution[n] - exact[n]) / sampled.errors["distribution"][n]
    # About 20 correlated values: the largest of 20 normal ones exceeds 4.5 with probability 1.4e-4.
    assert np.max(np.abs(pulls)) < 4.5


@pytest.mark.parametrize("name", ["EDC laser 1", "EDC laser 6", "ringing"])
def test_g2_of_delay_agrees(name):
    if name == "ringing":  # slow carriers: relaxation oscillations in g²(τ)
        laser, pump = Laser(60, 0.2, 0.02, 1.0), 6.0
        delays = np.linspace(0, 25, 16)
    else:
        laser, pump = SAMPLED[name]
        delays = np.linspace(0, 6, 10) / laser.gamma_c
    exact = master_equation.g2(laser, pump, delays)
    sampled = gillespie.g2(laser, pump, delays, events=2_000_000, seed=1, progress=False)
    pulls = (sampled.values - exact) / sampled.errors
    # The largest of 16 normal values exceeds 4.5 with probability 1e-4.
    assert np.max(np.abs(pulls)) < 4.5, pulls
    assert np.median(sampled.errors) < 0.02


def test_spectra_agree_where_langevin_is_good():
    laser, pump = Laser(1000, 5.0 / 1000, 0.1, 1.0), 2000.0
    frequencies = np.array([0.0, 0.02, 0.1, 0.5])
    exact = master_equation.rin_spectrum(laser, pump, frequencies)
    np.testing.assert_allclose(langevin.rin_spectrum(laser, pump, frequencies), exact, rtol=6e-3)


def _phase_noise(laser, pump, **options):
    light = gillespie.field(laser, pump, seed=2, progress=False, **options)
    return light.linewidth, light.linewidth_error


def test_lines_agree_far_above_threshold():
    # 940 photons. What remains, 1/4 % of the width for either, falls as 1/n_p.
    laser, pump = NETWORK, 2000.0
    exact = master_equation.linewidth(laser, pump)
    assert exact == pytest.approx(rate_equations.linewidth(laser, pump), rel=0.004)
    line, error = _phase_noise(laser, pump, events=8_000_000, streams=1)
    assert abs(line - exact) < 4 * error + 0.003 * exact
    assert error < 0.005 * exact


def test_far_below_threshold_the_exact_line_is_twice_and_that_of_phase_kicks_four_times():
    # Schawlow and Townes: γ_r n_e/(4π n_p); exact: twice that; phase kicks: twice the exact one,
    # because a dying photon takes its field with it at the full rate.
    laser = catalogue["EDC laser 1"]
    pump = 1e-2 * threshold(laser, "photon recycling").pump
    exact = master_equation.linewidth(laser, pump)
    assert exact / rate_equations.linewidth(laser, pump) == pytest.approx(2, rel=1e-3)
    line, error = _phase_noise(laser, pump, events=100_000)
    assert abs(line / exact - 2) < 4 * error / exact + 0.02
    assert error < 0.03 * exact
