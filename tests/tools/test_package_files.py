"""What the packages and their papers say: one version, one address, a licence that pip knows.

What a wheel and a source package hold is checked by `make package`, and by `make versions`, which
runs the tests of the one with the other installed. Seen to fail: with another version in each of
the three files, with a date of its own in CITATION.cff, and with a repository named in one alone.
"""

import re
import sys
import tomllib

import pytest
import yaml
from project import ROOT

import lasercore

sys.path.insert(0, str(ROOT / "book" / "extensions"))
import open_in


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def citation():
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


def released():
    """(version, date) of each release in CHANGELOG.md, newest first."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    return re.findall(r"^## (\d\S*) - (\d{4}-\d\d-\d\d)$", text, re.MULTILINE)


def test_one_version_and_one_date(citation):
    version, date = released()[0]
    assert version == citation["version"] == lasercore.__version__
    assert date == str(citation["date-released"])


def test_releases_stand_newest_first():
    def as_numbers(version):
        return tuple(map(int, version.split(".")))

    versions = [as_numbers(version) for version, _ in released()]
    dates = [date for _, date in released()]
    assert versions == sorted(versions, reverse=True)
    assert dates == sorted(dates, reverse=True)


def test_the_repository_has_one_address(project, citation):
    # Empty while there is no public one (book/extensions/open_in.py); then all three name it.
    named = f"https://github.com/{open_in.REPOSITORY}" if open_in.REPOSITORY else None
    assert project.get("urls", {}).get("Repository") == named
    assert citation.get("repository-code") == named


def test_the_licence_is_one_of_those_of_the_citation(project, citation):
    assert project["license"] in citation["license"]
    assert all((ROOT / name).is_file() for name in project["license-files"])
