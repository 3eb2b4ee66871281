"""What a threshold definition answers."""

from dataclasses import dataclass
from html import escape

from lasercore.laser import to_ampere
from lasercore.units import quantity, scientific


@dataclass(frozen=True)
class Threshold:
    """One threshold of one laser.

    Attributes
    ----------
    definition : str
    pump : float, s⁻¹
        J at the threshold; NaN if there is none.
    photons : float
        n_p there, by the full rate equations; NaN if there is none.
    reached : bool
        Whether any pump reaches this threshold.
    reason : str
        What happens there, or why there is none, in a sentence.
    computed : bool
        False where the answer could not be found, so that `reached` says nothing.
    """

    definition: str
    pump: float
    photons: float
    reached: bool
    reason: str
    computed: bool = True

    @property
    def current(self):
        """The pump as a current (A)."""
        return to_ampere(self.pump) if self.reached else float("nan")

    def __str__(self):
        if not self.reached:
            answer = "none, because" if self.computed else "not computed:"
            return f"{self.definition}: {answer} {self.reason}"
        return (
            f"{self.definition}: {quantity(self.current, 'A')},"
            f" {scientific(self.photons)} photons; {self.reason}"
        )


def none(definition, reason):
    """The answer where there is no threshold."""
    return Threshold(definition, float("nan"), float("nan"), False, reason)


def not_computed(definition, reason):
    """The answer where there may be a threshold, but it was not found."""
    return Threshold(definition, float("nan"), float("nan"), False, reason, computed=False)


class Comparison(dict):
    """Thresholds by definition; prints as a table, in a notebook as an HTML table."""

    _HEADER = ("definition", "current", "photons")

    def _rows(self):
        for name, found in self.items():
            if found.reached:
                yield name, quantity(found.current, "A"), scientific(found.photons)
            else:
                yield name, f"{'none' if found.computed else 'not computed'}: {found.reason}", ""

    def __str__(self):
        rows = [self._HEADER, *self._rows()]
        first = max(len(row[0]) for row in rows)
        second = max((len(row[1]) for row in rows if row[2]), default=0)
        return "\n".join(f"{a:<{first}}  {b:<{second}}  {c}".rstrip() for a, b, c in rows)

    def __repr__(self):
        return str(self)

    def _repr_html_(self):
        head = "".join(f'<th scope="col">{name}</th>' for name in self._HEADER)
        body = "".join(
            f'<tr><th scope="row">{escape(name)}</th>'
            + (f"<td>{b}</td><td>{c}</td>" if c else f'<td colspan="2">{escape(b)}</td>')
            + "</tr>"
            for name, b, c in self._rows()
        )
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
