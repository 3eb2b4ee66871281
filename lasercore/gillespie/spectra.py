"""The spectrum of the light in the cavity: relative intensity noise by frequency."""

from typing import Any

import numpy as np

from lasercore._precision import within_doubles
from lasercore._stored import stored
from lasercore._typing import Array, ArrayLike, ProgressOption
from lasercore.checks import positive, real_array
from lasercore.gillespie._grid import (
    MOST_BINS,
    Layout,
    SampledCurve,
    Walker,
    jackknife,
    report,
    run,
)
from lasercore.gillespie.plan import prepare
from lasercore.laser import Laser

SHARP = 128
"""Length of a block of Welch's method in relaxation times, unless a resolution is given."""
SMOOTH = 0.05
"""Share of a frequency over which the spectrum is averaged to both sides."""
MOST_BINS_IN_ALL = 4e7
"""Bins of all streams together: their long transforms are dearer than what other curves do."""
SAMPLING = 8
"""Bins per period of the highest frequency."""


@within_doubles
@stored
def rin_spectrum(
    laser: Laser, pump: float, frequency: ArrayLike, *, resolution: float | None = None,
    events: int = 10_000_000, streams: int = 8, seed: int = 0, burn_in: float | None = None,
    threads: int | None = None, progress: ProgressOption = None,
) -> SampledCurve:  # fmt: skip
    """Two-sided spectrum of the relative intensity noise of the light in the cavity.

    RIN(f) = ∫ (⟨n(t) n(t + τ)⟩ − ⟨n⟩²) e^(−2πifτ) dτ/⟨n⟩²,  so ∫ RIN(f) df = Var/⟨n⟩²

    By Welch's method: the mean of n_p over short bins (whose own low-pass is divided out), in
    half-overlapping blocks with a Hann window, which smooths over about `resolution`; and
    averaged over frequencies within 5 %, weighted by a triangle, where that is more. Errors by
    the jackknife over batches of blocks; a warning tells if those are short. A dark laser's answer
    is NaN.

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, not negative
    frequency : float or array of any shape, Hz
        Of both signs: the spectrum is even.
    resolution : float or None, Hz, positive
        One over the length of a block; None: 128 times the slowest relaxation time is the length.
    events, streams, seed, burn_in, threads, progress
        As for `photon_statistics`.

    Returns
    -------
    SampledCurve
        In 1/Hz, as the Langevin model's `rin_spectrum`.

    Source
    ------
    gillespie1976 for the trajectories.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> curve = rin_spectrum(laser, 200.0, [0.1, 1.0], events=1_000_000)
    >>> bool(curve.values[0] > 5 * curve.values[1])
    True
    """
    frequency = real_array("frequency", frequency, "Hz")
    absolute = np.abs(frequency)
    if resolution is not None:
        resolution = positive("resolution", resolution, "Hz")
    plan, options = prepare(laser, pump, events, streams, seed, burn_in, threads, "rin_spectrum")
    if plan is None or frequency.size == 0:
        return SampledCurve(frequency[()], *2 * (np.full(frequency.shape, np.nan)[()],), {})
    block = SHARP * plan.relaxation if resolution is None else 1 / resolution
    # What lies beyond half the sampling rate would be folded back: the bins must be so short
    # that little does.
    width = 1 / max(SAMPLING * absolute.max(initial=0.0), plan.fastest)
    half = _half_block(block, width)
    layout = Layout.of(plan, options, width, half, 2 * block)
    layout = Layout(width, half, max(2, round(layout.batch / (half * width))), layout.batches)
    average = _average(absolute.ravel() * 2 * half * width, half)
    batches = run(
        plan, layout, options, lambda walker: _batches(walker, half, average), progress, half,
        "a coarser resolution", MOST_BINS_IN_ALL,
    )  # fmt: skip
    window = np.hanning(2 * half + 1)[:-1]
    scale = width / (window @ window)
    of_window = average @ np.abs(np.fft.rfft(window)) ** 2

    def curve(sums: Array) -> Array:
        blocks, shift = sums[0], sums[1] / sums[0]
        power, mixed = sums[2:].reshape(2, -1)
        density = ((power - 2 * shift * mixed) / blocks + shift**2 * of_window) * scale
        mean = plan.start[1] + shift
        return density / (mean * np.sinc(absolute.ravel() * width)) ** 2

    values, errors = jackknife(batches, curve)
    shape = frequency.shape
    told = report(plan, layout, options, resolution=1 / (2 * half * width), bin=width)
    return SampledCurve(frequency[()], values.reshape(shape)[()], errors.reshape(shape)[()], told)


def _half_block(block: float, width: float) -> int:
    bins = block / width
    if bins > MOST_BINS:
        raise ValueError(
            f"resolution must leave at most {MOST_BINS} bins in a block, got {bins:.3g} bins of"
            f" {width:.3g} s: lower the highest frequency, or raise resolution above"
            f" {1 / (MOST_BINS * width):.3g} Hz"
        )
    return max(8, round(bins / 2))


def _average(place: Array, half: int) -> Any:
    """Matrix from the lines of a block to the frequencies at the given places among them.

    A triangle reaches over one line to both sides (a straight line between two lines), and over
    `SMOOTH` of the frequency more, where lines are many.
    """
    from scipy.sparse import csr_matrix  # here, so that importing lasercore stays quick

    rows, columns, weights = [], [], []
    for row, centre in enumerate(place):
        reach = 1 + SMOOTH * centre
        lines = np.arange(max(0, int(centre - reach)), min(half, int(centre + reach) + 1) + 1)
        weight = np.maximum(1 - np.abs(lines - centre) / reach, 0.0)
        rows.append(np.full(len(lines), row))
        columns.append(lines)
        weights.append(weight / weight.sum())
    where = (np.concatenate(rows), np.concatenate(columns))
    return csr_matrix((np.concatenate(weights), where), shape=(len(place), half + 1))


def _batches(walker: Walker, half: int, average: Any) -> list[Array]:
    """Sums of each batch: blocks, means, then power and what a shift of the mean adds to it."""
    from scipy.fft import rfft  # here, so that importing lasercore stays quick

    layout, centre = walker.layout, walker.plan.start[1]
    window = np.hanning(2 * half + 1)[:-1]
    of_window = np.conj(rfft(window))
    data = np.empty(2 * half)
    data[half:] = walker.bins(half)[1] - centre
    found = []
    for _ in range(layout.batches):
        sums = np.zeros((2, 1 + average.shape[0]))
        for _ in range(layout.steps):
            data[:half] = data[half:]
            data[half:] = walker.bins(half)[1] - centre
            line = rfft(window * data)
            sums[:, 0] += 1, data[half:].mean()
            sums[0, 1:] += average @ (line.real**2 + line.imag**2)
            sums[1, 1:] += average @ (line * of_window).real
        found.append(np.concatenate([sums[:, 0], sums[0, 1:], sums[1, 1:]]))
    return found
