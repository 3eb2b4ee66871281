"""Live figure: switching on."""

import numpy as np

from lasercore.rate_equations import small_signal, transient
from lasercore.thresholds import threshold
from nanobook.ch05_dynamics.dynamics import describe_switch_on, switch_on
from nanobook.live.figure import quiet
from nanobook.live.filmstrip import filmstrip
from nanobook.live.told import Told
from nanobook.style import COLOURS

PUMPS = (0.5, 0.8, 1, 1.2, 1.5, 2, 3, 5, 8, 12, 20, 30, 50, 100)
_START = 3
_TIMES = np.append(0.0, np.geomspace(2e-12, 3e-9, 1200))


def switch_on_filmstrip(laser):
    """Light and carriers after switching on, one frame per pump.

    Source: Solution of saldutti2024 Eq. 5.
    """
    unit = threshold(laser, "classical")
    if not unit.reached:
        raise ValueError(f"laser must have a classical threshold, but {unit.reason}")

    def tell(figure, ratio):
        pump = ratio * unit.pump
        _draw_switch_on(figure, laser, pump)
        rings = "ring" if small_signal(laser, pump).oscillates else "do not ring"
        said = f"{describe_switch_on(laser, pump, _TIMES)} Small disturbances {rings}."
        return Told(said, f"Photons and carriers in time. {said}")

    ratios = {f"{ratio:g}": ratio for ratio in PUMPS}
    name = "pump in units of the classical threshold"
    return filmstrip(name, tell, ratios, PUMPS.index(_START))


def _draw_switch_on(figure, laser, pump):
    upper, lower = figure.subplots(2, 1, sharex=True, height_ratios=[2, 1])
    switch_on(upper, laser, pump, _TIMES, color=COLOURS[0], linestyle="-")
    share = transient(laser, pump, _TIMES).carriers / laser.n_emitters
    lower.plot(_TIMES * 1e12, share, color=COLOURS[1], linestyle="-")
    balance = laser.threshold_carriers / laser.n_emitters
    lower.axhline(balance, color="#555555", linestyle=":", linewidth=1.2)
    lower.annotate("gain = loss", (2.2, balance), (0, 4), textcoords="offset points", fontsize=9)
    upper.set(xlabel="", ylim=(0, 1.9), xlim=_TIMES[[1, -1]] * 1e12, xscale="log")
    lower.set(xlabel="time $t$ (ps)", ylabel="$n_e/n_0$", ylim=(0, 0.8))
    quiet(upper, lower)
