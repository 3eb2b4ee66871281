"""Exercises: the right answer and the usual mistakes, computed."""

from dataclasses import replace

from lasercore.device import catalogue, devices
from lasercore.laser import Laser
from lasercore.thresholds import threshold
from nanobook.check import Exercise

_SINGLE = devices["EDC laser 6"]

_ONE = replace(_SINGLE, volume=_SINGLE.volume / 2).laser

_WANTED = 1e-5  # error of g²(0) in exercise 5


def _crossing(laser=_ONE):
    """Pump at which the exact g²(0) of one emitter passes 1, in recycling thresholds."""
    from scipy.optimize import brentq

    from lasercore.master_equation import photon_statistics

    unit = threshold(laser, "photon recycling").pump
    return brentq(lambda x: float(photon_statistics(laser, x * unit).g2) - 1, 0.5, 5, rtol=1e-8)


def _langevin_crossing(low, high):
    from scipy.optimize import brentq

    from lasercore.langevin import photon_statistics

    unit = threshold(_ONE, "photon recycling").pump
    return brentq(lambda x: float(photon_statistics(_ONE, x * unit).g2) - 1, low, high)


def _size(order, of="g2", solved=200):
    """Emitters at which an error that falls as n_0^(−order) reaches what is wanted."""
    from lasercore import langevin, master_equation

    laser, pump = Laser(solved, 5 / solved, 0.1, 1.0), 2.0 * solved
    linear = langevin.photon_statistics(laser, pump)
    exact = master_equation.photon_statistics(laser, pump)
    error = abs(float(getattr(linear, of) - getattr(exact, of)))
    return solved * (error / _WANTED) ** (1 / order)


EXERCISES: dict[str, Exercise] = {
    "whom_to_trust-1": Exercise(
        _crossing,
        "recycling thresholds",
        hints={
            "That is where Langevin passes 1 on its way up; take the exact distribution": (
                lambda: _langevin_crossing(2, 10)
            ),
            "That is where Langevin passes 1 on its way down; take the exact distribution": (
                lambda: _langevin_crossing(0.1, 0.5)
            ),
            "That is the pump in s⁻¹; divide it by the recycling threshold": (
                lambda: _crossing() * threshold(_ONE, "photon recycling").pump
            ),
            "That is EDC laser 6 itself: halve its volume": (
                lambda: _crossing(catalogue["EDC laser 6"])
            ),
        },
    ),
    "whom_to_trust-2": Exercise(
        lambda: _size(2),
        rel=0.05,
        hints={
            "You extrapolated with order 1; the error of g²(0) falls as n_0⁻²": lambda: _size(1),
            "That is for the error of the Fano factor; the question is g²(0)": (
                lambda: _size(1, "fano")
            ),
        },
    ),
}
