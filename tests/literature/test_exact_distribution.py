"""Published and independently computed numbers of the exact distribution and its line.

The numbers marked below were computed before this package, twice, by methods that share no code
with it (dense algebra and sparse LU on a full grid).
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import Laser, cavity, devices, langevin, master_equation, rate_equations, thresholds


@pytest.mark.parametrize(
    ("n_emitters", "mean", "fano"),
    [(30, 8.255932137, 2.974057521), (100, 74.0, 1.5668137725), (300, 264.0, 1.383703879)],
)
def test_reference_networks(n_emitters, mean, fano):
    laser = Laser(n_emitters, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    light = master_equation.photon_statistics(laser, 2.0 * n_emitters)
    assert light.mean == pytest.approx(mean, abs=2e-9)
    assert light.fano == pytest.approx(fano, abs=1e-9)
    assert np.all(light.distribution >= 0)


def test_reference_network_g2():
    light = master_equation.photon_statistics(Laser(100, 0.05, 0.1, 1.0), 200.0)
    assert light.g2 == pytest.approx(1.0076596456, abs=1e-10)


def test_one_emitter_with_strong_dephasing():
    # The limit γ₂ → ∞ of the full quantum theory of one emitter in one mode.
    light = master_equation.photon_statistics(Laser(1, 2.0, 0.05, 1.0), 3.0)
    assert light.mean == pytest.approx(1.06971, abs=5e-6)
    assert light.g2 == pytest.approx(1.08494, abs=5e-6)


def test_yacomotti2022_nanoscopic_laser_exact_counterpart():
    # κ = 10, γ_h = 10³, g = 50, N = 10 in units of Γ: γ_r = 2g²/γ_h = 5.
    laser = Laser(10, 5.0, 1.0, 10.0, absorption=False)
    at_3, at_0297 = (master_equation.photon_statistics(laser, 10 * x) for x in (3.0, 0.297))
    assert [at_3.mean, at_3.g2] == pytest.approx([2.32630, 1.14463], abs=5e-6)
    assert at_0297.g2 == pytest.approx(1.36873, abs=5e-6)
    found = thresholds.threshold(laser, "stochastic")
    assert found.pump / 10 == pytest.approx(1.946047, abs=5e-7)


def _edc_laser_1():
    """EDC laser 1 with V = 0.0772 (λ/2n)³ exactly, as the line's numbers were computed."""
    device = devices["EDC laser 1"]
    volume = 0.0772 * cavity.diffraction_volume(device.wavelength, device.n)
    return replace(device, volume=volume).laser


@pytest.mark.parametrize(
    ("times_threshold", "width", "over_schawlow_townes"),
    [
        (0.01, None, 1.9995),
        (1, 4.21498e11, 1.978),
        (10, 6.43939e10, 1.812),
        (20, None, 1.368),
        (100, 3.96628e9, 1.026),
    ],
)
def test_exact_line_of_edc_laser_1(times_threshold, width, over_schawlow_townes):
    laser = _edc_laser_1()
    pump = times_threshold * thresholds.threshold(laser, "photon recycling").pump
    exact = master_equation.linewidth(laser, pump)
    if width is not None:
        assert exact == pytest.approx(width, rel=3e-6)
    ratio = exact / rate_equations.linewidth(laser, pump)
    assert ratio == pytest.approx(over_schawlow_townes, abs=6e-4)


def test_factor_of_two_is_halfway_gone_near_16_5_thresholds():
    laser = _edc_laser_1()
    pump = 16.5 * thresholds.threshold(laser, "photon recycling").pump
    ratio = master_equation.linewidth(laser, pump) / rate_equations.linewidth(laser, pump)
    assert ratio == pytest.approx(1.5, abs=0.01)


def test_edc_laser_6_is_antibunched_where_langevin_says_bunched():
    laser = devices["EDC laser 6"].laser
    pump = 0.1 * thresholds.threshold(laser, "photon recycling").pump
    assert langevin.photon_statistics(laser, pump).g2 == pytest.approx(1.020, abs=5e-4)
    assert master_equation.photon_statistics(laser, pump).g2 == pytest.approx(0.709, abs=5e-4)


def test_edc_laser_6_crosses_one_near_its_threshold():
    laser = devices["EDC laser 6"].laser
    threshold = thresholds.threshold(laser, "photon recycling").pump
    below, above = master_equation.photon_statistics(
        laser, [1.185 * threshold, 1.195 * threshold]
    ).g2
    assert below < 1 < above


def test_nanoled_a_never_becomes_coherent():
    laser = replace(devices["nanoLED A"].laser, gamma_2=None)
    pumps = np.geomspace(1e-2, 1e6, 33) * laser.n_emitters * laser.gamma_t
    light = master_equation.photon_statistics(laser, pumps)
    assert light.g2.min() > 1.6
    assert light.mean.max() > 1  # although it passes the quantum threshold


def test_edc_laser_1_stochastic_threshold():
    laser = devices["EDC laser 1"].laser
    threshold = thresholds.threshold(laser, "photon recycling").pump
    assert thresholds.threshold(laser, "stochastic").pump / threshold == pytest.approx(
        6.56, abs=5e-3
    )
