"""Saying how far a long computation is."""

import os
import sys
import threading
import time
from typing import Self

from lasercore._typing import ProgressOption
from lasercore.checks import positive, real_number

PATIENCE = 1.0
"""Seconds after which a run says how far it is."""


class Progress:
    """Share of the work that is done, shown on one line of a terminal or a notebook.

    `shown` is None (a line after a second), False (nothing) or a function of the share, 0 to 1;
    `work` the sum of all ticks until the end, `name` that of what is running.
    """

    def __init__(self, shown: ProgressOption, work: float, name: str) -> None:
        if not (shown is None or shown is False or callable(shown)):
            raise TypeError(
                f"progress must be None, False or a function of the share done, got {shown!r}"
            )
        self._shown, self._work, self._name, self._done = shown, positive("work", work), name, 0.0
        self._lock, self._start, self._line = threading.Lock(), time.monotonic(), False
        self._next = self._start + (0.0 if callable(shown) else PATIENCE)

    def tick(self, amount: float) -> None:
        amount = real_number("amount", amount)
        with self._lock:
            self._done += amount

    def show(self) -> None:
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
            print(f"\r{self._name} {share:4.0%}, {left}   ", end="", file=sys.stderr, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        if callable(self._shown) and kind is None:
            self._shown(1.0)
        if self._line:
            print("\r" + " " * 60 + "\r", end="", file=sys.stderr, flush=True)


def _somebody_reads() -> bool:
    if os.environ.get("LASERCORE_PROGRESS") == "0":  # pages that are built must not hold it
        return False
    # A terminal, or a notebook, whose output understands the return to the start of a line.
    notebook = type(sys.stderr).__module__.partition(".")[0] == "ipykernel"
    return sys.stderr is not None and (notebook or sys.stderr.isatty())
