"""Build the book as HTML: ``make book``, or ``python tools/build_book.py`` in the environment.

Every warning and every failed cell is an error. The notebooks are executed first (`execute`), and
beside them the tables of the threshold explorer are computed, which chapters show. Then Jupyter
Book makes the pages. A second build after a failed one would not read the unchanged pages again,
so it would find no fault with them: this makes it read them. After the pages come the notebooks
that run in the reader's browser.

For authors: ``--pages`` leaves out the tables and the notebooks for the browser, and ``--draft``
also builds only the pages that exist and shows warnings without failing.
"""

import argparse
import os
import re
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import build_lite
import execute
import pages
import steps
import yaml
from lite_env import SAMPLES
from project import BUILD, HTML, ROOT, plain, say, stop

FAULT = re.compile(r"\b(WARNING|ERROR|CRITICAL):|\berror:", re.IGNORECASE)
# Settings in full, and a remark of each kernel that it listens on this computer.
NOISE = re.compile(r"myst(-nb)? v[\d.]+:|\[IPKernelApp\]")
THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
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
    os.environ.update(settings())
    os.environ.pop("MPLBACKEND", None)
    took = clear_outdated()
    TABLES.parent.mkdir(parents=True, exist_ok=True)  # the pages' settings name it
    if compute(took, whole) and not draft:
        stop("Not every notebook runs: what is wrong is listed above.")
    # Jupyter Book keeps one core busy; the other gets ready what makes the browser's notebooks.
    with ThreadPoolExecutor(1) as beside:
        lite = beside.submit(build_lite.prepare) if whole and not build_lite.is_current() else None
        status, warnings = build(toc, [] if draft else ["-W", "-n", "--keep-going"])
    if status != 0:
        report(warnings)
        stop("The book has errors, listed above.")
    if not draft:
        steps.note(steps.PAGES)
    if whole:
        build_lite.make(prepared=lite and lite.result)
    say(f"\nThe book is ready. Open this file in a browser:\n    {HTML / 'index.html'}")


def compute(took, whole):
    """Execute the notebooks, and compute the tables beside them; tell and return what fails."""
    with execute.processes() as pool:
        running = execute.started(pool, took)
        if whole:
            build_tables(pool.map)
        faults = [fault for one in running if (fault := one.result())]
    if faults:
        report(faults)
    return faults


def settings():
    """The environment's variables for all that is started here."""
    return {
        # Notebooks run with this environment's kernel, whatever else the reader has installed.
        "JUPYTER_PREFER_ENV_PATH": "1",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        "LASERCORE_PROGRESS": "0",
        # What takes long to sample is kept for the notebooks in the browser (tools/lite_env.py).
        "LASERCORE_STORE": str(SAMPLES),
        # The work is shared out to processes: more threads only get in each other's way.
        **{name: os.environ.get(name, "1") for name in THREADS},
    }


def build(toc, strictness):
    """Run Jupyter Book, showing what it says; return its exit status and its warnings."""
    jupyter_book = [sys.executable, "-c", "from jupyter_book.cli.main import main; main()"]
    process = subprocess.Popen(
        [*jupyter_book, "build", *strictness, "--toc", str(toc), "."],
        cwd=ROOT,
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


def build_tables(mapped=map):
    """Compute the tables of the threshold explorer, which pages load; `mapped` shares out work."""
    if TABLES.is_file() and steps.is_current(steps.EXPLORER):
        return
    from nanobook.explorer.tables import as_script, tables  # not above: numpy takes a while

    steps.forget(steps.EXPLORER)
    TABLES.write_text(as_script(tables(mapped)), encoding="utf-8")
    steps.note(steps.EXPLORER)
    say(f"  {TABLES.name}: {TABLES.stat().st_size / 1000:.0f} kB")


def clear_outdated():
    """Remove what an earlier build left that no longer holds; as `execute.clear_outdated`."""
    # Where it is not noted, the last build failed or was interrupted: read everything again.
    if not steps.is_current(steps.PAGES):
        remove(BUILD / ".doctrees")
        remove(HTML)
    took = execute.clear_outdated()
    steps.forget(steps.PAGES)
    return took


def remove(folder):
    shutil.rmtree(folder, ignore_errors=True)


def report(faults):
    """Repeat what is wrong, which is easy to miss in the long output."""
    say("\n" + "=" * 70)
    for fault in faults:
        say(f"\n{fault}")
    say("")


if __name__ == "__main__":
    main()
