"""A Gillespie run that grows while its histogram approaches the exact distribution."""

from dataclasses import dataclass, replace

from lasercore import master_equation
from lasercore.device import catalogue
from nanobook.ch08_three_ways.growing import STEPS, STEPS_PER_DOUBLING, GrowingRun, last_step
from nanobook.ch08_three_ways.run_figure import RunFigure, describe_run
from nanobook.ch08_three_ways.run_text import events_of, numbers, progress
from nanobook.live.arguments import between
from nanobook.live.controls import Seed
from nanobook.live.filmstrip import Filmstrip, frames_of
from nanobook.live.noted import noted
from nanobook.live.pump import PUMP, PumpedWidget, a_device, natural_pump
from nanobook.live.told import Told, warned

SMALL = tuple(name for name, laser in catalogue.items() if laser.n_emitters <= 1000)
"""Devices whose trajectories forget their start within a short simulation."""
INTERVAL = 350
"""Milliseconds from one step to the next while it runs."""


@dataclass(frozen=True)
class Clock:
    """A slider with a clock that moves it, up to the last step.

    The clock is that of the browser (`ipywidgets.Play`): it waits while the kernel is busy,
    and nothing goes on once the page is closed.
    """

    label: str

    def check(self, name, value):
        """Return the step if there is one of that number."""
        return between(name, value, 0, STEPS, counted=True)

    def build(self):
        """The slider beside the clock, which holds the step."""
        import ipywidgets

        play = ipywidgets.Play(
            max=last_step(), interval=INTERVAL, show_repeat=False, tooltip="run, pause, restart"
        )
        slider = ipywidgets.IntSlider(
            max=last_step(), readout=False, description=self.label,
            style={"description_width": "11em"}, layout={"width": "26em"},
        )  # fmt: skip
        # In the browser: through the kernel an old value would stop the clock.
        ipywidgets.jslink((play, "value"), (slider, "value"))
        return ipywidgets.HBox([slider, play]), play


CONTROLS = {
    "device": a_device(SMALL),
    "pump": replace(PUMP, start=3.0),
    "seed": Seed(),
    "step": Clock("length of the run"),
}


def tell(picture, now):
    """Draw a run beside the exact light, and say how far it has come."""
    snapshots, exact, notes = now
    picture.show(snapshots, exact)
    last = snapshots[-1]
    table = numbers(last, exact) + warned(notes)
    return Told(progress(last, exact), describe_run(last, exact), table)


def start(laser, pump, seed):
    """A run that begins, the exact light, and what is to be warned of."""
    with noted() as notes:
        run = GrowingRun(laser, pump, seed)
        exact = master_equation.photon_statistics(laser, pump)
    return run, exact, notes


class GillespieLive(PumpedWidget):
    """Run, pause, go back: one trajectory, its histogram so far, the exact one beside it.

    Every fourth step doubles the time simulated; after the last step, about 8·10⁶ events, it
    stops by itself. Another device or pump starts a new run. The page without a kernel has a
    filmstrip of the doublings.

    Source: gillespie1976.
    """

    controls, figure, simulates = CONTROLS, RunFigure, True
    _tell = staticmethod(tell)
    _of = None

    def _follow(self, name):
        super()._follow(name)
        if name != "step":
            self._put("step", 0)

    def _arranged(self):
        return [self._rows[name] for name in ("device", "pump", "step")]

    def _ask(self):
        of = self.laser, self.pump, self._controls["seed"].value
        if of != self._of:
            self.run, self._exact, self._notes = start(*of)
            self._of = of
        return self.run.until(self._controls["step"].value), self._exact, self._notes

    def _polite(self):
        # A voice that reads every step of a running clock would only disturb.
        return not self._controls["step"].playing

    def _filmstrip(self):
        now = self.values
        return gillespie_filmstrip(now["device"], now["pump"], now["seed"])


gillespie_live = GillespieLive


def gillespie_filmstrip(device="EDC laser 1", pump=3.0, seed=0, doublings=None):
    """The same run as finished frames, each after twice the time of the one before."""
    if doublings is None:
        doublings = range(last_step() // STEPS_PER_DOUBLING + 1)
    laser = catalogue[device]
    natural, _ = natural_pump(laser)
    run, *known = start(laser, PUMP.check("pump", pump) * natural, seed)
    grown = (run.until(STEPS_PER_DOUBLING * number) for number in doublings)
    labelled = ((events_of(snapshots[-1]), (snapshots, *known)) for snapshots in grown)
    frames = frames_of(RunFigure, tell, labelled)
    return Filmstrip("length of the run", frames, len(frames) // 2)
