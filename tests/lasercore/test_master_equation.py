"""The exact distribution against solvers that share no code with it.

Mutations that were seen red here: the coherence arriving at the arithmetic instead of the
geometric mean; loss missing where it leaves; a wrong step in `Sector.apply`; a centre without
weight accepted; levels without exponents of their own; any window accepted; g²(τ) started from
P(n) instead of P(n + 1); a linewidth in rad/s; a one-sided spectrum.
"""

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.linalg import expm
from scipy.sparse import csr_array
from scipy.sparse.linalg import expm_multiply

from lasercore import Laser, ValidityWarning, catalogue, master_equation, rate_equations
from lasercore.master_equation import stationary
from lasercore.master_equation.sectors import Window
from lasercore.master_equation.solution import Solution
from tests.helpers import generator, lindblad

SMALL = {
    "two-level": Laser(6, 0.4, 0.3, 1.0),
    "four-level": Laser(6, 0.4, 0.3, 1.0, absorption=False),
    "no blocking": Laser(4, 0.6, 0.5, 1.0, pump_blocking=False),
    "LED": Laser(5, 0.1, 0.2, 2.0),
    "one emitter": Laser(1, 2.0, 0.05, 1.0),
    "no background": Laser(3, 0.5, 0.0, 0.7),
}


def pump_of(laser):
    return 2.5 * laser.n_emitters


def dense(laser, pump, n_max):
    """Stationary P(n_e, n_p) by dense least squares on the whole grid."""
    full = generator(laser, pump, n_max)
    equations = np.vstack([full, np.ones(len(full))])
    p = np.linalg.lstsq(equations, np.eye(len(full) + 1)[-1], rcond=None)[0]
    return full, p.reshape(laser.n_emitters + 1, n_max + 1)


@pytest.mark.parametrize("name", SMALL)
def test_distribution_matches_dense_algebra_on_the_whole_grid(name):
    laser = SMALL[name]
    _, p = dense(laser, pump_of(laser), 60)
    light = master_equation.solve(laser, pump_of(laser))
    # 1e-12 of the mass may lie outside the window; the dense answer has rounding of 1e-14.
    ours = np.zeros_like(p)
    top = min(60, light.photons[-1])
    inside = light.photons <= top
    ours[np.ix_(light.carriers, light.photons[inside])] = light.probabilities[:, inside]
    assert np.abs(ours - p).max() < 5e-12
    n = np.arange(61)
    assert light.statistics.mean == pytest.approx(p.sum(0) @ n, rel=1e-10)
    assert light.statistics.carriers == pytest.approx(p.sum(1) @ np.arange(len(p)), rel=1e-10)
    assert light.residual < 1e-14
    assert light.edge_mass <= 1e-12


@pytest.mark.parametrize(
    ("laser", "window"),
    [
        (Laser(2, 0.5, 0.25, 2.0), Window(0, 2, 0, 9)),
        (Laser(9, 1e-7, 1e-9, 2.0), Window(0, 9, 0, 2)),
    ],
    ids=["like rates", "rates nine decades apart"],
)
def test_smallest_entries_have_their_own_accuracy(laser, window):
    # In exact rational arithmetic. Eliminated towards a level without weight, the second laser
    # would lose three digits and more.
    pump = 1.0
    exact = _rational(laser, pump, window)
    assert exact.min() < 1e-8 * exact.max()
    for centre in ((0, 0), (1, 1)):
        ours = Solution(laser, pump, window, centre).probabilities
        assert np.max(np.abs(ours / exact - 1)) < 1e-13


def _rational(laser, pump, window):
    a = [
        [Fraction(float(x)) for x in row]
        for row in generator(laser, pump, window.n_high, top_closed=True)
    ]
    size = len(a)
    for k in range(size):  # in floating-point numbers the diagonal is rounded
        a[k][k] = -sum(a[i][k] for i in range(size) if i != k)
    a[-1] = [Fraction(1)] * size
    b = [Fraction(0)] * (size - 1) + [Fraction(1)]
    for i in range(size):
        pivot = next(k for k in range(i, size) if a[k][i])
        a[i], a[pivot], b[i], b[pivot] = a[pivot], a[i], b[pivot], b[i]
        for k in range(i + 1, size):
            if a[k][i]:
                factor = a[k][i] / a[i][i]
                a[k] = [x - factor * y for x, y in zip(a[k], a[i], strict=True)]
                b[k] -= factor * b[i]
    x = [Fraction(0)] * size
    for i in reversed(range(size)):
        x[i] = (b[i] - sum(a[i][k] * x[k] for k in range(i + 1, size))) / a[i][i]
    return np.array([float(v) for v in x]).reshape(window.shape)


def test_levels_along_either_axis_give_the_same():
    laser, pump = SMALL["two-level"], 15.0
    tall, wide = Window(0, 6, 0, 4), Window(0, 6, 0, 9)  # levels of photons, levels of carriers
    for window in (tall, wide):
        ours = Solution(laser, pump, window, (1, 1)).probabilities
        full = generator(laser, pump, window.n_high, top_closed=True)
        null = np.linalg.svd(full)[2][-1]
        assert np.abs(ours.ravel() - null / null.sum()).max() < 1e-14


def test_window_grows_from_a_guess_that_is_far_too_small(monkeypatch):
    laser, pump = catalogue["EDC laser 4"], 2e13
    right = master_equation.solve(laser, pump)
    monkeypatch.setattr(stationary, "guess", lambda *_: Window(60, 62, 3, 5))
    grown = master_equation.solve(laser, pump)
    assert grown.edge_mass <= 1e-12
    for name in ("mean", "variance", "carriers"):
        ours, theirs = getattr(grown.statistics, name), getattr(right.statistics, name)
        assert ours == pytest.approx(theirs, rel=1e-9)


def test_window_that_misses_the_weight_by_400_decades_still_finds_it(monkeypatch):
    # Levels then span more than a floating-point number can; their exponents are kept apart.
    laser, pump = Laser(3, 0.01, 1.0, 1.0), 300.0
    right = master_equation.solve(laser, pump).statistics
    monkeypatch.setattr(stationary, "guess", lambda *_: Window(0, 3, 300, 520))
    monkeypatch.setattr(stationary, "middle", lambda *given: (0, given[-1].shape[1] - 1))
    lost = master_equation.solve(laser, pump).statistics
    assert lost.mean == pytest.approx(right.mean, rel=1e-9)


@pytest.mark.parametrize("name", ["EDC laser 1", "EDC laser 5", "EDC laser 6", "nanoLED A"])
def test_no_more_than_the_stated_mass_is_lost(name):
    laser = catalogue[name]
    pump = 3 * laser.n_emitters * laser.gamma_t
    rough = master_equation.solve(laser, pump, lost_mass=1e-5)
    fine = master_equation.solve(laser, pump, lost_mass=1e-14)
    inside = fine.probabilities[
        np.ix_(np.isin(fine.carriers, rough.carriers), np.isin(fine.photons, rough.photons))
    ]
    assert 1 - inside.sum() < 1e-4  # a few times the mass on the sides
    assert rough.statistics.mean == pytest.approx(fine.statistics.mean, rel=1e-3)
    assert rough.probabilities.size < fine.probabilities.size


@pytest.mark.parametrize("name", ["PhC laser", "macroscopic laser"])
def test_too_large_a_laser_is_refused_by_size_memory_and_remedy(name):
    laser = catalogue[name]
    pump = 5 * rate_equations.pump_for_photons(laser, 50.0)
    with pytest.raises(master_equation.WindowTooLarge) as refused:
        master_equation.photon_statistics(laser, pump)
    for part in ("max_memory", "excited emitters ×", "GB", "gillespie", "langevin"):
        assert part in str(refused.value)


def test_phc_laser_is_solved_below_threshold():
    light = master_equation.photon_statistics(catalogue["PhC laser"], 4.65e12)
    assert light.g2 == pytest.approx(2, abs=1e-3)


def test_arrays_of_pumps_share_one_distribution_axis():
    laser = catalogue["EDC laser 1"]
    pumps = np.array([[0.0, 1e11], [1e12, 4e12]])
    light = master_equation.photon_statistics(laser, pumps)
    assert light.mean.shape == light.carriers.shape == pumps.shape
    assert light.distribution.shape[:2] == pumps.shape
    np.testing.assert_allclose(light.distribution.sum(-1), 1, rtol=1e-12)
    one = master_equation.photon_statistics(laser, 1e12)
    assert light.mean[1, 0] == one.mean and light.variance[1, 0] == one.variance
    assert light.mean[0, 0] == 0
    with pytest.warns(ValidityWarning, match="dark laser"):
        assert np.isnan(light.g2[0, 0])
    assert master_equation.photon_statistics(laser, []).mean.shape == (0,)


def test_carriers_given_photons_are_conditional_means():
    laser = SMALL["two-level"]
    _, p = dense(laser, 15.0, 60)
    light = master_equation.solve(laser, 15.0)
    expected = np.arange(7) @ p / p.sum(0)
    np.testing.assert_allclose(light.carriers_given_photons()[:15], expected[:15], rtol=1e-9)


# --- correlations and spectra ------------------------------------------------------------------


@pytest.mark.parametrize("name", SMALL)
def test_intensity_correlation_matches_the_matrix_exponential(name):
    laser, n_max = SMALL[name], 40
    pump = pump_of(laser)
    full, p = dense(laser, pump, n_max)
    n = np.arange(n_max + 1)
    after = np.zeros_like(p)
    after[:, :-1] = n[1:] * p[:, 1:]
    mean = p.sum(0) @ n
    delays = np.array([0.0, 0.05, 0.7, 3.0, 20.0])
    weights = np.tile(n, len(p))
    expected = [weights @ expm(full * t) @ after.ravel() / mean**2 for t in delays]
    np.testing.assert_allclose(
        master_equation.g2(laser, pump, delays), expected, rtol=1e-7, atol=1e-9
    )


@pytest.mark.parametrize("delay", [0.02, 0.3, 2.0])
def test_decay_converges_also_where_the_first_space_does_not_suffice(delay):
    laser, pump, n_max = Laser(30, 0.05, 0.1, 1.0), 60.0, 80
    full = csr_array(generator(laser, pump, n_max))
    light = master_equation.solve(laser, pump)
    p = np.zeros((31, n_max + 1))
    p[np.ix_(light.carriers, light.photons)] = light.probabilities
    n = np.arange(n_max + 1)
    after = np.zeros_like(p)
    after[:, :-1] = n[1:] * p[:, 1:]
    evolved = expm_multiply(full * delay, after.ravel()).reshape(p.shape)
    expected = evolved.sum(0) @ n / light.statistics.mean**2
    # expm_multiply is good to 1e-15 or so of the norm; the window leaves out 1e-12.
    assert light.g2(delay) - 1 == pytest.approx(expected - 1, rel=1e-7, abs=1e-10)


def test_g2_starts_at_the_equal_time_value_and_ends_at_one():
    laser = catalogue["EDC laser 4"]
    light = master_equation.solve(laser, 1e13)
    start, end = light.g2([0.0, 1e-8])
    assert start == pytest.approx(light.statistics.g2, rel=1e-12)
    assert end == pytest.approx(1, abs=1e-9)


@pytest.mark.parametrize("name", SMALL)
def test_spectrum_solves_the_resolvent_equation(name):
    laser, n_max = SMALL[name], 40
    pump = pump_of(laser)
    full, p = dense(laser, pump, n_max)
    weights = np.tile(np.arange(n_max + 1.0), len(p))
    start = (weights - p.ravel() @ weights) * p.ravel()
    for frequency in (0.0, 0.1, 2.0, 100.0):
        resolvent = 2j * np.pi * frequency * np.eye(len(full)) - full
        if frequency == 0:  # singular, but for a start without sum solvable
            answer = np.linalg.lstsq(resolvent, start, rcond=1e-12)[0]
            answer = answer - p.ravel() * answer.sum()
        else:
            answer = np.linalg.solve(resolvent, start)
        expected = 2 * (weights @ answer).real
        ours = master_equation.spectrum(laser, pump, frequency)
        assert ours == pytest.approx(expected, rel=1e-6)
        assert master_equation.spectrum(laser, pump, -frequency) == ours


def test_spectrum_integrates_to_the_variance():
    laser, pump = catalogue["EDC laser 4"], 1e13
    light = master_equation.solve(laser, pump)
    scale = laser.gamma_c
    half = quad(lambda x: scale * light.spectrum(scale * np.exp(x)) * np.exp(x), -18, 9, limit=200)
    # From e⁻¹⁸ to e⁹ γ_c; beyond, 1/f² and a constant: below 1e-3 of the area.
    assert 2 * half[0] == pytest.approx(light.statistics.variance, rel=1e-3)
    mean = light.statistics.mean
    assert light.rin_spectrum(1e9) == pytest.approx(light.spectrum(1e9) / mean**2, rel=1e-12)


@pytest.mark.parametrize("name", SMALL)
def test_field_correlation_matches_the_density_matrix(name):
    # The density matrix of the mode for each n_e, with Lindblad's form written out by operators.
    laser, n_max = SMALL[name], 14
    pump = 0.2 * laser.n_emitters
    full, lower = lindblad(laser, pump, n_max)
    trace = np.tile(np.eye(n_max + 1).ravel(), laser.n_emitters + 1)
    full_and_trace = full.copy()
    full_and_trace[0] = trace  # one equation is redundant; the trace takes its place
    states = np.linalg.solve(full_and_trace, np.eye(len(full))[0])
    states = states.reshape(laser.n_emitters + 1, n_max + 1, n_max + 1)
    start = np.array([lower @ state for state in states]).ravel()
    delays = [0.0, 0.4, 2.0]
    evolved = expm_multiply(csr_array(full), start, start=0.0, stop=2.0, num=6)[[0, 1, 5]]
    g1 = [np.trace(lower.T @ x.reshape(states.shape).sum(0)) for x in evolved]
    lost = states.sum(0)[-1, -1]  # what the cut at n_max leaves out
    np.testing.assert_allclose(
        master_equation.g1(laser, pump, delays), np.array(g1) / g1[0], atol=1e-8 + 10 * lost
    )
    assert lost < 1e-4


def test_field_spectrum_has_area_one_and_half_its_peak_at_half_the_width():
    laser, pump = catalogue["EDC laser 1"], 2e12
    light = master_equation.solve(laser, pump)
    width = light.linewidth()
    peak, left, right = light.field_spectrum([0.0, -width / 2, width / 2])
    assert [left, right] == pytest.approx([peak / 2] * 2, rel=1e-9)
    area = quad(lambda x: light.field_spectrum(np.sinh(x) * width) * np.cosh(x) * width, 0, 12)
    assert 2 * area[0] == pytest.approx(1, rel=1e-5)
    assert light.g1(0.0) == pytest.approx(1, rel=1e-12)


@pytest.mark.parametrize("name", SMALL)
def test_slowest_rate_is_the_spectral_gap(name):
    laser = SMALL[name]
    pump = pump_of(laser)
    full, _ = dense(laser, pump, 60)
    rates = np.sort(-np.linalg.eigvals(full).real)
    assert master_equation.slowest_rate(laser, pump) == pytest.approx(rates[1], rel=1e-8)


def test_centre_without_weight_is_replaced_before_any_spectrum():
    # With the centre on a level of probability 1e-30 the rounding of every solve would end there.
    laser, pump, window = catalogue["EDC laser 1"], 4e11, Window(0, 80, 0, 30)
    frequencies = [0.0, 1e11, 1e12]
    right = Solution(laser, pump, window, (40, 1)).spectrum(frequencies)
    moved = Solution(laser, pump, window, (0, 0)).spectrum(frequencies)
    np.testing.assert_allclose(moved, right, rtol=1e-8)


def test_functions_broadcast_pumps_against_their_argument():
    laser = catalogue["EDC laser 6"]
    pumps, delays = np.array([[1e10], [5e10]]), np.array([0.0, 1e-10, 1e-9])
    together = master_equation.g2(laser, pumps, delays)
    assert together.shape == (2, 3)
    np.testing.assert_allclose(together[1], master_equation.g2(laser, 5e10, delays), rtol=1e-12)
    assert master_equation.linewidth(laser, pumps[:, 0]).shape == (2,)


# --- refusals ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "call",
    [
        lambda laser: master_equation.linewidth(laser, 0.0),
        lambda laser: master_equation.g2(laser, 0.0, 0.0),
        lambda laser: master_equation.g1(laser, [1e12, 0.0], 0.0),
        lambda laser: master_equation.spectrum(laser, 0.0, 1e9),
        lambda laser: master_equation.field_spectrum(laser, 0.0, 1e9),
        lambda laser: master_equation.slowest_rate(laser, 0.0),
    ],
)
def test_dark_laser_has_no_correlations(call):
    with pytest.warns(ValidityWarning, match="undefined .* dark laser"):
        assert np.any(np.isnan(call(catalogue["EDC laser 1"])))
    with pytest.raises(ValueError, match="pump must be positive for linewidth, got 0"):
        master_equation.solve(catalogue["EDC laser 1"], 0.0).linewidth()


@pytest.mark.parametrize("pump", [1e-12, 1e-16, 1e-100])
def test_faint_light_keeps_its_digits(pump):
    # Variance and mean agree in all digits here; ⟨n(n − 1)⟩ does not cancel.
    laser = Laser(10, 0.2, 0.1, 1.0)
    light = master_equation.photon_statistics(laser, pump)
    assert light.g2 == pytest.approx(20 / 11, rel=1e-11)
    assert light.g2 == pytest.approx(master_equation.g2(laser, pump, 0.0), rel=1e-12)


def test_spectrum_of_a_stiff_laser_at_zero_frequency():
    # One solve with G² + ω² would square the condition, here beyond what a float holds.
    laser = Laser(1, 0.73, 65.0, 1.0, absorption=False, pump_blocking=False)
    full, p = dense(laser, 0.004, 12)
    weights = np.tile(np.arange(13.0), 2)
    start = (weights - p.ravel() @ weights) * p.ravel()
    answer = np.linalg.lstsq(full, -start, rcond=1e-12)[0]
    expected = 2 * weights @ (answer - p.ravel() * answer.sum())
    assert master_equation.spectrum(laser, 0.004, 0.0) == pytest.approx(expected, rel=1e-6)


def test_spectrum_of_so_few_states_that_the_space_holds_all_of_them():
    # One more vector would be rounding in the direction of the stationary state, and G singular.
    laser, pump, n_max = catalogue["EDC laser 6"], 1e9, 12
    full, p = dense(laser, pump, n_max)
    weights = np.tile(np.arange(n_max + 1.0), 2)
    start = (weights - p.ravel() @ weights) * p.ravel()
    answer = np.linalg.lstsq(full, -start, rcond=1e-12)[0]
    expected = 2 * weights @ (answer - p.ravel() * answer.sum())
    found = master_equation.spectrum(laser, pump, [0.0, 1e10])
    assert found[0] == pytest.approx(expected, rel=1e-6)


def test_far_above_threshold_the_line_is_still_found():
    laser = Laser(10, 0.2, 0.1, 1.0)
    exact = master_equation.linewidth(laser, 1e5)
    assert exact == pytest.approx(rate_equations.linewidth(laser, 1e5), rel=1e-3)


def test_absurd_pumps_are_refused_by_name():
    laser = Laser(10, 0.2, 0.1, 1.0)
    with pytest.raises(ValueError, match=r"pump must give light whose pairs .*raise the pump"):
        master_equation.photon_statistics(laser, 1e-300)
    with pytest.raises(master_equation.WindowTooLarge, match="pump must keep the photons"):
        master_equation.photon_statistics(laser, 1e300)
    with pytest.raises(ValueError, match="delay must fit the shape of pump"):
        master_equation.g2(laser, [1.0, 2.0], [1.0, 2.0, 3.0])


def test_dark_laser_has_no_photons():
    light = master_equation.photon_statistics(catalogue["EDC laser 1"], 0.0)
    assert (light.mean, light.variance, light.carriers) == (0, 0, 0)
    assert light.distribution.tolist() == [1.0]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"lost_mass": 0.0}, "lost_mass must be positive"),
        ({"lost_mass": 0.5}, "lost_mass must be at most 0.001, got 0.5"),
        ({"lost_mass": float("nan")}, "lost_mass must be finite"),
        ({"max_memory": -1.0}, "max_memory must be positive"),
    ],
)
def test_options_out_of_range_are_refused(options, message):
    with pytest.raises(ValueError, match=message):
        master_equation.photon_statistics(catalogue["EDC laser 1"], 1e12, **options)


def test_broadening_pump_is_warned_of():
    laser = replace(catalogue["EDC laser 1"], gamma_2=4e12)
    with pytest.warns(ValidityWarning, match="pump per emitter"):
        master_equation.photon_statistics(laser, 120 * 1e12)


def test_progress_is_told_and_can_be_silent(capsys):
    laser, shares = catalogue["EDC laser 1"], []
    master_equation.photon_statistics(laser, [0.0, 1e12, 2e12], progress=shares.append)
    assert shares[-1] == 1
    assert any(0 < share < 1 for share in shares)
    master_equation.solve(laser, 1e12, progress=False)
    assert capsys.readouterr() == ("", "")
    with pytest.raises(TypeError, match="progress must be None, False or a function"):
        master_equation.solve(laser, 1e12, progress="yes")


def test_solution_says_what_it_is():
    shown = repr(master_equation.solve(catalogue["EDC laser 6"], 3e10))
    assert "excited emitters" in shown and "edge mass" in shown
