"""The chapters follow the book's form: ``tools/notebooks.py`` and ``tools/chapter_rules.py``.

Seen to fail: each rule on a small notebook that breaks it, in the second half of this file.
"""

import re

import chapter_rules as rules
import figure_words
import nbformat
import notebooks
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from project import CHAPTERS

FILES = sorted(CHAPTERS.glob("*.ipynb"))
NUMBERED = [file for file in FILES if re.match(r"\d\d_", file.name)]


def by_name(file):
    return file.stem


@pytest.mark.parametrize("file", FILES, ids=by_name)
def test_is_formatted_and_stripped(file):
    assert notebooks.problems(file) == []


@pytest.mark.parametrize("rule", rules.EVERY_NOTEBOOK, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("file", FILES, ids=by_name)
def test_rule(file, rule):
    assert rule(nbformat.read(file, as_version=4)) == []


@pytest.mark.parametrize("rule", rules.NUMBERED_CHAPTER, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("file", NUMBERED, ids=by_name)
def test_rule_of_numbered_chapters(file, rule):
    assert rule(nbformat.read(file, as_version=4)) == []


# --- The rules themselves: each accepts what is right and finds what is wrong. ---


def code(source, **metadata):
    return new_notebook(cells=[new_code_cell(source, metadata=metadata)])


def text(*sources):
    return new_notebook(cells=[new_markdown_cell(source) for source in sources])


def test_long_cells_counts_neither_comments_nor_blank_lines():
    ten = "\n".join(f"x = {i}" for i in range(10))
    assert rules.long_cells(code("# a comment\n\n" + ten)) == []
    assert rules.long_cells(code(ten + "\nx = 10")) == ["cell 1 has 11 lines of code, more than 10"]


@pytest.mark.parametrize(
    "source",
    [
        "read('https://example.org/data')",
        "plt.show()",
        "np.random.seed(1)",
        "rng = np.random.default_rng()",
        "import random",
        "%pip install numpy",
    ],
)
def test_forbidden_code(source):
    assert len(rules.forbidden_code(code("x = 1\n" + source))) == 1


def test_seeded_random_numbers_are_allowed():
    assert rules.forbidden_code(code("rng = np.random.default_rng(7)")) == []


GOOD_ALT = "Photons against current for three lasers: two straight lines and an S."


@pytest.mark.parametrize("alt", ["", "figure.png", "A curve."])
def test_poor_alt_text(alt):
    image = {"image": {"alt": alt}}
    assert len(rules.poor_alt_texts(code("draw()", mystnb=image))) == 1


def test_alt_text_is_demanded_where_a_cell_draws():
    draws = "fig, ax = plt.subplots()"
    assert len(rules.poor_alt_texts(code(draws))) == 1
    assert rules.poor_alt_texts(code(draws, mystnb={"image": {"alt": GOOD_ALT}})) == []


def test_alt_text_must_not_repeat():
    image = {"mystnb": {"image": {"alt": GOOD_ALT}}}
    twice = new_notebook(cells=[new_code_cell("draw()", metadata=image) for _ in range(2)])
    assert rules.poor_alt_texts(twice) == ["cell 2 repeats the alt text of another figure"]


def test_missing_promises():
    good = text("# T\n\nYou will be able to …\n\nPrerequisites: none. About 30 minutes.")
    assert rules.missing_promises(good) == []
    assert len(rules.missing_promises(text("# T"))) == 3


def test_promises_after_the_first_code_cell_do_not_count():
    late = new_notebook(
        cells=[
            new_code_cell("x = 1"),
            new_markdown_cell("You will be able to. Prerequisites. minutes"),
        ]
    )
    assert len(rules.missing_promises(late)) == 3


def test_missing_sections():
    good = text("## Summary", "## A short quiz", "## Exercises")
    assert rules.missing_sections(good) == []
    assert rules.missing_sections(text("## Summary\n\n## Quiz")) == [
        "there is no section 'Exercises'"
    ]


def test_numbers_in_words_of_figures_are_computed():
    told = {"image": {"alt": "P(0) falls to 0.25 at 3 nA."}}
    bare = code("draw()", mystnb=told)
    assert rules.typed_numbers(bare) == [
        "cell 1: no expression for 0.25",
        "cell 1: no expression for 3",
    ]
    numbers = {"0.25": "p[0]", "3": "1e9 * current"}
    assert rules.typed_numbers(code("draw()", mystnb=told, numbers=numbers)) == []
    copied = {"0.25": "0.25", "3": "1e9 * current", "7": "x"}
    assert rules.typed_numbers(code("draw()", mystnb=told, numbers=copied)) == [
        "cell 1: 7 is not in its words",
        "cell 1: 0.25 stands for '0.25', which computes nothing",
    ]


@pytest.mark.parametrize(("value", "holds"), [(0.2549, True), (0.256, False), (0.2449, False)])
def test_a_number_in_words_is_right_to_its_last_digit(value, holds):
    cell = new_code_cell("", metadata={"numbers": {"0.25": "x"}})
    if holds:
        exec(figure_words.check_code(cell), {"x": value})
    else:
        with pytest.raises(AssertionError, match=r"the figure's words say 0\.25, but x is"):
            exec(figure_words.check_code(cell), {"x": value})


def test_long_chapters():
    assert rules.too_long(text("word " * 3600)) == []
    assert rules.too_long(text("word " * 2000, "word " * 1601)) == ["3601 words are more than 3600"]


def test_heading_jumps():
    assert rules.heading_jumps(text("# T\n\n## A\n\n### B\n\n## C")) == []
    assert len(rules.heading_jumps(text("# T\n\n### B"))) == 1
    assert len(rules.heading_jumps(text("# T", "# Another"))) == 1
    assert len(rules.heading_jumps(text("## No title"))) == 1


def test_comments_in_code_blocks_are_no_headings():
    block = "````{admonition} Try\n```python\n# a comment\n```\n### inside\n````\n\n## A"
    assert rules.headings(text("# T\n\n" + block)) == [(1, "T"), (2, "A")]


def test_nothing_checked():
    assert rules.nothing_checked(code("# NBVAL_CHECK_OUTPUT\nprint(1)")) == []
    assert len(rules.nothing_checked(code("print(1)"))) == 1


# --- The form in which a notebook is kept. ---


def saved(folder, notebook):
    file = folder / "chapter.ipynb"
    nbformat.write(notebook, file)
    return file


def checked_cell(*outputs):
    return new_code_cell("# NBVAL_CHECK_OUTPUT\nprint(1)", outputs=list(outputs))


STDOUT = new_output("stream", name="stdout", text="1\n")


@pytest.mark.parametrize(
    ("notebook", "reason"),
    [
        (code("x=1"), "cell 1 is not formatted"),
        (new_notebook(cells=[new_code_cell("1", outputs=[STDOUT])]), "cell 1 holds output"),
        (new_notebook(cells=[new_code_cell("1", execution_count=3)]), "untidy 'execution_count'"),
        (code("1", scrolled=True), "untidy 'metadata'"),
        (code("1"), "the notebook's metadata is not tidy"),
    ],
)
def test_check_says_what_is_wrong(tmp_path, notebook, reason):
    found = notebooks.problems(saved(tmp_path, notebook))
    assert any(reason in problem for problem in found), found


def test_no_run_puts_a_notebook_right_and_keeps_checked_text(tmp_path):
    notebook = new_notebook(
        cells=[
            new_code_cell("ax.plot( x );", outputs=[STDOUT], execution_count=1),
            checked_cell(STDOUT, new_output("stream", name="stderr", text="a warning")),
        ]
    )
    file = saved(tmp_path, notebook)
    assert notebooks.update(file, run=False)
    assert notebooks.problems(file) == []
    kept = nbformat.read(file, as_version=4)
    assert kept.cells[0].source == "ax.plot(x);"
    assert [cell.outputs for cell in kept.cells] == [[], [STDOUT]]
    assert file.read_text().endswith("}\n")


def test_a_checked_cell_that_shows_a_picture_is_refused(tmp_path):
    picture = new_output("display_data", data={"image/png": "AAAA", "text/plain": "<Figure>"})
    file = saved(tmp_path, new_notebook(cells=[checked_cell(picture)]))
    assert "shows text only" in notebooks.problems(file)[0]


def test_running_writes_the_checked_output(tmp_path):
    file = saved(tmp_path, new_notebook(cells=[checked_cell()]))
    assert notebooks.update(file, run=True)
    assert nbformat.read(file, as_version=4).cells[0].outputs[0].text == "1\n"


def test_a_failing_cell_leaves_the_file_alone(tmp_path, capsys):
    file = saved(tmp_path, code("1 / 0"))
    before = file.read_text()
    assert not notebooks.update(file, run=True)
    assert file.read_text() == before
    assert "ZeroDivisionError" in capsys.readouterr().out


def test_cell_ids_are_short_unique_and_stable():
    cells = [new_code_cell("a", id=letter * 40) for letter in "xy"]
    notebook = new_notebook(cells=[*cells, new_code_cell("b", id="b")])
    notebooks.stripped(notebook)
    ids = [cell.id for cell in notebook.cells]
    assert len(set(ids)) == 3
    assert max(map(len, ids)) <= notebooks.LONGEST_ID
    assert [cell.id for cell in notebooks.stripped(notebook).cells] == ids
