"""The reference of lasercore: every public name has its entry, and the chapters lead to it.

Seen to fail: with a name left out of a page, with sphinx-codeautolink off, with the transform of
code in prose off, and each rule on docstrings with its line taken out of `in_sections`.
"""

import sys
from functools import cache

import pages
import pytest
from page_rules import article, parse
from project import HTML, ROOT

sys.path.append(str(ROOT / "book" / "extensions"))
import reference

MODULES = reference.modules()


def read(name):
    if not pages.is_built():
        pytest.fail(pages.NOT_BUILT)
    return parse((HTML / f"{name}.html").read_text(encoding="utf-8"))


def entry(module, name):
    """The address of an entry from a chapter."""
    return f"../reference/{module}.html#lasercore.{module}.{name}"


@pytest.mark.parametrize("module", MODULES)
def test_every_public_name_has_an_entry_that_says_what_it_is(module):
    page = read(f"reference/{module.rpartition('.')[2]}")
    names = reference.public(module)
    assert names
    heads = {name: page.find("dt", id=f"{module}.{name}") for name in names}
    missing = [name for name, head in heads.items() if head is None]
    said = {name: head.find_next("dd").text.strip() for name, head in heads.items() if head}
    silent = [name for name, words in said.items() if not words]
    assert (missing, silent) == ([], [])


def test_the_list_of_modules_is_whole():
    linked = {link["href"] for link in article(read("chapters/package")).find_all("a", href=True)}
    assert {f"../reference/{m.rpartition('.')[2]}.html#module-{m}" for m in MODULES} <= linked


def test_links_of_code_are_remembered_for_pages_that_are_not_read_again(tmp_path):
    page = "chapters/04_rate_equations"  # a notebook
    example = reference.CodeExample(page, "cell", ["title"])
    name = reference.Name(["steady_state"], "steady_state", 1, 1, None, "lasercore")
    written, again = (reference.DataCache(tmp_path, tmp_path) for _ in range(2))
    written.transforms[page] = [reference.SourceTransform("steady_state", [name], example, 1)]
    written.write()
    reference.remember(again)
    assert again.transforms == written.transforms


def test_members_of_classes_are_described_once():
    page = read("reference/lasercore")
    assert page.find(id="lasercore.Laser.beta_eff")  # computed, in a class below Laser
    assert page.find(id="lasercore.Laser.from_cavity")
    assert not page.find(id="lasercore.Laser.gamma_r")  # a parameter


@pytest.mark.parametrize(
    ("chapter", "module", "name"),
    [
        ("04_rate_equations", "rate_equations", "steady_state"),
        ("06_photon_recycling", "thresholds", "threshold"),
        ("08_three_ways", "gillespie", "photon_statistics"),
        ("12_class_a", "density_matrix", "class_a"),
    ],
)
def test_code_cells_lead_to_entries(chapter, module, name):
    cells = read(f"chapters/{chapter}").select(".cell_input a")
    assert entry(module, name) in {link["href"] for link in cells}


@pytest.mark.parametrize(
    ("page", "code", "module", "name"),
    [
        ("04_rate_equations", "rate_equations.steady_state", "rate_equations", "steady_state"),
        ("how_to_use", "thresholds.compare", "thresholds", "compare"),
    ],
)
def test_code_in_prose_leads_to_entries(page, code, module, name):
    links = [link for link in article(read(f"chapters/{page}")).find_all("a") if link.code]
    assert (code, entry(module, name)) in {(link.text, link["href"]) for link in links}


def test_parameters_of_a_laser_do_not_lead_to_the_functions_that_compute_them():
    links = article(read("chapters/04_rate_equations")).select("p > a > code")
    assert "gamma_r" not in {code.text for code in links}


@pytest.mark.parametrize("name", [*pages.names(), *pages.looked_up()])
def test_links_to_entries_arrive(name):
    links = read(name).select('a[href*="#lasercore."]')
    pointed = {tuple(link["href"].split("#")) for link in links}
    entries = {page: ids(name, page) for page, _ in pointed}
    assert [one for one in pointed if one[1] not in entries[one[0]]] == []


def ids(name, page):
    return entries_of(((HTML / name).parent / page if page else HTML / f"{name}.html").resolve())


@cache
def entries_of(path):
    return {node["id"] for node in parse(path.read_text(encoding="utf-8")).find_all("dt", id=True)}


# --- Docstrings ---


def test_a_source_in_a_line_ends_with_its_paragraph():
    text = "Do it.\n\nWarns\n-----\nUser\n\nSource: Eq. 2 of\nothers.\n\nExample\n-------\n>>> 1"
    assert " ".join(reference.in_sections(text).split()) == (
        "Do it. Warns ----- User Examples -------- >>> 1 References ---------- Eq. 2 of others."
    )


@pytest.mark.parametrize(
    ("docstring", "expected"),
    [
        ("It.\n\nParameters, raises\n------------------\nAs `x`.", "*Parameters, raises:* As `x`."),
        ("It.\n\nSource\n------\nbjork1994 Eq. 2.", "----------\n:cite:t:`bjork1994` Eq. 2."),
        ("It.\n\na = b,\nc = d\n\nProse.", "\n\n| a = b,\n| c = d\n\nProse."),
        ("It.\n\na = b\n  + c\n\nProse.", "\n\n| a = b\n|   + c\n\nProse."),
        ("It.\n\nAs a = b,\nit goes.", "\n\nAs a = b,\nit goes."),
        ("At |E| = 1.", r"At \|E\| = 1."),
    ],
)
def test_what_a_docstring_has_besides_the_sections(docstring, expected):
    assert expected in reference.in_sections(docstring)
