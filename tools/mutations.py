"""Small faults that can be put into a piece of Python or JavaScript, for ``mutants.py``.

A fault is one that a hand may make: another operator, sign, number, comparison, index or
function. Faults that cannot matter are not made: nothing in texts, annotations, decorators or
messages; no `<` for `<=` between numbers that are equal with probability zero, only beside a
literal whole number; no other number for what only says how hard to work (tolerances, the most
steps, memory; see WORK) or what a line in a figure looks like (LOOKS).
"""

import ast
import re
from dataclasses import dataclass

OPERATORS = {
    ast.Add: ("+", "-"), ast.Sub: ("-", "+"), ast.Mult: ("*", "/"), ast.Div: ("/", "*"),
    ast.FloorDiv: ("//", "/"), ast.Mod: ("%", "//"),
    ast.Lt: ("<", ">="), ast.LtE: ("<=", ">"), ast.Gt: (">", "<="), ast.GtE: (">=", "<"),
    ast.Eq: ("==", "!="), ast.NotEq: ("!=", "=="), ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"), ast.In: ("in", "not in"), ast.NotIn: ("not in", "in"),
    ast.And: ("and", "or"), ast.Or: ("or", "and"),
}  # fmt: skip
EDGES = {"<": "<=", "<=": "<", ">": ">=", ">=": ">"}
FUNCTIONS = {
    "min": "max", "minimum": "maximum", "argmin": "argmax", "nanmin": "nanmax", "sin": "cos",
    "floor": "ceil", "any": "all", "expm1": "exp", "log1p": "log", "real": "imag",
    "sqrt": "cbrt", "sinh": "cosh", "zeros": "ones", "zeros_like": "ones_like",
}  # fmt: skip
FUNCTIONS |= {other: name for name, other in FUNCTIONS.items() if name not in ("sqrt", "zeros")}
MESSAGES = {"warn", "print", "say", "stop", "stop_unless"}
WORK = re.compile(r"tol$|toleran|accura|patience|memory|^_?most_|^max|tries|rounding|slack|limit$")
LOOKS = {
    "alpha", "aspect", "borderpad", "bottom", "capsize", "columnspacing", "dpi", "elinewidth",
    "figsize", "fontsize", "handlelength", "handletextpad", "height_ratios", "hspace", "labelpad",
    "left", "linewidth", "linewidths", "lw", "markeredgewidth", "markersize", "ms", "nbins",
    "ncols", "pad", "right", "rotation", "shrink", "size", "title_fontsize", "top", "width_ratios",
    "wspace", "xytext", "zorder",
}  # fmt: skip


@dataclass(frozen=True)
class Mutation:
    """Other text between two places of a file."""

    path: str  # below the book's folder
    start: int
    end: int
    new: str

    def apply(self, text):
        return text[: self.start] + self.new + text[self.end :]

    def line(self, text):
        """The number of the line, the line itself and the changed one (or the first of more)."""
        number = text.count("\n", 0, self.start)
        lines = (one.split("\n")[number].strip() for one in (text, self.apply(text)))
        return (number + 1, *lines)


def mutations(path, text):
    """All faults that can be put into the text of a file, in order of their places."""
    found = _Python(text).found if path.endswith(".py") else list(_javascript(text))
    return [Mutation(path, *one) for one in sorted(set(found))]


class _Python(ast.NodeVisitor):
    """Walks through a module and notes (start, end, new text)."""

    def __init__(self, text):
        self.text, self.found = text, []
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self.visit(ast.parse(text))

    def _place(self, line, column):
        """Python counts columns in bytes."""
        start = self._lines[line - 1]
        whole = self.text[start : self._lines[line]].encode()
        return start + len(whole[:column].decode())

    def _span(self, node):
        return (
            self._place(node.lineno, node.col_offset),
            self._place(node.end_lineno, node.end_col_offset),
        )

    def _between(self, left, right, operator):
        """Where an operator stands between two operands; brackets may stand there too."""
        start, end = self._span(left)[1], self._span(right)[0]
        pattern = r"\b" + operator.replace(" ", r"\s+") + r"\b"
        sign = re.compile(pattern if operator[0].isalpha() else re.escape(operator))
        between = re.sub("#.*", lambda comment: " " * len(comment[0]), self.text[start:end])
        match = sign.search(between)
        return start + match.start(), start + match.end()

    def _swap(self, left, operator, right):
        if type(operator) in OPERATORS:
            old, new = OPERATORS[type(operator)]
            self.found.append((*self._between(left, right, old), new))

    def visit_BinOp(self, node):
        self.generic_visit(node)
        if any(isinstance(x, ast.JoinedStr | ast.List | ast.Tuple) or _is_text(x)
               for x in (node.left, node.right)):  # fmt: skip
            return  # what is put together there are no numbers
        if isinstance(node.op, ast.Pow):
            start, _ = self._between(node.left, node.right, "**")
            self.found.append((start, self._span(node)[1], ""))
        self._swap(node.left, node.op, node.right)

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        self._swap(node.target, node.op, node.value)

    def visit_BoolOp(self, node):
        self.generic_visit(node)
        for left, right in zip(node.values, node.values[1:], strict=False):
            self._swap(left, node.op, right)

    def visit_Compare(self, node):
        self.generic_visit(node)
        operands = [node.left, *node.comparators]
        for left, operator, right in zip(operands, node.ops, operands[1:], strict=False):
            self._swap(left, operator, right)
            old = OPERATORS[type(operator)][0]
            if old in EDGES and any(_is_whole(one) for one in (left, right)):
                self.found.append((*self._between(left, right, old), EDGES[old]))

    def visit_UnaryOp(self, node):
        self.generic_visit(node)
        if isinstance(node.op, ast.USub | ast.Not):
            start, end = self._span(node)[0], self._span(node.operand)[0]
            brackets = "".join(re.findall(r"\(", self.text[start:end]))
            self.found.append((start, end, " " * isinstance(node.op, ast.Not) + brackets))

    def visit_Constant(self, node):
        value = node.value
        if isinstance(value, bool):
            others = [str(not value)]
        elif isinstance(value, int):
            others = [str(value + 1), str(value - 1)] if value else ["1"]
        elif isinstance(value, float):
            others = [f"{value * 1.1:.12g}" if value else "0.1"]
        else:
            return
        self.found += [(*self._span(node), other) for other in others]

    def visit_Call(self, node):
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(
            node.func, "id", "")  # fmt: skip
        if name in MESSAGES:
            return
        self.generic_visit(node)
        if name in FUNCTIONS:
            end = self._span(node.func)[1]
            self.found.append((end - len(name), end, FUNCTIONS[name]))

    def visit_keyword(self, node):
        if not (node.arg in LOOKS or (node.arg and WORK.search(node.arg))):
            self.generic_visit(node)

    def visit_Assign(self, node):
        names = [x.id.lower() for x in ast.walk(node) if isinstance(x, ast.Name)
                 and isinstance(x.ctx, ast.Store)]  # fmt: skip
        if not any(WORK.search(name) for name in names):
            self.generic_visit(node)

    def visit_FunctionDef(self, node):
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default is not None:
                self.visit(default)
        for statement in node.body:
            self.visit(statement)

    def visit_ClassDef(self, node):
        for statement in node.body:
            self.visit(statement)

    def visit_AnnAssign(self, node):
        if node.value is not None:
            self.visit(node.value)

    def visit_FormattedValue(self, node):
        self.visit(node.value)

    def visit_Raise(self, node):
        """Messages of errors are not looked into."""


def _is_text(node):
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def _is_whole(node):
    return isinstance(node, ast.Constant) and type(node.value) is int


TOKENS = re.compile(
    r"""(?P<skip>//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'
        |(?<=[(,=:;?&|!])\s*/(?![/*])(?:\\.|\[(?:\\.|[^\]])*\]|[^/\\\n])+/[a-z]*
        |=>|\+\+|--|\?\?|\?\.|\.\.\.)
    |(?P<number>(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?)
    |(?P<word>[A-Za-z_$][\w$]*)
    |(?P<sign>===|!==|<=|>=|&&|\|\||\*\*|[-+*/]=|[-+*/<>!])
    |(?P<template>`)|(?P<open>\{)|(?P<close>\})""",
    re.DOTALL | re.VERBOSE,
)
SIGNS = {
    "===": "!==", "!==": "===", "<": ">=", "<=": ">", ">": "<=", ">=": "<", "&&": "||",
    "||": "&&", "**": "*", "*": "/", "/": "*", "+": "-", "-": "+", "+=": "-=", "-=": "+=",
    "*=": "/=", "/=": "*=", "!": "",
}  # fmt: skip
WORDS = FUNCTIONS | {"true": "false", "false": "true"}
STEP = re.compile(r"[-+]= \d+\)$")
TEMPLATE = re.compile(r"(?:\\.|[^`\\$]|\$(?!\{))*(?P<end>`|\$\{)", re.DOTALL)


def _javascript(text):
    """(start, end, new text) of each fault; what is written around ``${}`` is text."""
    place, depth, inside = 0, 0, []
    while match := TOKENS.search(text, place):
        kind, (start, place) = match.lastgroup, match.span()
        if kind == "open":
            depth += 1
        elif kind == "template" or (kind == "close" and inside and inside[-1] == depth):
            if kind == "close":
                inside.pop()
            rest = TEMPLATE.match(text, place)
            place = rest.end()
            if rest["end"] == "${":
                inside.append(depth)
        elif kind == "close":
            depth -= 1
        elif kind in ("number", "word", "sign"):
            yield from ((start, place, new) for new in _others(kind, match[0], text, start, place))


def _others(kind, token, text, start, end):
    """What may stand for a token; loops keep their steps: whoever never ends is always noticed."""
    before, after = text[max(start - 40, 0) : start], text[end : end + 40]
    if STEP.search(before + token + after[: after.find(")") + 1]) and "=" in before[-3:] + token:
        return []
    if kind == "number":
        if after.lstrip().startswith(":"):
            return []  # the name of an entry
        if re.fullmatch(r"\d+", token):
            return [str(int(token) + 1), str(int(token) - 1)] if int(token) else ["1"]
        return [f"{float(token) * 1.1:.12g}"]
    if kind == "word":
        return [WORDS[token]] if token in WORDS and not after.startswith(":") else []
    if token == "-" and not re.search(r"[\w)\]`]\s*$", before):
        return [""]  # a sign, not a difference
    if token == "+" and (re.search(r"[\"'`]\s*$", before) or re.match(r"\s*[\"'`]", after)):
        return []  # texts are joined
    found = [SIGNS[token]]
    if token in EDGES and re.match(r"\s*\d+(?![\d.e])", after):
        found.append(EDGES[token])
    return found
