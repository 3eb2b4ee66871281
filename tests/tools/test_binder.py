"""What Binder reads: a Python that lasercore accepts, the pinned packages, and nothing broken.

Installing them into an empty environment and running every chapter there takes minutes; that is
done before a release, not here. Seen to fail: without runtime.txt (Binder's own Python is too
old), with a misspelt version in it, and with a list that leads nowhere.
"""

import re
import shutil
import subprocess
import tomllib

import pytest
from lite_env import canonical, versions
from project import ROOT

BINDER = ROOT / "binder"


def requirements(path):
    """Return the lines of a list of requirements and of the lists that it leads to."""
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.split("#")[0].strip()
        if line.startswith("-r "):
            found += requirements(path.parent / line.removeprefix("-r ").strip())
        elif line:
            found.append(line)
    return found


def test_binder_gets_what_readers_get():
    assert requirements(BINDER / "requirements.txt") == requirements(ROOT / "requirements.txt")


def test_every_requirement_is_pinned_as_tested():
    pinned = versions((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    for line in requirements(BINDER / "requirements.txt"):
        if line.startswith("-"):
            assert line in ("-c constraints.txt", "-e .")
            continue
        name, version = line.split("==")
        assert pinned[canonical(name)] == version


def test_python_is_new_enough():
    named = re.fullmatch(r"python-3\.(\d+)\s*", (BINDER / "runtime.txt").read_text())
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    oldest = re.fullmatch(r">=3\.(\d+)", project["requires-python"])
    assert int(named[1]) >= int(oldest[1])


def test_what_runs_after_the_build_can_run():
    script = BINDER / "postBuild"
    assert script.read_text(encoding="utf-8").startswith("#!/bin/sh\n")
    assert script.stat().st_mode & 0o111


def test_repo2docker_accepts_it(tmp_path):
    program = shutil.which("jupyter-repo2docker")
    if program is None:
        pytest.skip("repo2docker is not installed: pip install jupyter-repo2docker")
    # Only what it looks at: a whole folder would be copied.
    shutil.copytree(BINDER, tmp_path / "binder")
    command = [program, "--no-build", "--debug", str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    said = done.stdout + done.stderr
    assert done.returncode == 0, said[-2000:]
    version = (BINDER / "runtime.txt").read_text().strip().removeprefix("python-")
    assert f"python={version}" in said
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in said
    assert "RUN ./binder/postBuild" in said
    # lasercore is installed from the folder itself, which must be there by then.
    assert said.index("src/ ${REPO_DIR}/") < said.index("pip install --no-cache-dir -r")
