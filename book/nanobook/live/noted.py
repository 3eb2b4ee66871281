"""What both noise widgets have: a device, its pump in natural units, and no wait in silence."""

import warnings
from contextlib import contextmanager
from html import escape

from lasercore._checks import ValidityWarning, real_number
from lasercore._jit import numba_available
from lasercore.device import catalogue
from lasercore.laser import to_ampere
from lasercore.thresholds import threshold
from lasercore.units import quantity
from nanobook.live.controls import live_and_page

RATIOS = (0.03, 30)
"""Range of the pump in units of `natural_pump`."""
SMALL = tuple(name for name, laser in catalogue.items() if laser.n_emitters <= 1000)
"""Devices whose trajectories forget their start within a short simulation."""

_warm = False


def natural_pump(laser):
    """The pump by which a device is measured, and how it is written."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        found = threshold(laser, "photon recycling")
    if found.reached:
        return found.pump, "× threshold"
    return laser.n_emitters * laser.gamma_t, "× n₀γ_t"


def checked_ratio(value):
    """The pump in natural units if the slider can show it."""
    value = real_number("pump", value)
    low, high = RATIOS
    if not low <= value <= high:
        raise ValueError(f"pump must lie between {low:g} and {high:g}, got {value:g}")
    return value


class DeviceAndPump:
    """The two controls that these widgets share; subclasses draw in `_redraw`."""

    _choosing = "device"

    def __init__(self, device, pump, names):
        import ipywidgets

        from nanobook.live.controls import paired_log

        self._names, self._quiet = tuple(names), False
        self._checked_device(device)
        self._chooser = ipywidgets.Dropdown(
            options=list(names),
            value=device,
            description=self._choosing,
            style={"description_width": "11em"},
            layout={"width": "26em"},
        )
        row, self._box = paired_log("pump", checked_ratio(pump), *RATIOS)
        self._unit = row.children[2]
        self._image = ipywidgets.Image(format="png", layout={"max_width": "min(100%, 500px)"})
        self._text = ipywidgets.HTML()
        self._rows = [self._chooser, row]
        self._new_device()
        self._chooser.observe(self._device_chosen, "value")
        self._box.observe(self._pump_moved, "value")

    @property
    def laser(self):
        """The laser that is chosen now."""
        return catalogue[self._chooser.value]

    @property
    def pump(self):
        """The pump as it is set now (s⁻¹)."""
        return self._box.value * self._natural

    def set(self, device=None, pump=None):
        """Move the controls from code: the device by name, the pump in the slider's units."""
        if pump is not None:
            pump = checked_ratio(pump)
        if device is not None:
            self._checked_device(device)
        self._quiet = True  # two controls change, one redraw is enough
        if device is not None:
            self._chooser.value = device
        if pump is not None:
            self._box.value = pump
        self._quiet = False
        self._new_device()
        self._moved()
        return self

    def _checked_device(self, device):
        catalogue[device]  # an unknown one is refused with the list of names
        if device not in self._names:
            raise ValueError(
                f"device must be one of {', '.join(self._names)}, got {device!r}: its trajectory"
                " forgets its start only after millions of events"
            )

    def _new_device(self):
        self._natural, name = natural_pump(self.laser)
        self._unit.value = f"{name} = {quantity(float(to_ampere(self.pump)), 'A')}"

    def _device_chosen(self, change):
        if not self._quiet:
            self._new_device()
            self._moved()

    _pump_moved = _device_chosen

    def _moved(self):
        """The laser or the pump is another one."""
        self._redraw()

    def _bundle(self, filmstrip, **kwargs):
        """The live controls, and for pages without a kernel, like this book's, the HTML.

        Without numba drawing all frames takes a minute that nobody would wait for: no HTML then.
        """
        if numba_available():
            return live_and_page(self.widget, filmstrip, **kwargs)
        return self.widget._repr_mimebundle_(**kwargs)


@contextmanager
def noted():
    """A list that is filled with what the model warns of, to be shown instead of warned."""
    notes = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ValidityWarning)
        yield notes
    found = (str(w.message) for w in caught if issubclass(w.category, ValidityWarning))
    notes.extend(dict.fromkeys(found))


def paragraphs(notes):
    """Notes as HTML."""
    return "".join(f"<p>Take care: {escape(note)}.</p>" for note in notes)


@contextmanager
def compiling():
    """Say in a notebook that the first simulation of a session is being compiled."""
    global _warm
    handle = None if _warm else _notice()
    try:
        yield
        _warm = True
    finally:
        if handle is not None:
            from IPython.display import HTML

            handle.update(HTML(""))


def _notice():
    import sys

    if "IPython" not in sys.modules or not numba_available():
        return None
    from IPython import get_ipython
    from IPython.display import HTML, display

    if not hasattr(get_ipython(), "kernel"):
        return None

    words = "<p>Compiling the simulation: about three seconds, once in a session.</p>"
    return display(HTML(words), display_id=True)
