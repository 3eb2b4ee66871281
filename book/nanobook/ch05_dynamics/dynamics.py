"""Figures of the laser in time: switching it on, and modulating its pump."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import modulation_response, steady_state, transient
from lasercore.units import quantity, scientific
from nanobook.style import label_line, log_axis


def switch_on(ax, laser, pump, times, **line):
    """Draw how the light grows when a constant pump is switched on at the first time.

    n_p(t)/n_p(∞), from an empty laser.

    Source: Solution of saldutti2024 Eq. 5.
    """
    solution = transient(laser, pump, times)
    settled = steady_state(laser, pump).photons
    ax.plot(solution.times * 1e12, solution.photons / settled, **line)
    ax.set(xlabel="time $t$ (ps)", ylabel=r"photons $n_p/n_p(\infty)$")
    return ax


def describe_switch_on(laser, pump, times):
    """Say in words what `switch_on` shows."""
    photons = transient(laser, pump, times).photons
    settled = float(steady_state(laser, pump).photons)
    text = f"Photons after switching on {quantity(to_ampere(pump), 'A')}: "
    if np.all(photons < 0.5 * settled):
        return text + f"not yet half of the final {scientific(settled)}."
    first = int(np.argmax(photons >= 0.5 * settled))
    text += f"half of the final {scientific(settled)} after {_picoseconds(times[first])}; "
    highest = int(np.argmax(photons))
    if photons[highest] < 1.01 * settled:
        return text + "no overshoot."
    peak = f"{photons[highest] / settled:.2f}"
    return text + f"a first peak of {peak} times that at {_picoseconds(times[highest])}."


def modulation(ax, laser, pump, frequency, label="", **line):
    """Draw how the light follows a small modulation of the pump, in decibels.

    20 log₁₀ |H(f)/H(0)|

    Source: Linearised saldutti2024 Eq. 5.
    """
    frequency = np.asarray(frequency)
    level = _decibels(laser, pump, frequency)
    (curve,) = ax.plot(frequency, level, **line)
    if label:
        at = int(np.argmax(level)) if level.max() > 0.1 else int(np.argmax(level < -3))
        label_line(ax, curve, label, at / (len(level) - 1))
    log_axis(ax.xaxis, "Hz")
    ax.set(xlabel="modulation frequency $f$", ylabel=r"$20\,\log_{10}|H(f)/H(0)|$ (dB)")
    return ax


def _decibels(laser, pump, frequency):
    still = modulation_response(laser, pump, 0.0)
    return 20 * np.log10(np.abs(modulation_response(laser, pump, frequency) / still))


def _picoseconds(time):
    return f"{scientific(time * 1e12)} ps"
