"""The test of a threshold by the light is right, on lasers whose light is known otherwise.

Seen to fail: with the search of `coherence` ended at its first step, or LEDs let into it; with
J*/J_c for J_c/J*, or no end of the model, in `judgement`.
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import Laser, catalogue, langevin, master_equation
from lasercore.reliability import coherence, coherence_pump
from lasercore.reliability.judgement import (
    VERDICTS,
    find_threshold,
    judge_threshold,
    light_above,
)
from lasercore.thresholds import DEFINITIONS, threshold

ONE, EDC, LED = (catalogue[name] for name in ("EDC laser 6", "EDC laser 1", "nanoLED A"))
LASERS = [name for name, laser in catalogue.items() if laser.eta > 0]


def unit(laser):
    return threshold(laser, "photon recycling").pump


# --- The pump from which on light is coherent ---------------------------------------------------


@pytest.mark.parametrize("within", [0.3, 0.1, 0.05])
@pytest.mark.parametrize("name", ["EDC laser 1", "EDC laser 6"])
def test_light_is_at_the_bound_there_and_within_it_above(name, within):
    laser = catalogue[name]
    pump = coherence_pump(laser, within)
    g2 = master_equation.photon_statistics(laser, pump * np.array([0.99, 1, 1.01, 2, 8])).g2
    # The search stops at 1e-4 of the pump, over which g² changes by less than 1e-4.
    assert abs(g2[1] - 1) == pytest.approx(within, abs=1e-4)
    assert abs(g2[0] - 1) > within
    assert np.all(abs(g2[2:] - 1) < within)


def test_a_unit_of_time_changes_nothing_but_the_unit():
    slow = Laser(20, 0.5, 0.1, 0.5)  # rates about 1 s⁻¹, its pump too
    fast = Laser(20, 0.5e9, 0.1e9, 0.5e9)
    # Searches of the same steps, so the same but for rounding.
    assert coherence_pump(fast) == pytest.approx(1e9 * coherence_pump(slow), rel=1e-9)


def test_one_emitter_is_not_taken_for_coherent_where_it_passes_from_below():
    pump = coherence_pump(ONE, 0.05)  # its hump is 0.069 high
    passing = 1.19 * unit(ONE)  # [ref] of the catalogue: g² = 1 on the way up
    assert abs(master_equation.photon_statistics(ONE, passing).g2 - 1) < 0.001
    assert pump > 5 * passing


def test_large_lasers_are_judged_by_langevin(monkeypatch):
    monkeypatch.setattr(coherence, "light", None)
    laser = catalogue["PhC laser"]
    pump = coherence_pump(laser, 0.1)
    assert langevin.photon_statistics(laser, pump).g2 == pytest.approx(1.1, abs=1e-8)


def test_light_that_is_never_far_from_coherent_is_so_from_the_start():
    assert coherence_pump(ONE, 0.5) == 0.0


def test_an_led_never_becomes_coherent_and_ends_thermal():
    assert coherence_pump(LED, 0.9) == np.inf
    # A few emitters, so that the limit J → ∞ is quickly reached: g² → 2 and ⟨n⟩ → 2ξ/(1 − 2ξ).
    few = Laser(4, gamma_r=0.2, gamma_bg=0.1, gamma_c=1.0)
    light = master_equation.photon_statistics(few, 1e7)
    assert light.g2 == pytest.approx(2, abs=1e-5)
    assert light.mean == pytest.approx(few.max_photons, rel=1e-5)


def test_excess_noise_is_diluted_above_threshold():
    # n_p(g² − 1) → F_∞ − 1: the reason why every laser with ξ > ½ has a coherence pump. What is
    # left falls as 1/n_p, here from 1 % to 0.1 %.
    pump = unit(ONE) * np.array([1e3, 1e4])
    light = langevin.photon_statistics(replace(ONE, gamma_2=None), pump)
    left = light.mean * (light.g2 - 1) / (langevin.far_above(ONE) - 1) - 1
    assert abs(left[1]) < 2e-3
    assert left[0] / left[1] == pytest.approx(10, rel=0.01)


@pytest.mark.parametrize("within", [0.0, 1.0, float("nan")])
def test_bounds_that_say_nothing_are_refused(within):
    with pytest.raises(ValueError, match="within"):
        coherence_pump(EDC, within)


@pytest.mark.parametrize("switch", ["absorption", "pump_blocking"])
def test_other_lasers_are_refused(switch):
    with pytest.raises(ValueError, match=f"{switch}=True"):
        judge_threshold(replace(EDC, **{switch: False}), "quantum")


# --- The test of a threshold --------------------------------------------------------------------


@pytest.mark.parametrize("definition", ["classical", "photon recycling", "stochastic"])
def test_four_definitions_exist_where_light_becomes_coherent(definition):
    # ξ > ½ exactly, tried on both sides with a few emitters; the fourth needs γ_2.
    for xi, expected in ((0.49, False), (0.55, True)):
        laser = Laser(5, gamma_r=0.4 * xi, gamma_bg=0.05, gamma_c=1.0, gamma_2=100.0)
        assert find_threshold(laser, definition).reached is expected
        assert find_threshold(laser, "bifurcation").reached is expected
        assert np.isfinite(coherence_pump(laser, 0.2)) == expected


def test_false_alarms_of_the_led():
    false = {name for name in DEFINITIONS if judge_threshold(LED, name).verdict == "false alarm"}
    assert false == {"transparency", "quantum", "damping minimum", "relaxation oscillations"}
    others = {judge_threshold(LED, name).verdict for name in DEFINITIONS if name not in false}
    assert others == {"rightly none"}


def test_lasers_are_missed_by_definitions_that_need_a_bend_or_a_ring():
    missed = {
        (name, definition)
        for name in LASERS
        for definition in ("inflection", "relaxation oscillations", "fano")
        if not find_threshold(catalogue[name], definition).reached
    }
    assert missed == {
        ("EDC laser 2", "inflection"), ("EDC laser 6", "fano"),
        *((f"EDC laser {k}", "relaxation oscillations") for k in (1, 2, 3, 6)),
    }  # fmt: skip
    assert judge_threshold(ONE, "fano").verdict == "missed"


@pytest.mark.parametrize(
    ("definition", "verdict"),
    [
        ("photon recycling", "too early"),
        ("stochastic", "kept"),
        ("classical", "kept"),
        ("bifurcation", "beyond the model"),
    ],
)
def test_verdicts_of_edc_laser_1(definition, verdict):
    judged = judge_threshold(EDC, definition)
    assert judged.verdict == verdict
    assert judged.ratio == pytest.approx(coherence_pump(EDC) / judged.found.pump, rel=1e-12)
    g2 = langevin.photon_statistics(replace(EDC, gamma_2=None), 10 * judged.found.pump).g2
    assert (g2 > 1.1) == (verdict == "too early")  # another method, same answer


def test_bound_and_factor_decide():
    assert judge_threshold(EDC, "photon recycling", factor=30).verdict == "kept"
    assert judge_threshold(EDC, "photon recycling", within=0.5).verdict == "kept"
    assert judge_threshold(EDC, "classical", within=0.3).verdict == "too late"
    with pytest.raises(ValueError, match="factor must be above 1"):
        judge_threshold(EDC, "classical", factor=1)


def test_not_computed_is_no_verdict():
    judged = judge_threshold(catalogue["macroscopic laser"], "stochastic")
    assert (judged.verdict, judged.found.computed) == ("not computed", False)
    assert set(VERDICTS) >= {judged.verdict}


def test_light_above_is_exact_or_linear():
    pump = unit(ONE)
    found = light_above(ONE, pump, 5)
    for name in ("g2", "fano"):
        expected = [getattr(master_equation.photon_statistics(ONE, f * pump), name) for f in (1, 5)]
        assert found[name] == pytest.approx(expected, rel=1e-9)
    widths = [master_equation.linewidth(ONE, f * pump) for f in (1, 5)]
    assert found["linewidth"] == pytest.approx(widths, rel=1e-9)
    large = catalogue["PhC laser"]
    expected = langevin.linewidth(large, unit(large))
    assert light_above(large, unit(large))["linewidth"][0] == pytest.approx(expected, rel=1e-12)


# --- Closed forms of the chapter ----------------------------------------------------------------


@pytest.mark.parametrize("name", LASERS)
def test_ratios_to_the_recycling_threshold(name):
    laser = catalogue[name]
    one, xi, beta, eta, beta_eff = unit(laser), laser.xi, laser.beta, laser.eta, laser.beta_eff
    expected = {
        "classical": (1 + 2 * xi) / (1 + 2 * xi * (1 - beta)),
        "transparency": (2 * xi - 1) / (1 + 2 * xi * (1 - beta)),
        "quantum": 2 * eta * (1 + 2 * beta_eff) / (1 + 2 * eta),
    }
    for definition, ratio in expected.items():
        assert find_threshold(laser, definition).pump / one == pytest.approx(ratio, rel=1e-12)
    classical = find_threshold(laser, "classical").pump
    bifurcation = find_threshold(laser, "bifurcation")
    ratio = 1 + beta * (laser.gamma_2 / laser.gamma_c - 1)
    assert bifurcation.pump / classical == pytest.approx(ratio, rel=1e-9)
    # Its photons are those of the incoherent state in the chapter's own model.
    assert bifurcation.photons == pytest.approx(
        (xi + 0.5) * laser.gamma_2 / laser.gamma_c, rel=1e-6
    )
