"""The live debate as finished frames, one for each closure, for pages without a kernel."""

from dataclasses import replace

from lasercore.cumulants import CLOSURES, dots
from lasercore.cumulants.closures import a_fraction
from lasercore.units import scientific
from nanobook.ch16_referee.debate_answers import ask
from nanobook.ch16_referee.debate_design import OWN, Design, started
from nanobook.ch16_referee.debate_figure import DebateFigure, describe_debate
from nanobook.ch16_referee.debate_text import details, verdict
from nanobook.debated import PAIRS
from nanobook.live.filmstrip import (
    DOTS_PER_INCH,
    SHOWN_DOTS_PER_INCH,
    Filmstrip,
    Frame,
    compact_png,
)

FRACTIONS = (1.0, 0.5)
"""Fractions f for which closures with two emitters' correlations are drawn."""


def debate_filmstrip(laser=dots, pump_per_emitter=None, fractions=FRACTIONS):
    """The closures of the debate as finished frames, all of one laser at one pump.

    Source: As `ClosureDebate`.
    """
    values = started(laser, pump_per_emitter)
    fractions = [a_fraction(fraction) for fraction in fractions]
    if not fractions:
        raise ValueError("fractions must hold at least one fraction, got none: name some, like [1]")
    cim = CLOSURES["cim"]
    return frames(Design(cim.families, True, fractions[0], **values), fractions)


def frames(design, fractions):
    """Finished frames of one laser at one pump, one per closure and fraction."""
    picture, drawn = DebateFigure(DOTS_PER_INCH), []
    size = [round(SHOWN_DOTS_PER_INCH * x) for x in picture.figure.get_size_inches()]
    several = designs(design, fractions)
    for one in several:
        answers = ask(one)
        picture.show(answers)
        told = describe_debate(answers), verdict(answers), details(answers)
        drawn.append(Frame(_label(one), compact_png(picture.figure), *size, *told))
    who = f"{design.n_emitters} emitters" if design.n_emitters > 1 else "one emitter"
    name = f"closure, {who} at r = {scientific(design.pump_per_emitter)} s⁻¹"
    return Filmstrip(name, drawn, several.index(_settled(design)), ordered=False)


def designs(design, fractions):
    """The closures by name and the design's own, each with all fractions that matter to it."""
    fractions = sorted({design.identical_fraction, *fractions}, reverse=True)
    kinds = [(closure.families, closure.field) for closure in CLOSURES.values()]
    if design.closure_name == OWN:
        kinds.append((design.families, design.field))
    found = [
        _settled(replace(design, families=families, field=field, identical_fraction=fraction))
        for families, field in kinds
        for fraction in fractions
    ]
    return list(dict.fromkeys(found))


def _settled(design):
    """With f = 1 where it does not matter, so that frames that are alike are one."""
    return design if _depends(design) else replace(design, identical_fraction=1.0)


def _label(design):
    fraction = f", f = {design.identical_fraction:g}" if _depends(design) else ""
    return f"{design.closure_name}{fraction}"


def _depends(design):
    """Whether f weights anything in this closure."""
    return bool(design.families.intersection(PAIRS))
