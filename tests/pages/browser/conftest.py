"""A browser and the built book for the tests in this folder."""

import os

import browser as chromium
import pages
import pytest
from screenshots import theme_script, wait_for_math
from server import served


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
        return view

    opened = []
    yield open_page
    for context in opened:
        context.close()
