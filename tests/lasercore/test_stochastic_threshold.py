"""The threshold where one photon becomes as likely as none.

Mutations that were seen red here: the ratio taken of P(2) and P(1); the bracket moved the wrong
way; an LED let through the search.
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import Laser, catalogue, master_equation, rate_equations, thresholds
from lasercore.master_equation import WindowTooLarge
from lasercore.thresholds import threshold

SMALL = [name for name, laser in catalogue.items() if laser.n_emitters <= 120 and laser.eta > 0]


@pytest.mark.parametrize("name", SMALL)
def test_one_photon_is_as_likely_as_none(name):
    laser = catalogue[name]
    found = threshold(laser, "stochastic")
    p = master_equation.photon_statistics(laser, found.pump).distribution
    assert p[1] / p[0] == pytest.approx(1, abs=1e-9)
    assert found.photons == rate_equations.steady_state(laser, found.pump).photons


@pytest.mark.parametrize("name", SMALL)
def test_gain_equals_loss_for_the_first_photon(name):
    # The flux through the cut between 0 and 1 photons: γ_r(⟨n_e|0⟩ + ⟨n_e|1⟩ − n_0) = γ_c.
    laser = catalogue[name]
    light = master_equation.solve(laser, threshold(laser, "stochastic").pump)
    empty, one = light.carriers_given_photons()[:2]
    gain = laser.gamma_r * (empty + one - laser.n_emitters)
    assert gain == pytest.approx(laser.gamma_c, rel=1e-8)


def test_no_more_photons_than_one_emitter_can_make_likely():
    # One four-level emitter without blocking of its pump is excited nearly always: P(n + 1)/P(n)
    # = γ_r⟨n_e|n⟩/γ_c, so that ξ = ½ separates lasers from LEDs here, too.
    for xi, reached in ((0.5, False), (0.55, True)):
        laser = Laser(1, 2 * xi, 0.1, 1.0, absorption=False)
        assert threshold(laser, "stochastic").reached is reached


@pytest.mark.parametrize("switches", [{}, {"absorption": False}, {"pump_blocking": False}])
def test_led_has_none_and_is_told_why(switches):
    led = replace(catalogue["nanoLED A"], gamma_2=None, **switches)
    found = threshold(led, "stochastic")
    assert not found.reached
    assert found.computed
    assert "xi = 0.443 ≤ 1/2" in found.reason
    high = master_equation.photon_statistics(led, 1e4 * led.n_emitters * led.gamma_t)
    assert np.all(np.diff(high.distribution) <= 0)


def test_far_above_threshold_both_probabilities_are_tiny_but_right():
    # Detailed balance in the cut: P(1)/P(0) from the conditional carriers, at P(0) ≈ 1e-20.
    laser, pump = Laser(100, 0.05, 0.1, 1.0), 200.0
    from lasercore.thresholds.stochastic import _log_ratio

    light = master_equation.solve(laser, pump, lost_mass=1e-19)
    assert light.photons[0] == 0
    assert light.statistics.distribution[0] < 1e-14
    empty, one = light.carriers_given_photons()[:2]
    expected = laser.gamma_r * empty / (laser.gamma_c + laser.gamma_r * (100 - one))
    assert _log_ratio(laser, pump, 2e9) == pytest.approx(np.log(expected), rel=1e-9)


def test_a_huge_jump_is_no_obstacle():
    # Twice the recycling threshold already has so many photons that P(0) rounds to zero; the root
    # is where P(1) = P(0) all the same, a little above gain equals loss.
    laser = Laser(10, 1.0, 1.0 / 0.0036, 1.0)
    found = threshold(laser, "stochastic")
    p = master_equation.photon_statistics(laser, found.pump).distribution
    assert p[1] / p[0] == pytest.approx(1, abs=1e-9)
    assert 1 < found.pump / threshold(laser, "photon recycling").pump < 1.001


def test_large_laser_is_not_computed_in_a_comparison_but_refused_on_request():
    laser = catalogue["macroscopic laser"]
    found = thresholds.compare(laser)["stochastic"]
    assert (found.reached, found.computed) == (False, False)
    assert "tries harder" in found.reason
    assert str(found).startswith("stochastic: not computed: ")
    assert "not computed: the exact" in str(thresholds.compare(laser, ["stochastic"]))
    with pytest.raises(WindowTooLarge, match="gillespie"):
        threshold(laser, "stochastic")


def test_quick_definitions_need_no_exact_distribution(monkeypatch):
    monkeypatch.setattr(master_equation.stationary, "Solution", None)
    slow = set(thresholds.DEFINITIONS) - set(thresholds.QUICK_DEFINITIONS)
    assert slow == {"stochastic", "bifurcation"}
    assert thresholds.compare(catalogue["EDC laser 1"], thresholds.QUICK_DEFINITIONS)


def test_other_options_are_refused():
    with pytest.raises(TypeError, match="only the options method, max_memory, got events"):
        threshold(catalogue["EDC laser 1"], "stochastic", events=10)


def test_methods_that_do_not_apply_are_refused():
    with pytest.raises(ValueError, match=r"method must be one of 'master equation', .*'langevin'"):
        threshold(catalogue["EDC laser 1"], "stochastic", method="langevin")
    with pytest.raises(ValueError, match=r"four-level emitters for method='class b'"):
        threshold(catalogue["EDC laser 1"], "stochastic", method="class b")
