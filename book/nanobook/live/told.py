"""What a live figure says below its picture, as HTML."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import NamedTuple


class Told(NamedTuple):
    """What to notice, the picture in words, and HTML with the numbers."""

    sentence: str
    words: str
    details: str = ""


def spoken(told: Told, politely: bool = True) -> str:
    """All that stands below a live picture; screen readers say what to notice when it changes.

    A picture widget carries no alternative text, so its words stand here.
    """
    return (
        f'<p aria-live="{"polite" if politely else "off"}">'
        f"<strong>{escape(told.sentence)}</strong></p>{told.details}"
        f"<details><summary>The picture in words</summary>{escape(told.words)}</details>"
    )


def table(rows: Mapping[str, Iterable[object]], head: Iterable[str] = ()) -> str:
    """A table of cells, each HTML, by the names of their rows; `head` names the columns."""
    columns = "".join(f'<th scope="col">{name}</th>' for name in head)
    top = f"<thead><tr>{columns}</tr></thead>" if head else ""
    body = "".join(
        f'<tr><th scope="row">{name}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'
        for name, cells in rows.items()
    )
    return f"<table>{top}<tbody>{body}</tbody></table>"


def paragraphs(texts: Iterable[str], begin: str = "") -> str:
    """Sentences without their full stops, each as a paragraph."""
    return "".join(f"<p>{begin}{escape(text)}.</p>" for text in texts)


def warned(notes: Iterable[str]) -> str:
    """What a model warns of."""
    return paragraphs(notes, "Take care: ")
