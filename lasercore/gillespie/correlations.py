"""g²(τ): what the loss of a photon says about the light some time later."""

from math import ceil

import numpy as np

from lasercore._precision import within_doubles
from lasercore._stored import stored
from lasercore._typing import Array, ArrayLike, IntArray, ProgressOption
from lasercore.checks import positive, real_array
from lasercore.gillespie import _pairs
from lasercore.gillespie._grid import (
    MOST_BINS,
    Layout,
    SampledCurve,
    Walker,
    jackknife,
    report,
    run,
)
from lasercore.gillespie._pairs import MOST_LOSSES
from lasercore.gillespie.plan import LONG_BATCH, Options, Plan, prepare
from lasercore.laser import Laser

FINE = 0.1
"""Width of the time bins in units of the fastest relaxation time."""
FEW_PAIRS = 10
"""Delays times events in a bin up to which following each loss is quicker than bins."""
FEW_BINS = 2**14
"""Bins that are correlated at a time, if the delays are not longer."""


@within_doubles
@stored
def g2(
    laser: Laser, pump: float, delay: ArrayLike, *, resolution: float | None = None,
    events: int = 10_000_000, streams: int = 8, seed: int = 0, burn_in: float | None = None,
    threads: int | None = None, progress: ProgressOption = None,
) -> SampledCurve:  # fmt: skip
    """Second-order coherence g²(τ) in normal order, by exact stochastic simulation.

    g²(τ) = E[n_p(t + τ) | a photon was lost from the cavity at t]/⟨n_p⟩

    Every loss of a photon is followed to each delay. Where the delays or the events are many
    this would take longer than counting losses in bins of a fixed width and photons at their
    ends; then g²(τ) is averaged over delays within half a bin, which for the default width
    changes g² − 1 by less than 0.1 %, is a straight line between the middles of bins, and
    comes from the moments at τ = 0, g²(0) = ⟨n(n − 1)⟩/⟨n⟩². The report's `resolution` says
    which: zero, or the width. Errors by the jackknife over batches; a warning tells if those are
    short. A dark laser's answer is NaN.

    Parameters
    ----------
    laser : Laser
    pump : float, s⁻¹, not negative
    delay : float or array of any shape, s, not negative
    resolution : float or None, s, positive
        Width of the bins; None: no bins, or a tenth of the fastest relaxation time.
    events, streams, seed, burn_in, threads, progress
        As for `photon_statistics`.

    Returns
    -------
    SampledCurve

    Source
    ------
    gillespie1976 for the method; normal order as physics demands: a detector absorbs.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> curve = g2(laser, 200.0, [0.0, 20.0], events=1_000_000)
    >>> curve.values.round(2).tolist()
    [1.01, 1.0]
    """
    delay = real_array("delay", delay, "s", least=0)
    if resolution is not None:
        resolution = positive("resolution", resolution, "s")
    plan, options = prepare(laser, pump, events, streams, seed, burn_in, threads, "g2")
    if plan is None or delay.size == 0:
        return SampledCurve(delay[()], *2 * (np.full(delay.shape, np.nan)[()],), {})
    delays, where = np.unique(delay, return_inverse=True)
    width = FINE / plan.fastest if resolution is None else resolution
    few = len(delays) * width * plan.event_rate < FEW_PAIRS
    long_batch = LONG_BATCH * plan.relaxation
    if few and resolution is None and plan.event_rate * delays[-1] < MOST_LOSSES:
        layout = Layout.of(plan, options, long_batch / 2**20, 2**20, long_batch)
        width, answer = 0.0, _at_delays(plan, layout, options, delays, progress)
    else:
        most = max(FEW_BINS, 4 * _lags(delays, width))
        layout = Layout.of(plan, options, width, most, long_batch)
        answer = _in_bins(plan, layout, options, delays, progress)
    values, errors = (column[where].reshape(delay.shape)[()] for column in answer)
    told = report(plan, layout, options, resolution=width)
    return SampledCurve(delay[()], values, errors, told)


def _at_delays(
    plan: Plan, layout: Layout, options: Options, delays: Array, progress: ProgressOption
) -> tuple[Array, Array]:
    """g² and its errors, loss by loss."""
    batches = run(
        plan, layout, options, lambda walker: _pairs.batches(walker, delays), progress,
        ceil(delays[-1] / layout.width),
    )  # fmt: skip

    def curve(sums: Array) -> Array:
        later, seen = sums[3:].reshape(2, -1)
        return later / seen / (sums[1] / sums[0])

    seen = np.count_nonzero(batches[:, 3 : 3 + len(delays)], axis=0)
    return jackknife(batches, curve, seen)


def _in_bins(
    plan: Plan, layout: Layout, options: Options, delays: Array, progress: ProgressOption
) -> tuple[Array, Array]:
    """g² and its errors from losses counted in bins, by fast Fourier transforms."""
    lags = _lags(delays, layout.width)
    # Only the lags next to the wanted delays are kept: middles of bins, at (m + ½) widths.
    place = delays / layout.width - 0.5
    low = np.floor(place).astype(int)
    kept = np.unique(np.concatenate([[0], low[low >= 0], low + 1]))
    batches = run(
        plan, layout, options, lambda walker: _batches(walker, lags, kept), progress, lags,
        "a coarser resolution",
    )  # fmt: skip

    def curve(sums: Array) -> Array:
        zero, middles = _ratio(sums, len(kept), plan.start[1])
        return np.interp(place, np.append(-0.5, kept), np.append(zero, middles))

    # Batches that met a photon after a loss: the middles of bins, before them pairs at τ = 0.
    pairs = batches[:, 2] - batches[:, 1]
    later = batches[:, 4 : 4 + len(kept)] + plan.start[1] * batches[:, 3:4]
    met = np.column_stack([pairs, later]) > 1e-9 * (batches[:, 1:2] + batches[:, 3:4])
    seen = np.interp(place, np.append(-0.5, kept), np.count_nonzero(met, axis=0))
    return jackknife(batches, curve, seen)


def _lags(delay: Array, width: float) -> int:
    lags = int(min(delay.max(initial=0.0) / width, 1e18)) + 2
    if lags > MOST_BINS // 8:
        raise ValueError(
            f"delay must stay below {MOST_BINS // 8 * width:.3g} s with bins of {width:.3g} s,"
            f" got {delay.max():.3g} s: raise resolution"
        )
    return lags


def _batches(walker: Walker, lags: int, kept: IntArray) -> list[Array]:
    """Sums of each batch: time, ∫n, ∫n² and losses, then two for each lag kept."""
    layout, centre = walker.layout, walker.plan.start[1]
    length = layout.step + lags
    points, losses = np.empty(length), np.empty(length)
    points[-lags:], _, losses[-lags:], _ = walker.bins(lags)
    found = []
    for _ in range(layout.batches):
        sums = np.zeros(4 + 2 * len(kept))
        for _ in range(layout.steps):
            points[:lags], losses[:lags] = points[-lags:].copy(), losses[-lags:].copy()
            points[lags:], means, losses[lags:], _ = walker.bins(layout.step)
            counted = losses[: layout.step].sum()
            sums[:4] += layout.step, means.sum(), walker.square / layout.width, counted
            together, after = _correlate(losses[: layout.step], points - centre, kept)
            sums[4 : 4 + len(kept)] += together
            sums[4 + len(kept) :] += after
        found.append(sums)
    return found


def _correlate(losses: Array, photons: Array, kept: IntArray) -> tuple[Array, Array]:
    """Σ_k losses_k photons_(k+m) and Σ_k photons_(k+m) for the lags m kept."""
    from scipy.fft import irfft, next_fast_len, rfft  # here: importing lasercore stays quick

    size, count = next_fast_len(len(photons), real=True), len(losses)
    spectrum = np.conj(rfft(losses, size)) * rfft(photons, size)
    running = np.concatenate([[0.0], np.cumsum(photons)])
    return irfft(spectrum, size)[kept], running[kept + count] - running[kept]


def _ratio(sums: Array, count: int, centre: float) -> tuple[float, Array]:
    """g²(0) from the moments and g² at the lags, of photons counted from a centre."""
    _, mean, square, losses = sums[:4] / sums[0]
    together, after = sums[4 : 4 + count] / sums[0], sums[4 + count :] / sums[0]
    zero = 1 + (square - mean**2 - mean) / mean**2
    return zero, 1 + (together - losses * after) / (losses * (after + centre))
