"""What a chapter depends on is read from its imports: neither too little nor too much."""

import os
import subprocess
import sys

import imports
import pytest
from project import CHAPTERS, ROOT

CHAPTER = "01_confinement"
CODE = """
%matplotlib inline
import lasercore.units
from lasercore import laser
def f():
    from nanobook import style
"""
LOADED = "import {}, sys\nfor m in list(sys.modules.values()): print(getattr(m, '__file__', ''))"


def test_imports_are_found_in_every_form():
    found = imports.imported(CODE)
    assert {"lasercore.units", "lasercore.laser", "nanobook.style"} <= found
    assert imports.imported("import numpy as np\nfrom .laser import x") == set()


def test_a_chapter_depends_on_its_folder_and_on_what_that_imports():
    found = imports.chapter_files(CHAPTER)
    assert f"book/nanobook/ch{CHAPTER}/exercises.py" in found
    assert {"book/nanobook/style.py", "lasercore/laser.py", "constraints.txt"} <= set(found)
    assert "book/nanobook/live/static/filmstrip.js" in found


def test_a_chapter_does_not_depend_on_others():
    found = imports.chapter_files(CHAPTER)
    assert not [name for name in found if "nanobook/ch0" in name and f"ch{CHAPTER}" not in name]
    assert not [name for name in found if name.startswith("lasercore/gillespie")]


@pytest.mark.parametrize("module", ["lasercore.thresholds", "nanobook.style"])
def test_nothing_is_missing_of_what_python_imports(module):
    """The module in a fresh Python: every file of ours that it loaded is in the list."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "book")])
    done = subprocess.run(
        [sys.executable, "-c", LOADED.format(module)],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line for line in done.stdout.split("\n") if line.startswith(str(ROOT))}
    ours = {line for line in loaded if "/lasercore/" in line or "/nanobook/" in line}
    assert ours and ours <= {str(ROOT / name) for name in imports.files(module)}


@pytest.mark.parametrize("name", sorted(path.stem for path in CHAPTERS.glob("*.ipynb")))
def test_every_chapter_has_its_list(name):
    assert imports.chapter_files(name)
