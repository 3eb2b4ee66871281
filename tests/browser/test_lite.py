"""Chapters run in the reader's browser: the button, the cells, sliders that ask Python.

Needs the folder of a Pyodide in ``PYODIDE_DIR``; skipped without one. Nothing but this computer
is asked, and the pages carry the policy of the published ones. Seen to fail: with a wheel missing
from the site, with the widgets' extension taken out, with a link that leaves out the folder of the
book, and with a policy without blob: (no pictures, no explorer).
"""

import re
import time
from urllib.parse import urlsplit

import lite_server
import pytest

# From the click on the button to the first figure that was computed 25 s are asked for, on an idle
# computer. Two test processes share two cores here: the time is noted, and only has an end.
SECONDS = 120
FIGURE = ".jp-OutputArea-output img[src^='data:image/png']"
EXPLORER = ".jp-OutputArea-output .lc-x"


@pytest.fixture(scope="module")
def lite_addresses():
    if not (lite_server.HTML / "lite" / "notebooks" / "index.html").is_file():
        pytest.fail(lite_server.NOT_BUILT)
    if lite_server.pyodide_folder() is None:
        pytest.skip(lite_server.NO_PYODIDE)
    with lite_server.serve_with_pyodide() as found:
        yield found


class Notebook:
    """A chapter opened by its button, with all cells started, and what went wrong meanwhile."""

    def __init__(self, browser, addresses, chapter, first):
        self.foreign, self.failed, self.errors = [], [], []
        self.hosts = {urlsplit(address).netloc for address in addresses}
        self.context = browser.new_context(viewport={"width": 1400, "height": 1000})
        self.context.set_default_timeout(1000 * SECONDS)
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.view = self.context.new_page()
        self.view.on("pageerror", lambda error: self.errors.append(error.stack or str(error)))
        self.view.on("console", self._console)
        self.view.goto(f"{addresses[0]}/chapters/{chapter}.html")
        self.start = time.monotonic()
        self.view.locator("a.open-in-lite").click()
        self.view.locator(".jp-Notebook .jp-Cell").first.wait_for()
        # Before there is a kernel, running cells would ask for one.
        self.view.locator(".jp-Toolbar-kernelName", has_text="Python").wait_for()
        self.choose("Run", "Run All Cells")
        self.view.locator(first).first.wait_for(state="attached")
        self.seconds = time.monotonic() - self.start
        # Of the running notebook: JupyterLite lacks the icons that change while Python is busy.
        self.icon = self.view.locator("link[rel*='icon']").first.get_attribute("href")

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
        if address.scheme in ("http", "https") and address.netloc not in self.hosts:
            self.foreign.append(request.url)

    def _response(self, response):
        if response.status >= 400:
            self.failed.append(f"{response.status} {response.url}")

    def _console(self, message):
        if message.type == "error":
            self.errors.append(message.text)


@pytest.fixture(scope="module")
def notebook(browser, lite_addresses):
    opened = Notebook(browser, lite_addresses, "03_photon_recycling", FIGURE)
    yield opened
    opened.context.close()


@pytest.fixture(scope="module")
def front_page(browser, lite_addresses, notebook):
    notebook.wait_until_idle()  # one Python at a time
    opened = Notebook(browser, lite_addresses, "welcome", EXPLORER)
    yield opened
    opened.context.close()


def test_first_figure_comes(notebook):
    print(f"The first figure came after {notebook.seconds:.1f} s.")
    assert notebook.seconds < SECONDS


def test_every_cell_runs(notebook):
    notebook.wait_until_idle()
    wrong = notebook.view.locator("[data-mime-type='application/vnd.jupyter.error']")
    assert wrong.all_inner_texts() == []


def test_page_has_the_published_policy(notebook):
    policy = notebook.view.locator("meta[http-equiv='Content-Security-Policy']")
    assert "default-src 'none'" in policy.get_attribute("content")


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
    assert "busy" not in notebook.icon  # a browser may ask for it, or not


def test_explorer_asks_python(front_page):
    explorer = front_page.view.locator(EXPLORER).first
    explorer.locator(".lc-x-source", has_text="Python").wait_for()
    sentence = explorer.locator(".lc-x-sentence")
    before = sentence.inner_text()
    assert "exact" in before  # g²(0) of this laser, which the page alone takes from a table
    quality = explorer.locator("[data-number='Q']")
    quality.fill("150")
    quality.press("Enter")
    explorer.locator(".lc-x-verdict", has_text="LED").wait_for()
    assert sentence.inner_text() != before
    assert front_page.errors == [] and front_page.foreign == [] and front_page.failed == []
