"""Break formulas on purpose and see whether a test notices: ``make mutants``.

A seeded sample of small faults (see ``mutations.py``) is put, one at a time, into a copy of the
book, and the tests that should notice (see ``mutant_map.py``) are run until one fails. A mutant
that no test notices has survived: either it changes no result, or a test is missing.

    python tools/mutants.py --part lasercore --count 200 --seed 1
    python tools/mutants.py --at lasercore/laser.py:80
"""

import argparse
import bisect
import itertools
import os
import queue
import random
import sys
import tempfile
import time
from collections import namedtuple
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

import mutant_map
from mutant_runs import Copy, processes
from mutations import mutations
from project import ROOT, say, stop

PARTS = {
    "lasercore": ("lasercore/**/*.py",),
    "nanobook": ("book/nanobook/**/*.py",),
    "tools": ("tools/*.py", "book/extensions/*.py"),
    "scripts": ("book/**/*.js",),
}
Result = namedtuple("Result", ["mutation", "seen_by", "tests"])


class Judge:
    """Runs for one mutant after another the tests that should notice it."""

    def __init__(self, copies, maps, budget):
        self._copies, self._maps, self._budget, self._unbroken = copies, maps, budget, {}

    def __call__(self, mutation):
        copy = self._copies.get()
        try:
            return self._judged(copy, mutation)
        finally:
            self._copies.put(copy)

    def _judged(self, copy, mutation):
        ran = set()
        for tests, *seconds in self._rounds(copy, mutation):
            ran |= set(tests)
            while tests:
                with copy.broken(mutation):
                    failed = copy.first_failure(tests, *seconds)
                    alone = failed in tests and copy.first_failure([failed], *seconds)
                if not failed:
                    break
                # A test that fails only after others, or without the fault, has not noticed it.
                if failed not in tests or (alone and self._seconds(copy, failed) is not None):
                    return Result(mutation, failed, len(ran))
                tests = [test for test in tests if test != failed]
        return Result(mutation, None, len(ran))

    def _rounds(self, copy, mutation):
        """(tests, their longest and all seconds): of the line, then of files that import it."""
        tests = []
        if self._maps and mutation.path.endswith(".py"):
            text = (ROOT / mutation.path).read_text(encoding="utf-8")
            line = mutation.line(text)[0]
            tests = [test for one in self._maps for test in one.covering(mutation.path, text, line)]
            yield from self._affordable(tests)
        near = dict.fromkeys(test.split("::")[0] for test in tests)
        others = dict.fromkeys([*mutant_map.importers(mutation.path), *near])
        measured = [test for file in others for one in self._maps for test in one.within(file)]
        yield from self._affordable([test for test in measured if test not in set(tests)])
        known = {test.split("::")[0] for test in measured}
        for file in others:
            if file not in known and (seconds := self._seconds(copy, file)) is not None:
                yield [file], seconds, seconds

    def _affordable(self, tests):
        """As many of the tests, from the first on, as the budget has time for, but one at least."""
        times = [next(one.times[test] for one in self._maps if test in one.times) for test in tests]
        if tests:
            count = max(bisect.bisect(list(itertools.accumulate(times)), self._budget), 1)
            yield tests[:count], max(times[:count]), sum(times[:count])

    def _seconds(self, copy, test):
        """How long a test, or a file of tests, takes unbroken; None if it does not pass then."""
        if test not in self._unbroken:
            start = time.monotonic()
            failed = copy.first_failure([test], self._budget, self._budget)
            self._unbroken[test] = None if failed else time.monotonic() - start
            if failed:
                say(f"{test} does not pass unbroken ({failed}) and is left out.")
        return self._unbroken[test]


def candidates(parts):
    """All faults that can be put into the files of some parts."""
    paths = sorted({path for part in parts for glob in PARTS[part] for path in ROOT.glob(glob)})
    names = [path.relative_to(ROOT).as_posix() for path in paths]
    return [one for name in names for one in _of(name)]


def _of(name):
    return mutations(name, (ROOT / name).read_text(encoding="utf-8"))


def chosen(options):
    """The faults to try by their numbers: a sample of parts, or all of a file or a line."""
    if options.at:
        name, _, line = options.at.partition(":")
        text = (ROOT / name).read_text(encoding="utf-8")
        found = [one for one in _of(name) if not line or one.line(text)[0] == int(line)]
    else:
        every = candidates(options.part)
        found = random.Random(options.seed).sample(every, min(options.count, len(every)))
    return {
        number: one
        for number, one in enumerate(found, 1)
        if not options.only or number in options.only
    }


def main():
    options = _options()
    wanted = chosen(options)
    if not wanted:
        stop("There is nothing to break.")
    parts = {one.path for one in wanted.values()}
    names = {"lasercore" if path.startswith("lasercore/") else "book"
             for path in parts if path.endswith(".py")}  # fmt: skip
    pages = not all(path.startswith("lasercore/") for path in parts)
    starting = processes()
    with tempfile.TemporaryDirectory(prefix="mutants-") as folder:
        places = [Path(folder, str(number)) for number in range(options.jobs)]
        copies = [Copy(place, starting, pages) for place in places]
        with ThreadPoolExecutor(options.jobs) as pool:
            missing = [name for name in sorted(names) if not mutant_map.is_current(name)]
            list(pool.map(_measure, missing, copies * len(missing)))
            free = queue.SimpleQueue()
            for copy in copies:
                free.put(copy)
            judge = Judge(free, [mutant_map.Map(name) for name in sorted(names)], options.budget)
            running = {pool.submit(judge, one): number for number, one in wanted.items()}
            results = []
            for done in as_completed(running):
                results.append(done.result())
                say(f"{running[done]:4} {_described(results[-1])}")
    sys.exit(reported(results, options.allowed))


def _measure(name, copy):
    say(f"Measuring which tests of {name} run which line; this takes minutes.")
    mutant_map.measure(name, copy.run)


def _described(result):
    text = (ROOT / result.mutation.path).read_text(encoding="utf-8")
    number, old, new = result.mutation.line(text)
    place = f"{result.mutation.path}:{number}"
    if result.seen_by:
        return f"seen      {place}  by {result.seen_by}"
    return f"SURVIVED  {place}  ({result.tests} tests)\n       - {old}\n       + {new}"


def reported(results, allowed):
    """Print the table and the survivors; return the exit status."""
    survivors = [one for one in results if not one.seen_by]
    if survivors:
        say("\nNo test noticed:")
    for one in survivors:
        say(_described(one))
    say("")
    for part, globs in PARTS.items():
        mine = [one for one in results
                if any(one.mutation.path.startswith(glob.split("*")[0])
                       and one.mutation.path.endswith(glob[-3:]) for glob in globs)]  # fmt: skip
        if mine:
            lost = sum(not one.seen_by for one in mine)
            say(f"{part:10} {len(mine):4} mutants {len(mine) - lost:4} seen {lost:4} survived")
    share = len(survivors) / len(results)
    say(f"{100 * (1 - share):.1f} % of {len(results)} seen; {100 * (1 - allowed):.0f} % are asked.")
    return int(share > allowed)


def _options():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS))
    parser.add_argument("--count", type=int, default=60, help="how many mutants (60)")
    parser.add_argument("--seed", type=int, default=1, help="another number, another sample")
    parser.add_argument("--only", type=int, nargs="+", help="of these, those with some numbers")
    parser.add_argument("--budget", type=float, default=120, help="seconds of tests each (120)")
    parser.add_argument("--at", metavar="FILE[:LINE]", help="all mutants of a file or a line")
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="at a time (all cores)")
    parser.add_argument("--allowed", type=float, default=0.15, help="share that may survive (0.15)")
    return parser.parse_args()


if __name__ == "__main__":
    main()
