"""axe-core finds nothing serious on any page, light or dark, with everything unfolded.

Seen to fail: a page with grey text on grey, and one with a grey token of code among many others,
in the last tests. A pass is no proof that a page is accessible: axe cannot judge whether a
description describes.
"""

from contextlib import contextmanager

import pages
import pytest
from screenshots import choose_theme

from tests.pages.browser.axe import grave

BUILT = pages.unlike() or ["(not built)"]

# Judging contrasts takes most of the time. Code has thousands of coloured tokens: of those that
# look the same on the same ground, the first of each page is judged. The signs of formulas are
# drawn by style sheets and have no text to judge; what is read out instead stays.
HIDE_REPEATED = """() => {
    const seen = new Set(), hidden = [], grounds = new Map();
    const ground = node => {
        if (!node) return '';
        if (!grounds.has(node)) {
            const {backgroundColor, opacity, filter} = getComputedStyle(node);
            const own = [backgroundColor, opacity, filter];
            grounds.set(node, [own, ground(node.parentElement)].join());
        }
        return grounds.get(node);
    };
    for (const token of document.querySelectorAll('.highlight span:not(:has(*), a *)')) {
        const {color, fontSize, fontWeight} = getComputedStyle(token);
        const look = [color, fontSize, fontWeight, ground(token)].join();
        if (seen.has(look)) hidden.push(token);
        seen.add(look);
    }
    hidden.push(...document.querySelectorAll('mjx-math'));
    hidden.forEach(node => { node.style.visibility = 'hidden'; });
    window.showRepeated = () => hidden.forEach(node => { node.style.visibility = ''; });
}"""
# Open everything that is folded away, so that it is looked at too.
UNFOLD = """() => {
    const folded = [...document.querySelectorAll('details:not([open])')];
    const hidden = [...document.querySelectorAll('.toggle-hidden')];
    folded.forEach(node => { node.open = true; });
    hidden.forEach(node => node.classList.remove('toggle-hidden'));
    window.foldAgain = () => {
        folded.forEach(node => { node.open = false; });
        hidden.forEach(node => node.classList.add('toggle-hidden'));
    };
}"""


@contextmanager
def laid_open(view):
    """Show a page with everything unfolded and each kind of token of its code once."""
    view.evaluate(UNFOLD)
    view.evaluate(HIDE_REPEATED)
    try:
        yield
    finally:
        view.evaluate("() => { window.showRepeated(); window.foldAgain(); }")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_nothing_serious(visit, theme):
    choose_theme(visit.view, theme)
    with laid_open(visit.view):
        assert grave(visit.view) == []


def test_axe_finds_poor_contrast(show):
    view = show(BUILT[0])
    view.evaluate("document.querySelector('article').innerHTML += '<p id=poor>Hardly legible</p>'")
    view.evaluate("document.querySelector('#poor').style.color = '#ddd'")
    assert any("color-contrast" in finding for finding in grave(view))


def test_axe_finds_one_pale_token_among_many(show):
    view = show("chapters/07_curve_shapes.html")
    view.evaluate("[...document.querySelectorAll('.highlight .n')].at(-1).style.color = '#ddd'")
    with laid_open(view):
        assert any("color-contrast: <span" in finding for finding in grave(view))
