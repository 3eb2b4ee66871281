"""Every page shows all its formulas and pictures; the start page leads on.

What goes wrong while a page loads, ``site_visit.Visit`` notes; test_site.py asks for nothing of it
on any page. Seen to fail: a page with each fault, in the second half of this file.
"""

import pages
import pytest
from site_visit import Visit


def test_formulas_are_set(visit):
    assert unset_formulas(visit.view) == []


def test_images_are_shown(visit):
    assert broken_images(visit.view) == []


def unset_formulas(view):
    """Return the formulas that are still TeX, and those that MathJax could not read."""
    return view.evaluate(
        """() => {
            const math = [...document.querySelectorAll('article .math')];
            const unset = math.filter(node => !node.querySelector('mjx-container'));
            const wrong = [...document.querySelectorAll('mjx-merror')];
            return [...unset, ...wrong].map(node => node.textContent.trim());
        }"""
    )


def broken_images(view):
    return view.evaluate(
        """async () => {
            const images = [...document.images];
            for (const image of images) image.loading = 'eager';
            await Promise.allSettled(images.map(image => image.decode()));
            return images.filter(image => !image.naturalWidth).map(image => image.src);
        }"""
    )


def test_start_page_leads_on(browser, address):
    seen = Visit(browser, f"{address}/", "index.html")
    seen.view.wait_for_url(f"**/{pages.names()[0]}.html")
    seen.close()


# --- The checks themselves, on pages that are wrong. ---


@pytest.fixture
def faulty(browser, address):
    opened = []

    def open_html(html):
        opened.append(Visit(browser, f"{address}/", "search.html", lambda _: html))
        return opened[-1]

    yield open_html
    for seen in opened:
        seen.close()


def test_finds_errors(faulty):
    assert faulty("<script>console.error('bad')</script>").errors == ["bad"]
    assert "nothing is not defined" in faulty("<script>nothing()</script>").errors[0]


def test_finds_requests_elsewhere(faulty):
    seen = faulty("<script src='http://elsewhere.invalid/x.js'></script>")
    assert seen.foreign == ["http://elsewhere.invalid/x.js"]


def test_finds_missing_files_and_images(faulty):
    seen = faulty("<img src='gone.png' alt=''>")
    assert "404" in seen.failed[0]
    assert "gone.png" in broken_images(seen.view)[0]


def test_finds_unset_formulas(faulty):
    seen = faulty(r"<article><span class='math'>\(x\)</span></article>")
    assert unset_formulas(seen.view) == [r"\(x\)"]
