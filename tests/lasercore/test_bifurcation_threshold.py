"""The bifurcation as one threshold among the others.

Exercise: leaving gamma_r gamma_2/gamma_c out of first_instability's closed form in
lasercore/cumulants/onset.py turns test_closed_form red.
"""

from dataclasses import replace

import pytest

from lasercore import Laser, catalogue, cumulants, thresholds

NAMES = [name for name, laser in catalogue.items() if laser.xi > 0.5 and laser.n_emitters > 1]


@pytest.mark.parametrize("name", NAMES)
def test_closed_form(name):
    laser = catalogue[name]
    found = thresholds.threshold(laser, "bifurcation")
    extra = laser.gamma_r * laser.gamma_2 / laser.gamma_c
    pump = laser.threshold_carriers / laser.eta * (laser.gamma_bg + extra)
    assert found.pump == pytest.approx(pump, rel=1e-7)
    assert found.photons == pytest.approx(
        laser.threshold_carriers * extra / laser.gamma_c, rel=1e-6
    )
    assert found == cumulants.bifurcation(laser)


def test_it_grows_with_Q_where_all_light_goes_into_one_mode():
    # β → 1 and ξ ≫ ½: n_e,th → n_0/2 and η → ½, so that J → n_0 γ_r γ_2/γ_c, proportional to Q.
    laser = replace(catalogue["EDC laser 1"], gamma_bg=0.0)
    better = replace(laser, gamma_c=0.5 * laser.gamma_c)
    ratio = thresholds.threshold(better, "bifurcation").pump
    ratio /= thresholds.threshold(laser, "bifurcation").pump
    shares = [(x.threshold_carriers / x.eta) for x in (better, laser)]
    assert ratio == pytest.approx(2 * shares[0] / shares[1], rel=1e-6)
    assert 1.9 < ratio < 2
    recycling = [thresholds.threshold(x, "photon recycling").pump for x in (better, laser)]
    assert recycling[0] < recycling[1]


def test_closures_are_options():
    laser = cumulants.dots
    half = thresholds.threshold(laser, "bifurcation", closure="comment", identical_fraction=0.5)
    assert half == cumulants.bifurcation(laser, "comment", 0.5)
    stays = thresholds.threshold(laser, "bifurcation", closure="reply")
    assert not stays.reached
    assert "stays stable" in stays.reason
    with pytest.raises(TypeError, match="'bifurcation' takes only the options closure, identical"):
        thresholds.threshold(laser, "bifurcation", method="class b")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"gamma_2": None}, "needs gamma_2"), ({"absorption": False}, "absorption"),
     ({"pump_blocking": False}, "pump_blocking")],
)  # fmt: skip
def test_other_lasers_are_refused_and_a_comparison_says_why(changes, reason):
    laser = replace(Laser(10, 5e9, 1e9, 1e10, gamma_2=1e13), **changes)
    with pytest.raises(ValueError, match=reason):
        thresholds.threshold(laser, "bifurcation")
    found = thresholds.compare(laser, ["bifurcation"])["bifurcation"]
    assert not found.computed
    assert reason in found.reason
