"""Pages fit screens of every width, and the keyboard's place on them is visible.

Seen to fail: a page with a box wider than the screen, and one whose focus ring was removed.
"""

import pages
import pytest

BUILT = pages.unlike() or ["(not built)"]
WIDTHS = (360, 768, 1440)


def overflow(view):
    """Return by how many pixels the page is wider than the screen, and what sticks out."""
    return view.evaluate(
        """() => {
            const screen = document.documentElement.clientWidth;
            const extra = document.documentElement.scrollWidth - screen;
            if (extra <= 0) return [];
            const wide = [...document.querySelectorAll('body *')]
                .filter(node => node.getBoundingClientRect().right > screen + 1);
            return [extra, ...wide.slice(0, 5).map(node => node.outerHTML.slice(0, 120))];
        }"""
    )


def test_no_sideways_scrolling(visit):
    found = {}
    for width in WIDTHS:  # at last the one it had
        visit.view.set_viewport_size({"width": width, "height": 900})
        found[f"at a width of {width} pixels"] = overflow(visit.view)
    assert not any(found.values()), found


def test_overflow_is_found(show):
    view = show(BUILT[0], width=360)
    view.evaluate("document.querySelector('article').innerHTML += '<div id=wide>x</div>'")
    view.evaluate("document.querySelector('#wide').style.width = '900px'")
    view.add_style_tag(content="* { overflow: visible !important }")
    assert overflow(view)[0] > 0


def invisible_focus(view, steps):
    """Step through the page by keyboard; return what has the focus without showing it."""
    unseen = []
    for _ in range(steps):
        view.keyboard.press("Tab")
        unseen += view.evaluate(
            """() => {
                const node = document.activeElement;
                if (!node || node === document.body) return [];
                const seen = [node, node.parentElement].some(part => {
                    const style = getComputedStyle(part);
                    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
                        || style.boxShadow !== 'none';
                });
                return seen ? [] : [node.outerHTML.slice(0, 120)];
            }"""
        )
    return unseen


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_focus_is_visible(show, theme):
    assert invisible_focus(show(BUILT[0], theme), steps=30) == []


def test_invisible_focus_is_found(show):
    view = show(BUILT[0])
    hidden = "html body *:focus-visible { outline: none !important; box-shadow: none !important }"
    view.add_style_tag(content=hidden)
    assert invisible_focus(view, steps=5)
