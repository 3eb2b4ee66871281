"""Filmstrips: sliders that work in the printed-out page, without a running kernel."""

from base64 import b64encode
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Any

from nanobook.live.figure import LiveFigure
from nanobook.live.told import Told

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DOTS_PER_INCH = 144  # sharp on phones, which have about that many
SHOWN_DOTS_PER_INCH = 96  # CSS pixels


@dataclass(frozen=True)
class Frame:
    """One finished picture: its label on the slider, PNG, size, alternative text, sentence.

    `details` is HTML that is shown as it is below the sentence, like a table of the numbers.
    """

    label: str
    png: bytes
    width: int
    height: int
    alt: str
    sentence: str
    details: str = ""


class Filmstrip:
    """A row of finished frames with a slider and a list that choose among them.

    Shows itself as HTML in notebooks and in the book: all frames are in the page, so moving
    the slider needs no kernel and cannot flicker.
    """

    def __init__(
        self, name: str, frames: Iterable[Frame], start: int = 0, ordered: bool = True
    ) -> None:
        if not 0 <= start < len(frames):
            raise ValueError(f"start must be one of {len(frames)} frames, got {start}")
        self.name, self.frames, self.start, self.ordered = name, tuple(frames), start, ordered

    def __repr__(self) -> str:
        ends = f"{self.frames[0].label} … {self.frames[-1].label}"
        return f"Filmstrip of {len(self.frames)} frames: {self.name}, {ends}"

    def _repr_html_(self):
        figure = "".join(_frame(f, hidden=i != self.start) for i, f in enumerate(self.frames))
        return (
            f"<style>{_asset('filmstrip.css')}</style>"
            f'<figure class="lc-filmstrip" aria-label="{escape(self.name)}">{self._controls()}'
            f"<noscript><p>Without JavaScript only this picture is shown.</p></noscript>"
            f"<div>{figure}</div></figure>"
            f"<script>{_asset('filmstrip.js')}</script>"
        )

    def _controls(self):
        name, last = escape(self.name), len(self.frames) - 1
        options = "".join(
            f"<option{' selected' if i == self.start else ''}>{escape(frame.label)}</option>"
            for i, frame in enumerate(self.frames)
        )
        slider = (
            f'<label>{name}<input type="range" min="0" max="{last}" value="{self.start}"'
            f' aria-valuetext="{escape(self.frames[self.start].label)}" autocomplete="off"'
            " disabled></label>"
        )
        choice = f'<select aria-label="{name}" autocomplete="off" disabled>{options}</select>'
        if not self.ordered:
            slider, choice = "", f"<label>{name}{choice}</label>"
        return f'<div class="lc-controls">{slider}{choice}</div>'


def filmstrip(
    name: str, tell: Callable[["Figure", Any], Told], values: Mapping[str, Any], start: int = 0,
    size: tuple[float, float] = (7.0, 4.2),
) -> Filmstrip:  # fmt: skip
    """One frame per value by its label; `tell` draws it into a figure, and says what is seen."""
    from matplotlib.figure import Figure

    frames = []
    for label, value in values.items():
        figure = Figure(figsize=size, dpi=DOTS_PER_INCH, layout="constrained")
        frames.append(_finished(figure, label, tell(figure, value)))
    return Filmstrip(name, frames, start)


def frames_of(
    figure: type[LiveFigure], tell: Callable[[Any, Any], Told], labelled: Iterable[tuple[str, Any]]
) -> list[Frame]:
    """Frames of a `LiveFigure`: of answers by their labels, with what `tell` says to each."""
    picture, frames = figure(DOTS_PER_INCH), []
    for label, answers in labelled:
        told = tell(picture, answers)  # which draws
        frames.append(_finished(picture.figure, label, told))
    return frames


def nearest(values: Sequence[float], wanted: float) -> int:
    """Number of the value that is nearest to the one that is wanted."""
    return min(range(len(values)), key=lambda i: abs(values[i] - wanted))


def _finished(figure, label, told):
    size = (round(inches * SHOWN_DOTS_PER_INCH) for inches in figure.get_size_inches())
    return Frame(label, compact_png(figure), *size, told.words, told.sentence, told.details)


def compact_png(figure: "Figure") -> bytes:
    """The figure as PNG bytes with at most 128 colours: a third of the usual size."""
    import numpy as np
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from PIL import Image

    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    picture = Image.fromarray(np.asarray(canvas.buffer_rgba())[..., :3])
    data = BytesIO()
    # The octree is ten times faster than the default method and serves flat colours as well.
    reduced = picture.quantize(128, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    reduced.save(data, "png")
    return data.getvalue()


def _frame(frame, hidden):
    return (
        f'<div class="lc-frame"{" hidden" if hidden else ""}>'
        f'<img alt="{escape(frame.alt)}" width="{frame.width}" height="{frame.height}"'
        f' src="data:image/png;base64,{b64encode(frame.png).decode()}">'
        f'<p aria-live="polite">{escape(frame.sentence)}</p>{frame.details}</div>'
    )


@cache
def _asset(name):
    return files("nanobook").joinpath("live", "static", name).read_text(encoding="utf-8")
