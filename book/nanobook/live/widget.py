"""A live figure: controls, a picture, and what to notice in it, spoken."""

from contextlib import contextmanager, nullcontext
from functools import partial
from typing import Any, Self

from nanobook.live.compiling import announced, numba_available
from nanobook.live.told import spoken


class LiveWidget:
    """With a kernel the controls themselves; in a page without one, finished frames.

    A subclass declares `controls` by name, in the order of the page, and the class of its
    `figure`; it computes `_ask`, says with `_tell` what is seen, and gives its `_filmstrip`.
    """

    controls: Any = None
    figure: Any = None
    width = 500
    """Of the picture, at most (pixels)."""
    simulates = False
    """Compiled when first used; without a compiler, too slow for all frames of a page."""
    _quiet = False
    _ask: Any
    _tell: Any
    _filmstrip: Any

    def __init__(self, first: Any = None, **given: Any) -> None:
        import ipywidgets

        if first is not None:  # of the first control
            given[next(iter(self.controls))] = first
        given = self._checked(given)
        built = {name: control.build() for name, control in self.controls.items()}
        self._rows = {name: row for name, (row, _) in built.items()}
        self._controls = {name: holder for name, (_, holder) in built.items()}
        for name, holder in self._controls.items():
            holder.observe(partial(self._moved, name), "value")
        look = {"max_width": f"min(100%, {self.width}px)"}
        self._image = ipywidgets.Image(format="png", layout=look)
        self._text, self._picture = ipywidgets.HTML(), self.figure()
        self.widget = ipywidgets.VBox([*self._arranged(), self._image, self._text])
        with self._still():
            for name in self.controls:
                self._follow(name)
            self._move(given)
        with announced() if self.simulates else nullcontext():
            self._redraw()

    @property
    def values(self) -> dict[str, Any]:
        """What the controls say now, by name."""
        return {name: holder.value for name, holder in self._controls.items()}

    def set(self, **values: Any) -> Self:
        """Move controls from code, by name."""
        values, before = self._checked(values), self.values
        with self._still():  # many controls move, one redraw is enough
            self._move(values)
        if self.values != before:
            self._redraw()
        return self

    def _checked(self, values):
        """The values that are given, if the controls can show them, in the controls' order."""
        for name in values:
            if name not in self.controls:
                known = ", ".join(self.controls)
                raise ValueError(f"there is no control {name!r}; there are {known}")
        return {name: self._check(name, values[name]) for name in self.controls if name in values}

    def _check(self, name, value):
        return self.controls[name].check(name, value)

    def _move(self, values):
        for name, value in values.items():
            self._put(name, value)
            self._follow(name)

    def _put(self, name, value):
        self._controls[name].value = value

    def _follow(self, name):
        """Move what depends on the control that was moved."""

    @contextmanager
    def _still(self):
        """Nothing is redrawn while controls move."""
        before, self._quiet = self._quiet, True
        try:
            yield
        finally:
            self._quiet = before

    def _moved(self, name, _):
        if not self._quiet:
            with self._still():
                self._follow(name)
            self._redraw()

    def _arranged(self):
        """The rows of controls."""
        return self._rows.values()

    def _redraw(self):
        self.answers = self._ask()
        told = self._tell(self._picture, self.answers)
        self._image.value = self._picture.png()
        self._text.value = spoken(told, self._polite())

    def _polite(self):
        """Whether screen readers say what to notice."""
        return True

    def _repr_mimebundle_(self, **kwargs):
        bundle = self.widget._repr_mimebundle_(**kwargs)
        data = bundle[0] if isinstance(bundle, tuple) else bundle
        if self.simulates and not numba_available():
            return data
        return {**data, "text/html": self._filmstrip()._repr_html_()}
