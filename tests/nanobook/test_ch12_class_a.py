"""The figures of chapter 12 show what lasercore computes, and its claims hold.

Seen to fail: with n − 1 in place of n in `density_matrix.Gain.at`, the tests of the gain, of three
levels, of Scully's thresholds and of the filmstrip; with √(γ_r γ_h) in place of √(γ_r γ_h/2) in
`one_atom.polarised_atom`, the two tests of the eliminations.
"""

import numpy as np
import pytest
from matplotlib.figure import Figure

from lasercore import Laser, density_matrix, master_equation, thresholds
from lasercore.statistics import poisson, thermal
from lasercore.units import scientific
from nanobook.ch12_class_a import curves, distributions, live, one_atom, scheme
from tests.helpers import axes, long_lines

LASING = distributions.LASING
MESO = density_matrix.regimes["mesoscopic"]


def pump_of(name):
    return thresholds.threshold(density_matrix.regimes[name], "stochastic", method="class a").pump


@pytest.mark.parametrize("levels", [3, 4])
def test_schemes_have_their_levels_and_rates(levels):
    ax = scheme.class_a_scheme(axes(), levels)
    assert len(ax.lines) == levels
    texts = [text.get_text() for text in ax.texts]
    assert (r"$\gamma_r n$" in texts) == (levels == 3)  # only three levels absorb
    assert texts.count("fast") == (2 if levels == 4 else 0)
    assert texts.count(r"$\gamma_{bg}$") == (2 if levels == 3 else 1)


@pytest.mark.parametrize("spread", [0.0, 0.5, np.inf])
def test_maps_differ_beside_the_diagonal_only(spread):
    ax = scheme.density_map(axes(), mean=4.0, spread=spread)
    drawn = np.asarray(ax.images[0].get_array())
    p = poisson(4.0, 200).distribution[:10]
    assert np.allclose(np.diag(drawn), p, rtol=1e-12)
    apart = np.sqrt(p[2] * p[5]) * np.exp(-9 * min(spread, 1e3) ** 2 / 2)
    assert drawn[2, 5] == pytest.approx(apart, abs=1e-15)


def test_a_gaussian_phase_makes_the_map():
    """Averaged over sampled phases, as the caption says."""
    phases = 0.5 * np.random.default_rng(3).standard_normal(200_000)
    amplitude = np.sqrt(poisson(4.0, 200).distribution[:6])
    turned = np.exp(1j * np.outer(np.arange(6), phases))
    mean = (turned @ turned.conj().T) / len(phases) * np.outer(amplitude, amplitude)
    assert np.allclose(np.abs(mean), scheme.density_matrix_of(4.0, 0.5, 5), atol=1e-3)


def test_both_eliminations_err_in_proportion():
    ax = one_atom.eliminations(axes())
    for line in ax.lines:
        shares, errors = line.get_data()
        slopes = np.diff(np.log(errors)) / np.diff(np.log(shares))
        assert np.all(np.abs(slopes - 1) < 0.05)
        assert errors[0] == pytest.approx(
            {"inversion": 6.3e-5, "polarisation": 1.5e-5}[line.get_label()], rel=0.02
        )


def test_the_inversion_line_is_class_a_against_the_exact_distribution():
    shares, errors = one_atom.eliminations(axes()).lines[0].get_data()
    atom = Laser(1, 0.2, 1.0, shares[4], absorption=False)
    exact = master_equation.photon_statistics(atom, 10 * shares[4])
    assert errors[4] == pytest.approx(density_matrix.class_a(atom, 10 * shares[4]).g2 - exact.g2)


def test_fast_dephasing_leaves_the_table_of_processes():
    atom = Laser(1, 0.2, 1.0, 0.1, absorption=False)
    full = one_atom.polarised_atom(atom, 1.0, gamma_h=1e7)
    exact = master_equation.photon_statistics(atom, 1.0)
    assert full.mean == pytest.approx(exact.mean, rel=1e-6)
    assert full.g2 == pytest.approx(exact.g2, rel=1e-6)


@pytest.mark.parametrize("loss", [0.1, 0.01, 0.001])
def test_what_is_dropped_is_the_error_of_the_variance(loss):
    atom = Laser(1, 0.2, 1.0, loss, absorption=False)
    light = density_matrix.class_a(atom, 10 * loss)
    exact = master_equation.photon_statistics(atom, 10 * loss)
    dropped = loss * light.mean / (10 * loss + 1 + 0.2 * (light.mean + 1))
    assert light.variance / exact.variance - 1 == pytest.approx(dropped, rel=0.33)


def test_gain_is_the_ratio_of_the_distribution_and_dots_mark_the_loss():
    ax = distributions.gain_over_loss(axes())
    for line, factor in zip(long_lines(ax), (0.8, 1.0, 1.5), strict=True):
        ratio = line.get_ydata()
        p = density_matrix.class_a(MESO, factor * pump_of("mesoscopic")).distribution
        count = min(len(p) - 1, 40)
        assert np.allclose(ratio[:count], p[1 : count + 1] / p[:count], rtol=1e-9)
    (dot,) = (line for line in ax.lines if line.get_marker() == "o")
    assert dot.get_xdata()[0] == pytest.approx(26.5, abs=0.1)


def test_distributions_and_their_references():
    ax = distributions.class_a_distributions(axes())
    *lines, lamp, coherent = long_lines(ax)
    lights = [
        density_matrix.class_a(MESO, factor * pump_of("mesoscopic")) for factor in (0.8, 1, 1.5)
    ]
    for line, light in zip(lines, lights, strict=True):
        count = min(81, len(light.distribution))
        assert np.allclose(line.get_ydata()[:count], light.distribution[:count])
    for line, kind, light in ((lamp, thermal, lights[0]), (coherent, poisson, lights[2])):
        assert np.allclose(line.get_ydata(), kind(light.mean, 5000).distribution[:81], atol=1e-12)
    assert lights[1].distribution[0] == pytest.approx(lights[1].distribution[1], rel=1e-9)


@pytest.mark.parametrize("levels", [3, 4])
@pytest.mark.parametrize("name", LASING)
def test_closed_moments(name, levels):
    """Eq. eq-cla-moments."""
    laser, pump = density_matrix.regimes[name], 1.3 * pump_of(name)
    found = density_matrix.gain(laser, pump, levels=levels)
    light = density_matrix.class_a(laser, pump, levels=levels)
    n_s = found.saturation_photons
    x = found.unsaturated * n_s / laser.gamma_c
    mean = x - n_s * (1 - light.distribution[0])
    assert light.mean == pytest.approx(mean, rel=1e-9)
    assert light.variance + light.mean**2 == pytest.approx(x * (mean + 1) - n_s * mean, rel=1e-9)
    if levels == 4:
        assert x == pytest.approx(pump / laser.gamma_c)


def test_three_levels_are_one_atom_that_may_absorb_its_own_photon():
    """The gain of three levels from the balance of a and b in the text, solved numerically."""
    gamma_r, gamma_bg, pump, n = 0.3, 1.0, 0.7, 5
    exchange = gamma_r * n  # unknowns: a (upper, n − 1 photons), b (lower, n), ground
    balance = np.array([
        [-gamma_bg - exchange, exchange, pump],
        [exchange, -gamma_bg - exchange, 0.0],
        [1.0, 1.0, 1.0],
    ])  # fmt: skip
    a, b, _ = np.linalg.solve(balance, [0.0, 0.0, 1.0])
    laser = Laser(1, gamma_r, gamma_bg, 1.0, absorption=False)
    found = density_matrix.gain(laser, pump, levels=3)
    assert exchange * (a - b) == pytest.approx(n * found.at(n))


@pytest.mark.parametrize("name", LASING)
def test_faint_and_bright_limits(name):
    laser = density_matrix.regimes[name]
    faint, bright = 1e-5 * laser.n_emitters, 300.0 * laser.n_emitters
    n_s = density_matrix.gain(laser, faint).saturation_photons
    light = density_matrix.class_a(laser, faint)
    assert light.g2 == pytest.approx(2 * (1 + n_s) / (2 + n_s), rel=1e-4)
    limit = 1 / (1 - density_matrix.n_sat(laser) / laser.n_emitters)
    assert density_matrix.class_a(laser, bright).fano == pytest.approx(limit, rel=5e-3)


@pytest.mark.parametrize("name", LASING)
def test_three_definitions_are_one(name):
    laser, start = density_matrix.regimes[name], pump_of(name)
    b = density_matrix.n_sat(laser) / laser.n_emitters
    assert start / laser.n_emitters == pytest.approx(b / (1 - b) * laser.gamma_t, rel=1e-12)
    for definition in ("classical", "photon recycling"):
        assert thresholds.threshold(laser, definition).pump == pytest.approx(start, rel=1e-12)
    low = laser.n_emitters * b / (1 - b) * laser.gamma_bg
    found = density_matrix.gain(laser, low)
    assert found.unsaturated == pytest.approx(laser.gamma_c)
    assert low / start == pytest.approx(1 - laser.beta)


@pytest.mark.parametrize("g", [0.5, 5.0, 50.0])
def test_thresholds_in_the_symbols_of_scully(g):
    kappa, decay, gamma_h, atoms = 10.0, 1.0, 1e3, 10_000_000
    laser = Laser(atoms, 2 * g**2 / gamma_h, decay, kappa, absorption=False)
    beta_0 = 4 * g**2 / (4 * g**2 + decay * gamma_h)
    for injected, n in ((kappa * decay * gamma_h / (2 * g**2), 0), (2 * kappa / beta_0, 1)):
        r_a = injected / atoms
        pump = atoms * decay * r_a / (decay - r_a)  # r_a = γλ/(γ + λ)
        assert density_matrix.gain(laser, pump, levels=3).at(n) == pytest.approx(kappa)


def test_a_large_laser_at_threshold_is_half_a_gaussian():
    light = density_matrix.class_a(density_matrix.regimes["thermodynamic"], pump_of(LASING[-1]))
    assert light.g2 == pytest.approx(np.pi / 2, rel=5e-3)


def test_one_atom_by_class_a_is_a_lamp_and_exactly_antibunched():
    one = density_matrix.regimes["single atom"]
    assert density_matrix.class_a(one, 0.1).g2 > 1.7
    assert master_equation.photon_statistics(one, 0.1).g2 < 0.03


@pytest.mark.parametrize("shown", ["photons", "g2"])
def test_the_thermodynamic_limit_draws_both_classes(shown):
    laser = density_matrix.regimes["thermodynamic"]
    ax = curves.thermodynamic_limit(axes(), shown)
    for line, model in zip(long_lines(ax), ("class_a", "class_b"), strict=True):
        pumps, values = (part[::10] for part in line.get_data())
        light = getattr(density_matrix, model)(laser, pumps * laser.n_emitters)
        assert np.allclose(values, getattr(light, curves.NAMES[shown]), rtol=1e-9)
    labels = [line.get_label() for line in long_lines(ax)]
    assert labels == ["class A", "class B"]


def test_a_cut_at_2200_photons_loses_light_beyond_1_4():
    laser = density_matrix.regimes["thermodynamic"]
    beyond = [
        density_matrix.class_a(laser, pump * 1e6).distribution[curves.CUT + 1 :].sum()
        for pump in (1.3, 1.4, 1.5)
    ]
    assert beyond[0] < 1e-8
    assert 0.04 < beyond[1] < 0.05
    assert beyond[2] > 0.99
    with pytest.raises(ValueError, match="n_max must leave"):
        density_matrix.class_a(laser, 1.4e6, n_max=curves.CUT)


@pytest.mark.parametrize("shown", ["photons", "g2"])
def test_regimes_are_drawn_over_their_own_threshold(shown):
    ax = curves.class_a_regimes(axes(), shown)
    for line, name in zip(long_lines(ax), LASING, strict=True):
        factors, values = (part[::20] for part in line.get_data())
        light = density_matrix.class_a(density_matrix.regimes[name], factors * pump_of(name))
        assert np.allclose(values, getattr(light, curves.NAMES[shown]), rtol=1e-9)
    assert [text.get_text() for text in ax.texts] == list(LASING)


def test_beta_contains_the_pump():
    ax = curves.beta_against_pump(axes())
    for line, name in zip(long_lines(ax), LASING, strict=True):
        laser = density_matrix.regimes[name]
        pumps, values = line.get_data()
        assert np.allclose(values, laser.gamma_r / (laser.gamma_t + pumps), rtol=1e-12)
        assert values[0] == pytest.approx(laser.beta, rel=2e-3)
    dot = next(line for line in ax.lines if line.get_marker() == "o")  # nanoscopic, at λ⁽⁰⁾
    assert np.ravel(dot.get_data()) == pytest.approx([1.5, 2 / 3], rel=1e-9)


def test_the_filmstrip_tells_the_first_ratio():
    strip = live.class_a_filmstrip([1.0, 10.0])
    at, above = (frame.sentence for frame in strip.frames)
    assert at.count("P(1)/P(0) = 1.00") == 3
    found = density_matrix.gain(MESO, 10 * pump_of("mesoscopic"))
    assert f"P(1)/P(0) = {scientific(found.at(1) / found.loss)}" in above
    assert "thermodynamic: mean 45010" in strip.frames[1].alt


def test_a_frame_is_the_distribution_over_its_largest_value():
    left, middle, _ = distributions.class_a_frame(Figure(), 1.1)
    for ax, name in ((left, "nanoscopic"), (middle, "mesoscopic")):
        p = density_matrix.class_a(density_matrix.regimes[name], 1.1 * pump_of(name)).distribution
        heights = [bar.get_height() for bar in ax.patches]
        assert np.allclose(heights, (p / p.max())[: len(heights)])
