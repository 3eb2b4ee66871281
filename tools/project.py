"""Paths and small helpers that the other scripts share.

Only the standard library, and no syntax newer than Python 3.6: ``setup_env.py`` imports this
with whatever Python the reader has, if only to tell them that it is too old.
"""

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BUILD = ROOT / "_build"
HTML = BUILD / "html"
CHAPTERS = ROOT / "chapters"


def venv_python():
    """Return the path of the environment's Python, whether or not it exists yet."""
    if os.name == "nt":
        return VENV / "Scripts" / "python.exe"
    return VENV / "bin" / "python"


def say(message):
    """Print a line at once, so that it stays in order with the output of other programs."""
    print(message, flush=True)


def stop(message):
    """End the program with one clear message and a failing exit status."""
    sys.stdout.flush()
    sys.exit("\n" + message)


def run(command, **options):
    """Run a command in the book's folder and return its exit status."""
    options.setdefault("cwd", str(ROOT))
    options.setdefault("stdin", subprocess.DEVNULL)
    return subprocess.call([str(part) for part in command], **options)


def cores():
    """Return how many cores this process may use: in a container perhaps not all there are."""
    if hasattr(os, "sched_getaffinity"):  # not on macOS or Windows
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def plain(text):
    """Return a text of a terminal without its colours."""
    return re.sub(r"\x1b\[[0-9;]*m", "", text)


def files_below(*names):
    """Return the source files in the named files and folders, sorted, without byte code."""
    found = []
    for name in names:
        path = ROOT / name
        if path.is_file():
            found.append(path)
        elif path.is_dir():
            found += [p for p in path.rglob("*") if p.is_file() and _is_source(p)]
    return sorted(found)


def digest(*names):
    """Return a fingerprint of the contents of the named files and folders."""
    total = hashlib.sha256()
    for path in files_below(*names):
        content = hashlib.sha256(path.read_bytes()).hexdigest()
        total.update((path.relative_to(ROOT).as_posix() + " " + content + "\n").encode())
    return total.hexdigest()


def _is_source(path):
    skipped = {"__pycache__", ".ipynb_checkpoints"}
    return not skipped.intersection(path.parts) and path.suffix != ".pyc"
