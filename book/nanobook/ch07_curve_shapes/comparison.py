"""The live threshold comparison: one device, its sliders, every threshold."""

import warnings
from dataclasses import replace
from html import escape

from lasercore._checks import ValidityWarning, real_number, whole
from lasercore.device import Device, devices
from nanobook.ch07_curve_shapes.comparison_figure import ComparisonFigure
from nanobook.ch07_curve_shapes.comparison_frames import (
    CONTROLS,
    RANGES,
    device_filmstrip,
    known,
    shown,
    tell,
)
from nanobook.live.controls import live_and_page


class ThresholdComparison:
    """Choose a device, move V, Q, n_0 and γ_bg, and see every threshold move.

    With a kernel it shows itself as live controls; in the book's page, which has no kernel, as
    a filmstrip of all devices.
    """

    def __init__(self, device="EDC laser 1", among=None):
        self._alone = among is not None
        self._own = {known(one).name: one for one in among or ()}
        self.device = self._listed(device)
        self._remember(device)
        self._picture = ComparisonFigure()
        self._build()
        self._redraw()

    @property
    def laser(self):
        """The laser as the sliders are set now; silent about validity, which is shown instead."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ValidityWarning)
            return self.device.laser

    def set(self, device=None, **values):
        """Move the controls from code."""
        for name, value in values.items():
            low, high = RANGES.get(name, (None, None))
            if low is None:
                raise ValueError(f"there is no control {name!r}; there are {', '.join(RANGES)}")
            value = whole(name, value) if name == "n_emitters" else real_number(name, value)
            if not low <= value <= high:
                raise ValueError(f"{name} must lie between {low:g} and {high:g}, got {value:g}")
        if device is not None:
            chosen = self._listed(device)
            self._quiet = True  # the list and its choice change, one redraw is enough
            self._remember(device)
            self._chooser.options = self._names()
            self._chooser.value = chosen.name
            self._quiet = False
            self._device_chosen({"new": chosen.name})
        for name, value in values.items():
            self._boxes[name].value = value
        return self

    def _listed(self, device):
        """The device that is meant, if the list has it or can take it."""
        if self._alone and isinstance(device, str) and device not in self._own:
            raise KeyError(f"no device called {device!r}; there are: {', '.join(self._own)}")
        return known(device, self._own)

    def _remember(self, device):
        if isinstance(device, Device) and (self._alone or device.name not in devices):
            self._own[device.name] = device

    def _names(self):
        """Of all devices in the list; those of your own come first."""
        return [*self._own] if self._alone else [*self._own, *devices]

    def _build(self):
        import ipywidgets

        from nanobook.live.controls import paired_log

        self._chooser = ipywidgets.Dropdown(
            options=self._names(),
            value=self.device.name,
            description="device",
            style={"description_width": "11em"},
            layout={"width": "26em"},
        )
        rows, self._boxes = [], {}
        for key, (name, unit, _) in CONTROLS.items():
            value = shown(self.device, key)
            row, self._boxes[key] = paired_log(
                name, value, *RANGES[key], unit, whole=key == "n_emitters"
            )
            rows.append(row)
        self._image = ipywidgets.Image(format="png", layout={"max_width": "min(100%, 800px)"})
        self._text = ipywidgets.HTML()
        self._quiet = False
        self._chooser.observe(self._device_chosen, "value")
        for box in self._boxes.values():
            box.observe(self._slider_moved, "value")
        self.widget = ipywidgets.VBox([self._chooser, *rows, self._image, self._text])

    def _device_chosen(self, change):
        if self._quiet:
            return
        self.device = known(change["new"], self._own)
        self._quiet = True  # four boxes change, one redraw is enough
        for key in self._boxes:
            self._boxes[key].value = shown(self.device, key)
        self._quiet = False
        self._redraw()

    def _slider_moved(self, change):
        if self._quiet:
            return
        start = known(self._chooser.value, self._own)
        values = {key: box.value for key, box in self._boxes.items()}
        values["volume"] *= start.volume / start.relative_volume
        self.device = replace(start, **values)
        self._redraw()

    def _redraw(self):
        sentence, details, words = tell(self._picture, self.device)
        self._image.value = self._picture.png()
        # A picture widget carries no alternative text, so the words stand below it.
        self._text.value = (
            f"<p><strong>{escape(sentence)}</strong></p>{details}"
            f"<details><summary>The picture in words</summary>{escape(words)}</details>"
        )

    def _repr_mimebundle_(self, **kwargs):
        return live_and_page(self.widget, self._filmstrip, **kwargs)

    def _filmstrip(self):
        return device_filmstrip(self._chooser.value, self._own.values(), not self._alone)


def threshold_comparison(device="EDC laser 1", among=None):
    """The live comparison of all thresholds, starting with one device."""
    return ThresholdComparison(device, among)
