"""What a chapter's notebook must and must not contain.

Each rule takes a notebook and returns what is wrong with it, one sentence per fault; an empty
list means that all is well. ``tests/notebooks`` applies them to every chapter.
"""

import re
from collections import Counter

import figure_words

LONGEST_CELL = 10
SHORTEST_ALT = 40
PROMISES = ("You will be able to", "Prerequisites", "minutes")
SECTIONS = ("Summary", "Quiz", "Exercises")
MOST_WORDS = 3600

HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
FENCE = re.compile(r"\s*(`{3,}|~{3,}|:{3,})")
FILE_NAME = re.compile(r"^\S+\.(png|svg|jpe?g|gif|webp)$", re.IGNORECASE)
DRAWS = re.compile(
    r"\b(\w+\.\w+\(ax(es\[\w+\])?[,)]|plt\.(figure|subplots|plot|imshow)|\.(semilogx|loglog|imshow)\()"
)

# What code in a chapter must not do, and why.
FORBIDDEN = {
    r"https?://": "fetches something from the network",
    r"\bplt\.show\b": "calls plt.show, which adds nothing in a notebook",
    r"\bnp\.random\.(?!default_rng\b)\w+": "uses NumPy's global random numbers",
    r"\bdefault_rng\(\s*\)": "makes random numbers without a seed",
    r"^\s*(import random|from random import)\b": "uses random numbers without a seed",
    r"^\s*[!%]\s*pip\b": "installs packages",
}


def long_cells(notebook):
    """Code cells of more than ten lines: the code belongs into lasercore."""
    return [
        f"cell {number} has {count} lines of code, more than {LONGEST_CELL}"
        for number, cell in _code(notebook)
        if (count := _code_lines(cell.source)) > LONGEST_CELL
    ]


def forbidden_code(notebook):
    """Code that depends on chance or on the network, or is out of place."""
    return [
        f"cell {number} {reason}"
        for number, cell in _code(notebook)
        for pattern, reason in FORBIDDEN.items()
        if re.search(pattern, cell.source, re.MULTILINE)
    ]


def poor_alt_texts(notebook):
    """Figures without a description, or with one that cannot be of that figure."""
    found, texts = [], Counter()
    for number, cell in _code(notebook):
        image = cell.metadata.get("mystnb", {}).get("image")
        if image is None:
            if DRAWS.search(cell.source) and "remove-output" not in cell.metadata.get("tags", []):
                found.append(f"cell {number} draws but has no mystnb.image.alt in its metadata")
            continue
        text = str(image.get("alt", "")).strip()
        texts[text] += 1
        if FILE_NAME.match(text) or len(text) < SHORTEST_ALT:
            found.append(f"cell {number}: its alt text {text!r} does not describe a figure")
        elif texts[text] > 1:
            found.append(f"cell {number} repeats the alt text of another figure")
    return found


def typed_numbers(notebook):
    """Numbers in the words of a figure that nothing computes (see `figure_words`)."""
    return [
        f"cell {number}: {problem}"
        for number, cell in _code(notebook)
        for problem in figure_words.unexplained(cell)
    ]


def too_long(notebook):
    """More text than one sitting."""
    texts = (cell.source for cell in notebook.cells if cell.cell_type == "markdown")
    words = sum(len(text.split()) for text in texts)
    return [f"{words} words are more than {MOST_WORDS}"] if words > MOST_WORDS else []


def missing_promises(notebook):
    """A numbered chapter says first what the reader will learn, needs, and how long it takes."""
    opening = ""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            break
        opening += cell.source
    return [f"the opening does not say {words!r}" for words in PROMISES if words not in opening]


def missing_sections(notebook):
    """A numbered chapter ends with these sections."""
    titles = [title.lower() for _, title in headings(notebook)]
    return [
        f"there is no section {section!r}"
        for section in SECTIONS
        if not any(section.lower() in title for title in titles)
    ]


def heading_jumps(notebook):
    """Headings that skip a level, which readers of the page by ear rely on."""
    found, previous = [], 0
    for level, title in headings(notebook):
        if level > previous + 1:
            found.append(f"the heading {title!r} has level {level} after level {previous}")
        if level == 1 and previous:
            found.append(f"the heading {title!r} is a second title")
        previous = level
    return found


def nothing_checked(notebook):
    """A numbered chapter checks at least one of the numbers its text claims."""
    if any("# NBVAL_CHECK_OUTPUT" in cell.source for _, cell in _code(notebook)):
        return []
    return ["no cell says # NBVAL_CHECK_OUTPUT"]


EVERY_NOTEBOOK = (long_cells, forbidden_code, poor_alt_texts, typed_numbers, heading_jumps)
NUMBERED_CHAPTER = (missing_promises, missing_sections, nothing_checked, too_long)


def headings(notebook):
    """Return the level and the text of each heading, none from inside code or directives."""
    found = []
    for cell in notebook.cells:
        fence = ""
        for line in cell.source.splitlines() if cell.cell_type == "markdown" else ():
            mark = FENCE.match(line)
            if mark and not fence:
                fence = mark[1]
            elif mark and mark[1].startswith(fence) and not line.strip(" `~:"):
                fence = ""
            elif not fence and (heading := HEADING.match(line)):
                found.append((len(heading[1]), heading[2]))
    return found


def _code(notebook):
    return [(n, cell) for n, cell in enumerate(notebook.cells, 1) if cell.cell_type == "code"]


def _code_lines(source):
    lines = (line.strip() for line in source.splitlines())
    return sum(1 for line in lines if line and not line.startswith("#"))
