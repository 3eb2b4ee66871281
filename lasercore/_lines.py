"""The width of a spectral line."""

# The search for the half maximum begins at this share of 1/(correlation time).
FIRST_STEP, MOST_STEPS = 0.1, 60


def half_width(spectrum, area):
    """Angular frequency (rad/s) at which `spectrum`, a function of it, falls to half its peak.

    Outwards from the centre to the first half maximum: side bands are not the line. `area` over
    the peak is the correlation time.
    """
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    peak = spectrum(0.0)

    def over_half(omega):
        return spectrum(omega) - peak / 2

    low, high = 0.0, FIRST_STEP * area / peak
    for _ in range(MOST_STEPS):
        if over_half(high) < 0:
            return brentq(over_half, low, high, rtol=1e-12)
        low, high = high, 1.5 * high
    raise ArithmeticError(
        f"the line must fall to half its peak, but has not {low:.3g} rad/s from its centre:"
        " look at field_spectrum"
    )
