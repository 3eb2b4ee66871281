"""The pages put together for printing: links, widgets, folded answers, contents.

Seen to fail: without new names for identifiers that two pages share, with links left as they were,
and with the hidden frames of a widget kept. (tests/pages/browser/test_print.py prints.)
"""

import print_book
import print_pages
import pytest
from page_rules import parse, repeated_ids

ONE = """<html><head><link rel="stylesheet" href="../_static/a.css">
<script>window.MathJax = {}</script></head><body><article>
<section id="one"><h1><span class="section-number">1. </span>One
<a class="headerlink" href="#one">#</a></h1><p class="open-in"><a href="../lite/x.html">Open</a></p>
<section id="shared"><h2>Shared</h2><label for="field">x</label><i id="field"></i>
<p id="links"><a href="#shared">here it is</a> <a href="two.html">two</a>
<a href="two.html#shared">two, shared</a> <a href="three.html#x">three</a>
<a href="https://example.org/">elsewhere</a></p>
<details class="sd-dropdown"><summary>Answer</summary><p>42</p></details>
<img src="a.png" loading="lazy" alt="a">
<figure class="lc-filmstrip" aria-label="width w"><div class="lc-controls"><select>
<option>5 nm</option><option selected>9 nm</option></select></div>
<noscript><p>Without JavaScript</p></noscript>
<div class="lc-frame" hidden><img src="5.png" alt="5"></div>
<div class="lc-frame"><img src="9.png" alt="9"><p>Nine.</p></div></figure>
<div class="lc-x"><p>A laser.</p><img src="x.png" alt="x"></div><script>run()</script>
</section></section></article></body></html>"""
TWO = """<article><section id="two"><h1>Two "and" more</h1>
<section id="shared"><h2>Shared too</h2></section></section></article>"""
BOOK = print_pages.Book("A title", "Somebody", "Version 1.2.3", "<p>Free.</p>")


@pytest.fixture
def page(tmp_path, monkeypatch):
    """Two small pages put together."""
    (tmp_path / "chapters").mkdir()
    for name, html in (("one", ONE), ("two", TWO)):
        (tmp_path / "chapters" / f"{name}.html").write_text(html, encoding="utf-8")
    monkeypatch.setattr(print_pages, "HTML", tmp_path)
    return parse(print_pages.whole_book(["chapters/one", "chapters/two"], BOOK))


def test_identifiers_stay_unique_and_keep_their_labels(page):
    assert repeated_ids(page) == []
    assert page.find(id="one--shared").h2.text == "Shared"
    assert page.find(id="two--shared").h2.text == "Shared too"
    assert page.find(id=page.find("label")["for"]).name == "i"


def test_links_lead_inside_the_document_or_go(page):
    links = {link.text: link["href"] for link in page.find(id="one--links").find_all("a")}
    assert links == {
        "here it is": "#one--shared",
        "two": "#two",
        "two, shared": "#two--shared",
        "elsewhere": "https://example.org/",
    }
    assert "three" in page.find(id="one--links").text
    inside = [link["href"][1:] for link in page.select('a[href^="#"]')]
    assert [target for target in inside if not page.find(id=target)] == []


def test_a_widget_shows_one_picture_and_says_which(page):
    strip = page.select_one(".lc-filmstrip")
    assert [image["alt"] for image in strip.find_all("img")] == ["9"]
    assert strip.p.text == "width w: 9 nm (one of 2 pictures)"
    assert "On paper" in page.select_one(".lc-x").p.text


def test_nothing_waits_for_a_click(page):
    body = page.body
    assert body.select("script, noscript, select, button, .headerlink, .open-in") == []
    assert all(answer.has_attr("open") for answer in body.select("details.sd-dropdown"))
    assert not body.select("[loading]")


def test_contents_list_chapters_and_sections_in_order(page):
    entries = page.select(".contents a")
    assert [entry.span.text for entry in entries] == [
        "1. One", "Shared", 'Two "and" more', "Shared too",
    ]  # fmt: skip
    targets = [entry.select_one(".page-number")["data-target"] for entry in entries]
    assert targets == ["one", "one--shared", "two", "two--shared"]


def test_title_page_and_sheets(page):
    title = page.select_one(".title-page").text
    assert all(word in title for word in ("A title", "Somebody", "Version 1.2.3", "Free."))
    sheets = page.find("style").text
    assert "counter(page)" in sheets
    assert r'"Two \"and\" more"' in sheets
    assert page.title.text == "A title"


def test_styles_and_formulas_come_along(page):
    assert page.find("link", rel="stylesheet")["href"] == "../_static/a.css"
    assert "MathJax" in page.head.find("script").text


def test_a_page_that_is_not_built_is_named(capsys):
    with pytest.raises(SystemExit, match="chapters/nowhere"):
        print_book.main(["chapters/nowhere"])
