"""The checked cells show what the notebooks hold: compared with what `make book` has executed.

Seen to fail: with a digit changed in a notebook, with a notebook whose code is newer than the
book, and with a module newer than the results.
"""

import execute
import nbformat
import pytest
from jupyter_cache import get_cache
from nbval.plugin import coalesce_streams
from notebooks import CHECKED, kept_outputs
from project import CHAPTERS
from steps import is_current

NOT_EXECUTED = "{} has no results of its present code and of what that imports: run `make book`."


def shown(notebook):
    """What the checked cells of a notebook show, as text, by the cells' names."""
    found = {}
    for number, cell in enumerate(notebook.cells, 1):
        if cell.cell_type == "code" and CHECKED in cell.source:
            outputs = coalesce_streams(kept_outputs(cell, number))
            found[cell.id] = [one.get("text") or one.data["text/plain"] for one in outputs]
    return found


def executed(file):
    """The notebook with its results in the build's cache; fails where it has none that hold."""
    present = nbformat.read(file, as_version=4)
    if execute.CACHE.is_dir() and is_current(execute.made_from(file)):
        cache = get_cache(str(execute.CACHE))
        if execute.result(file, cache):
            return cache.merge_match_into_notebook(present)[1]
    return pytest.fail(NOT_EXECUTED.format(file.name), pytrace=False)


@pytest.mark.parametrize("file", sorted(CHAPTERS.glob("*.ipynb")), ids=lambda file: file.stem)
def test_checked_cells_show_what_the_notebook_holds(file):
    assert shown(executed(file)) == shown(nbformat.read(file, as_version=4))
