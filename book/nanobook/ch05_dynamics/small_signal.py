"""Figures of small disturbances: how fast they die out, and whether they ring."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import small_signal
from lasercore.thresholds import pump_range, threshold
from lasercore.units import quantity, scientific
from nanobook.style import COLOURS, DASHES, label_line, log_axis


def damping(ax, laser, pump=None):
    """Draw half of the damping rate and the relaxation frequency against the current.

    A small disturbance rings where ω_R > Γ_d/2: that range is shaded.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : array, s⁻¹, positive
        Default: around the thresholds.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    Linearised saldutti2024 Eq. 5.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> damping(Figure().add_subplot(), catalogue["PhC laser"]).get_ylabel()
    'rate (s$^{-1}$)'
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


def describe_damping(laser, pump=None):
    """Say in words what `damping` shows.

    Parameters
    ----------
    laser, pump
        As for `damping`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_damping(catalogue["PhC laser"]))
    Damping rate and relaxation frequency from 74.5 nA to 745 µA: disturbances ring from 10.2 µA to 224 µA; the damping rate is lowest, 7.34e+10 per second, at 15.8 µA.
    """  # noqa: E501 - the sentence is printed as it is
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    signal = small_signal(laser, pump)
    first, last, at = (
        quantity(to_ampere(pump[i]), "A") for i in (0, -1, int(np.argmin(signal.damping_rate)))
    )
    return (
        f"Damping rate and relaxation frequency from {first} to {last}: {_window(pump, signal)};"
        f" the damping rate is lowest, {np.min(signal.damping_rate):.2e} per second, at {at}."
    )


def ringing(ax, laser, pump=None, **line):
    """Draw 2ω_R/Γ_d against the pump in units of the classical threshold.

    Above 1 small disturbances ring; below they die out without turning round.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
        With a classical threshold.
    pump : array, s⁻¹, positive
        Default: around the thresholds.
    **line
        For ``ax.plot``.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    ValueError
        If the laser has no classical threshold.

    Source
    ------
    Linearised saldutti2024 Eq. 5.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ringing(Figure().add_subplot(), catalogue["PhC laser"]).get_ylabel()
    '$2\\\\omega_R/\\\\Gamma_d$'
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


def describe_ringing(laser, pump=None):
    """Say in words what `ringing` shows.

    Parameters
    ----------
    laser, pump
        As for `ringing`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_ringing(catalogue["EDC laser 1"]))
    The ratio of twice the relaxation frequency to the damping rate is at most 0.690, at 679 nA: nothing rings.
    """  # noqa: E501 - the sentence is printed as it is
    pump = pump_range(laser) if pump is None else np.asarray(pump)
    signal = small_signal(laser, pump)
    ratio = 2 * np.sqrt(signal.relaxation_frequency_squared) / signal.damping_rate
    best = int(np.argmax(ratio))
    return (
        "The ratio of twice the relaxation frequency to the damping rate is at most"
        f" {scientific(ratio[best])}, at {quantity(to_ampere(pump[best]), 'A')}:"
        f" {_window(pump, signal)}."
    )


def _window(pump, signal):
    """The currents between which small disturbances ring, in words."""
    inside = pump[np.asarray(signal.oscillates)]
    if inside.size == 0:
        return "nothing rings"
    first, last = (quantity(current, "A") for current in to_ampere(inside[[0, -1]]))
    return f"disturbances ring from {first} to {last}"
