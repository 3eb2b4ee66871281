"""Every page loads whole, from the book alone, and without an error.

Seen to fail: a page with each fault, in the second half of this file.
"""

from urllib.parse import urlsplit

import pages
import pytest
from screenshots import wait_for_math

BUILT = pages.built() or ["(not built)"]


class Visit:
    """Open a page and remember what went wrong while it loaded."""

    def __init__(self, browser, url, html=None):
        self.errors, self.foreign, self.failed = [], [], []
        self.host = urlsplit(url).netloc
        self.context = browser.new_context()
        self.view = self.context.new_page()
        self.view.on("console", self._console)
        self.view.on("pageerror", lambda error: self.errors.append(str(error)))
        self.view.on("request", self._request)
        self.view.on("response", self._response)
        self.view.on("requestfailed", lambda request: self.failed.append(request.url))
        if html is not None:
            self.view.route(url, lambda route: route.fulfill(body=html, content_type="text/html"))
        self.view.goto(url, wait_until="networkidle")
        wait_for_math(self.view)

    def _console(self, message):
        if message.type == "error":
            self.errors.append(message.text)

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and address.netloc != self.host:
            self.foreign.append(request.url)

    def _response(self, response):
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")


@pytest.fixture(scope="module", params=BUILT)
def visit(request, browser, address):
    visit = Visit(browser, f"{address}/{request.param}")
    yield visit
    visit.context.close()


def test_no_errors(visit):
    assert visit.errors == []


def test_nothing_from_elsewhere(visit):
    assert visit.foreign == []


def test_nothing_is_missing(visit):
    assert visit.failed == []


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
    visit = Visit(browser, f"{address}/index.html")
    visit.view.wait_for_url(f"**/{pages.names()[0]}.html")
    visit.context.close()


# --- The checks themselves, on pages that are wrong. ---


@pytest.fixture
def faulty(browser, address):
    opened = []

    def open_html(html):
        opened.append(Visit(browser, f"{address}/faulty.html", html))
        return opened[-1]

    yield open_html
    for visit in opened:
        visit.context.close()


def test_finds_errors(faulty):
    assert faulty("<script>console.error('bad')</script>").errors == ["bad"]
    assert "nothing is not defined" in faulty("<script>nothing()</script>").errors[0]


def test_finds_requests_elsewhere(faulty):
    visit = faulty("<script src='http://elsewhere.invalid/x.js'></script>")
    assert visit.foreign == ["http://elsewhere.invalid/x.js"]


def test_finds_missing_files_and_images(faulty):
    visit = faulty("<img src='gone.png' alt=''>")
    assert "404" in visit.failed[0]
    assert "gone.png" in broken_images(visit.view)[0]


def test_finds_unset_formulas(faulty):
    visit = faulty(r"<article><span class='math'>\(x\)</span></article>")
    assert unset_formulas(visit.view) == [r"\(x\)"]
