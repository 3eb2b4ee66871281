"""Which tests should notice a fault: those that run the line, then those that import the module.

The first are measured: coverage notes for each line the tests that run it, once, in
``_build/mutants``. It does not see compiled kernels and other processes, and a result that a cache
or a fixture keeps counts for the first test that asks for it: hence the second. The page's scripts
have their tests in a list. pytest loads this module as a plug-in while coverage measures.
"""

import ast
import functools
import json
from pathlib import Path

import pytest
from project import BUILD, ROOT, digest, stop

FOLDER = BUILD / "mutants"
# Of each map: what is run to measure, and what makes it outdated.
MEASURED = {
    "lasercore": ("tests/lasercore", "tests/literature", "tests/property", "lasercore"),
    "book": ("tests/nanobook", "tests/tools", "book/nanobook"),
}
MADE_FROM = {
    "lasercore": ("lasercore", "tests/lasercore", "tests/literature", "tests/property"),
    "book": ("lasercore", "book", "tools", "tests/nanobook", "tests/tools"),
}
BROWSER = "tests/pages/browser"
SCRIPTS = {
    "explorer": ("tests/nanobook/test_explorer.py", f"{BROWSER}/test_explorer.py"),
    "filmstrip": (f"{BROWSER}/test_filmstrips.py", f"{BROWSER}/test_model_widgets.py"),
    "print": (f"{BROWSER}/test_print.py",),
    "actions": (f"{BROWSER}/test_reading.py", f"{BROWSER}/test_print.py"),
    "search_scorer": (f"{BROWSER}/test_reading.py",),
}
_times = {}


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Tell coverage which test runs."""
    import coverage

    measuring = coverage.Coverage.current()
    measuring.switch_context(item.nodeid)
    result = yield
    measuring.switch_context("")
    return result


def pytest_runtest_logreport(report):
    """Note how long a test takes, or nothing if it does not pass."""
    before = _times.get(report.nodeid, 0)
    _times[report.nodeid] = before + report.duration if report.passed else float("nan")


def pytest_sessionfinish():
    import coverage

    passed = {name: time for name, time in _times.items() if time == time}
    data = Path(coverage.Coverage.current().get_data().data_filename())
    data.with_suffix(".times").write_text(json.dumps(passed), encoding="utf-8")


def is_current(name):
    note = FOLDER / f"{name}.made-from"
    return note.is_file() and note.read_text(encoding="utf-8") == digest(*MADE_FROM[name])


def measure(name, run):
    """Run all tests of a map in a copy of the book with `run(arguments, measuring=settings)`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made_from = digest(*MADE_FROM[name])
    settings = FOLDER / "coverage.ini"
    settings.write_text("[run]\nrelative_files = True\ncore = ctrace\n", encoding="utf-8")
    status, output = run(
        ["-q", "-p", "mutant_map", "-p", "no:cacheprovider", *MEASURED[name]],
        measuring={
            "data_file": str(FOLDER / f"{name}.coverage"),
            "config_file": str(settings),
            "source": ["lasercore", "book/nanobook", "tools"],
        },
    )
    if status not in (0, 1):  # 1: some test fails; what it runs is left to the others
        stop(f"The tests of {name} did not run:\n{output[-3000:]}")
    (FOLDER / f"{name}.made-from").write_text(made_from, encoding="utf-8")


class Map:
    """The tests of one map: how long they take, and which of them run a line."""

    def __init__(self, name):
        import coverage

        self.times = json.loads((FOLDER / f"{name}.times").read_text(encoding="utf-8"))
        self._data = coverage.CoverageData(FOLDER / f"{name}.coverage")
        self._data.read()
        self._lines = functools.cache(self._data.contexts_by_lineno)

    def covering(self, path, text, line):
        """The tests that run the statement of a line: the most specific file first, then fast ones.

        What runs when a module is imported, or compiled, counts as run by all tests of the module.
        """
        by_line = self._lines(path)
        names = set().union(*(by_line.get(one, ()) for one in statement(text, line))) - {""}
        names = names or set().union(*by_line.values())
        return self._ordered(names & set(self.times), importers(path))

    def within(self, file):
        """All tests of a file of tests, fast ones first."""
        return self._ordered({one for one in self.times if one.split("::")[0] == file}, ())

    def _ordered(self, names, first):
        files = {}
        for name in names:
            files.setdefault(name.split("::")[0], []).append(name)
        for tests in files.values():
            tests.sort(key=lambda test: (self.times[test], test))
        total = {file: sum(map(self.times.get, tests)) for file, tests in files.items()}
        # Examples come last, as in the whole run: a module that pytest imports for them takes the
        # place of a function of its name in the package.
        order = sorted(
            files, key=lambda one: (one[:6] != "tests/", one not in first, total[one], one)
        )
        return [test for file in order for test in files[file]]


def statement(text, line):
    """The lines of the innermost statement on a line, of a compound one its head; none at import.

    The defaults of a function are set at import, but matter where it runs: its body.
    """
    around = [
        node
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.stmt) and node.lineno <= line <= node.end_lineno
    ]
    if not any(isinstance(node, ast.FunctionDef) for node in around):
        return ()
    body = getattr(around[-1], "body", None)
    if isinstance(around[-1], ast.FunctionDef):
        return range(body[0].lineno, body[-1].end_lineno + 1)
    return range(around[-1].lineno, body[0].lineno if body else around[-1].end_lineno + 1)


@functools.cache
def importers(path):
    """The files of tests that name a module, or the package it belongs to, in an import."""
    if path.endswith(".js"):
        names = (name for name in SCRIPTS if path.rpartition("/")[2].startswith(name))
        return SCRIPTS[next(names)]
    parts = (
        path.removeprefix("book/")
        .removeprefix("extensions/")
        .removeprefix("tools/")
        .removesuffix(".py")
        .split("/")
    )
    names = {".".join(parts[: end + 1]) for end in range(len(parts) > 1, len(parts))}
    places = MEASURED["lasercore"] if parts[0] == "lasercore" else ("tests",)
    files = [
        file.relative_to(ROOT).as_posix()
        for place in places
        for file in sorted(ROOT.glob(f"{place}/**/test_*.py"))
    ]
    return tuple(file for file in files if names & _imported(file))


@functools.cache
def _imported(file):
    found = set()
    for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return found
