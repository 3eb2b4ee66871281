"""Numbers in the words of figures: what an alternative text or a caption claims is computed.

Beside its words (``mystnb.image.alt``, ``mystnb.figure.caption``) a cell's metadata holds
``numbers``: for each number that stands there in digits, as it is written, an expression in the
names of the chapter, which is evaluated after the cell has run. ``ax.lines[0]`` and its like are
what the figure draws. A number that stands there twice with two meanings has a list of them.
"""

import ast
import re

# Digits that are no claim: references, names of devices and quantities, exponents in formulas.
NAMES = re.compile(
    r"\{\w+(?::\w+)?\}`[^`]*`"
    r"|(?:Figs?|Eqs?|Sec|Secs)\. ?\d+[a-z]?(?:(?:,| and| to|–|-) ?\d+[a-z]?)*"
    r"|(?:EDC|PhC) lasers? \d(?!\d|\.\d)(?:(?:,| and| to| or) \d(?!\d|\.\d))*"
    r"|(?i:section|chapter|panel|class|stage|step)s? \d+"
    r"|(?<=[\w⁾²}])\(\d(?:, ?\d)*\)|[_^](?:\{[\d()−+-]+\}|[\d−+-]+)|\\t?frac\{?\d\}?\{?\d\}?"
    r"|(?<=[A-Za-zα-ωΓΔ_])\d+|\b[123]-?D\b",
)
NUMBER = re.compile(
    r"(?<![\d.])10[⁻⁰¹²³⁴-⁹]+|\d+(?:\.\d+)?(?![\d.]*[A-Za-zα-ωΓΔ\\])(?:·10[⁻⁰¹²³⁴-⁹]+)?"
)
POWERS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def words(cell):
    """The alternative text and the caption of a cell's figure."""
    told = cell.metadata.get("mystnb", {})
    found = (told.get("image", {}).get("alt"), told.get("figure", {}).get("caption"))
    return [str(text) for text in found if text]


def numbers_in(text):
    """The numbers that a text claims, as they are written.

    >>> numbers_in("P(0) of EDC laser 3 falls from 0.5 at 13 nA to 2·10⁻⁴, see Fig. 3")
    ['0.5', '13', '2·10⁻⁴']
    >>> numbers_in("Where 4g^2 = 10⁻³ and 2ξ = 1.5.")
    ['10⁻³', '1.5']
    >>> numbers_in("EDC laser 1, 101 photons, $g^{(2)}(0)$ and $2\\\\pi$ in Step 1, Figs. 2 to 4")
    ['101']
    """
    return NUMBER.findall(NAMES.sub(" ", text))


def unexplained(cell):
    """What is wrong with a cell's ``numbers``, one sentence each; nothing is evaluated."""
    given, found = cell.metadata.get("numbers", {}), []
    claimed = {number for text in words(cell) for number in numbers_in(text)}
    found += [f"no expression for {number}" for number in sorted(claimed - set(given))]
    found += [f"{number} is not in its words" for number in sorted(set(given) - claimed)]
    for number, expressions in given.items():
        for expression in _listed(expressions):
            if not any(isinstance(node, ast.Name) for node in ast.walk(ast.parse(expression))):
                found.append(f"{number} stands for {expression!r}, which computes nothing")
    return found


def read(number):
    """The value of a written number, and half a unit of its last digit.

    >>> read("0.50"), read("2·10⁹")
    ((0.5, 0.005), (2000000000.0, 500000000.0))
    """
    if number.startswith("10") and len(number) > 2 and number[2] in "⁻⁰¹²³⁴⁵⁶⁷⁸⁹":
        value = 10.0 ** int(number[2:].translate(POWERS))
        return value, 0.05 * value
    digits, _, power = number.partition("·10")
    scale = 10.0 ** int(power.translate(POWERS)) if power else 1.0
    decimals = len(digits.partition(".")[2])
    return float(digits) * scale, 0.5 * 10.0**-decimals * scale


def check_code(cell):
    """Code for the chapter's kernel: it raises where an expression gives another number."""
    claims = [
        (number, expression, *read(number))
        for number, expressions in cell.metadata.get("numbers", {}).items()
        for expression in _listed(expressions)
    ]
    return f"""
for _number, _expression, _value, _half in {claims!r}:
    _found = float(eval(_expression))
    assert abs(_found - _value) <= 1.001 * _half, (
        f"the figure's words say {{_number}}, but {{_expression}} is {{_found:.6g}}"
    )
"""


def _listed(expressions):
    return [expressions] if isinstance(expressions, str) else expressions
