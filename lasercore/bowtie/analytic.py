"""What can be solved on paper around the computed bowtie: a disc, and a disc in rings."""

import numpy as np

from lasercore.checks import positive, real_array, whole

MOST_STEPS = 60


def disc_mode(n, order, guess):
    """Resonance kR of a dielectric disc, H along its axis: complex, from a guess.

    J_m′(nz)/(n J_m(nz)) = H_m′(z)/H_m(z),  z = kR, H of the first kind.

    Parameters
    ----------
    n : float, at least 1
        Refractive index against air.
    order : int, not negative
        m, the number of periods around the disc.
    guess : complex
        Where to look.

    Returns
    -------
    complex
        Re for the wavelength 2πR/Re z, Q = Re z/(−2 Im z).

    Raises
    ------
    TypeError, ValueError, ArithmeticError
        If an argument leaves its range, or there is no resonance near the guess.

    Source
    ------
    Continuity of H and of ∂H/∂r/ε.

    Example
    -------
    >>> f"{disc_mode(3.3, 1, 1.1 - 0.08j):.9f}"
    '1.102035358-0.080490245j'
    """
    return ring_mode(n, order, [1.0], [n, 1.0], guess)


def ring_mode(n, order, radii, indices, guess):
    """Resonance k of a disc in rings, H along its axis: complex, from a guess.

    The field h and its flux h′/ε are carried from wall to wall, as combinations of Bessel
    functions, to the outgoing wave outside.

    Parameters
    ----------
    n : float, at least 1
        Refractive index of the disc.
    order : int, not negative
        m, the number of periods around.
    radii : sequence of float, increasing
        Of the walls, in any unit of length.
    indices : sequence of float
        Refractive index inside the first wall, between the walls, and outside: one more.
    guess : complex
        Where to look, in the inverse of that unit.

    Returns
    -------
    complex

    Raises
    ------
    TypeError, ValueError, ArithmeticError
        As `disc_mode`.

    Source
    ------
    Continuity of H and of ∂H/∂r/ε at every wall.

    Example
    -------
    >>> f"{ring_mode(3.3, 1, [2.0], [3.3, 1.0], 0.55 - 0.04j):.9f}"   # a disc twice as large
    '0.551017679-0.040245122j'
    """
    n, order, guess = positive("n", n), whole("order", order, least=0), _complex(guess)
    radii = real_array("radii", radii, positive=True)
    indices = real_array("indices", indices, positive=True)
    if radii.ndim != 1 or np.any(np.diff(radii) <= 0):
        raise ValueError(f"radii must be a list that increases, got shape {radii.shape}")
    if indices.shape != (len(radii) + 1,):
        raise ValueError(
            f"indices must be one more than radii, {len(radii) + 1}, got shape {indices.shape}"
        )
    if indices[0] != n:
        raise ValueError(f"indices must begin with n = {n}, got {indices[0]}")
    return _root(lambda k: _mismatch(k, order, radii, indices), guess)


def _complex(guess):
    if isinstance(guess, bool | str) or np.ndim(guess) or guess is None:
        raise TypeError(f"guess must be a complex number, got {guess!r}")
    if not np.isfinite(complex(guess)):
        raise ValueError(f"guess must be finite, got {guess}")
    return complex(guess)


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
