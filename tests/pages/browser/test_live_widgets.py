"""Live figures in JupyterLab, with a kernel: picture and words follow the controls.

All of them are cells of one notebook and share its kernel. Seen to fail: with a tooltip on the
picture, which JupyterLab cannot draw; without `observe` of the number box, of the clock, of the
regime chooser, of the bowtie's controls, and of the switches of the debate.
"""

import socket
import subprocess
import sys
import time
from contextlib import suppress
from urllib.error import URLError
from urllib.request import urlopen

import nbformat
import pytest
from playwright.sync_api import TimeoutError as PlaywrightTimeout
from playwright.sync_api import expect

from nanobook.ch08_three_ways.growing import last_step

# With `.widget` the controls alone: the frames for a page without a kernel, which come with the
# others as in the chapters, take some of them half a minute.
CELLS = {
    "thresholds": "from nanobook.ch07_curve_shapes import comparison\n"
    'comparison.threshold_comparison("EDC laser 1")',
    "noise": "from nanobook.ch09_whom_to_trust import comparison\n"
    'comparison.noise_comparison("EDC laser 1")',
    "run": 'from nanobook.ch08_three_ways import run\nrun.gillespie_live("EDC laser 6").widget',
    "regimes": "from nanobook.ch13_class_b import regime_chooser\n"
    'regime_chooser.regime_comparison("nanoscopic", pump=2)',
    "bowtie": "from nanobook.whole_cavity import bowtie\nbowtie.bowtie_explorer().widget",
    "debate": "from nanobook.ch16_referee import debate\ndebate.debate().widget",
}
SECONDS = 90


@pytest.fixture(scope="module")
def laboratory(tmp_path_factory):
    """The address of a JupyterLab with one notebook, live.ipynb."""
    folder = tmp_path_factory.mktemp("lab")
    kernel = {"name": "python3", "display_name": "Python 3"}  # else JupyterLab asks for one
    cells = [nbformat.v4.new_code_cell(code) for code in CELLS.values()]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / "live.ipynb")
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


def wait_for(address, server, log):
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            urlopen(f"{address}/api", timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.3)
    pytest.fail(f"JupyterLab did not start: {log.read_text()[-2000:]}")


@pytest.fixture(scope="module")
def notebook(browser, laboratory):
    """The notebook in JupyterLab, and the errors on its console."""
    context = browser.new_context(viewport={"width": 1400, "height": 1400})
    context.set_default_timeout(1000 * SECONDS)
    expect.set_options(timeout=1000 * SECONDS)
    view, errors = context.new_page(), []
    view.on("console", lambda entry: errors.append(entry.text) if entry.type == "error" else None)
    view.goto(f"{laboratory}/doc/tree/live.ipynb")
    yield view, errors
    expect.set_options(timeout=None)
    context.close()


@pytest.fixture
def live(notebook):
    """A function that runs a cell; returns it, its picture, and the sentence to notice."""

    def run(name):
        cell = notebook[0].locator(".jp-CodeCell").nth(list(CELLS).index(name))
        picture = run_until_seen(cell, cell.locator(".widget-image"))
        return cell, picture, cell.locator(".widget-html strong").first

    return run


def run_until_seen(cell, result):
    """Run the cell until its result is there: a kernel that is not ready yet ignores it."""
    for seconds in (10, 10, 15, 20, 30, 45):  # on a busy machine a run may just need longer
        cell.locator(".cm-content").click()
        cell.page.keyboard.press("Control+Enter")
        with suppress(PlaywrightTimeout):
            result.wait_for(timeout=1000 * seconds)
            return result
    pytest.fail("JupyterLab did not show the widget")


def type_in(cell, row, text):
    """Type into the number box of the last row with this text."""
    box = cell.locator(".widget-hbox", has_text=row).last.locator("input[type=number]")
    box.fill(text)
    box.press("Enter")


def test_picture_follows_a_number_box(live, notebook):
    cell, picture, _ = live("thresholds")
    before = picture.get_attribute("src")
    type_in(cell, "quality factor Q", "150")
    cell.get_by_text("An LED: ξ = 0.443").first.wait_for()
    assert picture.get_attribute("src") != before
    assert not [error for error in notebook[1] if "view" in error]


def test_picture_and_sentence_follow_the_pump(live):
    cell, picture, _ = live("noise")
    before = picture.get_attribute("src")
    type_in(cell, "threshold", "10")
    cell.get_by_text("is 1.322, exactly").first.wait_for()
    assert picture.get_attribute("src") != before
    assert cell.get_by_text("Compiling the simulation").count() == 0


def test_the_clock_runs_and_pauses(live):
    cell, picture, sentence = live("run")
    start, before = sentence.inner_text(), picture.get_attribute("src")
    play, stop = cell.locator(".widget-play button").all()[:2]
    play.click()
    expect(sentence).not_to_have_text(start)
    expect(picture).not_to_have_attribute("src", before)
    play.click()  # pause: what was asked for before still comes
    paused = None
    while paused != sentence.inner_text():
        paused = sentence.inner_text()
        cell.page.wait_for_timeout(1500)
    # A clock that runs on stops, too, but at its end.
    step = cell.locator(".noUi-handle").last.get_attribute("aria-valuenow")
    assert 0 < float(step) < last_step()
    stop.click()  # back to the start
    expect(sentence).to_have_text(start)


def test_another_regime_brings_another_laser(live):
    cell, picture, sentence = live("regimes")
    assert "is 1.145, exactly" in sentence.inner_text()
    before = picture.get_attribute("src")
    cell.locator(".widget-dropdown select").first.select_option(label="single atom")
    cell.get_by_text("as for any single emitter").first.wait_for()
    assert picture.get_attribute("src") != before


def test_the_bowtie_follows_its_width(live):
    cell, picture, sentence = live("bowtie")
    assert sentence.inner_text().startswith("Bridge, w = 10 nm: the mode has an area of 0.0741")
    before = picture.get_attribute("src")
    type_in(cell, "width w", "5")
    cell.get_by_text("Bridge, w = 5 nm: the mode has an area of").first.wait_for()
    assert picture.get_attribute("src") != before
    assert cell.locator(".widget-html table").first.is_visible()
    seen = picture.get_attribute("src")
    type_in(cell, "width w", "1")
    cell.get_by_text("Bridge, w = 1 nm: the mode has an area of").first.wait_for()
    type_in(cell, "tip radius R", "80")
    cell.get_by_text("No mode. R must lie between w/50 and 50 w").first.wait_for()
    expect(cell.locator(".widget-html table")).to_have_count(0)
    assert picture.get_attribute("src") not in (before, seen)


def test_a_correlation_that_is_switched_on_makes_another_closure(live):
    cell, picture, sentence = live("debate")
    assert sentence.inner_text().startswith("The CIM at r = 1.50·10¹³ s⁻¹: the incoherent state")
    before = picture.get_attribute("src")
    cell.get_by_label("δ⟨σ†σ⟩").check()
    cell.get_by_text("The Comment's closure at r = 1.50·10¹³ s⁻¹").first.wait_for()
    assert picture.get_attribute("src") != before
    assert cell.locator(".widget-dropdown select").first.input_value() == "comment"
    assert cell.locator(".widget-html table").first.is_visible()
    type_in(cell, "identical fraction f", "0.5")
    cell.get_by_text("a coherent state has taken its place, with 63.8%").first.wait_for()
    cell.get_by_label("field ⟨b⟩").uncheck()
    cell.get_by_text("has 7343 photons and no mean field").first.wait_for()
