"""Figures of the good-cavity limit: what Q does to the emission rate, and an excited emitter."""

import numpy as np

from lasercore import cavity
from lasercore.cavity import excited_emitter, excited_emitter_by_rates
from lasercore.checks import a_laser, instance
from lasercore.device import Device, devices
from nanobook.style import COLOURS, GREY, LIGHT_GREY, MARKERS, label_line, log_axis

EDC_LASERS = ("nanoLED A", "EDC laser 5", "EDC laser 4", "EDC laser 1")


def emission_rate_against_Q(ax, device=devices["EDC laser 1"], names=EDC_LASERS):
    """Draw the rate 4g²/(γ_2 + γ_c) against Q, with its two limits.

    Good cavity (γ_c ≪ γ_2): 4g²/γ_2, without Q. Bad cavity (γ_c ≫ γ_2): 4g²Q/ω_c, Purcell.

    Source: Adiabatic elimination of the polarisation; the good-cavity limit is that of
    saldutti2024.
    """
    instance("device", device, Device, "take one from lasercore.devices or build one")
    Q = np.geomspace(1, 1e5, 200)
    plateau = device.laser.gamma_r
    gamma_c, gamma_2 = cavity.gamma_c(device.wavelength, Q), device.laser.gamma_2
    ax.axvspan(1, lowest_good_Q(device), color=LIGHT_GREY, lw=0)
    (good,) = ax.plot(Q, np.full_like(Q, plateau), color=COLOURS[1], linestyle="--")
    (bad,) = ax.plot(Q, plateau * gamma_2 / gamma_c, color=COLOURS[2], linestyle=":")
    ax.plot(Q, _rate(device, Q), color=COLOURS[0], linestyle="-")
    for name, marker in zip(names, MARKERS, strict=False):
        point = devices[name].Q, _rate(device, devices[name].Q)
        ax.plot(*point, marker, color=COLOURS[0], markeredgecolor="white", label=name)
    label_line(ax, good, r"$4g^2/\gamma_2$", 0.0, (6, 4))
    label_line(ax, bad, r"$4g^2Q/\omega_c$", 0.25, (-6, 4), ha="right")
    ax.text(1.3, 1.2e9, r"$\gamma_c > \gamma_2/4$", color=GREY, fontsize=9)
    ax.legend(loc="lower right")
    log_axis(ax.xaxis)
    log_axis(ax.yaxis)
    ax.set(xlim=(1, 1e5), ylim=(0.015 * plateau, 3 * plateau))
    ax.set(xlabel="quality factor $Q$", ylabel=r"rate into the mode (s$^{-1}$)")
    return ax


def lowest_good_Q(device):
    """Quality factor at which γ_c = γ_2/4: below it the good-cavity limit fails."""
    instance("device", device, Device, "take one from lasercore.devices or build one")
    return 4 * cavity.angular_frequency(device.wavelength) / cavity.gamma_2(device.T_2)


def _rate(device, Q):
    gamma_c, gamma_2 = cavity.gamma_c(device.wavelength, Q), device.laser.gamma_2
    return device.laser.gamma_r * gamma_2 / (gamma_2 + gamma_c)


def emitter_decay(ax, laser):
    """Draw how one excited emitter decays: with its polarisation, and by rate equations.

    Source: `excited_emitter`, `excited_emitter_by_rates`.
    """
    a_laser(laser)
    scaled = np.linspace(0, 5, 400)
    time = scaled / laser.gamma_r
    styles = ({"linestyle": "-", "lw": 3.5}, {"linestyle": "--"})
    curves = (excited_emitter, "with polarisation"), (excited_emitter_by_rates, "rate equations")
    for (model, name), style, colour in zip(curves, styles, COLOURS, strict=False):
        ax.plot(scaled, model(laser, time), color=colour, label=name, **style)
    ax.set(xlabel=r"time in $1/\gamma_r$", ylabel="emitter excited", xlim=(0, 5), ylim=(0, 1))
    return ax
