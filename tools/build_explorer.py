"""Build the tables of the threshold explorer: ``python tools/build_explorer.py``.

They go to _build/explorer/explorer-tables.js, which the book's pages load, and are computed again
only when the code that they come from has changed: about a minute on two cores.
"""

import os
import time

from project import BUILD, digest, say

FOLDER = BUILD / "explorer"
TABLES = FOLDER / "explorer-tables.js"
STAMP = FOLDER.with_name("explorer-built-from.txt")
# What the tables depend on: not all of lasercore, so that a new figure does not cost a minute.
CODE = (
    *("book/nanobook/explorer/support.py", "book/nanobook/explorer/tables.py"),
    *(
        f"lasercore/{name}"
        for name in (
            "_checks.py",
            "_jit.py",
            "langevin",
            "laser.py",
            "master_equation",
            "processes.py",
            "rate_equations",
        )
    ),
)


def main():
    if built():
        say("The explorer's tables are up to date.")
        return
    say("Computing the tables of the threshold explorer ...")
    start = time.monotonic()
    build()
    size = TABLES.stat().st_size / 1000
    say(f"{TABLES.name} is ready: {size:.0f} kB, {time.monotonic() - start:.0f} s.")


def built():
    """Whether the tables are there and come from the present code."""
    return TABLES.is_file() and STAMP.is_file() and STAMP.read_text() == digest(*CODE)


def build():
    """Compute the tables and write them, with a note of what they come from."""
    # One thread each: the work is shared out to processes.
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(name, "1")
    from nanobook.explorer.tables import as_script, tables  # after that setting

    made_from = digest(*CODE)
    text = as_script(tables())
    FOLDER.mkdir(parents=True, exist_ok=True)
    STAMP.unlink(missing_ok=True)
    TABLES.write_text(text, encoding="utf-8")
    STAMP.write_text(made_from)


if __name__ == "__main__":
    main()
