"""The linear noise approximation over many decades of ξ, β, emitters and pumps.

Jacobian and diffusion matrix are written here a second time, from the table of processes in
words, and the Lyapunov equation is solved with 100 digits. So every digit of the closed form is
checked where matrices of doubles have none left.

Exercise: each of these, alone, turns the tests of these numbers red (and others). In
_formulas/noise.py: `+ self.loss * self.transfer` → `- …` in `determinant` (1–6); the term with
`self.quiet` left out of `excess` (1, 2, 4); `escape` always with `self.gain` (1, 2, 3, 4, 6);
`filling` without the first `- blocking` (1, 2, 4); `(u + h) ** 2` → `u ** 2` in `photon_variance`
(1, 2, 3, 4, 6). In langevin/dynamics.py: `slow * start` → `half * start` (4); `missed` left out of
`through` (6); `(h - 1j * omega)` → `(h + 1j * omega)` in the cross spectrum (5).
"""

import warnings
from decimal import Decimal, localcontext

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.linalg import expm

from lasercore import Laser, ValidityWarning, langevin, rate_equations
from lasercore._formulas.noise import linearise
from tests.helpers import (
    beta_eff_of,
    carriers_at,
    decades,
    eta_of,
    lasers,
    overfilling_allowed,
    pump_at,
    xi_of,
)

QUIET = st.booleans()
WIDE = {"xi": (-6, 12), "odds": (-12, 12)}
PLAIN = {"xi": (-1, 2), "odds": (-2, 2)}


# --- the noise written a second time ---------------------------------------------------------


def matrices(laser, n_e, n_p, pump, quiet, number=float):
    """Jacobian and diffusion matrix, entry by entry, in any kind of number."""
    n_0, gamma_r, gamma_bg, gamma_c = (
        number(x) for x in (laser.n_emitters, laser.gamma_r, laser.gamma_bg, laser.gamma_c)
    )
    a, b = number(laser.absorption), number(laser.pump_blocking)
    pumped, emitted = pump * (1 - b * n_e / n_0), gamma_r * n_e * (n_p + 1)
    absorbed = a * gamma_r * (n_0 - n_e) * n_p
    gain = gamma_r * n_e - a * gamma_r * (n_0 - n_e)
    rise = gamma_r * (n_p + 1) + a * gamma_r * n_p
    A = [[-b * pump / n_0 - gamma_bg - rise, -gain], [rise, gain - gamma_c]]
    exchanged = emitted + absorbed
    carriers = (0 if quiet else pumped) + gamma_bg * n_e + exchanged
    D = [[carriers, -exchanged], [-exchanged, exchanged + gamma_c * n_p]]
    return A, D


def exact_noise(laser, quiet, photons=None, pump=None):
    """C_ee, C_ep, C_pp and g²(0) − 1 with 100 digits, from the photon number or the pump."""
    with localcontext(prec=100):
        n_0, gamma_r, gamma_bg, gamma_c = (
            Decimal(x) for x in (laser.n_emitters, laser.gamma_r, laser.gamma_bg, laser.gamma_c)
        )
        a, b, k = Decimal(laser.absorption), Decimal(laser.pump_blocking), 1 + laser.absorption
        c = (gamma_c + a * gamma_r * n_0) / gamma_r  # n_e = c n/(1 + k n)
        if photons is None:
            J = Decimal(float(pump))
            linear = gamma_c + gamma_bg * c + b * J * c / n_0 - k * J
            root = (linear * linear + 4 * k * gamma_c * J).sqrt()
            n_p = (root - linear) / (2 * k * gamma_c)
            n_e = c * n_p / (1 + k * n_p)
        else:
            n_p = Decimal(float(photons))
            n_e = c * n_p / (1 + k * n_p)
            J = (gamma_bg * n_e + gamma_c * n_p) / (1 - b * n_e / n_0)
        A, D = matrices(laser, n_e, n_p, J, quiet, Decimal)
        trace, det = A[0][0] + A[1][1], A[0][0] * A[1][1] - A[0][1] * A[1][0]
        adj = [[A[1][1], -A[0][1]], [-A[1][0], A[0][0]]]
        C = [
            [
                det * D[i][j] + sum(adj[i][x] * D[x][y] * adj[j][y] for x in (0, 1) for y in (0, 1))
                for j in (0, 1)
            ]
            for i in (0, 1)
        ]
        C = [[entry / (-2 * trace * det) for entry in row] for row in C]
        # Proof that the formula solves the equation, to the digits that 100 leave.
        for i, j in ((0, 0), (0, 1), (1, 1)):
            terms = [A[i][x] * C[x][j] for x in (0, 1)] + [C[i][x] * A[j][x] for x in (0, 1)]
            assert abs(sum(terms) + D[i][j]) < Decimal("1e-40") * max(map(abs, terms))
        excess = (C[1][1] - n_p) / n_p**2
        return tuple(float(x) for x in (C[0][0], C[0][1], C[1][1], excess))


# --- digits ----------------------------------------------------------------------------------


def compare_digits(laser, quiet, state, exact, tolerance):
    ee, ep, pp, excess = exact
    # Overfull emitters, which nothing but a mean field has, absorb negatively: a difference.
    tolerance *= 1 + 1e-2 * np.maximum(state.inversion - 1, 0)
    linear = linearise(state, quiet)
    assert abs(linear.carrier_variance() / ee - 1) < tolerance
    assert abs(linear.photon_variance() / pp - 1) < tolerance
    assert abs(linear.cross_covariance() - ep) < tolerance * np.sqrt(ee * pp)
    # A quiet pump far below threshold makes g² huge and negative; relative then.
    assert abs(linear.excess() - excess) < tolerance * (1 + abs(excess) + quiet / state.photons)


@given(lasers(**WIDE), decades(-10, 10), QUIET)
def test_1_every_digit_is_right_at_a_photon_number(laser, photons, quiet):
    # Only 2ξ − 1 is a difference: of numbers that the laser's rates give to rounding.
    distance = abs(2 * xi_of(laser) - 1)
    assume(distance > 1e-6 and photons < 0.5 * laser.max_photons)
    with overfilling_allowed():
        state = rate_equations.steady_state_at_photons(laser, photons)
        exact = exact_noise(laser, quiet, photons=photons)
    compare_digits(laser, quiet, state, exact, 1e-13 * (1 + 1e-3 / distance))


@given(lasers(**WIDE), decades(-10, 10), QUIET)
def test_2_every_digit_is_right_at_a_pump(laser, j, quiet):
    distance = abs(2 * xi_of(laser) - 1)
    # At a jump n_p itself is only known to ½√r roundings.
    jump = max(1.0, abs(eta_of(laser) / beta_eff_of(laser)))
    assume(distance > 1e-6 and jump < 1e6)
    with overfilling_allowed():
        state = rate_equations.steady_state(laser, j * laser.gamma_c)
    exact = exact_noise(laser, quiet, pump=j * laser.gamma_c)
    compare_digits(laser, quiet, state, exact, 1e-13 * (1 + 1e-3 / distance + 1e-1 * jump**0.5))


# --- identities ------------------------------------------------------------------------------


@given(lasers(**WIDE), decades(-10, 10), QUIET)
def test_3_covariance_is_positive_definite_and_solves_the_lyapunov_equation(laser, j, quiet):
    pump = j * laser.gamma_c
    with overfilling_allowed():
        noise = langevin.covariance(laser, pump, quiet_pump=quiet)
        state = rate_equations.steady_state(laser, pump)
        linear = linearise(state, quiet)
    assert noise.carriers > 0 and noise.photons > 0
    # Carriers and photons may be correlated to rounding: then the determinant has no digits.
    assert noise.cross**2 <= noise.carriers * noise.photons * (1 + 1e-12)
    u, h, m, g = linear.transfer, linear.replacement, linear.restoring, linear.gain
    A = np.array([[-(u + h), -g], [u, -m]])
    C = np.array([[noise.carriers, noise.cross], [noise.cross, noise.photons]])
    exchange = linear.exchange_kicks
    D = np.array(
        [
            [linear.carrier_kicks + exchange, -exchange],
            [-exchange, exchange + linear.photon_kicks],
        ]
    )
    residual, size = A @ C + C @ A.T + D, abs(A) @ abs(C) + abs(C) @ abs(A).T + abs(D)
    # The cross element is as exact as √(C_ee C_pp); a steady state at a jump as exact as √r.
    mean = np.sqrt(noise.carriers * noise.photons)
    size = size + abs(A) @ np.full((2, 2), mean) + np.full((2, 2), mean) @ abs(A).T
    jump = max(1.0, abs(eta_of(laser) / beta_eff_of(laser))) ** 0.5
    assert np.all(abs(residual) <= 1e-12 * size * jump)


@given(lasers(**PLAIN), decades(-3, 4), QUIET, decades(-4, 2))
def test_4_g2_is_the_matrix_exponential(laser, photons, quiet, relative_delay):
    assume(photons < 0.9 * laser.max_photons)
    n_e, pump = carriers_at(laser, photons), pump_at(laser, photons)
    A, _ = matrices(laser, n_e, photons, pump, quiet)
    delay = relative_delay / laser.gamma_c
    with overfilling_allowed():
        C = langevin.covariance(laser, pump, quiet_pump=quiet)
        warnings.filterwarnings("ignore", r"g2\(0\) must not be", ValidityWarning)
        found = langevin.g2(laser, pump, delay, quiet_pump=quiet)
    E = expm(np.array(A) * delay)
    expected = 1 + (E[1, 0] * C.cross + E[1, 1] * (C.photons - photons)) / photons**2
    assert abs(found - expected) < 1e-9 * (1 + 1 / photons + quiet / photons**2)


@given(lasers(**PLAIN), decades(-3, 4), QUIET, decades(-4, 3))
def test_5_spectra_are_those_of_the_matrix_inverse(laser, photons, quiet, relative_frequency):
    assume(photons < 0.9 * laser.max_photons)
    n_e, pump = carriers_at(laser, photons), pump_at(laser, photons)
    A, D = matrices(laser, n_e, photons, pump, quiet)
    frequency = relative_frequency * laser.gamma_c
    with overfilling_allowed():
        found = langevin.spectrum(laser, pump, frequency, quiet_pump=quiet)
        mirrored = langevin.spectrum(laser, pump, -frequency, quiet_pump=quiet)
    R = np.linalg.inv(2j * np.pi * frequency * np.eye(2) - np.array(A))
    S = R @ np.array(D) @ R.conj().T
    np.testing.assert_allclose(found.carriers, S[0, 0].real, rtol=1e-7)
    np.testing.assert_allclose(found.photons, S[1, 1].real, rtol=1e-7)
    scale = np.sqrt(abs(S[0, 0] * S[1, 1]))
    assert abs(found.cross - S[0, 1]) < 1e-7 * scale
    assert abs(mirrored.cross - found.cross.conjugate()) < 1e-14 * scale
    assert mirrored.photons == found.photons


@given(lasers(**PLAIN), decades(-3, 4), QUIET, decades(-4, 3), decades(-3, 0))
def test_6_output_light_is_what_the_normal_ordered_g2_says(laser, photons, quiet, relative, share):
    assume(photons < 0.9 * laser.max_photons)
    n_e, pump = carriers_at(laser, photons), pump_at(laser, photons)
    A, _ = matrices(laser, n_e, photons, pump, quiet)
    frequency = relative * laser.gamma_c
    with overfilling_allowed():
        C = langevin.covariance(laser, pump, quiet_pump=quiet)
        found = langevin.output_rin_spectrum(
            laser, pump, frequency, collection=share, quiet_pump=quiet
        )
    flux = share * laser.gamma_c * photons
    R = np.linalg.inv(2j * np.pi * frequency * np.eye(2) - np.array(A))
    # ∫₀^∞ e^(Aτ) cos ωτ dτ = Re (iω − A)⁻¹
    parts = np.array([R[1, 0].real * C.cross, R[1, 1].real * C.photons, -R[1, 1].real * photons])
    expected = 1 / flux + 2 * parts.sum() / photons**2
    assert abs(found - expected) < 1e-7 * (1 / flux + 2 * abs(parts).sum() / photons**2)
    assert found > 0


@given(lasers(**WIDE), decades(-10, 10), QUIET)
def test_a_clock_that_runs_faster_changes_no_covariance(laser, j, quiet):
    faster = Laser(
        laser.n_emitters,
        1024 * laser.gamma_r,
        1024 * laser.gamma_bg,
        1024 * laser.gamma_c,
        laser.absorption,
        laser.pump_blocking,
    )
    pump = j * laser.gamma_c
    with overfilling_allowed():
        one = langevin.covariance(laser, pump, quiet_pump=quiet)
        other = langevin.covariance(faster, 1024 * pump, quiet_pump=quiet)
        slow = langevin.spectrum(laser, pump, 0.1 * laser.gamma_c, quiet_pump=quiet)
        fast = langevin.spectrum(faster, 1024 * pump, 102.4 * laser.gamma_c, quiet_pump=quiet)
    for name in ("carriers", "cross", "photons"):
        assert getattr(one, name) == pytest.approx(getattr(other, name), rel=1e-13)
        assert getattr(slow, name) == pytest.approx(1024 * getattr(fast, name), rel=1e-9)


@given(lasers(**WIDE), decades(-10, 10))
def test_a_quiet_pump_takes_noise_away(laser, j):
    pump = j * laser.gamma_c
    with overfilling_allowed():
        poisson = langevin.covariance(laser, pump)
        quiet = langevin.covariance(laser, pump, quiet_pump=True)
    assert quiet.photons < poisson.photons * (1 + 1e-15)
    assert quiet.carriers < poisson.carriers * (1 + 1e-15)


@given(lasers(xi=(-6, -0.31), odds=(-12, 12), pump_blocking=True), decades(-10, 20))
def test_an_leds_noise_stays_below_that_of_thermal_light_at_saturation(laser, j):
    statistics = langevin.photon_statistics(laser, j * laser.gamma_c)
    assert statistics.fano <= (1 + laser.max_photons) * (1 + 1e-12)
