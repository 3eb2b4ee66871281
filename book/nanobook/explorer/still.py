"""What a page shows of the explorer before, or without, its script."""

from base64 import b64encode
from html import escape

from lasercore.thresholds import QUICK_DEFINITIONS, compare, verdict
from nanobook.ch07_curve_shapes.comparison_figure import ComparisonFigure, describe_comparison
from nanobook.live.filmstrip import compact_png
from nanobook.live.noted import noted


def still(settings):
    """A picture, a sentence and a table of the explorer's first settings, as HTML."""
    with noted():
        laser = settings.laser
        picture = ComparisonFigure(dpi=110)
        picture.show(laser)
        words, table = describe_comparison(laser), compare(laser, QUICK_DEFINITIONS)
    png = b64encode(compact_png(picture.figure)).decode()
    return (
        "<noscript><p>Without JavaScript only this picture is shown.</p></noscript>"
        f"<p>{escape(verdict(laser).sentence)}</p>"
        f'<img alt="{escape(words)}" width="768" height="461" src="data:image/png;base64,{png}">'
        f"{table._repr_html_()}"
    )
