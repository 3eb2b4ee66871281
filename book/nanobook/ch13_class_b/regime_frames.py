"""The regime chooser as a filmstrip over the pump, for pages without a kernel."""

from lasercore._checks import positive
from lasercore.density_matrix import regimes
from nanobook.ch13_class_b.regime_answers import ask
from nanobook.ch13_class_b.regime_text import details, verdict
from nanobook.ch13_class_b.regimes_figure import RegimesFigure, describe_regimes
from nanobook.live.filmstrip import (
    DOTS_PER_INCH,
    SHOWN_DOTS_PER_INCH,
    Filmstrip,
    Frame,
    compact_png,
)
from nanobook.live.noted import natural_pump

FILMSTRIP_RATIOS = (0.1, 0.3, 0.6, 1, 1.3, 2, 3, 10, 30)


def regime_filmstrip(regime="nanoscopic", ratios=FILMSTRIP_RATIOS):
    """The same comparison as finished frames, one per pump.

    Source: As `RegimeComparison`.
    """
    laser = regimes[regime]
    ratios = [positive("ratios", ratio) for ratio in ratios]
    if not ratios:
        raise ValueError("ratios must hold at least one pump, got none: name some, like [0.5, 1]")
    return frames(regime, laser, ratios, 1.0)


def unit(laser):
    """The unit in which the pump of a laser is measured here, and its name."""
    pump, name = natural_pump(laser)  # four levels: the recycling threshold is class A's P₀ = P₁
    return pump, "λ⁽⁰⁾" if name == "× threshold" else "γ_t"


def frames(regime, laser, ratios, near):
    """Finished frames of one laser, one per pump."""
    natural, name = unit(laser)
    picture, drawn = RegimesFigure(dpi=DOTS_PER_INCH), []
    width, height = (round(SHOWN_DOTS_PER_INCH * x) for x in picture.figure.get_size_inches())
    for ratio in ratios:
        found = ask(laser, ratio * natural)
        picture.show(found)
        told = describe_regimes(found), verdict(found), details(found)
        png = compact_png(picture.figure)
        drawn.append(Frame(f"{ratio:g} × {name}", png, width, height, *told))
    start = min(range(len(drawn)), key=lambda i: abs(ratios[i] - near))
    return Filmstrip(f"pump, {regime} laser", drawn, start)
