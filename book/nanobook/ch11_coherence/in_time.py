"""Figures of coherence in time: g²(τ), g¹(τ), and the exact line against Schawlow–Townes."""

from functools import lru_cache

import numpy as np

from lasercore import gillespie, langevin, master_equation
from lasercore.rate_equations import linewidth as schawlow_townes
from lasercore.reliability.exact import light, line
from lasercore.thresholds import threshold
from nanobook.light import unit
from nanobook.style import COLOURS, GREY, GUIDE, MARKERS, label_line, line_styles, log_axis, note

_PICO = 1e12


def g2_in_time(ax, laser, pump, until, exact=True, events=0):
    """Draw g²(τ): dashed Langevin, solid exact, circles with error bars Gillespie.

    Source: Quantum regression for the processes of saldutti2024 Eq. 5.
    """
    delay = np.linspace(0, until, 241)
    values = langevin.g2(laser, pump, delay)
    ax.plot(_PICO * delay, values, color=COLOURS[1], linestyle="--", label="Langevin")
    if exact:
        values = _exact_g2(laser, pump, until)
        ax.plot(_PICO * delay, values, color=COLOURS[0], linestyle="-", label="exact")
    if events:
        found = _sampled_g2(laser, pump, until, events)
        ax.errorbar(
            _PICO * found.x, found.values, 2 * found.errors, fmt="o", color=COLOURS[4],
            markersize=3.5, linewidth=1.2, label="Gillespie ± 2σ",
        )  # fmt: skip
    ax.axhline(1, **GUIDE)
    ax.set(xlabel=r"delay $\tau$ (ps)", ylabel=r"$g^{(2)}(\tau)$", xlim=(0, _PICO * until))
    return ax


@lru_cache(maxsize=32)
def _exact_g2(laser, pump, until):
    return master_equation.g2(laser, pump, np.linspace(0, until, 241))


@lru_cache(maxsize=32)
def _sampled_g2(laser, pump, until, events):
    delays = np.linspace(0, until, 25)
    return gillespie.g2(laser, pump, delays, events=events, seed=5, progress=False)


def coherence_decay(ax, laser, factors=(0.1, 10, 20, 60)):
    """Draw the exact g¹(τ), with the delay in units of 2⟨n_p⟩/(γ_r⟨n_e⟩).

    In these units every curve starts along e^(−x), the line that phase and amplitude noise make
    together; phase noise alone would give e^(−x/2).

    Source: The coherence sector of the master equation; not in the cited papers.
    """
    x = np.linspace(0, 5, 101)
    for power, text, offset in ((1.0, "e$^{-x}$", (-8, -14)), (0.5, "e$^{-x/2}$", (2, 6))):
        (guide,) = ax.plot(x, np.exp(-power * x), color=GREY, linestyle=":", linewidth=1.4)
        label_line(ax, guide, text, 0.5, offset, ha="center")
    for factor, style in zip(factors, line_styles(), strict=False):
        (curve,) = ax.plot(x, _g1(laser, factor * unit(laser), 5.0), **style)
        label_line(ax, curve, f"{factor:g} $J_\\mathrm{{th}}$", 1.0, (5, -4))
    ax.set(
        xlabel=r"delay $x = \tau\,\gamma_r\langle n_e\rangle/2\langle n_p\rangle$",
        ylabel=r"$g^{(1)}(\tau)$", yscale="log", xlim=(0, 5.6),
    )  # fmt: skip
    return ax


@lru_cache(maxsize=32)
def _g1(laser, pump, until):
    """Exact g¹ at 101 delays up to `until`, in units of 2⟨n_p⟩/(γ_r⟨n_e⟩)."""
    exact = light(laser, pump)
    time = 2 * exact.mean / (laser.gamma_r * exact.carriers)
    return master_equation.g1(laser, pump, time * np.linspace(0, until, 101))


_MARKS = (("photon recycling", "langevin"), ("stochastic", ""), ("fano", "master equation"),
          ("classical", ""))  # fmt: skip


def line_ratio(ax, laser, sampled=(), events=1_000_000):
    """Draw the exact linewidth over the modified Schawlow–Townes formula, pump by pump.

    Solid: exact. Squares with error bars: the picture of phase kicks (Gillespie).

    Source: saldutti2024 Eq. 19, bundgaard2023; the exact curve is in none of the cited papers.
    """
    factors = _factors()
    (curve,) = ax.plot(
        factors, _ratios(laser, factors), color=COLOURS[0], linestyle="-", marker="o", markersize=4
    )
    label_line(ax, curve, "exact", 0.25, (0, -16), ha="center")
    for number, factor in enumerate(sampled):
        value, error = _kicked(laser, float(factor), events)
        ax.errorbar(
            factor, value, 2 * error, fmt=MARKERS[1], color=COLOURS[1], markersize=5, linewidth=1.2
        )
        if number == 0:
            place = {"color": COLOURS[1], "va": "center"}
            note(ax, "phase kicks (Gillespie ± 2σ)", (factor, value), (10, -14), **place)
    for level in (1, 2, 4):
        ax.axhline(level, **GUIDE)
    for here, name in _marks(laser):
        ax.axvline(here, color=GREY, linestyle="-", linewidth=0.8)
        note(
            ax, name, (here, 0.05), (-2, 0), xycoords=("data", "axes fraction"), rotation=90,
            ha="right", fontsize=9.5, color="#333333",
        )  # fmt: skip
    log_axis(ax.xaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{th}$", ylabel="linewidth / Eq. 19", ylim=(0, 4.4))
    return ax


def _factors():
    return np.sort(np.append(np.geomspace(0.01, 100, 13), [6.56, 16.5]))


def _ratios(laser, factors):
    pumps = factors * unit(laser)
    return np.array([line(laser, float(pump)) for pump in pumps]) / schawlow_townes(laser, pumps)


@lru_cache(maxsize=32)
def _kicked(laser, factor, events):
    pump = factor * unit(laser)
    found = gillespie.field(laser, pump, events=events, seed=5, progress=False)
    formula = float(schawlow_townes(laser, pump))
    return found.linewidth / formula, found.linewidth_error / formula


def _marks(laser):
    for name, method in _MARKS:
        options = {"method": method} if name == "fano" else {}
        found = threshold(laser, name, **options)
        if found.reached:
            yield found.pump / unit(laser), {"fano": "Fano (exact)", "photon recycling":
                                             "recycling"}.get(name, name)  # fmt: skip
