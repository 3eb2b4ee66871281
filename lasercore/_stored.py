"""Sampled answers that are remembered, for places without compiled kernels.

A sampled answer depends on nothing but its arguments, the seed among them. Where
``LASERCORE_STORE`` names a folder, answers are written there. Where no kernel is compiled, as in
the browser, an answer is looked up in the package ``lasercore_samples``, if that is installed,
before it is sampled for minutes. Whoever changes an argument gets a new sample, as everywhere.

Answers of another state of the code that samples than the present are never used: they lie in a
folder that is named after its digest.
"""

import ast
import dataclasses
import functools
import hashlib
import importlib.util
import inspect
import os
import pickle
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np

from lasercore._jit import numba_available
from lasercore._progress import Progress
from lasercore._typing import P, T

PACKAGE = "lasercore_samples"
VARIABLE = "LASERCORE_STORE"


def stored(function: Callable[P, T]) -> Callable[P, T]:
    """Decorate a sampling function whose answer depends on its arguments alone, but for `progress`.

    What is written as the same call in another way, with a default given or an argument by name,
    finds the same answer; numbers that differ by less than 10⁻⁹ of themselves are the same too,
    since other machines round otherwise. An answer that came with a warning is not remembered, so
    that the warning is not lost.
    """
    signature = inspect.signature(function)

    @functools.wraps(function)
    def answer(*arguments: P.args, **options: P.kwargs) -> T:
        source, target = _source(), os.environ.get(VARIABLE)
        if source is None and not target:
            return function(*arguments, **options)
        try:
            given = signature.bind(*arguments, **options)
            given.apply_defaults()
            progress = given.arguments.pop("progress", None)
            name = f"{function.__module__}.{function.__name__}-{_key(given.arguments)}"
        except (TypeError, ValueError):  # what cannot be named, the function may refuse itself
            return function(*arguments, **options)
        if source is not None and (source / name).is_file():
            with Progress(progress, 1, function.__name__):  # as of a run that is over at once
                return pickle.loads((source / name).read_bytes())
        if not target:
            return function(*arguments, **options)
        return _written(Path(target) / version() / name, function, arguments, options)

    return answer


def _written(path: Path, function: Callable[..., T], arguments: Any, options: Any) -> T:
    """The function's answer, which is also written to a file unless it came with a warning."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        found = function(*arguments, **options)
    for one in seen:
        warnings.warn_explicit(one.message, one.category, one.filename, one.lineno)
    if not seen:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_name(f"{path.name}.{os.getpid()}")
        unfinished.write_bytes(pickle.dumps(found, protocol=5))
        unfinished.replace(path)
    return found


def _key(given: Mapping[str, Any]) -> str:
    """A short name of the arguments."""
    text = repr([(name, _text(value)) for name, value in sorted(given.items())])
    return hashlib.sha256(text.encode()).hexdigest()[:20]


def _text(value: Any) -> str:
    """A value as a text that does not depend on the last bits of its numbers."""
    if isinstance(value, bool | str | None):
        return repr(value)
    if dataclasses.is_dataclass(value):
        parts = (getattr(value, field.name) for field in dataclasses.fields(value))
        return f"{type(value).__name__}({', '.join(map(_text, parts))})"
    numbers = np.asarray(value)
    if numbers.dtype.kind not in "iuf":
        raise TypeError(f"no text for {value!r}")
    if numbers.dtype.kind in "iu":
        digits = " ".join(map(str, numbers.ravel().tolist()))  # a seed may have many digits
    else:
        digits = " ".join(f"{number:.9e}" for number in numbers.ravel())
    return f"{numbers.dtype.kind}{numbers.shape} {digits}"


@functools.cache
def version() -> str:
    """A short digest of the code that samples: `gillespie` and all that it imports."""
    total, folder = hashlib.sha256(), Path(__file__).parents[1]
    for path in sorted(_sampling_code(folder)):
        # Lines may end otherwise where the book is read.
        content = path.read_bytes().replace(b"\r\n", b"\n")
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + content + b"\0")
    return total.hexdigest()[:16]


def _sampling_code(folder: Path) -> set[Path]:
    """The files of `gillespie` and, one through another, of what they import."""
    found, todo = set(), set((folder / "lasercore" / "gillespie").glob("*.py"))
    while todo:
        path = todo.pop()
        found.add(path)
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and str(node.module).startswith("lasercore"):
                place = folder.joinpath(*str(node.module).split("."))
                names = (place / alias.name for alias in node.names)
                files = (one.with_suffix(".py") for one in (place, place / "__init__", *names))
                todo |= {file for file in files if file.is_file()} - found
    return found


@functools.cache
def _source() -> Path | None:
    """The folder of remembered answers, where they are wanted and there."""
    if numba_available():
        return None
    found = importlib.util.find_spec(PACKAGE)
    places = found.submodule_search_locations if found else None
    folder = Path(places[0]) / version() if places else None
    return folder if folder is not None and folder.is_dir() else None
