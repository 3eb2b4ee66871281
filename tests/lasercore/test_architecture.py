"""Who may import whom: arrows run from chapters to nanobook to lasercore, and never in circles.

Every import statement is read, those inside functions too, without running anything.

Seen to fail: with `import matplotlib` inside a function of `units`, with `lasercore.laser` imported
by `checks`, with a private function of `_curves` imported by `lindblad`.
"""

import ast
import json
import sys
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
# What lasercore may import besides the standard library, and who may import numba.
LIBRARIES = {"numpy", "scipy"}
OPTIONAL = {"lasercore._jit": {"numba"}}
# Private modules that all of lasercore shares; every other private name stays in its package.
SHARED = {
    *("_banded", "_catalogue", "_curves", "_elimination", "_formulas", "_jit", "_lines"),
    *("_precision", "_progress", "_stored", "_typing", "_validity"),
}
# The page's JavaScript is traced from the arithmetic; all else of the book uses public names.
TRACED = ("nanobook.explorer.", "lasercore._formulas")


def name_of(path):
    """The dotted name of a module."""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts).removeprefix("book.").removesuffix(".__init__")


LASERCORE = {name_of(path): path for path in ROOT.glob("lasercore/**/*.py")}
NANOBOOK = {name_of(path): path for path in ROOT.glob("book/nanobook/**/*.py")}
CHAPTERS = sorted(ROOT.glob("chapters/**/*.ipynb"))


def imports(source):
    """All (module, name) that a text imports; the name is empty for `import module`."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "relative imports are not read here"
            yield from ((node.module, alias.name) for alias in node.names)


def cells(path):
    """The code of a notebook, without what only IPython understands."""
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "code":
            yield "".join(line for line in cell["source"] if not line.startswith(("%", "!")))


def target(module, name):
    """The module that an import means: `from package import module` means the latter."""
    return f"{module}.{name}" if f"{module}.{name}" in LASERCORE else module


def arrows(depth=None):
    """Which module of lasercore imports which, or which package where names are cut at a depth."""
    found = {}
    for name, path in LASERCORE.items():
        here = ".".join(name.split(".")[:depth])
        for module, imported in imports(path.read_text(encoding="utf-8")):
            there = ".".join(target(module, imported).split(".")[:depth])
            if there in LASERCORE and there != here:
                found.setdefault(here, set()).add(there)
    return found


def is_private(name):
    return name.startswith("_") and not name.startswith("__")


def private_imports(modules, shared=()):
    """(importer, module) wherever a private module or name of another package is imported."""
    for name, source in modules:
        for module, imported in imports(source):
            package, *rest = module.split(".")
            if package != "lasercore":
                continue
            parts = [part for part in (*rest, imported) if part not in shared]
            own = name.split(".")[:2] == module.split(".")[:2] and len(rest) > 0
            if any(map(is_private, parts)) and not own:
                yield name, target(module, imported)


def sources(modules):
    return [(name, path.read_text(encoding="utf-8")) for name, path in modules.items()]


@pytest.mark.parametrize("name", sorted(LASERCORE))
def test_lasercore_imports_nothing_but_numpy_and_scipy(name):
    found = {module.partition(".")[0] for module, _ in imports(LASERCORE[name].read_text("utf-8"))}
    allowed = LIBRARIES | OPTIONAL.get(name, set()) | {"lasercore"}
    assert found - allowed <= set(sys.stdlib_module_names)


def test_modules_of_lasercore_import_each_other_in_no_circle():
    try:
        TopologicalSorter(arrows()).prepare()
    except CycleError as error:
        pytest.fail(" ← ".join(error.args[1]))


def test_packages_of_lasercore_import_each_other_in_no_circle():
    graph = arrows(depth=2)
    graph.pop("lasercore", None)  # it hands on what the others define
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        pytest.fail(" ← ".join(error.args[1]))


def test_private_names_stay_in_their_package():
    assert set(private_imports(sources(LASERCORE), SHARED)) == set()


def test_the_book_imports_only_public_names():
    found = set(private_imports(sources(NANOBOOK)))
    who, what = TRACED
    assert {
        pair for pair in found if not (pair[0].startswith(who) and pair[1].startswith(what))
    } == set()


@pytest.mark.parametrize("path", CHAPTERS, ids=lambda path: path.stem)
def test_chapters_import_only_public_names(path):
    assert not list(private_imports((path.stem, cell) for cell in cells(path)))
