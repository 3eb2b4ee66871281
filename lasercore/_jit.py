"""The one place that knows whether numba is there.

``@jit`` compiles a function of plain numbers when it is first called, so that importing the
package never imports numba; without numba, or with ``NUMBA_DISABLE_JIT=1``, the function
itself runs. Kernels that call each other hand over `kernel.compiled()`.
"""

import contextlib
import functools
import importlib.util
import os
import sys
from collections.abc import Callable
from typing import Any

from lasercore.warnings import warn_speed

EVENT = 7e-6
"""Seconds that an event takes where nothing is compiled."""
MANY_EVENTS = 500_000
"""Events that are then worth a hint."""


@functools.cache
def numba_available() -> bool:
    """Whether kernels will be compiled."""
    return importlib.util.find_spec("numba") is not None and not _disabled()


def hint_numba(events: float) -> None:
    """Say once what the absence of numba costs, where a run of so many events takes long."""
    if sys.platform != "emscripten" and not numba_available() and events > MANY_EVENTS:
        warn_speed(
            f"{events:.2g} events are simulated without numba, in {events * EVENT:.0f} s or more"
            " instead of a hundredth of it: pip install numba, or ask for fewer events"
        )


def _disabled() -> bool:
    return os.environ.get("NUMBA_DISABLE_JIT", "0") not in ("", "0")


class jit:
    """Compile a kernel at its first call, if numba is available; options are those of njit."""

    def __init__(self, function: Callable[..., Any], **options: Any) -> None:
        functools.update_wrapper(self, function)
        self.python = function
        self._options = options
        self._compiled: Callable[..., Any] | None = None

    def compiled(self) -> Callable[..., Any]:
        """The compiled function, or the Python function where there is no numba."""
        if self._compiled is None:
            compiled = self.python
            if numba_available():
                # Installed but broken, as beside a NumPy it does not support yet: do without.
                with contextlib.suppress(ImportError):
                    from numba import njit

                    compiled = njit(**self._options)(self.python)
            self._compiled = compiled  # not before it is ready: other threads look too
        return self._compiled

    def __call__(self, *arguments: Any) -> Any:
        return self.compiled()(*arguments)
