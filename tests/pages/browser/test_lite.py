"""Chapters run in the reader's browser: the button, the cells, sliders that ask Python.

Needs the folder of a Pyodide in ``PYODIDE_DIR``; skipped without one. Nothing but this computer
is asked, and the pages carry the policy of the published ones. Seen to fail: with a wheel missing
from the site, with the widgets' extension taken out, with a link that leaves out the folder of the
book, and with a policy without blob: (no pictures, no explorer).
"""

import re

import lite_visit
import pytest
from lite_visit import EXPLORER, FIGURE, SECONDS, Notebook


@pytest.fixture(scope="module")
def lite_addresses():
    if not (lite_visit.HTML / "lite" / "notebooks" / "index.html").is_file():
        pytest.fail(lite_visit.NOT_BUILT)
    if lite_visit.pyodide_folder() is None:
        pytest.skip(lite_visit.NO_PYODIDE)
    with lite_visit.serve_with_pyodide() as found:
        yield found


@pytest.fixture(scope="module")
def notebook(browser, lite_addresses):
    opened = Notebook(browser, lite_addresses, "07_curve_shapes", FIGURE)
    yield opened
    opened.context.close()


@pytest.fixture(scope="module")
def front_page(browser, lite_addresses, notebook):
    notebook.wait_until_idle()  # one Python at a time
    opened = Notebook(browser, lite_addresses, "welcome", EXPLORER)
    yield opened
    opened.context.close()


def test_first_figure_comes(notebook):
    # 25 s are asked for, on an idle computer: benchmarks/notebooks_in_browser.py. Here other tests
    # share the cores, so that it only has an end.
    assert notebook.seconds < SECONDS


def test_every_cell_runs(notebook):
    notebook.wait_until_idle()
    assert notebook.failed_cells() == []


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
    assert "Fig. 7.1" in texts


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
