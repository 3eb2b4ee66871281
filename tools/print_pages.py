"""Put the built pages together into one page, from which the whole book is printed.

Numbers of chapters, equations and figures, and all pictures, are those of the pages. What only
works on a screen goes: of each widget stays the picture it starts with, answers are unfolded, and
links from page to page become links inside the document.
"""

import posixpath
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

from page_rules import article, parse
from project import HTML

# Attributes that hold the identifier of another element of the page.
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls")
# What of a page has no use on paper. (print.css hides the rest.)
USELESS = "script, noscript, .headerlink, .open-in, .lc-controls, .lc-frame[hidden], button"
EXPLORER = """<p class="lc-note">On paper the explorer shows the picture it starts with; in the
book's pages it takes any setting.</p>"""
PAPER = "size: A4; margin: 20mm 18mm 18mm; "
SMALL = "font: 8pt sans-serif; color: #555; content: "


@dataclass(frozen=True)
class Book:
    """What the title page says."""

    title: str
    author: str
    version: str
    licence: str


def whole_book(names, book):
    """Return one HTML page of all these pages, to be shown in the folder where they lie."""
    read = {name: parse((HTML / f"{name}.html").read_text(encoding="utf-8")) for name in names}
    chapters = {name: chapter(page, name, names) for name, page in read.items()}
    styles = [str(link) for link in read[names[0]].find_all("link", rel="stylesheet")]
    texts = [str(node) for node in chapters.values()]
    return "\n".join(
        [
            f'<!doctype html><html lang="en" data-theme="light"><head><meta charset="utf-8">'
            f"<title>{escape(book.title)}</title>",
            *styles,
            f"<style>{paper(book, chapters)}</style>",
            *mathjax(read.values()),
            '</head><body><div class="bd-main"><div class="bd-content">'
            '<div class="bd-article-container"><article class="bd-article whole-book">',
            title_page(book),
            contents(chapters),
            *texts,
            "</article></div></div></div></body></html>",
        ]
    )


def anchor(name):
    """Return the identifier of a page inside the whole book."""
    return PurePosixPath(name).name


def chapter(page, name, names):
    """Return a page's text as a part of the whole book."""
    text = article(page)
    for strip in text.select(".lc-filmstrip"):
        strip.insert(0, parse(f'<p class="lc-note">{chosen(strip)}</p>'))
    for explorer in text.select(".lc-x"):
        explorer.insert(0, parse(EXPLORER))
    for node in text.select(USELESS):
        node.decompose()
    for answer in text.select("details.sd-dropdown"):
        answer["open"] = ""
    for image in text.find_all("img"):
        image.attrs.pop("loading", None)  # a picture that waits to be scrolled to is never seen
    rename(text, name)
    relink(text, name, names)
    text.name = "section"
    text["class"], text["id"] = ["chapter"], anchor(name)
    return text


def chosen(strip):
    """Say which of a widget's pictures is shown, e.g. "Mode volume V: 0.1 (one of 14 pictures)"."""
    options = strip.find_all("option")
    value = next((one for one in options if one.has_attr("selected")), options[0]).text
    name, value = escape(strip["aria-label"]), escape(value)
    return f"{name}: <strong>{value}</strong> (one of {len(options)} pictures)"


def rename(text, name):
    """Give identifiers the page's name in front: pages have some of them in common."""
    for node in text.find_all(id=True):
        node["id"] = f"{anchor(name)}--{node['id']}"
    for attribute in POINTERS:
        for node in text.find_all(attrs={attribute: True}):
            node[attribute] = " ".join(f"{anchor(name)}--{one}" for one in node[attribute].split())


def relink(text, name, names):
    """Point links at the places inside the whole book, and take away those to other files."""
    for link in text.find_all("a", href=True):
        address = urlsplit(link["href"])
        if address.scheme or address.netloc:
            continue
        folder = posixpath.dirname(name)
        path = posixpath.normpath(posixpath.join(folder, unquote(address.path)))
        target = path.removesuffix(".html") if address.path else name
        if target not in names:
            link.unwrap()
        elif address.fragment:
            link["href"] = f"#{anchor(target)}--{address.fragment}"
        else:
            link["href"] = f"#{anchor(target)}"


def mathjax(pages):
    """Return the scripts of the first page that has formulas: MathJax and its settings."""
    for page in pages:
        scripts = [
            str(script) for script in page.find_all("script") if "mathjax" in str(script).lower()
        ]
        if scripts:
            return scripts
    return []


def heading(node):
    return " ".join(node.get_text().split())


def contents(chapters):
    """Return the table of contents; the numbers of the pages are filled in later."""
    items = []
    for name, text in chapters.items():
        title = text.find("h1")
        sections = [
            entry(section.find_parent("section")["id"], section)
            for section in text.find_all("h2")
            if section.find_parent("section") and section.find_parent("section").get("id")
        ]
        below = f"<ul>{''.join(f'<li>{one}</li>' for one in sections)}</ul>" if sections else ""
        items.append(f"<li>{entry(anchor(name), title)}{below}</li>")
    return (
        '<section class="chapter contents" id="contents"><h1 style="display: block">Contents</h1>'
        f"<ul>{''.join(items)}</ul></section>"
    )


def entry(target, title):
    return (
        f'<a href="#{escape(target)}"><span>{escape(heading(title))}</span>'
        f'<span class="page-number" data-target="{escape(target)}"></span></a>'
    )


def title_page(book):
    return (
        '<section class="title-page"><img src="../_static/logo.svg" alt="">'
        f'<p class="title">{escape(book.title)}</p><p>{escape(book.author)}</p>'
        f"<p>{escape(book.version)}</p><div>{book.licence}</div></section>"
    )


def paper(book, chapters):
    """Return the rules for the sheets: page numbers below, the chapter's title above."""
    foot = f"@bottom-left {{ {SMALL}{quoted(f'{book.title}  {book.version}')}; }} "
    foot += f"@bottom-right {{ {SMALL}counter(page); }}"
    rules = [f"@page {{ {PAPER}{foot} }}"]
    rules += ["@page :first { @bottom-left { content: none; } @bottom-right { content: none; } }"]
    for number, (name, text) in enumerate(chapters.items()):
        title = quoted(heading(text.find("h1")))
        rules.append(f"@page sheet{number} {{ @top-right {{ {SMALL}{title}; }} }}")
        rules.append(f"[id='{anchor(name)}'] {{ page: sheet{number}; }}")
    return "\n".join(rules)


def quoted(text):
    """Return a text as a string of a style sheet."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
