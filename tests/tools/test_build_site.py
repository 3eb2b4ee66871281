"""The folder to publish: every page with its policy, nothing tied to one address.

Seen to fail: with line ends hashed as they are written, with the encoding left behind
the policy, with scripts that are data hashed, with the first comment's <head> taken for the head,
with every fault of the pages below, with a picture's address that is not whole, and with a link to
the PDF from the wrong folder.
"""

import base64
import hashlib
import sys

import build_site
import pages
import policy
import pytest
from project import ROOT
from site_pages import Page, absolute, not_found, with_head

sys.path.insert(0, str(ROOT / "book" / "extensions"))
import selfcontained

SCRIPT = "\n  let x = '<b>&amp;ä</b>';\n"
CHAPTER = f"""<!DOCTYPE html>
<!-- <head> in a comment -->
<html lang="en"><head>
<meta name="viewport" content="width=device-width"><meta charset="utf-8" />
<link rel="stylesheet" href="../_static/a.css"><script>{SCRIPT}</script>
<script type="module">import_nothing();</script><script src="../_static/a.js?v=1"></script>
<script type="application/json">{{}}</script>
<meta property="og:title" content="A chapter" />
<meta property="og:url" content="chapters/01.html" />
<meta property="og:image" content="_static/a.png" />
<meta name="description" content="What it is about." />
</head>
<body><p class="book-version">Version 1</p><a href="02.html#top">Next</a><a href="https://example.org/">Out</a></body></html>"""


def digest(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


@pytest.fixture
def html(tmp_path, monkeypatch):
    """A built book of two chapters."""
    folder = tmp_path / "html"
    for name in ("chapters", "_static/locales/de", "_sources", "reports", ".doctrees"):
        (folder / name).mkdir(parents=True)
    for name in ("01", "02"):
        (folder / "chapters" / f"{name}.html").write_text(CHAPTER, encoding="utf-8")
    for name in ("index.html", ".buildinfo", "reports/a.log", "_static/webpack-macros.html",
                 "_static/a.js.map", "_static/a.js", "_sources/01.ipynb"):  # fmt: skip
        (folder / name).write_text("x")
    (folder / "_static" / "a.css").write_text("p { background: url(a.js) }")
    monkeypatch.setattr(pages, "names", lambda: ["chapters/01", "chapters/02"])
    return folder


@pytest.fixture
def site(html, tmp_path):
    build_site.build(html, tmp_path / "site")
    return tmp_path / "site"


def policy_of(path):
    """Return the directives of a page's policy."""
    text = path.read_text(encoding="utf-8")
    content = text.partition('"Content-Security-Policy" content="')[2].partition('"')[0]
    parts = content.split("; ")
    return {name: value.split() for name, _, value in (part.partition(" ") for part in parts)}


def test_readers_get_what_they_need_and_no_more(site):
    files = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    assert files == {
        ".nojekyll", "404.html", "_headers", "_sources/01.ipynb", "_static/a.css", "_static/a.js",
        "chapters/01.html", "chapters/02.html", "index.html",
    }  # fmt: skip
    assert build_site.faults(site) == []


def test_the_policy_names_exactly_the_scripts_of_the_page(site):
    found = policy_of(site / "chapters" / "01.html")
    assert found["script-src"] == ["'self'", digest(SCRIPT), digest("import_nothing();")]
    assert found["default-src"] == found["base-uri"] == found["object-src"] == ["'none'"]
    for directive, sources in found.items():
        assert directive == "style-src" or "'unsafe-inline'" not in sources
        assert not {"'unsafe-eval'", "'unsafe-hashes'", "*", "https:", "blob:"} & set(sources)


def test_a_script_is_hashed_as_the_browser_reads_it():
    windows = "<script>a();\r\nb();</script>"
    assert policy.hashes(windows) == [digest("a();\nb();")]
    assert policy.hashes("<script>a()</script><script>a()</script>") == [digest("a()")]
    assert policy.hashes("<script type='text/x'>a()</script>") == []


def test_the_encoding_and_the_policy_come_first(site):
    text = (site / "chapters" / "01.html").read_text(encoding="utf-8")
    head = text.partition('<html lang="en"><head>')[2]
    assert head.startswith('\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"')
    assert text.count("charset=") == 1
    assert text.encode().find(b"charset=") < 1024
    assert text.index("Content-Security-Policy") < text.index("<link")


def test_only_head_changes():
    changed = with_head(CHAPTER, "default-src 'none'")
    start = changed.index("<link")
    assert changed[start:] == CHAPTER[CHAPTER.index("<link") :]


def test_without_an_address_pages_name_none(site):
    for path in site.rglob("*.html"):
        assert "canonical" not in path.read_text(encoding="utf-8")
    assert not (site / "sitemap.xml").exists()


def test_an_address_is_told_to_search_engines(html, tmp_path):
    target = tmp_path / "site"
    build_site.build(html, target, build_site.checked("https://example.org/book"))
    own = "https://example.org/book/chapters/01.html"
    assert f'<link rel="canonical" href="{own}">' in (target / "chapters/01.html").read_text()
    assert f"<loc>{own}</loc>" in (target / "sitemap.xml").read_text()
    assert "canonical" not in (target / "404.html").read_text(encoding="utf-8")
    assert build_site.faults(target) == []


def test_a_shared_page_names_itself_and_its_picture_whole_or_not_at_all(html, tmp_path):
    build_site.build(html, tmp_path / "site", "https://example.org/book/")
    build_site.build(html, tmp_path / "other")
    for name in ("chapters/02.html", "index.html"):
        text = (tmp_path / "site" / name).read_text(encoding="utf-8")
        assert '<meta property="og:url" content="https://example.org/book/chapters/01.html"' in text
        assert '<meta property="og:image" content="https://example.org/book/_static/a.png"' in text
        text = (tmp_path / "other" / name).read_text(encoding="utf-8")
        assert "og:url" not in text and "og:image" not in text
        assert text.count("og:title") == text.count('<meta name="description"') == 1


def test_each_page_leads_to_the_pdf_where_there_is_one(html, tmp_path, site):
    target = tmp_path / "with"
    build_site.build(html, target, pdf=bytes(7_400_000))
    chapter = (target / "chapters" / "01.html").read_text(encoding="utf-8")
    link = f'<a href="../{build_site.PDF}">The whole book as a PDF</a> (7 MB)'
    assert link in chapter
    assert build_site.faults(target) == []
    assert build_site.PDF not in (site / "chapters" / "01.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("address", ["example.org", "ftp://example.org/", "https://e.org/?a=1"])
def test_a_wrong_address_is_refused(address):
    with pytest.raises(SystemExit, match="The address must be like"):
        build_site.checked(address)


def test_no_address_is_none(monkeypatch):
    assert build_site.checked("") is None
    assert build_site.checked(None) is None


def test_the_page_for_missing_addresses_needs_no_other_file():
    page = Page(not_found("Title"))
    assert set(page.addresses) == {"data:,", "#way"}
    assert "<style>" in page.html
    assert Page(not_found("Title", "https://example.org/b/")).scripts == []


def test_notebooks_have_a_policy_of_their_own(html, tmp_path):
    (html / "lite").mkdir()
    page = "<html><head><script>go();</script></head></html>"
    (html / "lite" / "index.html").write_text(page)
    build_site.build(html, tmp_path / "site")
    found = policy_of(tmp_path / "site" / "lite" / "index.html")
    assert {"'self'", digest("go();")} < set(found["script-src"])
    # (A browser that sees a hash ignores this source: it would be a mistake.)
    assert "'unsafe-inline'" not in found["script-src"]
    assert found["default-src"] == ["'none'"]


# --- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('<a href="/chapters/02.html">x</a>', "/chapters/02.html leaves out the site's folder"),
        ('<img src="/a.png" alt="">', "/a.png leaves out"),
        ('<script src="//cdn.example.org/x.js"></script>', "//cdn.example.org/x.js leaves out"),
        ('<img srcset="02.html 1x, /b.png 2x" alt="">', "/b.png leaves out"),
        ('<meta http-equiv="Refresh" content="0; URL=/there.html">', "/there.html leaves out"),
        ("<style>p { background: url('/c.png') }</style>", "/c.png leaves out"),
        ('<p style="background: url(/d.png)">x</p>', "/d.png leaves out"),
        ('<form action="/search.html"></form>', "/search.html leaves out"),
        ('<button onclick="go()">x</button>', 'onclick="go()" is a script in an attribute'),
        ('<a href=" JavaScript:go()">x</a>', "is a script in an attribute"),
        ('<a href="03.html">x</a>', "03.html does not exist"),
        ('<a href="../../outside.html">x</a>', "outside.html does not exist"),
    ],
)
def test_faults_of_a_page_are_found(site, text, fault):
    path = site / "chapters" / "02.html"
    path.write_text(path.read_text(encoding="utf-8").replace("<body>", f"<body>{text}"))
    found = build_site.faults(site)
    assert len(found) == 1
    assert found[0].startswith("chapters/02.html: ")
    assert fault in found[0]


def test_a_missing_or_late_policy_is_found(site):
    (site / "chapters" / "02.html").write_text("<p>No policy</p>")
    late = with_head("<head></head>", "default-src 'none'").replace("<head>", "<head><script>")
    (site / "404.html").write_text(late)
    assert len([fault for fault in build_site.faults(site) if "policy comes before" in fault]) == 2


def test_an_absolute_address_in_a_style_sheet_is_found(site):
    (site / "_static" / "a.css").write_text('@import "/b.css"; @font-face { src: url(/c.woff) }')
    assert len(build_site.faults(site)) == 2


def test_addresses_that_hold_everywhere_are_no_fault():
    assert absolute(["a/b.html", "#top", "https://example.org/", "data:,", "", "?q=1"]) == []


# --- the extension that takes scripts out of attributes -------------------------------------------


def test_buttons_name_their_action():
    theirs = '<button onclick="window.print()" class="btn">'
    assert selfcontained.without_handlers(theirs) == '<button data-action="print" class="btn">'
    # What actions.js does not know stays, and is found as a fault of the site.
    assert selfcontained.without_handlers('<button onclick="x()">') == '<button onclick="x()">'


def test_every_action_is_in_the_script():
    script = (ROOT / "book" / "static" / selfcontained.ACTIONS_SCRIPT).read_text(encoding="utf-8")
    for attribute in selfcontained.ACTIONS.values():
        name = attribute.partition("=")[2].strip('"')
        assert f"{name}: () =>" in script or f'"{name}": () =>' in script
