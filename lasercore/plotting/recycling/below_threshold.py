"""Figures of photon recycling: its approximation, its threshold, and who reaches it."""

from dataclasses import replace

import numpy as np

from lasercore.device import CONFINEMENT, devices
from lasercore.laser import to_ampere
from lasercore.plotting.style import COLOURS, MARKERS, label_line, line_styles, log_axis
from lasercore.rate_equations import below_threshold, steady_state
from lasercore.thresholds import pump_range, threshold
from lasercore.units import quantity, scientific

CONFINEMENTS = (0.20, 0.00205)
"""Confinement factors of the volume axis; at 0.203 % the catalogue's lasers reach ξ = ½."""
_SIZES = ("EDC laser 1", "PhC laser", "macroscopic laser")
_VOLUME = r"mode volume $V/(\lambda/2n)^3$"
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


def volume_scan(device, confinements=CONFINEMENTS, points=200):
    """The same emitters in modes of other volume, V = V_act/Γ_c at fixed V_act and n_0.

    Parameters
    ----------
    device : Device
        One of the catalogue's layered devices, whose Γ_c is 6 %.
    confinements : (float, float)
        Γ_c at the smallest and the largest volume.
    points : int

    Returns
    -------
    list of Device
        From small to large volume.

    Source
    ------
    saldutti2024 Fig. 1.

    Example
    -------
    >>> from lasercore import devices
    >>> scan = volume_scan(devices["EDC laser 1"], points=3)
    >>> [f"{device.relative_volume:.3f}" for device in scan]
    ['0.023', '0.229', '2.260']
    """
    active = device.volume * CONFINEMENT
    volumes = np.geomspace(active / confinements[0], active / confinements[1], points)
    return [replace(device, volume=float(volume)) for volume in volumes]


def thresholds_against_volume(ax, names=_SIZES):
    """Draw classical and recycling threshold currents against the mode volume.

    J = γ_c(1 + 2ξ)/(2βη) and J = γ_c/(2ηβ_eff), with V_act and n_0 fixed and Γ_c from 20 % down
    to 0.205 %, just above ξ = ½.

    Parameters
    ----------
    ax : matplotlib Axes
    names : sequence of str
        Layered devices of the catalogue.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    saldutti2024 Fig. 1, bottom.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> len(thresholds_against_volume(Figure().add_subplot(), ["EDC laser 1"]).lines)
    2
    """
    for name, style in zip(names, line_styles(), strict=False):
        scan = volume_scan(devices[name])
        volumes = [device.relative_volume for device in scan]
        for definition, dash in (("classical", "--"), ("photon recycling", "-")):
            currents = [threshold(device.laser, definition).current for device in scan]
            (line,) = ax.plot(volumes, currents, color=style["color"], linestyle=dash)
            if name == names[0]:
                label_line(ax, line, definition.removeprefix("photon "), 0.05, (4, 5))
        ax.annotate(
            name, (volumes[0], currents[0]), (0, -16), textcoords="offset points",
            color=style["color"],
        )  # fmt: skip
    ax.margins(y=0.1)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    ax.set(xlabel=_VOLUME, ylabel="threshold current")
    return ax


def describe_thresholds_against_volume(names=_SIZES):
    """Say in words what `thresholds_against_volume` shows.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_thresholds_against_volume(["EDC laser 1"]))
    Threshold currents against mode volume. EDC laser 1: from 2.26 down to 0.0232 (λ/2n)³ the recycling threshold falls from 9.70 µA to 59.0 nA; the classical one has its minimum of 271 nA at 0.840 (λ/2n)³ and ends at 3.93 µA.
    """  # noqa: E501 - the sentence is printed as it is
    parts = ["Threshold currents against mode volume."]
    for name in names:
        scan = volume_scan(devices[name])
        volumes = [scientific(device.relative_volume) for device in scan]
        recycling = [threshold(device.laser, "photon recycling").current for device in scan]
        classical = [threshold(device.laser, "classical").current for device in scan]
        best = int(np.argmin(classical))
        parts.append(
            f"{name}: from {volumes[-1]} down to {volumes[0]} (λ/2n)³ the recycling threshold"
            f" falls from {quantity(recycling[-1], 'A')} to {quantity(recycling[0], 'A')}; the"
            f" classical one has its minimum of {quantity(classical[best], 'A')} at"
            f" {volumes[best]} (λ/2n)³ and ends at {quantity(classical[0], 'A')}."
        )
    return " ".join(parts)


def _until(laser, pump, text):
    """An approximation on the pumps below its own threshold, and at it."""
    recycling = text == "with recycling"
    end = threshold(laser, "photon recycling" if recycling else "classical").pump
    return below_threshold(laser, np.append(pump[pump < end], end), recycling=recycling)


def _photons(state):
    return state.photons


def _share(state):
    return state.inversion
