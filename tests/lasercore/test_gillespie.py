"""Stochastic simulation against the exact distribution of small lasers, solved here.

The generator below is written from the formulas and shares no code with lasercore. Seeds are
fixed, so every test either always passes or always fails; the bounds are those that a right
simulation with other seeds breaks with the probability that each test states.

Exercise: in lasercore/gillespie, weighting events instead of times, pumping at n_e = n_0 or one
seed for all streams turns test_moments_are_exact_within_calibrated_errors red; a stay that the
end of a batch cut in two and that is drawn anew only that of averages without chance; correlating
n with n instead of losses with n test_g2_is_exact_at_all_delays; a kick by every emitted photon
the three tests of the phase.
"""

import json
import warnings
from dataclasses import replace
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest
import scipy.sparse as sparse
from scipy.sparse import linalg
from scipy.stats import chi2

from lasercore import (
    Laser,
    SpeedWarning,
    ValidityWarning,
    _jit,
    _progress,
    catalogue,
    processes,
    rate_equations,
)
from lasercore.gillespie import (
    _batches,
    _grid,
    _kernels,
    _pairs,
    _random,
    field,
    g2,
    photon_statistics,
    rin_spectrum,
    statistics,
    trajectory,
)
from lasercore.gillespie.plan import Options
from tests.helpers import run_python

EDC = catalogue["EDC laser 1"]
ONE = Laser(1, 2.0, 0.05, 1.0)
NETWORK = Laser(30, 0.05, 0.1, 1.0)
# name: laser, pump, photon cut-off of the reference
LASERS = {
    "network": (NETWORK, 60.0, 70),
    "EDC laser 1 below": (EDC, 0.5 * EDC.gamma_c, 25),
    "one emitter": (ONE, 3.0, 20),
    "four levels": (Laser(10, 1.0, 0.5, 1.0, absorption=False), 8.0, 50),
    "no blocking": (Laser(20, 0.4, 0.1, 1.0, pump_blocking=False), 6.0, 50),
    "overfilled": (Laser(4, 0.5, 0.1, 2.0, pump_blocking=False), 30.0, 40),
    "LED": (Laser(20, 0.04, 0.1, 1.0), 50.0, 40),
    "four levels, no blocking": (
        Laser(5, 0.5, 1.0, 1.0, absorption=False, pump_blocking=False), 6.0, 50,
    ),
}  # fmt: skip


class Reference:
    """The exact stationary state of one laser, and how it evolves."""

    def __init__(self, laser, pump, most):
        n_0, gamma_r = laser.n_emitters, laser.gamma_r
        e, n = np.meshgrid(np.arange(n_0 + 1), np.arange(most + 1), indexing="ij")
        number = np.arange(e.size).reshape(e.shape)
        filled = e / n_0 if laser.pump_blocking else 0 * e
        events = [
            (pump * (1 - filled), +1, 0),
            (laser.gamma_bg * e, -1, 0),
            (gamma_r * e * (n + 1), -1, +1),
            (gamma_r * (n_0 - e) * n * float(laser.absorption), +1, -1),
            (laser.gamma_c * n, 0, -1),
        ]
        self.generator = sparse.csc_matrix((e.size, e.size))
        for rate, d_e, d_n in events:
            stays_inside = (e + d_e >= 0) & (e + d_e <= n_0) & (n + d_n <= most)
            rate = (rate * stays_inside).astype(float)
            source, rate = number[rate > 0], rate[rate > 0]
            target = source + d_e * (most + 1) + d_n
            ones = sparse.csc_matrix((rate, (target, source)), shape=(e.size, e.size))
            self.generator += ones - sparse.diags(np.asarray(ones.sum(axis=0)).ravel())
        matrix = self.generator.tolil()
        matrix[0, :] = laser.gamma_c
        right = np.eye(1, e.size)[0] * laser.gamma_c
        self.p = linalg.spsolve(matrix.tocsc(), right)
        self.e, self.n, self.shape = e.ravel(), n.ravel(), e.shape
        self.mean, self.carriers = self.p @ self.n, self.p @ self.e
        self.distribution = self.p.reshape(e.shape).sum(axis=0)
        assert self.distribution[-1] < 1e-7
        self.variance = self.p @ (self.n - self.mean) ** 2
        self.fano = self.variance / self.mean
        self.rin = self.fano / self.mean
        self.g2 = 1 + (self.fano - 1) / self.mean

    def g2_at(self, delays):
        """E[n(t + τ)| a photon was lost at t]/⟨n⟩."""
        after = np.zeros(self.shape)
        after[:, :-1] = (self.p * self.n / self.mean).reshape(self.shape)[:, 1:]
        return np.array(
            [self.n @ linalg.expm_multiply(self.generator * t, after.ravel()) for t in delays]
        ) / self.mean  # fmt: skip

    def rin_at(self, frequencies):
        """2 Re Σ (n − ⟨n⟩)(iω − L)⁻¹ (n − ⟨n⟩)p/⟨n⟩²."""
        shifted, scale = self.n - self.mean, abs(self.generator.diagonal()).max()
        identity = sparse.identity(len(self.p), format="csc")
        values = [
            shifted @ linalg.spsolve((2j * np.pi * f + 1e-11 * scale) * identity - self.generator,
                                     (shifted * self.p).astype(complex))
            for f in frequencies
        ]  # fmt: skip
        return 2 * np.real(values) / self.mean**2


@cache
def reference(name):
    return Reference(*LASERS[name])


QUANTITIES = ("mean", "variance", "carriers", "fano", "rin", "g2")
SEEDS = range(24)


@cache
def samples(name, averages_only):
    laser, pump, _ = LASERS[name]
    return [
        photon_statistics(laser, pump, events=400_000, seed=seed, averages_only=averages_only)
        for seed in SEEDS
    ]


def refuse_unlikely(z, alarm=1e-6):
    """z: deviations in standard errors, seeds first. Their sum and their squares must be likely.

    Both bounds are two-sided, each broken by a right simulation with probability `alarm`;
    a few per cent more room covers that the errors themselves are estimates.
    """
    count = len(z)
    total = z.sum(axis=0) ** 2 / count
    assert np.all(total < 1.1 * chi2.isf(alarm, 1)), total
    squares = (z**2).sum(axis=0)
    low, high = chi2.isf([1 - alarm / 2, alarm / 2], count)
    assert np.all((squares > low / 1.2) & (squares < 1.2 * high)), squares / count


@pytest.mark.parametrize("averages_only", [False, True])
@pytest.mark.parametrize("name", LASERS)
def test_moments_are_exact_within_calibrated_errors(name, averages_only):
    # 192 numbers with a false alarm each of 2e-6 over all seeds: 4e-4 together.
    exact, found = reference(name), samples(name, averages_only)
    z = [
        [(getattr(one, what) - getattr(exact, what)) / one.errors[what] for what in QUANTITIES]
        for one in found
    ]
    refuse_unlikely(np.array(z))


@pytest.mark.parametrize("averages_only", [False, True])
@pytest.mark.parametrize("name", LASERS)
def test_distribution_is_exact_within_calibrated_errors(name, averages_only):
    # About 250 probabilities: 5e-4 together.
    exact, found = reference(name).distribution, samples(name, averages_only)
    often = np.flatnonzero(exact > 2e-3)
    z = [(one.distribution[often] - exact[often]) / one.errors["distribution"][often]
         for one in found]  # fmt: skip
    refuse_unlikely(np.array(z))


@pytest.mark.parametrize("name", LASERS)
def test_averages_without_chance_in_the_times_have_no_larger_errors(name):
    random, averaged = (
        np.mean([one.errors["mean"] ** 2 for one in samples(name, choice)])
        for choice in (False, True)
    )
    assert averaged < 1.25 * random


def test_errors_follow_from_those_of_the_two_moments():
    # The delta method against differences: errors of F, RIN and g² alone would hide a wrong term.
    first, second, centre = 0.3, 4.0, 7.0
    covariance = np.array([[0.02, 0.03, 0.0], [0.03, 0.2, 0.0], [0.0, 0.0, 0.01]])

    def quantities(moments):
        mean, variance = centre + moments[0], moments[1] - moments[0] ** 2
        fano = variance / mean
        return np.array([mean, variance, fano, fano / mean, 1 + (fano - 1) / mean])

    moments, step = np.array([first, second]), 1e-5
    slopes = [
        (quantities(moments + step * unit) - quantities(moments - step * unit)) / (2 * step)
        for unit in np.eye(2)
    ]
    expected = np.sqrt(np.diag(np.transpose(slopes) @ covariance[:2, :2] @ slopes))
    mean, variance = quantities(moments)[:2]
    found = statistics.standard_errors(mean, variance, first, covariance)
    names = ("mean", "variance", "fano", "rin", "g2")
    np.testing.assert_allclose([found[name] for name in names], expected, rtol=1e-8)
    assert found["carriers"] == pytest.approx(0.1)


def test_no_pumps_give_no_answers_without_simulating():
    found = photon_statistics(NETWORK, np.zeros((0, 3)))
    assert found.mean.shape == found.errors["g2"].shape == found.report["events"].shape == (0, 3)
    assert g2(NETWORK, 60.0, []).values.size == rin_spectrum(NETWORK, 60.0, []).values.size == 0


def test_the_network_of_the_literature():
    # physics reference: ⟨n⟩ 74, F 1.5668137725, g² 1.0076596456, ⟨n_e⟩ 60; 5 σ: 2e-6
    found = photon_statistics(Laser(100, 0.05, 0.1, 1.0), 200.0, events=20_000_000)
    expected = {"mean": 74.0, "fano": 1.5668137725, "g2": 1.0076596456, "carriers": 60.0}
    for name, value in expected.items():
        assert abs(getattr(found, name) - value) < 5 * found.errors[name]
    assert found.errors["mean"] < 0.1 and found.errors["fano"] < 0.02


# --- how it is sampled -----------------------------------------------------------------------


def same(one, other):
    for name in ("mean", "variance", "carriers", "distribution"):
        np.testing.assert_array_equal(getattr(one, name), getattr(other, name))
    for name, error in one.errors.items():
        np.testing.assert_array_equal(error, other.errors[name])


def test_the_answer_does_not_depend_on_the_number_of_threads():
    laser, pump, _ = LASERS["network"]
    one, two = (photon_statistics(laser, pump, events=10**5, threads=n) for n in (1, 2))
    same(one, two)
    for curve in (
        lambda n: g2(laser, pump, [0.0, 1.0], events=10**5, threads=n),
        lambda n: g2(laser, pump, [0.0, 1.0], resolution=0.1, events=10**5, threads=n),
        lambda n: rin_spectrum(laser, pump, [0.1, 1.0], events=10**6, threads=n),
        lambda n: field(laser, pump, events=10**6, threads=n).g1,
    ):
        one, two = curve(1), curve(2)
        np.testing.assert_array_equal(one.values, two.values)
        np.testing.assert_array_equal(one.errors, two.errors)


def test_the_same_seed_gives_the_same_numbers_and_another_seed_others():
    laser, pump, _ = LASERS["network"]
    first = photon_statistics(laser, pump, events=10**5, seed=5)
    same(first, photon_statistics(laser, pump, events=10**5, seed=5))
    assert first.mean != photon_statistics(laser, pump, events=10**5, seed=6).mean


def test_streams_and_batches_have_generators_of_their_own():
    options = Options.check(1, 8, 3, None, None)
    words = [
        _random.states(options.seeds(pump, stream, batch), 16)
        for pump in range(2) for stream in range(8) for batch in range(4)
    ]  # fmt: skip
    assert len(np.unique(np.array(words))) == np.array(words).size


def test_streams_are_independent():
    # The spread of eight streams' mean would be 8 times too small if they were copies.
    laser, pump, _ = LASERS["network"]
    joint = photon_statistics(laser, pump, events=800_000, streams=8)
    single = photon_statistics(laser, pump, events=100_000, streams=1)
    assert 2 < single.errors["mean"] / joint.errors["mean"] < 4


def test_the_report_tells_how_it_was_sampled():
    laser, pump, _ = LASERS["network"]
    signal = rate_equations.small_signal(laser, pump)
    slowest = min(-signal.eigenvalues[0].real, laser.gamma_c, laser.gamma_t + pump / 30)
    report = photon_statistics(laser, pump, events=10**6, streams=4).report
    assert report["burn_in"] == pytest.approx(10 / slowest)
    assert report["relaxation_time"] == pytest.approx(1 / slowest)
    assert report["streams"] == 4 and report["seed"] == 0
    assert 0.7e6 < report["events"] < 1.3e6  # the rate of the mean field is not the mean rate
    assert report["batch_duration"] * report["batches"] == pytest.approx(report["duration"])
    assert 20 <= report["batch_duration"] / report["relaxation_time"] < 25  # so many batches fit
    chosen = photon_statistics(laser, pump, events=10**6, burn_in=3.0).report
    assert chosen["burn_in"] == 3.0


def test_a_burn_in_forgets_the_start(monkeypatch):
    laser, pump, _ = LASERS["network"]
    exact, plan = reference("network").mean, statistics.plan
    monkeypatch.setattr(
        statistics, "plan", lambda *arguments: replace(plan(*arguments), start=(30.0, 400.0))
    )

    def deviation(burn_in):
        found = photon_statistics(laser, pump, events=500_000, streams=100, burn_in=burn_in)
        return (found.mean - exact) / found.errors["mean"]

    assert abs(deviation(None)) < 4.5  # 7e-6
    assert deviation(0.0) > 7


def test_the_histogram_grows_when_it_must(monkeypatch):
    laser, pump, _ = LASERS["network"]
    expected = photon_statistics(laser, pump, events=200_000)
    monkeypatch.setattr(_batches, "ROOM", _kernels.BLOCK)
    same(photon_statistics(laser, pump, events=200_000), expected)
    assert len(expected.distribution) > 16 + 8


def test_pumps_are_broadcast_and_dark_ones_are_dark():
    laser, pump, _ = LASERS["network"]
    pumps = np.array([[pump, 0.0], [0.5 * pump, pump]])
    found = photon_statistics(laser, pumps, events=50_000)
    assert found.mean.shape == found.errors["fano"].shape == (2, 2)
    assert found.distribution.shape[:2] == (2, 2)
    assert found.mean[0, 1] == found.variance[0, 1] == found.carriers[0, 1] == 0
    assert found.distribution[0, 1, 0] == 1 and found.report["events"].shape == (2, 2)
    alone = photon_statistics(laser, pump, events=50_000)
    assert alone.mean == found.mean[0, 0] != found.mean[1, 1]
    with pytest.warns(ValidityWarning, match="a dark laser emits nothing"):
        assert np.isnan(photon_statistics(laser, 0.0).g2)


@pytest.mark.parametrize("answer", [
    lambda laser: g2(laser, 0.0, [0.0, 1.0]).values,
    lambda laser: rin_spectrum(laser, 0.0, [0.0, 1.0]).errors,
    lambda laser: field(laser, 0.0).linewidth,
])  # fmt: skip
def test_curves_of_a_dark_laser_are_undefined_and_say_so(answer):
    with pytest.warns(ValidityWarning, match="undefined"):
        assert np.all(np.isnan(answer(NETWORK)))


def test_too_few_events_are_warned_of():
    for sample in (
        lambda: photon_statistics(NETWORK, 60.0, events=2000),
        lambda: g2(NETWORK, 60.0, 1.0, events=2000),
        lambda: g2(NETWORK, 60.0, 1.0, events=2000, resolution=0.1),
    ):
        with pytest.warns(ValidityWarning, match="batches must last .* raise events to"):
            sample()


def test_a_spectrum_tells_its_resolution():
    found = rin_spectrum(NETWORK, 60.0, [0.1], resolution=0.01, events=10**6)
    assert found.report["resolution"] == pytest.approx(0.01, rel=0.01)  # a whole number of bins


@pytest.mark.parametrize("resolution", [None, 0.1])
def test_a_laser_that_was_never_seen_to_shine_has_no_g2_and_says_so(resolution):
    with pytest.warns(ValidityWarning, match="photons must be met in more than one batch"):
        found = g2(Laser(1, 1e-3, 1.0, 1.0), 1e-3, 1.0, events=30, resolution=resolution)
    assert np.isnan(found.values) and np.isnan(found.errors)


@pytest.mark.parametrize("resolution", [None, 0.1])
def test_a_delay_after_which_hardly_a_photon_was_met_has_no_error(resolution):
    with pytest.warns(ValidityWarning, match="photons must be met in more than one batch"):
        found = g2(Laser(10, 0.2, 0.1, 1.0), 1e-3, 0.0, events=300, resolution=resolution)
    assert np.isnan(found.errors)


def test_light_whose_photon_pairs_were_hardly_met_has_no_errors_of_its_noise():
    laser = Laser(10, 0.2, 0.1, 1.0)
    with pytest.warns(ValidityWarning, match="pairs of photons .* 10 batches, got 0: variance"):
        found = photon_statistics(laser, 1e-6, events=10**6)
    assert np.isnan([found.errors[name] for name in ("variance", "fano", "rin", "g2")]).all()
    assert found.errors["mean"] > 0 and found.errors["carriers"] > 0


def test_batches_without_events_have_no_errors():
    with pytest.warns(ValidityWarning) as warned:
        found = photon_statistics(NETWORK, 60.0, events=1)
    assert any("events must be met in at least 10 batches" in str(one.message) for one in warned)
    assert all(np.all(np.isnan(error)) for error in found.errors.values())


def test_pairs_are_those_of_the_distribution():
    laser, pump, _ = LASERS["network"]
    found = photon_statistics(laser, [pump, 0.0], events=50_000)
    n = np.arange(found.distribution.shape[1])
    np.testing.assert_allclose(found.pairs, found.distribution @ (n * (n - 1.0)), rtol=1e-13)
    moments = found.variance[0] + found.mean[0] * (found.mean[0] - 1)
    assert found.pairs[0] == pytest.approx(moments, rel=1e-12)


def test_a_dark_laser_reports_its_options():
    found = photon_statistics(NETWORK, [0.0, 60.0], events=50_000, seed=4, averages_only=True)
    assert found.report["seed"].tolist() == [4, 4] and found.report["averages_only"].all()


@pytest.mark.parametrize("pump", [1e8, 1e15])
def test_photons_too_many_for_a_histogram_are_refused(pump):
    with pytest.raises(ValueError, match=r"pump must .* photons .* bytes, .* use langevin"):
        photon_statistics(Laser(10, 0.2, 0.1, 1.0, pump_blocking=False, absorption=False), pump)


@pytest.mark.parametrize("answer", [
    lambda: field(Laser(1000, 0.02, 0.1, 1.0), 2e4, events=1000),
    lambda: rin_spectrum(NETWORK, 60.0, 0.1, events=1000, resolution=1e-6),
])  # fmt: skip
def test_curves_that_need_far_more_events_are_refused_at_once(answer):
    with pytest.raises(ValueError, match=r"events must cover .* got 1000: raise events to"):
        answer()


def test_the_spectrum_of_the_noise_is_even():
    found = rin_spectrum(NETWORK, 60.0, [-0.2, 0.2, -0.1], events=10**6)
    assert found.values[0] == found.values[1] != found.values[2] and found.x[0] == -0.2


@pytest.mark.parametrize("photons", [1024, 5000])
def test_the_series_of_the_coherence_kept_continues_the_table(photons):
    # Every event is an emission (γ_r ≫ the rest), every bin sees one or none of them.
    from scipy.special import ellipe

    state, words = (
        np.array([1e6, float(photons)]),
        _random.states(np.random.SeedSequence(2), 1)[:, 0],
    )
    bins = np.zeros((4, 2000))
    fixed = (0.0, *processes.parameters(Laser(10**6, 1.0, 0.0, 1e-9, absorption=False)))
    width = 1e-2 / (1e6 * photons)
    _kernels.sample(state, words, np.zeros(0), width, *bins, *fixed)
    first = bins[3][bins[3] < 1][0]
    assert 1 - first == pytest.approx(
        (1 - 2 / np.pi * ellipe(1 / photons)) / (photons + 1), rel=1e-6
    )


def test_progress_reaches_one_and_can_be_silent(capsys):
    shares = []
    photon_statistics(NETWORK, 60.0, events=10**6, threads=1, progress=shares.append)
    assert shares[-1] == 1 and shares == sorted(shares)
    photon_statistics(NETWORK, 60.0, events=10**5, progress=False)
    assert capsys.readouterr() == ("", "")
    with pytest.raises(TypeError, match="progress must be None, False or a function"):
        photon_statistics(NETWORK, 60.0, progress="yes")


def test_the_work_that_is_told_is_the_work_that_is_done(monkeypatch):
    found = []

    class Noted(_progress.Progress):
        def __exit__(self, *raised):
            found.append(self._done / self._work)

    for module in (_grid, statistics):
        monkeypatch.setattr(module, "Progress", Noted)
    photon_statistics(NETWORK, [20.0, 60.0], events=10**5)
    photon_statistics(NETWORK, 60.0, events=10**5, averages_only=True)
    g2(NETWORK, 60.0, [0.0, 1.0], events=10**5)
    field(NETWORK, 60.0, events=10**6)
    assert found == pytest.approx([1.0] * 4)


def test_what_is_left_takes_as_long_as_what_is_done(monkeypatch, capsys):
    clock = iter([0.0, 12.0])
    monkeypatch.setattr(_progress, "time", SimpleNamespace(monotonic=lambda: next(clock)))
    monkeypatch.setattr(_progress, "_somebody_reads", lambda: True)
    with _progress.Progress(None, 8, "solve") as progress:
        progress.tick(2)
        progress.show()
    assert "solve  25%, about 36 s left" in capsys.readouterr().err


@pytest.mark.parametrize("threads", [1, 2])
def test_an_interruption_ends_the_run(threads):
    def interrupt(share):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        photon_statistics(NETWORK, 60.0, events=4 * 10**8, threads=threads, progress=interrupt)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"events": 0}, "events must be a whole number of at least 1, got 0"),
        ({"streams": 1.5}, "streams must be a whole number"),
        ({"seed": -1}, "seed must be a whole number of at least 0"),
        ({"threads": 0}, "threads must be a whole number"),
        ({"burn_in": -1.0}, "burn_in must not be negative, got -1.0 s"),
    ],
)
def test_bad_options_are_refused_by_name(options, message):
    with pytest.raises(ValueError, match=message):
        photon_statistics(**{"laser": NETWORK, "pump": 60.0, **options})


def test_impossible_grids_are_refused():
    with pytest.raises(ValueError, match=r"delay must stay below .* raise resolution"):
        g2(NETWORK, 60.0, [1.0], resolution=1e-9)
    with pytest.raises(ValueError, match="resolution must leave at most"):
        rin_spectrum(NETWORK, 60.0, [1e6])


# --- trajectories ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", LASERS)
def test_every_step_of_a_trajectory_is_a_row_of_the_table(name):
    laser, pump, _ = LASERS[name]
    path = trajectory(laser, pump, duration=2000 / laser.gamma_c, seed=1)
    steps = np.stack([np.diff(path.carriers), np.diff(path.photons)], axis=1)
    rows = {tuple(row) for row in processes.STOICHIOMETRY.tolist()}
    possible = rows if laser.absorption else rows - {(1, -1)}
    assert {tuple(step) for step in steps.tolist()} == possible
    assert np.all(np.diff(path.time) > 0) and path.time[-1] < path.duration
    assert path.carriers.min() >= 0 and path.photons.min() >= 0
    assert path.carriers.max() <= laser.n_emitters


def test_a_trajectory_has_the_averages_of_the_laser():
    laser, pump, _ = LASERS["network"]
    exact = reference("network")
    weights, photons = [], []
    for seed in range(40):
        path = trajectory(laser, pump, duration=200.0, seed=seed)
        weights.append(path.stays @ path.photons / path.duration)
        photons.append(path.photons)
        assert path.stays.sum() == pytest.approx(path.duration)
    error = np.std(weights, ddof=1) / 40**0.5
    assert abs(np.mean(weights) - exact.mean) < 5 * error  # 6e-7, t-distributed: 1e-5


def test_a_trajectory_is_resampled_between_its_events():
    path = trajectory(NETWORK, 60.0, duration=10.0, start=(3, 4))
    carriers, photons = path.at([0.0, path.duration])
    assert (carriers[0], photons[0]) == (3, 4) == (path.carriers[0], path.photons[0])
    assert photons[1] == path.photons[-1]
    middle = 0.5 * (path.time[:-1] + path.time[1:])
    np.testing.assert_array_equal(path.at(middle)[0], path.carriers[:-1])
    np.testing.assert_array_equal(path.at(path.time)[1], path.photons)
    assert path.events == len(path.time) - 1
    with pytest.raises(ValueError, match="times must not exceed the duration"):
        path.at(11.0)


def test_a_trajectory_across_many_kernel_calls_is_one_trajectory(monkeypatch):
    from lasercore.gillespie import trajectories

    whole = trajectory(NETWORK, 60.0, duration=20.0)
    monkeypatch.setattr(trajectories, "CHUNK", 100)
    parts = trajectory(NETWORK, 60.0, duration=20.0)
    for name in ("time", "carriers", "photons"):
        np.testing.assert_array_equal(getattr(parts, name), getattr(whole, name))


def test_a_trajectory_that_would_not_fit_is_refused():
    with pytest.raises(ValueError, match="max_events must hold the whole trajectory, got 100 for"):
        trajectory(NETWORK, 60.0, duration=100.0, max_events=100)
    with pytest.raises(ValueError, match="for more than"):
        # The mean field of 1 emitter underestimates: noticed on the way.
        trajectory(NETWORK, 60.0, duration=10.0, start=(30, 5000), max_events=2000)


def test_bad_starts_are_refused_and_a_dark_laser_stays_dark():
    with pytest.raises(TypeError, match="start must be"):
        trajectory(NETWORK, 60.0, duration=1.0, start=3)
    with pytest.raises(ValueError, match="carriers of start must not exceed n_emitters = 30"):
        trajectory(NETWORK, 60.0, duration=1.0, start=(31, 0))
    with pytest.raises(ValueError, match="photons of start must be a whole number"):
        trajectory(NETWORK, 60.0, duration=1.0, start=(1, 0.5))
    path = trajectory(NETWORK, 0.0, duration=1.0)
    assert path.events == 0 and path.at(1.0) == (0, 0)


# --- correlations and spectra ----------------------------------------------------------------

DELAYS = np.array([0.0, 0.003, 0.03, 0.1, 0.4, 1.0, 4.0])


@pytest.mark.parametrize("resolution", [None, 0.04])
@pytest.mark.parametrize("name", ["network", "one emitter", "four levels"])
def test_g2_is_exact_at_all_delays(name, resolution):
    # 42 delays: 8e-5 together.
    laser, pump, _ = LASERS[name]
    exact, events = reference(name).g2_at(DELAYS), 200_000 if resolution else 60_000
    found = [
        g2(laser, pump, DELAYS, events=events, seed=seed, resolution=resolution)
        for seed in range(12)
    ]
    bins = resolution or found[0].report["resolution"]
    assert found[0].report["resolution"] == bins and (bins > 0 or name != "network")
    refuse_unlikely(np.array([(one.values - exact) / one.errors for one in found]))
    assert exact[0] == pytest.approx(reference(name).g2)


def test_g2_takes_delays_in_any_order_and_shape():
    laser, pump, _ = LASERS["one emitter"]
    delays = np.array([[1.0, 0.0], [0.3, 1.0]])
    found = g2(laser, pump, delays, events=50_000)
    assert found.values.shape == found.errors.shape == (2, 2)
    assert found.values[0, 0] == found.values[1, 1] != found.values[1, 0]
    one = g2(laser, pump, 1.0, events=50_000)
    assert np.ndim(one.values) == 0 and one.values == pytest.approx(1, abs=0.1)


def test_the_ring_of_losses_grows_when_it_must(monkeypatch):
    laser, pump, _ = LASERS["network"]
    expected = g2(laser, pump, [1.0, 8.0], events=100_000)
    monkeypatch.setattr(_pairs, "SPARE", -1e9)
    found = g2(laser, pump, [1.0, 8.0], events=100_000)
    np.testing.assert_array_equal(found.values, expected.values)


def test_a_ring_that_has_turned_keeps_each_loss_when_it_grows():
    ring = _pairs._Ring(SimpleNamespace(state=np.zeros(2)), np.array([1.0]), 8)
    ring.waiting[:] = 5, 13
    ring.lost[np.arange(5, 13) % 8] = np.arange(5, 13)
    ring._grow()
    assert ring.lost[np.arange(5, 13) % 16].tolist() == list(range(5, 13))


@pytest.mark.parametrize(("name", "events"), [("network", 1_000_000), ("one emitter", 200_000)])
def test_rin_spectrum_is_exact(name, events):
    # 12 frequencies: 2e-5 together.
    laser, pump, _ = LASERS[name]
    frequencies = np.array([0.0, 0.005, 0.05, 0.2, 0.7, 2.0])
    exact = reference(name).rin_at(frequencies)
    found = [rin_spectrum(laser, pump, frequencies, events=events, seed=seed) for seed in range(12)]
    refuse_unlikely(np.array([(one.values - exact) / one.errors for one in found]))


# --- phase -----------------------------------------------------------------------------------


def test_linewidth_far_above_threshold_is_that_of_schawlow_and_townes():
    laser = Laser(100, 1.0, 0.1, 1.0)
    pump = 400.0
    found = field(laser, pump, events=4_000_000)
    formula = rate_equations.linewidth(laser, pump)
    assert rate_equations.steady_state(laser, pump).photons > 100
    assert found.linewidth == pytest.approx(formula, rel=0.03)
    assert 0 < found.linewidth_error < 0.01 * formula
    # a Lorentzian of that width
    x = found.spectrum.x
    lorentzian = 0.5 * found.linewidth / np.pi / (x**2 + 0.25 * found.linewidth**2)
    np.testing.assert_allclose(
        found.spectrum.values, lorentzian, rtol=0, atol=0.02 * lorentzian.max()
    )


def test_linewidth_far_below_threshold_is_twice_the_exact_one():
    # Exact: the field of a lone photon decays at half its own rate, γ_c + γ_r n_0.
    laser = Laser(20, 0.1, 0.1, 1.0)
    found = field(laser, 3e-3, events=30_000)
    exact = (laser.gamma_c + laser.gamma_r * laser.n_emitters) / (2 * np.pi)
    assert found.linewidth / exact == pytest.approx(2, abs=0.1)
    assert abs(found.linewidth / exact - 2) < 5 * found.linewidth_error / exact + 0.02


def test_coherence_is_that_of_drawn_phases():
    # The averaged kicks against single kicks at random angles, in recorded trajectories.
    laser, pump, _ = LASERS["network"]
    exact = field(laser, pump, events=1_000_000)
    delays = exact.g1.x[[8, 24, 60]]
    times = np.arange(0, 900.0, 0.25)
    found = []
    for seed in range(24):
        path = trajectory(laser, pump, duration=900.0 + delays[-1], seed=seed, phase=True)
        assert trajectory(laser, pump, duration=1.0, seed=seed).phase is None  # unless asked for

        def amplitude(t, path=path):
            index = path.index(t)
            return np.sqrt(path.photons[index]) * np.exp(1j * path.phase[index])

        start = amplitude(times)
        mean = np.mean(np.abs(start) ** 2)
        found.append([np.mean(np.conj(start) * amplitude(times + d)).real / mean for d in delays])
    error = np.std(found, axis=0, ddof=1) / len(found) ** 0.5
    z = (np.mean(found, axis=0) - exact.g1.values[[8, 24, 60]]) / error
    assert np.all(np.abs(z) < 5.5), z  # t-distributed, three numbers: 5e-5
    assert np.all(error < 0.03)


def test_the_spectrum_of_the_field_is_the_transform_of_its_coherence():
    laser, pump, _ = LASERS["network"]
    found = field(laser, pump, detuning=np.linspace(-3, 3, 6001), events=200_000)
    assert np.trapezoid(found.spectrum.values, found.spectrum.x) == pytest.approx(1, abs=0.01)
    assert found.g1.values[0] == 1 and found.g1.errors[0] == 0
    half = np.interp(found.linewidth / 2, found.spectrum.x, found.spectrum.values)
    assert half == pytest.approx(0.5 * found.spectrum.values.max(), rel=2e-3)


def test_a_coherence_that_is_cut_off_is_warned_of():
    with pytest.warns(ValidityWarning, match="longest must let g¹ die out"):
        field(NETWORK, 60.0, longest=1.0, events=300_000)


def test_a_coherence_that_its_steps_do_not_resolve_is_refused():
    with pytest.raises(ValueError, match=r"longest must leave steps .* shorten longest"):
        field(NETWORK, 60.0, longest=3e4, events=300_000, streams=1)


def test_a_laser_that_was_never_seen_to_shine_has_no_line_and_says_so():
    with pytest.warns(ValidityWarning, match="photons must be met in more than one batch"):
        found = field(Laser(1, 1e-3, 1.0, 1.0), 1e-3, events=30)
    assert np.isnan(found.linewidth)


# --- random numbers, with and without numba --------------------------------------------------


def test_generator_is_xoshiro256_plus_plus():
    words = tuple(np.uint64(x) for x in (1, 2, 3, 4))
    found = []
    with np.errstate(over="ignore"):
        for _ in range(10):
            bits, *words = _random.draw.python(*words)
            found.append(int(bits))
    assert found == [
        41943041, 58720359, 3588806011781223, 3591011842654386, 9228616714210784205,
        9973669472204895162, 14011001112246962877, 12406186145184390807,
        15849039046786891736, 10450023813501588000,
    ]  # fmt: skip


def test_uniform_numbers_are_never_zero_and_never_one():
    bits = np.array([0, 2**12 - 1, 2**63, 2**64 - 1], dtype=np.uint64)
    assert _random.uniform.python(bits).tolist() == [2**-53, 2**-53, 0.5 + 2**-53, 1 - 2**-53]


def test_exponential_is_the_logarithm_to_rounding():
    shares = np.random.default_rng(1).random(100_000)
    shares = np.concatenate(
        [shares, [2**-53, 0.5, 1 - 2**-53, 0.7071067811865475, 0.7071067811865477]]
    )
    np.testing.assert_array_almost_equal_nulp(
        _random.exponential.python(shares), -np.log(shares), 2
    )


def test_kernels_give_the_same_numbers_without_compiler():
    pytest.importorskip("numba")
    fixed = (60.0, *processes.parameters(NETWORK))
    found = []
    tools = tuple(
        tool.python
        for tool in (
            _kernels.rates, _kernels.running_sums, _kernels.change, _random.draw,
            _random.uniform, _random.exponential, _kernels.exact_stay,
        )
    )  # fmt: skip
    table = np.linspace(1, 0, 64)
    for kernel in ("python", "compiled"):
        state, words = (
            np.array([0.0, 17.0, 8.0]),
            _random.states(np.random.SeedSequence(2), 1)[:, 0],
        )
        columns = np.zeros(200), np.zeros(200, int), np.zeros(200, int)
        grid, bins = np.array([17.0, 100.0]), np.zeros((4, 40))
        with np.errstate(over="ignore"):
            if kernel == "python":
                _kernels._record.python(*tools, state, words, *columns, 1e9, *fixed)
                _kernels._sample.python(*tools, grid, words, table, 0.01, *bins, *fixed)
            else:
                _kernels.record(state, words, *columns, 1e9, *fixed)
                _kernels.sample(grid, words, table, 0.01, *bins, *fixed)
        found.append(np.concatenate([*columns, state, grid, bins.ravel()]))
    np.testing.assert_allclose(found[0], found[1], rtol=1e-13)


SHORT = """
import json, warnings
warnings.simplefilter("ignore")
from lasercore import Laser
from lasercore.gillespie import photon_statistics
answers = []
for events, streams, averages in ((20_000, 1, False), (20_000, 1, True), (400, 2, False)):
    x = photon_statistics(Laser(3, 1.0, 0.1, 1.0), 6.0, events=events, streams=streams,
                          averages_only=averages, burn_in=1.0)
    answers.append([x.mean, x.variance, x.carriers, x.errors["g2"], x.report["events"],
                    x.report["trajectories"], *x.distribution])
print(json.dumps(answers))
"""


def test_statistics_are_the_same_without_numba():
    pytest.importorskip("numba")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        with_numba, without = (
            json.loads(run_python(SHORT, **environment))
            for environment in ({}, {"NUMBA_DISABLE_JIT": "1"})
        )
    assert [run[5] for run in without] == [16, 16, 2]  # lanes in arrays, and plain numbers
    for one, other in zip(with_numba, without, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-12)


def test_a_long_run_without_numba_says_what_it_costs(monkeypatch):
    monkeypatch.setattr(_jit, "numba_available", lambda: False)
    with pytest.warns(SpeedWarning, match=r"2e\+06 events .* without numba, in 14 s or more.*pip"):
        _jit.hint_numba(2_000_000)
    _jit.hint_numba(10_000)  # soon over: nothing to say
    monkeypatch.setattr(_jit, "numba_available", lambda: True)
    _jit.hint_numba(2_000_000)
