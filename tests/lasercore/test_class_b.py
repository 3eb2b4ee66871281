"""Class B, its closure, its fading and its first coherence, each against something else.

Independent of `lasercore.density_matrix`: the fixed-step Runge–Kutta of the paper in
benchmarks/peers/runge_kutta.py, the exact master equation (at one emitter the same laser), and
the equations of the coherence written out below state by state.

Seen to fail (39 formulas were broken one by one, each turned some test red): with n_0 in place of
n_0 − 1 in `ratios.Balance` or `Fading`, the tests at one emitter; with q(n, n) for q(n, n + 2) in
`coherence._shares`, the one that writes the coherence out; with R_n for R_{n+1} in `Fading._lost`,
the tests of g²(τ) and of the derivative; with the start P(n) instead of P(n + 1) in `after_photon`,
test_g2_begins_…; without the −1 in the sum of `after_photon`, test_late_….
"""

import warnings

import numpy as np
import pytest
from scipy.linalg import solve as dense_solve

from benchmarks.peers import runge_kutta
from lasercore import (
    Laser,
    ValidityWarning,
    density_matrix,
    langevin,
    master_equation,
    rate_equations,
)
from lasercore.density_matrix import (
    class_a,
    class_b,
    closure_error,
    dynamics,
    ratios,
    regimes,
    solve,
)
from lasercore.density_matrix.coherence import apply
from lasercore.density_matrix.dynamics import AHEAD, BEHIND, Fading, Motion
from lasercore.density_matrix.ladder import ladder

NANO, MESO = regimes["nanoscopic"], regimes["mesoscopic"]
ONE = Laser(1, gamma_r=5.0, gamma_bg=1.0, gamma_c=10.0, absorption=False)
SMALL_PUMPS = (0.1, 1.0, 10.0)


# --- the steady state ----------------------------------------------------------------------


@pytest.mark.parametrize("pump", SMALL_PUMPS)
def test_one_emitter_is_the_exact_distribution(pump):
    mine, exact = solve(ONE, pump), master_equation.solve(ONE, pump)
    p = exact.probabilities.sum(axis=0)
    size = min(len(p), len(mine.probabilities))
    np.testing.assert_allclose(mine.probabilities[:size], p[:size], rtol=1e-10, atol=1e-16)
    np.testing.assert_allclose(
        mine.excited[:size], exact.probabilities[1][:size], rtol=1e-10, atol=1e-16
    )
    assert mine.statistics.g2 == pytest.approx(float(exact.statistics.g2), rel=1e-13)


@pytest.mark.parametrize(("laser", "pump"), [(NANO, 30.0), (NANO, 3.0), (MESO, 3900.0)])
def test_the_printed_equations_stand_still(laser, pump):
    found = solve(laser, pump)
    p, r = found.probabilities, found.excited
    dp, dr = np.empty_like(p), np.empty_like(p)
    rates = laser.n_emitters, laser.gamma_r, laser.gamma_bg, laser.gamma_c
    runge_kutta._derivative(p, r, dp, dr, *rates, pump / laser.n_emitters)
    traffic = laser.gamma_c * (np.arange(len(p)) @ p)
    assert np.abs(dp).max() < 1e-13 * traffic
    assert np.abs(dr).max() < 1e-13 * traffic


def test_runge_kutta_arrives_at_newton_s_answer():
    n_max, pump = 40, 30.0
    dt = runge_kutta.longest_step(NANO, pump, n_max)
    p, r = runge_kutta.steady_state(NANO, pump, n_max, time=12.0, dt=dt)
    found = solve(NANO, pump, n_max=n_max, lost_mass=1e-9)
    np.testing.assert_allclose(p, found.probabilities, atol=1e-11)
    np.testing.assert_allclose(r, found.excited, atol=1e-11)


@pytest.mark.parametrize("name", list(regimes))
@pytest.mark.parametrize("per_emitter", [0.003, 0.1, 1.0, 1.3, 30.0])
def test_normalised_positive_and_balanced(name, per_emitter):
    laser = regimes[name]
    found = solve(laser, per_emitter * laser.n_emitters)
    p, light = found.probabilities, found.statistics
    assert p.sum() == pytest.approx(1, abs=1e-13)
    assert p.min() >= 0
    assert np.all((found.occupation > 0) & (found.occupation < 1))
    b = density_matrix.n_sat(laser) / laser.n_emitters
    there = p[:-1] > 1e-280
    np.testing.assert_allclose(found.excited[:-1][there], b * p[1:][there], rtol=1e-11)
    assert laser.n_emitters * found.excited.sum() == pytest.approx(light.carriers, rel=1e-10)
    assert light.carriers == pytest.approx(density_matrix.n_sat(laser) * (1 - p[0]), rel=1e-9)
    injected = found.pump * (1 - light.carriers / laser.n_emitters)
    lost = laser.gamma_bg * light.carriers
    assert laser.gamma_c * light.mean == pytest.approx(injected - lost, abs=1e-9 * injected)
    assert found.residual < 1e-9


def test_a_hundred_thousand_photons():
    found = solve(MESO, 1.053e7)
    assert found.statistics.mean == pytest.approx(1e5, rel=2e-3)
    expected = langevin.photon_statistics(MESO, 1.053e7)
    assert found.statistics.mean == pytest.approx(float(expected.mean), rel=1e-6)
    assert found.residual < 1e-9


def test_few_steps_and_little_memory():
    reports = [class_b(MESO, pump).report for pump in np.geomspace(300, 1e6, 12)]
    assert max(report["steps"] for report in reports) <= 8
    assert all(report["n_max"] < 3000 + 12 * 1e4 for report in reports)


@pytest.mark.parametrize(
    ("times_threshold", "n_max", "order"), [(0.3, 300, 1.0), (1.0, 20_000, 0.5)]
)
def test_slow_light_has_class_a_s_distribution_up_to_threshold(times_threshold, n_max, order):
    # γ_c → 0 at fixed ξ: the inversion follows at once. What is left is the saturation by n
    # photons, n/n_s: n is fixed below threshold and ∝ √n_s at it, with n_s ∝ 1/γ_c.
    distances = []
    for gamma_c in (100.0, 1e-3, 1e-4):
        laser = Laser(10, 0.5 * gamma_c, 1.0, gamma_c, absorption=False)
        pump = times_threshold * laser.n_emitters * laser.gamma_t / 4
        a, b = (model(laser, pump, n_max=n_max).distribution for model in (class_a, class_b))
        distances.append(0.5 * np.abs(a - b).sum())
    assert distances[0] > 0.01
    assert distances[2] < 3e-4
    assert np.log10(distances[1] / distances[2]) == pytest.approx(order, abs=0.02)


@pytest.mark.parametrize("n_emitters", [1, 5, 50])
@pytest.mark.parametrize("per_emitter", [2.0, 20.0])
def test_slow_light_of_saturated_emitters_is_quieter_than_class_a_says(n_emitters, per_emitter):
    # Emitters that are filled and emptied in turn do not emit at random: counted at a fixed
    # number of photons, their emissions have the Fano factor f = 1 − 2λw/(λ + γ_bg + w)², w =
    # γ_r n. Class A has f = 1; its F is right after multiplication by (1 + f)/2.
    gamma_c = 1e-3
    laser = Laser(n_emitters, 5 * gamma_c / n_emitters, 1.0, gamma_c, absorption=False)
    a, b = (model(laser, per_emitter * n_emitters) for model in (class_a, class_b))
    w = laser.gamma_r * b.mean
    f = 1 - 2 * per_emitter * w / (per_emitter + 1 + w) ** 2
    assert b.fano == pytest.approx(0.5 * (1 + f) * a.fano, rel=2e-3)
    assert b.g2 < a.g2


def test_newton_shortens_its_steps_and_arrives_from_a_bad_guess():
    # Five times too large everywhere: whole steps would leave R > 0 and never come back.
    rungs, expected = ladder(NANO, 30.0, 0, 60), solve(NANO, 30.0)._ratios.values[:10]
    found = ratios.solve(rungs, np.full(61, 5.0), 0.05)
    np.testing.assert_allclose(found.values[:10], expected, rtol=1e-12)


# --- in time -------------------------------------------------------------------------------


@pytest.mark.parametrize("pump", SMALL_PUMPS)
def test_one_emitter_fades_exactly(pump):
    tau = np.linspace(0, 3, 13)
    mine, exact = solve(ONE, pump), master_equation.solve(ONE, pump)
    # The integrator's tolerance is 1e-8 a step.
    np.testing.assert_allclose(mine.g2(tau), exact.g2(tau), atol=1e-7)
    np.testing.assert_allclose(
        mine.after_photon(tau).carriers, exact.carriers_after_photon(tau), atol=1e-7
    )


@pytest.mark.parametrize(("laser", "pump"), [(NANO, 3.0), (NANO, 30.0), (MESO, 6500.0)])
def test_g2_begins_at_its_second_moment_and_ends_at_one(laser, pump):
    g2 = density_matrix.g2(laser, pump, [0.0, 60.0])
    assert g2[0] == pytest.approx(float(class_b(laser, pump).g2), rel=1e-12)
    assert g2[1] == pytest.approx(1, abs=1e-8)


def test_late_carriers_are_the_steady_ones():
    after = solve(NANO, 30.0).after_photon(60.0)
    light = class_b(NANO, 30.0)
    assert after.carriers == pytest.approx(light.carriers, rel=1e-8)
    assert after.photons == pytest.approx(float(light.mean), rel=1e-8)


def test_fading_is_what_runge_kutta_gives():
    n_max, pump, time = 40, 30.0, 0.2
    found = solve(NANO, pump, n_max=n_max, lost_mass=1e-9)
    n = np.arange(n_max + 1)
    weight = np.append(n[1:], 0)
    start = [np.append(x[1:], 0) * weight for x in (found.probabilities, found.excited)]
    mean = start[0].sum()
    p, r = runge_kutta.steady_state(
        NANO, pump, n_max, time, dt=1e-4, start=[x / mean for x in start]
    )
    after = found.after_photon(time)
    assert after.photons == pytest.approx(p @ n, rel=1e-7)
    assert after.carriers == pytest.approx(NANO.n_emitters * r.sum(), rel=1e-7)


def unpacked(band, behind, ahead):
    size = band.shape[1]
    full = np.zeros((size, size))
    for column in range(size):
        for row in range(max(0, column - ahead), min(size, column + behind + 1)):
            full[row, column] = band[ahead + row - column, column]
    return full


def motions():
    found = solve(NANO, 30.0, n_max=30, lost_mass=1e-6)
    yield Fading(found._ladder, found.occupation, found._ratios.values, slice(2, 12))
    yield Motion(ladder(NANO, 30.0, 0, 9))


@pytest.mark.parametrize("number", [0, 1])
def test_derivatives_of_the_motion(number):
    motion = list(motions())[number]
    rng = np.random.default_rng(3)
    # Shares between 0 and 1, as P and ρ have them.
    y = np.repeat(rng.uniform(0.5, 1.5, 10), 2)
    y[1::2] *= rng.uniform(0.2, 0.8, 10)
    found, step = unpacked(motion.jacobian(0.0, y), BEHIND, AHEAD), 1e-6
    for column in range(len(y)):
        shift = np.zeros(len(y))
        shift[column] = step
        slope = (motion.change(0.0, y + shift) - motion.change(0.0, y - shift)) / (2 * step)
        np.testing.assert_allclose(found[:, column], slope, atol=1e-6 * np.abs(found).max())


def test_transient_ends_in_the_steady_state_and_conserves():
    on = density_matrix.transient(NANO, 30.0, np.linspace(0, 12, 40))
    light = class_b(NANO, 30.0)
    assert on.photons[0] == on.carriers[0] == 0
    assert np.isnan(on.g2[0])
    assert on.photons[-1] == pytest.approx(float(light.mean), rel=1e-6)
    assert on.carriers[-1] == pytest.approx(light.carriers, rel=1e-6)
    assert on.g2[-1] == pytest.approx(float(light.g2), rel=1e-5)
    np.testing.assert_allclose(on.distribution.sum(axis=1), 1, atol=1e-7)


def test_transient_is_what_runge_kutta_gives():
    on = density_matrix.transient(NANO, 30.0, [0.0, 0.3], n_max=40)
    p, r = runge_kutta.steady_state(NANO, 30.0, 40, time=0.3, dt=1e-4)
    assert on.photons[-1] == pytest.approx(p @ np.arange(41), rel=1e-6)
    assert on.carriers[-1] == pytest.approx(NANO.n_emitters * r.sum(), rel=1e-6)


def test_transient_from_another_steady_state():
    start = solve(NANO, 30.0)
    off = density_matrix.transient(NANO, 3.0, [0.0, 20.0], start=start)
    assert off.photons[0] == pytest.approx(float(start.statistics.mean), rel=1e-12)
    assert off.photons[-1] == pytest.approx(float(class_b(NANO, 3.0).mean), rel=1e-5)


def test_rounding_in_empty_states_is_no_share_of_excited_emitters():
    motion = Motion(ladder(NANO, 30.0, 0, 3))
    p = np.array([0.5, 0.5, 1e-17, -1e-17])
    excited = np.array([0.2, 0.2, -3e-10, 4e-10])
    shares = motion._shares(p, excited)
    assert shares[0] == pytest.approx(0.4)
    assert np.all((shares >= 0) & (shares <= 1))


def test_many_photons_ring_when_switched_on():
    on = density_matrix.transient(MESO, 15_000.0, np.linspace(0, 10, 101))
    assert on.photons.max() > 1.5 * on.photons[-1]
    assert on.photons[-1] == pytest.approx(92.5, rel=1e-3)


def test_transient_refuses_a_cut_off_that_is_reached():
    with pytest.raises(ValueError, match=r"n_max must hold .* got 3, .*raise n_max"):
        density_matrix.transient(NANO, 30.0, [0.0, 3.0], n_max=3)
    with pytest.raises(ValueError, match="n_max must be at least the start's"):
        density_matrix.transient(NANO, 30.0, [0.0, 3.0], n_max=3, start=solve(NANO, 30.0))


def test_a_motion_of_too_many_steps_is_refused(monkeypatch):
    monkeypatch.setattr(dynamics, "PATIENCE", 5)
    with pytest.raises(ArithmeticError, match=r"got 3 s, but 5 steps were over at .*e-0\d s"):
        density_matrix.transient(NANO, 30.0, [0.0, 3.0])


# --- the line ------------------------------------------------------------------------------


@pytest.mark.parametrize("pump", SMALL_PUMPS)
def test_one_emitter_has_the_exact_line(pump):
    tau, detuning = np.linspace(0, 3, 7), np.linspace(-3, 3, 7)
    mine, exact = solve(ONE, pump), master_equation.solve(ONE, pump)
    assert mine.linewidth() == pytest.approx(exact.linewidth(), rel=1e-9)
    np.testing.assert_allclose(mine.g1(tau), exact.g1(tau), atol=1e-8)
    np.testing.assert_allclose(
        mine.field_spectrum(detuning), exact.field_spectrum(detuning), rtol=1e-9
    )


def written_out(laser, found, y):
    """ċ and ṡ of the interleaved y, pair by pair, from the equations in their docstring."""
    c, s = y[0::2], y[1::2]
    p, r = found.probabilities, found.excited
    n_0, gr, gc = laser.n_emitters, laser.gamma_r, laser.gamma_c
    pump = found.pump / n_0

    def q(m, k):
        return (r[m] + r[k]) / (p[m] + p[k])

    rates = []
    for n in range(len(c) - 1):  # the last pair has no neighbour above
        root, above = np.sqrt(n * (n + 1)), np.sqrt((n + 1) * (n + 2))
        s_below = s[n - 1] if n else 0.0
        loss_c = gc * (above * c[n + 1] - (2 * n + 1) / 2 * c[n])
        loss_s = gc * (above * s[n + 1] - (2 * n + 1) / 2 * s[n])
        dc = n_0 * gr * (root * s_below - (2 * n + 3) / 2 * s[n]) + loss_c
        ds = pump * c[n] - (pump + laser.gamma_bg + gr * (2 * n + 3) / 2) * s[n] + loss_s
        arriving = root * (q(n - 1, n + 1) + q(n, n)) * s_below if n else 0.0
        leaving = ((n + 1) * q(n + 1, n + 1) + (n + 2) * q(n, n + 2)) * s[n]
        ds += 0.5 * gr * (n_0 - 1) * (arriving - leaving)
        rates.append((dc, ds))
    return np.array(rates).ravel()


@pytest.mark.parametrize(("laser", "pump"), [(ONE, 3.0), (NANO, 30.0), (NANO, 3.0)])
def test_the_coherence_obeys_its_equations(laser, pump):
    found = solve(laser, pump)
    field = found._field
    y = np.random.default_rng(1).uniform(0.5, 1.5, field._band.shape[1])
    assert len(y) >= 20
    np.testing.assert_allclose(apply(field._band, y)[:-2], written_out(laser, found, y), rtol=1e-9)


def test_the_spectrum_is_the_resolvent():
    field = solve(NANO, 30.0)._field
    full = unpacked(field._band, 2, 2)
    for omega in (0.0, 0.7, 5.0):
        x = dense_solve(1j * omega * np.eye(len(full)) - full, field.start.ravel())
        expected = (field._functional @ x[0::2]).real
        assert field.spectrum(np.array(omega)) == pytest.approx(expected, rel=1e-10)


@pytest.mark.parametrize("name", ["nanoscopic", "mesoscopic"])
def test_the_line_is_twice_schawlow_townes_far_below_and_once_far_above(name):
    laser = regimes[name]
    for pump, factor, tolerance in ((1e-4, 2.0, 1e-3), (3e2, 1.0, 1e-2)):
        pump = pump * laser.n_emitters
        formula = laser.gamma_c / (4 * np.pi) / (1 + class_b(laser, pump).mean)
        if factor == 2:
            formula = float(rate_equations.linewidth(laser, pump))
        assert density_matrix.linewidth(laser, pump) / formula == pytest.approx(
            factor, rel=tolerance
        )


def test_the_area_of_the_line_is_one():
    found = solve(NANO, 30.0)
    x = np.tan(np.linspace(-1.5704, 1.5704, 4001))  # wings to infinity
    detuning = x * found.linewidth()
    assert np.trapezoid(found.field_spectrum(detuning), detuning) == pytest.approx(1, abs=1e-3)


# --- what the closure loses ----------------------------------------------------------------


def test_the_closure_is_exact_for_one_emitter():
    error = closure_error(ONE, 3.0)
    assert abs(error.mean) < 1e-13
    assert abs(error.g2) < 1e-12
    assert abs(error.linewidth) < 1e-9
    assert error.g2_in_time() < 1e-7
    _, assumed, exact = error.pairs()
    assert np.all(assumed == 0)
    assert np.nanmax(np.abs(exact)) < 1e-15


def test_the_closure_error_of_the_nanoscopic_laser():
    error = closure_error(NANO, 30.0)
    exact, found = error.exact.statistics, error.class_b.statistics
    assert error.mean == pytest.approx(2.31193 / 2.32630 - 1, abs=5e-6)
    assert error.g2 == pytest.approx(1.09704 - 1.14463, abs=1e-5)
    assert found.carriers == pytest.approx(density_matrix.n_sat(NANO) * (1 - found.distribution[0]))
    assert exact.carriers == pytest.approx(density_matrix.n_sat(NANO) * (1 - exact.distribution[0]))
    assert error.g2_in_time() >= abs(error.g2) * (1 - 1e-9)


def test_the_pairs_are_those_of_the_joint_distribution():
    error = closure_error(NANO, 30.0)
    photons, assumed, exact = error.pairs()
    joint = error.exact.probabilities
    n = 3
    weights = joint[:, n] / joint[:, n].sum()
    e = error.exact.carriers
    assert exact[n] == pytest.approx(weights @ (e * (e - 1)), rel=1e-12)
    mine = error.class_b
    p, r = mine.probabilities, mine.excited
    share = (r[n] + r[n + 1]) / (p[n] + p[n + 1])
    assert assumed[n] == pytest.approx(10 * 9 * r[n] / p[n] * share, rel=1e-12)
    assert photons[n] == n
    # The variance that is left for n_e beside 2 photons: too small.
    excited = NANO.n_emitters * mine.occupation[2]
    assert assumed[2] + excited - excited**2 == pytest.approx(1.136, abs=1e-3)


def test_in_the_mesoscopic_laser_no_joint_distribution_has_the_assumed_pairs():
    error = closure_error(MESO, 3900.0)
    _, assumed, exact = error.pairs()
    mean = MESO.n_emitters * error.class_b.occupation[2]
    assert assumed[2] + mean - mean**2 < -1000
    true_mean = error.exact.carriers_given_photons()[2]
    assert exact[2] + true_mean - true_mean**2 > true_mean
    assert error.exact.statistics.g2 == pytest.approx(1.98730, abs=5e-6)


@pytest.mark.parametrize(
    ("laser", "pump"),
    [(regimes["single atom"], 0.1), (Laser(10, 1.0, 1.0, 2.0, absorption=False), 20.0)],
)
def test_class_b_can_lie_below_class_a(laser, pump):
    assert class_b(laser, pump).g2 < class_a(laser, pump).g2 - 0.01


# --- what is refused, and what is said -----------------------------------------------------


def test_a_dark_laser_has_no_correlations():
    dark = solve(NANO, 0.0)
    assert dark.statistics.mean == 0
    assert dark.statistics.carriers == 0
    for method in ("g2", "g1", "field_spectrum", "after_photon"):
        with pytest.raises(ValueError, match=f"pump must be positive for {method}"):
            getattr(dark, method)(0.0)
    with pytest.raises(ValueError, match="pump must be positive for linewidth"):
        dark.linewidth()
    with pytest.warns(ValidityWarning, match=r"g2 is undefined \(NaN\) where pump = 0"):
        found = density_matrix.g2(NANO, [0.0, 30.0], 0.0)
    assert np.isnan(found[0]) and found[1] > 1


def test_delays_that_do_not_fit():
    with pytest.raises(ValueError, match="delay must fit the shape of pump"):
        density_matrix.g2(NANO, [1.0, 2.0], [0.0, 0.1, 0.2])
    with pytest.raises(ValueError, match="delay must not be negative"):
        density_matrix.g2(NANO, 1.0, -0.1)


def test_a_pump_that_broadens_the_emitters_is_worth_a_warning():
    laser = Laser(10, 5.0, 1.0, 10.0, absorption=False, gamma_2=1e3)
    with pytest.warns(ValidityWarning, match="pump per emitter must stay well below gamma_2"):
        class_b(laser, 2000.0)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        class_b(laser, 100.0)


def test_no_convergence_is_an_error_that_says_so():
    hopeless = Laser(
        558619984, 0.0038007111613818216, 0.0003725860731054827, 67038.90289565873,
        absorption=False,
    )  # fmt: skip
    with pytest.raises(ArithmeticError, match=r"class B must converge .*use class_a or langevin"):
        class_b(hopeless, 343066.3226720832)


def test_curves_take_pumps_and_delays_together():
    pumps, tau = np.array([3.0, 30.0]), np.array([0.0, 0.1])
    both = density_matrix.g2(NANO, pumps[:, None], tau)
    assert both.shape == (2, 2)
    assert both[1] == pytest.approx(density_matrix.g2(NANO, 30.0, tau), rel=1e-12)
    widths = density_matrix.linewidth(NANO, pumps)
    assert widths[0] > widths[1]
