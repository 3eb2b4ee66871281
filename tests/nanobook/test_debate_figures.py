"""The figures of chapter 8 show what lasercore computes, and its claims hold.

Seen to fail: with the fraction left at 1 in `closures.begins`, the test of the signs; with γ_c for
k in `growth.growth_rates`, the test of the growth; with `!=` for `==` in `branches._run` or
`closures._draw_branch`, the tests of what is stable; without η in `branches.closed_form`, the
circles on the line; with ⟨σ⟩ = 0 or n = ½ in `coherent_start`, the test of the start; with
e^{−πΔνt} for the photons in `in_time.closure_decay`, the test of phase diffusion; with the product
left out of `quantum.dropped`, the test of the third cumulant; with 1/e² for 1/e in
`coherence.lifetime`, the test of the Reply's; with 1/(2πΔν), the test of coherence times.
"""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from lasercore import (
    Laser,
    cumulants,
    devices,
    lindblad,
    master_equation,
    rate_equations,
    thresholds,
)
from lasercore.cumulants import Closure, coherent_start, dots
from nanobook.ch15_debate import branches, closures, growth
from nanobook.ch16_referee import coherence, in_time, quantum
from nanobook.ch17_thresholds_compared import bifurcation
from nanobook.ch17_thresholds_compared.bifurcation import closed_form
from nanobook.debated import without_dephasing

K = dots.gamma_c / 2
FEW = {n: Laser(n, 2 / n, 1.0, 1.0, gamma_2=50.0) for n in (1, 2, 10)}
OUTSIDE = pytest.mark.filterwarnings(
    "ignore:pump must not exceed:lasercore._checks.ValidityWarning"
)


def axes():
    return Figure().add_subplot()


def markers(ax, *shapes):
    return [line for line in ax.lines if line.get_marker() in shapes]


# --- the closures -------------------------------------------------------------------------------


def test_growth_rates_are_those_of_the_closures_in_units_of_k():
    pumps = 40 * np.array([1e9, 1e11, 1e13])
    ax = growth.growth_rates(axes(), dots, pumps, ["cim", "reply"])
    for line, closure in zip(ax.lines, ("cim", "reply"), strict=False):
        r, values = line.get_data()
        assert np.allclose(r, pumps / 40)
        assert np.allclose(values, cumulants.growth_rate(dots, pumps, closure) / K)


def test_growth_changes_sign_in_the_cim_and_not_in_the_comment():
    pumps = 40 * np.array([3.02e12, 3.03e12, 1e13, 1e14])
    cim, comment = growth.growth_rates(axes(), dots, pumps, ["cim", "comment"]).lines[:2]
    assert np.array_equal(cim.get_ydata() > 0, [False, True, True, True])
    assert np.all(comment.get_ydata() < 0)


def test_the_exact_line_takes_the_place_of_the_growth():
    pumps = 40 * np.array([1e9, 1e11])
    (circles,) = markers(growth.growth_rates(axes(), dots, pumps), "o")
    width = master_equation.linewidth(without_dephasing(dots), pumps)
    assert np.allclose(circles.get_ydata(), -np.pi * width / K)
    # Below threshold every closure has it; there nobody disagrees.
    assert circles.get_ydata()[0] == pytest.approx(
        cumulants.growth_rate(dots, pumps[0]) / K, rel=0.03
    )


def test_above_threshold_the_comments_field_decays_twice_as_fast_as_phase_diffusion():
    # A Gaussian state has noise of amplitude too; 1/n_p and the fraction's gap are what is left.
    pumps = 40 * np.array([1e11, 3e11, 1e12])
    width = rate_equations.linewidth(without_dephasing(dots), pumps)
    ratio = -cumulants.growth_rate(dots, pumps, "comment") / (np.pi * width)
    assert np.all(np.abs(ratio - 2) < 0.03)


def test_the_exact_decay_is_left_out_where_it_would_take_long():
    pumps, decay = growth.exact_decay(dots, 40 * np.geomspace(1e8, 1e14, 61))
    assert len(pumps) == growth.EXACT_POINTS and np.all(np.diff(decay) < 0)
    light = rate_equations.steady_state(without_dephasing(dots), pumps).photons
    assert light.max() <= growth.FEW_PHOTONS


SIGNS = {
    # r of physics; three percent for ends of detached branches, the last digit for the others.
    "cim": {"*": (3.0247e12, 1e-4)},
    "comment": {"*": (1.209e14, 1e-3), "D": (2.467e13, 1e-3), "X": (5.899e12, 1e-3)},
    "reply": {"*": (2.14e13, 0.03), "D": (1.8e13, 0.03), "X": (1.03e13, 0.03)},
}


@pytest.mark.parametrize("closure", SIGNS)
def test_signs_stand_where_carroll2022_fig_1_has_them(closure):
    ax = closures.closure_curves(axes(), dots, [closure])
    found = {line.get_marker(): line.get_xdata()[0] for line in markers(ax, *"*DX")}
    assert set(found) == set(SIGNS[closure])
    for sign, (r, tolerance) in SIGNS[closure].items():
        assert found[sign] == pytest.approx(r, rel=tolerance)


def test_signs_lie_on_the_line_of_all_photons():
    ax = closures.closure_curves(axes(), dots)
    light = ax.lines[0]
    for line in markers(ax, *"*DX"):
        (r,), (photons,) = line.get_data()
        here = np.exp(np.interp(np.log(r), *np.log(light.get_data())))
        assert photons == pytest.approx(here, rel=0.02)


def test_coherent_photons_are_full_where_stable_and_dashed_where_not():
    ax = closures.closure_curves(axes(), dots, ["reply"], fractions=[0.5])
    branch = cumulants.coherent_branch(dots, "reply", 0.5)
    drawn = {line.get_linestyle(): line.get_ydata() for line in ax.lines[1:3]}
    for dash, stable in (("-", branch.stable), ("--", ~branch.stable)):
        here = np.isfinite(drawn[dash])
        assert np.all(here[stable]) and here.sum() <= stable.sum() + 1
        assert np.array_equal(drawn[dash][here], branch.states.coherent_photons[here])


def test_a_closure_without_a_coherent_state_gets_no_sign():
    led = Laser(4, 0.2, 1.0, 1.0, gamma_2=50.0)  # ξ = 0.4
    ax = closures.closure_curves(axes(), led, ["cim"])
    assert not markers(ax, *"*DX")


def test_a_closure_of_ones_own_is_drawn_with_its_name():
    own = Closure({"b s*", "b n", "b b", "b s"}, name="field alone")
    ax = closures.closure_curves(axes(), dots, [own])
    assert "field alone" in [text.get_text() for text in ax.texts]
    assert len(markers(ax, "*")) == 1  # no fraction without correlated partners


# --- branches -----------------------------------------------------------------------------------


@OUTSIDE
def test_the_bistable_branch_has_a_stable_and_an_unstable_part_that_meet_in_the_fold():
    ax = branches.bistable_branch(axes(), dots)
    dark, stable, unstable, fold = ax.lines
    branch = cumulants.coherent_branch(dots, "reply")
    (r,), (photons,) = fold.get_data()
    assert r == pytest.approx(2.14e13, rel=0.03) == branch.folds[0] / 40
    assert photons == pytest.approx(7758, rel=1e-3)
    assert photons / branch.states.photons[branch.lowest] == pytest.approx(0.74, abs=5e-3)
    assert stable.get_ydata()[-1] == unstable.get_ydata()[0] == photons
    assert len(stable.get_xdata()) == branch.stable.sum() + (not branch.stable[branch.lowest])
    # All photons of the incoherent state, which stays stable there.
    pumps = 40 * dark.get_xdata()
    light = cumulants.incoherent_state(dots, pumps, "reply").photons
    assert np.allclose(dark.get_ydata(), light)
    assert np.all(cumulants.growth_rate(dots, pumps, "reply") < 0)


def test_a_branch_that_grows_out_of_the_incoherent_state_has_no_unstable_part():
    ax = branches.bistable_branch(axes(), dots, "cim")
    assert len(ax.lines) == 3 and "begin" in [text.get_text() for text in ax.texts]
    with pytest.raises(ValueError, match="must have a coherent state to draw"):
        branches.bistable_branch(axes(), Laser(4, 0.2, 1.0, 1.0, gamma_2=50.0), "cim")


@pytest.mark.parametrize(("against", "values"), [("Q", [200, 1e3, 2e4]), ("V", [0.05, 0.5])])
def test_circles_of_the_closure_lie_on_the_closed_form(against, values):
    ax = bifurcation.bifurcation_against_Q(axes(), values=values, against=against)
    (circles,) = markers(ax, "o")
    assert np.allclose(circles.get_ydata(), ax.lines[0].get_ydata(), rtol=1e-9)
    assert np.array_equal(ax.lines[0].get_xdata(), values)
    own = {
        "Q": {"Q": 1e3},
        "V": {
            "volume": 0.5 * devices["EDC laser 1"].volume / devices["EDC laser 1"].relative_volume
        },
    }[against]
    laser = replace(devices["EDC laser 1"], **own).laser
    for line, name in zip(ax.lines[1:3], ("classical", "photon recycling"), strict=True):
        assert line.get_ydata()[1] == pytest.approx(thresholds.threshold(laser, name).current)


@OUTSIDE
def test_the_bifurcation_grows_with_Q_while_the_recycling_threshold_falls():
    lasers = [replace(devices["EDC laser 1"], Q=Q).laser for Q in (5e4, 1e5)]
    low, high = (closed_form(laser) for laser in lasers)
    # Proportional to Q for β → 1 and ξ ≫ ½; here ξ = 148 and 295, so to a percent.
    assert high / low == pytest.approx(2, rel=0.01)
    mine = [thresholds.threshold(laser, "photon recycling").pump for laser in lasers]
    assert mine[1] < mine[0]
    laser = devices["EDC laser 1"].laser
    assert closed_form(laser) == pytest.approx(cumulants.bifurcation(laser).pump, rel=1e-9)
    assert closed_form(laser) / 3.800e11 == pytest.approx(3324, rel=1e-3)


def test_cavities_without_gain_are_left_out_or_refused():
    ax = bifurcation.bifurcation_against_Q(axes(), values=[150, 1000])  # nanoLED A has Q = 150
    assert ax.lines[0].get_xdata() == [1000]
    with pytest.raises(ValueError, match="with xi > 1/2"):
        bifurcation.bifurcation_against_Q(axes(), values=[150])
    with pytest.raises(ValueError, match="against must be 'Q' or 'V'"):
        bifurcation.bifurcation_against_Q(axes(), against="q")


# --- in time ------------------------------------------------------------------------------------


def test_a_coherent_start_has_the_light_of_the_incoherent_state_and_keeps_its_field():
    start = coherent_start(dots, 4e13)
    dark = cumulants.incoherent_state(dots, 4e13)
    assert start.photons == pytest.approx(dark.photons, rel=1e-12)
    assert start.coherence == 1 and start.carriers == dark.carriers
    g = np.sqrt(dots.gamma_r * dots.gamma_2) / 2
    assert K * start["b"] == pytest.approx(40 * g * start["s"], rel=1e-12)  # ḃ = 0


def test_the_cim_keeps_what_its_coherent_branch_has_and_the_others_lose_all():
    pump = 4e14
    ax = in_time.closure_decay(axes(), dots, pump)
    kept, comment, reply, diffusion = (line.get_ydata() for line in ax.lines)
    there = cumulants.coherent_branch(dots, "cim").at(pump)
    light = coherent_start(dots, pump).photons
    assert kept[-1] == pytest.approx(0.72, abs=5e-3)
    assert kept[-1] == pytest.approx(there.coherent_photons / light, rel=1e-5)
    assert comment[-1] < 1e-4 and reply[-1] < 1e-4
    times = ax.lines[0].get_xdata()
    width = rate_equations.linewidth(without_dephasing(dots), pump)
    assert np.allclose(diffusion, np.exp(-2 * np.pi * width * times))
    # The Comment's field decays as the incoherent state loses a small one.
    late = (comment > 0.05) & (comment < 0.5)
    slope = np.polyfit(times[late], np.log(comment[late]), 1)[0]
    assert slope == pytest.approx(2 * cumulants.growth_rate(dots, pump, "comment"), rel=0.02)


def test_correlations_of_the_field_make_it_decay_like_phase_diffusion_at_first():
    # r = 10¹² s⁻¹: no closure but a wrong one keeps the field; rates over the formula's.
    pump, rates = 4e13, {}
    width = float(rate_equations.linewidth(without_dephasing(dots), pump))
    times = np.linspace(0, 0.2 / (np.pi * width), 401)
    for closure in ("cim", "comment", "reply", "full"):
        start = coherent_start(dots, pump)
        states = cumulants.evolve(dots, pump, times, closure, start=start).states
        left = np.log(states["b"] / start["b"])
        early = (left < -0.02) & (left > -0.06)
        rates[closure] = -np.polyfit(times[early], left[early], 1)[0] / (np.pi * width)
    assert rates["cim"] == pytest.approx(1.93, abs=0.03)
    assert rates["comment"] == pytest.approx(1.98, abs=0.03)
    assert rates["reply"] == pytest.approx(1.06, abs=0.03)
    assert rates["full"] == pytest.approx(1.08, abs=0.03)


def test_half_of_the_replys_field_is_gone_about_when_phase_diffusion_takes_it():
    *_, reply, diffusion = in_time.closure_decay(axes(), dots, 4e14).lines
    half = [np.interp(-0.5, -line.get_ydata(), line.get_xdata()) for line in (reply, diffusion)]
    assert half == pytest.approx([253e-9, 229e-9], rel=3e-3)


# --- a few emitters -----------------------------------------------------------------------------


def test_few_emitters_draws_full_quantum_theory():
    r = np.array([0.5, 5.0])
    top, middle, bottom = quantum.few_emitters(Figure().subplots(3), {2: FEW[2]}, r)
    light = lindblad.photon_statistics(FEW[2], 2 * r)
    assert np.allclose(top.lines[0].get_ydata(), light.mean)
    assert np.allclose(middle.lines[0].get_ydata(), light.g2)
    width = lindblad.linewidth(FEW[2], 2 * r)
    assert np.allclose(bottom.lines[0].get_ydata(), 2 * np.pi * width)
    assert np.array_equal(top.lines[0].get_xdata(), r)


def test_the_line_of_a_few_emitters_narrows_without_a_kink():
    r = np.geomspace(0.1, 40, 9)
    (line,) = quantum.few_emitters(Figure().subplots(3), [FEW[2]], r)[2].lines
    slopes = np.diff(np.log(line.get_ydata())) / np.diff(np.log(r))
    assert np.all(slopes < 0)
    # A bifurcation would be a jump of the slope: from step to step it changes by less than 0.4.
    assert np.abs(np.diff(slopes)).max() < 0.4


def test_moment_errors_are_against_full_quantum_theory():
    pumps = np.array([2.0, 8.0])
    ax = quantum.moment_errors(axes(), FEW[2], pumps)
    exact = lindblad.photon_statistics(FEW[2], pumps)
    for line, closure in zip(ax.lines, ("cim", "comment"), strict=False):
        light = cumulants.incoherent_state(FEW[2], pumps, closure).photons
        assert np.allclose(line.get_ydata(), 100 * (light / exact.mean - 1))
    (circles,) = markers(ax, "o")
    for pump, share in zip(pumps, circles.get_ydata(), strict=True):
        p = lindblad.solve(FEW[2], pump).probabilities
        n_e, n_p = np.arange(p.shape[0]) @ p.sum(1), p.sum(0) @ np.arange(p.shape[1])
        both = np.arange(p.shape[0]) @ p @ np.arange(p.shape[1])
        assert share == pytest.approx(100 * (1 - both / (n_e * n_p)), rel=1e-9)


def test_the_dropped_cumulant_would_have_closed_the_equations():
    """The exact moments obey the closure's equation of X once the third cumulant is put back."""
    laser, pump = FEW[2], 8.0
    solution = lindblad.solve(laser, pump)
    n, light = solution.statistics.carriers / 2, solution.statistics.mean
    g, x = np.sqrt(laser.gamma_r * laser.gamma_2) / 2, solution.polarisation()
    third = quantum.dropped(laser, pump) * light * n
    gain = n + solution.emitter_correlation() + light * (2 * n - 1) + 2 * third
    assert (laser.gamma_2 + laser.gamma_c) / 2 * x == pytest.approx(g * gain, rel=1e-9)


def test_coherence_times_are_one_over_pi_times_the_linewidth():
    pumps = np.array([4.0, 40.0])
    ax = coherence.coherence_times(axes(), FEW[2], pumps, ["comment"])
    comment, grey, circles = ax.lines
    assert np.allclose(circles.get_ydata(), 1 / (np.pi * lindblad.linewidth(FEW[2], pumps)))
    slow = master_equation.linewidth(without_dephasing(FEW[2]), pumps)
    assert np.allclose(grey.get_ydata(), 1 / (np.pi * slow))
    assert np.allclose(comment.get_ydata(), coherence._lifetimes(FEW[2], pumps, "comment"))


def test_a_coherent_start_of_the_comment_lives_one_over_its_decay_rate():
    # Not quite from the first moment on: emitters and field settle in a few 1/γ_c.
    for pump in (100.0, 400.0):
        expected = -1 / cumulants.growth_rate(FEW[10], pump, "comment")
        assert coherence.lifetime(FEW[10], pump, "comment") == pytest.approx(expected, rel=0.03)


def test_a_lifetime_is_where_the_field_of_the_reply_has_fallen_to_1_over_e():
    # Its field does not fall like an exponential: nothing but the right place will do.
    found = coherence.lifetime(FEW[10], 160.0, "reply")
    start = coherent_start(FEW[10], 160.0)
    times = np.array([0.0, 0.999, 1.001]) * found
    left = cumulants.evolve(FEW[10], 160.0, times, "reply", start=start).states["b"] / start["b"]
    assert left[1] > np.exp(-1) > left[2]


def test_coherent_light_stays_above_the_bifurcation_of_the_cim():
    onset = cumulants.bifurcation(FEW[10]).pump
    assert onset == pytest.approx(330, rel=1e-9)  # 3 n_0 (γ_bg + γ_r γ_2/γ_c)
    assert np.isfinite(coherence.lifetime(FEW[10], 0.9 * onset, "cim"))
    assert np.isinf(coherence.lifetime(FEW[10], 1.01 * onset, "cim"))


def test_an_arrow_marks_where_coherent_light_stays():
    # Seven emitters are the fewest whose CIM bifurcates within its range without a warning.
    laser = Laser(7, 0.35, 0.01, 1.0, gamma_2=9.0)
    onset = cumulants.bifurcation(laser).pump / 7
    ax = coherence.coherence_times(axes(), laser, 7 * onset * np.array([0.3, 0.6, 1.1]), ["cim"])
    assert np.array_equal(np.isfinite(ax.lines[0].get_ydata()), [True, True, False])
    assert [text.get_text() for text in ax.texts if "stays" in text.get_text()] == ["CIM: stays"]
    arrows = [text for text in ax.texts if text.arrow_patch is not None]
    assert arrows[0].xy[0] == pytest.approx(1.1 * onset)
