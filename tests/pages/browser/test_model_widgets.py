"""Widgets of cavities and models in JupyterLab, with a kernel, and as filmstrips in pages.

Seen to fail: without `observe` of the number box, of the clock, of the regime chooser, of the
bowtie's controls, and of the switches of the debate.
"""

import re
import socket
import subprocess
import sys

import nbformat
import pages
import pytest

from tests.pages.browser.test_live_widget import SECONDS, run_until_seen, wait_for

CELLS = (
    "from nanobook.ch09_whom_to_trust import comparison\n"
    'comparison.noise_comparison("EDC laser 1")',
    'from nanobook.ch08_three_ways import run\nrun.gillespie_live("EDC laser 6")',
    "from nanobook.ch13_class_b import regime_chooser\n"
    'regime_chooser.regime_comparison("nanoscopic", pump=2)',
    "from nanobook.whole_cavity import bowtie\nbowtie.bowtie_explorer()",
    "from nanobook.ch16_referee import debate\ndebate.debate()",
)
# Pages with filmstrips: how each strip's name begins, and whether it has a table of numbers.
STRIPS = {
    "chapters/whole_cavity.html": ("width w of the .*R = ", 1, True),
    "chapters/08_three_ways.html": ("length of the run", 1, True),
    "chapters/09_whom_to_trust.html": ("pump of", 1, True),
    "chapters/12_class_a.html": ("pump", 1, False),
    "chapters/13_class_b.html": ("pump", 1, True),
    "chapters/14_closures.html": ("pump", 1, True),
    "chapters/16_referee.html": ("closure, ", 1, True),
}


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory):
    """The address of a JupyterLab with one notebook for each widget."""
    folder = tmp_path_factory.mktemp("lab")
    kernel = {"name": "python3", "display_name": "Python 3"}  # else JupyterLab asks for one
    for number, code in enumerate(CELLS):
        cells = [nbformat.v4.new_code_cell(code)]
        notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
        nbformat.write(notebook, folder / f"noise{number}.ipynb")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = [f"--port={port}", "--no-browser", "--allow-root", "--ServerApp.port_retries=0"]
    options += ["--IdentityProvider.token=", f"--ServerApp.root_dir={folder}"]
    command = [sys.executable, "-m", "jupyterlab", *options]
    with open(folder / "log.txt", "wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, server, folder / "log.txt")
        yield address
    finally:
        server.terminate()
        server.wait(20)


@pytest.fixture
def notebook(browser, laboratory):
    """A function that opens a notebook, runs its cell, and returns the page and its picture."""
    opened = []

    def open_notebook(number):
        context = browser.new_context(viewport={"width": 1400, "height": 1400})
        context.set_default_timeout(1000 * SECONDS)
        opened.append(context)
        view = context.new_page()
        view.goto(f"{laboratory}/doc/tree/noise{number}.ipynb")
        return view, run_until_seen(view, view.locator(".widget-image"))

    yield open_notebook
    for context in opened:
        context.close()


def test_picture_and_sentence_follow_the_pump(notebook):
    view, picture = notebook(0)
    before = picture.get_attribute("src")
    box = view.locator(".widget-hbox", has_text="threshold").locator("input[type=number]")
    box.fill("10")
    box.press("Enter")
    view.get_by_text("is 1.322, exactly").first.wait_for()
    assert picture.get_attribute("src") != before
    assert view.get_by_text("Compiling the simulation").count() == 0


def test_the_clock_runs_and_pauses(notebook):
    view, picture = notebook(1)

    def events():
        text = view.locator(".widget-html strong").first.inner_text()
        return float(re.search(r"After ([\d.]+)", text)[1]), text

    _, start = events()
    buttons = view.locator(".widget-play button")
    before = picture.get_attribute("src")
    buttons.first.click()
    view.wait_for_function(
        "start => document.querySelector('.widget-html strong').innerText !== start", arg=start
    )
    view.wait_for_timeout(3000)
    assert picture.get_attribute("src") != before
    buttons.first.click()  # pause
    view.wait_for_timeout(1500)
    paused = events()
    view.wait_for_timeout(1500)
    assert events() == paused
    buttons.nth(1).click()  # stop: back to the start
    view.wait_for_function(
        "start => document.querySelector('.widget-html strong').innerText === start", arg=start
    )


def test_another_regime_brings_another_laser(notebook):
    view, picture = notebook(2)
    assert "is 1.145, exactly" in view.locator(".widget-html strong").first.inner_text()
    before = picture.get_attribute("src")
    view.locator(".widget-dropdown select").first.select_option(label="single atom")
    view.get_by_text("as for any single emitter").first.wait_for()
    assert picture.get_attribute("src") != before


def test_the_bowtie_follows_its_width(notebook):
    view, picture = notebook(3)
    sentence = view.locator(".widget-html strong").first
    assert sentence.inner_text().startswith("Bridge, w = 10 nm: the mode has an area of 0.0741")
    before = picture.get_attribute("src")
    box = view.locator(".widget-hbox", has_text="width w").locator("input[type=number]")
    box.fill("5")
    box.press("Enter")
    view.get_by_text("Bridge, w = 5 nm: the mode has an area of").first.wait_for()
    assert picture.get_attribute("src") != before
    assert view.locator(".widget-html table").first.is_visible()
    seen = picture.get_attribute("src")
    box.fill("1")
    box.press("Enter")
    tips = view.locator(".widget-hbox", has_text="tip radius R").locator("input[type=number]")
    tips.fill("80")
    tips.press("Enter")
    view.get_by_text("No mode. R must lie between w/50 and 50 w").first.wait_for()
    view.wait_for_function("!document.querySelector('.widget-html table')")
    assert picture.get_attribute("src") not in (before, seen)


def test_a_correlation_that_is_switched_on_makes_another_closure(notebook):
    view, picture = notebook(4)
    sentence = view.locator(".widget-html strong").first
    assert sentence.inner_text().startswith("The CIM at r = 1.50·10¹³ s⁻¹: the incoherent state")
    before = picture.get_attribute("src")
    view.get_by_label("δ⟨σ†σ⟩").check()
    view.get_by_text("The Comment's closure at r = 1.50·10¹³ s⁻¹").first.wait_for()
    assert picture.get_attribute("src") != before
    assert view.locator(".widget-dropdown select").first.input_value() == "comment"
    assert view.locator(".widget-html table").first.is_visible()
    share = view.locator(".widget-hbox", has_text="identical fraction f")
    box = share.last.locator("input[type=number]")
    box.fill("0.5")
    box.press("Enter")
    view.get_by_text("a coherent state has taken its place, with 63.8%").first.wait_for()
    view.get_by_label("field ⟨b⟩").uncheck()
    view.get_by_text("has 7343 photons and no mean field").first.wait_for()


@pytest.mark.parametrize("page", STRIPS)
def test_filmstrips_of_the_chapter_move(show, page):
    if page not in pages.built():
        pytest.skip(f"{page} is not built")
    name, fewest, numbers = STRIPS[page]
    view = show(page, width=360)
    strips = [
        strip
        for strip in view.locator(".lc-filmstrip").all()
        if re.match(name, strip.get_attribute("aria-label") or "")
    ]
    assert len(strips) >= fewest
    for strip in strips:
        last = strip.locator("option").count() - 1
        strip.locator("select").select_option(index=last)
        shown = [frame for frame in strip.locator(".lc-frame").all() if frame.is_visible()]
        assert len(shown) == 1
        assert shown[0].locator("img").get_attribute("alt")
        assert shown[0].locator("table").is_visible() or not numbers
