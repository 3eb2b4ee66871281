"""Run every test: ``make test``, or ``python tools/run_tests.py`` in the environment.

One pytest run: unit, property and literature tests, the examples in lasercore's docstrings,
what the chapters showed when the book was built, and its pages, also in a browser. Further
arguments go to pytest.
"""

import os
import sys

import browser
import peers
from project import ROOT, cores, run, say

PLACES = ("tests", "lasercore", "book/nanobook")


def main():
    # Found, or downloaded, once here, not by each process of the test run.
    env = dict(os.environ, LASERCORE_PROGRESS="0")
    # One process a core: more threads of linear algebra only get in each other's way.
    env.setdefault("OMP_NUM_THREADS", "1")
    try:
        env["CHROMIUM"] = browser.find_chromium()
    except browser.NoBrowserError as problem:
        env["NO_CHROMIUM"] = str(problem)
    peers.main()
    places = [place for place in PLACES if (ROOT / place).is_dir()]
    command = [sys.executable, "-m", "pytest", "-n", str(cores()), *places]
    status = run([*command, *sys.argv[1:]], env=env)
    if "NO_CHROMIUM" in env:
        say(f"The pages were not tested in a browser. {env['NO_CHROMIUM']}")
    sys.exit(status)


if __name__ == "__main__":
    main()
