"""What all figures have in common: a sentence and a source, colours, dashes, labels.

Exercise: a `DASHES` with two equal entries, or a figure without a source, turns a test red.
"""

import inspect

import numpy as np
import pytest

from lasercore import thresholds
from nanobook import style
from nanobook.style import COLOURS, DASHES, MARKERS
from tests.helpers import figures

WITHOUT_ARGUMENTS = [
    name
    for name, figure in figures().items()
    if all(
        one.default is not one.empty or one.kind is one.VAR_KEYWORD
        for one in list(inspect.signature(figure).parameters.values())[1:]
    )
]


@pytest.mark.parametrize("name", figures())
def test_every_figure_says_in_a_sentence_what_it_draws_and_names_its_source(name):
    """What only shades, labels or frames axes needs no source."""
    sentence, *rest = inspect.getdoc(figures()[name]).split("\n\n")
    assert sentence.endswith(".")
    if sentence.split()[0] in ("Draw", "Mark"):
        source = [part for part in rest if part.startswith("Source: ")]
        assert len(source) == 1 and source[0].endswith(".")


@pytest.mark.parametrize("name", WITHOUT_ARGUMENTS)
def test_figures_draw_their_defaults_and_return_their_axes(name, ax):
    assert figures()[name](ax) is ax  # a warning would be an error
    assert ax.has_data()


def test_lines_differ_without_colour():
    assert len(COLOURS) == len(set(COLOURS)) == len(DASHES) == len(set(DASHES))
    assert len(set(MARKERS)) == len(MARKERS) >= len(thresholds.DEFINITIONS)


@pytest.mark.parametrize("colour", COLOURS)
def test_colours_can_be_read_as_text_on_white(colour):
    """WCAG 1.4.3: at least 4.5 : 1, because labels carry the colour of their line."""
    rgb = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    luminance = linear @ [0.2126, 0.7152, 0.0722]
    assert 1.05 / (luminance + 0.05) >= 4.5


def test_styles_of_lines_repeat_in_the_order_of_the_colours():
    styles = style.line_styles()
    shown = [next(styles) for _ in range(len(COLOURS) + 1)]
    assert shown[0] == shown[-1] == {"color": COLOURS[0], "linestyle": DASHES[0]}
    assert [one["color"] for one in shown[:-1]] == list(COLOURS)


def test_a_logarithmic_axis_of_amperes_has_prefixes(ax):
    axis = style.log_axis(ax.xaxis, "A")
    assert ax.get_xscale() == "log"
    assert axis.get_major_formatter()(1e-6) == "1 µA"


def test_a_label_stands_at_its_line_in_its_colour(ax):
    (line,) = ax.plot([0, 1, 2], [3, 4, 5], color=COLOURS[3])
    label = style.label_line(ax, line, "photons", at=0.5)
    assert (label.get_text(), label.xy, label.get_color()) == ("photons", (1, 4), COLOURS[3])
