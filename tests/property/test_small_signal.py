"""Small disturbances of the steady state: damping, ringing, modulation, over many decades.

Compared with eigenvalues of a complex-step Jacobian of independently written rate equations,
and with the exact identity ω_R² = γ_r (J/n_p + k γ_c n_p), a sum of positive terms. It follows
from det A = (∂ṅ_p/∂n_e)(∂ṅ_e/∂J)/(dn_p/dJ) with J(n_p) in closed form.

Exercise: breaking ω_R² (`self.loss` halved in `determinant` of _formulas/noise.py) turns
test_relaxation_frequency_obeys_…, test_eigenvalues_are_…, both modulation tests and
test_relaxation_oscillations_begin_… red.
"""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from scipy.optimize import brentq, minimize_scalar

from lasercore import catalogue, rate_equations
from lasercore.thresholds import threshold
from tests.helpers import (
    build,
    carriers_at,
    complex_step_jacobian,
    decades,
    exact_photons,
    flow,
    lasers,
    overfilling_allowed,
    pump_at,
    small_signal_matrix,
    xi_of,
)

PUMPS = decades(-9, 9)  # in units of γ_c


def respond(laser, pump):
    with overfilling_allowed():
        return rate_equations.small_signal(laser, pump)


@given(lasers(), PUMPS)
def test_relaxation_frequency_obeys_the_exact_identity_without_cancellation(laser, j):
    pump = j * laser.gamma_c
    with overfilling_allowed():
        photons = rate_equations.steady_state(laser, pump).photons
    k = 1 + laser.absorption
    exact = laser.gamma_r * (pump / photons + k * laser.gamma_c * photons)
    assert abs(respond(laser, pump).relaxation_frequency_squared / exact - 1) < 1e-10


@given(lasers(), PUMPS)
def test_every_steady_state_is_stable(laser, j):
    signal = respond(laser, j * laser.gamma_c)
    assert signal.damping_rate > 0
    assert signal.relaxation_frequency_squared > 0
    assert np.all(signal.eigenvalues.real < 0)


@given(lasers(xi=(-3, 3), odds=(-3, 3)), decades(-3, 6))
def test_damping_is_minus_the_trace_of_a_complex_step_jacobian(laser, j):
    pump = j * laser.gamma_c
    n_p = exact_photons(laser, pump)
    A = complex_step_jacobian(lambda y: flow(laser, y, pump), (carriers_at(laser, n_p), n_p))
    damping = -np.linalg.eigvals(A).sum().real
    # Gain minus loss is a difference in A: its rounding is 1e-16 of gain and loss apart.
    scale = abs(A).max() + laser.gamma_r * laser.n_emitters
    assert abs(respond(laser, pump).damping_rate - damping) < 1e-9 * damping + 1e-13 * scale


@given(lasers(xi=(-3, 2), odds=(-2, 2)), decades(-3, 3))
def test_eigenvalues_are_those_of_a_complex_step_jacobian(laser, j):
    pump = j * laser.gamma_c
    n_p = exact_photons(laser, pump)
    A = complex_step_jacobian(lambda y: flow(laser, y, pump), (carriers_at(laser, n_p), n_p))
    expected, found = np.linalg.eigvals(A), respond(laser, pump).eigenvalues
    if abs(found - expected).max() > abs(found - expected[::-1]).max():
        expected = expected[::-1]
    # Where two eigenvalues meet, each moves with the square root of a rounding.
    np.testing.assert_allclose(found, expected, rtol=0, atol=1e-6 * abs(expected).max())


@given(lasers(), PUMPS)
def test_slow_eigenvalue_comes_first_and_both_multiply_to_the_determinant(laser, j):
    signal = respond(laser, j * laser.gamma_c)
    slow, fast = signal.eigenvalues
    assert abs(slow) <= abs(fast) * (1 + 1e-12)
    assert abs(slow * fast / signal.relaxation_frequency_squared - 1) < 1e-12
    assert bool(signal.oscillates) is bool(abs(fast.imag) > 0)
    assert abs(signal.oscillation_frequency - abs(fast.imag) / (2 * np.pi)) < 1e-9 * abs(fast)


@given(lasers(xi=(-6, 6), odds=(-12, 12)), PUMPS)
def test_modulation_at_zero_frequency_is_the_slope_of_the_light_current_curve(laser, j):
    pump = j * laser.gamma_c
    with overfilling_allowed():
        slope = rate_equations.log_slope(laser, pump)
        photons = rate_equations.steady_state(laser, pump).photons
        response = rate_equations.modulation_response(laser, pump, 0.0)
    assert abs(response * pump / photons / slope - 1) < 1e-9


@given(lasers(xi=(-3, 3), odds=(-3, 3)), decades(-2, 4), decades(-6, 3))
def test_modulation_response_solves_the_linearised_equations(laser, j, relative_frequency):
    pump, frequency = j * laser.gamma_c, relative_frequency * laser.gamma_c
    n_p = exact_photons(laser, pump)
    n_e = carriers_at(laser, n_p)
    A = complex_step_jacobian(lambda y: flow(laser, y, pump), (n_e, n_p))
    drive = [1 - laser.pump_blocking * n_e / laser.n_emitters, 0]
    expected = np.linalg.solve(2j * np.pi * frequency * np.eye(2) - A, drive)[1]
    with overfilling_allowed():
        found = rate_equations.modulation_response(laser, pump, frequency)
    # As above: r < 10⁷ and gain − loss limit what the matrix A knows.
    assert abs(found / expected - 1) < 1e-7


# --- thresholds read off the damping: brute force with numerical eigenvalues -----------------


def brute_force_grid(laser):
    """Photon numbers dense enough to see every feature, for LEDs up to their saturation."""
    if laser.pump_blocking and xi_of(laser) < 0.5:
        limit = 2 * xi_of(laser) / (1 - 2 * xi_of(laser))
        return limit / (1 + np.geomspace(1e9, 1e-9, 1500))
    return np.geomspace(1e-8, 1e9, 1500)


def damping_by_eigenvalues(laser, n_p):
    return -np.linalg.eigvals(small_signal_matrix(laser, n_p)).sum().real


def ringing_margin(laser, n_p):
    """Negative where the eigenvalues are complex: their squared difference, relative."""
    A = small_signal_matrix(laser, n_p)
    return ((A[0, 0] - A[1, 1]) ** 2 + 4 * A[0, 1] * A[1, 0]) / np.trace(A) ** 2


def with_meetings(laser, grid):
    """The grid and the points where carriers and photons decay equally fast.

    Around them lie the windows of ringing too narrow for the grid.
    """

    def difference(n_p):
        A = small_signal_matrix(laser, n_p)
        return A[0, 0] - A[1, 1]

    signs = np.sign([difference(n) for n in grid])
    jumps = np.flatnonzero(signs[1:] != signs[:-1])
    return np.sort([*grid, *(brentq(difference, grid[i], grid[i + 1]) for i in jumps)])


DEVICES = ["macroscopic laser", "PhC laser", "EDC laser 1", "EDC laser 3", "EDC laser 5"]


def example(name):
    if name in catalogue:
        return catalogue[name]
    return {
        "four-level": build(15, 0.1, 1000, absorption=False),
        "no blocking": build(15, 3.0, 10_000, pump_blocking=False),
        "hardly coupled": build(6.04e-5, 1.1e7, 2174, pump_blocking=False),
        "LED": build(0.4, 1e-3, 1000),
    }[name]


@pytest.mark.parametrize("name", [*DEVICES, "four-level", "no blocking", "hardly coupled", "LED"])
def test_damping_minimum_is_the_one_found_by_brute_force(name):
    laser = example(name)
    grid = brute_force_grid(laser)
    lowest = int(np.argmin([damping_by_eigenvalues(laser, n) for n in grid]))
    with overfilling_allowed():
        found = threshold(laser, "damping minimum")
    assert found.reached is (lowest > 0)
    if found.reached:
        best = minimize_scalar(
            lambda x: damping_by_eigenvalues(laser, np.exp(x)),
            bounds=np.log(grid[[lowest - 1, lowest + 1]]),
            method="bounded",
            options={"xatol": 1e-9},
        )
        # A minimum is only found to the square root of the rounding.
        assert abs(np.exp(best.x) / found.photons - 1) < 1e-4
        assert abs(pump_at(laser, found.photons) / found.pump - 1) < 1e-8


@pytest.mark.parametrize("name", [*DEVICES, "four-level", "no blocking", "hardly coupled", "LED"])
def test_relaxation_oscillations_begin_where_brute_force_sees_complex_eigenvalues(name):
    laser = example(name)
    grid = with_meetings(laser, brute_force_grid(laser))
    rings = np.array([ringing_margin(laser, n) < 0 for n in grid])
    with overfilling_allowed():
        found = threshold(laser, "relaxation oscillations")
    assert found.reached is bool(rings.any())
    if found.reached:
        first = int(np.argmax(rings))
        onset = brentq(lambda n: ringing_margin(laser, n), grid[first - 1], grid[first])
        assert abs(onset / found.photons - 1) < 1e-6  # gain − loss is a difference in A
        eigenvalues = np.linalg.eigvals(small_signal_matrix(laser, onset * (1 + 1e-5)))
        assert np.all(abs(eigenvalues.imag) > 0)


@settings(max_examples=60)  # each is a search
@given(lasers(xi=(-3, 6), odds=(-12, 6)))
def test_damping_minimum_exists_exactly_if_damping_first_falls(laser):
    # With x = k n_p, dΓ_d/dx = b γ_c(1/β_eff + 2x + ηx²)/(k n_0 (1 + ηx)²) + γ_r
    # − γ_c(1 + 2aξ)/(1 + x)², b = 1 with blocking; times (1 + x)² it grows: one zero at most.
    k, n_0 = 1 + laser.absorption, laser.n_emitters
    blocked = laser.pump_blocking * laser.gamma_c / (laser.beta_eff * k * n_0)
    falling = laser.gamma_c * (1 + 2 * xi_of(laser) * laser.absorption)
    balance = (blocked + laser.gamma_r) / falling
    assume(not 0.99 < balance < 1.01)
    with overfilling_allowed():
        found = threshold(laser, "damping minimum")
    assert found.reached is bool(balance < 1)
    if found.reached:
        eta, x = laser.eta, k * found.photons
        gain = found.photons * (1 / laser.beta_eff + x) * laser.gamma_c / found.pump
        up = blocked * (1 + 2 * x * laser.beta_eff + eta * laser.beta_eff * x**2) / gain**2
        residual = (up + laser.gamma_r) * (1 + x) ** 2 / falling
        assert abs(residual - 1) < 1e-6


@pytest.mark.parametrize("n_emitters", [10**3, 10**6, 10**9, 10**12])
def test_an_led_of_many_emitters_rings_in_a_narrow_window_near_saturation(n_emitters):
    laser = build(0.4, 1e-6, n_emitters)
    # There −∂ṅ_e/∂n_e, about J/n_0, meets −∂ṅ_p/∂n_p while the emitters are inverted.
    pumps = n_emitters * laser.gamma_c * np.geomspace(1e-4, 1e2, 2000)
    photons = np.array([exact_photons(laser, J) for J in pumps])
    n_e = carriers_at(laser, photons)
    carrier_decay = pumps / n_emitters + laser.gamma_r * (1 + 2 * photons) + laser.gamma_bg
    photon_decay = laser.gamma_c - laser.gamma_r * (2 * n_e - n_emitters)
    meet = int(np.argmax(carrier_decay > photon_decay))
    width = 2 * laser.gamma_r * np.sqrt((1 + 2 * photons[meet]) * (2 * n_e[meet] - n_emitters))
    assert abs(carrier_decay - photon_decay)[meet] < photon_decay[meet]  # a meeting, no jump
    assert width > 0  # inverted: the coupling has the sign that rings
    found = threshold(laser, "relaxation oscillations")
    assert found.reached
    assert abs(found.pump / pumps[meet] - 1) < 0.02 + 2 * width / photon_decay[meet]
