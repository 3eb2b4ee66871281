"""One laser, three solvers: live with a kernel, as a filmstrip over the pump without one."""

from lasercore._checks import whole
from lasercore.device import catalogue
from lasercore.units import scientific
from nanobook.ch09_whom_to_trust.noise_text import details, verdict
from nanobook.ch09_whom_to_trust.solvers import ask, default_events
from nanobook.ch09_whom_to_trust.solvers_figure import SolversFigure, describe_solvers
from nanobook.live.controls import spoken
from nanobook.live.filmstrip import (
    DOTS_PER_INCH,
    SHOWN_DOTS_PER_INCH,
    Filmstrip,
    Frame,
    compact_png,
)
from nanobook.live.noted import DeviceAndPump, compiling, natural_pump

EVENT_CHOICES = (100_000, 1_000_000, 10_000_000)
FILMSTRIP_RATIOS = (0.1, 0.3, 1, 1.2, 2, 3, 6, 10, 30)


class NoiseComparison(DeviceAndPump):
    """Choose a device and a pump, and see P(n) by Langevin, Gillespie and exactly.

    With a kernel it shows itself as live controls; in the book's page, which has no kernel, as
    a filmstrip over the pump.
    """

    def __init__(self, device="EDC laser 1", pump=1.0, events=None, seed=0):
        super().__init__(device, pump, catalogue)
        self._seed = whole("seed", seed, least=0)
        self._picture = SolversFigure()
        self._build(default_events() if events is None else _checked_events(events))
        with compiling():
            self._redraw()

    @property
    def seed(self):
        """Seed of the simulation that is shown."""
        return self._seed

    def set(self, device=None, pump=None, events=None, seed=None):
        """Move the controls from code."""
        events = None if events is None else _checked_events(events)
        self._seed = self._seed if seed is None else whole("seed", seed, least=0)
        if events is not None:
            self._events.unobserve(self._again, "value")
            self._events.value = events
            self._events.observe(self._again, "value")
        return super().set(device, pump)

    def _build(self, events):
        import ipywidgets

        self._events = ipywidgets.Dropdown(
            options=[(scientific(n, 1).removeprefix("1·"), n) for n in EVENT_CHOICES],
            value=events,
            description="Gillespie's events",
            style={"description_width": "11em"},
            layout={"width": "18em"},
        )
        self._reseed = ipywidgets.Button(description="other random numbers")
        self._reseed.layout.width = "14em"
        self._events.observe(self._again, "value")
        self._reseed.on_click(self._other_seed)
        row = ipywidgets.HBox([self._events, self._reseed])
        self.widget = ipywidgets.VBox([*self._rows, row, self._image, self._text])

    def _again(self, change):
        self._redraw()

    def _other_seed(self, button):
        self._seed += 1
        self._redraw()

    def _redraw(self):
        self.answers = ask(self.laser, self.pump, events=self._events.value, seed=self._seed)
        self._picture.show(self.answers)
        self._image.value = self._picture.png()
        found = self.answers
        self._text.value = spoken(verdict(found), details(found), describe_solvers(found))

    def _repr_mimebundle_(self, **kwargs):
        return self._bundle(lambda: noise_filmstrip(self._chooser.value), **kwargs)


def noise_comparison(device="EDC laser 1", **options):
    """The live comparison of three solvers on one laser."""
    return NoiseComparison(device, **options)


def noise_filmstrip(device="EDC laser 1", ratios=FILMSTRIP_RATIOS):
    """The same comparison as finished frames, one per pump."""
    laser = catalogue[device]
    natural, name = natural_pump(laser)
    picture, frames = SolversFigure(dpi=DOTS_PER_INCH), []
    width, height = (round(SHOWN_DOTS_PER_INCH * x) for x in picture.figure.get_size_inches())
    for ratio in ratios:
        answers = ask(laser, ratio * natural)
        picture.show(answers)
        png, words = compact_png(picture.figure), describe_solvers(answers)
        label = f"{ratio:g} {name}"
        frames.append(Frame(label, png, width, height, words, verdict(answers), details(answers)))
    start = min(range(len(frames)), key=lambda i: abs(ratios[i] - 1))
    return Filmstrip(f"pump of {device}", frames, start)


def _checked_events(events):
    events = whole("events", events)
    if events not in EVENT_CHOICES:
        choices = ", ".join(map(str, EVENT_CHOICES))
        raise ValueError(f"events must be one of {choices}, got {events}")
    return events
