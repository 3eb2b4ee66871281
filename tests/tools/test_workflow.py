"""The workflow that publishes the book: when it runs, what it may do, that it calls the Makefile.

Seen to fail: with pull requests allowed to publish, with a permission for the whole workflow,
with an action without a version, and with a call of a target that the Makefile lacks.
"""

import re

import pytest
import yaml
from project import ROOT

PUBLISHING = ("actions/deploy-pages", "peaceiris/", "JamesIves/")
ONLY_MAIN = "github.event_name == 'push' && github.ref == 'refs/heads/main'"
VERSION = re.compile(r"^[\w.-]+/[\w./-]+@(v\d+|[0-9a-f]{40})$")


@pytest.fixture(scope="module")
def workflow():
    text = (ROOT / ".github" / "workflows" / "book.yml").read_text(encoding="utf-8")
    # YAML 1.1 reads the key "on" as true.
    return {"on" if key is True else key: value for key, value in yaml.safe_load(text).items()}


@pytest.fixture(scope="module")
def steps(workflow):
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def writes(permissions):
    return {name for name, right in permissions.items() if right != "read"}


def test_runs_on_pushes_to_main_and_on_pull_requests_only(workflow):
    # (pull_request_target would run a stranger's code with this repository's rights.)
    assert set(workflow["on"]) == {"push", "pull_request"}
    assert workflow["on"]["push"] == {"branches": ["main"]}


def test_jobs_may_do_no_more_than_they_need(workflow):
    assert workflow["permissions"] == {}
    jobs = workflow["jobs"]
    assert jobs["build"]["permissions"] == {"contents": "read"}
    assert jobs["publish"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert set(jobs) == {"build", "publish"}


def test_nothing_is_published_from_a_pull_request(workflow):
    for job in workflow["jobs"].values():
        uses = [step.get("uses", "") for step in job["steps"]]
        publishes = any(use.startswith(PUBLISHING) for use in uses)
        if publishes or writes(job["permissions"]) or "environment" in job:
            assert job["if"] == ONLY_MAIN
    assert workflow["jobs"]["publish"]["needs"] == "build"


def test_builds_tests_and_makes_the_site_in_this_order(workflow):
    commands = [step["run"] for step in workflow["jobs"]["build"]["steps"] if "run" in step]
    assert commands == ["make book", "make test", "make site"]
    assert not any("if" in step for step in workflow["jobs"]["build"]["steps"])
    assert not any("continue-on-error" in step for step in workflow["jobs"]["build"]["steps"])


def test_every_command_is_a_target_of_the_makefile(steps):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    commands = [line for step in steps for line in step.get("run", "").splitlines()]
    assert commands
    for command in commands:
        target = re.fullmatch(r"make ([a-z-]+)", command)
        assert target, f"{command!r} is no call of make alone"
        assert target[1] in targets, f"{command!r}: the Makefile lacks this target"


def test_actions_have_versions(steps):
    uses = [step["uses"] for step in steps if "uses" in step]
    assert uses
    assert [use for use in uses if not VERSION.match(use)] == []


def test_the_folder_that_is_published_is_the_one_that_make_site_makes(steps):
    import build_site

    upload = next(step for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert ROOT / upload["with"]["path"] == build_site.SITE


def test_runs_do_not_overtake_each_other(workflow):
    assert workflow["concurrency"]["group"] == "book-${{ github.ref }}"
    # Broken off half-way, a publication leaves nobody with a whole site.
    assert "pull_request" in workflow["concurrency"]["cancel-in-progress"]
    assert all(job["timeout-minutes"] <= 90 for job in workflow["jobs"].values())
