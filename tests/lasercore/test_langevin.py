"""The linear noise approximation against numerical linear algebra, integrals, and known limits.

Exercise: each of these, alone, turns tests here red. In _formulas/noise.py: `(two_xi - 1)` →
`(two_xi + 1)` in `far_above` (test_fano_factor_far_above_…). In langevin/moments.py: `events[0] =
0.0` left out of `diffusion` (test_diffusion_…); `lowest < -1` → `lowest < -2e9` in
`warn_impossible` (test_a_negative_g2_…). In langevin/dynamics.py: `(omega * linear.damping)` →
`(0.5 * …)` in `_resonance` (test_spectra_integrate_…, …_normal_ordered_g2, …_shot_noise); `delay =
np.minimum(delay, 1e4 / slow)` left out (test_g2_after_the_longest_delay_…); `slow = half - q`
(test_the_slow_decay_…).
"""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.linalg import expm, solve_continuous_lyapunov

from lasercore import Laser, ValidityWarning, catalogue, langevin, processes, rate_equations
from lasercore.thresholds import threshold

EDC = catalogue["EDC laser 1"]
LASERS = {
    "EDC laser 1": (EDC, 1e12),
    "EDC laser 3": (catalogue["EDC laser 3"], 9e12),
    "one emitter": (Laser(1, 5.0, 0.1, 1.0), 4.0),
    "four-level": (Laser(30, 0.1, 0.2, 1.0, absorption=False), 30.0),
    "no blocking": (Laser(200, 0.05, 0.3, 1.0, pump_blocking=False), 50.0),
    "LED": (Laser(50, 0.01, 0.1, 1.0), 40.0),
    "ringing": (Laser(10_000, 2e-4, 1e-3, 1.0, pump_blocking=False), 40.0),
}
LONELY = (Laser(1, 5.0, 0.1, 1.0), 0.1)
CASES = pytest.mark.parametrize("name", LASERS)
QUIET = pytest.mark.parametrize("quiet", [False, True])


def matrices(laser, pump, quiet):
    """A, D and C by the table of processes and scipy."""
    state = rate_equations.steady_state(laser, pump)
    A = processes.jacobian(laser, state.carriers, state.photons, pump)
    rates = processes.rates(laser, state.carriers, state.photons, pump)
    if quiet:
        rates = rates * [0, 1, 1, 1, 1]
    D = np.einsum("k,ki,kj->ij", rates, processes.STOICHIOMETRY, processes.STOICHIOMETRY)
    return A, D, solve_continuous_lyapunov(A, -D), float(state.photons)


# --- against numerical linear algebra --------------------------------------------------------


@CASES
@QUIET
def test_diffusion_is_the_sum_over_the_table(name, quiet):
    laser, pump = LASERS[name]
    state = rate_equations.steady_state(laser, pump)
    found = langevin.diffusion(laser, state.carriers, state.photons, pump, quiet_pump=quiet)
    np.testing.assert_allclose(found, matrices(laser, pump, quiet)[1], rtol=1e-13)


@CASES
@QUIET
def test_covariance_solves_the_lyapunov_equation(name, quiet):
    laser, pump = LASERS[name]
    C = matrices(laser, pump, quiet)[2]
    found = langevin.covariance(laser, pump, quiet_pump=quiet)
    scale = np.sqrt(C[0, 0] * C[1, 1])
    assert found.carriers == pytest.approx(C[0, 0], rel=1e-10)
    assert found.photons == pytest.approx(C[1, 1], rel=1e-10)
    assert found.cross == pytest.approx(C[0, 1], abs=1e-10 * scale)
    light = langevin.photon_statistics(laser, pump, quiet_pump=quiet)
    assert (light.variance, light.method) == (found.photons, "Langevin")
    assert light.report == {"quiet_pump": quiet}


@CASES
@QUIET
def test_spectra_integrate_to_the_covariance(name, quiet):
    laser, pump = LASERS[name]
    C = langevin.covariance(laser, pump, quiet_pump=quiet)
    n_p = rate_equations.steady_state(laser, pump).photons
    unit = rate_equations.small_signal(laser, pump).damping_rate

    def integral(part):
        """Over all frequencies: f = unit·tan(angle), even in f."""

        def integrand(angle):
            return 2 * unit * part(unit * np.tan(angle)) / np.cos(angle) ** 2

        return quad(integrand, 0, np.pi / 2, limit=500, epsabs=0, epsrel=1e-9)[0]

    def of(field):
        return lambda f: getattr(langevin.spectrum(laser, pump, f, quiet_pump=quiet), field).real

    def rin(f):
        return langevin.rin_spectrum(laser, pump, f, quiet_pump=quiet)

    assert integral(of("photons")) == pytest.approx(C.photons, rel=1e-7)
    assert integral(of("carriers")) == pytest.approx(C.carriers, rel=1e-7)
    scale = np.sqrt(C.carriers * C.photons)
    assert integral(of("cross")) == pytest.approx(C.cross, abs=1e-6 * scale)
    assert integral(rin) == pytest.approx(C.photons / n_p**2, rel=1e-7)


@CASES
@QUIET
def test_output_light_is_the_cosine_transform_of_the_normal_ordered_g2(name, quiet):
    laser, pump = LASERS[name]
    n_p = rate_equations.steady_state(laser, pump).photons
    signal = rate_equations.small_signal(laser, pump)
    slowest = np.min(np.abs(signal.eigenvalues.real))
    flux = 0.3 * laser.gamma_c * n_p
    for omega in (0.0, 0.3 * slowest, np.sqrt(signal.relaxation_frequency_squared)):
        transform, _ = quad(
            lambda t, w=omega: (langevin.g2(laser, pump, t, quiet_pump=quiet) - 1) * np.cos(w * t),
            0,
            40 / slowest,
            limit=2000,
            epsabs=1e-9 / flux,
        )
        found = langevin.output_rin_spectrum(
            laser, pump, omega / (2 * np.pi), collection=0.3, quiet_pump=quiet
        )
        assert found == pytest.approx(1 / flux + 2 * transform, rel=1e-6)


@CASES
def test_g2_is_the_matrix_exponential_and_starts_at_g2_of_the_statistics(name):
    laser, pump = LASERS[name]
    A, _, C, n_p = matrices(laser, pump, False)
    light = langevin.photon_statistics(laser, pump)
    assert langevin.g2(laser, pump, 0.0) == pytest.approx(light.g2, rel=1e-12)
    delays = np.geomspace(1e-3, 20, 7) / laser.gamma_c
    assert langevin.g2(laser, pump, delays[0] * 1e-9) == pytest.approx(light.g2, rel=1e-9)
    expected = [1 + (expm(A * t) @ (C - [[0, 0], [0, n_p]]))[1, 1] / n_p**2 for t in delays]
    np.testing.assert_allclose(langevin.g2(laser, pump, delays), expected, rtol=1e-9)


@CASES
@pytest.mark.parametrize("delay", [1e3, 1e12, 1e300])
def test_g2_after_any_delay_however_long_is_1(name, delay):
    laser, pump = LASERS[name]
    slowest = np.min(np.abs(rate_equations.small_signal(laser, pump).eigenvalues.real))
    assert langevin.g2(laser, pump, delay / slowest) == 1


def test_g2_after_the_longest_delay_that_a_number_can_hold_is_1():
    assert langevin.g2(catalogue["macroscopic laser"], 1e17, [1e300, 1e308]).tolist() == [1, 1]


def test_the_slow_decay_of_a_stiff_laser_is_exact():
    """Photons relax 10¹¹ times slower than carriers: −Γ/2 + √… would leave five digits."""
    laser = Laser(100, 0.01001, 0.0, 1.0)
    pump = rate_equations.pump_for_photons(laser, 1e10)
    slow, fast = rate_equations.small_signal(laser, pump).eigenvalues.real
    assert slow / fast < 1e-10
    start, later = langevin.g2(laser, pump, [0.0, -1 / slow]) - 1
    assert later / start == pytest.approx(np.exp(-1), rel=1e-7)


@pytest.mark.parametrize("distance", [-1e-3, -1e-9, -1e-15, 0.0, 1e-15, 1e-9, 1e-3])
def test_g2_is_smooth_where_ringing_begins(distance):
    """There two eigenvalues meet, and A has only one eigenvector."""
    laser = catalogue["macroscopic laser"]
    pump = threshold(laser, "relaxation oscillations").pump * (1 + distance)
    A, _, C, n_p = matrices(laser, pump, False)
    delays = np.array([0.1, 1.0, 5.0]) / rate_equations.small_signal(laser, pump).damping_rate
    expected = [1 + (expm(A * t) @ (C - [[0, 0], [0, n_p]]))[1, 1] / n_p**2 for t in delays]
    # A itself holds gain minus loss, which scipy gets to eight digits only.
    np.testing.assert_allclose(langevin.g2(laser, pump, delays), expected, rtol=1e-5)


# --- limits ----------------------------------------------------------------------------------


def test_fano_factor_far_above_threshold_of_the_catalogue():
    # [ref] 1.018, 2.765, 1.226; the middle one is 2.7656 to a digit more.
    found = [langevin.far_above(catalogue[f"EDC laser {number}"]) for number in (1, 5, 6)]
    np.testing.assert_allclose(found, [1.018, 2.765, 1.226], atol=7e-4)
    for name in ("EDC laser 1", "EDC laser 5", "EDC laser 6", "macroscopic laser"):
        laser = catalogue[name]
        xi, eta = laser.xi, laser.eta
        formula = ((1 + 2 * xi) * (1 + 4 * eta**2) - 8 * xi * eta) / (4 * eta)
        assert langevin.far_above(laser) == pytest.approx(formula, rel=1e-11)


@pytest.mark.parametrize("blocking", [True, False])
@pytest.mark.parametrize("absorption", [True, False])
@pytest.mark.parametrize(("n_emitters", "xi"), [(1, 0.7), (1, 30.0), (500, 0.55), (10**6, 3.0)])
def test_fano_factor_far_above_threshold_is_the_limit(n_emitters, xi, absorption, blocking):
    laser = Laser(n_emitters, 2 * xi / n_emitters, 0.1, 1.0, absorption, blocking)
    pump = 1e5 * n_emitters  # so far that F is at its limit, and n_p(g² − 1) has digits left
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "carriers must not", ValidityWarning)
        light = langevin.photon_statistics(laser, pump)
        excess = light.mean * (langevin.g2(laser, pump, 0.0) - 1)
    assert light.fano == pytest.approx(langevin.far_above(laser), rel=2e-3)
    assert excess == pytest.approx(light.fano - 1, abs=1e-4)
    assert light.g2 == pytest.approx(1, abs=1e-3)
    if not blocking:
        assert langevin.far_above(laser) == 1


def test_an_led_has_no_fano_factor_far_above_threshold():
    with pytest.raises(ValueError, match=r"laser must be able to reach gain .* got an LED of xi"):
        langevin.far_above(catalogue["nanoLED A"])


@pytest.mark.parametrize("absorption", [True, False])
def test_far_below_threshold_many_emitters_give_thermal_light(absorption):
    laser = Laser(10**9, 1e-9, 1e-9, 1.0, absorption)
    for pump in (1e-12, 1e-6, 1e-3):
        assert langevin.g2(laser, pump, 0.0) == pytest.approx(2, abs=1e-3)
    light = langevin.photon_statistics(laser, 1e-3)
    assert light.fano == pytest.approx(1 + light.mean, rel=1e-6)
    # Thermal light of one decay rate: g² = 1 + e^(−γτ), γ the net loss of the mode.
    net = laser.gamma_c * (1 + 2 * laser.xi * absorption)
    assert langevin.g2(laser, 1e-9, 1 / net) == pytest.approx(1 + np.exp(-1), abs=1e-6)


@pytest.mark.parametrize("absorption", [True, False])
@pytest.mark.parametrize("background", [0.0, 0.7, 50.0])
def test_far_below_threshold_one_emitter_is_antibunched_but_langevin_says_at_least_1(
    background, absorption
):
    """The limit J → 0 of the closed form at n_0 = 1; exactly it is 0: one photon at a time."""
    laser = Laser(1, 3.0, background, 2.0, absorption)
    X, k, total = 1 + 2 * laser.xi * absorption, 1 + absorption, background + laser.gamma_r
    limit = X * background * (k * laser.gamma_r + background)
    limit /= (total + laser.gamma_c * X) * (X * background + laser.gamma_r)
    found = langevin.g2(laser, 1e-9, 0.0)
    assert found == pytest.approx(1 + limit, abs=1e-8)
    assert found >= 1 or background == 0


def test_edc_laser_6_below_threshold():
    laser = catalogue["EDC laser 6"]
    pump = 0.1 * threshold(laser, "photon recycling").pump
    assert langevin.photon_statistics(laser, pump).g2 == pytest.approx(1.020, abs=5e-4)  # [ref]


def test_a_quiet_pump_halves_the_noise_far_above_threshold_and_silences_the_output():
    laser = Laser(100, 0.2, 0.0, 1.0, pump_blocking=False)
    poisson = langevin.photon_statistics(laser, 1e7)
    quiet = langevin.photon_statistics(laser, 1e7, quiet_pump=True)
    assert poisson.fano == pytest.approx(1, abs=1e-3)
    assert quiet.fano == pytest.approx(0.5, abs=1e-3)
    # Every carrier leaves as a photon: slowly seen, the light is as regular as the pump.
    at_rest = {
        quiet_pump: langevin.output_rin_spectrum(laser, 1e7, 0.0, quiet_pump=quiet_pump) * 1e7
        for quiet_pump in (False, True)
    }
    assert at_rest[False] == pytest.approx(1, rel=1e-9)
    assert 0 <= at_rest[True] < 1e-9
    # A detector that misses half of the photons brings half of the shot noise back.
    half = langevin.output_rin_spectrum(laser, 1e7, 0.0, collection=0.5, quiet_pump=True)
    assert half * 0.5e7 == pytest.approx(0.5, rel=1e-9)


@CASES
def test_what_the_laser_cannot_follow_is_shot_noise(name):
    laser, pump = LASERS[name]
    flux = laser.gamma_c * rate_equations.steady_state(laser, pump).photons
    fast = 1e9 * rate_equations.small_signal(laser, pump).damping_rate
    assert langevin.output_rin_spectrum(laser, pump, fast) * flux == pytest.approx(1, rel=1e-9)
    # So is the light of which hardly a photon is caught, at any frequency.
    faint = langevin.output_rin_spectrum(laser, pump, 1e-3 * laser.gamma_c, collection=1e-9)
    assert faint * 1e-9 * flux == pytest.approx(1, abs=1e-5)


def test_relaxation_oscillations_ring_in_the_spectrum_and_in_g2():
    laser, pump = catalogue["macroscopic laser"], 1e17
    ringing = rate_equations.small_signal(laser, pump).oscillation_frequency
    frequency = ringing * np.linspace(0.2, 3, 2801)
    peak = frequency[np.argmax(langevin.rin_spectrum(laser, pump, frequency))]
    assert peak == pytest.approx(ringing, rel=0.1)
    g2 = langevin.g2(laser, pump, np.arange(4) / (2 * ringing)) - 1
    assert np.all(g2 * [1, -1, 1, -1] > 0)


def test_linewidth_is_that_of_the_rate_equations():
    assert langevin.linewidth is rate_equations.linewidth


# --- the edges -------------------------------------------------------------------------------


def test_the_dark_laser_has_no_noise_and_no_ratios():
    noise = langevin.covariance(EDC, 0.0)
    assert (noise.carriers, noise.cross, noise.photons) == (0, 0, 0)
    light = langevin.photon_statistics(EDC, [0.0, 1e12])
    assert light.mean[0] == light.variance[0] == light.carriers[0] == 0
    with pytest.warns(ValidityWarning, match="fano is undefined"):
        assert np.isnan(light.fano[0]) and light.fano[1] > 1
    spectrum = langevin.spectrum(EDC, 0.0, 1e9)
    assert (spectrum.photons, spectrum.carriers, spectrum.cross) == (0, 0, 0)
    for function in (langevin.rin_spectrum, langevin.output_rin_spectrum, langevin.g2):
        with pytest.warns(ValidityWarning, match=f"{function.__name__} is undefined") as caught:
            values = function(EDC, [0.0, 1e12], 1e-12)
        assert np.isnan(values[0]) and np.isfinite(values[1])
        assert [warning.filename for warning in caught] == [__file__]


@pytest.mark.parametrize("function", [langevin.photon_statistics, langevin.g2])
def test_a_negative_g2_is_said_to_be_impossible(function):
    arguments = (0.0,) if function is langevin.g2 else ()
    with pytest.warns(ValidityWarning, match=r"g2\(0\) must not be negative, got -\d.*master_eq"):
        function(*LONELY, *arguments, quiet_pump=True)
    function(*LONELY, *arguments)  # warnings are errors here


def test_pumps_frequencies_and_delays_combine_as_arrays_do():
    pump = np.geomspace(1e11, 1e13, 3)[:, None]
    for function in (
        langevin.rin_spectrum,
        langevin.output_rin_spectrum,
        langevin.g2,
        lambda *arguments: langevin.spectrum(*arguments).cross,
    ):
        values = function(EDC, pump, [0.0, 1e-12, 1e9, 1e10])
        assert values.shape == (3, 4)
        assert values[2, 3] == function(EDC, 1e13, 1e10)
    with pytest.raises(ValueError, match=r"frequency must fit the shape of pump, got \(4,\) and"):
        langevin.spectrum(EDC, pump[:, 0], [0.0, 1e-12, 1e9, 1e10])


def test_many_pumps_computed_in_blocks_are_the_same_as_one_by_one():
    pump = np.geomspace(1e9, 1e14, 30_000).reshape(3, 10_000)
    light, noise = langevin.photon_statistics(EDC, pump), langevin.covariance(EDC, pump)
    assert light.variance.shape == noise.cross.shape == pump.shape
    for place in ((0, 0), (0, 8191), (0, 8192), (1, 6383), (1, 6384), (2, 9999)):
        one = langevin.covariance(EDC, pump[place])
        assert light.variance[place] == noise.photons[place] == pytest.approx(one.photons)
        assert noise.cross[place] == pytest.approx(one.cross)
        assert noise.carriers[place] == pytest.approx(one.carriers)


def test_nobody_collects_more_than_all_photons():
    with pytest.raises(ValueError, match=r"collection must not exceed 1, got 1\.5"):
        langevin.output_rin_spectrum(EDC, 1e12, 1e9, collection=1.5)


def test_leaving_the_range_of_the_rate_equations_is_said_here_too():
    with pytest.warns(ValidityWarning, match="pump per emitter") as caught:
        langevin.photon_statistics(EDC, 1e16)
    assert [warning.filename for warning in caught] == [__file__]
    free = replace(LASERS["no blocking"][0], n_emitters=2)
    with pytest.warns(ValidityWarning, match="carriers must not exceed"):
        langevin.covariance(free, 1e3)
