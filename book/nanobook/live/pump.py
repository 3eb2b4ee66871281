"""Live figures of one laser at one pump, which is measured in a unit of the laser's own."""

from collections.abc import Iterable
from functools import lru_cache

from lasercore import catalogue, to_ampere
from lasercore.laser import Laser
from lasercore.thresholds import threshold
from lasercore.units import quantity
from nanobook.live.controls import Choice, Number
from nanobook.live.noted import noted
from nanobook.live.widget import LiveWidget

PUMP = Number("pump", 0.03, 30, 1.0)
"""In units of `natural_pump`."""


@lru_cache
def natural_pump(laser: Laser) -> tuple[float, str]:
    """The pump by which a laser is measured (s⁻¹), and how it is written."""
    with noted():
        found = threshold(laser, "photon recycling")
    if found.reached:
        return found.pump, "× threshold"
    return laser.n_emitters * laser.gamma_t, "× n₀γ_t"


def a_device(names: Iterable[str]) -> Choice:
    """The control that chooses among devices of the catalogue."""
    return Choice("device", tuple(names), "EDC laser 1")


class PumpedWidget(LiveWidget):
    """Controls "device" and "pump", and what they say."""

    @property
    def laser(self) -> Laser:
        """The laser that is chosen now."""
        return catalogue[self._controls["device"].value]

    @property
    def pump(self) -> float:
        """The pump as it is set now, in the unit of the laser's rates."""
        return self._controls["pump"].value * natural_pump(self.laser)[0]

    def _follow(self, name):
        self._rows["pump"].children[2].value = self._unit()

    def _unit(self):
        """What is written beside the pump."""
        amperes = quantity(float(to_ampere(self.pump)), "A")
        return f"{natural_pump(self.laser)[1]} = {amperes}"
