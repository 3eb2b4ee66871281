"""The regime chooser as a filmstrip over the pump, for pages without a kernel."""

from lasercore.density_matrix import regimes
from nanobook.ch13_class_b.regime_answers import ask
from nanobook.ch13_class_b.regime_text import details, verdict
from nanobook.ch13_class_b.regimes_figure import RegimesFigure, describe_regimes
from nanobook.live.filmstrip import Filmstrip, frames_of, nearest
from nanobook.live.pump import natural_pump
from nanobook.live.told import Told

FILMSTRIP_RATIOS = (0.1, 0.3, 0.6, 1, 1.3, 2, 3, 10, 30)


def regime_filmstrip(regime):
    """The same comparison as finished frames, one per pump.

    Source: As `RegimeComparison`.
    """
    return frames(regime, regimes[regime], FILMSTRIP_RATIOS, 1.0)


def unit(laser):
    """The unit in which the pump of a laser is measured here, and its name."""
    pump, name = natural_pump(laser)  # four levels: the recycling threshold is class A's P₀ = P₁
    return pump, "λ⁽⁰⁾" if name == "× threshold" else "γ_t"


def tell(picture, answers):
    """Draw the answers of the three models, and say what to notice."""
    picture.show(answers)
    return Told(verdict(answers), describe_regimes(answers), details(answers))


def frames(regime, laser, ratios, near):
    """Finished frames of one laser, one per pump."""
    natural, name = unit(laser)
    labelled = ((f"{ratio:g} × {name}", ask(laser, ratio * natural)) for ratio in ratios)
    drawn = frames_of(RegimesFigure, tell, labelled)
    return Filmstrip(f"pump, {regime} laser", drawn, nearest(ratios, near))
