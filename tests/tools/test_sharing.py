"""How the tests are shared among processes: pages and files stay together, the longest come first.

Seen to fail: with `not` left out in `rank`, which puts pages last.
"""

import pytest

from tests.conftest import LONGEST, rank, together
from tests.helpers import ROOT


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("tests/lasercore/test_laser.py::test_beta[1.0-x.html]", "tests/lasercore/test_laser.py"),
        ("lasercore/laser.py::lasercore.laser.Laser", "lasercore/laser.py"),
        (
            "tests/pages/browser/test_layout.py::test_focus_is_visible[dark]",
            "tests/pages/browser/test_layout.py",
        ),
        ("tests/pages/browser/test_accessibility.py::test_a[search.html-dark]", "search.html"),
        ("tests/pages/browser/test_a.py::test_a[dark-chapters/07_b.html]", "chapters/07_b.html"),
        ("tests/pages/browser/test_site.py::test_b[chapters/07_b.html]", "chapters/07_b.html"),
    ],
)
def test_what_stays_together(test, expected):
    assert together(test) == expected


def test_the_longest_come_first_then_pages_then_files_with_many_tests():
    units = {"tests/a.py": 2, "tests/b.py": 900, "search.html": 5, LONGEST[1]: 1, LONGEST[0]: 3}
    ordered = sorted(units, key=lambda name: rank(name, units[name]))
    assert ordered == [LONGEST[0], LONGEST[1], "search.html", "tests/b.py", "tests/a.py"]


def test_the_longest_are_there():
    assert [name for name in LONGEST if not (ROOT / name).is_file()] == []
