"""Live figure: the kink disappears."""

from dataclasses import replace

import numpy as np

from lasercore.checks import a_laser
from lasercore.rate_equations import log_slope
from lasercore.thresholds import threshold
from lasercore.units import scientific
from nanobook.ch06_photon_recycling.kink import (
    describe_relative_light_current,
    relative_light_current,
)
from nanobook.live.figure import quiet
from nanobook.live.filmstrip import filmstrip
from nanobook.live.told import Told
from nanobook.style import COLOURS

BETAS = (1e-5, 3e-5, 1e-4, 3e-4, 1e-3, 3e-3, 0.01, 0.03, 0.1, 0.3, 0.5, 0.8, 0.966, 1)
_RATIOS = np.geomspace(3e-3, 100, 400)
_MARKS = ("transparency", "classical")


def kink_filmstrip(laser, betas=BETAS):
    """Light–current curve and its slope at fixed ξ, one frame per β.

    Source: Steady state of saldutti2024 Eq. 5.
    """
    lasers = {_short(beta): with_beta(laser, beta) for beta in betas}
    return filmstrip("spontaneous emission factor β", _tell, lasers)


def _tell(figure, laser):
    _draw_kink(figure, laser)
    said = _sentence(laser)
    return Told(said, f"{describe_relative_light_current(laser, _RATIOS, _MARKS)} {said}")


def _sentence(laser):
    one, classical = (threshold(laser, name) for name in ("quantum", "classical"))
    ratio = laser.intensity_ratio
    bound = "at most" if ratio > 1 else "at least"
    return (
        f"β = {_short(laser.beta)}: slope {bound} {scientific((1 + ratio**0.5) / 2)}. One photon at"
        f" {scientific(one.pump / classical.pump)} of the classical threshold;"
        f" {scientific(classical.photons)} photons at it, which is"
        f" {scientific(classical.photons * laser.beta)} times the saturation number."
    )


def with_beta(laser, beta):
    """A laser of another β with the same ξ, γ_c and emitter lifetime 1/γ_t.

    γ_r = βγ_t, and as many emitters as keep γ_r n_0.
    """
    a_laser(laser)
    if not 0 < beta <= 1:
        raise ValueError(f"beta must be in (0, 1], got {beta}")
    together = laser.gamma_r * laser.n_emitters
    n_emitters = max(round(together / (beta * laser.gamma_t)), 1)
    gamma_r = together / n_emitters  # an emitter more or less must not change ξ
    gamma_bg = gamma_r * (1 - beta) / beta
    return replace(laser, n_emitters=n_emitters, gamma_r=gamma_r, gamma_bg=gamma_bg)


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
    quiet(upper, lower)


def _short(beta):
    return f"{beta:g}" if beta >= 1e-3 else scientific(beta, 1)
