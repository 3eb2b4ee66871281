"""Class B as yacomotti2022 solves it: a fixed-step Runge–Kutta run until nothing moves.

Written from its Eqs. 43 and 44, sharing nothing with `lasercore.density_matrix`; the slow
reference for tests and benchmarks.
"""

import numpy as np

from lasercore._jit import jit


def _derivative(p, r, dp, dr, n_0, gamma_r, gamma_bg, gamma_c, pump):
    """Put dP/dt and dρ/dt into dp and dr; nothing is emitted at the last photon number."""
    last = len(p) - 1
    for n in range(last + 1):
        up_p = n_0 * gamma_r * (n + 1) * r[n] if n < last else 0.0
        down_p = n_0 * gamma_r * n * r[n - 1] if n > 0 else 0.0
        lost_p = gamma_c * n * p[n]
        come_p = gamma_c * (n + 1) * p[n + 1] if n < last else 0.0
        dp[n] = down_p - up_p + come_p - lost_p
        x = pump * (p[n] - r[n]) - gamma_bg * r[n] - gamma_c * n * r[n]
        if n < last:
            both = p[n] + p[n + 1]
            q = (r[n] + r[n + 1]) / both if both > 1e-290 else 0.0
            x += gamma_c * (n + 1) * r[n + 1] - gamma_r * (n + 1) * r[n] * (1 + (n_0 - 1) * q)
        if n > 0:
            both = p[n - 1] + p[n]
            q = (r[n - 1] + r[n]) / both if both > 1e-290 else 0.0
            x += gamma_r * (n_0 - 1) * n * r[n - 1] * q
        dr[n] = x


_compiled_derivative = jit(_derivative)


def _make_run(derivative):
    def run(p, r, steps, dt, n_0, gamma_r, gamma_bg, gamma_c, pump):
        size = len(p)
        dp, dr = np.empty((4, size)), np.empty((4, size))
        a, b = np.empty(size), np.empty(size)
        for _ in range(steps):
            for stage in range(4):
                share = 0.0 if stage == 0 else (1.0 if stage == 3 else 0.5)
                for n in range(size):
                    a[n] = p[n] + share * dt * dp[max(stage - 1, 0), n] if stage else p[n]
                    b[n] = r[n] + share * dt * dr[max(stage - 1, 0), n] if stage else r[n]
                derivative(a, b, dp[stage], dr[stage], n_0, gamma_r, gamma_bg, gamma_c, pump)
            for n in range(size):
                p[n] += dt / 6 * (dp[0, n] + 2 * dp[1, n] + 2 * dp[2, n] + dp[3, n])
                r[n] += dt / 6 * (dr[0, n] + 2 * dr[1, n] + 2 * dr[2, n] + dr[3, n])

    return jit(run).compiled()


def steady_state(laser, pump, n_max, time, dt, start=None):
    """P and ρ after `time` s in steps of `dt` s, from a dark laser or from a given pair."""
    p, r = np.zeros(n_max + 1), np.zeros(n_max + 1)
    p[0] = 1.0
    if start is not None:
        p, r = (np.array(x, dtype=float) for x in start)
    run = _make_run(_compiled_derivative.compiled())
    run(
        p, r, int(np.ceil(time / dt)), dt, laser.n_emitters, laser.gamma_r, laser.gamma_bg,
        laser.gamma_c, pump / laser.n_emitters,
    )  # fmt: skip
    return p, r


def longest_step(laser, pump, n_max):
    """The longest step (s) that is stable on the way up from a dark laser.

    Up and down the ladder at rates u and d, the fastest motion is (√u + √d)²; Runge–Kutta of
    fourth order is stable up to 2.78 over that. Most emitters are excited before the light comes.
    """
    per_emitter = pump / laser.n_emitters
    filled = laser.n_emitters * per_emitter / (per_emitter + laser.gamma_bg)
    up, down = laser.gamma_r * filled * n_max, laser.gamma_c * n_max
    return 2.5 / (np.sqrt(up) + np.sqrt(down)) ** 2
