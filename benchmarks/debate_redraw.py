"""One redraw of the live debate (bar: 200 ms on one core), and its parts."""

from itertools import count, cycle

from timing import report, side_by_side

from nanobook.ch16_referee import debate
from nanobook.ch16_referee.debate_answers import ask, quantum
from nanobook.ch16_referee.debate_figure import DebateFigure
from nanobook.ch16_referee.debate_frames import FRACTIONS, frames

FEW = {"n_emitters": 7, "g": 1.85e10, "gamma": 1e11}
LIVE = {
    "cim": debate.debate(closure="cim"),
    "reply": debate.debate(closure="reply", identical_fraction=0.5),
    "full": debate.debate(closure="full", identical_fraction=0.5),
}
SEVEN, TEN = debate.debate(**FEW), debate.debate(n_emitters=10, g=2.2e10, gamma=2.5e11)
NEW = count()  # no value comes twice: nothing is found in a cache
NAMES = cycle(["comment", "reply", "full", "incoherent", "cim"])


def move_pump(live, low, high):
    return lambda: live.set(pump_per_emitter=low + (high - low) * (next(NEW) * 0.618034 % 1))


def move(closure, control, value):
    return lambda: LIVE[closure].set(**{control: value * (1 - 1e-5 * next(NEW))})


if __name__ == "__main__":
    design = LIVE["reply"].design
    answers, picture = ask(design), DebateFigure()
    report(
        "Live debate",
        side_by_side(
            {
                "move the pump, 40 dots": move_pump(LIVE["cim"], 1e12, 1.9e13),
                "move the pump, seven emitters in full": move_pump(SEVEN, 1e10, 1.9e11),
                "move the pump, ten dim emitters in full": move_pump(TEN, 1e9, 4e9),
                "another closure, seen before": lambda: LIVE["cim"].set(closure=next(NAMES)),
                "move f, Reply": move("reply", "identical_fraction", 0.5),
                "move f, all correlations": move("full", "identical_fraction", 0.5),
                "move g, Reply": move("reply", "g", 7e10),
                "move g, seven emitters": lambda: SEVEN.set(g=1.85e10 * (1 - 1e-5 * next(NEW))),
                "quantum theory, seven emitters": lambda: quantum.__wrapped__(
                    SEVEN.design.laser, 7 * 1.5e11
                ),
                "replace lines and marks": lambda: picture.show(answers),
                "render to PNG": picture.png,
            },
            rounds=15,
        ),
    )
    design = debate.debate().design
    report(
        "Filmstrip",
        side_by_side({"8 closures": lambda: frames(design, FRACTIONS)}, rounds=3, warm_up=1),
    )
    print(f"In the page: {len(frames(design, FRACTIONS)._repr_html_()) / 1e6:.2f} MB")
