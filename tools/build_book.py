"""Build the book as HTML: ``make book``, or ``python tools/build_book.py`` in the environment.

Every warning and every failed cell is an error. Two things Jupyter Book leaves out are done here.
Its cache of executed notebooks looks at the notebooks alone, so this throws the cache away when
the code they import has changed. And a second build after a failed one would not read the
unchanged pages again, so it would find no fault with them: this makes it read them.

Before the pages come the tables of the threshold explorer, which chapters show, and after them the
notebooks that run in the reader's browser.

For authors: ``--pages`` leaves these two out, and ``--draft`` also builds only the pages that
exist and shows warnings without failing.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys

import build_explorer
import build_lite
import pages
import yaml
from lite_env import SAMPLES
from project import BUILD, HTML, ROOT, digest, plain, say, stop

STAMP = BUILD / "built-from.txt"
CACHE = BUILD / ".jupyter_cache"
FAULT = re.compile(r"\b(WARNING|ERROR|CRITICAL):|\berror:", re.IGNORECASE)
# Settings in full, and a remark of each kernel that it listens on this computer.
NOISE = re.compile(r"myst(-nb)? v[\d.]+:|\[IPKernelApp\]")
# What the results of the notebooks depend on, besides themselves.
CODE = ("lasercore", "book/nanobook", "requirements.txt", "constraints.txt", "pyproject.toml")
# What all pages depend on, besides their own text.
FRAME = ("_config.yml", "_toc.yml", "book", "tools/build_book.py", "tools/build_explorer.py")


def main():
    options = argparse.ArgumentParser(description="Build the book as HTML in _build/html.")
    options.add_argument("--draft", action="store_true", help="build what exists, only warn")
    options.add_argument("--pages", action="store_true", help="only the pages, for authors")
    chosen = options.parse_args()
    draft, whole = chosen.draft, not (chosen.draft or chosen.pages)
    toc = draft_toc() if draft else ROOT / "_toc.yml"
    if not draft:
        check_pages(toc)
    inputs = clear_outdated()
    build_explorer.FOLDER.mkdir(parents=True, exist_ok=True)  # the pages' settings name it
    if whole:
        build_explorer.main()
    status, warnings = build(toc, [] if draft else ["-W", "-n", "--keep-going"])
    if status != 0:
        report(warnings)
        stop("The book has errors, listed above.")
    if not draft:
        STAMP.write_text(inputs)
    if whole:
        build_lite.make()
    say(f"\nThe book is ready. Open this file in a browser:\n    {HTML / 'index.html'}")


def build(toc, strictness):
    """Run Jupyter Book, showing what it says; return its exit status and its warnings."""
    jupyter_book = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    # Notebooks run with this environment's kernel, whatever else the reader has installed.
    env = dict(
        os.environ,
        JUPYTER_PREFER_ENV_PATH="1",
        NO_COLOR="1",
        PYTHONUTF8="1",
        LASERCORE_PROGRESS="0",
        # What takes long to sample is kept for the notebooks in the browser (tools/lite_env.py).
        LASERCORE_STORE=str(SAMPLES),
    )
    env.setdefault("OMP_NUM_THREADS", "1")  # small matrices: threads cost more than they bring
    env.pop("MPLBACKEND", None)
    process = subprocess.Popen(
        [*jupyter_book, "build", *strictness, "--toc", str(toc), "."],
        cwd=ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    warnings = []
    for line in process.stdout:
        line = plain(line)
        if NOISE.match(line):
            continue
        print(line, end="", flush=True)
        if FAULT.search(line):
            warnings.append(line.strip())
    return process.wait(), warnings


def check_pages(toc):
    """Stop with a clear message where the table of contents names a missing file."""
    missing = [name for name in pages.names(toc) if not pages.source(name)]
    if missing:
        stop(f"_toc.yml names pages that do not exist: {', '.join(missing)}.")


def draft_toc():
    """Write and return a table of contents of the pages that exist."""
    content = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    found = [name for name in pages.names() if pages.source(name)]
    if not found:
        stop("No page named in _toc.yml exists yet.")
    content["root"] = found[0]
    for part in content["parts"]:
        part["chapters"] = [
            entry
            for entry in part["chapters"]
            if entry["file"] in found and entry["file"] != content["root"]
        ]
    content["parts"] = [part for part in content["parts"] if part["chapters"]]
    BUILD.mkdir(exist_ok=True)
    toc = BUILD / "draft_toc.yml"
    toc.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return toc


def clear_outdated():
    """Remove what an earlier build left that no longer holds; return what this one starts from."""
    now = [digest(*CODE), digest(*FRAME)]
    # Without a stamp the last build failed or was interrupted: what it read must be read again.
    before = STAMP.read_text().split() if STAMP.is_file() else ["", ""]
    known_code = BUILD / "executed-with.txt"
    if not known_code.is_file() or known_code.read_text() != now[0]:
        if CACHE.exists():
            say("lasercore or its packages changed: all notebooks are executed again.")
        remove(CACHE)
        remove(SAMPLES)
        BUILD.mkdir(exist_ok=True)
        known_code.write_text(now[0])
    if before != now:
        remove(BUILD / ".doctrees")
        remove(HTML)
    STAMP.unlink(missing_ok=True)
    return "\n".join(now)


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


def report(warnings):
    """Repeat the warnings and show the failed cells, which are easy to miss in the long output."""
    say("\n" + "=" * 70)
    reports = HTML / "reports"
    for path in sorted(reports.rglob("*.err.log")):
        name = path.relative_to(reports).as_posix().removesuffix(".err.log")
        text = plain(path.read_text(encoding="utf-8"))
        # The report starts with the innards of the program that runs the notebooks.
        cell = text[max(text.find("An error occurred while executing"), 0) :].strip()
        say(f"\n{name}.ipynb: {cell}")
    for warning in warnings:
        say(f"\n{warning}")
    say("")


if __name__ == "__main__":
    main()
