"""The README's example gives the output that the README prints.

Exercise: breaking beta_eff in lasercore/laser.py turns test_example_prints_what_it_says red.
"""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def _blocks(language):
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_example_prints_what_it_says():
    (example,), (expected,) = _blocks("python"), _blocks("text")
    printed = StringIO()
    with redirect_stdout(printed):
        exec(compile(example, "README.md", "exec"), {})
    assert printed.getvalue() == expected


def test_example_is_short():
    (example,) = _blocks("python")
    assert 5 <= len([line for line in example.splitlines() if line.strip()]) <= 12


def test_linked_files_are_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    missing = [link for link in links if not (README.parent / link).exists()]
    assert links
    assert not missing
