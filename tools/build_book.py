"""Build the book as HTML: ``make book``, or ``python tools/build_book.py`` in the environment.

Every warning and every failed cell is an error. Two things Jupyter Book leaves out are done here.
Its cache of executed notebooks looks at the notebooks alone, so this takes those chapters out of
it whose folder of nanobook, or whose modules of lasercore, have changed. And a second build after
a failed one would not read the unchanged pages again, so it would find no fault with them: this
makes it read them.

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
import time
from pathlib import Path

import build_lite
import imports
import pages
import steps
import yaml
from jupyter_cache import get_cache
from lite_env import SAMPLES
from project import BUILD, CHAPTERS, HTML, ROOT, plain, say, stop

CACHE = BUILD / ".jupyter_cache"
FAULT = re.compile(r"\b(WARNING|ERROR|CRITICAL):|\berror:", re.IGNORECASE)
# Settings in full, and a remark of each kernel that it listens on this computer.
NOISE = re.compile(r"myst(-nb)? v[\d.]+:|\[IPKernelApp\]")
TABLES = steps.EXPLORER.folder / "explorer-tables.js"


def main():
    options = argparse.ArgumentParser(description="Build the book as HTML in _build/html.")
    options.add_argument("--draft", action="store_true", help="build what exists, only warn")
    options.add_argument("--pages", action="store_true", help="only the pages, for authors")
    chosen = options.parse_args()
    draft, whole = chosen.draft, not (chosen.draft or chosen.pages)
    toc = draft_toc() if draft else ROOT / "_toc.yml"
    if not draft:
        check_pages(toc)
    clear_outdated()
    TABLES.parent.mkdir(parents=True, exist_ok=True)  # the pages' settings name it
    if whole:
        build_tables()
    status, warnings = build(toc, [] if draft else ["-W", "-n", "--keep-going"])
    if status != 0:
        report(warnings)
        stop("The book has errors, listed above.")
    if not draft:
        steps.note(steps.PAGES)
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


def build_tables():
    """Compute the tables of the threshold explorer, which pages load: about a minute."""
    if TABLES.is_file() and steps.is_current(steps.EXPLORER):
        return
    say("Computing the tables of the threshold explorer ...")
    start = time.monotonic()
    # One thread each: the work is shared out to processes.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from nanobook.explorer.tables import as_script, tables  # after that setting

    steps.forget(steps.EXPLORER)
    TABLES.write_text(as_script(tables()), encoding="utf-8")
    steps.note(steps.EXPLORER)
    size = TABLES.stat().st_size / 1000
    say(f"{TABLES.name} is ready: {size:.0f} kB, {time.monotonic() - start:.0f} s.")


def clear_outdated():
    """Remove what an earlier build left that no longer holds."""
    # Where it is not noted, the last build failed or was interrupted: read everything again.
    if not steps.is_current(steps.PAGES):
        remove(BUILD / ".doctrees")
        remove(HTML)
    changed = [step for step in chapters() if not steps.is_current(step)]
    forget_results({step.name for step in changed})
    for step in changed:
        steps.note(step)
    steps.forget(steps.PAGES)


def chapters():
    """The step of each notebook: its results, and what they are made from besides itself."""
    names = (source.stem for name in pages.names() if (source := pages.source(name)))
    notebooks = [name for name in names if (CHAPTERS / f"{name}.ipynb").is_file()]
    return [steps.Step(name, imports.chapter_files(name), CACHE) for name in notebooks]


def forget_results(names):
    """Take chapters out of the cache of results, and let Sphinx read their pages again."""
    if not CACHE.is_dir():
        return
    cache = get_cache(str(CACHE))
    for record in cache.list_cache_records():
        if Path(record.uri).stem in names:
            cache.remove_cache(record.pk)
            say(f"{Path(record.uri).name} is executed again: what it imports has changed.")
    for name in names:
        (BUILD / ".doctrees" / "chapters" / f"{name}.doctree").unlink(missing_ok=True)


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
