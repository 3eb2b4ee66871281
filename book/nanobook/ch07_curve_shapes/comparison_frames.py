"""The threshold comparison as filmstrips, for pages without a kernel."""

from dataclasses import replace

from lasercore.device import Device, devices
from lasercore.thresholds import QUICK_DEFINITIONS, compare, verdict
from lasercore.units import scientific
from nanobook.ch07_curve_shapes.comparison_figure import ComparisonFigure, describe_comparison
from nanobook.live.controls import Number
from nanobook.live.filmstrip import Filmstrip, frames_of
from nanobook.live.noted import noted
from nanobook.live.told import Told, paragraphs

_START = devices["EDC laser 1"]
PROPERTIES = {
    "volume": Number("mode volume V", 1e-3, 1e5, _START.relative_volume, "(λ/2n)³"),
    "Q": Number("quality factor Q", 50, 1e6, _START.Q),
    "n_emitters": Number("emitters n₀", 1, 1e8, _START.n_emitters, counted=True),
    "gamma_bg": Number("background γ_bg", 1e6, 1e13, _START.gamma_bg, "s⁻¹"),
}
POWERS = {  # of ten, by which finished frames move away from a device
    "volume": (-1.2, -0.9, -0.6, -0.3, 0.0, 0.3, 0.6, 1.0, 1.5),
    "Q": (-1.5, -1.25, -1.0, -0.75, -0.5, 0.0, 0.5, 1.0, 1.5),
    "n_emitters": (-2.0, -1.5, -1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0),
    "gamma_bg": (-1.0, -0.5, 0.0, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0),
}


def known(device, own=None):
    """The device that is meant, by its name or itself."""
    if isinstance(device, str):
        return (own or {}).get(device) or devices[device]
    if not isinstance(device, Device):
        raise TypeError(
            f"device must be a name of the catalogue or a Device, got {device!r}:"
            " Device.from_cavity builds one from a computed cavity"
        )
    if devices.get(device.name, device) != device:
        raise ValueError(
            f"device must not have the name of another one of the catalogue, got {device.name!r}:"
            " give it a name of its own with dataclasses.replace(device, name=…)"
        )
    for key, slider in PROPERTIES.items():
        slider.check(f"{key} of {device.name!r}", shown(device, key))
    return device


def device_filmstrip(start, table=devices):
    """The same comparison as finished frames, one per device of a table by names."""
    return Filmstrip("device", _frames(table.items()), list(table).index(start), ordered=False)


def property_filmstrip(control, device="EDC laser 1"):
    """The comparison as finished frames while one property of a device moves."""
    if control not in PROPERTIES:
        raise ValueError(f"control must be one of {', '.join(PROPERTIES)}, got {control!r}")
    slider, powers, start = PROPERTIES[control], POWERS[control], known(device)
    changed = [replace(start, **{control: _scaled(start, control, x)}) for x in powers]
    labels = [f"{scientific(shown(one, control))} {slider.unit}".strip() for one in changed]
    return Filmstrip(slider.label, _frames(zip(labels, changed, strict=True)), powers.index(0.0))


def _scaled(device, control, power):
    value = getattr(device, control) * 10.0**power
    return max(1, round(value)) if control == "n_emitters" else value


def shown(device, control):
    """What the slider of a control shows for a device."""
    return device.relative_volume if control == "volume" else getattr(device, control)


def tell(picture, device):
    """Draw a device, and say what the comparison says about it."""
    with noted() as notes:
        laser = device.laser
        picture.show(laser)
        words, table = describe_comparison(laser), compare(laser, QUICK_DEFINITIONS)
    beyond = paragraphs(sorted(notes), "Beyond the model: ")
    return Told(verdict(laser).sentence, words, beyond + table._repr_html_())


def _frames(labelled):
    return frames_of(ComparisonFigure, tell, labelled)
