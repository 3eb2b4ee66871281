"""The spectral line of a steady state, and its width."""

from collections.abc import Callable
from typing import Any

import numpy as np

from lasercore._precision import within_doubles
from lasercore._typing import ArrayLike, FloatOrArray
from lasercore.checks import real_array

# The search for the half maximum begins at this share of 1/(correlation time).
FIRST_STEP, MOST_STEPS = 0.1, 60


def half_width(spectrum: Callable[[float], float], area: float) -> float:
    """Angular frequency (rad/s) at which `spectrum`, a function of it, falls to half its peak.

    Outwards from the centre to the first half maximum: side bands are not the line. `area` over
    the peak is the correlation time.
    """
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    peak = spectrum(0.0)

    def over_half(omega: float) -> float:
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


class Line:
    """Coherence and line of a steady state, which has `pump`, `statistics` and `_field`.

    `_field.decay(t)` is ⟨b†(t) b(0)⟩ at an array of times, and `_field.spectrum(ω)` the real part
    of its integral with e^{−iωt} over t > 0.
    """

    pump: float
    statistics: Any
    _field: Any

    @within_doubles
    def g1(self, delay: ArrayLike) -> FloatOrArray:
        """First-order coherence g¹(τ) at delays τ ≥ 0 (s), in the rotating frame."""
        delay = real_array("delay", delay, "s", least=0)
        self._refuse_dark("g1")
        return (self._field.decay(delay) / self.statistics.mean)[()]

    @within_doubles
    def field_spectrum(self, detuning: ArrayLike) -> FloatOrArray:
        """Spectrum of the light at detunings from the line's centre (Hz), area 1, in s."""
        omega = 2 * np.pi * np.abs(real_array("detuning", detuning, "Hz"))
        self._refuse_dark("field_spectrum")
        return (2 * self._field.spectrum(omega) / self.statistics.mean)[()]

    @within_doubles
    def linewidth(self) -> float:
        """Full width at half maximum of the field spectrum (Hz)."""
        self._refuse_dark("linewidth")
        return self._half_width() / np.pi

    def _half_width(self) -> float:
        return half_width(
            lambda omega: float(self._field.spectrum(np.array(omega))), self.statistics.mean
        )

    def _refuse_dark(self, what: str) -> None:
        if self.pump == 0:
            raise ValueError(
                f"pump must be positive for {what}, got 0.0 s⁻¹: a dark laser emits nothing"
            )
