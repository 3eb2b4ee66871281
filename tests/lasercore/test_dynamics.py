"""Transients against an independent solver and right-hand side, and against the steady state.

The same transients also measure what the small-signal formulas promise: the decay and the
frequency of the ringing, and the response to a slowly or quickly modulated pump.

Exercise: ignoring `breakpoints` in rate_equations/transients.py turns
test_a_short_pump_pulse_is_not_stepped_over red for every laser; an eigenvalue 10 % off turns
test_an_overdamped_disturbance_dies_out_at_the_two_predicted_rates red.
"""

import numpy as np
import pytest
from scipy.integrate import solve_ivp
from scipy.optimize import curve_fit

from lasercore import ValidityWarning, catalogue, rate_equations
from tests.helpers import build, flow

LASERS = {
    "PhC laser": catalogue["PhC laser"],
    "EDC laser 1": catalogue["EDC laser 1"],
    "EDC laser 3": catalogue["EDC laser 3"],
    "four-level": build(15, 0.1, 1000, absorption=False),
    "no blocking": build(15, 3.0, 10_000, pump_blocking=False),
    "LED": build(0.4, 0.1, 1000),
}


@pytest.fixture(params=LASERS)
def laser(request):
    return LASERS[request.param]


def radau(laser, pump_at, times, state, **options):
    """The same transient by another method, from the second writing of the equations."""
    return solve_ivp(
        lambda t, y: flow(laser, y, pump_at(t)),
        (times[0], times[-1]),
        state,
        method="Radau",
        t_eval=times,
        rtol=1e-9,
        atol=1e-12,
        **options,
    ).y


def some_pump(laser):
    """Well above the recycling threshold of a laser, well into the curve of an LED."""
    return 3 * laser.gamma_c / (max(laser.eta, 0.1) * laser.beta_eff)


def test_switching_on_agrees_with_radau(laser):
    pump, times = some_pump(laser), np.linspace(0, 30 / laser.gamma_c, 40)
    found = rate_equations.transient(laser, pump, times)
    n_e, n_p = radau(laser, lambda t: pump, times, [0, 0])
    # rtol 1e-8 a step; a turn-on delay turns it into a few 1e-6 of the largest value
    np.testing.assert_allclose(found.carriers, n_e, rtol=0, atol=1e-5 * n_e.max())
    np.testing.assert_allclose(found.photons, n_p, rtol=0, atol=1e-5 * n_p.max())


def test_ring_down_from_a_given_state_agrees_with_radau(laser):
    times = np.linspace(0, 30 / laser.gamma_c, 40)
    start = [0.9 * laser.n_emitters, 50.0]
    found = rate_equations.transient(laser, 0.0, times, *start)
    n_e, n_p = radau(laser, lambda t: 0.0, times, start)
    np.testing.assert_allclose(found.carriers, n_e, rtol=0, atol=1e-6 * n_e.max())
    np.testing.assert_allclose(found.photons, n_p, rtol=0, atol=1e-6 * n_p.max())
    assert (found.carriers[0], found.photons[0]) == tuple(start)


def test_a_long_time_leads_to_the_closed_form_steady_state(laser):
    pump = some_pump(laser)
    slowest = -rate_equations.small_signal(laser, pump).eigenvalues[0].real
    times = [0, 60 / min(slowest, laser.gamma_t, laser.gamma_c)]
    found = rate_equations.transient(laser, pump, times)
    expected = rate_equations.steady_state(laser, pump)
    assert abs(found.photons[-1] / expected.photons - 1) < 1e-6
    assert abs(found.carriers[-1] / expected.carriers - 1) < 1e-6


def test_a_short_pump_pulse_is_not_stepped_over(laser):
    # A thousandth of the whole time; by pulse_end nothing but the pump has acted yet.
    whole = 100 / laser.gamma_t
    begin, end = 0.5 * whole, 0.501 * whole
    height = 0.3 * laser.n_emitters / (end - begin)
    times = np.array([0, begin, end, 0.6 * whole, whole])

    def pulse(t):
        return height if begin <= t < end else 0.0

    found = rate_equations.transient(laser, pulse, times, breakpoints=[begin, end])
    assert found.carriers[1] == found.photons[1] == 0
    during = radau(laser, lambda t: height, np.array([begin, end]), [0, 0])[:, -1]
    after = radau(laser, lambda t: 0.0, times[2:], during)
    np.testing.assert_allclose(found.carriers[2:], after[0], rtol=1e-5, atol=1e-7 * after[0, 0])
    np.testing.assert_allclose(found.photons[2:], after[1], rtol=1e-5, atol=1e-7 * after[1].max())
    assert during[0] > 0.02 * laser.n_emitters


def test_breakpoints_that_change_nothing_do_not_change_the_solution(laser):
    pump, times = some_pump(laser), np.linspace(0, 10 / laser.gamma_c, 5)
    plain = rate_equations.transient(laser, pump, times)
    # at outputs, at the ends, beyond them, unsorted, and twice
    points = [times[2], times[1], times[0], times[-1], 2 * times[-1], -1.0, times[1]]
    other = rate_equations.transient(laser, pump, times, breakpoints=points)
    np.testing.assert_allclose(other.photons, plain.photons, rtol=1e-5)
    np.testing.assert_allclose(other.carriers, plain.carriers, rtol=1e-5)


def test_neighbouring_breakpoints_do_not_stop_the_solver():
    laser, jump = LASERS["EDC laser 1"], 1e-11
    points = [jump, np.nextafter(jump, 1)]
    step = rate_equations.transient(
        laser, lambda t: 1e12 * (t >= jump), [0, jump, 3e-11], breakpoints=points
    )
    late = rate_equations.transient(laser, 1e12, [jump, 3e-11])
    assert step.photons[1] == 0
    assert abs(step.photons[2] / late.photons[1] - 1) < 1e-6


def test_only_the_time_since_the_start_matters():
    laser, times = LASERS["EDC laser 1"], np.linspace(0, 2e-11, 5)
    now = rate_equations.transient(laser, 1e12, times)
    before = rate_equations.transient(laser, 1e12, times - 1e-9)
    np.testing.assert_allclose(before.photons, now.photons, rtol=1e-5)


def test_the_dark_laser_stays_dark(laser):
    found = rate_equations.transient(laser, 0.0, [0.0, 1e-12, 1e-3])
    assert not found.photons.any() and not found.carriers.any()


def test_a_tighter_tolerance_comes_closer_to_radau():
    laser, times = LASERS["PhC laser"], np.linspace(0, 2e-10, 20)
    pump = some_pump(laser)
    exact = solve_ivp(
        lambda t, y: flow(laser, y, pump), (0, times[-1]), [0, 0], "Radau", times,
        rtol=1e-12, atol=1e-14,
    ).y[1]  # fmt: skip
    errors = [
        abs(rate_equations.transient(laser, pump, times, rtol=r).photons - exact).max()
        for r in (1e-4, 1e-7, 1e-10)
    ]
    assert errors[1] < 1e-2 * errors[0] and errors[2] < 1e-2 * errors[1]


@pytest.mark.parametrize("carriers", [1.5, 50.0])
def test_a_transient_that_overfills_the_emitters_warns(carriers):
    laser = build(0.5, 0.1, 100, pump_blocking=False)
    # The steady state holds fewer carriers than emitters; on the way there they overflow.
    assert rate_equations.steady_state(laser, 1e15).carriers < 100
    with pytest.warns(ValidityWarning, match=r"carriers must not exceed n_emitters = 100"):
        rate_equations.transient(laser, 1e15, [0, 1e-12, 1e-9], carriers=carriers)


# --- small signal, measured ------------------------------------------------------------------


def disturbed(laser, pump, times, change=1e-5):
    """δn_p(t) after the photon number alone was raised by a small share."""
    state = rate_equations.steady_state(laser, pump)
    start = (float(state.carriers), float(state.photons) * (1 + change))
    found = rate_equations.transient(laser, pump, times, *start, rtol=1e-12)
    return (found.photons - state.photons) / (start[1] - state.photons)


def test_a_disturbance_rings_at_the_predicted_frequency_and_decay():
    laser = catalogue["macroscopic laser"]
    pump = 5 * laser.gamma_c / (2 * laser.eta * laser.beta_eff)
    signal = rate_equations.small_signal(laser, pump)
    assert signal.oscillates
    decay, frequency = 0.5 * signal.damping_rate, signal.oscillation_frequency
    times = np.linspace(0, 4 / frequency, 400)

    def ringing(t, rate, hertz, cosine, sine):
        angle = 2 * np.pi * hertz * t
        return np.exp(-rate * t) * (cosine * np.cos(angle) + sine * np.sin(angle))

    guess = [1.3 * decay, 0.93 * frequency, 1.0, 0.0]
    scale = np.array([decay, frequency, 1, 1])
    fit, _ = curve_fit(
        lambda t, *p: ringing(t, *(np.array(p) * scale)), times, disturbed(laser, pump, times),
        p0=guess / scale,
    )  # fmt: skip
    np.testing.assert_allclose(fit[:2], 1, rtol=1e-3)  # the disturbance is 1e-5 of n_p


def test_an_overdamped_disturbance_dies_out_at_the_two_predicted_rates():
    laser, pump = catalogue["EDC laser 1"], 1e12
    signal = rate_equations.small_signal(laser, pump)
    assert not signal.oscillates
    slow, fast = -signal.eigenvalues.real
    times = np.linspace(0, 5 / slow, 300)
    basis = np.exp(-np.outer(times, [slow, fast]))
    measured = disturbed(laser, pump, times)
    weights, *_ = np.linalg.lstsq(basis, measured)
    assert abs(weights.sum() - 1) < 1e-3
    np.testing.assert_allclose(basis @ weights, measured, atol=1e-4)


@pytest.mark.parametrize("relative_frequency", [0.01, 0.1, 1.0])
@pytest.mark.parametrize("name", ["PhC laser", "EDC laser 1", "four-level", "no blocking"])
def test_modulation_response_is_what_a_modulated_transient_shows(name, relative_frequency):
    laser = LASERS[name]
    bias, depth = some_pump(laser), 1e-4
    signal = rate_equations.small_signal(laser, bias)
    frequency = relative_frequency * np.sqrt(signal.relaxation_frequency_squared) / (2 * np.pi)
    settle = np.ceil(25 * frequency / -signal.eigenvalues[0].real) / frequency
    samples = settle + np.arange(64) / 64 / frequency
    state = rate_equations.steady_state(laser, bias)
    found = rate_equations.transient(
        laser,
        lambda t: bias * (1 + depth * np.cos(2 * np.pi * frequency * t)),
        np.append(0.0, samples),
        state.carriers,
        state.photons,
        rtol=1e-9,
    )
    turning = np.exp(-2j * np.pi * frequency * samples)
    measured = 2 * np.mean(found.photons[1:] * turning) / (depth * bias)
    expected = rate_equations.modulation_response(laser, bias, frequency)
    # Depth 1e-4 leaves a nonlinear part of about depth² and solver noise of rtol/depth.
    assert abs(measured / expected - 1) < 1e-3
