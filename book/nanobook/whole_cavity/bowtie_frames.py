"""The live bowtie as a filmstrip over the width, for pages without a kernel."""

from dataclasses import replace

from nanobook.live.filmstrip import Filmstrip, frames_of, nearest
from nanobook.live.told import Told
from nanobook.whole_cavity.bowtie_answers import ask
from nanobook.whole_cavity.bowtie_figure import BowtieFigure, describe_bowtie
from nanobook.whole_cavity.bowtie_text import details, verdict

WIDTHS = (50, 40, 30, 25, 20, 15, 10, 7, 5, 4, 3, 2.5, 2)  # nm


def tell(picture, answers):
    """Draw a bowtie's mode, and say what to notice."""
    picture.show(answers.mode)
    return Told(verdict(answers), describe_bowtie(answers.mode), details(answers))


def frames(design, widths=WIDTHS, found=None):
    """Finished frames of tips of one shape, one per width."""
    shape = design.tip_radius / design.width
    drawn = frames_of(BowtieFigure, tell, _answers(design, widths, shape, found))
    times = "" if shape == 1 else f"{shape:.3g} "
    name = f"width w of the {design.kind}, R = {times}w"
    return Filmstrip(name, drawn, nearest(widths, design.width))


def _answers(design, widths, shape, found):
    for width in widths:
        answers = ask(replace(design, width=float(width), tip_radius=shape * width), found)
        found = answers.found  # the next width begins here
        yield f"{width:g} nm", answers
