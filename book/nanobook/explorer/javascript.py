"""Traced functions, written as JavaScript.

A term that is used twice becomes a constant of its own; a question becomes ``if``; a text that
quotes numbers becomes a template; the result is what the Python function returned, with dicts as
objects, lists and tuples as arrays. `library` names what the written functions expect to find.
"""

import json
import math
from collections import Counter

from nanobook.explorer.tracing import Question, Refused, Term, Traced

library = ("root", "written")
"""Functions of explorer.js that the generated code calls."""

_CALLS = {"abs", "sqrt", "exp", "log", "pow", "min", "max"}


def written(name, parameters, function):
    """A `Traced` function as the text of a method in JavaScript."""
    return f"{name}({parameters}) {{\n{_Writer(function).body()}\n}}"


class _Writer:
    """Writes one function: counts how often each term is used, then names the frequent ones."""

    def __init__(self, function):
        self.function, self.uses, self.names = function, Counter(), 0
        self._count(function.tree, set())

    def body(self):
        return "\n".join(self._statements(self.function.tree, {}))

    def _count(self, what, seen):
        for term in self._terms_of(what):
            self.uses[id(term)] += 1
            if id(term) not in seen:
                seen.add(id(term))
                self._count(term, seen)

    def _terms_of(self, what):
        """The terms that something consists of, one step down."""
        if isinstance(what, Question):
            return [what.term, *self._terms_of(what.yes), *self._terms_of(what.no)]
        if isinstance(what, Term):
            return [part for part in what.parts if isinstance(part, Term)]
        if isinstance(what, Refused):
            return self._terms_of(what.message)
        if isinstance(what, str):
            terms = [p[0] for p in self._pieces(what) if not isinstance(p, str)]
        elif isinstance(what, dict):
            terms = what.values()
        else:
            terms = what if isinstance(what, list | tuple) else []
        found = []
        for term in terms:
            found += [term] if isinstance(term, Term) else self._terms_of(term)
        return found

    def _pieces(self, text):
        """A text with marks as plain texts and (number, format) in turn."""
        pieces = text.split("\0")
        return [self.function.tokens[int(p)] if i % 2 else p for i, p in enumerate(pieces)]

    def _statements(self, tree, known):
        lines = []
        if isinstance(tree, Question):
            condition = self._value(tree.term, known, lines)
            yes = self._statements(tree.yes, dict(known))
            return [*lines, f"if ({condition}) {{", *yes, "}", *self._statements(tree.no, known)]
        if isinstance(tree, Refused):
            text = self._value(tree.message, known, lines)
            return [*lines, f"throw new RangeError({text});"]
        result = self._value(tree, known, lines)
        return [*lines, f"return {result};"]

    def _value(self, what, known, lines):
        """The expression for a result; adds the constants it needs to `lines` and `known`."""
        if isinstance(what, Term):
            return self._term(what, known, lines)
        if isinstance(what, dict):
            items = (f"{json.dumps(k)}: {self._value(v, known, lines)}" for k, v in what.items())
            return f"{{{', '.join(items)}}}"
        if isinstance(what, list | tuple):
            return f"[{', '.join(self._value(one, known, lines) for one in what)}]"
        if isinstance(what, str):
            return self._text(what, known, lines)
        if isinstance(what, float):
            return _float(what)
        return json.dumps(what)

    def _text(self, text, known, lines):
        parts = []
        for piece in self._pieces(text):
            if not isinstance(piece, str):
                number = self._value(piece[0], known, lines)
                parts.append(f"written({number}, {json.dumps(piece[1])})")
            elif piece:
                parts.append(json.dumps(piece, ensure_ascii=False))
        return " + ".join(parts) or '""'

    def _term(self, term, known, lines):
        if term.operation == "name":
            return term.parts[0]
        if id(term) in known:
            return known[id(term)]
        text = self._expression(term, known, lines)
        if self.uses[id(term)] < 2:
            return text
        name = f"t{self.names}"
        self.names += 1
        lines.append(f"const {name} = {text};")
        known[id(term)] = name
        return name

    def _expression(self, term, known, lines):
        if term.operation == "root":
            function, *ends = term.parts
            low, high = (self._value(end, known, lines) for end in ends)
            return f"root({arrow(function)}, {low}, {high})"
        parts = [self._value(part, known, lines) for part in term.parts]
        if term.operation in _CALLS:
            return f"Math.{term.operation}({', '.join(parts)})"
        return f"({parts[0]} {term.operation} {parts[1]})"


def arrow(function):
    """A `Traced` function of one number as an arrow function, for searches."""
    if not isinstance(function, Traced):
        raise TypeError(f"function must be Traced, got {function!r}")
    return f"({function.names[0]}) => {{ {' '.join(_Writer(function).body().splitlines())} }}"


def _float(value):
    if math.isnan(value):
        return "NaN"
    return repr(float(value)) if math.isfinite(value) else ("-" * (value < 0) + "Infinity")
