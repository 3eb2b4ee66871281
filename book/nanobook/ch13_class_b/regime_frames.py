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

    Parameters
    ----------
    regime : str
        "single atom", "nanoscopic", "mesoscopic" or "thermodynamic".
    ratios : sequence of float, positive
        Pumps in units of λ⁽⁰⁾; of γ_t for the single atom.

    Returns
    -------
    Filmstrip
        Starting at the pump that is nearest to 1.

    Raises
    ------
    KeyError
        If there is no such regime.
    TypeError, ValueError
        If a ratio is not a positive number, or there is none.

    Source
    ------
    As `RegimeComparison`.

    Example
    -------
    >>> regime_filmstrip("nanoscopic", ratios=[0.5, 1])
    Filmstrip of 2 frames: pump, nanoscopic laser, 0.5 × λ⁽⁰⁾ … 1 × λ⁽⁰⁾
    """
    laser = regimes[regime]
    ratios = [positive("ratios", ratio) for ratio in ratios]
    if not ratios:
        raise ValueError("ratios must hold at least one pump, got none: name some, like [0.5, 1]")
    return frames(regime, laser, ratios, 1.0)


def unit(laser):
    """The unit in which the pump of a laser is measured here, and its name.

    Parameters
    ----------
    laser : Laser
        With `absorption` False and `pump_blocking` True.

    Returns
    -------
    (float, str)
        n_0 λ⁽⁰⁾, where class A has P(0) = P(1), or n_0 γ_t where n_0 ≤ N_sat.

    Example
    -------
    >>> pump, name = unit(regimes["nanoscopic"])
    >>> f"{pump:.6g} {name}", unit(regimes["single atom"])
    ('15 λ⁽⁰⁾', (1.2, 'γ_t'))
    """
    pump, name = natural_pump(laser)  # four levels: the recycling threshold is class A's P₀ = P₁
    return pump, "λ⁽⁰⁾" if name == "× threshold" else "γ_t"


def frames(regime, laser, ratios, near):
    """Finished frames of one laser, one per pump.

    Parameters
    ----------
    regime : str
        What the laser is called.
    laser : Laser
        With `absorption` False and `pump_blocking` True.
    ratios : sequence of float, positive
        Pumps in units of `unit`.
    near : float
        The frame nearest to this ratio is seen first.

    Returns
    -------
    Filmstrip

    Example
    -------
    >>> frames("tiny", regimes["nanoscopic"], [0.5, 2, 3], near=2.2).start
    1
    """
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
