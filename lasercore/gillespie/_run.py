"""Running streams of random numbers in threads, with progress and with Ctrl-C."""

import os
import sys
import threading
import time
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

PATIENCE = 1.0
"""Seconds after which a run says how far it is."""


class Progress:
    """Share of the work that is done, shown on one line of a terminal or a notebook.

    Parameters
    ----------
    shown : None, False or function
        None: a line after a second; False: nothing; a function gets the share, 0 to 1.
    work : float
        Sum of all ticks until the end.
    """

    def __init__(self, shown, work):
        if not (shown is None or shown is False or callable(shown)):
            raise TypeError(
                f"progress must be None, False or a function of the share done, got {shown!r}"
            )
        self._shown, self._work, self._done = shown, work, 0.0
        self._lock, self._start, self._line = threading.Lock(), time.monotonic(), False
        self._next = self._start + (0.0 if callable(shown) else PATIENCE)

    def tick(self, amount):
        with self._lock:
            self._done += amount

    def show(self):
        """Say how far it is, unless that was said just now; only from the main thread."""
        now = time.monotonic()
        if self._shown is False or now < self._next:
            return
        self._next = now + 0.25
        share = min(self._done / self._work, 1.0)
        if self._shown is not None:
            self._shown(share)
        elif _somebody_reads():
            self._line = True
            seconds = now - self._start
            left = f"about {seconds * (1 / share - 1):.0f} s left" if share > 0 else "starting"
            print(f"\rGillespie {share:4.0%}, {left}   ", end="", file=sys.stderr, flush=True)

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        if callable(self._shown) and kind is None:
            self._shown(1.0)
        if self._line:
            print("\r" + " " * 48 + "\r", end="", file=sys.stderr, flush=True)


def _somebody_reads():
    # A terminal, or a notebook, whose output understands the return to the start of a line.
    notebook = type(sys.stderr).__module__.partition(".")[0] == "ipykernel"
    return sys.stderr is not None and (notebook or sys.stderr.isatty())


class Stopped(Exception):
    """The run was interrupted; threads end at their next kernel call."""


def available_threads():
    """Cores that this process may use; one where there are no threads."""
    if sys.platform == "emscripten":
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_streams(work, streams, threads, progress):
    """[work(stream, tick) for stream in range(streams)], in threads; results in order.

    `work` calls tick(share of its work) after each short kernel call: there progress is counted
    and Ctrl-C is heard.
    """
    stop = threading.Event()

    def tick(share):
        if stop.is_set():
            raise Stopped
        progress.tick(share)
        if inline:
            progress.show()

    inline = threads == 1 or streams == 1 or sys.platform == "emscripten"
    if inline:
        return [work(stream, tick) for stream in range(streams)]
    return _in_threads(work, streams, threads, progress, tick, stop)


def _in_threads(work, streams, threads, progress, tick, stop):
    with ThreadPoolExecutor(min(threads, streams)) as pool:
        futures = [pool.submit(work, stream, tick) for stream in range(streams)]
        try:
            pending = set(futures)
            while pending:
                done, pending = wait(pending, timeout=0.1, return_when=FIRST_EXCEPTION)
                for future in done:
                    future.result()
                progress.show()
        except BaseException:
            stop.set()
            for future in futures:
                future.cancel()
            raise
        return [future.result() for future in futures]
