"""One redraw of the live bowtie (bar: 200 ms for a step of the width, one core), and its parts."""

from itertools import cycle

from timing import report, side_by_side

from lasercore.bowtie import mode
from nanobook.whole_cavity import bowtie as bowtie_page
from nanobook.whole_cavity.bowtie_answers import ask
from nanobook.whole_cavity.bowtie_design import Design
from nanobook.whole_cavity.bowtie_figure import BowtieFigure
from nanobook.whole_cavity.bowtie_frames import frames

LIVE = {rings: bowtie_page.bowtie_explorer(rings=rings) for rings in (0, 3, 5)}
STEPS = {rings: cycle([10.2, 10.5, 10.7, 10.5, 10.2, 10.0]) for rings in LIVE}  # as the slider's
JUMPS = cycle([2.0, 50.0, 5.0, 30.0])
KINDS = cycle(["gap", "bridge"])
PICTURE, DESIGN = BowtieFigure(), Design("bridge", 10.0, 10.0, 3, True, 1e9)
GAP = bowtie_page.bowtie_explorer("gap")


def step(rings):
    return lambda: LIVE[rings].set(width=next(STEPS[rings]))


if __name__ == "__main__":
    answers = ask(DESIGN)
    PICTURE.show(answers.mode)
    report(
        "Live bowtie, 10 nm",
        side_by_side(
            {
                "a step of the width, three rings": step(3),
                "a step of the width, no rings": step(0),
                "a step of the width, five rings": step(5),
                "from one width to another, 2 to 50 nm": lambda: GAP.set(width=next(JUMPS)),
                "from bridge to gap": lambda: LIVE[3].set(kind=next(KINDS)),
                "one mode": lambda: mode(answers.mode.bowtie),
                "tune from the fit, device, laser": lambda: ask(DESIGN),
                "two maps and the walls": lambda: PICTURE.show(answers.mode),
                "render to PNG": PICTURE.png,
            },
            rounds=15,
        ),
    )
    report(
        "Filmstrip",
        side_by_side({"13 widths": lambda: frames(DESIGN)}, rounds=3, warm_up=1),
    )
    print(f"In the page: {len(frames(DESIGN)._repr_html_()) / 1e6:.2f} MB")
