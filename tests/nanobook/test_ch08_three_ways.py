"""Figures of chapter 8 show what the three solvers say.

Seen to fail, each by the test of that figure: 1 + (n + 1)/s in place of 1 + n/s in
`saturating_chain`; ellipses with variances in place of standard deviations, and contours with
the carriers in reverse order, in `joint_distribution`; `_histograms` without weights; emission
of two photons in `jumps`; ⟨n_e | n_p⟩ in reverse order.
"""

import numpy as np
import pytest

from lasercore import (
    catalogue,
    gillespie,
    langevin,
    master_equation,
    processes,
    rate_equations,
    thresholds,
)
from nanobook.ch08_three_ways import (
    errors,
    exact_distribution,
    langevin_figures,
    references,
    sampling,
)
from nanobook.ch09_whom_to_trust import limits
from nanobook.check import exercises

EDC = catalogue["EDC laser 1"]
THRESHOLD = thresholds.threshold(EDC, "photon recycling").pump
TEST, PUMP = limits.of_size(100)
EVENTS = 500_000  # the fewest that give EDC laser 1 batches long enough for its errors


@pytest.mark.parametrize("mean", [1.0, 4.0, 10.0])
def test_references_are_the_two_textbook_distributions(ax, mean):
    coherent, hot = (
        line.get_ydata() for line in references.reference_distributions(ax, mean).lines
    )
    n = np.arange(1, len(coherent))
    assert coherent[1:] / coherent[:-1] == pytest.approx(mean / n, rel=1e-12)
    assert hot[1:] / hot[:-1] == pytest.approx(mean / (1 + mean), rel=1e-12)
    assert (coherent[0], hot[0]) == pytest.approx((np.exp(-mean), 1 / (1 + mean)), rel=1e-12)
    assert [text.get_text()[-1] for text in ax.texts] == ["1", "2"]  # g²(0)


@pytest.mark.parametrize("saturation", [np.inf, 100.0, 3.0, 1.0])
def test_the_chain_obeys_its_balance_and_has_its_mean(saturation):
    light, x = references.saturating_chain(saturation, mean=8.0)
    p = light.distribution[:40]
    n = np.arange(39)
    assert light.mean == pytest.approx(8.0, rel=1e-9)
    assert p[1:] / p[:-1] == pytest.approx(x / (1 + n / saturation), rel=1e-9)


def test_the_chain_is_thermal_without_and_poissonian_with_saturation_by_one_photon():
    assert references.saturating_chain(np.inf, 8.0)[0].g2 == pytest.approx(2, rel=1e-9)
    light, x = references.saturating_chain(1.0, 8.0)
    assert light.fano == pytest.approx(1, rel=1e-9)  # n + s − 1 is Poissonian, here n itself
    assert x == pytest.approx(8.0, rel=1e-9)


def test_saturation_names_the_g2_it_draws(ax):
    references.saturation(ax, (np.inf, 10.0))
    texts = [text.get_text() for text in ax.get_legend().get_texts()]
    for line, text, s in zip(ax.lines, texts, (np.inf, 10.0), strict=True):
        light, _ = references.saturating_chain(s, 8.0)
        assert line.get_ydata() == pytest.approx(light.distribution[: len(line.get_ydata())])
        assert text.endswith(f"= {light.g2:.2f}")


def test_ellipses_enclose_langevins_covariance(ax):
    langevin_figures.joint_distribution(ax, TEST, PUMP)
    rings = [line.get_data() for line in ax.lines if len(line.get_xdata()) > 100]
    covariance, state = langevin.covariance(TEST, PUMP), rate_equations.steady_state(TEST, PUMP)
    matrix = [[covariance.carriers, covariance.cross], [covariance.cross, covariance.photons]]
    inverse = np.linalg.inv(np.array(matrix, float))
    assert len(rings) == 3
    for sigmas, (photons, carriers) in enumerate(rings, 1):
        away = np.array([carriers - state.carriers, photons - state.photons])
        assert np.einsum("it,ij,jt->t", away, inverse, away) == pytest.approx(sigmas**2, rel=1e-9)


def test_contours_lie_where_the_exact_distribution_has_its_levels(ax):
    langevin_figures.joint_distribution(ax, TEST, PUMP)
    solution = master_equation.solve(TEST, PUMP)
    p, (contours,) = solution.probabilities, ax.collections
    for level, path in zip(contours.levels, contours.get_paths(), strict=True):
        for photons, carriers in path.vertices[::50]:
            column, row = (
                round(photons - solution.photons[0]),
                round(carriers - solution.carriers[0]),
            )
            assert p[row, column] == pytest.approx(level, rel=0.3)  # the nearest state


def test_langevins_ellipses_reach_below_zero_photons_which_is_grey(ax):
    langevin_figures.joint_distribution(ax, EDC, 3 * THRESHOLD)
    (grey,) = ax.patches
    lowest = min(line.get_xdata().min() for line in ax.lines)
    assert ax.get_xlim()[0] <= grey.get_x() <= lowest < 0
    assert grey.get_x() + grey.get_width() == 0
    peak = master_equation.solve(EDC, 3 * THRESHOLD).probabilities.max(axis=0).argmax()
    assert peak == 0


def test_rin_has_a_peak_and_a_quiet_pump_lowers_it(ax):
    frequency = np.geomspace(1e7, 1e12, 600)
    laser = catalogue["PhC laser"]
    random, quiet = (
        line.get_ydata() for line in langevin_figures.cavity_rin(ax, laser, [20], frequency).lines
    )
    peak = np.argmax(random)
    assert frequency[peak] == pytest.approx(53.6e9, rel=0.02)
    assert random[peak] / random[0] == pytest.approx(2.6, abs=0.05)
    assert random[0] / quiet[0] == pytest.approx(1.9, abs=0.05)
    assert np.all(quiet <= random * (1 + 1e-12))


def test_a_trajectory_is_drawn_event_by_event(ax):
    sampling.photon_trajectory(ax, EDC, THRESHOLD, 1e-10, seed=3)
    path = gillespie.trajectory(EDC, THRESHOLD, duration=1e-10, seed=3)
    time, photons = ax.lines[0].get_data()
    assert np.array_equal(time[:-1], path.time * 1e12)
    assert np.array_equal(photons[:-1], path.photons)
    assert ax.lines[1].get_ydata()[0] == rate_equations.steady_state(EDC, THRESHOLD).photons
    assert ax.get_xlim() == pytest.approx((0, 100))  # ps


def test_bars_weigh_by_time_and_squares_by_events(ax):
    sampling.trajectory_histogram(ax, EDC, THRESHOLD, 2e-9, by_events=True)
    path = gillespie.trajectory(EDC, THRESHOLD, duration=2e-9)
    bars = np.array([bar.get_height() for bar in ax.patches])
    squares = ax.lines[0].get_ydata()
    dark = path.photons == 0
    assert bars[0] == pytest.approx(path.stays[dark].sum() / 2e-9, rel=1e-9)
    assert squares[0] == pytest.approx(dark.mean(), rel=1e-9)
    assert bars.sum() == pytest.approx(1) and squares.sum() == pytest.approx(1)
    mean = (bars * np.arange(len(bars))).sum()
    assert mean == pytest.approx(np.average(path.photons, weights=path.stays), rel=1e-9)
    exactly = master_equation.photon_statistics(EDC, THRESHOLD).distribution
    assert np.array_equal(ax.lines[1].get_ydata(), exactly[: len(ax.lines[1].get_ydata())])


def test_weighting_by_events_is_off_as_the_exact_distribution_says():
    """P_list ∝ W P: the shares of a long list agree with it, and not with P."""
    solution = master_equation.solve(EDC, THRESHOLD)
    total = processes.rates(EDC, solution.carriers[:, None], solution.photons, THRESHOLD).sum(0)
    listed = (total * solution.probabilities).sum(0)
    listed /= listed.sum()
    by_time, counted = sampling._histograms(EDC, THRESHOLD, 2e-8, seed=0)
    assert counted[:4] == pytest.approx(listed[:4], abs=0.02)
    assert by_time[:4] == pytest.approx(solution.statistics.distribution[:4], abs=0.02)
    assert abs(counted[0] - by_time[0]) > 0.3


def test_seeds_whose_bars_reach_the_exact_value_are_the_circles(ax):
    errors.seed_spread(ax, EDC, THRESHOLD, seeds=12, events=EVENTS)
    values, bars, exactly = errors._spread(EDC, THRESHOLD, 12, EVENTS)
    inside = np.flatnonzero(abs(values - exactly) <= bars)
    assert exactly == pytest.approx(float(master_equation.photon_statistics(EDC, THRESHOLD).g2))
    assert np.array_equal(ax.containers[0].lines[0].get_xdata(), inside)
    assert len(ax.containers[1].lines[0].get_xdata()) == 12 - len(inside)


def test_reported_errors_fall_with_the_square_root_of_the_events(ax):
    events = (1_000_000, 16_000_000)
    errors.error_against_events(ax, EDC, THRESHOLD, events)
    counts, reported = ax.lines[1].get_data()
    assert counts == pytest.approx(events, rel=0.05)
    assert reported[0] / reported[1] == pytest.approx(4, rel=0.35)
    grid, guide = ax.lines[0].get_data()
    assert np.diff(np.log(guide)) / np.diff(np.log(grid)) == pytest.approx(-0.5)


def test_the_pattern_is_that_of_the_generator(ax):
    exact_distribution.generator_pattern(ax)
    size, matrix = 4 * 5, np.zeros((4 * 5, 4 * 5))
    for start, end, rate in exact_distribution.jumps(exact_distribution.SMALL, 1.0, 4):
        np.add.at(matrix, (end, start), rate)
    drawn = {
        (int(to), int(start))
        for line in ax.lines[:5]
        for start, to in zip(*line.get_data(), strict=True)
    }
    assert drawn == {tuple(map(int, place)) for place in np.argwhere(matrix > 0)}
    assert all(abs(to // 4 - start // 4) <= 1 for to, start in drawn)
    # pump, background recombination, emission, absorption, cavity loss
    assert [len(line.get_xdata()) for line in ax.lines[:5]] == [15, 15, 12, 12, 16]
    assert len(drawn) == 70
    # The stationary vector of this matrix is that of lasercore, up to what n_max cuts off.
    matrix = matrix - np.diag(matrix.sum(axis=0))
    p = np.abs(np.linalg.svd(matrix)[2][-1])
    assert np.abs(matrix @ (p / p.sum())).max() < 1e-12
    assert ax.get_xlim() == (-0.5, size - 0.5)


def test_the_generator_of_jumps_gives_the_exact_distribution():
    n_max, pump = 60, 2.0
    levels = exact_distribution.SMALL.n_emitters + 1
    size = levels * (n_max + 1)
    matrix = np.zeros((size, size))
    for start, end, rate in exact_distribution.jumps(exact_distribution.SMALL, pump, n_max):
        np.add.at(matrix, (end, start), rate)
    matrix -= np.diag(matrix.sum(axis=0))
    matrix[0] = 1.0
    p = np.linalg.solve(matrix, np.eye(size)[0]).reshape(n_max + 1, levels).sum(axis=1)
    found = master_equation.photon_statistics(exact_distribution.SMALL, pump).distribution
    assert p[: len(found)] == pytest.approx(found, abs=1e-11)


def test_carriers_given_photons_obey_the_ladder(ax):
    pump = 10 * THRESHOLD
    exact_distribution.carriers_given_photons(ax, EDC, pump)
    photons, given = ax.lines[0].get_data()
    p = master_equation.photon_statistics(EDC, pump).distribution[photons]
    up = EDC.gamma_r * given[:-1]
    down = EDC.gamma_c + EDC.gamma_r * (EDC.n_emitters - given[1:])
    assert p[1:] / p[:-1] == pytest.approx(up / down, rel=1e-7)
    # P(n) is highest where the carriers, averaged over neighbours, pass gain = loss.
    top = int(np.argmax(p))
    middle = (given[1:] + given[:-1]) / 2
    assert middle[top - 1] > EDC.threshold_carriers > middle[top]
    assert ax.lines[1].get_ydata()[0] == EDC.threshold_carriers
    mean_field = rate_equations.steady_state(EDC, pump).carriers
    assert ax.lines[2].get_ydata()[0] == mean_field
    assert given[0] > mean_field > given[-1]


def test_the_wrong_average_of_a_fed_cavity_by_its_own_list():
    """Exercise 1 by summing up: the list weighs each state with its total rate."""
    n, mean = np.arange(200), 3.0
    p = np.exp(np.cumsum(np.log(np.append(1.0, mean / n[1:]))))
    listed = p * (mean + n)
    assert exercises()["three_ways-1"].expected() == pytest.approx(
        (listed * n).sum() / listed.sum()
    )
