"""The kernels: jumps of (n_e, n_p) at the rates of the table of processes.

`advance` moves several independent trajectories ("lanes") in lockstep and weighs each state with
the time spent in it; its loop over lanes has no branches, so that the compiler turns it into
vector instructions. `record` writes down one trajectory, `sample` one on a grid of times.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from lasercore._jit import jit
from lasercore.gillespie._random import draw, exponential, threaded, uniform
from lasercore.processes import STOICHIOMETRY, formulas

LANES = 16
"""Most lanes; one row of `advance`'s arrays."""
FEW_LANES = 4
"""Lanes below which plain numbers are faster than numpy's arrays."""
BLOCK = 32
"""Steps of `advance` between two looks at what is left to do."""
# Rows of the numbers of `advance`: the state, what is left of a stay that the end of a batch
# cut in two, what is left of the batch, and sums over the batch.
CARRIERS, PHOTONS, STAY, LEFT, SPENT, CARRIER_TIME, EVENTS = range(7)
ROWS = 7
WORDS = 5  # rows of integers: the generator, and the photon number while the time was spent

FINISHED, UNFINISHED, GROW = range(3)

# An event is chosen by how many of the first four running sums of rates a random number
# exceeds; its change of state is that of the pump plus the differences passed on the way.
_PUMP_E, _PUMP_P = (float(change) for change in STOICHIOMETRY[0])
_E1, _E2, _E3, _E4 = (float(step) for step in np.diff(STOICHIOMETRY[:, 0]))
_P1, _P2, _P3, _P4 = (float(step) for step in np.diff(STOICHIOMETRY[:, 1]))

rates = threaded(formulas)


@threaded
def running_sums(rates, carriers, photons, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b):
    """Running sums of the rates; no emitter is pumped when all are excited."""
    up, background, emission, absorption, loss = rates(
        carriers, photons, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b
    )
    first = up * (carriers < n_0)
    second = first + background
    third = second + emission
    fourth = third + absorption
    return first, second, third, fourth, fourth + loss


@threaded
def change(point, first, second, third, fourth):
    """Change of (n_e, n_p) by the event whose share of the sum of rates holds the point."""
    a, b, c, d = point >= first, point >= second, point >= third, point >= fourth
    carriers = _PUMP_E + a * _E1 + b * _E2 + c * _E3 + d * _E4
    photons = _PUMP_P + a * _P1 + b * _P2 + c * _P3 + d * _P4
    return carriers, photons


@threaded
def exact_stay(draw, uniform, exponential, s0, s1, s2, s3):
    """Time in a state in units of its mean: exponentially distributed."""
    bits, s0, s1, s2, s3 = draw(s0, s1, s2, s3)
    return exponential(uniform(bits)), s0, s1, s2, s3


@threaded
def mean_stay(draw, uniform, exponential, s0, s1, s2, s3):
    """Mean time in a state in units of itself: the conditional expectation, no chance in it."""
    return 1.0, s0, s1, s2, s3


def toolbox(stay: jit = exact_stay) -> tuple[Callable[..., Any], ...]:
    """The compiled functions that the kernels call, in their order."""
    return tuple(
        tool.compiled() for tool in (rates, running_sums, change, draw, uniform, exponential, stay)
    )


@threaded
def _advance(
    rates, running_sums, change, draw, uniform, exponential, stay,
    x, s, histogram, lanes, steps, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b,
):  # fmt: skip
    room, done = histogram.shape[0] - 1, 0
    while done < steps:
        most = 0.0
        for j in range(lanes):
            most = max(most, x[PHOTONS * LANES + j])
        if room - most < BLOCK:
            return GROW
        for _ in range(BLOCK):
            for j in range(lanes):
                carriers, photons = x[CARRIERS * LANES + j], x[PHOTONS * LANES + j]
                cut, left = x[STAY * LANES + j], x[LEFT * LANES + j]
                sums = running_sums(
                    rates, carriers, photons, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b
                )
                bits, s0, s1, s2, s3 = draw(s[j], s[LANES + j], s[2 * LANES + j], s[3 * LANES + j])
                new, s0, s1, s2, s3 = stay(draw, uniform, exponential, s0, s1, s2, s3)
                s[j], s[LANES + j], s[2 * LANES + j], s[3 * LANES + j] = s0, s1, s2, s3
                time = new / sums[4]
                time = cut if cut > 0 else time
                spent = min(time, left)
                fires = time < left
                x[STAY * LANES + j] = time - spent
                x[LEFT * LANES + j] = left - spent
                x[SPENT * LANES + j] = spent
                s[4 * LANES + j] = np.uint64(photons)
                x[CARRIER_TIME * LANES + j] += spent * carriers
                x[EVENTS * LANES + j] += fires
                d_e, d_p = change(uniform(bits) * sums[4], sums[0], sums[1], sums[2], sums[3])
                x[CARRIERS * LANES + j] = carriers + fires * d_e
                x[PHOTONS * LANES + j] = photons + fires * d_p
            for j in range(lanes):
                histogram[s[4 * LANES + j], j] += x[SPENT * LANES + j]
        done += BLOCK
        remaining = 0.0
        for j in range(lanes):
            remaining += x[LEFT * LANES + j]
        if remaining == 0:
            return FINISHED
    return UNFINISHED


def _advance_arrays(
    rates, running_sums, change, draw, uniform, exponential, stay,
    x, s, histogram, lanes, steps, pump, *fixed,
):  # fmt: skip
    """`_advance` with all lanes at once in numpy: where nothing compiles it."""
    x, s = (array.reshape(-1, LANES)[:, :lanes] for array in (x, s))
    room, all_lanes = histogram.shape[0] - 1, np.arange(lanes)
    for _ in range(0, steps, BLOCK):
        if room - x[PHOTONS].max() < BLOCK:
            return GROW
        for _ in range(BLOCK):
            carriers, photons, cut, left = (x[row].copy() for row in range(4))
            sums = running_sums(rates, carriers, photons, pump, *fixed)
            bits, *words = draw(*s[:4])
            new, *s[:4] = stay(draw, uniform, exponential, *words)
            time = np.where(cut > 0, cut, new / sums[4])
            spent = np.minimum(time, left)
            fires = time < left
            x[STAY] = time - spent
            x[LEFT] = left - spent
            x[CARRIER_TIME] += spent * carriers
            x[EVENTS] += fires
            d_e, d_p = change(uniform(bits) * sums[4], *sums[:4])
            x[CARRIERS] = carriers + fires * d_e
            x[PHOTONS] = photons + fires * d_p
            histogram[photons.astype(int), all_lanes] += spent
        if not x[LEFT].any():
            return FINISHED
    return UNFINISHED


def advance(stay: jit, *arguments: Any) -> int:
    """Move lanes until their time is spent, for at most some steps.

    Parameters: the kind of stay, x (rows of `LANES` numbers), s (of integers), histogram
    (n_p, lane), lanes, steps, pump and the laser's parameters. Returns what is to be done.
    """
    lanes = arguments[3]
    arrays = lanes >= FEW_LANES and _advance.compiled() is _advance.python
    with np.errstate(divide="ignore", over="ignore"):
        return (_advance_arrays if arrays else _advance)(*toolbox(stay), *arguments)


@threaded
def _record(
    rates, running_sums, change, draw, uniform, exponential, stay,
    state, s, time, carriers, photons, duration, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b,
):  # fmt: skip
    now, n_e, n_p = state[0], state[1], state[2]
    s0, s1, s2, s3 = s[0], s[1], s[2], s[3]
    count = 0
    while count < time.size:
        sums = running_sums(rates, n_e, n_p, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b)
        bits, s0, s1, s2, s3 = draw(s0, s1, s2, s3)
        new, s0, s1, s2, s3 = stay(draw, uniform, exponential, s0, s1, s2, s3)
        now += new / sums[4]
        if not now < duration:
            break
        d_e, d_p = change(uniform(bits) * sums[4], sums[0], sums[1], sums[2], sums[3])
        n_e += d_e
        n_p += d_p
        time[count], carriers[count], photons[count] = now, n_e, n_p
        count += 1
    state[0], state[1], state[2] = now, n_e, n_p
    s[0], s[1], s[2], s[3] = s0, s1, s2, s3
    return count


def record(*arguments: Any) -> int:
    """Write the times and states of events until a time is reached or the arrays are full.

    Parameters: state (t, n_e, n_p), s (the generator), time, carriers, photons (to be filled),
    duration, pump and the laser's parameters. Returns the number of events.
    """
    with np.errstate(divide="ignore", over="ignore"):
        return _record(*toolbox(), *arguments)


@threaded
def _sample(
    rates, running_sums, change, draw, uniform, exponential, stay,
    state, s, dephasing, width, points, means, losses, kept,
    pump, n_0, gamma_r, gamma_bg, gamma_c, a, b,
):  # fmt: skip
    n_e, n_p = state[0], state[1]
    s0, s1, s2, s3 = s[0], s[1], s[2], s[3]
    now, edge, area, lost, factor, square = 0.0, width, 0.0, 0.0, 1.0, 0.0
    number, count, known = 0, points.size, dephasing.size
    while number < count:
        sums = running_sums(rates, n_e, n_p, pump, n_0, gamma_r, gamma_bg, gamma_c, a, b)
        bits, s0, s1, s2, s3 = draw(s0, s1, s2, s3)
        new, s0, s1, s2, s3 = stay(draw, uniform, exponential, s0, s1, s2, s3)
        event = now + new / sums[4]
        while event >= edge and number < count:
            points[number] = n_p
            means[number] = (area + n_p * (edge - now)) / width
            losses[number], kept[number] = lost, factor
            square += n_p * n_p * (edge - now)
            number += 1
            now, edge, area, lost, factor = edge, (number + 1) * width, 0.0, 0.0, 1.0
        if number < count:
            area += n_p * (event - now)
            square += n_p * n_p * (event - now)
            now = event
            point = uniform(bits) * sums[4]
            lost += point >= sums[3]
            if n_p < known:
                mixed = dephasing[int(n_p)]
            else:  # the series of 1 − ₂F₁(−½, ½; 1; 1/n) over n + 1
                x = 1.0 / n_p
                mixed = 0.01953125 + x * 0.01068115234375
                mixed = x * (0.25 + x * (0.046875 + x * mixed)) / (n_p + 1)
            factor *= 1.0 - ((point >= sums[1]) & (point < sums[2])) * mixed
            d_e, d_p = change(point, sums[0], sums[1], sums[2], sums[3])
            n_e += d_e
            n_p += d_p
    state[0], state[1] = n_e, n_p
    s[0], s[1], s[2], s[3] = s0, s1, s2, s3
    return square


def sample(*arguments: Any) -> float:
    """Follow one trajectory over bins of equal width.

    Parameters: state (n_e, n_p), s (the generator), dephasing (see `coherence`), width, four
    arrays to be filled: photons at the end of each bin, their mean over it, photons lost
    through the cavity in it, share of the field's coherence kept in it; pump and the laser's
    parameters. Returns ∫ n_p² dt.
    """
    with np.errstate(divide="ignore", over="ignore"):
        return _sample(*toolbox(), *arguments)
