"""A browser and the built book for the tests in this folder."""

import os

import browser as chromium
import build_site
import pages
import pytest
from project import HTML
from screenshots import theme_script, wait_for_math
from server import served
from site_visit import Visit

BUILT = pages.unlike() or ["(not built)"]


@pytest.fixture(scope="session")
def address():
    """The address of the built book."""
    if not pages.is_built():
        pytest.fail(pages.NOT_BUILT)
    with served() as found:
        yield found


@pytest.fixture(scope="session")
def browser():
    """A Chromium; without one the tests are skipped, in continuous integration they fail."""
    try:
        with chromium.open_browser() as opened:
            yield opened
    except chromium.NoBrowserError as problem:
        if os.environ.get("CI", "").lower() not in ("", "0", "false"):
            pytest.fail(str(problem))
        pytest.skip(str(problem))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder to publish, made from the built book as ``make site`` makes it."""
    if not pages.is_built():
        pytest.fail(pages.NOT_BUILT)
    folder = tmp_path_factory.mktemp("site") / "site"
    build_site.build(HTML, folder)
    return folder


@pytest.fixture(scope="session")
def published(site):
    """The address of the site, below a path of its own."""
    with served(site, build_site.PATH) as found:
        yield found


@pytest.fixture(scope="session", params=BUILT)
def visit(request, browser, published):
    """A page of the site, opened once for all tests that look at it; each leaves it as it was."""
    opened = Visit(browser, published, request.param)
    # Colours fade in; half-way through they have too little contrast.
    opened.view.add_style_tag(
        content="* { transition: none !important; animation: none !important; }"
    )
    yield opened
    opened.close()


@pytest.fixture
def show(browser, address):
    """A function that opens a page of the book and returns it, with all formulas set."""

    def open_page(name, theme="light", width=1440, height=900):
        context = browser.new_context(viewport={"width": width, "height": height})
        context.set_default_timeout(30_000)
        context.add_init_script(theme_script(theme))
        view = context.new_page()
        opened.append(context)
        view.goto(f"{address}/{name}", wait_until="load")
        wait_for_math(view)
        assert view.evaluate("document.documentElement.dataset.theme") == theme
        return view

    opened = []
    yield open_page
    for context in opened:
        context.close()
