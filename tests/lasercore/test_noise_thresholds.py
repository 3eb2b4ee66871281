"""The Fano threshold: by the linear noise approximation, exactly, and from samples.

The Langevin peak is checked to ten digits with Fano factors of 60 digits, written here a second
time; whether there is a peak at all, by brute force on a wide grid.

Exercise: each of these, alone, turns tests here red. In lasercore/thresholds/noise.py: the grid's
best point instead of `_summit` (test_the_langevin_peak_…); `foot` without `- 1`
(…_exactly_if_brute_force_…); `range(STEPS)` → `range(1)` (test_the_exact_peak_may_lie_far_…);
`[seed, len(sampled)]` → `[seed]` (test_every_pump_has_a_stream_of_its_own); `by_coefficient`
halved (test_the_error_of_…); its `1.0` → `0.0` (test_the_error_of_…); `values[top] <= 2`
(test_the_exact_peak_may_lie_far_…); `if unknown` → `if False` (test_methods_and_options_…).
In lasercore/thresholds/definitions.py: "points" added to the options of `fano` (test_methods_…).
"""

import re
from dataclasses import replace
from decimal import Decimal, localcontext
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import assume, given, settings

from lasercore import Laser, catalogue, devices, gillespie, langevin, master_equation
from lasercore.cavity import diffraction_volume
from lasercore.rate_equations import pump_for_photons, steady_state
from lasercore.thresholds import DEFINITIONS, compare, dynamic, noise, threshold
from lasercore.units import scientific
from tests.helpers import build, lasers, overfilling_allowed, xi_of

EDC = catalogue["EDC laser 1"]


def recycling(laser):
    return threshold(laser, "photon recycling").pump


# --- Langevin --------------------------------------------------------------------------------


def fano_to_60_digits(laser, n):
    """F at n photons: the two coupled variances by the Lyapunov equation, in Decimal."""
    n_0, gamma_r, gamma_bg, gamma_c, a, b = (
        Decimal(x)
        for x in (
            laser.n_emitters,
            laser.gamma_r,
            laser.gamma_bg,
            laser.gamma_c,
            laser.absorption,
            laser.pump_blocking,
        )
    )
    e = (gamma_c / gamma_r + a * n_0) * n / (1 + (1 + a) * n)
    lost = gamma_bg * e + gamma_c * n
    J = lost / (1 - b * e / n_0)
    emitted, absorbed = gamma_r * e * (n + 1), a * gamma_r * (n_0 - e) * n
    rise = gamma_r * (1 + (1 + a) * n)
    gain = gamma_r * e - a * gamma_r * (n_0 - e)
    ee, ep, pe, pp = -(b * J / n_0 + gamma_bg + rise), -gain, rise, gain - gamma_c
    D_ee = lost + gamma_bg * e + emitted + absorbed
    D_ep, D_pp = -(emitted + absorbed), emitted + absorbed + gamma_c * n
    determinant = ee * pp - ep * pe
    C_pp = determinant * D_pp + pe**2 * D_ee - 2 * pe * ee * D_ep + ee**2 * D_pp
    return C_pp / (-2 * (ee + pp) * determinant) / n


PEAKED = {
    **{name: catalogue[name] for name in catalogue if name not in ("EDC laser 6", "nanoLED A")},
    "four-level": build(40.0, 0.3, 100, absorption=False),
    "no blocking": build(2.0, 10.0, 1, pump_blocking=False),
    "four-level, no blocking": build(1e3, 1e-6, 7, absorption=False, pump_blocking=False),
    "beta 1e-9": build(30.0, 1e9, 10**6),
}


@pytest.mark.parametrize("name", PEAKED)
def test_the_langevin_peak_is_right_to_ten_digits(name):
    laser = PEAKED[name]
    with overfilling_allowed():
        found = threshold(laser, "fano")
    assert found.reached
    with localcontext(prec=60):

        def slope(n):
            step = Decimal("1e-25")
            fano_after, fano_before = (
                fano_to_60_digits(laser, n * x) for x in (1 + step, 1 - step)
            )
            return fano_after - fano_before

        n = Decimal(found.photons)
        assert slope(n * (1 - Decimal("1e-10"))) > 0 > slope(n * (1 + Decimal("1e-10")))
        height = float(fano_to_60_digits(laser, n))
    assert found.pump == pytest.approx(float(pump_for_photons(laser, found.photons)), rel=1e-12)
    shown = float(found.reason.rpartition("at ")[2].replace("·10", "e").translate(SUPERSCRIPTS))
    assert shown == pytest.approx(height, rel=6e-3)


SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")


def test_edc_laser_1_peaks_at_six_point_nine_eight_times_the_recycling_threshold():
    assert threshold(EDC, "fano").pump / recycling(EDC) == pytest.approx(6.98, abs=5e-3)  # [ref]


def test_the_height_is_that_of_the_peak_not_of_the_grid_beside_it(monkeypatch):
    monkeypatch.setattr(dynamic, "GRID_POINTS", 31)  # more than half a decade apart
    found = threshold(EDC, "fano")
    height = langevin.photon_statistics(EDC, found.pump).fano
    assert found.reason.endswith(f"at {scientific(height)}")


def test_a_larger_volume_has_no_langevin_peak():
    """saldutti2024 Fig. 12."""
    larger = replace(devices["EDC laser 1"], volume=2.0 * diffraction_volume(1.55e-6, 3.3)).laser
    assert xi_of(larger) == pytest.approx(0.57, abs=5e-3)
    found = threshold(larger, "fano")
    assert not found.reached
    assert re.match("the Fano factor only grows with the pump, towards 7.76", found.reason)


@settings(max_examples=80)  # each looks at 3000 pumps
@given(lasers(xi=(-0.29, 5), odds=(-9, 6)))
def test_a_langevin_peak_exists_exactly_if_brute_force_sees_one(laser):
    photons = np.geomspace(1e-9, 1e15, 3000)
    with overfilling_allowed():
        found = threshold(laser, "fano")
        pump = pump_for_photons(laser, photons)
        excess = langevin.photon_statistics(laser, pump).fano - 1
    limit = langevin.far_above(laser) - 1
    best = excess.max()
    # Near a tie, and on the plateau at the end, rounding decides.
    assume((best > 1e-6 and abs(best - limit) > 1e-3 * limit) or best < limit)
    top = int(np.argmax(excess))
    assert found.reached is bool(0 < top < len(photons) - 1 and best > limit)
    if found.reached:
        assert photons[top - 1] < found.photons < photons[top + 1]


def test_each_way_of_having_no_peak_is_told_in_its_own_words():
    reasons = {
        "only grows": "the Fano factor only grows with the pump, towards 10.5 far above threshold",
        "hump": (
            r"the Fano factor has a hump \(F − 1 = 0\.00246\), but higher pumps bring it above"
            " that, towards 1.23 far above threshold"
        ),
        "below 1": "the Fano factor first falls below 1 .* and then only grows, towards 5.58",
        "LED": "xi = 0.443 ≤ 1/2, an LED: .* no peak but tends to that of thermal light, 8.70$",
        "border": "xi = 0.5 ≤ 1/2, an LED: .* no peak but grows without limit, like its",
    }
    examples = {
        "only grows": build(0.55, 0.01, 10),
        "hump": catalogue["EDC laser 6"],
        "below 1": build(0.6, 1e-9, 1),
        "LED": catalogue["nanoLED A"],
        "border": Laser(1, 1.0, 0.1, 1.0),
    }
    for name, laser in examples.items():
        found = threshold(laser, "fano")
        assert not found.reached
        assert np.isnan(found.pump)
        assert re.match(reasons[name], found.reason), found.reason


def test_a_hump_lower_than_what_follows_is_no_threshold():
    one = catalogue["EDC laser 6"]
    fano = langevin.photon_statistics(one, recycling(one) * np.geomspace(0.01, 100, 200)).fano
    falls = np.flatnonzero(np.diff(fano) < 0)
    assert 0 < falls[0] < falls[-1] < len(fano) - 2
    assert 1 < fano[falls[0]] < fano[-1] < langevin.far_above(one)
    assert not threshold(one, "fano").reached


def test_the_error_of_a_fitted_summit_is_that_of_its_points():
    x, errors = np.linspace(-1.0, 1.4, 9), np.linspace(0.01, 0.03, 9)
    curve = np.polynomial.Polynomial([1.96, 0.4, -1.0, 0.3, -0.1])
    values, slope = curve(x), curve.deriv()

    def summit(values):
        return noise._fitted_summit(x, values, errors)

    steps = 1e-4 * np.eye(len(x))
    moved = [(summit(values + one)[0] - summit(values - one)[0]) / 2e-4 for one in steps]
    place, error, height = summit(values)
    assert error == pytest.approx(np.linalg.norm(moved * errors), rel=1e-5)
    assert abs(slope(place)) < 1e-9 and height == pytest.approx(curve(place))


def test_a_comparison_is_a_table_of_straight_columns():
    lines = str(compare(EDC)).splitlines()
    starts = [re.match(r"definition +", lines[0]).end(), lines[0].index("photons")]
    for line in lines:
        assert line[starts[0] - 2 : starts[0]] == "  " != line[starts[0]]
        reached = len(line) > starts[1] and ": " not in line
        assert not reached or line[starts[1] - 2 : starts[1]] == "  " != line[starts[1]]


def test_fano_is_among_the_definitions_that_compare_asks():
    assert "fano" in DEFINITIONS
    assert compare(EDC)["fano"] == threshold(EDC, "fano", method="langevin")
    assert "425 nA" in str(compare(EDC, ["fano"]))


# --- options ---------------------------------------------------------------------------------


def test_methods_and_options_that_do_not_exist_are_refused():
    with pytest.raises(
        ValueError,
        match="method must be one of 'langevin', 'master equation', 'gillespie', got 'exact'",
    ):
        threshold(EDC, "fano", method="exact")
    with pytest.raises(ValueError, match=r"method must be one of .*, got None"):
        threshold(EDC, "fano", method=None)
    with pytest.raises(
        TypeError,
        match="'fano' takes only the options method, events, seed, max_memory, got points: leave",
    ):
        threshold(EDC, "fano", points=3)
    with pytest.raises(
        TypeError,
        match=r"'fano' by 'master equation' takes only max_memory, got seed, events: leave"
        r" them out or use method='gillespie'$",
    ):
        threshold(EDC, "fano", method="master equation", seed=1, events=10)
    with pytest.raises(
        TypeError,
        match=r"'fano' by 'gillespie' takes only events, seed, got max_memory: leave them out"
        r" or use method='master equation'$",
    ):
        threshold(EDC, "fano", method="gillespie", seed=1, max_memory=1e8)
    with pytest.raises(TypeError, match="'fano' by 'langevin' takes no options, got max_memory"):
        threshold(EDC, "fano", max_memory=1e8)
    with pytest.raises(ValueError, match="max_memory must be positive, got -1"):
        threshold(EDC, "fano", method="master equation", max_memory=-1.0)
    with pytest.raises(ValueError, match="events must be a whole number of at least 1, got 0"):
        threshold(EDC, "fano", method="gillespie", events=0)
    with pytest.raises(ValueError, match="seed must be a whole number of at least 0, got -1"):
        threshold(EDC, "fano", method="gillespie", seed=-1)


@pytest.mark.parametrize("method", ["langevin", "master equation", "gillespie"])
def test_an_led_has_no_peak_by_any_method(method):
    found = threshold(catalogue["nanoLED A"], "fano", method=method)
    assert not found.reached and "an LED" in found.reason


@pytest.mark.parametrize("method", ["master equation", "gillespie"])
def test_without_blocking_an_led_is_one_where_carriers_are_counted(method):
    """The mean field excites more emitters than there are; a count of them cannot."""
    led = Laser(20, 2 * 0.45 / 20, 0.1, 1.0, pump_blocking=False)
    found = threshold(led, "fano", method=method)
    assert not found.reached and found.computed
    assert re.match(
        "xi = 0.45 ≤ 1/2, an LED even with all 20 .* thermal light, 10.0$", found.reason
    )
    light = master_equation.photon_statistics(led, 1e6)
    assert light.fano == pytest.approx(10.0, rel=1e-3)
    border = threshold(Laser(20, 1 / 20, 0.1, 1.0, pump_blocking=False), "fano", method=method)
    assert not border.reached and "grows without limit" in border.reason


# --- the exact distribution ------------------------------------------------------------------


def test_the_exact_peak_of_edc_laser_1():
    found = threshold(EDC, "fano", method="master equation")
    assert found.pump / recycling(EDC) == pytest.approx(9.42, abs=5e-3)  # [ref]
    assert found.photons == pytest.approx(steady_state(EDC, found.pump).photons, rel=1e-12)
    fano = master_equation.photon_statistics(EDC, found.pump * np.array([0.99, 1.0, 1.01])).fano
    assert fano[0] < fano[1] > fano[2]
    assert f"exact Fano factor peaks, at {fano[1]:.2f}" in found.reason


def test_the_exact_peak_may_lie_far_from_where_the_search_begins_and_where_langevin_has_none():
    one = catalogue["EDC laser 6"]
    found = threshold(one, "fano", method="master equation")
    assert found.reached and found.pump > 10 * recycling(one)
    pumps = found.pump * np.geomspace(1 / 30, 30, 41)[:31]
    fano = master_equation.photon_statistics(one, pumps).fano
    assert int(np.argmax(fano)) == 20
    assert fano.max() > langevin.far_above(one)


def stub(fano_of, error=0.0):
    """A noise model with a known Fano factor; samples scatter around it by `error`."""

    def photon_statistics(laser, pump, *, seed=None, **options):
        scatter = error * np.random.default_rng(seed).normal() if error else 0.0
        return SimpleNamespace(fano=fano_of(pump) + scatter, errors={"fano": error})

    return photon_statistics


STOCHASTIC = {"master equation": (master_equation, "exact"), "gillespie": (gillespie, "sampled")}


@pytest.mark.parametrize("method", STOCHASTIC)
@pytest.mark.parametrize("blocking", [True, False])
def test_a_curve_still_rising_at_the_end_of_the_search_is_not_called_peakless(
    monkeypatch, method, blocking
):
    solver, kind = STOCHASTIC[method]
    one = replace(EDC, pump_blocking=blocking)
    monkeypatch.setattr(solver, "photon_statistics", stub(lambda J: 3 - 1 / np.log(J), 1e-9))
    found = threshold(one, "fano", method=method)
    assert not found.reached and not found.computed
    assert re.match(
        f"the {kind} Fano factor is still rising at the end of the search, at .* mA, where it is"
        " 2.97: its peak, if there is one, lies at higher pumps$",
        found.reason,
    )
    monkeypatch.setattr(solver, "photon_statistics", stub(lambda J: 3 + 1 / np.log(J), 1e-9))
    found = threshold(one, "fano", method=method)
    assert not found.computed
    assert re.search("at .* [fpn]A, where it is 3.05: .* lies at lower pumps$", found.reason)


@pytest.mark.parametrize("method", STOCHASTIC)
def test_a_curve_that_rises_towards_a_higher_limit_has_no_peak(monkeypatch, method):
    solver, kind = STOCHASTIC[method]
    one = build(0.55, 0.01, 10)
    monkeypatch.setattr(solver, "photon_statistics", stub(lambda J: 8 - 1 / np.log(J), 1e-9))
    found = threshold(one, "fano", method=method)
    assert not found.reached and found.computed
    assert re.match(
        rf"the {kind} Fano factor has no peak between .* and .*; far above threshold it tends to"
        r" 10\.5, which is more$",
        found.reason,
    )
    # Without blocking no such limit is known, and none is named.
    found = threshold(replace(one, pump_blocking=False), "fano", method=method)
    assert not found.computed and "still rising" in found.reason and "far above" not in found.reason


def test_without_blocking_a_curve_below_one_has_no_peak(monkeypatch):
    one = build(2.0, 10.0, 1, pump_blocking=False)
    monkeypatch.setattr(master_equation, "photon_statistics", stub(lambda J: 0.5))
    found = threshold(one, "fano", method="master equation")
    assert found.computed and found.reason.endswith(
        "at small pumps it tends to 1.00, which is more"
    )


def test_just_above_one_half_the_window_is_refused_unless_allowed(monkeypatch):
    """The searches below would take minutes."""
    with pytest.raises(master_equation.WindowTooLarge, match=r"max_memory must hold .* got 3e\+07"):
        threshold(build(0.5 + 1e-12, 0.5, 20), "fano", method="master equation")
    with pytest.raises(master_equation.WindowTooLarge, match=r"got 1e\+06 bytes"):
        threshold(EDC, "fano", method="master equation", max_memory=1e6)
    given = []

    def spy(laser, pump, *, max_memory):
        given.append(max_memory)
        return SimpleNamespace(fano=2.0)

    monkeypatch.setattr(master_equation, "photon_statistics", spy)
    for emitters in (1, 20):
        threshold(build(0.6, 0.5, emitters), "fano", method="master equation")
    threshold(EDC, "fano", method="master equation", max_memory=1e9)
    assert set(given) == {8 * noise.MOST_PHOTONS * 4, noise.MAX_MEMORY, 1e9}


def test_a_window_too_large_is_said_by_the_solver(monkeypatch):
    def refuse(laser, pump, *, max_memory):
        raise master_equation.WindowTooLarge("too many states")

    monkeypatch.setattr(master_equation, "photon_statistics", refuse)
    with pytest.raises(master_equation.WindowTooLarge):
        threshold(EDC, "fano", method="master equation")


# --- samples ---------------------------------------------------------------------------------


def test_the_sampled_peak_agrees_with_the_exact_one():
    exact = threshold(EDC, "fano", method="master equation").pump
    found = threshold(EDC, "fano", method="gillespie", events=1_000_000, seed=3)
    assert found == threshold(EDC, "fano", method="gillespie", events=1_000_000, seed=3)
    assert found != threshold(EDC, "fano", method="gillespie", events=1_000_000, seed=4)
    error = stated_error(found)
    assert error < 0.1
    assert abs(np.log(found.pump / exact)) < 3.5 * error


def stated_error(found):
    return float(re.search(r"known to ([\d.]+) % \(one standard error\)", found.reason)[1]) / 100


@pytest.mark.parametrize("offset", [-0.4, 0.0, 0.4])
def test_the_error_of_the_sampled_peak_is_right(monkeypatch, offset):
    """200 seeds on a known curve: the spread of the peaks is the error that each one states.

    The search samples factors of two from the Langevin peak, so that `offset` is how far the peak
    lies from the middle of the samples; there, other coefficients of the fit matter.
    """
    where = threshold(EDC, "fano").pump * np.exp(offset * np.log(2))
    curve = stub(lambda J: 4 - 0.5 * np.log(J / where) ** 2 + 0.1 * np.log(J / where) ** 3, 0.01)
    monkeypatch.setattr(gillespie, "photon_statistics", curve)
    pulls = []
    for seed in range(200):
        found = threshold(EDC, "fano", method="gillespie", seed=seed)
        pulls.append(np.log(found.pump / where) / stated_error(found))
    # Two standard errors of a mean are 0.14, of a spread 0.1; four are allowed.
    assert abs(np.mean(pulls)) < 0.28
    assert abs(np.std(pulls) - 1) < 0.2


def test_every_pump_has_a_stream_of_its_own(monkeypatch):
    streams = []

    def spy(laser, pump, *, seed, events, progress):
        streams.append(seed)
        return stub(lambda J: 4 - np.log(J / threshold(EDC, "fano").pump) ** 2, 0.01)(
            laser, pump, seed=seed
        )

    monkeypatch.setattr(gillespie, "photon_statistics", spy)
    threshold(EDC, "fano", method="gillespie")
    assert len(set(streams)) == len(streams) > 10


def test_a_peak_that_is_higher_than_the_foot_by_its_error_is_not_denied(monkeypatch):
    where, foot = threshold(EDC, "fano").pump, noise.far_above(EDC)
    hump = stub(lambda J: foot + 0.2 - 0.1 * np.log(J / where) ** 2, 0.2)
    monkeypatch.setattr(gillespie, "photon_statistics", hump)
    for seed in range(4):
        found = threshold(EDC, "fano", method="gillespie", seed=seed)
        assert found.reached or not found.computed


def test_a_peak_that_drowns_in_its_errors_is_not_reported(monkeypatch):
    monkeypatch.setattr(
        gillespie, "photon_statistics", stub(lambda J: 4 - (J / 2.7e12 - 1) ** 2 * 1e-4, 0.2)
    )
    reasons = [threshold(EDC, "fano", method="gillespie", seed=s).reason for s in range(8)]
    assert any("drowns in the errors with events = 2000000: raise" in r for r in reasons)
