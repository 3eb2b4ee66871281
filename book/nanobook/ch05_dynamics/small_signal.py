"""Figures of small disturbances: how fast they die out, and whether they ring."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import small_signal
from lasercore.thresholds import pump_range, threshold
from nanobook.style import COLOURS, DASHES, label_line, log_axis


def damping(ax, laser, pump=None):
    """Draw half of the damping rate and the relaxation frequency against the current.

    A small disturbance rings where ω_R > Γ_d/2: that range is shaded.

    Source: Linearised saldutti2024 Eq. 5.
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    current, signal = to_ampere(pump), small_signal(laser, pump)
    half, frequency = 0.5 * signal.damping_rate, np.sqrt(signal.relaxation_frequency_squared)
    for rate, text, at, offset, style in (
        (half, r"$\Gamma_d/2$", 0.08, (0, 6), {"color": COLOURS[0], "linestyle": DASHES[0]}),
        (frequency, r"$\omega_R$", 0.08, (0, 6), {"color": COLOURS[1], "linestyle": DASHES[1]}),
    ):
        (curve,) = ax.plot(current, rate, **style)
        label_line(ax, curve, text, at, offset)
    log_axis(ax.xaxis, "A")
    log_axis(ax.yaxis)
    where = np.asarray(signal.oscillates)
    ax.fill_between(current, half, frequency, where=where, color=COLOURS[1], alpha=0.25, lw=0)
    ax.set(xlabel="current $I$", ylabel="rate (s$^{-1}$)")
    return ax


def ringing(ax, laser, pump=None, **line):
    """Draw 2ω_R/Γ_d against the pump in units of the classical threshold.

    Above 1 small disturbances ring; below they die out without turning round.

    Source: Linearised saldutti2024 Eq. 5.
    """
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    unit = threshold(laser, "classical")
    if not unit.reached:
        raise ValueError(f"laser must have a classical threshold, but {unit.reason}")
    signal = small_signal(laser, pump)
    ratio = 2 * np.sqrt(signal.relaxation_frequency_squared) / signal.damping_rate
    ax.plot(pump / unit.pump, ratio, **line)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{cl}$", ylabel=r"$2\omega_R/\Gamma_d$")
    return ax
