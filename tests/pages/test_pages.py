"""The built pages, read as HTML: ``tools/page_rules.py`` on each of them.

Seen to fail: each rule on a small page that breaks it, in the second half of this file, and
JupyterLite's site made beside the pages, which it gives an old date.
"""

import page_rules as rules
import pages
import pytest
from project import BUILD, HTML
from site_pages import Page, lost

# Without a built book there is one test, which says so.
BUILT = pages.built() or ["(not built)"]


@pytest.fixture(scope="module", params=BUILT)
def path(request):
    if not pages.is_built():
        pytest.fail(pages.NOT_BUILT)
    return HTML / request.param


@pytest.fixture(scope="module")
def page(path):
    return rules.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", rules.EVERY_PAGE, ids=lambda rule: rule.__name__)
def test_rule(page, rule):
    assert rule(page) == []


def test_links_lead_somewhere(path):
    addresses = Page(path.read_text(encoding="utf-8")).addresses
    assert lost(addresses, path, HTML) == []


@pytest.mark.parametrize("name", pages.names())
def test_pages_count_as_written_after_they_were_read(name):
    # Else the next build writes all of them anew, although nothing has changed.
    read = BUILD / ".doctrees" / f"{name}.doctree"
    assert (HTML / f"{name}.html").stat().st_mtime >= read.stat().st_mtime


def test_every_page_of_the_table_of_contents_is_built():
    assert pages.is_built(), pages.NOT_BUILT
    assert [name for name in pages.names() if not (HTML / f"{name}.html").is_file()] == []


def test_start_page_leads_to_the_first_chapter():
    assert pages.is_built(), pages.NOT_BUILT
    assert f"{pages.names()[0]}.html" in (HTML / "index.html").read_text(encoding="utf-8")


# --- The rules themselves: each accepts what is right and finds what is wrong. ---

ALT = "Photons against current for three lasers."


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (rules.poor_images, '<img src="a/b.png">'),
        (rules.poor_images, '<img src="a/b.png" alt="b.png">'),
        (rules.poor_images, '<img src="a/b.png" alt="../_images/0123456789012345678901234.png">'),
        (rules.poor_images, '<img src="a/b.png" alt="A curve">'),
        (rules.poor_images, f'<img src="c.png" alt="{ALT}"><img src="d.png" alt="{ALT}">'),
        (rules.foreign_loads, '<script src="https://cdn.example.org/x.js"></script>'),
        (rules.foreign_loads, '<link rel="stylesheet" href="//cdn.example.org/x.css">'),
        (rules.foreign_loads, "<style>@import 'https://example.org/x.css';</style>"),
        (rules.heading_jumps, "<h1>A</h1><h3>B</h3>"),
        (
            rules.lifeless_widgets,
            '<script type="application/vnd.jupyter.widget-view+json">{"model_id": 1}</script>',
        ),
        (rules.lifeless_widgets, "<pre>interactive(children=(FloatSlider(value=1.0)))</pre>"),
        (rules.repeated_ids, '<p id="a"></p><p id="a"></p>'),
        (rules.empty_links, '<a href="x.html"> here </a>'),
    ],
)
def test_rule_finds(rule, bad):
    assert len(rule(rules.parse(f"<article>{bad}</article>"))) == 1


GOOD = f"""
<link rel="stylesheet" href="_static/a.css"><article><h1>A</h1><h2 id="b">B</h2><h3>C</h3>
<img src="a.png" alt="{ALT}"><img src="a.png" alt="{ALT}">
<a href="https://example.org/">The example</a><h2>D</h2></article>
"""


@pytest.mark.parametrize("rule", rules.EVERY_PAGE, ids=lambda rule: rule.__name__)
def test_rule_accepts_a_good_page(rule):
    assert rule(rules.parse(GOOD)) == []


def test_dead_links(tmp_path):
    (tmp_path / "there.html").touch()
    html = '<a href="there.html#x"></a><a href="gone.html"></a><a href="../out.html"></a>'
    (tmp_path.parent / "out.html").touch()
    found = lost(Page(html).addresses, tmp_path / "page.html", tmp_path)
    assert found == ["../out.html", "gone.html"]


def test_mathjax_comes_with_its_licence():
    folder = HTML / "_static" / "mathjax"
    assert "Apache License" in (folder / "LICENSE.txt").read_text(encoding="utf-8")
    assert "LICENSE.txt" in (folder / "NOTICE.txt").read_text(encoding="utf-8")
