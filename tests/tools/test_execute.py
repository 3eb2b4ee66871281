"""Executing the chapters: in which order, what is kept, and numbers in words that do not hold.

Seen to fail: with the book's order instead of the longest first, with numbers that nothing
compares, with a changed number that leaves old results in place, with a failed notebook kept, and
with output kept in the pieces in which it came.
"""

import execute
import nbformat
import pytest
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbformat.v4 import new_code_cell, new_notebook
from notebooks import KERNEL


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A function that writes a chapter, of a book whose results are kept aside."""
    written = []

    def write(name, code, **metadata):
        cell = new_code_cell(code, id="fig-cell", metadata=metadata)
        file = tmp_path / f"{name}.ipynb"
        nbformat.write(new_notebook(cells=[cell], metadata=dict(KERNEL)), file)
        written.append(file)
        return file

    monkeypatch.setattr(execute, "CACHE", tmp_path / "cache")
    monkeypatch.setattr(execute, "chapters", lambda: written)
    return write


def kept(file):
    return execute.result(file, get_cache(str(execute.CACHE)))


class Pool:
    """Notes what it is given to do, and does nothing."""

    def __init__(self):
        self.given = []

    def submit(self, function, file, timeout):
        assert function is execute.executed and timeout > 60
        self.given.append(file.stem)


def test_what_is_new_comes_first_and_then_what_took_longest(book):
    for name in ("short", "long", "new"):
        book(name, f"{name} = 1")
    pool = Pool()
    execute.started(pool, {"short": 1.0, "long": 30.0})
    assert pool.given == ["new", "long", "short"]


def test_what_has_results_is_left_alone_and_its_time_is_known(book):
    notebook = nbformat.read(book("done", "1"), as_version=4)
    for code, seconds in (("old", 9.0), ("1", 4.0)):
        notebook.cells[0].source = code
        bundle = CacheBundleIn(notebook, "/book/done.ipynb", data={"execution_seconds": seconds})
        get_cache(str(execute.CACHE)).cache_notebook_bundle(bundle, check_validity=False)
    pool = Pool()
    execute.started(pool, execute.durations())
    assert pool.given == []
    assert execute.durations() == {"done": 4.0}


def test_a_notebook_that_fails_is_told_and_not_kept(book):
    file = book("wrong", "1 / 0")
    assert "ZeroDivisionError" in execute.executed(file, 60)
    assert kept(file) is None


def test_a_wrong_number_in_the_words_of_a_figure_is_told_with_the_cells_name(book):
    file = book("figure", "x = 2", numbers={"3": "x"})
    told = "figure.ipynb: cell 'fig-cell': the figure's words say 3, but x is 2"
    assert told in execute.executed(file, 60)
    assert kept(file) is None


def test_right_numbers_leave_no_trace_in_results_which_hold_until_one_changes(book):
    file = book("figure", "x = 2\nx", numbers={"2.0": "x"})
    assert execute.executed(file, 60) == ""
    cache = get_cache(str(execute.CACHE))
    cell = cache.get_cache_bundle(kept(file).pk).nb.cells[0]
    assert cell.execution_count == 1
    assert [one.data["text/plain"] for one in cell.outputs] == ["2"]
    assert kept(book("figure", "x = 2\nx", numbers={"3.0": "x"})) is None


PIECES = """import time
for piece in "12":
    print(piece, end="", flush=True)
    time.sleep(0.5)"""


def test_what_is_printed_in_pieces_is_kept_in_one(book):
    file = book("pieces", PIECES)
    assert execute.executed(file, 60) == ""
    outputs = get_cache(str(execute.CACHE)).get_cache_bundle(kept(file).pk).nb.cells[0].outputs
    assert [one.text for one in outputs] == ["12"]
