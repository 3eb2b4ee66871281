"""The book says which version it is, how long each notebook took, and what computed it.

Seen to fail: a page without the version, a status page that left out a chapter or a time, and
versions that were typed in (in the second half of this file).
"""

import platform
import re
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import page_rules as rules
import pages
import pytest
import yaml
from project import HTML, ROOT

import lasercore

sys.path.append(str(ROOT / "book" / "extensions"))
import version

BUILT = pages.built() or ["(not built)"]
SHOWN = re.compile(r"Version (\d+\.\d+\.\d+)(?: \([0-9a-f]{7,}(?: and later changes)?\))?")


def versions(page):
    """What stands at the foot of a page; empty where it is not a version."""
    texts = [node.text for node in page.select(".book-version")]
    return [match[1] for match in map(SHOWN.fullmatch, texts) if match]


@pytest.mark.parametrize("name", BUILT)
def test_every_page_shows_the_version(name):
    assert pages.is_built(), pages.NOT_BUILT
    page = rules.parse((HTML / name).read_text(encoding="utf-8"))
    assert versions(page) == [lasercore.__version__]
    assert "CC BY 4.0" in page.select_one(".extra_footer").text


def test_the_citation_names_the_same_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert str(citation["version"]) == lasercore.__version__


# --- The status page ---


@pytest.fixture(scope="module")
def status():
    path = HTML / "chapters" / "status.html"
    assert path.is_file(), pages.NOT_BUILT
    return rules.parse(path.read_text(encoding="utf-8"))


def table(page, first):
    """The rows of the table whose first column has this head, with the target of each link."""
    for found in rules.article(page).find_all("table"):
        rows = [
            [cell.get_text(" ", strip=True) for cell in row.find_all(["th", "td"])]
            for row in found.find_all("tr")
        ]
        if rows[0][0] == first:
            links = [row.find("a") for row in found.find_all("tr")]
            return rows[1:], [link["href"] if link else None for link in links[1:]]
    return [], []


def run_time_faults(page, notebooks):
    """What is wrong with the table of run times of these notebooks, given by name in order."""
    rows, links = table(page, "notebook")
    found = []
    if links[:-1] != [f"{name}.html" for name in notebooks]:
        found.append(f"lists {links[:-1]}")
    for title, seconds, result in rows[:-1]:
        if not re.fullmatch(r"\d+\.\d", seconds) or float(seconds) <= 0:
            found.append(f"{title} took {seconds!r}")
        if result != "no error":
            found.append(f"{title}: {result!r}")
    together = sum(float(seconds) for _, seconds, _ in rows[:-1] if seconds)
    # Each time is rounded to a tenth of a second.
    if abs(float(rows[-1][1]) - together) > 0.05 * len(rows):
        found.append(f"together {rows[-1][1]} instead of {together:.1f}")
    return found


def notebooks():
    names = [name for name in pages.names() if pages.source(name).suffix == ".ipynb"]
    return [Path(name).name for name in names]


def test_every_notebook_is_listed_with_its_time(status):
    assert run_time_faults(status, notebooks()) == []


def test_chapters_are_listed_by_number_and_title(status):
    rows, links = table(status, "notebook")
    title = rows[links.index("06_photon_recycling.html")][0]
    assert title == "6. Photon recycling"


def test_versions_are_those_that_are_installed(status):
    shown = {row[0]: row[1] for row in table(status, "package")[0]}
    assert set(shown) == {"lasercore", "Python", *version.PACKAGES}
    assert shown["lasercore"] == lasercore.__version__
    assert shown["Python"].split(",")[0] == platform.python_version()
    for name in version.PACKAGES:
        try:
            assert shown[name] == metadata.version(name)
        except metadata.PackageNotFoundError:
            assert shown[name] == "not installed"


def test_nothing_on_the_page_is_dated(status):
    assert not re.search(r"\b20\d\d-\d\d-\d\d\b", rules.article(status).text)


def test_no_version_is_typed_in():
    source = pages.source("chapters/status").read_text(encoding="utf-8")
    assert not re.search(r"\d+\.\d+", source)


# --- What git knows, and what it does not ---


def git(folder, *arguments):
    command = ["git", "-C", str(folder), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    done = subprocess.run([*command, *arguments], check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def repository(tmp_path):
    try:
        git(tmp_path, "init", "--quiet")
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("there is no git")
    (tmp_path / "file").write_text("1")
    git(tmp_path, "add", "file")
    git(tmp_path, "commit", "--quiet", "--no-gpg-sign", "--message=first")
    return tmp_path


def test_commit(repository):
    head = git(repository, "rev-parse", "HEAD")
    git(repository, "tag", "v9")  # a tag does not stand for the commit
    assert head.startswith(version.commit(repository))
    assert len(version.commit(repository)) == 7
    (repository / "file").write_text("2")
    assert version.commit(repository) == f"{head[:7]} and later changes"


def test_a_project_around_the_book_is_not_taken_for_it(repository):
    (repository / "book").mkdir()
    assert version.commit(repository / "book") == ""


def test_without_git_there_is_a_version_all_the_same(tmp_path, monkeypatch):
    assert version.commit(tmp_path / "nowhere") == ""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert version.commit() == ""
    assert version.described("1.2.3", "") == "Version 1.2.3"
    assert SHOWN.fullmatch(version.described("1.2.3", "0123abc and later changes"))


# --- The checks themselves, on pages that are wrong ---


@pytest.mark.parametrize(
    "html",
    ["<p>0.1.0</p>", '<p class="book-version">Version None</p>', '<p class="book-version"></p>'],
)
def test_a_missing_version_is_found(html):
    assert versions(rules.parse(html)) == []


ROW = '<tr><td><a href="{0}.html">{0}</a></td><td>{1}</td><td>{2}</td></tr>'


def run_times(*rows, together):
    head = "<tr><th>notebook</th><th>run time</th><th>result</th></tr>"
    body = "".join(ROW.format(*row) for row in rows)
    return rules.parse(
        f"<table>{head}{body}<tr><td>together</td><td>{together}</td><td></td></tr></table>"
    )


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        (run_times(("a", "1.0", "no error"), together="1.0"), "lists"),
        (run_times(("b", "1.0", "no error"), ("a", "1.0", "no error"), together="2.0"), "lists"),
        (
            run_times(("a", "1.0", "failed"), ("b", "1.0", "no error"), together="2.0"),
            "a: 'failed'",
        ),
        (run_times(("a", "0.0", "no error"), ("b", "1.0", "no error"), together="1.0"), "a took"),
        (run_times(("a", "", "no error"), ("b", "1.0", "no error"), together="1.0"), "a took ''"),
        (run_times(("a", "1.0", "no error"), ("b", "1.0", "no error"), together="9"), "together 9"),
    ],
)
def test_a_wrong_table_is_found(page, fault):
    assert [found for found in run_time_faults(page, ["a", "b"]) if found.startswith(fault)]


def test_a_right_table_is_accepted():
    page = run_times(("a", "1.0", "no error"), ("b", "2.5", "no error"), together="3.5")
    assert run_time_faults(page, ["a", "b"]) == []
