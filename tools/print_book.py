"""Print the built book as one PDF: ``make pdf``, or ``python tools/print_book.py [page ...]``.

Chromium prints _build/book.pdf from the pages in _build/html: title page, contents with page
numbers, all pages in their order, bookmarks, links inside the document, and the structure that
screen readers need. With names of pages, such as chapters/08_three_ways, only these are printed.
"""

import argparse
import time
from functools import partial
from io import BytesIO
from pathlib import Path

import pages
import print_pages
import yaml
from browser import NoBrowserError, open_browser
from page_rules import parse
from project import BUILD, HTML, ROOT, say, stop
from server import served

TARGET = BUILD / "book.pdf"
SETTING_SECONDS = 300  # some four thousand formulas on a slow computer
PRINT = {"prefer_css_page_size": True, "print_background": True, "outline": True, "tagged": True}


def main(arguments=None):
    options = argparse.ArgumentParser(description="Print the built book as one PDF.")
    options.add_argument("pages", nargs="*", help="such as chapters/08_three_ways (default: all)")
    options.add_argument("--output", type=Path, default=TARGET, help="default: _build/book.pdf")
    given = options.parse_args(arguments)
    names = given.pages or pages.names()
    missing = [name for name in names if not (HTML / f"{name}.html").is_file()]
    if missing:
        stop(f"These pages are not built: {', '.join(missing)}. Run `make book` first.")
    start = time.monotonic()
    try:
        with served() as address, open_browser() as browser:
            data = print_book(browser, address, names)
    except NoBrowserError as problem:
        stop(str(problem))
    given.output.parent.mkdir(parents=True, exist_ok=True)
    given.output.write_bytes(data)
    say(
        f"The book is printed: {given.output} ({len(data) / 1e6:.1f} MB, "
        f"{time.monotonic() - start:.0f} s)."
    )


def print_book(browser, address, names):
    """Return the PDF of these pages."""
    book = about(names[0])
    html = print_pages.whole_book(names, book)
    context = browser.new_context()
    context.set_default_timeout(1000 * SETTING_SECONDS)
    view = context.new_page()
    # In the pages' own folder, so that pictures and style sheets are found.
    url = f"{address}/{Path(names[0]).parent.as_posix()}/whole-book.html"
    view.route(url, partial(answer, html))
    view.goto(url, wait_until="load")
    view.evaluate(READY)
    # The contents can name page numbers only once it is known where everything lies. Their places
    # are kept free, so filling them in moves nothing.
    view.evaluate(FILL_IN, page_numbers(view.pdf(**PRINT)))
    data = view.pdf(**PRINT)
    context.close()
    return tidied(data, book)


def answer(html, route):
    route.fulfill(body=html, content_type="text/html; charset=utf-8")


READY = """async () => {
    await (window.MathJax?.startup?.promise ?? null);
    await document.fonts.ready;
    await Promise.all([...document.images].map(image => image.decode()));
}"""

FILL_IN = """numbers => {
    for (const place of document.querySelectorAll('.page-number'))
        place.textContent = numbers[place.dataset.target] ?? '';
}"""


def page_numbers(data):
    """Return on which sheet each link target of a PDF lies, the first sheet being 1."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        sheets = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
        places = pdf.Root.get("/Dests", {})
        return {name.removeprefix("/"): sheets[place[0].objgen] for name, place in places.items()}


def tidied(data, book):
    """Return the PDF with its authors, without the date and the browser's name, and compressed."""
    import pikepdf

    with pikepdf.open(BytesIO(data)) as pdf:
        known = {"Title": book.title, "Author": book.author, "Subject": book.version}
        pdf.docinfo = pdf.make_indirect(pikepdf.Dictionary(**known))
        saved = BytesIO()
        packed = pikepdf.ObjectStreamMode.generate  # a third smaller
        pdf.save(saved, object_stream_mode=packed, deterministic_id=True)
    return saved.getvalue()


def about(name):
    """Return what the title page says, as the settings and a built page have it."""
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    page = parse((HTML / f"{name}.html").read_text(encoding="utf-8"))
    version = page.select_one(".book-version")
    return print_pages.Book(
        title=settings["title"],
        author=settings["author"],
        version=version.text if version else "",
        licence=settings["html"]["extra_footer"],
    )


if __name__ == "__main__":
    main()
