"""The live threshold comparison: one device, its sliders, every threshold."""

import warnings
from dataclasses import replace
from html import escape

from lasercore._checks import ValidityWarning, real_number, whole
from lasercore.device import devices
from lasercore.plotting.comparison import ComparisonFigure, describe_comparison
from lasercore.thresholds import QUICK_DEFINITIONS, compare, verdict
from lasercore.units import scientific
from lasercore.widgets.controls import live_and_page
from lasercore.widgets.filmstrip import (
    DOTS_PER_INCH,
    SHOWN_DOTS_PER_INCH,
    Filmstrip,
    Frame,
    compact_png,
)

CONTROLS = {  # name, unit, and the powers of ten by which finished frames move away
    "volume": ("mode volume V", "(λ/2n)³", (-1.2, -0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0, 1.5)),
    "Q": ("quality factor Q", "", (-1.5, -1.25, -1.0, -0.75, -0.5, 0.0, 0.5, 1.0, 1.5)),
    "n_emitters": ("emitters n₀", "", (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0)),
    "gamma_bg": ("background γ_bg", "s⁻¹", (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0)),
}

RANGES = {  # of the sliders: lowest, highest value
    "volume": (1e-3, 1e5),
    "Q": (50, 1e6),
    "n_emitters": (1, 1e8),
    "gamma_bg": (1e6, 1e13),
}


class ThresholdComparison:
    """Choose a device, move V, Q, n_0 and γ_bg, and see every threshold move.

    With a kernel it shows itself as live controls; in the book's page, which has no kernel, as
    a filmstrip of the catalogue's devices.

    Parameters
    ----------
    device : str
        Name in `lasercore.devices` to start with.

    Raises
    ------
    KeyError
        If the catalogue has no such device.

    Attributes
    ----------
    device : Device
        As the sliders are set now.
    """

    def __init__(self, device="EDC laser 1"):
        self.device = devices[device]
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
        """Move the controls from code.

        Parameters
        ----------
        device : str, optional
            Name in the catalogue.
        **values
            volume in (λ/2n)³, Q, n_emitters, gamma_bg in s⁻¹.

        Returns
        -------
        ThresholdComparison

        Raises
        ------
        ValueError
            If there is no such control, or its range does not hold the value.
        """
        for name, value in values.items():
            low, high = RANGES.get(name, (None, None))
            if low is None:
                raise ValueError(f"there is no control {name!r}; there are {', '.join(RANGES)}")
            value = whole(name, value) if name == "n_emitters" else real_number(name, value)
            if not low <= value <= high:
                raise ValueError(f"{name} must lie between {low:g} and {high:g}, got {value:g}")
        if device is not None:
            devices[device]  # an unknown one is refused with the list of names
        if device == self._chooser.value:
            self._device_chosen({"new": device})  # the same again: put its sliders back
        elif device is not None:
            self._chooser.value = device
        for name, value in values.items():
            self._boxes[name].value = value
        return self

    def _build(self):
        import ipywidgets

        from lasercore.widgets.controls import paired_log

        self._chooser = ipywidgets.Dropdown(
            options=list(devices),
            value=self.device.name,
            description="device",
            style={"description_width": "11em"},
            layout={"width": "26em"},
        )
        rows, self._boxes = [], {}
        for key, (name, unit, _) in CONTROLS.items():
            value = _shown(self.device, key)
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
        self.device = devices[change["new"]]
        self._quiet = True  # four boxes change, one redraw is enough
        for key in self._boxes:
            self._boxes[key].value = _shown(self.device, key)
        self._quiet = False
        self._redraw()

    def _slider_moved(self, change):
        if self._quiet:
            return
        start = devices[self._chooser.value]
        values = {key: box.value for key, box in self._boxes.items()}
        values["volume"] *= start.volume / start.relative_volume
        self.device = replace(start, **values)
        self._redraw()

    def _redraw(self):
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("always", ValidityWarning)
            laser = self.device.laser
            self._picture.show(laser)
            words = describe_comparison(laser)
            table = compare(laser, QUICK_DEFINITIONS)
        self._image.value = self._picture.png()
        notes = {str(w.message) for w in caught if issubclass(w.category, ValidityWarning)}
        self._text.value = "".join(
            [
                f"<p><strong>{escape(verdict(laser).sentence)}</strong></p>",
                *(f"<p>Beyond the model: {escape(note)}.</p>" for note in sorted(notes)),
                table._repr_html_(),
                # A picture widget carries no alternative text, so the words stand here.
                f"<details><summary>The picture in words</summary>{escape(words)}</details>",
            ]
        )

    def _repr_mimebundle_(self, **kwargs):
        return live_and_page(self.widget, lambda: device_filmstrip(self._chooser.value), **kwargs)


def threshold_comparison(device="EDC laser 1"):
    """The live comparison of all thresholds, starting with one device of the catalogue.

    Parameters
    ----------
    device : str

    Returns
    -------
    ThresholdComparison

    Raises
    ------
    KeyError
        If the catalogue has no such device.

    Example
    -------
    >>> live = threshold_comparison("EDC laser 1")
    >>> live.laser.n_emitters
    120
    """
    return ThresholdComparison(device)


def device_filmstrip(start="EDC laser 1"):
    """The same comparison as finished frames, one per device of the catalogue.

    Parameters
    ----------
    start : str
        Name of the device seen first.

    Returns
    -------
    Filmstrip

    Raises
    ------
    KeyError
        If the catalogue has no such device.

    Example
    -------
    >>> device_filmstrip()
    Filmstrip of 9 frames: device, macroscopic laser … nanoLED A
    """
    devices[start]
    frames = _frames((device.name, device) for device in devices.values())
    return Filmstrip("device", frames, list(devices).index(start), ordered=False)


def property_filmstrip(control, device="EDC laser 1"):
    """The comparison as finished frames while one property of a device moves.

    Parameters
    ----------
    control : "volume", "Q", "n_emitters" or "gamma_bg"
    device : str
        Name in `lasercore.devices`.

    Returns
    -------
    Filmstrip
        Starting at the device as it is in the catalogue.

    Raises
    ------
    ValueError, KeyError
        If there is no such control or device.

    Example
    -------
    >>> property_filmstrip("Q")
    Filmstrip of 9 frames: quality factor Q, 158 … 1.58·10⁵
    """
    if control not in CONTROLS:
        raise ValueError(f"control must be one of {', '.join(CONTROLS)}, got {control!r}")
    name, unit, exponents = CONTROLS[control]
    start = devices[device]
    changed = [replace(start, **{control: _scaled(start, control, x)}) for x in exponents]
    labels = [
        f"{scientific(_shown(changed_one, control))} {unit}".strip() for changed_one in changed
    ]
    frames = _frames(zip(labels, changed, strict=True))
    return Filmstrip(name, frames, exponents.index(0.0))


def _scaled(device, control, exponent):
    value = getattr(device, control) * 10.0**exponent
    return max(1, round(value)) if control == "n_emitters" else value


def _shown(device, control):
    return device.relative_volume if control == "volume" else getattr(device, control)


def _frames(labelled):
    """Finished frames of (label, device) pairs."""
    picture, frames = ComparisonFigure(dpi=DOTS_PER_INCH), []
    width, height = (
        round(SHOWN_DOTS_PER_INCH * inches) for inches in picture.figure.get_size_inches()
    )
    for label, device in labelled:
        laser = device.laser
        picture.show(laser)
        png, sentence = compact_png(picture.figure), verdict(laser).sentence
        words = describe_comparison(laser)
        table = compare(laser, QUICK_DEFINITIONS)._repr_html_()
        frames.append(Frame(label, png, width, height, words, sentence, table))
    return frames
