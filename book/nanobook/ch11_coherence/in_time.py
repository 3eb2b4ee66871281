"""Figures of coherence in time: g²(τ), g¹(τ), and the exact line against Schawlow–Townes."""

from functools import lru_cache

import numpy as np

from lasercore import gillespie, langevin, master_equation
from lasercore._exact import light, line
from lasercore.rate_equations import linewidth as schawlow_townes
from lasercore.rate_equations import small_signal
from lasercore.thresholds import threshold
from lasercore.units import quantity, scientific
from nanobook.ch10_laser_light.exact_light import unit
from nanobook.style import COLOURS, MARKERS, label_line, line_styles, log_axis

GREY = "#555555"
_PICO = 1e12


def g2_in_time(ax, laser, pump, until, exact=True, events=0):
    """Draw g²(τ): dashed Langevin, solid exact, circles with error bars Gillespie.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    pump : float, s⁻¹, positive
    until : float, s
        Longest delay.
    exact : bool
        Solve the master equation (False where the laser is too large).
    events : int
        Events of the simulation; 0 leaves it out.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    Quantum regression for the processes of saldutti2024 Eq. 5.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> g2_in_time(Figure().add_subplot(), catalogue["EDC laser 1"], 4e12, 3e-11).get_ylabel()
    '$g^{(2)}(\\\\tau)$'
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
    ax.axhline(1, color=GREY, linestyle=":", linewidth=1.2)
    ax.set(xlabel=r"delay $\tau$ (ps)", ylabel=r"$g^{(2)}(\tau)$", xlim=(0, _PICO * until))
    return ax


@lru_cache(maxsize=32)
def _exact_g2(laser, pump, until):
    return master_equation.g2(laser, pump, np.linspace(0, until, 241))


@lru_cache(maxsize=32)
def _sampled_g2(laser, pump, until, events):
    delays = np.linspace(0, until, 25)
    return gillespie.g2(laser, pump, delays, events=events, seed=5, progress=False)


def describe_g2_in_time(laser, pump, until, exact=True):
    """Say in words what `g2_in_time` shows.

    Parameters
    ----------
    laser, pump, until, exact
        As for `g2_in_time`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_g2_in_time(catalogue["EDC laser 1"], 4e12, 3e-11))
    The exact g²(τ) starts at 1.31, is least, 0.974, at 4.00 ps, and ends at 1.00 after 30.0 ps; it passes 1 once, no ringing.
    """  # noqa: E501 - the sentence is printed as it is
    delay = np.linspace(0, until, 241)
    values = _exact_g2(laser, pump, until) if exact else langevin.g2(laser, pump, delay)
    lowest = int(np.argmin(values))
    rings = bool(small_signal(laser, pump).oscillates)
    above = values[lowest:].max()
    end = (
        f"afterwards it overshoots to {above:.3f}: it rings"
        if rings and above > 1
        else f"it passes 1 {'once, no ringing' if values[lowest] < 1 else 'nowhere'}"
    )
    return (
        f"The {'exact' if exact else 'Langevin'} g²(τ) starts at {scientific(values[0])}, is"
        f" least, {scientific(values[lowest])}, at {quantity(delay[lowest], 's')}, and ends at"
        f" {scientific(values[-1])} after {quantity(until, 's')}; {end}."
    )


def coherence_decay(ax, laser, factors=(0.1, 10, 20, 60)):
    """Draw the exact g¹(τ), with the delay in units of 2⟨n_p⟩/(γ_r⟨n_e⟩).

    In these units every curve starts along e^(−x), the line that phase and amplitude noise make
    together; phase noise alone would give e^(−x/2).

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    factors : sequence of float
        Pumps in units of the recycling threshold.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    The coherence sector of the master equation; not in the cited papers.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = coherence_decay(Figure().add_subplot(), catalogue["EDC laser 1"], [1])
    >>> ax.get_yscale()
    'log'
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


def describe_coherence_decay(laser, factors=(0.1, 10, 20, 60)):
    """Say in words what `coherence_decay` shows.

    Parameters
    ----------
    laser, factors
        As for `coherence_decay`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_coherence_decay(catalogue["EDC laser 1"], [10]))
    First-order coherence on a logarithmic scale; every curve starts along e^(−x). At 10 J_th its late decay is 0.83 times as fast.
    """  # noqa: E501 - the sentence is printed as it is
    parts = []
    for factor in factors:
        values = _g1(laser, factor * unit(laser), 5.0)
        late = np.log(values[80] / values[100])
        parts.append(f"At {factor:g} J_th its late decay is {late:.2f} times as fast.")
    start = "First-order coherence on a logarithmic scale; every curve starts along e^(−x)."
    return " ".join([start, *parts])


_MARKS = (("photon recycling", "langevin"), ("stochastic", ""), ("fano", "master equation"),
          ("classical", ""))  # fmt: skip


def line_ratio(ax, laser, sampled=(), events=1_000_000):
    """Draw the exact linewidth over the modified Schawlow–Townes formula, pump by pump.

    Solid: exact. Squares with error bars: the picture of phase kicks (Gillespie).

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
    sampled : sequence of float
        Pumps in units of the recycling threshold at which the phase kicks are simulated.
    events : int
        Events of each simulation.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Eq. 19, bundgaard2023; the exact curve is in none of the cited papers.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> ax = line_ratio(Figure().add_subplot(), catalogue["EDC laser 1"])
    >>> ax.get_xlabel()
    'pump $J/J_\\\\mathrm{th}$'
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
            place = {"textcoords": "offset points", "color": COLOURS[1], "va": "center"}
            ax.annotate("phase kicks (Gillespie ± 2σ)", (factor, value), (10, -14), **place)
    for level in (1, 2, 4):
        ax.axhline(level, color=GREY, linestyle=":", linewidth=1.2)
    for here, name in _marks(laser):
        ax.axvline(here, color=GREY, linestyle="-", linewidth=0.8)
        ax.annotate(
            name, (here, 0.05), (-2, 0), xycoords=("data", "axes fraction"), rotation=90,
            textcoords="offset points", ha="right", fontsize=9.5, color="#333333",
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


def describe_line_ratio(laser):
    """Say in words what `line_ratio` shows.

    Parameters
    ----------
    laser
        As for `line_ratio`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_line_ratio(catalogue["EDC laser 1"]))
    Exact linewidth over the modified Schawlow–Townes formula: 2.00 at 0.01 J_th, 1.98 at 1, 1.81 at 10, 1.03 at 100.
    """  # noqa: E501 - the sentence is printed as it is
    values = _ratios(laser, np.array([0.01, 1, 10, 100]))
    low, one, ten, high = (f"{value:.2f}" for value in values)
    return (
        f"Exact linewidth over the modified Schawlow–Townes formula: {low} at 0.01 J_th,"
        f" {one} at 1, {ten} at 10, {high} at 100."
    )
