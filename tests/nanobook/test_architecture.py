"""Whoever looks for a chapter's figure, live figure or exercise finds its folder by its name.

Seen to fail: with a folder that bears the name of no notebook, and with a figure of one chapter
that another chapter's notebook draws.
"""

import json
import re

import pytest
from project import CHAPTERS, ROOT

FOLDERS = {path.parent for path in (ROOT / "book" / "nanobook").glob("*/__init__.py")}
# What several chapters use stands beside their folders.
SHARED = {"live", "explorer"}
NOTEBOOKS = {path.stem for path in CHAPTERS.glob("*.ipynb")}
NUMBERED = sorted(name for name in NOTEBOOKS if name[0].isdigit())
# The appendix goes on where two chapters end, with their figures; what a closure loses is also seen
# in the live figure of the chapter before.
BORROWED = {
    "whole_cavity": {"ch03_emission_rate", "ch07_curve_shapes"},
    "14_closures": {"ch13_class_b"},
}


def test_each_folder_is_named_as_a_notebook():
    names = {folder.name for folder in FOLDERS} - SHARED
    assert {re.sub(r"^ch(?=\d\d_)", "", name) for name in names} <= NOTEBOOKS


@pytest.mark.parametrize("name", NUMBERED)
def test_each_chapter_has_a_folder_with_exercises(name):
    assert (ROOT / "book" / "nanobook" / f"ch{name}" / "exercises.py").is_file()


@pytest.mark.parametrize("name", sorted(NOTEBOOKS - {"solutions"}))
def test_a_chapter_draws_from_its_own_folder(name):
    notebook = json.loads((CHAPTERS / f"{name}.ipynb").read_text(encoding="utf-8"))
    code = "\n".join(
        "".join(cell["source"]) for cell in notebook["cells"] if cell["cell_type"] == "code"
    )
    used = set(re.findall(r"\bnanobook\.(ch\d\d_\w+)", code))
    assert used - {f"ch{name}"} <= BORROWED.get(name, set())
