"""What a comparison of definitions answers."""

from collections.abc import Iterator
from html import escape

from lasercore._formulas.texts import quantity, scientific
from lasercore._formulas.thresholds import Threshold


class Comparison(dict[str, Threshold]):
    """Thresholds by definition; prints as a table, in a notebook as an HTML table."""

    _HEADER = ("definition", "current", "photons")

    def _rows(self) -> Iterator[tuple[str, str, str]]:
        for name, found in self.items():
            if found.reached:
                yield name, quantity(found.current, "A"), scientific(found.photons)
            else:
                yield name, f"{'none' if found.computed else 'not computed'}: {found.reason}", ""

    def __str__(self) -> str:
        rows = [self._HEADER, *self._rows()]
        first = max(len(row[0]) for row in rows)
        second = max((len(row[1]) for row in rows if row[2]), default=0)
        return "\n".join(f"{a:<{first}}  {b:<{second}}  {c}".rstrip() for a, b, c in rows)

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        head = "".join(f'<th scope="col">{name}</th>' for name in self._HEADER)
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th>'
            + (f"<td>{b}</td><td>{c}</td>" if c else f'<td colspan="2">{escape(b)}</td>')
            + "</tr>"
            for name, b, c in self._rows()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
