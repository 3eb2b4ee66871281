"""One redraw of the regime chooser (bar: 200 ms for every regime on one core), and its parts."""

from itertools import cycle

from timing import report, side_by_side

from lasercore import density_matrix
from lasercore.density_matrix import regimes
from nanobook.ch13_class_b import regime_chooser, regime_frames
from nanobook.ch13_class_b.regime_answers import ask
from nanobook.ch13_class_b.regime_frames import unit
from nanobook.ch13_class_b.regimes_figure import RegimesFigure

LIVE = regime_chooser.regime_comparison()
RATIOS = cycle([0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0])


def move_pump(regime):
    return lambda: LIVE.set(regime=regime, pump=next(RATIOS))


def stay_at(regime, ratio):
    return lambda: LIVE.set(regime=regime, pump=ratio)


def strips():
    return [regime_frames.regime_filmstrip(name) for name in regimes]


if __name__ == "__main__":
    laser = regimes["thermodynamic"]
    pump = 3 * unit(laser)[0]
    answers, picture = ask(laser, pump), RegimesFigure()
    report(
        "Three models, 0.03 to 30 × threshold",
        side_by_side(
            {
                **{f"move the pump, {name}": move_pump(name) for name in regimes},
                "slowest exact: thermodynamic at 0.03": stay_at("thermodynamic", 0.03),
                "slowest exact: mesoscopic at 0.3": stay_at("mesoscopic", 0.3),
                "most photons: thermodynamic at 30": stay_at("thermodynamic", 30.0),
                "ask all three, thermodynamic at 3": lambda: ask(laser, pump),
                "class B alone": lambda: density_matrix.solve(laser, pump),
                "class A alone": lambda: density_matrix.class_a(laser, pump),
                "replace lines and labels": lambda: picture.show(answers),
                "render to PNG": picture.png,
            },
            rounds=21,
        ),
    )
    report(
        "Filmstrips",
        side_by_side({"all four over the pump": strips}, rounds=3, warm_up=1),
    )
    print(f"All four in the page: {sum(len(s._repr_html_()) for s in strips()) / 1e6:.2f} MB")
