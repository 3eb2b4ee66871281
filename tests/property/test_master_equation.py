"""Identities of the exact distribution, and the limits in which Langevin's answer is exact."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lasercore import Laser, catalogue, langevin, master_equation
from lasercore.master_equation import WindowTooLarge
from tests.helpers import decades

lasers = st.builds(
    Laser,
    st.integers(1, 60),
    decades(-3, 1),
    decades(-3, 1),
    st.just(1.0),
    absorption=st.booleans(),
    pump_blocking=st.booleans(),
)


def _solve(laser, pump):
    try:
        return master_equation.solve(laser, pump, max_memory=3e7)
    except WindowTooLarge:
        assume(False)


@given(lasers, decades(-2, 2))
def test_two_identities_and_the_balance_of_photons(laser, per_emitter):
    light = _solve(laser, per_emitter * laser.n_emitters)
    p, e = light.probabilities, light.carriers
    n_0, mean_e, mean_n = laser.n_emitters, light.statistics.carriers, light.statistics.mean
    offered = light.pump * (1 - (e / n_0 if laser.pump_blocking else 1.0 * (e == n_0)))
    injected = offered @ p.sum(axis=1)
    # Energy: carriers come in and leave as light or background. 1e-12 of the mass may be missing,
    # in tails up to a hundred times the mean.
    lost = laser.gamma_bg * mean_e
    assert laser.gamma_c * mean_n == pytest.approx(injected - lost, abs=1e-10 * (injected + lost))
    if laser.absorption:
        # Photons: gain equals loss in every cut between n and n + 1, summed over n.
        empty = p[:, 0] if light.photons[0] == 0 else np.zeros(len(p))
        left = 2 * laser.gamma_r * mean_e
        loss = laser.gamma_c + laser.gamma_r * n_0
        right = loss * (1 - empty.sum()) + laser.gamma_r * (e @ empty)
        assert left == pytest.approx(right, rel=1e-10)


@given(lasers, decades(-2, 2), decades(-3, 3))
def test_only_ratios_of_rates_matter(laser, per_emitter, factor):
    pump = per_emitter * laser.n_emitters
    light = _solve(laser, pump).statistics
    faster = replace(
        laser,
        gamma_r=laser.gamma_r * factor,
        gamma_bg=laser.gamma_bg * factor,
        gamma_c=laser.gamma_c * factor,
    )
    scaled = _solve(faster, pump * factor).statistics
    assert scaled.mean == pytest.approx(light.mean, rel=1e-9)
    assert scaled.fano == pytest.approx(light.fano, rel=1e-9)


@given(st.floats(0.02, 0.9))
def test_without_gain_saturation_light_is_thermal(share):
    # One emitter that is excited again at once: the mode is fed at γ_r(n + 1) and emptied at γ_c n,
    # so that P(n) is a geometric series.
    laser = Laser(1, share, 0.0, 1.0, absorption=False)
    light = _solve(laser, 1e7).statistics
    # The emitter is empty for about (γ_r⟨n + 1⟩/J) of the time, at most 1e-5.
    assert light.mean == pytest.approx(share / (1 - share), rel=2e-4)
    assert light.g2 == pytest.approx(2, rel=2e-4)


def _observed_order(sizes, errors):
    return -np.polyfit(np.log(sizes), np.log(np.abs(errors)), 1)[0]


def test_langevin_becomes_exact_with_many_emitters():
    # γ_r = c/n_0 with everything else per emitter fixed (physics: van Kampen's expansion). The
    # Fano factor errs as 1/n_0, g² as 1/n_0².
    sizes = np.array([60, 120, 240, 480])
    fano, g2 = [], []
    for n_0 in sizes:
        laser, pump = Laser(int(n_0), 5.0 / n_0, 0.1, 1.0), 2.0 * n_0
        exact = master_equation.photon_statistics(laser, pump)
        linear = langevin.photon_statistics(laser, pump)
        fano.append(linear.fano - exact.fano)
        g2.append(linear.g2 - exact.g2)
    assert _observed_order(sizes, fano) == pytest.approx(1, abs=0.1)
    assert _observed_order(sizes, g2) == pytest.approx(2, abs=0.1)
    scaled = sizes * np.array(fano)
    assert abs(scaled[-1] / scaled[-2] - 1) < 0.05  # n_0 (F_Langevin − F) tends to a constant


@pytest.mark.parametrize("name", [f"EDC laser {k}" for k in (1, 4, 5, 6)])
def test_far_above_threshold_excess_noise_tends_to_its_limit(name):
    # n_p (g² − 1) = F − 1 → F_∞ − 1, not 0: pump blocking leaves light noisier than Poisson's.
    laser = replace(catalogue[name], gamma_2=None)
    limit = langevin.far_above(laser) - 1
    scale = laser.gamma_c * (1 / laser.beta_eff + 1) / laser.eta
    excess = [
        light.mean * (light.g2 - 1)
        for light in (master_equation.photon_statistics(laser, f * scale) for f in (150, 600))
    ]
    distance = np.abs(np.array(excess) - limit)
    assert distance[1] < 0.3 * distance[0]  # first order in 1/n_p would give a quarter
    assert distance[1] < 0.02 * (1 + limit)
    extrapolated = excess[1] + (excess[1] - excess[0]) / 3
    assert extrapolated == pytest.approx(limit, abs=0.003 * (1 + limit))
