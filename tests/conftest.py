"""How several processes share the tests: ``pytest -n 2``.

The tests of a file stay together, as those with something costly in common must. Two more rules
save minutes: of the tests in a browser, those that look at the same page stay together instead, so
that it is opened once for all of them; and what takes longest begins first, so that no process is
left alone with it at the end.
"""

import re

import pytest

PAGE = re.compile(r"tests/pages/browser/.*\[(?:.*-)?((?:chapters/)?\w+\.html)")
# By the time they take, about 120 to 50 s of one core; a page takes 5 to 15 s.
LONGEST = (
    "tests/tools/test_build_book.py",
    "tests/fuzz/test_fuzz.py",
    "tests/pages/browser/test_lite.py",
    "tests/pages/browser/test_live_widgets.py",
    "tests/pages/browser/test_explorer.py",
    "tests/pages/lite/test_solvers.py",
)


def together(test):
    """Return what a test's name has in common with those that must run in the same process."""
    page = PAGE.match(test)
    return page[1] if page else test.split("::", 1)[0]


def rank(name, tests):
    """Sort what is to begin early to the front: the longest, pages, files with many tests."""
    if name in LONGEST:
        return LONGEST.index(name), 0
    return len(LONGEST) + (not name.endswith(".html")), -tests


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class LongestFirst(LoadFileScheduling):
        def _split_scope(self, nodeid):
            return together(nodeid)

        def _assign_work_unit(self, node):
            first = min(self.workqueue, key=lambda name: rank(name, len(self.workqueue[name])))
            self.workqueue.move_to_end(first, last=False)
            super()._assign_work_unit(node)

    return LongestFirst(config, log)
