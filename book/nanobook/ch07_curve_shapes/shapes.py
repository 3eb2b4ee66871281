"""Figures of the shapes of light–current curves."""

import numpy as np

from lasercore.device import devices
from nanobook.light_current import light_current
from nanobook.style import label_line, line_styles, log_axis


def edc_lasers(ax):
    """Draw the light–current curves of EDC lasers 1 to 5 on common axes, labelled 1 to 5.

    Source: saldutti2024 Fig. 9, left.
    """
    pump = np.geomspace(5e9, 4e14, 400)  # J/n_0 stays below a tenth of γ_2
    places = ((0.3, (-14, 3)), (0.3, (6, -13)), (0.62, (-13, 2)), (0.9, (4, -14)), (0.9, (4, -15)))
    for number, style, (at, offset) in zip(range(1, 6), line_styles(), places, strict=False):
        light_current(ax, devices[f"EDC laser {number}"].laser, pump, **style)
        label_line(ax, ax.lines[-1], str(number), at, offset, fontweight="bold")
    return ax


def universal_curve(ax, ratios=(1000, 30, 1, 0.1), shown="photons"):
    """Draw the light–current curve in units of its threshold: one curve for each r.

    With x = J/J_th and y = n_p/n_p,th: x = y(y + √r)/(1 + √r y) and
    d ln y/d ln x = 1/[1 + (1 − r)/(1 + r + √r(y + 1/y))].

    Source: Steady state of saldutti2024 Eq. 5, in units of its recycling threshold.
    """
    y = np.geomspace(1e-4, 1e4, 801)
    for ratio, style in zip(ratios, line_styles(), strict=False):
        x, slope = _universal(y, ratio)
        inside = (x > 1e-2) & (x < 1e2)
        (line,) = ax.plot(x[inside], (y if shown == "photons" else slope)[inside], **style)
        place = _label_place(ratio, shown)
        label_line(ax, line, f"$r$ = {ratio:g}", *place[:2], ha=place[2])
    ax.set(xlabel=r"pump $J/J_\mathrm{th}$", ylabel=r"photons $n_p/n_{p,\mathrm{th}}$")
    log_axis(ax.xaxis)
    if shown == "slope":
        name = r"log slope $\mathrm{d}\ln n_p/\mathrm{d}\ln J$"
        ax.set(ylabel=name, yscale="log", ylim=(0.4, 25))
        ax.set_yticks([0.5, 1, 2, 5, 10, 20], ["0.5", "1", "2", "5", "10", "20"])
        ax.minorticks_off()
    else:
        log_axis(ax.yaxis)
    return ax


def _universal(y, ratio):
    """Pump and log slope at the photon numbers y, all in units of the threshold."""
    root = np.sqrt(ratio)
    slope = 1 / (1 + (1 - ratio) / (1 + ratio + root * (y + 1 / y)))
    return y * (y + root) / (1 + root * y), slope


def _label_place(ratio, shown):
    if shown == "slope":  # at the extremum in the middle
        return (0.5, (8, 0) if ratio > 1 else (8, 5 if ratio == 1 else -12), "left")
    return 1.0, (5, -4), "left"
