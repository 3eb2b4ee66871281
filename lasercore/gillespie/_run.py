"""Running streams of random numbers in threads, with Ctrl-C."""

import os
import sys
import threading
from collections.abc import Callable
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait

from lasercore._progress import Progress
from lasercore._typing import T, Tick


class Stopped(Exception):
    """The run was interrupted; threads end at their next kernel call."""


def available_threads() -> int:
    """Cores that this process may use; one where there are no threads."""
    if sys.platform == "emscripten":
        return 1
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run_streams(
    work: Callable[[int, Tick], T], streams: int, threads: int, progress: Progress
) -> list[T]:
    """[work(stream, tick) for stream in range(streams)], in threads; results in order.

    `work` calls tick(share of its work) after each short kernel call: there progress is counted
    and Ctrl-C is heard.
    """
    stop = threading.Event()

    def tick(share: float) -> None:
        if stop.is_set():
            raise Stopped
        progress.tick(share)
        if inline:
            progress.show()

    inline = threads == 1 or streams == 1 or sys.platform == "emscripten"
    if inline:
        return [work(stream, tick) for stream in range(streams)]
    return _in_threads(work, streams, threads, progress, tick, stop)


def _in_threads(
    work: Callable[[int, Tick], T], streams: int, threads: int, progress: Progress, tick: Tick,
    stop: threading.Event,
) -> list[T]:  # fmt: skip
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
