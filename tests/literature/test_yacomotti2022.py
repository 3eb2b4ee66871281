"""Numbers of yacomotti2022 and of computations made before this package, by other methods.

The reference numbers come from two computations that share no code with each other or with
`lasercore`; the digits given are the ones that both agree on.

Seen to fail: with n_0 in place of n_0 − 1 in `Coherence`, none here (see test_class_b.py); with
1.01 γ_c in `ratios.Balance`, every test of class B; without the factor γ_c in
`threshold.quadratic_threshold`, the two tests of λ⁽¹⁾; with 3 γ_r in place of 2.5 γ_r in
`threshold._curvature`, the same two.
"""

import numpy as np
import pytest

from lasercore import Laser, density_matrix, thresholds
from lasercore.density_matrix import class_a, class_b, quadratic_threshold, regimes


def at(name, per_emitter):
    return regimes[name], per_emitter * regimes[name].n_emitters


@pytest.mark.parametrize(
    ("per_emitter", "mean", "g2", "mean_a", "g2_a"),
    [(0.039, 2.37068, 1.97668, 2.18925, 1.76514), (0.15, 92.5, 1.05364, 92.5, 1.00672)],
)
def test_fig_4_mesoscopic(per_emitter, mean, g2, mean_a, g2_a):
    laser, pump = at("mesoscopic", per_emitter)
    found, by_class_a = class_b(laser, pump), class_a(laser, pump)
    assert found.mean == pytest.approx(mean, abs=3e-5)  # 92.50002 is printed as 92.5
    assert found.g2 == pytest.approx(g2, abs=5e-6)
    assert by_class_a.mean == pytest.approx(mean_a, abs=5e-6)
    assert by_class_a.g2 == pytest.approx(g2_a, abs=5e-6)


def test_fig_3_nanoscopic():
    found = class_b(*at("nanoscopic", 3.0))
    assert [found.mean, found.g2] == pytest.approx([2.31193, 1.09704], abs=5e-6)
    assert class_b(*at("nanoscopic", 0.297)).g2 == pytest.approx(1.31854, abs=5e-6)


def test_fig_2_single_atom_is_antibunched():
    assert class_b(*at("single atom", 0.1)).g2 == pytest.approx(0.0256, abs=5e-5)


def test_fig_5_g2_of_the_nanoscopic_laser_dips_below_one():
    tau = np.linspace(0, 1, 401)
    g2 = density_matrix.g2(*at("nanoscopic", 3.0), tau)
    assert g2.min() == pytest.approx(0.964, abs=5e-4)
    assert tau[np.argmin(g2)] == pytest.approx(0.16, abs=0.01)


def threshold(name, method):
    laser = regimes[name]
    return thresholds.threshold(laser, "stochastic", method=method).pump / laser.n_emitters


@pytest.mark.parametrize(
    ("name", "method", "expected", "digits"),
    [
        ("nanoscopic", "class a", 1.5, 1e-12),
        ("nanoscopic", "class b quadratic", 1.634, 5e-4),
        ("nanoscopic", "class b", 1.690416, 5e-7),
        ("nanoscopic", "master equation", 1.946047, 5e-7),
        ("mesoscopic", "class a", 0.0536842, 5e-8),
        ("mesoscopic", "class b quadratic", 0.0627756, 5e-8),
        ("mesoscopic", "class b", 0.0647217, 5e-8),
        ("thermodynamic", "class a", 1.0002, 5e-5),
    ],
)
def test_thresholds(name, method, expected, digits):
    assert threshold(name, method) == pytest.approx(expected, abs=digits)


def test_eq_51_as_printed_lacks_a_factor():
    laser = regimes["mesoscopic"]
    straight, right = (threshold("mesoscopic", m) for m in ("class a", "class b quadratic"))
    as_printed = straight + (right - straight) / laser.gamma_c
    assert as_printed == pytest.approx(0.05378, abs=5e-6)


def test_printed_start_of_g2_is_not_the_state_after_a_loss():
    # P(n) in place of P(n + 1): it does not even begin at g²(0).
    light = class_b(*at("nanoscopic", 3.0))
    n, p = np.arange(len(light.distribution)), light.distribution
    start = (n + 1) * p
    printed = (n @ start) / start.sum() / light.mean
    assert printed > light.g2 + 0.2


def test_a_single_atom_has_no_threshold_and_the_reason_says_so():
    found = thresholds.threshold(regimes["single atom"], "stochastic", method="class b")
    assert not found.reached
    assert "all emitters excited" in found.reason
    with pytest.raises(ValueError, match=r"n_emitters must exceed N_sat .* 500, got 1: .*raise Q"):
        quadratic_threshold(regimes["single atom"])


def test_the_curvature_is_a_root_of_its_quadratic():
    laser = Laser(1000, 1.0, 50.0, 2.0, absorption=False)  # so leaky that the roots are real
    r, c, bg, others = laser.gamma_r, laser.gamma_c, laser.gamma_bg, 1 - 1 / laser.n_emitters
    quadratic = (
        2 * r + 7 * c * others + bg - 4 * c,
        -(2.5 * r + 4 * c * others + bg - 4 * c),
        r / 2,
    )
    found = quadratic_threshold(laser).curvature
    assert found == pytest.approx(np.roots(quadratic).min(), rel=1e-12)


def test_parabola_is_close_to_class_b_for_the_first_photons():
    # The yellow curves of Figs. 3c, 4c, at the pump of perturbation theory: a few percent.
    for name, most in (("mesoscopic", 0.04), ("nanoscopic", 0.08)):
        found = quadratic_threshold(regimes[name])
        p = class_b(found.laser, found.pump).distribution
        assert found.shape(np.arange(3)) == pytest.approx(p[:3] / p[0], abs=most)
        assert found.shape(0) == found.shape(1) == 1.0
