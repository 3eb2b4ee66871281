"""What can be solved on paper around the computed bowtie: a disc, and a disc in rings."""

import numpy as np

MOST_STEPS = 60


def ring_mode(order, radii, indices, guess):
    """Resonance k of a disc in rings, H along its axis: complex, from a guess.

    The field h and its flux h′/ε, which are continuous at every wall, are carried from wall to
    wall, as combinations of Bessel functions, to the outgoing wave outside. `order` is m, the
    number of periods around; `indices` lie inside the first wall, between the walls, outside.

    >>> f"{ring_mode(1, [2.0], [3.3, 1.0], 0.55 - 0.04j):.9f}"
    '0.551017679-0.040245122j'
    """
    return _root(lambda k: _mismatch(k, order, radii, indices), guess)


def _mismatch(k, order, radii, indices):
    """Flux of the inner solution at the last wall, less that of an outgoing wave of its field."""
    from scipy.special import h1vp, hankel1, jv, jvp, yv, yvp

    field, flux = jv(order, indices[0] * k * radii[0]), jvp(order, indices[0] * k * radii[0])
    flux = flux * k / indices[0]
    for inner, outer, n in zip(radii[:-1], radii[1:], indices[1:-1], strict=True):
        a, b = n * k * inner, n * k * outer
        j, y = jv(order, a), yv(order, a)
        dj, dy = jvp(order, a) * k / n, yvp(order, a) * k / n
        determinant = j * dy - y * dj
        c, d = (field * dy - flux * y) / determinant, (flux * j - field * dj) / determinant
        field = c * jv(order, b) + d * yv(order, b)
        flux = (c * jvp(order, b) + d * yvp(order, b)) * k / n
    z = indices[-1] * k * radii[-1]
    # Not as a quotient, whose poles lie close to narrow resonances.
    return flux - field * k / indices[-1] * h1vp(order, z) / hankel1(order, z)


def _root(function, guess):
    """Secant steps in the complex plane."""
    before, now = guess, guess * (1 + 1e-7)
    value_before, value = function(before), function(now)
    for _ in range(MOST_STEPS):
        if not np.isfinite(value - value_before):
            break
        if value == value_before or abs(now - before) < 1e-15 * abs(now):
            return complex(now)
        step = value * (now - before) / (value - value_before)
        if not np.isfinite(step):
            break
        before, value_before = now, value
        now = now - step
        value = function(now)
        if abs(step) < 1e-14 * abs(now):
            return complex(now)
    raise ArithmeticError(f"guess must lie near a resonance, got {guess}: try another one")
