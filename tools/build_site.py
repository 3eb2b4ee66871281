"""Make the folder that a public host serves: ``make site``, or ``python tools/build_site.py``.

From the built book, _build/site gets what readers need, each page with a strict
content-security policy, and the whole book as a PDF, to which each page links at its foot. All
addresses in it are relative, so it works below any path; with ``--address`` (or SITE_ADDRESS in the
environment) search engines, and whoever shares a page, are also told where it is. In the end each
page is opened in a browser: it must obey its policy, and its weight is listed.
"""

import argparse
import csv
import os
import shutil
from urllib.parse import quote, urlsplit
from xml.sax.saxutils import escape

import pages
import print_book
import yaml
from browser import NoBrowserError, open_browser
from policy import notebook_policy, page_policy
from project import BUILD, HTML, ROOT, say, stop
from server import served
from site_pages import IN_STYLES, SAID, Page, absolute, front, lost, not_found, shared, with_head
from site_visit import COLUMNS, Visit, weight

SITE = BUILD / "site"
WEIGHTS = "page-weights.csv"
LITE = "lite"  # the notebooks that run in the browser
PDF = "nanolaser-book.pdf"
# Where pages say their version (book/extensions/version.py), and what comes before it.
FOOT = '<p class="book-version">'
PDF_LINK = '<p class="book-pdf"><a href="{}">The whole book as a PDF</a> ({:.0f} MB)</p>'
# Served for the visit below a path of several folders: an address that leaves one out is lost.
PATH = "/some/where/"
# Left out: what only Sphinx, its theme's templates and tools for developers read.
UNUSED = (
    ".buildinfo*",
    "made-from.json",
    ".doctrees",
    "reports",
    "locales",
    "*webpack-macros.html",
    "*.map",
)
# For hosts that read such a file; a <meta> element cannot say the first, nor the second.
HEADERS = """/*
  Content-Security-Policy: frame-ancestors 'self'
  X-Content-Type-Options: nosniff
"""


def main():
    options = argparse.ArgumentParser(description="Make the folder to publish, _build/site.")
    options.add_argument(
        "--address",
        default=os.environ.get("SITE_ADDRESS"),
        help="where it will be, such as https://example.org/book/ (not needed)",
    )
    address = checked(options.parse_args().address)
    if not pages.is_built():
        stop(pages.NOT_BUILT)
    build(HTML, SITE, address, printed())
    found = faults(SITE)
    if found:
        stop("The site is not fit to be published:\n" + "\n".join(found))
    try:
        with open_browser() as browser:
            look_at_all(browser, SITE)
    except NoBrowserError as problem:
        say(f"The pages were neither checked in a browser nor weighed. {problem}")
    say(f"\nThe site is ready; this folder holds all of it:\n    {SITE}")


def checked(address):
    """Return the address with a slash at its end, or None."""
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.query or parts.fragment:
        stop(f"The address must be like https://example.org/book/, got {address!r}.")
    return address.rstrip("/") + "/"


def printed():
    """Return the whole book as a PDF, or None, and say so, where no browser can print it."""
    try:
        with served() as address, open_browser() as browser:
            return print_book.print_book(browser, address, pages.names())
    except NoBrowserError as problem:
        say(f"The site comes without a PDF. {problem}")
        return None


def build(html, site, address=None, pdf=None):
    """Copy the built book, give each page its policy, and add the PDF."""
    shutil.rmtree(site, ignore_errors=True)
    shutil.copytree(html, site, ignore=shutil.ignore_patterns(*UNUSED))
    title = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["title"]
    first = f"{pages.names()[0]}.html"
    said = SAID.findall((html / first).read_text(encoding="utf-8"))
    small = front(title, first, "".join(f"{element}\n" for element in said))
    (site / "index.html").write_text(small, encoding="utf-8")
    (site / "404.html").write_text(not_found(title, address), encoding="utf-8")
    # GitHub Pages would pass over _static and _sources otherwise.
    (site / ".nojekyll").touch()
    (site / "_headers").write_text(HEADERS, encoding="utf-8")
    if address:
        (site / "sitemap.xml").write_text(sitemap(address), encoding="utf-8")
    if pdf:
        (site / PDF).write_bytes(pdf)
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.is_relative_to(site / LITE):
            text = with_head(text, notebook_policy(text))
        else:
            text = with_pdf(shared(text, address), path, site)
            text = with_head(text, page_policy(text), canonical(path, site, address))
        path.write_text(text, encoding="utf-8")


def with_pdf(text, path, site):
    """Return a page with a link to the PDF at its foot, if the site has one."""
    pdf = site / PDF
    if not pdf.is_file():
        return text
    up = "../" * (len(path.relative_to(site).parts) - 1)
    return text.replace(FOOT, PDF_LINK.format(up + PDF, pdf.stat().st_size / 1e6) + FOOT)


def readers_pages():
    """Return the pages that search engines are to know."""
    return [f"{name}.html" for name in pages.names() + pages.looked_up()]


def sitemap(address):
    """Return a list of the pages as search engines read it."""
    entries = "".join(
        f"  <url><loc>{escape(address + quote(page))}</loc></url>\n" for page in readers_pages()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</urlset>\n'
    )


def canonical(path, site, address):
    """Return the element that names the page's own address, where it is known."""
    page = path.relative_to(site).as_posix()
    if not address or page not in readers_pages():
        return ""
    return f'\n<link rel="canonical" href="{escape(address + quote(page))}">'


def faults(site):
    """Return what makes a site unfit to be published, one sentence each."""
    found = []
    for path in sorted(site.rglob("*.html")):
        name = path.relative_to(site).as_posix()
        found += [f"{name}: {fault}" for fault in page_faults(path, site)]
    for path in sorted((site / "_static").rglob("*.css")):
        addresses = absolute(IN_STYLES.findall(path.read_text(encoding="utf-8")))
        name = path.relative_to(site).as_posix()
        found += [f"{name}: {address} leaves out the site's folder" for address in addresses]
    return found


def page_faults(path, site):
    """Return what is wrong with a page of the site."""
    page = Page(path.read_text(encoding="utf-8"))
    found = [f"{address} leaves out the site's folder" for address in absolute(page.addresses)]
    found += [f"{handler} is a script in an attribute" for handler in page.handlers]
    if page.policy > page.active or page.policy == len(page.html):
        found.append("no content-security policy comes before what it loads")
    # JupyterLite's pages also name files that its script puts elsewhere.
    if not path.is_relative_to(site / LITE):
        found += [f"{address} does not exist" for address in lost(page.addresses, path, site)]
    return found


def look_at_all(browser, site):
    """Open all pages; stop where one is at fault, else list their weights."""
    found, rows = [], []
    with served(site, PATH) as address:
        for page in pages.built():
            visit = Visit(browser, address, page)
            found += [f"{page}: {fault}" for fault in visit.faults()]
            if not visit.failed:
                rows.append(weight(page, visit.files(site)))
            visit.close()
    if found:
        stop("In a browser, pages of the site are at fault:\n" + "\n".join(found))
    list_weights(rows, site / WEIGHTS)
    if (site / LITE).is_dir():
        say(folder_weight(site / LITE))


def list_weights(rows, path):
    """Write the table of weights to a file and show it."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        table.writeheader()
        table.writerows(rows)
    say("\n{:36}{:>6}{:>12}{:>14}{:>10}{:>13}".format(*COLUMNS))
    for row in rows:
        say("{:36}{:>6}{:>12}{:>14}{:>10}{:>13}".format(*row.values()))


def folder_weight(folder):
    files = [path for path in folder.rglob("*") if path.is_file()]
    total = sum(path.stat().st_size for path in files) / 1e6
    return f"{folder.name}/, the notebooks for the browser: {len(files)} files, {total:.1f} MB."


if __name__ == "__main__":
    main()
