"""Filmstrips of chapter 2: switching on at many pumps, and the kink that disappears."""

from dataclasses import replace

import numpy as np

from lasercore.plotting.rate_equations.dynamics import describe_switch_on, switch_on
from lasercore.plotting.rate_equations.kink import (
    describe_relative_light_current,
    relative_light_current,
)
from lasercore.plotting.style import COLOURS
from lasercore.rate_equations import log_slope, small_signal, transient
from lasercore.thresholds import threshold
from lasercore.units import scientific
from lasercore.widgets.filmstrip import filmstrip

PUMPS = (0.5, 0.8, 1, 1.2, 1.5, 2, 3, 5, 8, 12, 20, 30, 50, 100)
BETAS = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 0.5, 0.8, 0.966, 1)
_TIMES = np.append(0.0, np.geomspace(2e-12, 3e-9, 1200))
_RATIOS = np.geomspace(3e-3, 100, 400)
_MARKS = ("transparency", "classical")


def switch_on_filmstrip(laser, pumps=PUMPS, start=6):
    """Light and carriers after switching on, one frame per pump.

    Parameters
    ----------
    laser : Laser
        With a classical threshold.
    pumps : sequence of float, positive
        In units of the classical threshold.
    start : int
        Index of the frame seen first.

    Returns
    -------
    Filmstrip

    Raises
    ------
    ValueError
        If the laser has no classical threshold.

    Source
    ------
    Solution of saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> switch_on_filmstrip(catalogue["PhC laser"], pumps=[2, 4], start=0)
    Filmstrip of 2 frames: pump in units of the classical threshold, 2 … 4
    """
    unit = threshold(laser, "classical")
    if not unit.reached:
        raise ValueError(f"laser must have a classical threshold, but {unit.reason}")

    def draw(figure, ratio):
        _draw_switch_on(figure, laser, ratio * unit.pump)

    def say(ratio):
        rings = small_signal(laser, ratio * unit.pump).oscillates
        end = "Small disturbances ring." if rings else "Small disturbances do not ring."
        return f"{describe_switch_on(laser, ratio * unit.pump, _TIMES)} {end}"

    return filmstrip(
        draw,
        pumps,
        name="pump in units of the classical threshold",
        label=lambda ratio: f"{ratio:g}",
        describe=lambda ratio: f"Photons and carriers in time. {say(ratio)}",
        sentence=say,
        start=start,
    )


def kink_filmstrip(laser, betas=BETAS, start=0):
    """Light–current curve and its slope at fixed ξ, one frame per β.

    Parameters
    ----------
    laser : Laser
        Gives ξ, γ_c and the lifetime of the emitters (see `with_beta`).
    betas : sequence of float, 0 < β ≤ 1
    start : int
        Index of the frame seen first.

    Returns
    -------
    Filmstrip

    Source
    ------
    Steady state of saldutti2024 Eq. 5.

    Example
    -------
    >>> from lasercore import catalogue
    >>> kink_filmstrip(catalogue["PhC laser"], betas=[0.5, 1])
    Filmstrip of 2 frames: spontaneous emission factor β, 0.5 … 1
    """
    lasers = {beta: with_beta(laser, beta) for beta in betas}

    def say(beta):
        one, classical = (threshold(lasers[beta], name) for name in ("quantum", "classical"))
        ratio = lasers[beta].intensity_ratio
        bound = "at most" if ratio > 1 else "at least"
        return (
            f"β = {_short(beta)}: slope {bound} {scientific((1 + ratio**0.5) / 2)}. One photon at"
            f" {scientific(one.pump / classical.pump)} of the classical threshold;"
            f" {scientific(classical.photons)} photons at it, which is"
            f" {scientific(classical.photons * beta)} times the saturation number."
        )

    def describe(beta):
        curve = describe_relative_light_current(lasers[beta], _RATIOS, _MARKS)
        return f"{curve} {say(beta)}"

    return filmstrip(
        lambda figure, beta: _draw_kink(figure, lasers[beta]),
        betas,
        name="spontaneous emission factor β",
        label=_short,
        describe=describe,
        sentence=say,
        start=start,
    )


def with_beta(laser, beta):
    """A laser of another β with the same ξ, γ_c and emitter lifetime 1/γ_t.

    γ_r = βγ_t, and as many emitters as keep γ_r n_0.

    Parameters
    ----------
    laser : Laser
    beta : float, 0 < β ≤ 1

    Returns
    -------
    Laser

    Raises
    ------
    ValueError
        If beta leaves its range.

    Example
    -------
    >>> from lasercore import catalogue
    >>> phc = catalogue["PhC laser"]
    >>> other = with_beta(phc, 0.25)
    >>> round(other.beta, 12), bool(abs(other.xi / phc.xi - 1) < 1e-12)
    (0.25, True)
    """
    if not 0 < beta <= 1:
        raise ValueError(f"beta must be in (0, 1], got {beta}")
    together = laser.gamma_r * laser.n_emitters
    n_emitters = max(round(together / (beta * laser.gamma_t)), 1)
    gamma_r = together / n_emitters  # an emitter more or less must not change ξ
    gamma_bg = gamma_r * (1 - beta) / beta
    return replace(laser, n_emitters=n_emitters, gamma_r=gamma_r, gamma_bg=gamma_bg)


def _draw_switch_on(figure, laser, pump):
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[2, 1])
    switch_on(upper, laser, pump, _TIMES, color=COLOURS[0], linestyle="-")
    share = transient(laser, pump, _TIMES).carriers / laser.n_emitters
    lower.plot(_TIMES * 1e12, share, color=COLOURS[1], linestyle="-")
    balance = laser.threshold_carriers / laser.n_emitters
    lower.axhline(balance, color="#555555", linestyle=":", linewidth=1.2)
    lower.annotate("gain = loss", (2.2, balance), (0, 4), textcoords="offset points", fontsize=9)
    upper.set(xlabel="", ylim=(0, 1.9), xlim=_TIMES[[1, -1]] * 1e12, xscale="log")
    lower.set(xlabel="time $t$ (ps)", ylabel="$n_e/n_0$", ylim=(0, 0.8))
    _quiet(upper, lower)


def _draw_kink(figure, laser):
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[2, 1])
    relative_light_current(upper, laser, _RATIOS, _MARKS, color=COLOURS[0], linestyle="-")
    unit = threshold(laser, "transparency").pump
    # The peak of the slope is narrow: look at it closely.
    peak = threshold(laser, "photon recycling").pump / unit
    ratios = np.union1d(_RATIOS, peak * np.geomspace(0.97, 1.03, 201))
    lower.plot(ratios, log_slope(laser, ratios * unit), color=COLOURS[0], linestyle="-")
    upper.axhline(1, color="#555555", linestyle=":", linewidth=1.2)
    upper.annotate("one photon", (60, 1), (0, -12), textcoords="offset points", fontsize=9,
                   ha="center")  # fmt: skip
    upper.legend(loc="upper left")
    upper.set(xlabel="", xlim=_RATIOS[[0, -1]], ylim=(1e-3, 1e9))
    lower.set(xlabel=r"pump $J/J_\mathrm{tr}$", ylabel="slope", yscale="log", ylim=(0.5, 1e3))
    lower.set_yticks([1, 10, 100, 1000], ["1", "10", "100", "1000"])
    _quiet(upper, lower)


def _short(beta):
    return f"{beta:g}" if beta >= 1e-3 else scientific(beta, 1)


def _quiet(*axes):
    """The same look whether or not `plotting.set_style` was called."""
    for ax in axes:
        ax.spines[["top", "right"]].set_visible(False)
        ax.grid(color="#dddddd", linewidth=0.6)
        ax.set_axisbelow(True)
