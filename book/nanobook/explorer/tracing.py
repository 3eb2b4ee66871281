"""Numbers that remember how they were computed, so that Python's formulas come out as JavaScript.

A `Term` stands for a number that is not known yet. Arithmetic on terms builds larger terms, and
`traced` runs an ordinary Python function on them to see what it does. Where the function asks a
question of a term (``if eta <= 0``), it is run once for each answer: the runs together are a tree
of questions with a result at each leaf, which `javascript` writes down.
"""

import contextvars
import math
from dataclasses import dataclass
from typing import Any

_path: contextvars.ContextVar[Any] = contextvars.ContextVar("path", default=None)
# So many courses may a function take, and so many questions ask on one: more is taken for a loop.
MOST_PATHS, MOST_QUESTIONS = 400, 60


class Term:
    """A number to come: an operation and what it is done to. Equal terms are the same object."""

    __array_ufunc__ = None  # numpy leaves arithmetic with its numbers to this class

    def __init__(self, operation, parts):
        self.operation, self.parts = operation, parts

    def __repr__(self):
        return f"<{self.operation} {' '.join(map(str, self.parts))}>"

    __hash__ = object.__hash__

    def __float__(self):
        raise TypeError(f"a traced number has no value yet: {self.operation}")

    def __bool__(self):
        return self != 0

    def __add__(self, other):
        return apply("+", self, other)

    def __radd__(self, other):
        return apply("+", other, self)

    def __sub__(self, other):
        return apply("-", self, other)

    def __rsub__(self, other):
        return apply("-", other, self)

    def __mul__(self, other):
        return apply("*", self, other)

    def __rmul__(self, other):
        return apply("*", other, self)

    def __truediv__(self, other):
        return apply("/", self, other)

    def __rtruediv__(self, other):
        return apply("/", other, self)

    def __pow__(self, power):
        if power == 2:
            return self * self
        return self.sqrt() if power == 0.5 else apply("pow", self, power)

    def __neg__(self):
        return apply("*", -1.0, self)

    def __abs__(self):
        return apply("abs", self)

    def sqrt(self):
        return apply("sqrt", self)

    def exp(self):
        return apply("exp", self)

    def log(self):
        return apply("log", self)

    def minimum(self, other):
        return apply("min", self, other)

    def maximum(self, other):
        return apply("max", self, other)

    def all_finite(self):
        return True

    def root(self, function, high):
        """A zero of `function` between this and `high`: the page searches for it."""
        searched = traced(lambda x: plain(function(x)), "x")
        return interned("root", (searched, self, plain(high)))

    def __lt__(self, other):
        return asked("<", self, other)

    def __le__(self, other):
        return asked("<=", self, other)

    def __gt__(self, other):
        return asked("<", other, self)

    def __ge__(self, other):
        return asked("<=", other, self)

    def __eq__(self, other):
        return asked("===", self, other)

    def __ne__(self, other):
        return not asked("===", self, other)

    def written(self, spec):
        """A mark in a text where this number will be written in the format `spec`."""
        tokens = _path.get().tokens
        tokens.append((self, spec))
        return f"\0{len(tokens) - 1}\0"

    __format__ = written


def plain(value):
    """What arithmetic gets: a term, or a float of whatever number this is."""
    return value if isinstance(value, Term) else float(value)


_FOLDED: dict[str, Any] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": lambda a, b: a / b,
    "pow": lambda a, b: a**b,
    "min": min,
    "max": max,
}


def apply(operation, *parts):
    """The term of an operation, or its value where all parts are known."""
    parts = tuple(map(plain, parts))
    if not any(isinstance(part, Term) for part in parts):
        return _FOLDED[operation](*parts)
    a, b = parts[0], parts[-1]
    for neutral, allowed in ((0.0, "+-"), (1.0, "*/")):
        if operation in allowed and _is(b, neutral):
            return a
        if operation in allowed[0] and _is(a, neutral):
            return b
    return interned(operation, parts)


def _is(part, number):
    return not isinstance(part, Term) and part == number


def interned(operation, parts):
    """The one term of this operation on these parts."""
    key = (operation, *(id(part) if isinstance(part, Term | Traced) else part for part in parts))
    known = _path.get().known
    if key not in known:
        known[key] = Term(operation, parts)
    return known[key]


def named(name):
    """The term of a number that JavaScript will know by this name."""
    return interned("name", (name,))


# From the answer to a question of a and b: which others of them (or of b and a) are answered too.
_FOLLOWS = {
    ("<", True): (("<=", False, True), ("<", True, False), ("<=", True, False)),
    ("<", False): (("<=", True, True),),
    ("<=", True): (("<", True, False),),
    ("<=", False): (("<", False, False), ("<", True, True), ("<=", True, True)),
}


class Path:
    """One run of a traced function: the questions it asked, in order, and the answers it got."""

    def __init__(self, known, tokens, given, answers):
        self.known, self.tokens = known, tokens
        self.given, self.answers = dict(given), list(answers)
        self.questions, self.result = [], None

    def answer(self, question):
        if id(question) not in self.given:
            if len(self.questions) == MOST_QUESTIONS:
                raise RecursionError(
                    f"more than {MOST_QUESTIONS} questions on one course: trace parts"
                )
            if len(self.questions) == len(self.answers):
                self.answers.append(True)
            reply = self.answers[len(self.questions)]
            self.questions.append(question)
            self.given[id(question)] = reply
            self._conclude(question, reply)
        return self.given[id(question)]

    def _conclude(self, question, reply):
        """What else is known now: whoever is not below is not less either."""
        a, b = question.parts
        for comparison, reverse, other in _FOLLOWS.get((question.operation, reply), ()):
            parts = (b, a) if reverse else (a, b)
            self.given.setdefault(id(interned(comparison, parts)), other)


def asked(comparison, a, b):
    """The answer, on the present path, to a question of numbers; nothing traced is infinite."""
    a, b = plain(a), plain(b)
    for known, other in ((a, b), (b, a)):
        if not isinstance(known, Term) and isinstance(other, Term) and not math.isfinite(known):
            return comparison != "===" and (known < 0) == (known is a) and not math.isnan(known)
    if not isinstance(a, Term) and not isinstance(b, Term):
        return {"<": a < b, "<=": a <= b, "===": a == b}[comparison]
    return _path.get().answer(interned(comparison, (a, b)))


@dataclass(frozen=True)
class Refused:
    """A path that ends in an error."""

    message: str


@dataclass(frozen=True)
class Question:
    """A question and what follows on either answer."""

    term: Term
    yes: object
    no: object


@dataclass(frozen=True)
class Traced:
    """What a function does to numbers with these names, and the numbers that its texts quote."""

    names: tuple
    tree: object
    tokens: list


def traced(function, *names):
    """Run `function` on terms called `names`: a tree of `Question` with results at its leaves."""
    outer = _path.get()
    known = outer.known if outer else {}
    tokens = outer.tokens if outer else []
    given = outer.given if outer else {}
    pending, paths = [()], []
    while pending:
        answers = pending.pop()
        path = Path(known, tokens, given, answers)
        here = _path.set(path)
        try:
            path.result = function(*map(named, names))
        except (ValueError, ArithmeticError) as error:
            path.result = Refused(str(error))
        finally:
            _path.reset(here)
        paths.append(path)
        if len(paths) > MOST_PATHS:
            raise RecursionError(f"more than {MOST_PATHS} courses through {function}: trace parts")
        for turn in range(len(answers), len(path.questions)):
            pending.append((*path.answers[:turn], False))
    return Traced(names, _tree(paths, 0), tokens)


def _tree(paths, depth):
    if len(paths[0].questions) == depth:
        return paths[0].result
    yes = [path for path in paths if path.answers[depth]]
    no = [path for path in paths if not path.answers[depth]]
    return Question(paths[0].questions[depth], _tree(yes, depth + 1), _tree(no, depth + 1))
