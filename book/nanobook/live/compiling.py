"""What numba has to do with live figures: the first simulation takes longer, or all of them."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from lasercore import numba_available

__all__ = ["announced", "numba_available"]

_warm = False


@contextmanager
def announced() -> Iterator[None]:
    """Say in a notebook that the first simulation of a session is being compiled."""
    global _warm
    handle = None if _warm else _notice()
    try:
        yield
        _warm = True
    finally:
        if handle is not None:
            from IPython.display import HTML

            handle.update(HTML(""))


def _notice():
    if "IPython" not in sys.modules or not numba_available():
        return None
    from IPython import get_ipython
    from IPython.display import HTML, display

    if not hasattr(get_ipython(), "kernel"):
        return None
    words = "<p>Compiling the simulation: about three seconds, once in a session.</p>"
    return display(HTML(words), display_id=True)
