"""The folder to publish, below a path of its own: every page obeys its policy, and still works.

The site is made from the built book here, as ``make site`` makes it. Seen to fail: with an inline
script that the policy does not name, with a script in an attribute, with a request elsewhere, with
an absolute link (all at the end of this file), with the buttons' script left out, and without
``connect-src``, which the search needs.
"""

import build_site
import pages
import pytest
from site_visit import COLUMNS, Visit, weight

CHAPTER = "chapters/06_photon_recycling.html"
EXPLORER = "chapters/17_thresholds_compared.html"


@pytest.fixture(scope="module")
def open_page(browser, published):
    """A function that opens a page of the site for one test, or for some that follow each other."""
    opened = []

    def visit(page, change=None):
        opened.append(Visit(browser, published, page, change))
        return opened[-1]

    yield visit
    for one in opened:
        one.close()


def test_page_is_without_fault_and_weighed(visit, site):
    assert visit.at_first == []
    row = weight(visit.page, visit.files(site))
    assert list(row) == list(COLUMNS)
    assert 20 < int(row["files"]) < 100
    assert float(row["html_gzip_kB"]) < float(row["html_kB"]) < float(row["all_kB"])


def test_nothing_else_is_at_fault(site):
    assert build_site.faults(site) == []


# --- what scripts do on the pages ---


@pytest.fixture(scope="module")
def chapter(open_page):
    seen = open_page(CHAPTER)
    yield seen
    assert seen.faults() == []


def test_theme_button(chapter):
    root, themes = chapter.view.locator("html"), []
    for _ in range(3):
        chapter.view.locator(".theme-switch-button").click()
        themes.append(root.get_attribute("data-mode"))
    assert sorted(themes) == ["auto", "dark", "light"]


def test_sidebar_button(chapter):
    sidebar = chapter.view.locator("#pst-primary-sidebar")
    for state in ("hidden", "visible"):
        chapter.view.locator(".primary-toggle:visible").click()
        sidebar.wait_for(state=state)


def test_full_screen_button(chapter):
    for state in ("true", "false"):
        chapter.view.locator(".btn-fullscreen-button").click()
        chapter.view.wait_for_function(f"!!document.fullscreenElement === {state}")


def test_print_button(chapter):
    chapter.view.evaluate("() => { window.print = () => { window.printed = true; }; }")
    chapter.view.locator(".dropdown-download-buttons > button").click()
    chapter.view.locator(".btn-download-pdf-button").click()
    assert chapter.view.evaluate("window.printed")


def test_copy_button(chapter):
    chapter.context.grant_permissions(["clipboard-read", "clipboard-write"])
    block = chapter.view.locator("div.highlight:has(button.copybtn)").first
    block.hover()
    block.locator("button.copybtn").click()
    copied = chapter.view.evaluate("navigator.clipboard.readText()")
    assert copied.strip() == block.locator("pre").text_content().strip()


def test_folded_box(chapter):
    box = chapter.view.locator(".admonition.dropdown").first
    hidden = box.locator("p:not(.admonition-title)").first
    assert not hidden.is_visible()
    box.locator(".toggle-button").click()
    assert hidden.is_visible()


def test_filmstrip(chapter):
    strip = chapter.view.locator(".lc-filmstrip").first
    last = strip.locator("option").count() - 1
    strip.locator("select").select_option(index=last)
    frames = strip.locator(".lc-frame").all()
    assert [index for index, frame in enumerate(frames) if frame.is_visible()] == [last]


def test_search_from_a_page(chapter):
    """The last test of this page, which it leaves."""
    chapter.view.keyboard.press("Control+k")
    chapter.view.keyboard.type("photon recycling")
    chapter.view.keyboard.press("Enter")
    hits = chapter.view.locator("ul.search li")
    hits.filter(has_text="Photon recycling").first.wait_for()
    # Its lines of text are read from the pages that were found.
    chapter.view.locator("ul.search li p.context").first.wait_for()
    assert chapter.faults() == []
    hits.locator("a").first.click()
    chapter.view.wait_for_url("**/chapters/*")


def test_explorer(open_page):
    seen = open_page(EXPLORER)
    seen.view.wait_for_function("document.querySelector('.lc-x').explorer?.found?.distribution")
    before = seen.view.locator(".lc-x-sentence").inner_text()
    slider = seen.view.locator("[data-slider=pump]")
    slider.focus()
    slider.press("End")
    assert seen.view.locator(".lc-x-sentence").inner_text() != before
    for name, kind in (("svg", "<svg"), ("csv", "\ufeff")):
        with seen.view.expect_download() as download:
            seen.view.locator(f"[data-do={name}]").click()
        with open(download.value.path(), encoding="utf-8") as file:
            assert file.read().startswith(kind)
    assert seen.faults() == []


def test_formulas_can_be_spoken(open_page):
    """As after choosing it in MathJax's menu: scripts and words that no page loads otherwise."""
    seen = open_page("chapters/glossary.html")
    seen.view.evaluate(
        "localStorage.setItem('MathJax-Menu-Settings', JSON.stringify({explorer: true}))"
    )
    seen.view.reload(wait_until="networkidle")
    seen.view.locator("[data-semantic-speech]").first.wait_for(state="attached")
    assert seen.faults() == []


def test_notebook_opens(open_page, site):
    """As far as it goes without Python, which comes from elsewhere (the rest: test_lite.py)."""
    assert (site / build_site.LITE).is_dir(), "the book is built without its notebooks: make book"
    seen = open_page("lite/notebooks/index.html?path=12_class_a.ipynb")
    seen.view.locator(".jp-Notebook .jp-Cell").first.wait_for()
    assert seen.refusals == []


# --- addresses ---


def test_front_page_leads_on(open_page):
    seen = open_page("")
    seen.view.wait_for_url(f"**/{pages.names()[0]}.html")
    assert seen.faults() == []


@pytest.mark.parametrize("missing", ["chapters/gone.html", "gone/far/away/"])
def test_missing_address_leads_back_from_any_depth(open_page, missing):
    seen = open_page(missing)
    assert "There is no such page" in seen.view.locator("h1").inner_text()
    assert seen.refusals == []
    seen.view.get_by_role("link").click()
    seen.view.wait_for_url(f"**/some/where/{pages.names()[0]}.html")


# --- The checks themselves, on a page that is wrong. ---

WRONG = {
    "<script>window.intruder = 1</script>": "script-src-elem forbids inline",
    "<script type=module>window.intruder = 2</script>": "script-src-elem forbids inline",
    "<img src='gone.png' alt='' onerror='window.intruder = 3'>": "script-src-attr forbids inline",
    "<img src='http://elsewhere.invalid/x.png' alt=''>": "img-src forbids http://elsewhere",
    "<base href='/other/'>": "base-uri forbids",
    "<img src='/_static/logo.svg' alt=''>": "/_static/logo.svg",
}


@pytest.fixture(scope="module")
def wrong(open_page):
    everything = "".join(WRONG)
    seen = open_page(
        "chapters/references.html", lambda html: html.replace("</body>", f"{everything}</body>")
    )
    # A busy browser tells the page of refusals when it finds the time.
    refused = sum("forbids" in fault for fault in WRONG.values())
    seen.view.wait_for_function("count => window.refusals.length >= count", arg=refused)
    return seen


@pytest.mark.parametrize("text", WRONG)
def test_a_fault_is_seen(wrong, text):
    assert [fault for fault in wrong.faults() if WRONG[text] in fault]
    assert not wrong.view.evaluate("window.intruder")


def test_text_is_never_run(wrong):
    before = len(wrong.refusals)
    wrong.view.evaluate("() => { setTimeout('window.intruder = 4', 0); }")
    wrong.view.wait_for_function(f"window.refusals.length > {before}")
    assert "script-src forbids eval" in wrong.refusals[-1]
    assert not wrong.view.evaluate("window.intruder")
