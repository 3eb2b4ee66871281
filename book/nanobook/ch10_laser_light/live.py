"""Live figure: a laser and an LED while the current rises."""

import numpy as np

from lasercore.device import catalogue
from lasercore.laser import to_pump
from lasercore.reliability.exact import light
from lasercore.units import quantity
from nanobook.ch10_laser_light.statistical import describe_turn_on_frame, turn_on_frame
from nanobook.live.filmstrip import filmstrip
from nanobook.live.told import Told


def turn_on_filmstrip(laser="EDC laser 1", led="nanoLED A", first=3e-8, last=1e-5, frames=10):
    """Photon distributions of a laser and an LED while the current rises."""
    names = (laser, led)
    for name in names:
        catalogue[name]  # KeyError now, not while drawing

    def tell(figure, current):
        turn_on_frame(figure, current, names)
        return Told(_sentence(current, names), describe_turn_on_frame(current, names))

    currents = {quantity(x, "A"): x for x in map(float, np.geomspace(first, last, frames))}
    return filmstrip("current I", tell, currents, size=(7.0, 3.6))


def _sentence(current, names):
    told = []
    for name in names:
        exact = light(catalogue[name], float(to_pump(current)))
        empty, one = exact.distribution[:2]
        likely = "an empty mode is the likeliest" if empty > one else "one photon beats none"
        told.append(f"{name}: ⟨n⟩ = {exact.mean:.2f}, F = {exact.fano:.2f}, {likely}")
    return "; ".join(told) + "."
