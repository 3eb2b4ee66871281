"""One laser, three solvers: live with a kernel, as a filmstrip over the pump without one."""

from lasercore.device import catalogue
from lasercore.units import scientific
from nanobook.ch09_whom_to_trust.noise_text import details, verdict
from nanobook.ch09_whom_to_trust.solvers import ask, default_events
from nanobook.ch09_whom_to_trust.solvers_figure import SolversFigure, describe_solvers
from nanobook.live.controls import Choice, Seed
from nanobook.live.filmstrip import Filmstrip, frames_of, nearest
from nanobook.live.pump import PUMP, PumpedWidget, a_device, natural_pump
from nanobook.live.told import Told

EVENT_CHOICES = (100_000, 1_000_000, 10_000_000)
FILMSTRIP_RATIOS = (0.1, 0.3, 1, 1.2, 2, 3, 6, 10, 30)


def tell(picture, answers):
    """Draw the answers of the three solvers, and say what to notice."""
    picture.show(answers)
    return Told(verdict(answers), describe_solvers(answers), details(answers))


class NoiseComparison(PumpedWidget):
    """Choose a device and a pump, and see P(n) by Langevin, Gillespie and exactly.

    The page without a kernel has a filmstrip over the pump.
    """

    figure, simulates = SolversFigure, True
    _tell = staticmethod(tell)

    def __init__(self, device="EDC laser 1", **given):
        events = tuple((scientific(n, 1).removeprefix("1·"), n) for n in EVENT_CHOICES)
        self.controls = {
            "device": a_device(catalogue),
            "pump": PUMP,
            "events": Choice("Gillespie's events", events, default_events(), "18em"),
            "seed": Seed(),
        }
        super().__init__(device, **given)

    def _arranged(self):
        import ipywidgets

        device, pump, *sampling = self._rows.values()
        return device, pump, ipywidgets.HBox(sampling)

    def _ask(self):
        now = self.values
        return ask(self.laser, self.pump, events=now["events"], seed=now["seed"])

    def _filmstrip(self):
        return noise_filmstrip(self._controls["device"].value)


noise_comparison = NoiseComparison


def noise_filmstrip(device="EDC laser 1", ratios=FILMSTRIP_RATIOS):
    """The same comparison as finished frames, one per pump."""
    laser = catalogue[device]
    natural, name = natural_pump(laser)
    labelled = ((f"{ratio:g} {name}", ask(laser, ratio * natural)) for ratio in ratios)
    frames = frames_of(SolversFigure, tell, labelled)
    return Filmstrip(f"pump of {device}", frames, nearest(ratios, 1))
