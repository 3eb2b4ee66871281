"""Copies of the book in which one fault at a time is put, and runs of tests there.

The processes of the runs are forked from one that has imported what tests need of other packages:
that takes longer than most tests.
"""

import contextlib
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Lock

from project import HTML, ROOT

PRELOADED = ("coverage", "hypothesis", "nbval.plugin", "scipy.integrate", "scipy.optimize",
             "scipy.sparse.linalg", "scipy.stats", "matplotlib.figure")  # fmt: skip
# A test may be this much slower than it was, and start so late, before it counts as hanging.
SLOWER, START = 6, 60
MEMORY = 6 * 2**30  # bytes: a broken size must not take the whole machine
PYTEST = 100  # added to its exit status, to tell it from that of a process that failed otherwise
_lock, _holding = Lock(), {}


def processes():
    """What starts processes; to be called before any thread is started."""
    os.environ |= {"LASERCORE_PROGRESS": "0", "OMP_NUM_THREADS": "1"}
    found = multiprocessing.get_context("forkserver")
    found.set_forkserver_preload(list(PRELOADED))
    return found


class Copy:
    """A copy of the book's files in which one file at a time is broken."""

    def __init__(self, folder, starting, pages):
        self.folder, self._starting = folder, starting
        listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        names = subprocess.check_output(listed, cwd=ROOT, text=True).split("\0")
        for path in (ROOT / name for name in filter(None, names)):
            if path.is_file():
                self._take(path, shutil.copyfile)
        for built in (HTML, HTML.parent / "explorer"):
            if pages and built.is_dir():
                self._take(built, shutil.copytree)
        self._clock = time.time() + 10

    def _take(self, path, copy):
        place = self.folder / path.relative_to(ROOT)
        place.parent.mkdir(parents=True, exist_ok=True)
        copy(path, place)

    @contextlib.contextmanager
    def broken(self, mutation):
        """The copy with a fault, in a script also where the built pages have it."""
        old = (ROOT / mutation.path).read_text(encoding="utf-8")
        new = mutation.apply(old)
        texts = {mutation.path: (old, new)}
        if mutation.path.endswith(".js"):
            for page in _holders(mutation.path):
                whole = page.read_text(encoding="utf-8")
                broken = whole.replace(old.strip(), new.strip())
                texts[page.relative_to(ROOT)] = whole, broken
        for name, (_, broken) in texts.items():
            self._write(name, broken)
        yield
        for name, (whole, _) in texts.items():
            self._write(name, whole)

    def _write(self, name, text):
        place = self.folder / name
        place.write_text(text, encoding="utf-8")
        self._clock += 2  # byte code is told apart by whole seconds
        os.utime(place, (self._clock, self._clock))

    def run(self, arguments, limit=None, measuring=None):
        """Run pytest here; return (exit status, output), (None, output) for what hangs."""
        output = self.folder / "output.txt"
        process = self._starting.Process(
            target=_run, args=(self.folder, output, arguments, measuring)
        )
        with _lock:
            process.start()
        process.join(limit)
        hangs = process.is_alive()
        with contextlib.suppress(ProcessLookupError):  # also what tests leave behind
            os.killpg(process.pid, signal.SIGKILL)
        process.join()
        text = output.read_text("utf-8", errors="replace")
        if hangs or "\nTimeout (" in text:
            return None, text
        if process.exitcode in range(PYTEST):
            raise RuntimeError(f"pytest did not run:\n{text[-3000:]}")
        return process.exitcode - PYTEST if process.exitcode > 0 else process.exitcode, text

    def first_failure(self, tests, longest, together):
        """The test that notices, or what else happened; None if all pass.

        No test may take longer than some seconds, nor all of them together.
        """
        command = ["-x", "-q", "-p", "no:cacheprovider", "--no-header", "--tb=no",
                   "-o", f"faulthandler_timeout={START + SLOWER * longest}",
                   "-o", "faulthandler_exit_on_timeout=true"]  # fmt: skip
        limit = 2 * START + SLOWER * together
        status, output = self.run([*command, *tests], limit)
        if status == 4:
            # Names with parameters may have changed; or the module cannot be imported any more.
            plain = dict.fromkeys(re.sub(r"\[.*", "", test, flags=re.DOTALL) for test in tests)
            status, output = self.run([*command, *plain], limit)
        if status in (0, 5):
            return None
        if named := re.search(r"^(?:FAILED|ERROR) (.+?)(?: - |$)", output, re.MULTILINE):
            return named[1]
        return "a time limit" if status is None else f"status {status}"


def _run(folder, output, arguments, measuring):
    """In a process of its own: pytest with the modules of a copy, not of the checkout."""
    os.setsid()
    os.chdir(folder)
    sys.dont_write_bytecode = False  # the copy is used again
    multiprocessing.set_start_method(None, force=True)  # what tests start is as elsewhere
    with open(output, "w", encoding="utf-8") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    with contextlib.suppress(ImportError):
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    paths = [str(folder / one) for one in (".", "book", "tools")]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    sys.path[:] = paths + [one for one in sys.path if not _is_ours(one)]
    for name, module in list(sys.modules.items()):
        if name != "__main__" and _is_ours(getattr(module, "__file__", None)):
            del sys.modules[name]

    import pytest

    command = ["-W", "ignore::pytest.PytestAssertRewriteWarning", *arguments]
    if measuring:
        import coverage

        coverage = coverage.Coverage(**measuring)
        coverage.start()
        status = pytest.main(command)
        coverage.stop()
        coverage.save()
    else:
        status = pytest.main(command)
    sys.stdout.flush()
    os._exit(PYTEST + status)


def _is_ours(path):
    own = (ROOT / name for name in ("tools", "book", "lasercore"))
    return path is not None and (
        Path(path) == ROOT or any(Path(path).is_relative_to(one) for one in own)
    )


def _holders(script):
    """The built files that contain a script."""
    with _lock:
        if script not in _holding:
            text = (ROOT / script).read_text(encoding="utf-8").strip()
            built = [one for one in HTML.rglob("*") if one.suffix in (".html", ".js")]
            _holding[script] = [
                one for one in built if text in one.read_text(encoding="utf-8", errors="ignore")
            ]
        return _holding[script]
