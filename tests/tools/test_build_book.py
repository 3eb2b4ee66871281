"""Building the book: a fault is always found, and what changed is always executed again.

Each test builds a small book of two pages with the book's own settings.
Seen to fail: without clearing what a failed build left, with the note of a good build left in
place during the next, and with a chapter that is kept although a module it imports has changed.
"""

import shutil
import subprocess
import sys

import nbformat
import notebooks
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from project import ROOT

TOC = "format: jb-book\nroot: chapters/welcome\nparts:\n  - caption: A\n    chapters:\n"
EXECUTING = "notebook.ipynb: "  # with the time it took


class Book:
    """A small copy of the book."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("tools", "book"):
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        shutil.copy(ROOT / "_config.yml", folder)
        shutil.rmtree(folder / "book" / "nanobook")
        for name in ("chapters", "lasercore", "book/nanobook/notebook"):
            (folder / name).mkdir(parents=True)
        (folder / "_toc.yml").write_text(TOC + "      - file: chapters/notebook\n")
        for name in ("used", "other"):
            (folder / "lasercore" / f"{name}.py").write_text("x = 1\n")
        for package in ("lasercore", "book/nanobook"):
            (folder / package / "__init__.py").write_text("")
        (folder / "chapters" / "welcome.md").write_text("# Welcome\n")
        self.write("if False:\n    import lasercore.used\nprint(1)")

    def write(self, code):
        cells = [new_markdown_cell("# Notebook"), new_code_cell(code, id="cell")]
        notebook = new_notebook(cells=cells, metadata=dict(notebooks.KERNEL))
        notebook.cells[0].id = "title"
        nbformat.write(notebook, self.folder / "chapters" / "notebook.ipynb")

    def build(self, *options):
        """Build and return the exit status and everything that was said."""
        command = [sys.executable, self.folder / "tools" / "build_book.py", "--pages", *options]
        done = subprocess.run(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8"
        )
        return done.returncode, done.stdout


@pytest.fixture
def book(tmp_path):
    return Book(tmp_path)


def test_notebooks_are_executed_again_only_when_code_changed(book):
    status, output = book.build()
    assert status == 0, output
    assert EXECUTING in output
    assert "Open this file" in output
    assert EXECUTING not in book.build()[1]
    (book.folder / "lasercore" / "other.py").write_text("x = 2\n")
    assert EXECUTING not in book.build()[1]
    (book.folder / "lasercore" / "used.py").write_text("x = 2\n")
    assert EXECUTING in book.build()[1]
    (book.folder / "book" / "nanobook" / "notebook" / "figure.py").write_text("label = 'n'\n")
    assert EXECUTING in book.build()[1]
    assert EXECUTING not in book.build()[1]


def test_a_failing_cell_fails_every_build_until_it_is_mended(book):
    book.write("1 / 0")
    for _ in range(2):  # the second build must not take the unchanged page for good
        status, output = book.build()
        assert status != 0
        assert "ZeroDivisionError" in output
    book.write("1 / 1")
    assert book.build()[0] == 0


def test_a_warning_fails_every_build_also_after_a_good_one(book):
    assert book.build()[0] == 0
    (book.folder / "chapters" / "welcome.md").write_text("# Welcome\n\n{doc}`nowhere`\n")
    for _ in range(2):
        status, output = book.build()
        assert status != 0
        assert "nowhere" in output


def test_a_missing_page_is_named_and_a_draft_does_without(book):
    toc = book.folder / "_toc.yml"
    toc.write_text(toc.read_text() + "      - file: chapters/later\n")
    status, output = book.build()
    assert status != 0
    assert "do not exist: chapters/later" in output
    assert book.build("--draft")[0] == 0
