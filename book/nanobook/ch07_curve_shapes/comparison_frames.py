"""The threshold comparison as filmstrips, for pages without a kernel."""

from dataclasses import replace
from html import escape

from lasercore.device import Device, devices
from lasercore.thresholds import QUICK_DEFINITIONS, compare, verdict
from lasercore.units import scientific
from nanobook.ch07_curve_shapes.comparison_figure import ComparisonFigure, describe_comparison
from nanobook.live.filmstrip import (
    DOTS_PER_INCH,
    SHOWN_DOTS_PER_INCH,
    Filmstrip,
    Frame,
    compact_png,
)
from nanobook.live.noted import noted

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
    for key, (low, high) in RANGES.items():
        if not low <= shown(device, key) <= high:
            name = "volume in (λ/2n)³" if key == "volume" else key
            raise ValueError(
                f"{name} of the device must lie between {low:g} and {high:g}, got"
                f" {shown(device, key):.3g} of {device.name!r}: that is as far as its slider"
                " reaches; take another cavity"
            )
    return device


def device_filmstrip(start="EDC laser 1", own=(), catalogue=True):
    """The same comparison as finished frames, one per device."""
    given = [start, *own] if isinstance(start, Device) else own
    before = {known(one).name: one for one in given}
    if catalogue:
        before = {name: one for name, one in before.items() if name not in devices}
    first, table = known(start, before), {**before, **devices} if catalogue else before
    return Filmstrip("device", _frames(table.items()), list(table).index(first.name), ordered=False)


def property_filmstrip(control, device="EDC laser 1"):
    """The comparison as finished frames while one property of a device moves."""
    if control not in CONTROLS:
        raise ValueError(f"control must be one of {', '.join(CONTROLS)}, got {control!r}")
    name, unit, exponents = CONTROLS[control]
    start = known(device)
    changed = [replace(start, **{control: _scaled(start, control, x)}) for x in exponents]
    labels = [
        f"{scientific(shown(changed_one, control))} {unit}".strip() for changed_one in changed
    ]
    frames = _frames(zip(labels, changed, strict=True))
    return Filmstrip(name, frames, exponents.index(0.0))


def _scaled(device, control, exponent):
    value = getattr(device, control) * 10.0**exponent
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
    beyond = "".join(f"<p>Beyond the model: {escape(note)}.</p>" for note in sorted(notes))
    return verdict(laser).sentence, beyond + table._repr_html_(), words


def _frames(labelled):
    """Finished frames of (label, device) pairs."""
    picture, frames = ComparisonFigure(dpi=DOTS_PER_INCH), []
    size = [round(SHOWN_DOTS_PER_INCH * x) for x in picture.figure.get_size_inches()]
    for label, device in labelled:
        sentence, details, words = tell(picture, device)
        frames.append(Frame(label, compact_png(picture.figure), *size, words, sentence, details))
    return frames
