"""The live bowtie as a filmstrip over the width, for pages without a kernel."""

from dataclasses import replace

from lasercore._checks import positive
from lasercore.bowtie.design import BLUNTEST
from nanobook.live.filmstrip import (
    DOTS_PER_INCH,
    SHOWN_DOTS_PER_INCH,
    Filmstrip,
    Frame,
    compact_png,
)
from nanobook.whole_cavity.bowtie_answers import ask
from nanobook.whole_cavity.bowtie_design import Design, checked
from nanobook.whole_cavity.bowtie_figure import BowtieFigure, describe_bowtie
from nanobook.whole_cavity.bowtie_text import details, verdict

WIDTHS = (50, 40, 30, 25, 20, 15, 10, 7, 5, 4, 3, 2.5, 2)  # nm


def bowtie_filmstrip(kind="bridge", widths=WIDTHS, shape=1.0, rings=3, gamma_bg=1e9):
    """The same bowtie as finished frames, one per width, tuned to 1.55 µm.

    Source: As `BowtieExplorer`.
    """
    widths = [checked(width=width)["width"] for width in widths]
    if not widths:
        raise ValueError("widths must hold at least one width, got none: name some, like [20, 10]")
    given, shape = checked(kind=kind, rings=rings, gamma_bg=gamma_bg), positive("shape", shape)
    design = Design(width=10.0, tip_radius=10.0 * shape, tuned=True, **given)
    if not design.fits:
        raise ValueError(
            f"shape must lie between 1/{BLUNTEST:g} and {BLUNTEST:g}, got {shape:g}: other tips are"
            " beyond the mesh"
        )
    return frames(design, widths)


def frames(design, widths=WIDTHS, found=None):
    """Finished frames of tips of one shape, one per width."""
    shape, picture, drawn = design.tip_radius / design.width, BowtieFigure(DOTS_PER_INCH), []
    size = [round(SHOWN_DOTS_PER_INCH * x) for x in picture.figure.get_size_inches()]
    for width in widths:
        answers = ask(replace(design, width=float(width), tip_radius=shape * width), found)
        found = answers.found  # the next width begins here
        picture.show(answers.mode)
        told = describe_bowtie(answers.mode), verdict(answers), details(answers)
        drawn.append(Frame(f"{width:g} nm", compact_png(picture.figure), *size, *told))
    start = min(range(len(drawn)), key=lambda i: abs(widths[i] - design.width))
    times = "" if shape == 1 else f"{shape:.3g} "
    return Filmstrip(f"width w of the {design.kind}, R = {times}w", drawn, start)
