"""Every live figure: controls move it once, what to notice is spoken, a page needs no kernel.

Exercise: a `spoken` without its aria-live in live/told.py turns
test_what_to_notice_is_spoken red, a `_moved` that does not follow
test_a_control_moves_what_follows_it.
"""

from html.parser import HTMLParser

import pytest

from nanobook.ch07_curve_shapes.comparison import threshold_comparison
from nanobook.ch08_three_ways.run import gillespie_live
from nanobook.ch09_whom_to_trust.comparison import noise_comparison
from nanobook.ch13_class_b.regime_chooser import regime_comparison
from nanobook.ch16_referee.debate import debate
from nanobook.live.controls import Choice, Number, Switch
from nanobook.live.figure import LiveFigure
from nanobook.live.filmstrip import Filmstrip, frames_of, nearest
from nanobook.live.told import Told
from nanobook.live.widget import LiveWidget
from nanobook.whole_cavity.bowtie import bowtie_explorer

CHANGES = {  # one for each live figure of the book, to something that looks different
    threshold_comparison: {"Q": 150},
    noise_comparison: {"pump": 10.0},
    gillespie_live: {"step": 40},
    regime_comparison: {"regime": "mesoscopic", "pump": 3.0},
    debate: {"closure": "reply", "n_emitters": 10},
    bowtie_explorer: {"kind": "gap", "rings": 1},
}


@pytest.fixture(scope="module", params=CHANGES, ids=lambda make: make.__name__)
def live(request):
    return request.param()


class Bar(LiveFigure):
    """One number as a bar."""

    size = (1.0, 1.0)

    def _make_axes(self):
        self.ax = self.figure.subplots()

    def show(self, number):
        self.clear()
        self.ax.bar([0], [number])


def tell(picture, number):
    picture.show(number)
    return Told(f"It is {number} < 100.", f"A bar of {number}.", f"<b>{number}</b>")


class Toy(LiveWidget):
    """A number, a list that sets it, and whether it is doubled."""

    controls, figure = {
        "preset": Choice("preset", (("few", 3), ("many", 8)), 3),
        "n": Number("count n", 0, 9, 3, "pieces", counted=True, step=1),
        "twice": Switch("twice", False),
    }, Bar  # fmt: skip
    drawn = 0

    def _follow(self, name):
        if name == "preset":
            self._put("n", self.values["preset"])

    def _ask(self):
        self.drawn += 1
        return self.values["n"] * (2 if self.values["twice"] else 1)

    _tell = staticmethod(tell)

    def _filmstrip(self):
        numbers = range(3)
        frames = frames_of(Bar, tell, ((f"n = {n}", n) for n in numbers))
        return Filmstrip("count n", frames, nearest(numbers, self.answers))


class Spoken(HTMLParser):
    """How urgently texts are spoken, and what is bold in them."""

    def __init__(self, html):
        super().__init__()
        self.urgency, self.bold, self._tags = [], "", []
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self._tags.append((tag, dict(attributes).get("aria-live")))
        self.urgency += filter(None, [self._tags[-1][1]])

    def handle_endtag(self, tag):
        if self._tags and self._tags[-1][0] == tag:
            self._tags.pop()

    def handle_data(self, data):
        if [tag for tag, _ in self._tags] == ["p", "strong"] and self._tags[0][1]:
            self.bold += data


@pytest.fixture
def toy():
    return Toy()


def test_what_to_notice_is_spoken(live):
    heard = Spoken(live._text.value)
    assert heard.urgency == ["polite"]
    assert heard.bold == live._tell(live._picture, live.answers).sentence
    assert live.widget.children[-2:] == (live._image, live._text)


def test_a_redraw_leaves_nothing_behind(live):
    picture, first = live.figure(), live.answers

    def children():
        return [len(ax.get_children()) + len(ax.containers) for ax in picture.figure.axes]

    live._tell(picture, first)
    axes, counts, png = list(picture.figure.axes), children(), picture.png()
    live._tell(picture, live.set(**CHANGES[type(live)]).answers)
    assert picture.png() != png
    live._tell(picture, first)
    assert (picture.figure.axes, children()) == (axes, counts)
    assert picture.png() == png


def test_pictures_look_the_same_whatever_the_session_has_set(live):
    import matplotlib as mpl

    odd = mpl.cycler(linestyle=[":"], color=["red"])
    other = {"lines.linewidth": 9.0, "image.cmap": "gray", "axes.prop_cycle": odd}
    pictures = []
    for settings in ({}, other):
        with mpl.rc_context(settings):
            picture = live.figure()
            live._tell(picture, live.answers)
            pictures.append(picture.png())
    assert pictures[0] == pictures[1]


def test_text_is_escaped_and_says_the_picture(toy):
    assert toy._text.value == (
        '<p aria-live="polite"><strong>It is 3 &lt; 100.</strong></p><b>3</b>'
        "<details><summary>The picture in words</summary>A bar of 3.</details>"
    )


def test_starts_where_it_is_told():
    toy = Toy(twice=True, n=4.0)
    assert toy.values == {"preset": 3, "n": 4, "twice": True}
    assert (toy.answers, toy.drawn) == (8, 1)


def test_a_control_moves_what_follows_it(toy):
    toy._controls["preset"].value = 8  # by hand
    assert (toy.values["n"], toy.answers, toy.drawn) == (8, 8, 2)
    toy._rows["n"].children[0].value = 5  # the slider of the number
    assert (toy.answers, toy.drawn) == (5, 3)


def test_many_controls_are_drawn_once_and_none_not_at_all(toy):
    before = bytes(toy._image.value)
    assert toy.set(n=5, twice=True, preset=8) is toy
    # In the order of the controls: the number that is given outlives the preset's own.
    assert (toy.values["n"], toy.answers, toy.drawn) == (5, 10, 2)
    assert bytes(toy._image.value) != before
    assert toy.set(n=5).drawn == 2


@pytest.mark.parametrize(
    ("values", "kind", "message"),
    [
        ({"m": 1}, ValueError, "there is no control 'm'; there are preset, n, twice"),
        ({"n": 10}, ValueError, "n must lie between 0 and 9 pieces, got 10: that is as far as"),
        ({"n": 1.5}, ValueError, "n must be a whole number of at least 0, got 1.5"),
        ({"n": "1"}, TypeError, "n must be a real number"),
        ({"preset": 4}, ValueError, "preset must be one of 3, 8, got 4"),
        ({"twice": 1}, TypeError, "twice must be True or False, got 1"),
    ],
)
def test_what_no_control_shows_is_refused_and_moves_nothing(toy, values, kind, message):
    before = toy.values
    for refuse in (toy.set, Toy):
        with pytest.raises(kind, match=message):
            refuse(**{"twice": True, **values})
    assert (toy.values, toy.drawn) == (before, 1)


def test_page_without_a_kernel(toy, monkeypatch):
    bundle = toy.set(n=1)._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "<option selected>n = 1</option>" in bundle["text/html"]
    assert Spoken(bundle["text/html"]).urgency == ["polite"] * 3
    monkeypatch.setattr("nanobook.live.widget.numba_available", lambda: False)
    assert "text/html" in toy._repr_mimebundle_()
    monkeypatch.setattr(Toy, "simulates", True)  # then nobody would wait for all frames
    assert "text/html" not in toy._repr_mimebundle_()
