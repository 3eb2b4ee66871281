"""Phase noise: first-order coherence, field spectrum, linewidth."""

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np

from lasercore._precision import within_doubles
from lasercore._stored import stored
from lasercore._typing import Array, ArrayLike, FloatOrArray, ProgressOption
from lasercore.checks import positive, real_array
from lasercore.gillespie._grid import (
    Layout,
    SampledCurve,
    Walker,
    jackknife,
    report,
    run,
)
from lasercore.gillespie._random import threaded
from lasercore.gillespie.plan import LONG_BATCH, prepare
from lasercore.laser import Laser
from lasercore.rate_equations import linewidth
from lasercore.warnings import ValidityWarning, warn_validity

LAGS = 512
"""Steps of the delay, from zero to the longest."""
STEPS_AT_ONCE = 2**14
COHERENCE_TIMES = 8
"""Longest delay in units of the longest possible coherence time 1/(π linewidth)."""
FINE = 0.7
"""Least g¹ after one step: the straight lines between steps are then right to 1 %."""
TAIL = 0.01
"""Largest g¹ at the longest delay that the spectrum may miss without a warning."""


@dataclass(frozen=True)
class Field:
    """Coherence of the field, its spectrum and its width, each with standard errors.

    Attributes
    ----------
    g1 : SampledCurve
        First-order coherence against the delay (s); real, as the line is symmetric.
    spectrum : SampledCurve
        Spectrum (1/Hz, of area 1) against the detuning from the line's centre (Hz).
    linewidth : float, Hz
        Full width at half maximum of the spectrum.
    linewidth_error : float, Hz
    report : dict
        How it was sampled, by name.
    """

    g1: SampledCurve
    spectrum: SampledCurve
    linewidth: float
    linewidth_error: float
    report: dict[str, Any]


@within_doubles
@stored
def field(
    laser: Laser, pump: float, *, detuning: ArrayLike | None = None, longest: float | None = None,
    events: int = 10_000_000, streams: int = 8, seed: int = 0, burn_in: float | None = None,
    threads: int | None = None, progress: ProgressOption = None,
) -> Field:  # fmt: skip
    """First-order coherence, spectrum and linewidth with the phase kicks of spontaneous photons.

    √n e^(iφ) → √n e^(iφ) + e^(iθ): one in n + 1 of the emitted photons is spontaneous and adds
    one unit to the field at a random angle θ; the modulus becomes √(n + 1), the phase that of
    the sum. All other events leave the phase.

    The photon number is simulated; over the angles, and over which of the photons are
    spontaneous, the average is exact: an emission keeps the share 1 − (1 − c(n))/(n + 1) of the
    coherence, c(n) = ⟨cos Δφ⟩ = (2/π) E(1/n). This gives the same g¹ as drawing the angles, with
    far smaller errors.

    g¹(τ) = ⟨√n(t) √n(t + τ) e^(i(φ(t + τ) − φ(t)))⟩/⟨n⟩,  S(f) = ∫ g¹(τ) cos 2πfτ dτ

    The linewidth is the full width at half maximum of S; errors by the jackknife over batches.
    Right for many photons; far below threshold the line is twice as wide as the exact one,
    because a dying photon takes its field with it at the full rate. Warnings tell if batches are
    short or g¹ has not died out at the longest delay; a dark laser's answer is NaN.

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, not negative
    detuning : array or None, Hz
        Where to give the spectrum; None: four linewidths on both sides.
    longest : float or None, s, positive
        Longest delay of g¹; None: eight times the longest possible coherence time. What g¹ holds
        beyond it is missing in the spectrum.
    events, streams, seed, burn_in, threads, progress
        As for `photon_statistics`.

    Returns
    -------
    Field

    Source
    ------
    bundgaard2023.

    Example
    -------
    >>> from lasercore import Laser, rate_equations
    >>> laser = Laser(n_emitters=100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> light = field(laser, 200.0, events=2_000_000)
    >>> f"{light.linewidth / rate_equations.linewidth(laser, 200.0):.0f}"
    '1'
    """
    if detuning is not None:
        detuning = real_array("detuning", detuning, "Hz")
    if longest is not None:
        longest = positive("longest", longest, "s")
    plan, options = prepare(laser, pump, events, streams, seed, burn_in, threads, "field")
    unknown = np.full(1, np.nan)
    nothing = SampledCurve(unknown, unknown, unknown, {})
    if plan is None:
        return Field(nothing, nothing, np.nan, np.nan, {})
    if longest is None:
        with warnings.catch_warnings():
            # The mean field may overfill emitters that nothing blocks; here no event does.
            warnings.simplefilter("ignore", ValidityWarning)
            longest = COHERENCE_TIMES / (np.pi * float(linewidth(laser, pump)))
    width = longest / LAGS
    long_batch = max(LONG_BATCH * plan.relaxation, longest)
    layout = Layout.of(plan, options, width, STEPS_AT_ONCE, long_batch)
    batches = run(plan, layout, options, _batches, progress, LAGS, "a shorter longest")
    delay = width * np.arange(LAGS + 1.0)
    coherence, coherence_error = jackknife(batches, lambda sums: sums / sums[0])
    if not np.isfinite(coherence[1]):  # no photon: the jackknife has said so
        return Field(nothing, nothing, np.nan, np.nan, {})
    if coherence[1] < FINE:
        raise ValueError(
            f"longest must leave steps much shorter than the coherence time, got {longest:.3g} s"
            f" in {LAGS} steps, over one of which g¹ falls to {coherence[1]:.2f}: shorten longest"
        )
    if coherence[-1] > TAIL:
        warn_validity(
            f"longest must let g¹ die out below {TAIL}, got {longest:.3g} s, where it is still"
            f" {coherence[-1]:.2f}: the spectrum lacks what comes later; raise longest"
        )
    line, error = jackknife(batches, lambda sums: _full_width(sums, delay))
    if detuning is None:
        detuning = np.linspace(-4, 4, 201) * line
    transform = _transform(delay, detuning.ravel())
    density, spread = jackknife(batches, lambda sums: transform @ (sums / sums[0]))
    told = report(plan, layout, options, longest=longest)
    shape = detuning.shape
    return Field(
        SampledCurve(delay, coherence, coherence_error, told),
        SampledCurve(detuning, density.reshape(shape), spread.reshape(shape), told),
        float(line), float(error), told,
    )  # fmt: skip


@threaded
def _correlate(amplitudes: Array, kept: Array, memory: Array, sums: Array) -> int:
    # memory[p]: the amplitude at step p times the share of its coherence that is left; the last
    # LAGS + 1 of them are correlated with the amplitude now. Dark steps are left out, since the
    # emission that ends them leaves no coherence. Returns the number of steps.
    lags, at = sums.size - 1, 0
    for now in range(amplitudes.size):
        if kept[now] < 1:
            for p in range(at, at + lags):
                memory[p] *= kept[now]
        elif amplitudes[now] == 0:
            continue
        memory[at + lags] = amplitudes[now]
        if amplitudes[now] > 0:
            for p in range(lags + 1):
                sums[p] += memory[at + p] * amplitudes[now]
        at += 1
    return at


def _batches(walker: Walker) -> list[Array]:
    """Σ_k a_k a_(k+m) (coherence kept from k to k + m) of each batch, for the lags m."""
    layout = walker.layout
    memory = np.zeros(LAGS + max(layout.step, LAGS))
    sums = np.zeros(LAGS + 1)

    def follow(bins: int) -> None:
        points, _, _, kept = walker.bins(bins)
        steps = _correlate(np.sqrt(points), kept, memory, sums)
        memory[:LAGS] = memory[steps : steps + LAGS].copy()

    follow(LAGS)  # from here on every lag has a start
    found = []
    for _ in range(layout.batches):
        sums[:] = 0
        for _ in range(layout.steps):
            follow(layout.step)
        found.append(sums[::-1].copy())
    return found


def _transform(delay: Array, detuning: FloatOrArray) -> Any:
    """Matrix of the cosine transform 2 ∫ g¹ cos(2πfτ) dτ, g¹ straight between the delays.

    The rest of an integral over straight lines is a sum over the delays times sinc², and what
    the end of g¹ adds, which has died out.
    """
    weights = np.full(len(delay), 2 * delay[1])
    weights[[0, -1]] *= 0.5
    turns = np.multiply.outer(detuning, delay)
    return np.cos(2 * np.pi * turns) * weights * np.sinc(turns[..., 1, None]) ** 2


def _full_width(sums: Array, delay: Array) -> float:
    """Full width at half maximum of the transform: bracketed outwards, then halved."""
    peak, step = _transform(delay, 0.0) @ sums, 0.02 / (np.pi * delay[-1])

    def excess(detuning: float) -> float:
        return _transform(delay, detuning) @ sums - 0.5 * peak

    high = step
    while excess(high) > 0:
        if high > 0.25 / delay[1]:
            return np.nan
        high *= 1.1
    low = high / 1.1 if high > step else 0.0
    for _ in range(40):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if excess(middle) > 0 else (low, middle)
    return low + high
