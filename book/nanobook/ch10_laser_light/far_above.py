"""Figure of the Fano factor far above threshold."""

from dataclasses import replace

import numpy as np

from lasercore import langevin, master_equation
from lasercore.device import catalogue
from lasercore.thresholds import threshold
from nanobook.style import label_line, line_styles, log_axis

FAR = ("EDC laser 5", "EDC laser 6", "EDC laser 1")
_PLACES = {
    "EDC laser 5": (0.72, (-10, -30)),
    "EDC laser 6": (0.4, (0, -18)),
    "EDC laser 1": (0.66, (8, 0)),
}


def fano_far_above(ax, names=FAR, points=9):
    """Draw the Fano factor far above threshold, with its limit F_∞ (dotted).

    Lines: Langevin. Dots: exact. The pump's broadening of the emitters is left out.

    Parameters
    ----------
    ax : matplotlib Axes
    names : sequence of str
        Lasers of the catalogue.
    points : int
        Exact values per laser.

    Returns
    -------
    matplotlib Axes

    Source
    ------
    Limit of Langevin noise, `langevin.far_above`.

    Example
    -------
    >>> from matplotlib.figure import Figure
    >>> ax = fano_far_above(Figure().add_subplot(), ["EDC laser 6"], points=2)
    >>> ax.texts[0].get_text()
    'EDC laser 6, $F_\\\\infty$ = 1.23'
    """
    ratio = np.geomspace(0.1, 1000, 200)
    for name, style in zip(names, line_styles(), strict=False):
        laser = _unbroadened(name)
        unit = threshold(laser, "photon recycling").pump
        fano = langevin.photon_statistics(laser, ratio * unit).fano
        (line,) = ax.plot(ratio, fano, **style)
        some = np.geomspace(0.1, 1000, points)
        exact = master_equation.photon_statistics(laser, some * unit).fano
        ax.plot(some, exact, "o", color=style["color"], markersize=5, markeredgecolor="white")
        limit = langevin.far_above(laser)
        ax.axhline(limit, color=style["color"], linestyle=":", linewidth=1)
        at, offset = _PLACES.get(name, (0.5, (6, 6)))
        label_line(ax, line, f"{name}, $F_\\infty$ = {limit:.2f}", at, offset)
    log_axis(ax.xaxis)
    ax.set(xlabel=r"pump $J/J_\mathrm{th}$", ylabel="Fano factor $F$")
    ax.set_ylim(0.7, None)
    return ax


def describe_fano_far_above(names=FAR):
    """Say in words what `fano_far_above` shows.

    Parameters
    ----------
    names : sequence of str

    Returns
    -------
    str

    Example
    -------
    >>> print(describe_fano_far_above(["EDC laser 6"]))
    Fano factor against pump from 0.1 to 1000 times the recycling threshold. EDC laser 6: by Langevin 1.224 at the right end, exactly 1.227, limit 1.226.
    """  # noqa: E501 - the sentence is printed as it is
    parts = []
    for name in names:
        laser = _unbroadened(name)
        pump = 1000 * threshold(laser, "photon recycling").pump
        linear = langevin.photon_statistics(laser, pump).fano
        exact = master_equation.photon_statistics(laser, pump).fano
        parts.append(
            f"{name}: by Langevin {linear:.3f} at the right end, exactly {exact:.3f}, limit"
            f" {langevin.far_above(laser):.3f}"
        )
    return (
        "Fano factor against pump from 0.1 to 1000 times the recycling threshold."
        f" {'; '.join(parts)}."
    )


def _unbroadened(name):
    """The laser without its dephasing rate, so that a strong pump broadens nothing."""
    return replace(catalogue[name], gamma_2=None)
