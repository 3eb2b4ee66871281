"""A chapter runs in the reader's browser: its button, its cells, a slider, its picture.

Needs the folder of a Pyodide in ``PYODIDE_DIR``; skipped without one. Nothing but this computer
is asked. Seen to fail: with a wheel missing from the site, with the widgets' extension taken out,
and with a link that leaves out the folder of the book.
"""

import re
import time
from urllib.parse import urlsplit

import lite_server
import pages
import pytest

# From the click on the button to the first figure that was computed, on an idle computer. Two
# test processes share two cores here, and each has a browser: twice the time is allowed.
FIRST_FIGURE = 25
SECONDS = 120
FIGURE = ".jp-OutputArea-output img[src^='data:image/png']"


@pytest.fixture(scope="module")
def lite_address():
    if lite_server.pyodide_folder() is None:
        pytest.skip(lite_server.NO_PYODIDE)
    if not pages.is_built():
        pytest.fail(pages.NOT_BUILT)
    with lite_server.serve_with_pyodide() as found:
        yield found


class Notebook:
    """Chapter 3 opened by its button, with all cells started, and what went wrong meanwhile."""

    def __init__(self, browser, address):
        self.foreign, self.failed, self.errors = [], [], []
        self.host = urlsplit(address).netloc
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000})
        self.context.set_default_timeout(1000 * SECONDS)
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.view = self.context.new_page()
        self.view.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        self.view.on("console", self._console)
        self.view.goto(f"{address}/chapters/03_photon_recycling.html")
        self.start = time.monotonic()
        self.view.locator("a.open-in-lite").click()
        self.view.locator(".jp-Notebook .jp-Cell").first.wait_for()
        self.choose("Run", "Run All Cells")
        self.view.locator(FIGURE).first.wait_for(state="attached")
        self.seconds = time.monotonic() - self.start

    def choose(self, menu, entry):
        whole = {"menu": re.compile(f"^{menu}$"), "entry": re.compile(f"^{entry}$")}
        self.view.locator(".lm-MenuBar-itemLabel", has_text=whole["menu"]).click()
        self.view.locator(".lm-Menu-itemLabel", has_text=whole["entry"]).click()

    def wait_until_idle(self):
        running = self.view.locator(".jp-InputPrompt", has_text="[*]")
        deadline = time.monotonic() + SECONDS
        while running.count() and time.monotonic() < deadline:
            self.view.wait_for_timeout(500)
        assert running.count() == 0, "cells are still running"

    def _request(self, request):
        address = urlsplit(request.url)
        if address.scheme in ("http", "https") and address.netloc != self.host:
            self.foreign.append(request.url)

    def _response(self, response):
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def _console(self, message):
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture(scope="module")
def notebook(browser, lite_address):
    opened = Notebook(browser, lite_address)
    yield opened
    opened.context.close()


def test_first_figure_comes_soon(notebook):
    assert notebook.seconds < 2 * FIRST_FIGURE


def test_every_cell_runs(notebook):
    notebook.wait_until_idle()
    wrong = notebook.view.locator("[data-mime-type='application/vnd.jupyter.error']")
    assert wrong.all_inner_texts() == []


def test_picture_follows_a_slider(notebook):
    notebook.wait_until_idle()
    view = notebook.view
    picture = view.locator(".widget-image").first
    picture.wait_for(state="attached")
    picture.scroll_into_view_if_needed()
    before = picture.get_attribute("src")
    box = view.locator(".widget-hslider .noUi-handle").first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    view.mouse.move(x, y)
    view.mouse.down()
    view.mouse.move(x + 40, y, steps=4)
    view.mouse.up()
    view.wait_for_function(
        "before => document.querySelector('.widget-image').src !== before", arg=before
    )


def test_text_is_plain(notebook):
    # The markup of the book would show as it is written.
    texts = " ".join(notebook.view.locator(".jp-RenderedMarkdown").all_inner_texts())
    assert not re.search(r"\{(eq|doc|term|ref|numref|cite:t|admonition|dropdown)\}", texts)
    assert "Fig. 3.1" in texts


def test_nothing_is_asked_elsewhere(notebook):
    notebook.wait_until_idle()
    assert notebook.foreign == []
    assert notebook.failed == []


def test_no_errors(notebook):
    assert notebook.errors == []
