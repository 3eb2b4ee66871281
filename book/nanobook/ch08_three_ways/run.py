"""A Gillespie run that grows while its histogram approaches the exact distribution."""

from html import escape

from lasercore import master_equation
from lasercore._checks import whole
from lasercore.device import catalogue
from nanobook.ch08_three_ways.growing import STEPS, STEPS_PER_DOUBLING, GrowingRun, last_step
from nanobook.ch08_three_ways.run_figure import RunFigure, describe_run
from nanobook.ch09_whom_to_trust.noise_text import events_of, numbers, progress
from nanobook.live.filmstrip import (
    DOTS_PER_INCH,
    SHOWN_DOTS_PER_INCH,
    Filmstrip,
    Frame,
    compact_png,
)
from nanobook.live.noted import (
    SMALL,
    DeviceAndPump,
    checked_ratio,
    compiling,
    natural_pump,
    noted,
    paragraphs,
)

INTERVAL = 350
"""Milliseconds from one step to the next while it runs."""


class GillespieLive(DeviceAndPump):
    """Run, pause, go back: one trajectory, its histogram so far, the exact one beside it.

    Every fourth step doubles the time simulated; after the last step, about 8·10⁶ events, it
    stops by itself. Another device or pump starts a new run. With a kernel it shows itself as
    live controls; in the book's page, which has no kernel, as a filmstrip of the doublings.

    The clock is that of the browser (`ipywidgets.Play`): it waits while the kernel is busy,
    and nothing goes on once the page is closed.
    """

    def __init__(self, device="EDC laser 1", pump=3.0, seed=0):
        super().__init__(device, pump, SMALL)
        self._seed = whole("seed", seed, least=0)
        self._picture = RunFigure()
        self._build()
        with compiling():
            self._moved()

    @property
    def snapshot(self):
        """The run as it is shown now."""
        return self.run.at(self._play.value)

    def set(self, device=None, pump=None, step=None):
        """Move the controls from code."""
        if step is not None:
            step = whole("step", step, least=0)
            if step > STEPS:
                raise ValueError(f"step must be at most {STEPS}, got {step}")
        if device is not None or pump is not None:
            super().set(device, pump)
        if step is not None:
            self._play.value = step
        return self

    def _build(self):
        import ipywidgets

        self._play = ipywidgets.Play(
            min=0,
            max=last_step(),
            interval=INTERVAL,
            show_repeat=False,
            tooltip="run, pause, restart",
        )
        self._slider = ipywidgets.IntSlider(
            min=0,
            max=last_step(),
            readout=False,
            description="length of the run",
            style={"description_width": "11em"},
            layout={"width": "26em"},
        )
        # In the browser: through the kernel an old value would stop the clock.
        self._link = ipywidgets.jslink((self._play, "value"), (self._slider, "value"))
        self._play.observe(self._stepped, "value")
        row = ipywidgets.HBox([self._slider, self._play])
        self.widget = ipywidgets.VBox([*self._rows, row, self._image, self._text])

    def _moved(self):
        with noted() as self._notes:
            self.run = GrowingRun(self.laser, self.pump, self._seed)
            self._exact = master_equation.photon_statistics(self.laser, self.pump)
        if self._play.value == 0:
            self._redraw()
        else:
            self._play.value = 0

    def _stepped(self, change):
        self._redraw()

    def _redraw(self):
        snapshots = self.run.until(self._play.value)
        self._picture.show(snapshots, self._exact)
        self._image.value = self._picture.png()
        last = snapshots[-1]
        words = escape(describe_run(last, self._exact))
        # A voice that reads every step of a running clock would only disturb.
        live = "off" if self._play.playing else "polite"
        self._text.value = (
            f'<p aria-live="{live}"><strong>{escape(progress(last, self._exact))}</strong></p>'
            f"{numbers(last, self._exact)}{paragraphs(self._notes)}"
            f"<details><summary>The picture in words</summary>{words}</details>"
        )

    def _repr_mimebundle_(self, **kwargs):
        now = self._chooser.value, self._box.value, self._seed
        return self._bundle(lambda: gillespie_filmstrip(*now), **kwargs)


def gillespie_live(device="EDC laser 1", **options):
    """A trajectory that runs while the histogram of its photon number fills.

    Source: gillespie1976.
    """
    return GillespieLive(device, **options)


def gillespie_filmstrip(device="EDC laser 1", pump=3.0, seed=0, doublings=None):
    """The same run as finished frames, each after twice the time of the one before."""
    if doublings is None:
        doublings = range(last_step() // STEPS_PER_DOUBLING + 1)
    laser = catalogue[device]
    natural, _ = natural_pump(laser)
    with noted() as notes:
        run = GrowingRun(laser, checked_ratio(pump) * natural, seed)
        exact = master_equation.photon_statistics(laser, run.pump)
    picture, frames = RunFigure(dpi=DOTS_PER_INCH), []
    width, height = (round(SHOWN_DOTS_PER_INCH * x) for x in picture.figure.get_size_inches())
    for number in doublings:
        snapshots = run.until(STEPS_PER_DOUBLING * number)
        last = snapshots[-1]
        picture.show(snapshots, exact)
        png, words = compact_png(picture.figure), describe_run(last, exact)
        sentence, table = progress(last, exact), numbers(last, exact) + paragraphs(notes)
        frames.append(Frame(events_of(last), png, width, height, words, sentence, table))
    return Filmstrip("length of the run", frames, len(frames) // 2)
