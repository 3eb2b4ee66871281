"""The figures of chapter 13 show what lasercore computes, and its claims hold.

Seen to fail: with `class_b` for `class_a` in `claim.above_class_a`, the tests of the claim.
"""

import numpy as np
import pytest

from lasercore import (
    Laser,
    density_matrix,
    master_equation,
    thresholds,
)
from nanobook.ch13_class_b import claim, light_figures
from nanobook.ch14_closures import closure
from tests.helpers import axes, markers

NANO, MESO = density_matrix.regimes["nanoscopic"], density_matrix.regimes["mesoscopic"]
ATOM = density_matrix.regimes["single atom"]
FEW = (1, 3, 10)
SOME_BETAS = (0.1, 0.5, 0.9)


@pytest.fixture
def small_maps(monkeypatch):
    """Maps of a few lasers; what was computed for them is forgotten afterwards."""
    for module in (claim, closure):
        monkeypatch.setattr(module, "EMITTERS", FEW)
    monkeypatch.setattr(closure, "BETAS", SOME_BETAS)
    cached = claim.above_class_a, closure.map_over_beta, closure.map_over_pump
    for one in cached:
        one.cache_clear()
    yield
    for one in cached:
        one.cache_clear()


@pytest.mark.parametrize(("shown", "name"), [("photons", "mean"), ("g2", "g2")])
@pytest.mark.parametrize("regime", ["nanoscopic", "single atom"])
def test_lines_are_class_a_and_class_b_and_circles_exact(regime, shown, name):
    laser = density_matrix.regimes[regime]
    ax = light_figures.class_b_against_pump(axes(), regime, shown)
    for line, model in zip(
        ax.lines, (density_matrix.class_a, density_matrix.class_b), strict=False
    ):
        rates, values = line.get_data()
        expected = getattr(model(laser, rates[::20] * laser.n_emitters), name)
        assert np.allclose(values[::20], expected, rtol=1e-10)
    rates, values = markers(ax, "o")[0].get_data()
    expected = getattr(master_equation.photon_statistics(laser, rates * laser.n_emitters), name)
    assert np.allclose(values, expected, rtol=1e-9)


def test_vertical_lines_are_the_two_thresholds():
    ax = light_figures.class_b_against_pump(axes(), "nanoscopic", "photons")
    places = [line.get_xdata()[0] for line in ax.lines if len(set(line.get_xdata())) == 1]
    assert np.allclose(places, [1.5, 1.690416], atol=1e-6)
    assert not [
        line
        for line in light_figures.class_b_against_pump(axes(), "single atom", "photons").lines
        if len(set(line.get_xdata())) == 1
    ]


def test_beta_contains_the_pump():
    ax = light_figures.class_b_against_pump(axes(), "mesoscopic", "beta")
    rates, values = ax.lines[0].get_data()
    assert np.allclose(values, MESO.gamma_r / (MESO.gamma_r + MESO.gamma_bg + rates))


@pytest.mark.parametrize("rate", [0.5, 1.690416, 5.0])
def test_distributions_are_those_of_three_models(rate):
    ax = light_figures.class_b_distribution(axes(), "nanoscopic", rate, parabola=True)
    drawn = {line.get_label(): line.get_data() for line in ax.lines}
    models = {"class A": density_matrix.class_a, "class B": density_matrix.class_b,
              "exact": master_equation.photon_statistics}  # fmt: skip
    for label, model in models.items():
        n, values = drawn[label]
        assert np.allclose(values, model(NANO, 10 * rate).distribution[n], rtol=1e-9)
    n, values = drawn["parabola"]
    zeta = density_matrix.quadratic_threshold(NANO).curvature
    expected = 1 + zeta * (0.25 - (n - 0.5) ** 2)
    assert np.allclose(values / drawn["class B"][1][0], expected)
    assert values.min() >= 0


@pytest.mark.parametrize(("laser", "rate"), [(NANO, 3.0), (MESO, 0.15), (ATOM, 10.0)])
def test_the_ratios_solve_the_equation_as_the_chapter_writes_it(laser, rate):
    """Eq. eq-clb-ratios."""
    found = density_matrix.solve(laser, rate * laser.n_emitters)
    b = density_matrix.n_sat(laser) / laser.n_emitters
    r = found.occupation / b
    n, below, above = np.arange(1, len(r) - 1), r[:-2], r[2:]
    r = r[1:-1]
    lost = (rate + laser.gamma_bg + laser.gamma_r * (n + 1) + laser.gamma_c * n) * b * r
    back = laser.gamma_c * (n + 1) * b * r * above
    others = (laser.n_emitters - 1) * laser.gamma_r * b**2
    arriving = others * n * below * (1 + r) / (1 + below)
    leaving = others * (n + 1) * r**2 * (1 + above) / (1 + r)
    terms = np.array([rate + 0 * n, -lost, back, arriving, -leaving])
    assert np.max(np.abs(terms.sum(axis=0)) / np.abs(terms).max(axis=0)) < 1e-9


@pytest.mark.parametrize("laser", [NANO, MESO, Laser(20, 2.0, 1.0, 10.0, absorption=False)])
def test_with_its_own_curvature_the_threshold_formula_is_class_b(laser):
    """Eqs. eq-clb-parabola and eq-clb-shift."""
    pump = thresholds.threshold(laser, "stochastic", method="class b").pump
    p, n_0 = density_matrix.solve(laser, pump).probabilities, laser.n_emitters
    zeta, b = (1 - p[2] / p[0]) / 2, density_matrix.n_sat(laser) / n_0
    start = b * laser.gamma_t / (1 - b)
    shift = laser.gamma_c * b * (zeta - (1 - zeta) / n_0) / (1 - b)
    assert pump / n_0 == pytest.approx(start + shift, rel=1e-8)


@pytest.mark.parametrize("shown", ["class B", "exact"])
def test_the_claim_map_is_the_difference_to_class_a(small_maps, shown):
    values = claim.above_class_a(shown)
    model = {"class B": density_matrix.class_b, "exact": master_equation.photon_statistics}[shown]
    laser = Laser(10, 1.0, 1.0, 2.0, absorption=False)
    pump = claim.FACTORS[5] * claim.first_pump(laser)
    expected = model(laser, pump).g2 - density_matrix.class_a(laser, pump).g2
    assert values[2, 5] == pytest.approx(expected, rel=1e-9)
    assert claim.class_b_over_class_a(axes(), shown).get_title() == shown


def test_class_b_is_below_class_a_with_few_emitters_and_far_above_threshold(small_maps):
    mine, exact = (claim.above_class_a(shown) for shown in ("class B", "exact"))
    for values in (mine, exact):
        assert np.all(values[:2] < 0)  # one and three emitters
        assert values[2, 0] > 0 > values[2, -1]
    assert np.any((mine < 0) & (exact > 0))  # a strip where class B has the sign wrong


def test_the_nanoscopic_laser_breaks_the_claim_and_the_mesoscopic_one_keeps_it():
    for laser, rates, sign in ((NANO, (5, 10, 30), -1), (MESO, (0.02, 0.1, 1.0), 1)):
        pumps = laser.n_emitters * np.array(rates)
        difference = (
            density_matrix.class_b(laser, pumps).g2 - density_matrix.class_a(laser, pumps).g2
        )
        assert np.all(sign * difference > 0)
