"""Tables below live figures, as they are read."""

from html.parser import HTMLParser


class _Cells(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.rows, self._inside = [], False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "th"):
            self.rows[-1].append("")
            self._inside = True
        elif tag == "br" and self._inside:
            self.rows[-1][-1] += "|"

    def handle_endtag(self, tag):
        if tag in ("td", "th"):
            self._inside = False

    def handle_data(self, data):
        if self._inside:
            self.rows[-1][-1] += data


def rows(html):
    """The texts of the cells by the name of their row; a new line in a cell is "|"."""
    return {name: cells for name, *cells in _Cells(html).rows}


def pairs(html):
    """Of a table with one column of values: each by its name."""
    return {name: value for name, (value,) in rows(html).items()}
