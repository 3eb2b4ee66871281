"""The live debate as finished frames, one for each closure, for pages without a kernel."""

from dataclasses import replace

from lasercore.cumulants import CLOSURES
from lasercore.units import scientific
from nanobook.ch16_referee.debate_answers import ask
from nanobook.ch16_referee.debate_design import OWN
from nanobook.ch16_referee.debate_figure import DebateFigure, describe_debate
from nanobook.ch16_referee.debate_text import details, verdict
from nanobook.debated import PAIRS
from nanobook.live.filmstrip import Filmstrip, frames_of
from nanobook.live.told import Told

FRACTIONS = (1.0, 0.5)
"""Fractions f for which closures with two emitters' correlations are drawn."""


def tell(picture, answers):
    """Draw what a closure claims, and say what to notice."""
    picture.show(answers)
    return Told(verdict(answers), describe_debate(answers), details(answers))


def frames(design, fractions):
    """Finished frames of one laser at one pump, one per closure and fraction."""
    several = designs(design, fractions)
    drawn = frames_of(DebateFigure, tell, ((_label(one), ask(one)) for one in several))
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
