"""Figure of the two approximations below threshold, shared by two chapters."""

import numpy as np

from lasercore.laser import to_ampere
from lasercore.rate_equations import below_threshold, steady_state
from lasercore.thresholds import pump_range, threshold
from lasercore.units import quantity, scientific
from nanobook.style import COLOURS, MARKERS, label_line, log_axis

_GREY = "#555555"


def approximations(ax, laser, shown="photons"):
    """Draw the full steady state and the two approximations, each up to its own threshold.

    Recycling: n_e = J/(γ_bg + γ_r/(1 + 2ξ) + J/n_0); classical: n_e = J/(γ_t + J/n_0). Each
    ends where it reaches the carriers at which gain equals loss.

    Parameters
    ----------
    ax : matplotlib Axes
    laser : Laser
        With both thresholds (ξ > ½).
    shown : "photons" or "carriers"
        n_p, or the share n_e/n_0.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 3.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> from lasercore import catalogue
    >>> approximations(Figure().add_subplot(), catalogue["EDC laser 3"]).get_ylabel()
    'photons $n_p$'
    """
    pump = pump_range(laser)
    value = _photons if shown == "photons" else _share
    texts = ("full equations", "with recycling", "classical")
    places = ((0.85, (-8, 0), "right"), (0.25, (8, -12), "left"), (0.45, (-6, 6), "right"))
    if shown == "carriers":
        places = ((0.97, (0, -18), "right"), (0.7, (-6, 0), "right"), (0.55, (10, -2), "left"))
    for number, (text, (at, offset, side)) in enumerate(zip(texts, places, strict=True)):
        state = steady_state(laser, pump) if number == 0 else _until(laser, pump, text)
        style = {"color": COLOURS[number], "linestyle": ("-", "--", "-.")[number]}
        (line,) = ax.plot(state.current, value(state), **style)
        label_line(ax, line, text, at, offset, ha=side)
        if number:
            end = (state.current[-1], value(state)[-1])
            ax.plot(*end, MARKERS[number], color=COLOURS[number], markeredgecolor="white")
    log_axis(ax.xaxis, "A")
    ax.set(
        xlabel="current $I$", ylabel="photons $n_p$" if shown == "photons" else "share $n_e/n_0$"
    )
    if shown == "photons":
        log_axis(ax.yaxis)
    else:
        balance = laser.threshold_carriers / laser.n_emitters
        ax.axhline(balance, color=_GREY, linestyle=":", linewidth=1.2)
        start = (to_ampere(pump[0]), balance)
        ax.annotate("gain = loss", start, (4, 4), textcoords="offset points")
        ax.set_ylim(0, 1.2 * balance)
    return ax


def describe_approximations(laser, shown="photons"):
    """Say in words what `approximations` shows.

    Parameters
    ----------
    laser, shown
        As for `approximations`.

    Returns
    -------
    str

    Example
    -------
    >>> from lasercore import catalogue
    >>> print(describe_approximations(catalogue["EDC laser 3"]))
    Photons against current: far below threshold the approximation with recycling lies on the full rate equations, the classical one 15.5 times above. The first ends at 1.27 µA, the second at 2.46 µA.
    """  # noqa: E501 - the sentence is printed as it is
    low = pump_range(laser)[:1]
    value = _photons if shown == "photons" else _share
    factor = value(below_threshold(laser, low, recycling=False)) / value(steady_state(laser, low))
    side = "above" if factor[0] > 1 else "below"
    factor = max(factor[0], 1 / factor[0])
    ends = (threshold(laser, name).current for name in ("photon recycling", "classical"))
    first, second = (quantity(end, "A") for end in ends)
    name = "Photons" if shown == "photons" else "Excited share of the emitters"
    return (
        f"{name} against current: far below threshold the approximation with recycling lies on"
        f" the full rate equations, the classical one {scientific(factor)} times {side}. The"
        f" first ends at {first}, the second at {second}."
    )


def _until(laser, pump, text):
    """An approximation on the pumps below its own threshold, and at it."""
    recycling = text == "with recycling"
    end = threshold(laser, "photon recycling" if recycling else "classical").pump
    return below_threshold(laser, np.append(pump[pump < end], end), recycling=recycling)


def _photons(state):
    return state.photons


def _share(state):
    return state.inversion
