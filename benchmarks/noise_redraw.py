"""One redraw of the noise widgets (bar: 150 ms for EDC lasers on one core), and its parts."""

from itertools import cycle

from timing import report, side_by_side

from lasercore import catalogue, langevin, master_equation
from nanobook.ch08_three_ways import run
from nanobook.ch08_three_ways.growing import STEPS, GrowingRun
from nanobook.ch09_whom_to_trust import comparison
from nanobook.ch09_whom_to_trust.solvers import ask
from nanobook.ch09_whom_to_trust.solvers_figure import SolversFigure
from nanobook.live.pump import natural_pump

DEVICES = ("EDC laser 1", "EDC laser 6", "EDC laser 3")
LIVE = comparison.noise_comparison()
RUNNING = run.gillespie_live()
RATIOS = cycle([0.3, 1.0, 3.0, 10.0, 30.0])
STEP = cycle(range(STEPS))
LASER = catalogue["EDC laser 1"]
PUMP = 3 * natural_pump(LASER)[0]


def move_pump(device):
    return lambda: LIVE.set(device=device, pump=next(RATIOS))


def strips():
    return [
        comparison.noise_filmstrip(name) for name in ("EDC laser 1", "EDC laser 6", "nanoLED A")
    ]


if __name__ == "__main__":
    answers, picture = ask(LASER, PUMP), SolversFigure()
    RUNNING.run.at(STEPS)
    report(
        "Three solvers, 0.3 to 30 × threshold",
        side_by_side(
            {
                **{f"move the pump, {name}": move_pump(name) for name in DEVICES},
                "ask all three": lambda: ask(LASER, PUMP),
                "exact alone": lambda: master_equation.photon_statistics(LASER, PUMP),
                "Langevin alone": lambda: langevin.photon_statistics(LASER, PUMP),
                "replace lines and labels": lambda: picture.show(answers),
                "render to PNG": picture.png,
            },
            rounds=25,
        ),
    )
    report(
        "Growing run",
        side_by_side(
            {
                "one step of the clock": lambda: RUNNING.set(step=next(STEP)),
                "simulate all steps": lambda: GrowingRun(LASER, PUMP).at(STEPS),
            },
            rounds=9,
        ),
    )
    report(
        "Filmstrips",
        side_by_side(
            {"three over the pump": strips, "one growing run": run.gillespie_filmstrip},
            rounds=3,
            warm_up=1,
        ),
    )
    sizes = [len(strip._repr_html_()) for strip in [*strips(), run.gillespie_filmstrip()]]
    print(f"All four in the page: {sum(sizes) / 1e6:.2f} MB")
