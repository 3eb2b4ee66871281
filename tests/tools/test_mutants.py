"""The faults that `make mutants` makes, and that it tells noticed ones from those that survive.

Seen to fail: with faults made in the messages of errors, with `TEMPLATE` that ends at the first
brace, with a sample that ignores its seed, and with byte code that outlives a fault.
"""

import ast
import shutil
import subprocess
import sys
from types import SimpleNamespace

import mutants
import pytest
from mutant_map import importers, statement
from mutations import mutations
from project import ROOT

NEEDED = ("mutants.py", "mutant_map.py", "mutant_runs.py", "mutations.py", "project.py")


def broken(text, name="some.py"):
    """All that a text may become."""
    return {one.apply(text) for one in mutations(name, text)}


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a + b", {"a - b"}),
        ("(a) * (b)", {"(a) / (b)"}),
        ("x = (a - b) ** 2", {"x = (a + b) ** 2", "x = (a - b) ", "x = (a - b) ** 3",
                              "x = (a - b) ** 1"}),
        ("-f(x)", {"f(x)"}),
        ("not (a)", {" (a)"}),
        ("a < b", {"a >= b"}),
        ("len(a) > 0", {"len(a) <= 0", "len(a) >= 0", "len(a) > 1"}),
        ("a and b or c", {"a or b or c", "a and b and c"}),
        ("a is not b", {"a is b"}),
        ("a[1:]", {"a[2:]", "a[0:]"}),
        ("min(a, b)", {"max(a, b)"}),
        ("np.sin(a)", {"np.cos(a)"}),
        ("x = 2.0", {"x = 2.2"}),
        ("def f(x, clear=True): pass", {"def f(x, clear=False): pass"}),
        ("µ = 'µ'; x = a + b", {"µ = 'µ'; x = a - b"}),
    ],
)  # fmt: skip
def test_faults_of_python(text, faults):
    assert broken(text) == faults


@pytest.mark.parametrize(
    "text",
    [
        '"""Less than 1 < 2 + 3."""',
        "def f(x: int | None = None) -> a[0]: pass",
        "@cache(maxsize=3)\ndef f(): pass",
        'raise ValueError(f"{x + 1} is not below {-y}")',
        'warnings.warn(f"{x + 1}")',
        "ax.plot(x, y, linewidth=1.5)",
        "solve(f, rtol=1e-8)",
        "MOST_STEPS = 60",
        'f"{x:.3f}"',
        '__all__ = ["a", "b"]',
    ],
)
def test_no_fault_is_made_where_it_could_not_matter(text):
    assert broken(text) == set()


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("a + 1.5 * b", {"a - 1.5 * b", "a + 1.65 * b", "a + 1.5 / b"}),
        ("if (!a) b = -c;", {"if (a) b = -c;", "if (!a) b = c;"}),
        ("a === b && c", {"a !== b && c", "a === b || c"}),
        ("a > 0", {"a <= 0", "a >= 0", "a > 1"}),
        ("Math.min(a, b) // - 1", {"Math.max(a, b) // - 1"}),
        ("`1 < ${f({ a: b - c })} + ${`${d}-2`}`", {"`1 < ${f({ a: b + c })} + ${`${d}-2`}`"}),
        ("x.split(/[+*]/).map((a) => a)", set()),
        ("'1 + 2' + a + \"- 3\"", set()),
        ("for (let i = n; i > m; i += 1) {}", {"for (let i = n; i <= m; i += 1) {}"}),
    ],
)  # fmt: skip
def test_faults_of_javascript(text, faults):
    assert broken(text, "some.js") == faults


def test_every_fault_of_a_module_can_be_read_as_python():
    for name in ("lasercore/processes.py", "lasercore/gillespie/_kernels.py", "tools/mutations.py"):
        text = (ROOT / name).read_text(encoding="utf-8")
        assert len(mutations(name, text)) > 20
        for one in mutations(name, text):
            assert ast.dump(ast.parse(one.apply(text))) != ast.dump(ast.parse(text))


def test_a_seed_names_a_sample():
    def sample(seed):
        asked = SimpleNamespace(at=None, only=None, part=["tools"], count=20, seed=seed)
        return mutants.chosen(asked)

    assert sample(1) == sample(1) != sample(2)
    assert len(set(sample(1).values())) == 20


def test_a_line_belongs_to_its_statement():
    lines = ["A = 1", "", "def f(a,", "b=2):", " if (a", "< b):", "  return (a", "+ b)"]
    wanted = {1: [], 4: [5, 6, 7, 8], 6: [5, 6], 8: [7, 8]}
    assert {line: list(statement("\n".join(lines), line)) for line in wanted} == wanted


def test_tests_are_known_by_what_they_import():
    assert "tests/lasercore/test_gillespie.py" in importers("lasercore/gillespie/_kernels.py")
    assert "tests/tools/test_mutants.py" in importers("tools/mutations.py")
    assert "tests/tools/test_build_site.py" in importers("book/extensions/selfcontained.py")
    assert "tests/nanobook/test_explorer.py" in importers("book/nanobook/live/static/explorer.js")


def test_what_a_test_notices_is_told_from_what_survives(tmp_path):
    names = ("lasercore/__init__.py", "tests/literature/.keep", "tests/property/.keep")
    files = dict.fromkeys(names, "") | {
        "lasercore/area.py": "def area(a, b):\n    return a * b\n\ndef spare(a):\n    return -a\n",
        "tests/lasercore/test_area.py": "from lasercore.area import area, spare\n\n"
        "def test_area():\n    assert area(2, 3) == 6\n\n"
        "def test_spare():\n    assert spare(0) == 0\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "tools").mkdir()
    for name in NEEDED:
        shutil.copy(ROOT / "tools" / name, tmp_path / "tools")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    command = [sys.executable, "tools/mutants.py", "--part", "lasercore", "--jobs", "1"]
    done = subprocess.run(
        [*command, "--allowed", "0.4"], cwd=tmp_path, capture_output=True, text=True, timeout=300
    )
    assert (
        "seen      lasercore/area.py:2  by tests/lasercore/test_area.py::test_area" in done.stdout
    )
    assert "SURVIVED  lasercore/area.py:5  (2 tests)" in done.stdout
    assert "- return -a" in done.stdout and "+ return a" in done.stdout
    assert "50.0 % of 2 seen" in done.stdout
    assert done.returncode == 1, done.stderr
