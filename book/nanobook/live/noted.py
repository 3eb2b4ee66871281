"""What the model warns of, to be shown instead of warned."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from lasercore import ValidityWarning


@contextmanager
def noted() -> Iterator[list[str]]:
    """A list that is filled with what the model warns of."""
    notes = []
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ValidityWarning)
        yield notes
    found = (str(w.message) for w in caught if issubclass(w.category, ValidityWarning))
    notes.extend(dict.fromkeys(found))
