"""Execute the chapters, as many at a time as there are cores, into the cache that the pages read.

Jupyter Book would execute them one after another, and its cache looks at the notebooks alone: here
those chapters are taken out of it whose folder of nanobook, or whose modules of lasercore, have
changed. Where numbers stand in the words of a figure, they are compared with what the chapter has
computed as soon as the figure's cell has run (`figure_words`).
"""

import math
import os
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import figure_words
import imports
import nbformat
import pages
import yaml
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from nbclient import NotebookClient
from nbclient.exceptions import CellControlSignal, DeadKernelError
from project import BUILD, CHAPTERS, ROOT, plain, say
from steps import Step, is_current, note

CACHE = BUILD / ".jupyter_cache"
RULES = ("tools/figure_words.py",)
TIME_TO_COMPARE = 60  # seconds
# With more than this the longest chapter alone decides how long all take.
AT_A_TIME = min(os.cpu_count() or 1, 12)


class WordsError(Exception):
    """A figure whose words give another number than the chapter computes."""


class Client(NotebookClient):
    """Runs a chapter, and compares the numbers in its figures' words with it."""

    async def async_execute_cell(self, cell, *given, **options):
        done = await super().async_execute_cell(cell, *given, **options)
        if "numbers" in cell.metadata:
            reply = await self.kc.execute_interactive(
                figure_words.check_code(cell),
                store_history=False,
                allow_stdin=False,
                stop_on_error=False,
                timeout=TIME_TO_COMPARE,
                output_hook=lambda message: None,
            )
            if reply["content"]["status"] == "error":
                raise WordsError(f"cell {cell.id!r}: {reply['content']['evalue']}")
        return done


def chapters():
    """The notebooks of the book, in its order."""
    names = (Path(name) for name in pages.names() if pages.source(name))
    return [path for name in names if (path := CHAPTERS / f"{name.name}.ipynb").is_file()]


def clear_outdated():
    """Take chapters out of the cache for which something has changed that they are made from.

    Returns how many seconds each took when it was last executed, by name.
    """
    took = durations()
    changed = [file for file in chapters() if not is_current(made_from(file))]
    forget({file.stem for file in changed})
    for file in changed:
        note(made_from(file))
    return took


def durations():
    if not CACHE.is_dir():
        return {}
    records = sorted(get_cache(str(CACHE)).list_cache_records(), key=lambda one: one.created)
    return {Path(one.uri).stem: one.data.get("execution_seconds", 0.0) for one in records}


def made_from(file):
    """The step that executes a notebook, with what its results depend on besides itself."""
    return Step(file.stem, [*imports.chapter_files(file.stem), *RULES], CACHE)


def forget(names):
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


@contextmanager
def processes():
    """A pool of as many processes as there are cores; on an error nothing more is begun."""
    # Not forked: this process may have threads by then.
    pool = ProcessPoolExecutor(AT_A_TIME, mp_context=get_context("spawn"))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


def started(pool, took):
    """Start to execute what the cache has no results of, and return what is being done.

    Those that took longest come first, so that none is left alone at the end; what was never
    executed comes before them, in the book's order.
    """
    cache = get_cache(str(CACHE))
    waiting = [file for file in chapters() if result(file, cache) is None]
    if waiting:
        say(f"Notebooks to execute: {len(waiting)}, {AT_A_TIME} at a time.")
    settings = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    timeout = settings["execute"]["timeout"]
    waiting.sort(key=lambda file: -took.get(file.stem, math.inf))
    return [pool.submit(executed, file, timeout) for file in waiting]


def result(file, cache):
    """The record of a notebook's results in the cache, or None."""
    try:
        return cache.match_cache_notebook(nbformat.read(file, as_version=4))
    except KeyError:
        return None


def executed(file, timeout):
    """Execute a notebook and put it into the cache; return what is wrong with it, or ""."""
    notebook = nbformat.read(file, as_version=4)
    start = time.perf_counter()
    client = Client(
        notebook,
        resources={"metadata": {"path": str(file.parent)}},
        timeout=timeout,
        coalesce_streams=True,  # a busy computer breaks off what is printed in the middle of a line
        record_timing=False,  # a cell's times would be part of what results are looked up by
        extra_arguments=["--log-level=ERROR"],  # each would warn that it listens on this computer
    )
    try:
        client.execute()
    except (CellControlSignal, DeadKernelError, WordsError) as problem:
        text = plain(str(problem)).strip()
        say(f"  {file.name} failed")
        return f"{file.name}: {text}"
    seconds = time.perf_counter() - start
    found = CacheBundleIn(notebook, str(file), data={"execution_seconds": seconds})
    get_cache(str(CACHE)).cache_notebook_bundle(found, check_validity=False, overwrite=True)
    say(f"  {file.name}: {seconds:.0f} s")
    return ""
