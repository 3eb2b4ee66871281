"""Time-weighted photon statistics with error bars, on the fly."""

from typing import Any

import numpy as np

from lasercore._curves import gathered
from lasercore._precision import within_doubles
from lasercore._progress import Progress
from lasercore._stored import stored
from lasercore._typing import Array, ArrayLike, ProgressOption
from lasercore.checks import a_laser, flag, pump_array
from lasercore.gillespie._batches import Run, Stream, Sums
from lasercore.gillespie._run import run_streams
from lasercore.gillespie.plan import Options, Plan, plan, warn_short_batches
from lasercore.laser import Laser
from lasercore.statistics import PhotonStatistics
from lasercore.warnings import warn_validity

FEW_BATCHES = 10
"""Batches that must have met something before their spread tells how well it is known."""


@within_doubles
@stored
def photon_statistics(
    laser: Laser, pump: ArrayLike, *, events: int = 2_000_000, streams: int = 8, seed: int = 0,
    burn_in: float | None = None, threads: int | None = None, averages_only: bool = False,
    progress: ProgressOption = None,
) -> PhotonStatistics:  # fmt: skip
    """Photon statistics by exact stochastic simulation (Gillespie's direct method).

    ⟨f⟩ = Σ f(state) t(state)/Σ t(state): every state weighs as long as it lasts.

    The time simulated is fixed beforehand (a fixed number of events would bias the averages) and
    cut into batches, whose spread gives the standard errors, those of the Fano factor, RIN and g²
    by the delta method from the covariance of ⟨n⟩ and ⟨n²⟩. Warnings tell if batches are short,
    correlated, or so few of them saw something that errors are not known (NaN).

    Parameters
    ----------
    laser : Laser
    pump : float or array of any shape, s⁻¹, not negative
    events : int, at least 1
        For each pump, approximately, burn-in not counted.
    streams : int, at least 1
        Independent streams of random numbers; the answer depends on it, not on `threads`.
    seed : int, not negative
    burn_in : float or None, s, not negative
        Left out at the start of each trajectory; None: ten relaxation times, at most the rest.
    threads : int or None, at least 1
        Streams that run at the same time; None: as many as there are cores.
    averages_only : bool
        Give every state its mean duration instead of a random one: faster, the same averages.
    progress : None, False or function
        A function gets the share that is done; None shows a line, False nothing.

    Returns
    -------
    PhotonStatistics
        `distribution` has n on its last axis. `errors` holds standard errors of mean, variance,
        carriers, fano, rin, g2 and distribution; `report` how they were sampled.

    Source
    ------
    gillespie1976.

    Example
    -------
    >>> from lasercore import Laser
    >>> laser = Laser(n_emitters=100, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
    >>> light = photon_statistics(laser, 200.0)
    >>> bool(abs(light.mean - 74) < 5 * light.errors["mean"])
    True
    """
    a_laser(laser)
    pumps = pump_array(pump)
    options = Options.check(events, streams, seed, burn_in, threads)
    averages_only = flag("averages_only", averages_only)
    per_stream = options.events / options.streams
    plans = [plan(laser, float(j), per_stream, options.burn_in) for j in pumps.flat]
    with Progress(progress, options.streams * max(1, len(plans)), "Gillespie") as shown:
        found = [
            _answer(one, options, averages_only, number, shown) for number, one in enumerate(plans)
        ]
    return gathered(found, pumps.shape, "Gillespie", _dark(options, averages_only))


def _answer(
    plan: Plan, options: Options, averages_only: bool, number: int, progress: Progress
) -> PhotonStatistics:
    """The statistics of one pump, the `number`-th of its call."""
    if plan.pump == 0:
        return _dark(options, averages_only)
    run = Run(plan, options, averages_only)
    warn_short_batches(plan, run.batch, options.events)
    results = run_streams(
        lambda stream, tick: Stream(run, number, stream).run(tick),
        options.streams, options.threads, progress,
    )  # fmt: skip
    sums = Sums.of(results)
    _warn_correlated(sums.units)
    return _statistics(sums, run)


def _statistics(sums: Sums, run: Run) -> PhotonStatistics:
    units = np.moveaxis(sums.units, 2, 3).reshape(-1, 3)
    count = len(units)
    first, second, carriers = units.mean(axis=0)
    covariance = np.cov(units.T) / count
    mean, variance = sums.centre + first, max(second - first**2, 0.0)
    occupied = np.flatnonzero(sums.first)[-1] + 1
    distribution = sums.first[:occupied] / sums.first.sum()
    spread = np.maximum(sums.second[:occupied] / count - distribution**2, 0.0)
    errors = standard_errors(mean, variance, first, covariance)
    errors["distribution"] = np.sqrt(spread / (count - 1))
    _forget_unknown(errors, sums)
    n = np.arange(occupied)
    pairs = n * (n - 1.0) @ distribution
    plan, options = run.plan, run.options
    report = {
        "events": int(sums.events),
        "duration": options.streams * run.lanes * run.batches * run.batch,
        "burn_in": plan.burn_in,
        "relaxation_time": plan.relaxation,
        "streams": options.streams,
        "trajectories": options.streams * run.lanes,
        "batches": count,
        "batch_duration": run.batch,
        "seed": options.seed,
        "averages_only": run.averages_only,
    }
    return PhotonStatistics(
        mean, variance, carriers, distribution, errors, "Gillespie", report, pairs
    )


def _forget_unknown(errors: dict[str, Any], sums: Sums) -> None:
    """NaN for the errors that the batches cannot know: they agree because they saw nothing."""
    if sums.moved < FEW_BATCHES:
        errors |= {name: error * np.nan for name, error in errors.items()}
        warn_validity(
            f"events must be met in at least {FEW_BATCHES} batches, got {sums.moved}: no error is"
            " known (NaN); raise events"
        )
    elif sums.paired < FEW_BATCHES:
        errors |= dict.fromkeys(("variance", "fano", "rin", "g2"), np.nan)
        warn_validity(
            f"pairs of photons must be met in at least {FEW_BATCHES} batches, got {sums.paired}:"
            " variance, fano, rin, g2 and their errors are not known; raise events (or use"
            " master_equation)"
        )
    for name in ("mean", "variance", "carriers", "fano", "rin", "g2"):
        if errors[name] == 0:  # batches that agree exactly never saw a change
            errors[name] = np.nan


def standard_errors(
    mean: float, variance: float, first: float, covariance: Array
) -> dict[str, Any]:
    """Standard errors by the delta method, from the covariance of the two moments and ⟨n_e⟩."""
    slope = np.array([-2 * first, 1.0])  # of the variance by the two moments about the centre
    unit = np.array([1.0, 0.0])
    with np.errstate(divide="ignore", invalid="ignore"):
        m, v = np.float64(mean), np.float64(variance)
        slopes = {
            "mean": unit,
            "variance": slope,
            "fano": slope / m - v / m**2 * unit,
            "rin": slope / m**2 - 2 * v / m**3 * unit,
            "g2": slope / m**2 - (2 * v / m**3 - 1 / m**2) * unit,
        }
        square = {name: s @ covariance[:2, :2] @ s for name, s in slopes.items()}
        errors = {name: float(np.sqrt(np.maximum(x, 0.0))) for name, x in square.items()}
    return {**errors, "carriers": float(np.sqrt(covariance[2, 2]))}


_errors = standard_errors  # the old name, for whoever has not yet learnt the new one


def _warn_correlated(units: Array) -> None:
    """Neighbouring batches of one stream must know nothing of each other."""
    mean = units[:, :, 0] - units[:, :, 0].mean()
    together, alone = np.mean(mean[:, 1:] * mean[:, :-1]), np.mean(mean**2)
    limit = 0.1 + 4 / mean[:, 1:].size ** 0.5
    if together > limit * alone:
        warn_validity(
            f"neighbouring batches must be independent, got a correlation of"
            f" {together / alone:.2f}, more than {limit:.2f}: the light changes more slowly than"
            " linear response says and the errors are too small; raise events"
        )


def _dark(options: Options, averages_only: bool) -> PhotonStatistics:
    errors: dict[str, Any] = dict.fromkeys(("mean", "variance", "carriers"), 0.0)
    errors |= dict.fromkeys(("fano", "rin", "g2"), np.nan)
    errors["distribution"] = np.zeros(1)
    report = {"events": 0, "duration": 0.0, "burn_in": 0.0, "streams": options.streams}
    report |= {"seed": options.seed, "averages_only": averages_only}
    return PhotonStatistics(0.0, 0.0, 0.0, np.ones(1), errors, "Gillespie", report, 0.0)
