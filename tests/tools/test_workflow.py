"""The workflows: when they run, what they may do, that they call the Makefile and nothing else.

Seen to fail: with pull requests allowed to publish, with a permission for a whole workflow, with
an action that is named by its version alone, with a call of a target that the Makefile lacks, with
a job without a time limit, and with the tests started before Pyodide is there.
"""

import re
from itertools import product

import get_pyodide
import pytest
import yaml
from project import ROOT

FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
PUBLISHING = ("actions/deploy-pages", "peaceiris/", "JamesIves/")
ONLY_MAIN = "github.event_name == 'push' && github.ref == 'refs/heads/main'"
# A tag can be moved to other code, a commit cannot.
PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+")


def read(path):
    # YAML 1.1 reads the key "on" as true.
    known = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {"on" if key is True else key: value for key, value in known.items()}


WORKFLOWS = {path.stem: read(path) for path in FILES}
JOBS = {
    f"{name}: {job}": told for name in WORKFLOWS for job, told in WORKFLOWS[name]["jobs"].items()
}
book = WORKFLOWS["book"]


def commands(job):
    """What a job runs, with each choice of its matrix put in."""
    matrix = job.get("strategy", {}).get("matrix", {})
    for values in product(*matrix.values()):
        for step in job["steps"]:
            line = step.get("run", "")
            for name, value in zip(matrix, values, strict=True):
                line = line.replace(f"${{{{ matrix.{name} }}}}", value)
            yield from line.splitlines()


def writes(permissions):
    return {name for name, right in permissions.items() if right != "read"}


def test_the_book_is_made_on_pushes_to_main_and_on_pull_requests_only():
    # (pull_request_target would run a stranger's code with this repository's rights.)
    assert set(book["on"]) == {"push", "pull_request"}
    assert book["on"]["push"] == {"branches": ["main"]}


def test_the_others_run_by_the_clock_or_by_hand():
    for name in set(WORKFLOWS) - {"book"}:
        assert set(WORKFLOWS[name]["on"]) == {"schedule", "workflow_dispatch"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_do_nothing_but_what_a_job_asks_for(name):
    assert WORKFLOWS[name]["permissions"] == {}
    assert WORKFLOWS[name]["concurrency"]["group"].startswith(name)


@pytest.mark.parametrize("name", JOBS)
def test_jobs_may_do_no_more_than_they_need(name):
    job = JOBS[name]
    publishes = name == "book: publish"
    needed = {"pages": "write", "id-token": "write"} if publishes else {"contents": "read"}
    assert job["permissions"] == needed
    assert job["timeout-minutes"] <= 180
    for step in job["steps"]:
        if "actions/checkout" in step.get("uses", ""):
            assert step["with"]["persist-credentials"] is False
        assert "continue-on-error" not in step


@pytest.mark.parametrize("name", JOBS)
def test_nothing_is_published_but_from_main(name):
    job = JOBS[name]
    publishes = any(step.get("uses", "").startswith(PUBLISHING) for step in job["steps"])
    if publishes or writes(job["permissions"]) or "environment" in job:
        assert (job["if"], job["needs"]) == (ONLY_MAIN, "build")


def test_builds_tests_and_makes_the_site_in_this_order():
    build = book["jobs"]["build"]
    targets = [line.removeprefix("make ") for line in commands(build)]
    assert targets == ["pyodide", "check", "book", "test", "package", "site"]
    assert not any("if" in step for step in build["steps"])


def test_the_notebooks_in_the_browser_are_tested_with_what_the_cache_keeps():
    cache = next(s for s in book["jobs"]["build"]["steps"] if "actions/cache" in s.get("uses", ""))
    assert ROOT / cache["with"]["path"] == get_pyodide.DOWNLOADED
    named = re.findall(r"'([\w./]+)'", cache["with"]["key"])
    assert named and all((ROOT / path).is_file() for path in named)


@pytest.mark.parametrize("name", sorted(set(JOBS) - {"book: publish"}))
def test_every_command_is_a_target_of_the_makefile(name):
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    found = list(commands(JOBS[name]))
    assert found
    for command in found:
        target = re.fullmatch(r"make ([a-z-]+)", command)
        assert target, f"{command!r} is no call of make alone"
        assert target[1] in targets, f"{command!r}: the Makefile lacks this target"


def test_actions_are_pinned_and_each_to_one_commit():
    text = "\n".join(path.read_text(encoding="utf-8") for path in FILES)
    uses = re.findall(r"uses: (.*)$", text, re.MULTILINE)
    assert len(uses) == sum("uses" in step for job in JOBS.values() for step in job["steps"])
    assert [use for use in uses if not PINNED.fullmatch(use)] == []
    assert len(set(uses)) == len({use.partition("@")[0] for use in uses})


def test_the_folder_that_is_published_is_the_one_that_make_site_makes():
    import build_site

    steps = book["jobs"]["build"]["steps"]
    upload = next(step for step in steps if "upload-pages-artifact" in step.get("uses", ""))
    assert ROOT / upload["with"]["path"] == build_site.SITE


def test_runs_do_not_overtake_each_other():
    assert book["concurrency"]["group"] == "book-${{ github.ref }}"
    # Broken off half-way, a publication leaves nobody with a whole site.
    assert "pull_request" in book["concurrency"]["cancel-in-progress"]


def test_what_the_makefile_makes_is_listed_and_never_taken_for_a_file():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    told = set(re.findall(r"^([a-z-]+):.*  ## ", makefile, re.MULTILINE))
    phony = makefile.partition(".PHONY:")[2].partition("\n\n")[0]
    assert targets == told == set(re.findall(r"[a-z-]+", phony))
