"""What whoever joins is told: files that exist, forms that work, and pins that stay.

Seen to fail: with a file in CONTRIBUTING.md that was renamed, with two fields of a form of one
name, and with an exact version in pyproject.toml that Dependabot would renew.
"""

import re
import tomllib
from fnmatch import fnmatch

import pytest
import yaml
from project import ROOT

GITHUB = ROOT / ".github"
FORMS = sorted(path for path in (GITHUB / "ISSUE_TEMPLATE").glob("*.yml") if path.stem != "config")
FILE = re.compile(r"[\w./-]+/[\w.-]+\.\w+|\w+\.(?:md|cff|toml|yml)")


def read(path):
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_the_files_that_contributors_are_told_of_are_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {name for name in FILE.findall(text) if not re.search(r"NN_name|\.venv", name)}
    assert len(named) > 20
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.stem)
def test_forms_ask_each_thing_once(form):
    told = read(form)
    assert told["name"] and told["description"]
    ids = [field["id"] for field in told["body"]]
    assert len(set(ids)) == len(ids)
    assert all(field["attributes"]["label"] for field in told["body"])
    assert any(field.get("validations", {}).get("required") for field in told["body"])


def test_what_is_pinned_on_purpose_stays_until_somebody_chooses():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    pip = next(one for one in read(GITHUB / "dependabot.yml")["updates"] if "ignore" in one)
    kept = [one["dependency-name"] for one in pip["ignore"]]
    everything = [one for extra in project["optional-dependencies"].values() for one in extra]
    pinned = [one.partition("==")[0] for one in everything if "==" in one]
    assert pinned
    assert [name for name in pinned if not any(fnmatch(name, kind) for kind in kept)] == []


def test_hooks_run_what_there_is():
    (local,) = read(ROOT / ".pre-commit-config.yaml")["repos"]
    entries = {hook["id"]: hook["entry"].split() for hook in local["hooks"]}
    assert (ROOT / entries["notebooks"][1]).is_file()
    assert entries["check"] == ["make", "check"]
