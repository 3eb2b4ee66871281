"""The chapters' text as plain Markdown, for notebooks that open outside the book.

A chapter is written in MyST: its boxes, references and numbered equations mean something to the
book alone. Here each becomes what any notebook shows: a box a quotation or a fold, a reference
the words that the built page has in its place, an equation's name its number.
"""

import re

FENCE = re.compile(
    r"(?P<fence>`{3,}|:{3,})(?:\{(?P<name>[\w-]+)\}\s*(?P<argument>.*)|(?P<language>[\w+-]*))"
)
OPTION = re.compile(r":(?P<key>[\w-]+):\s*(?P<value>.*)")
ROLE = re.compile(r"\{(?P<role>[\w:]+)\}`(?P<content>[^`]*)`")
# What is inside single backticks is code, unless a role stands before it.
PIECES = re.compile(r"(\{[\w:]+\}`[^`]*`|`[^`]+`)")
EQUATION = re.compile(r"(?<!\\)\$\$(?P<tex>(?:[^$]|\\\$)+)\$\$[ \t]*\((?P<label>[\w:-]+)\)")
TARGET = re.compile(r"\([\w-]+\)=")
EXPLICIT = re.compile(r"(?P<text>.*?)\s*<(?P<target>[^<>]+)>", re.DOTALL)

FOLDS = {"dropdown", "solution"}
BOXES = {"admonition", "exercise", "tip", "note", "hint", "important", "warning"}


class TextError(ValueError):
    """A piece of MyST that has no plain form here yet."""


def plain_markdown(source, labels):
    """Return a cell's MyST text as plain Markdown; `labels` knows what references show."""
    return "\n".join(_blocks(source.split("\n"), labels))


def _blocks(lines, labels):
    """Convert lines: directives one by one, the text between them as a whole."""
    found, text, number = [], [], 0
    while number < len(lines):
        start = FENCE.fullmatch(lines[number].strip())
        if start is None:
            if not TARGET.fullmatch(lines[number].strip()):
                text.append(lines[number])
            number += 1
            continue
        found += _inline(text, labels)
        end = _end(lines, number, start["fence"])
        body = lines[number + 1 : end]
        if start["name"]:
            found += _directive(start["name"], start["argument"], body, labels)
        else:
            found += lines[number : end + 1]
        text, number = [], end + 1
    return found + _inline(text, labels)


def _end(lines, start, fence):
    for number in range(start + 1, len(lines)):
        if lines[number].strip() == fence:
            return number
    raise TextError(f"nothing closes the fence of {lines[start].strip()!r}")


def _directive(name, argument, body, labels):
    """A box: its options, its title, its text; folded where the book folds it."""
    options = {}
    while body and (option := OPTION.fullmatch(body[0].strip())):
        options[option["key"]] = option["value"]
        body = body[1:]
    if name not in FOLDS | BOXES:
        raise TextError(f"the directive {name!r} has no plain form: add it to tools/lite_text.py")
    title = " ".join(_inline([argument], labels)) or name.capitalize()
    if name == "exercise":
        title = labels.exercise(options.get("label", ""), argument)
    inner = _blocks(body, labels)
    while inner and not inner[0].strip():
        inner = inner[1:]
    if name in FOLDS or "dropdown" in options.get("class", ""):
        # Blank lines, so that the text inside is Markdown again.
        return ["<details>", f"<summary>{title}</summary>", "", *inner, "", "</details>", ""]
    # Not lines that start with ">": those would end up inside the formulas of the quotation.
    return ["<blockquote>", "", f"**{title}**", "", *inner, "", "</blockquote>", ""]


def _inline(lines, labels):
    """Convert the equations' names and the roles of running text."""
    text = EQUATION.sub(
        lambda found: f"$${found['tex'].rstrip()} \\tag{{{labels.equation(found['label'])}}}$$",
        "\n".join(lines),
    )
    pieces = PIECES.split(text)
    converted = "".join(
        _role(role, labels) if (role := ROLE.fullmatch(piece)) else piece for piece in pieces
    )
    return converted.split("\n") if lines else []


def _role(found, labels):
    """What the book shows in the place of a role."""
    role, content = found["role"], " ".join(found["content"].split())
    explicit = EXPLICIT.fullmatch(content)
    text, target = (explicit["text"], explicit["target"]) if explicit else (None, content)
    if role == "eq":
        return f"({labels.equation(target)})"
    if role == "term":
        return text or target
    if role == "doc":
        return labels.page(target, text)
    if role in ("ref", "numref"):
        return text or labels.shown(target)
    if role in ("cite:t", "cite:p"):
        cited = [labels.citation(key.strip()) for key in target.split(",")]
        joined = ", ".join(cited) if len(cited) < 3 else "; ".join(cited)
        return joined if role == "cite:t" else f"({joined})"
    raise TextError(f"the role {role!r} has no plain form: add it to tools/lite_text.py")
