"""Controls: each is declared once, checks what it is told, and builds what the reader moves."""

from dataclasses import dataclass
from math import isclose, log10
from typing import Any

from nanobook.live.arguments import between, flag, whole

_NAMED = {"style": {"description_width": "11em"}}


@dataclass(frozen=True)
class Number:
    """A slider and a number box that always show the same value.

    The slider is logarithmic unless it has a `step`.
    """

    label: str
    low: float
    high: float
    start: float
    unit: str = ""
    counted: bool = False
    step: float | None = None

    def check(self, name: str, value: object) -> float:
        """Return the value if the slider can show it."""
        return between(name, value, self.low, self.high, self.unit, self.counted)

    def build(self) -> tuple[Any, Any]:
        """The row, and what in it holds the value: the box."""
        import ipywidgets

        slider, box = self._slider(), self._box()

        def to_box(change):
            # The slider moves in steps: it must not round a value that was typed.
            if not isclose(change["new"], box.value, rel_tol=10 ** (0.6 * _DECADES) - 1):
                box.value = self._rounded(change["new"])

        def to_slider(change):
            if not isclose(change["new"], slider.value, rel_tol=1e-12):
                slider.value = change["new"]

        slider.observe(to_box, "value")
        box.observe(to_slider, "value")
        return ipywidgets.HBox([slider, box, ipywidgets.Label(self.unit)]), box

    def _slider(self):
        import ipywidgets

        look = {"description": self.label, "readout": False, "layout": {"width": "26em"}, **_NAMED}
        if self.step is None:
            ends = {"min": log10(self.low), "max": log10(self.high), "step": _DECADES}
            return ipywidgets.FloatLogSlider(value=self.start, **ends, **look)
        kind = ipywidgets.IntSlider if self.counted else ipywidgets.FloatSlider
        return kind(self.start, min=self.low, max=self.high, step=self.step, **look)

    def _box(self):
        import ipywidgets

        kind = ipywidgets.BoundedIntText if self.counted else ipywidgets.BoundedFloatText
        ends = {"min": self.low, "max": self.high}
        if self.step is not None:
            ends["step"] = self.step
        return kind(self.start, tooltip=self.label, layout={"width": "12em"}, **ends)

    def _rounded(self, value):
        if self.counted:
            return round(value)
        return float(f"{value:.3g}") if self.step is None else value


_DECADES = 0.01
"""Step of a logarithmic slider."""


@dataclass(frozen=True)
class Choice:
    """A list of which one thing is chosen; `options` may be pairs of a label and a value."""

    label: str
    options: tuple
    start: object
    width: str = "26em"

    def check(self, name: str, value: object) -> Any:
        """Return the value if it is in the list."""
        known = [one[1] if isinstance(one, tuple) else one for one in self.options]
        if value not in known:
            raise ValueError(f"{name} must be one of {', '.join(map(str, known))}, got {value!r}")
        return known[known.index(value)]

    def build(self) -> tuple[Any, Any]:
        """The list, which is its own row."""
        import ipywidgets

        look = {"description": self.label, "layout": {"width": self.width}, **_NAMED}
        chooser = ipywidgets.Dropdown(options=list(self.options), value=self.start, **look)
        return chooser, chooser


@dataclass(frozen=True)
class Switch:
    """A box to tick; a `small` one stands beside others."""

    label: str
    start: bool
    small: bool = False

    def check(self, name: str, value: object) -> bool:
        """Return the value if it is True or False."""
        return flag(name, value)

    def build(self) -> tuple[Any, Any]:
        """The box, which is its own row."""
        import ipywidgets

        look = {"layout": {"width": "26em"}, **_NAMED}
        if self.small:
            look = {"layout": {"width": "6.5em"}, "indent": False}
        box = ipywidgets.Checkbox(self.start, description=self.label, **look)
        return box, box


@dataclass(frozen=True)
class Seed:
    """A button for other random numbers; what holds their seed is not shown."""

    start: int = 0

    def check(self, name: str, value: object) -> int:
        """Return the value if it is a seed."""
        return whole(name, value, least=0)

    def build(self) -> tuple[Any, Any]:
        """The button, and what holds the seed."""
        import ipywidgets

        button = ipywidgets.Button(description="other random numbers", layout={"width": "14em"})
        seed = ipywidgets.IntText(self.start)
        button.on_click(lambda _: seed.set_trait("value", seed.value + 1))
        return button, seed
