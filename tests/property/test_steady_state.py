"""The closed-form steady state against the rate equations, over twelve decades of everything.

Checked here: the residual of independently written rate equations, an 80-digit solution of the
same equations, a root finder, the inverse, monotony, the asymptotes, an LED's saturation.

Exercise: breaking the discriminant 4kj in _formulas/steady.py (2√(kj) → 2√j) turns
test_closed_form_satisfies_…, …_is_the_80_digit_solution_…, …_agrees_with_a_root_finder and six
more red; the textbook root (√(b² + 4kj) − b)/2k, which cancels, turns twelve red.
"""

import numpy as np
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.optimize import brentq

from lasercore import Laser, catalogue, rate_equations
from tests.helpers import (
    EPS,
    beta_eff_of,
    build,
    carriers_at,
    decades,
    eta_of,
    exact_photons,
    lasers,
    overfilling_allowed,
    terms,
    xi_of,
)

PUMPS = decades(-9, 12)  # in units of γ_c


def steady(laser, pump):
    with overfilling_allowed():
        return rate_equations.steady_state(laser, pump)


@given(lasers(), PUMPS)
def test_closed_form_satisfies_the_rate_equations_to_1e_10_of_their_largest_term(laser, j):
    state = steady(laser, j * laser.gamma_c)
    for equation in terms(laser, state.carriers, state.photons, state.pump):
        assert abs(sum(equation)) <= 1e-10 * max(map(abs, equation))


@given(lasers(), PUMPS)
def test_injected_carriers_balance_background_and_cavity_loss_to_1e_13(laser, j):
    # All three are sums of positive terms, so only a few roundings are allowed.
    state = steady(laser, j * laser.gamma_c)
    lost = laser.gamma_bg * state.carriers + laser.gamma_c * state.photons
    assert abs(state.injected - lost) <= 1e-13 * lost


@given(lasers(), PUMPS)
def test_injected_is_the_pump_times_the_share_of_empty_emitters(laser, j):
    state = steady(laser, j * laser.gamma_c)
    direct = state.pump * (1 - laser.pump_blocking * state.carriers / laser.n_emitters)
    # `injected` follows n_p, so it inherits n_p's sensitivity to the pump, ½√r at most.
    sensitivity = 1 + np.sqrt(max(eta_of(laser), 0) / beta_eff_of(laser))
    assert abs(state.injected - direct) <= 20 * EPS * sensitivity * state.pump


@given(lasers(), PUMPS)
def test_closed_form_is_the_80_digit_solution_of_hardly_changed_inputs(laser, j):
    # n_p grows with J and falls with γ_c. Sixteen roundings of either are allowed, so that a
    # laser at a steep jump is asked for no more than its inputs determine.
    pump, shift = j * laser.gamma_c, 16 * EPS
    photons = steady(laser, pump).photons
    low, high = exact_photons(laser, pump, -shift), exact_photons(laser, pump, shift)
    assert low * (1 - shift) <= photons <= high * (1 + shift)


@given(lasers(xi=(-3, 3), odds=(-3, 3)), decades(-4, 4))
def test_closed_form_agrees_with_a_root_finder(laser, j):
    pump = j * laser.gamma_c

    def missing(log_photons):
        carriers, photons = terms(
            laser, carriers_at(laser, np.exp(log_photons)), np.exp(log_photons), pump
        )
        return sum(carriers) + sum(photons)

    top = np.log(pump / laser.gamma_c) + 1e-9  # no more photons than carriers put in
    bottom = top - 60
    found = np.exp(brentq(missing, bottom, top, xtol=1e-15, rtol=4 * EPS))
    # The logarithm carries an absolute error of 60 roundings; the jump, r < 10⁷, magnifies it.
    assert abs(found / steady(laser, pump).photons - 1) < 1e-9


@given(lasers(), PUMPS)
def test_pump_for_photons_inverts_the_steady_state_of_a_laser(laser, j):
    # A laser's log slope lies between ½ and ½√r: in this direction nothing is magnified.
    assume(eta_of(laser) > 0)
    pump = j * laser.gamma_c
    back = rate_equations.pump_for_photons(laser, steady(laser, pump).photons)
    assert abs(back / pump - 1) < 1e-13


@given(lasers(xi=(-6, -0.31), pump_blocking=True), decades(-9, -1e-6))
def test_steady_state_inverts_pump_for_photons_of_an_led(laser, share):
    # An LED's log slope lies between 0 and 1: in this direction nothing is magnified.
    photons = share * laser.max_photons
    back = steady(laser, rate_equations.pump_for_photons(laser, photons)).photons
    assert abs(back / photons - 1) < 1e-13


@given(lasers())
def test_photons_and_carriers_never_fall_with_the_pump(laser):
    pumps = laser.gamma_c * np.geomspace(1e-9, 1e12, 400)
    state = steady(laser, pumps)
    # Two neighbours differ by 13 % in pump; a saturated value may wobble by a few roundings.
    for rising in (state.photons, state.carriers, state.injected):
        assert np.all(np.diff(rising) >= -8 * EPS * rising[1:])


@given(lasers())
def test_photons_never_exceed_injected_over_loss_nor_carriers_the_emitters(laser):
    state = steady(laser, laser.gamma_c * np.geomspace(1e-9, 1e12, 50))
    assert np.all(laser.gamma_c * state.photons <= state.injected * (1 + 8 * EPS))
    if laser.pump_blocking:
        assert np.all(state.carriers <= laser.n_emitters * (1 + 8 * EPS))


@given(lasers())
def test_far_below_and_far_above_threshold_the_curve_meets_its_asymptotes(laser):
    eta, beta_eff = eta_of(laser), beta_eff_of(laser)
    assume(eta > 1e-3)
    knee = laser.gamma_c / (eta * beta_eff)
    spread = 1e9 * max(eta / beta_eff, beta_eff / eta)
    # The first correction is of relative order 1/spread · max(r, 1/r) = 1e-9.
    for pump, slope in ((knee / spread, beta_eff), (knee * spread, eta)):
        assert abs(steady(laser, pump).photons / (slope * pump / laser.gamma_c) - 1) < 1e-8


@given(lasers(xi=(-6, -0.31), pump_blocking=True))
def test_an_led_saturates_at_2_xi_over_1_minus_2_xi(laser):
    limit = 2 * xi_of(laser) / (1 - 2 * xi_of(laser))
    assert abs(laser.max_photons / limit - 1) < 1e-12
    scale = laser.gamma_c * limit * (1 / beta_eff_of(laser) + 2 * limit)
    photons = steady(laser, scale * np.geomspace(1, 1e15, 30)).photons
    assert np.all(photons <= limit * (1 + 1e-12))
    assert abs(photons[-1] / limit - 1) < 1e-12  # what is missing is scale/J = 1e-15


@given(st.integers(1, 1000), decades(-3, 3), st.booleans())
def test_the_border_between_led_and_laser_grows_like_the_square_root_of_the_pump(n, odds, a):
    laser = Laser(n, 1.0, odds, float(n), absorption=a)  # γ_r n_0 = γ_c: ξ = ½
    assert laser.eta == 0 and laser.max_photons == np.inf
    j = 1e20 * (1 + odds) ** 2
    # η = 0 leaves k n_p² + n_p/β_eff = j
    assert abs(steady(laser, j * n).photons / np.sqrt(j / (1 + a)) - 1) < 1e-6


@given(lasers())
def test_zero_pump_gives_the_dark_laser(laser):
    state = rate_equations.steady_state(laser, 0.0)
    assert (state.photons, state.carriers, state.injected) == (0.0, 0.0, 0.0)


@given(lasers(), PUMPS, decades(-3, 3))
def test_the_unit_of_time_does_not_matter(laser, j, unit):
    # Comparing with a shifted unit asks for no more than the inputs determine, as above.
    names = ("gamma_r", "gamma_bg", "gamma_c")
    rates = {name: getattr(laser, name) * unit for name in names}
    other = Laser(
        laser.n_emitters, absorption=laser.absorption, pump_blocking=laser.pump_blocking, **rates
    )
    pump, shift = j * laser.gamma_c, 32 * EPS
    scaled = steady(other, pump * unit).photons
    low, high = exact_photons(laser, pump, -shift), exact_photons(laser, pump, shift)
    assert low * (1 - shift) <= scaled <= high * (1 + shift)


def test_arrays_of_any_shape_give_what_single_pumps_give():
    laser, pumps = catalogue["EDC laser 3"], np.geomspace(1e8, 1e14, 6).reshape(2, 3)
    state = rate_equations.steady_state(laser, pumps)
    for name in ("pump", "photons", "carriers", "injected", "current", "inversion"):
        values = getattr(state, name)
        assert values.shape == (2, 3)
        single = getattr(rate_equations.steady_state(laser, float(pumps[1, 2])), name)
        assert np.isscalar(single) and single == values[1, 2]


def test_more_emitters_than_a_double_can_count_change_nothing():
    few, many = build(xi=15, odds=0.1, n_emitters=10**9), build(15, 0.1, n_emitters=10**18)
    pumps = 1e12 * np.geomspace(1e-3, 1e3, 7)
    # At fixed ξ and β the photon number does not know n_0.
    np.testing.assert_allclose(
        rate_equations.steady_state(few, pumps).photons,
        rate_equations.steady_state(many, pumps).photons,
        rtol=1e-13,
    )
