"""The pages of the built book, for the tests and the screenshots."""

import yaml
from project import HTML, ROOT

NOT_BUILT = "The book is not built: run `make book` first (the tests look at _build/html)."
# What Sphinx makes besides the chapters; index.html only leads to the first page.
EXTRA = ("search.html", "genindex.html")


def names(toc=ROOT / "_toc.yml"):
    """Return the names of the chapters in the table of contents, the first page first."""
    content = yaml.safe_load(toc.read_text(encoding="utf-8"))
    entries = [entry for part in content["parts"] for entry in part["chapters"]]
    return [content["root"], *(entry["file"] for entry in entries)]


def source(name):
    """Return the file a chapter is written in, or None where there is none."""
    candidates = (ROOT / (name + suffix) for suffix in (".ipynb", ".md"))
    return next((path for path in candidates if path.is_file()), None)


def looked_up():
    """Return the names of the pages of lasercore's reference, which the build makes itself."""
    return sorted(f"reference/{page.stem}" for page in (HTML / "reference").glob("*.html"))


def is_built():
    return (HTML / "index.html").is_file()


def built():
    """Return the addresses of all built pages below the book's own address."""
    pages = [f"{name}.html" for name in names() + looked_up()] + list(EXTRA)
    return [page for page in pages if (HTML / page).is_file()]


def unlike():
    """As `built`, with one page of the reference, the longest: all are made of the same parts."""
    alike = [f"{name}.html" for name in looked_up()]
    longest = max(alike, key=lambda page: (HTML / page).stat().st_size, default="")
    return [page for page in built() if page not in alike or page == longest]
