"""Figures of the laser in time: switching it on, and modulating its pump."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import modulation_response, steady_state, transient
from lasercore.units import quantity, scientific
from nanobook.style import label_line, log_axis


def switch_on(ax, laser, pump, times, **line):
    """Draw how the light grows when a constant pump is switched on at the first time.

    n_p(t)/n_p(∞), from an empty laser.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
    times : array of shape (m,), s, increasing
    **line
        For ``ax.plot``.

    Returns
    -------
    matplotlib Axes

    Raises
    ------
    TypeError, ValueError
        As `rate_equations.transient`.

    Source
    ------
    Solution of saldutti2024 Eq. 5.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = Figure().add_subplot()
    >>> switch_on(ax, catalogue["PhC laser"], 1e14, [0, 1e-9, 2e-9]).get_xlabel()
    'time $t$ (ps)'
    """
    solution = transient(laser, pump, times)
    settled = steady_state(laser, pump).photons
    ax.plot(solution.times * 1e12, solution.photons / settled, **line)
    ax.set(xlabel="time $t$ (ps)", ylabel=r"photons $n_p/n_p(\infty)$")
    return ax


def describe_switch_on(laser, pump, times):
    """Say in words what `switch_on` shows.

    Parameters
    ----------
    laser, pump, times
        As for `switch_on`.

    Returns
    -------
    str

    Example
    -------
    >>> import numpy as np
    >>> from lasercore import catalogue
    >>> print(describe_switch_on(catalogue["EDC laser 1"], 1e13, np.linspace(0, 1e-10, 1001)))
    Photons after switching on 1.60 µA: half of the final 20.1 after 11.9 ps; no overshoot.
    """
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

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
        Bias.
    frequency : array, Hz, positive
    label : str
        Written at the line's peak or, if it has none, where it has fallen by 3 dB.
    **line
        For ``ax.plot``.

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
    >>> ax = Figure().add_subplot()
    >>> modulation(ax, catalogue["PhC laser"], 1e14, [1e9, 1e10]).get_xlabel()
    'modulation frequency $f$'
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


def describe_modulation(laser, pump, frequency):
    """Say in words what `modulation` shows.

    Parameters
    ----------
    laser, pump, frequency
        As for `modulation`.

    Returns
    -------
    str

    Example
    -------
    >>> import numpy as np
    >>> from lasercore import catalogue
    >>> frequency = np.geomspace(1e9, 1e12, 301)
    >>> print(describe_modulation(catalogue["PhC laser"], 1e14, frequency))
    Response to modulation around 16.0 µA: a peak of 2.9 dB at 12.6 GHz; 3 dB below the start at 20.9 GHz.
    """  # noqa: E501 - the sentence is printed as it is
    level = _decibels(laser, pump, np.asarray(frequency))
    best, low = int(np.argmax(level)), level < -3
    peak = (
        f"a peak of {level[best]:.1f} dB at {quantity(frequency[best], 'Hz')}"
        if level[best] > 0.1
        else "no peak"
    )
    end = (
        f"3 dB below the start at {quantity(frequency[int(np.argmax(low))], 'Hz')}"
        if np.any(low)
        else "never 3 dB below the start"
    )
    return f"Response to modulation around {quantity(to_ampere(pump), 'A')}: {peak}; {end}."


def _decibels(laser, pump, frequency):
    still = modulation_response(laser, pump, 0.0)
    return 20 * np.log10(np.abs(modulation_response(laser, pump, frequency) / still))


def _picoseconds(time):
    return f"{scientific(time * 1e12)} ps"
