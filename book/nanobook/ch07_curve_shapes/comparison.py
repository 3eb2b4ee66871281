"""The live threshold comparison: one device, its sliders, every threshold."""

from dataclasses import replace

from lasercore.device import devices
from nanobook.ch07_curve_shapes.comparison_figure import ComparisonFigure
from nanobook.ch07_curve_shapes.comparison_frames import (
    PROPERTIES,
    device_filmstrip,
    known,
    shown,
    tell,
)
from nanobook.live.controls import Choice
from nanobook.live.noted import noted
from nanobook.live.widget import LiveWidget


class ThresholdComparison(LiveWidget):
    """Choose a device, move V, Q, n_0 and γ_bg, and see every threshold move.

    The page without a kernel has a filmstrip of all devices.
    """

    figure, width = ComparisonFigure, 800
    _tell = staticmethod(tell)

    def __init__(self, device="EDC laser 1", among=None):
        self._alone = among is not None
        self._own = {known(one).name: one for one in among or ()}
        device = self._listed(device)
        self._remember(device)
        self.controls = {"device": Choice("device", self._names(), device.name), **PROPERTIES}
        super().__init__()

    @property
    def device(self):
        """The chosen device, with the properties that the sliders have been moved to."""
        start = known(self._controls["device"].value, self._own)
        moved = {
            key: self._controls[key].value
            for key in PROPERTIES
            if self._controls[key].value != shown(start, key)
        }
        if "volume" in moved:
            moved["volume"] *= start.volume / start.relative_volume
        return replace(start, **moved)

    @property
    def values(self):
        """What the controls say now, with the device itself."""
        return {**super().values, "device": self.device}

    @property
    def laser(self):
        """The laser as the sliders are set now; silent about validity, which is shown instead."""
        with noted():
            return self.device.laser

    def _check(self, name, value):
        return self._listed(value) if name == "device" else super()._check(name, value)

    def _put(self, name, value):
        if name == "device":
            self._remember(value)
            self._controls[name].options = self._names()
            value = value.name
        super()._put(name, value)

    def _follow(self, name):
        if name == "device":
            start = known(self._controls[name].value, self._own)
            for key in PROPERTIES:
                self._put(key, shown(start, key))

    def _listed(self, device):
        """The device that is meant, if the list has it or can take it."""
        if self._alone and isinstance(device, str) and device not in self._own:
            raise KeyError(f"no device called {device!r}; there are: {', '.join(self._own)}")
        return known(device, self._own)

    def _remember(self, device):
        if self._alone or device.name not in devices:
            self._own[device.name] = device

    def _names(self):
        """Of all devices in the list; those of your own come first."""
        return [*self._own] if self._alone else [*self._own, *devices]

    def _ask(self):
        return self.device

    def _filmstrip(self):
        table = {name: known(name, self._own) for name in self._names()}
        return device_filmstrip(self._controls["device"].value, table)


threshold_comparison = ThresholdComparison
