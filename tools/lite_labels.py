"""What the book's references show: read from the built pages, so that the numbers are the book's.

Numbers of equations, figures and exercises and the titles of chapters come from the pages in
_build/html, names of cited works from the bibliography.
"""

import re
from pathlib import Path

from lite_text import TextError


class Labels:
    """The words that stand for a label of an equation, a figure, an exercise, a page, a work."""

    def __init__(self, html, bibliography):
        from bs4 import BeautifulSoup

        self.equations, self.labels, self.titles = {}, {}, {}
        for page in sorted(Path(html).glob("chapters/*.html")):
            soup = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
            self._read(page.stem, soup.find("article") or soup)
        self.works = _works(bibliography)
        self.notebooks = set()

    def _read(self, name, article):
        for formula in article.select("div.math[id^=equation-]"):
            number = formula.select_one(".eqno")
            if number:
                shown = number.get_text().strip().rstrip("#").strip("()")
                self.equations[formula["id"]] = shown
        for figure in article.select("figure[id], div.exercise[id], div.solution[id], table[id]"):
            number = figure.select_one(".caption-number")
            if number:
                self.labels[figure["id"]] = " ".join(number.get_text().split())
        if heading := article.find("h1"):
            for extra in heading.select(".headerlink, .section-number"):
                extra.decompose()
            self.titles[name] = " ".join(heading.get_text().split())

    def equation(self, label):
        # Sphinx makes the anchor of an equation from its label in this way.
        anchor = "equation-" + re.sub(r"[^a-z0-9]+", "-", label.lower()).strip("-")
        return _known(self.equations, anchor, "equation")

    def shown(self, label):
        return _known(self.labels, label, "label")

    def exercise(self, label, argument):
        """An exercise's title as in the book: its number and, in brackets, its name."""
        return f"{self.shown(label)} ({argument})" if argument else self.shown(label)

    def page(self, target, text=None):
        """A chapter's title, and a link where it is a notebook of the same folder."""
        name = Path(target).name
        title = text or _known(self.titles, name, "page")
        return f"[{title}]({name}.ipynb)" if name in self.notebooks else f"*{title}*"

    def citation(self, key):
        return _known(self.works, key, "work")


def _known(table, key, kind):
    if key not in table:
        raise TextError(f"the built book has no {kind} named {key!r}: build it first (`make book`)")
    return table[key]


def _works(bibliography):
    """Authors and year of every work: `Saldutti et al. (2024)`."""
    from pybtex.database import parse_file

    found = {}
    for key, entry in parse_file(str(bibliography)).entries.items():
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = [_plain(" ".join(person.prelast_names + person.last_names)) for person in people]
        if len(names) > 2:
            names = [f"{names[0]} et al."]
        found[key] = f"{' and '.join(names)} ({entry.fields.get('year', 'no year')})"
    return found


def _plain(name):
    from pybtex.richtext import Text

    return str(Text.from_latex(name)) if re.search(r"[\\{]", name) else name
