"""The figures of chapter 15 show what lasercore computes, and its claims hold.

Seen to fail: with the fraction left at 1 in `closures.begins`, the test of the signs; with γ_c for
k in `growth.growth_rates`, the test of the growth; with `!=` for `==` in `branches._run` or
`closures._draw_branch`, the tests of what is stable.
"""

import numpy as np
import pytest

from lasercore import (
    Laser,
    cumulants,
    master_equation,
    rate_equations,
)
from lasercore.cumulants import Closure, dots
from nanobook.ch15_debate import branches, closures, growth
from nanobook.debated import without_dephasing
from tests.helpers import axes, markers

K = dots.gamma_c / 2
OUTSIDE = pytest.mark.filterwarnings("ignore:pump must not exceed:lasercore.ValidityWarning")
SIGNS = {
    # r of physics; three percent for ends of detached branches, the last digit for the others.
    "cim": {"*": (3.0247e12, 1e-4)},
    "comment": {"*": (1.209e14, 1e-3), "D": (2.467e13, 1e-3), "X": (5.899e12, 1e-3)},
    "reply": {"*": (2.14e13, 0.03), "D": (1.8e13, 0.03), "X": (1.03e13, 0.03)},
}


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
