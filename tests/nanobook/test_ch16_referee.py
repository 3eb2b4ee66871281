"""The figures of chapter 16 show what lasercore computes, and its claims hold.

Seen to fail: with ⟨σ⟩ = 0 or n = ½ in `coherent_start`, the test of the start; with e^{−πΔνt} for
the photons in `in_time.closure_decay`, the test of phase diffusion; with the product left out of
`quantum.dropped`, the test of the third cumulant; with 1/e² for 1/e in `coherence.lifetime`, the
test of the Reply's; with 1/(2πΔν), the test of coherence times.
"""

import numpy as np
import pytest
from matplotlib.figure import Figure

from lasercore import (
    Laser,
    cumulants,
    lindblad,
    master_equation,
    rate_equations,
)
from lasercore.cumulants import coherent_start, dots
from nanobook.ch16_referee import coherence, in_time, quantum
from nanobook.debated import without_dephasing
from tests.helpers import axes, markers

K = dots.gamma_c / 2
FEW = {n: Laser(n, 2 / n, 1.0, 1.0, gamma_2=50.0) for n in (1, 2, 10)}


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
