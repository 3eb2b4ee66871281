"""Figure of the bifurcation against the cavity."""

from dataclasses import replace

import numpy as np

from lasercore import cumulants
from lasercore.checks import a_laser, real_array
from lasercore.cumulants.rates import highest_valid_pump
from lasercore.device import devices
from lasercore.laser import to_ampere
from lasercore.thresholds import threshold
from nanobook.debated import (
    fill_width,
    range_is_marked,
)
from nanobook.style import COLOURS, GREY, GUIDE, LIGHT_GREY, MARKERS, label_line, log_axis, note
from nanobook.volumes import laser_of_volume

QUALITIES = tuple(np.geomspace(150, 1e5, 121))
VOLUMES = tuple(np.geomspace(0.03, 3, 121))
# So many values are computed from the closure itself, as a check of the closed form.
BY_NUMBERS = 6


def bifurcation_against_Q(ax, device=devices["EDC laser 1"], values=None, against="Q"):
    """Draw the bifurcation of the CIM against Q, or V, beside the recycling threshold.

    J = (n_e,th/η)(γ_bg + γ_r γ_2/γ_c): circles are the same by the closure's own stability.

    Source: saldutti2024 Eq. 26: the bifurcation grows with Q for β → 1 and ξ ≫ ½.
    """
    values, lasers = _lasers(device, values, against)
    curves = {
        "bifurcation of the CIM": [closed_form(laser) for laser in lasers],
        "classical": [threshold(laser, "classical").pump for laser in lasers],
        "photon recycling": [threshold(laser, "photon recycling").pump for laser in lasers],
    }
    styles = zip(COLOURS, ("-", "-.", "--"), strict=False)
    for (label, pumps), (colour, dash) in zip(curves.items(), styles, strict=True):
        (line,) = ax.plot(values, to_ampere(pumps), color=colour, linestyle=dash)
        below = label == "photon recycling"
        label_line(ax, line, label, 0.5 if below else 0.4, (0, -17 if below else 8),
                   ha="right" if against == "Q" else "left")  # fmt: skip
    places = np.unique(np.linspace(0, len(values) - 1, BY_NUMBERS).round().astype(int))
    with range_is_marked():
        numbers = [cumulants.bifurcation(lasers[place]).pump for place in places]
    ax.plot(values[places], to_ampere(numbers), MARKERS[0], color=COLOURS[0],
            markeredgecolor="white")  # fmt: skip
    _shade(ax, values, lasers)
    log_axis(ax.xaxis)
    log_axis(ax.yaxis, "A")
    bottom, top = min(curves["photon recycling"]), max(curves["bifurcation of the CIM"])
    fill_width(ax, values)
    ax.set_ylim(to_ampere([0.3 * bottom, 3 * top]))
    ax.set_xlabel("quality factor $Q$" if against == "Q" else r"mode volume $V/(\lambda/2n)^3$")
    ax.set_ylabel("current $I$")
    own = device.Q if against == "Q" else device.relative_volume
    ax.axvline(own, **GUIDE)
    ax.text(own, ax.get_ylim()[0] * 1.15, f" {device.name}", color=GREY, fontsize=9)
    return ax


def _shade(ax, values, lasers):
    """Grey where γ < (r + γ_bg)/2."""
    limits = to_ampere([highest_valid_pump(laser) for laser in lasers])
    ax.fill_between(values, limits, 1e6 * limits, color=LIGHT_GREY, lw=0)
    note(
        ax, "outside the models' range", (values.min(), limits.min()), (6, 4), color=GREY,
        fontsize=9,
    )  # fmt: skip


def closed_form(laser):
    """The bifurcation of the CIM, J = (n_e,th/η)(γ_bg + γ_r γ_2/γ_c) in s⁻¹, for ξ > ½."""
    a_laser(laser)
    rate = laser.gamma_bg + laser.gamma_r * laser.gamma_2 / laser.gamma_c
    return laser.threshold_carriers / laser.eta * rate


def _lasers(device, values, against):
    """The values at which gain can make up for loss, and the lasers there."""
    if against not in ("Q", "V"):
        raise ValueError(f"against must be 'Q' or 'V', got {against!r}")
    default = QUALITIES if against == "Q" else VOLUMES
    values = real_array("values", default if values is None else values, positive=True)
    lasers = [_at(device, float(value), against) for value in values]
    kept = np.array([laser.xi > 0.5 for laser in lasers])
    if not np.any(kept):
        raise ValueError(
            f"values must contain one with xi > 1/2, got a largest xi of"
            f" {max(laser.xi for laser in lasers):.3g}: raise Q, or make the volume smaller"
        )
    return values[kept], [laser for laser in lasers if laser.xi > 0.5]


def _at(device, value, against):
    if against == "Q":
        return replace(device, Q=value).laser
    return laser_of_volume(device, value)
