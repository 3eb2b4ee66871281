"""The habits of a reader: searching, leafing, reading in the dark, and reading without scripts.

Seen to fail: each check on a page that was spoiled on purpose, in the second half of this file;
search with an empty index.
"""

import io
from contextlib import contextmanager
from itertools import pairwise

import numpy as np
import pages
import pytest
from bs4 import BeautifulSoup
from PIL import Image
from screenshots import choose_theme

NAMES = pages.names()
PAGES = [f"{name}.html" for name in NAMES if f"{name}.html" in pages.built()] or ["(not built)"]
NUMBERED = [name for name in NAMES if name.rpartition("/")[2][:2].isdigit()]
# WCAG asks for 4.5 between text and ground; curves and labels of the figures are near black.
CONTRAST, LIGHT = 7.0, 0.8


@contextmanager
def without_scripts(browser):
    context = browser.new_context(
        java_script_enabled=False, viewport={"width": 1440, "height": 900}
    )
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


# --- Search ---


def search(view, address, words):
    """Type words into the search page; return the titles found, in their order."""
    view.goto(f"{address}/search.html")
    box = view.locator("main input[name=q], .bd-main input[name=q]").first
    box.fill(words)
    box.press("Enter")
    view.wait_for_url("**/search.html?q=*")
    # The page says how many it found, once it has looked everywhere.
    view.wait_for_function("/matching|did not match/.test(document.body.innerText)")
    return view.locator("#search-results > ul > li > a").all_inner_texts()


def test_search_finds_photon_recycling_and_leads_there(browser, address):
    context = browser.new_context()
    view = context.new_page()
    titles = search(view, address, "photon recycling")
    chapter = next(title for title in titles if title.startswith("6. Photon recycling"))
    assert titles.index(chapter) < 5, titles
    view.locator("#search-results").get_by_role("link", name=chapter, exact=True).click()
    view.wait_for_url("**/chapters/06_photon_recycling.html*")
    assert "Photon recycling" in view.locator("article h1").inner_text()
    assert view.locator("article .highlighted").count() > 0
    context.close()


def test_search_for_nonsense_finds_nothing(browser, address):
    context = browser.new_context()
    assert search(context.new_page(), address, "xyzzyqwv") == []
    context.close()


# --- From page to page ---


def test_from_a_disk_the_notebook_says_that_it_needs_a_server(browser):
    context = browser.new_context()
    view = context.new_page()
    view.goto((pages.HTML / "chapters" / "06_photon_recycling.html").as_uri())
    view.locator("a.open-in-lite").click()
    assert "make serve" in view.locator(".open-in [role=status]").inner_text()
    assert view.url.endswith("06_photon_recycling.html")
    context.close()


def test_next_and_previous_lead_through_the_whole_book(browser, address):
    with without_scripts(browser) as view:
        view.goto(f"{address}/{NAMES[0]}.html")
        following, previous = (
            view.locator(f".prev-next-area {way}") for way in (".right-next", ".left-prev")
        )
        assert previous.count() == 0
        # Behind its list, the pages of the reference.
        behind = NAMES.index("chapters/package") + 1
        leafed = [*NAMES[:behind], *pages.looked_up(), *NAMES[behind:]]
        for before, name in pairwise(leafed):
            following.click()
            assert view.url == f"{address}/{name}.html"
            assert previous.evaluate("link => link.href") == f"{address}/{before}.html"
        assert following.count() == 0


# --- Figures in the dark ---


def luminance(colours):
    """Relative luminance of sRGB colours, as WCAG 2.2 defines it."""
    share = np.asarray(colours, dtype=float) / 255
    linear = np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)
    return linear @ [0.2126, 0.7152, 0.0722]


def ground_and_contrast(png):
    """Luminance of a picture's most frequent colour, and its contrast with the darkest ink."""
    pixels = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).reshape(-1, 3)
    colours, counts = np.unique(pixels, axis=0, return_counts=True)
    ground = luminance(colours[counts.argmax()])
    # A thousandth of the pixels are at least as dark as the ink of labels and axes.
    ink = np.quantile(luminance(pixels), 0.001)
    high, low = max(ground, ink), min(ground, ink)
    return ground, (high + 0.05) / (low + 0.05)


def first_figure(view):
    """The first picture of a page that is seen; None where there is none."""
    found = view.locator("article :is(.cell_output, figure) img:visible")
    return found.first if found.count() else None


@pytest.fixture
def dark(browser, address):
    """A function that opens a page in the dark theme, without the scripts that it loads."""
    opened = []

    def open_page(name):
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        context.add_init_script("localStorage.mode = localStorage.theme = 'dark'")
        opened.append(context)
        view = context.new_page()
        view.route("**/*.js*", lambda route: route.abort())
        view.goto(f"{address}/{name}", wait_until="load")
        view.add_style_tag(content="* { transition: none !important }")
        return view

    yield open_page
    for context in opened:
        context.close()


@pytest.mark.parametrize("visit", PAGES, indirect=True)
def test_figures_keep_a_light_ground_in_the_dark(visit):
    choose_theme(visit.view, "dark")
    figure = first_figure(visit.view)
    if figure is None:
        chapter = visit.page.removesuffix(".html") in NUMBERED
        assert not chapter, "a chapter without a figure"
        return
    ground, contrast = ground_and_contrast(figure.screenshot())
    assert ground > LIGHT
    assert contrast > CONTRAST


# --- Without scripts ---

# Folded answers and code open without a script; a widget says that it shows one of its pictures;
# a sign that marks a heading's link comes with the pointer.
FINE = (
    "noscript, script, style, svg *, select *, .headerlink, .copybtn, details:not([open]) *, "
    ".lc-frame[hidden], .lc-frame[hidden] *, mjx-container *"
)

FAULTS = """(fine) => {
    const found = [];
    const seen = node => node.checkVisibility({visibilityProperty: true, opacityProperty: true});
    const say = (what, node) => found.push(what + ': ' + node.outerHTML.slice(0, 120));
    const article = document.querySelector('article');
    const all = (selector, root = article) => [...root.querySelectorAll(selector)];
    if (!seen(article.querySelector('h1'))) found.push('no heading');
    if (article.innerText.length < 400) found.push('hardly any text');
    if (!document.querySelector('.book-version') || !seen(document.querySelector('.book-version')))
        found.push('no version');
    for (const node of all('*'))
        if (!node.matches(fine) && !seen(node)) say('hidden', node);
    for (const node of all('.math'))
        if (!/\\\\[([]/.test(node.textContent) || node.textContent.trim().length < 5)
            say('an equation without its source', node);
    for (const node of all('img'))
        if (!node.matches(fine) && (!node.naturalWidth || node.clientWidth < 50))
            say('a picture that is not shown', node);
    for (const node of all('.cell_output, .output, .admonition, iframe, canvas, object, video'))
        if (!node.matches(fine) && !node.innerText.trim() && !node.querySelector('img')
                && node.offsetHeight > 2)
            say('an empty box', node);
    for (const node of all('.lc-filmstrip, .lc-x')) {
        const pictures = all('img', node).filter(seen);
        if (pictures.length !== 1) say('a widget with ' + pictures.length + ' pictures', node);
        if (!all('p', node).some(p => seen(p) && p.innerText.length > 30 && !p.closest('noscript')))
            say('a widget without a sentence', node);
        if (!all('noscript', node).some(seen)) say('a widget that keeps its rest a secret', node);
    }
    for (const node of all('button, input, select, [role=button]', document.body))
        if (seen(node) && !node.disabled && !node.closest('form[action]'))
            say('a control that does nothing', node);
    if (all('.bd-links a', document.body).filter(seen).length < 10) found.push('no list of pages');
    return found;
}"""


def faults(view):
    return view.evaluate(FAULTS, FINE)


def test_every_page_reads_without_scripts(browser, address):
    with without_scripts(browser) as view:
        found = {}
        for page in PAGES:
            view.goto(f"{address}/{page}", wait_until="load")
            if faults(view):
                found[page] = faults(view)[:10]
    assert found == {}


def test_answers_unfold_without_scripts(browser, address):
    with without_scripts(browser) as view:
        view.goto(f"{address}/{NUMBERED[0]}.html")
        answer = view.locator("article details.sd-dropdown").first
        body = answer.locator(".sd-summary-content")
        assert not body.is_visible()
        answer.locator("summary").click()
        assert body.is_visible()


# --- The checks themselves, on pages that are wrong ---

STRIP = "figure.lc-filmstrip"
SPOILED = {
    "hidden": lambda soup: soup.select_one("article p").attrs.update(style="display: none"),
    "no heading": lambda soup: soup.select_one("article h1").attrs.update(style="display: none"),
    "no version": lambda soup: soup.select_one(".book-version").decompose(),
    "an equation without its source": lambda soup: soup.select_one(".math").clear(),
    "a picture that is not shown": lambda soup: soup.select_one("article img").attrs.update(
        src="gone.png"
    ),
    "an empty box": lambda soup: soup.select_one(".cell_output").replace_with(
        BeautifulSoup('<div class="output" style="height: 3rem"></div>', "html.parser")
    ),
    "a widget with 0 pictures": lambda soup: soup.select_one(f"{STRIP} img").decompose(),
    "a widget with 2 pictures": lambda soup: soup.select_one(".lc-frame[hidden]").attrs.pop(
        "hidden"
    ),
    "a widget without a sentence": lambda soup: soup.select_one(f"{STRIP} p[aria-live]").clear(),
    "a widget that keeps its rest a secret": lambda soup: soup.select_one(
        f"{STRIP} noscript"
    ).decompose(),
    "a control that does nothing": lambda soup: soup.select_one(f"{STRIP} select").attrs.pop(
        "disabled"
    ),
    "no list of pages": lambda soup: [node.decompose() for node in soup.select(".bd-links")],
}


@pytest.fixture(scope="module")
def chapter(browser, address):
    """A chapter's address and HTML, and a view of it without scripts."""
    with without_scripts(browser) as view:
        url = f"{address}/chapters/12_class_a.html"
        yield view, url, view.request.get(url).text()


@pytest.mark.parametrize("fault", SPOILED)
def test_a_spoiled_page_is_found(chapter, fault):
    view, url, html = chapter
    soup = BeautifulSoup(html, "html.parser")
    SPOILED[fault](soup)
    view.route(url, lambda route: route.fulfill(body=str(soup), content_type="text/html"))
    view.goto(url)
    found = faults(view)
    view.unroute(url)
    assert any(one.startswith(fault) for one in found), found


@pytest.mark.parametrize("filtered", ["brightness(0.2)", "invert(1)"])
def test_a_dark_ground_is_found(dark, filtered):
    view = dark("chapters/12_class_a.html")
    view.add_style_tag(content=f"article img {{ filter: {filtered} !important }}")
    ground, _ = ground_and_contrast(first_figure(view).screenshot())
    assert ground < LIGHT


def test_pale_ink_is_found():
    pixels = np.full((50, 50, 3), 255, dtype=np.uint8)
    pixels[10] = 200
    pale = io.BytesIO()
    Image.fromarray(pixels).save(pale, "png")
    ground, contrast = ground_and_contrast(pale.getvalue())
    assert ground == pytest.approx(1)
    assert 1 < contrast < 2
