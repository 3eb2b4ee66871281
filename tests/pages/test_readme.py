"""The README's example gives the output that the README prints.

Exercise: breaking beta_eff in lasercore/laser.py turns test_examples_print_what_they_say red.
"""

import re
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def _blocks(language):
    text = README.read_text(encoding="utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def test_examples_print_what_they_say():
    names = {}  # later examples go on from the earlier ones
    for example, expected in zip(_blocks("python"), _blocks("text"), strict=True):
        printed = StringIO()
        with redirect_stdout(printed):
            exec(compile(example, "README.md", "exec"), names)
        assert printed.getvalue() == expected


def test_examples_are_short():
    for example in _blocks("python"):
        assert 5 <= len([line for line in example.splitlines() if line.strip()]) <= 12


def test_linked_files_are_there():
    links = re.findall(r"\]\(([^)#:]+)\)", README.read_text(encoding="utf-8"))
    missing = [link for link in links if not (README.parent / link).exists()]
    assert links
    assert not missing
