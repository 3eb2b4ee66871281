"""Making a call and saying what is wrong with how it ended."""

import ast
import contextlib
import dataclasses
import functools
import inspect
import re
import signal
import sys
import traceback
import warnings
from pathlib import Path

import numpy as np

import lasercore
from lasercore import SpeedWarning, ValidityWarning
from lasercore.statistics import PhotonStatistics
from tests.fuzz import calls

LONGEST = 20.0
"""Seconds of a processor that a call may take, whatever else the machine does."""
MEMORY = 4 * 10**9
"""Bytes that a call may take: twice what the exact solvers allow themselves."""
PACKAGE = Path(lasercore.__file__).parent


class TooSlow(BaseException):
    """A call took longer than it may; not an Exception, so that nothing in between handles it."""


@dataclasses.dataclass(frozen=True)
class Fault:
    """What is wrong with a call: `kind`, in words, and where."""

    call: calls.Call
    kind: str
    what: str

    def __str__(self):
        return f"{self.kind}: {self.what}\n    {calls.NAMESPACE}; {self.call.line}"


def evaluate(call, before=None):
    """(answer or None, the error that refused it or None, fault or None).

    `before` is what the call before has answered, if this is a use of it.
    """
    space = {"answer": before}
    exec(calls.NAMESPACE, space)
    try:
        with _limits(), warnings.catch_warnings(record=True) as seen, _silent():
            warnings.simplefilter("always")
            answer = eval(call.source or call.line, space)
    except TooSlow as slow:
        return None, None, Fault(call, "too slow", f"over {LONGEST:g} s in {_place(slow)}")
    except Exception as error:
        return None, error, _raw(call, error)
    foreign = [one for one in seen if not issubclass(one.category, (ValidityWarning, SpeedWarning))]
    if foreign:
        where = f"{Path(foreign[0].filename).name}:{foreign[0].lineno}"
        return answer, None, Fault(call, "warning", f"{foreign[0].message} at {where}")
    said = " ".join(str(one.message) for one in seen)
    wrong = next(iter(_wrong(answer, call, said)), None)
    return answer, None, wrong and Fault(call, "result", wrong)


# --- errors --------------------------------------------------------------------------------------


def _raw(call, error):
    """A fault if an error is not one that lasercore raised on purpose, naming what it is about."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    if isinstance(error, SyntaxError) or "<string>" in last.filename:
        raise AssertionError(f"the fuzz test wrote a wrong line: {call.line}") from error
    if last.lineno not in _raising_lines(last.filename):
        return Fault(call, "raw error", f"{type(error).__name__}: {error} in {_place(error)}")
    if not re.search(r"[a-z]", str(error)) or not (
        _names(call) & set(re.findall(r"\w+", str(error)))
    ):
        return Fault(call, "nameless error", f"{type(error).__name__}: {error} in {_place(error)}")
    return None


def _place(error):
    own = [one for one in traceback.extract_tb(error.__traceback__) if "lasercore" in one.filename]
    last = own[-1] if own else traceback.extract_tb(error.__traceback__)[-1]
    return f"{Path(last.filename).parent.name}/{Path(last.filename).name}:{last.lineno}"


@functools.cache
def _raising_lines(path):
    """Lines of lasercore's own `raise` statements in a file."""
    if not Path(path).is_relative_to(PACKAGE):
        return frozenset()
    tree = ast.parse(Path(path).read_text(encoding="utf-8"))
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Raise)]
    return frozenset(n for node in found for n in range(node.lineno, node.end_lineno + 1))


@functools.cache
def _parameter_names():
    """Names of all arguments of public functions and methods, which an error may speak of."""
    names = {"laser", "definitions", "definition", "axis", "window", "transparency_density"}
    for one in calls.public().values():
        names |= set(inspect.signature(one).parameters)
    return frozenset(names)


def _names(call):
    return _parameter_names() | set(re.findall(r"(\w+)=", call.line))


# --- results -------------------------------------------------------------------------------------


def _wrong(answer, call, said):
    """What is wrong with an answer: identities that do not hold, numbers that are none."""
    if isinstance(answer, PhotonStatistics):
        yield from _wrong_statistics(answer, given=call.path.startswith("statistics"))
    if type(answer).__name__ == "Threshold":
        yield from _wrong_threshold(answer)
    if not _may_be_nan(answer, call, said):
        for name, numbers in _numbers(answer):
            if np.isnan(numbers).any():
                yield f"NaN in {name or 'the answer'}, though nothing says so"


def _wrong_statistics(light, given):
    """`given`: a reader's own numbers need not fit each other."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        try:
            mean, fano, g2 = (np.asarray(one, float) for one in (light.mean, light.fano, light.g2))
        except ValueError:  # moments given by a reader that no double holds are refused by name
            if given:
                return
            raise
    lit = mean > 0
    if (mean < 0).any() or (fano[lit] < 0).any():
        yield f"photons {mean} or Fano factor {fano} is negative"
    if not given and light.method != "Langevin" and (g2[lit] < 0).any():
        yield f"g2 is negative: {g2}"
    with np.errstate(all="ignore"):
        expected = 1 + (fano - 1) / mean
        # Where pairs are rare, variance and mean share their leading digits.
        slack = 1e-6 * (1 + np.abs(g2)) + 1e-12 * (1 + fano) / mean
        off = lit & (slack < 1) & ~(np.abs(g2 - expected) <= slack)
    if not given and off.any():
        yield f"g2 = {g2[off]}, but 1 + (fano - 1)/photons = {expected[off]}"
    if light.distribution is not None:
        p = np.asarray(light.distribution)
        total = p.sum(axis=-1)
        first = (p * np.arange(p.shape[-1])).sum(axis=-1)
        if (p < 0).any() or (np.abs(total - 1) > 1e-9).any():
            yield f"probabilities are negative or sum to {total}"
        if not given and (np.abs(first - mean) > 1e-6 * (mean + 1e-12)).any():
            yield f"the distribution's mean is {first}, not {mean}"


def _wrong_threshold(one):
    finite = np.isfinite(one.pump) and np.isfinite(one.photons)
    if one.reached and not (finite and one.pump > 0 and one.photons >= 0):
        yield f"reached, but pump {one.pump} and photons {one.photons}"
    if not one.reached and not one.reason:
        yield "not reached, but no reason given"


def _may_be_nan(answer, call, said):
    """Whether arguments, a warning, or what is written of the function or its answer allows NaN."""
    if re.search(r"\bnan\b|\binf\b|NaN", f"{call.line} {said}"):
        return True
    return bool(re.search(r"\bNaN\b", f"{call.text} {inspect.getdoc(type(answer))}"))


def _numbers(answer, name="", depth=0):
    """All arrays of floating-point numbers in an answer, by name."""
    if isinstance(answer, float | complex | np.ndarray | np.generic):
        numbers = np.asarray(answer)
        if numbers.dtype.kind in "fc":
            yield name, numbers
    elif depth < 3 and isinstance(answer, list | tuple):
        for place, one in enumerate(answer):
            yield from _numbers(one, f"{name}[{place}]", depth + 1)
    elif depth < 3 and dataclasses.is_dataclass(answer) and not isinstance(answer, type):
        for one in dataclasses.fields(answer):
            if one.name not in ("errors", "report"):
                yield from _numbers(getattr(answer, one.name), one.name, depth + 1)


# --- limits --------------------------------------------------------------------------------------


@contextlib.contextmanager
def _limits():
    """At most `LONGEST` seconds and `MEMORY` bytes, where the system can say so."""
    if sys.platform != "linux":
        yield
        return
    import resource

    def ring(*_):
        raise TooSlow

    before = resource.getrlimit(resource.RLIMIT_AS)
    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    handler = signal.signal(signal.SIGPROF, ring)
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, before[1]))
    signal.setitimer(signal.ITIMER_PROF, LONGEST)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, handler)
        resource.setrlimit(resource.RLIMIT_AS, before)


@contextlib.contextmanager
def _silent():
    """No lines on the terminal: `print` is one of the arguments."""
    with contextlib.redirect_stdout(None), contextlib.redirect_stderr(None):
        yield
