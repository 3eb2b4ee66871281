"""Setting up the environment: what it says where it cannot go on, and when it starts anew.

Seen to fail: with the check of the version taken out, with a fingerprint that leaves out the
folder, and with an apt-get that is asked although nobody may use it.
"""

import debian
import project
import pytest
import setup_env
import steps


@pytest.fixture
def old_python(monkeypatch):
    monkeypatch.setattr(setup_env.sys, "version_info", (3, 9, 2, "final", 0))


def test_too_old_a_python_is_named(old_python, monkeypatch):
    monkeypatch.setattr(setup_env.shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer; this is Python 3\.9\.2"):
        setup_env.find_python()


def test_a_newer_python_next_to_an_old_one_is_found(old_python, monkeypatch):
    monkeypatch.setattr(
        setup_env.shutil, "which", lambda name: f"/opt/{name}" if name == "python3.12" else None
    )
    monkeypatch.setattr(setup_env, "starts", lambda path, condition: True)
    assert setup_env.find_python() == "/opt/python3.12"


def test_missing_venv_module_names_the_package(tmp_path, monkeypatch):
    asked = []
    monkeypatch.setattr(setup_env, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup_env, "make_venv", lambda python: False)
    monkeypatch.setattr(setup_env, "apt_install", lambda name: asked.append(name))
    monkeypatch.setattr(setup_env, "version_of", lambda python: "3.11")
    with pytest.raises(SystemExit, match=r"apt-get install python3\.11-venv"):
        setup_env.create("python3")
    assert asked == ["python3.11-venv"]


def test_missing_venv_module_is_installed_where_possible(tmp_path, monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(setup_env, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup_env, "make_venv", lambda python: next(answers))
    monkeypatch.setattr(setup_env, "apt_install", lambda name: True)
    monkeypatch.setattr(setup_env, "version_of", lambda python: "3.11")
    setup_env.create("python3")


class Made:
    """An environment that is only noted, and what was done to it."""

    def __init__(self, folder, monkeypatch):
        self.done, self.root, self.version = [], folder, "3.11"
        monkeypatch.setattr(project, "ROOT", folder)
        for name, step in (("PYTHON", steps.PYTHON), ("PACKAGES", steps.PACKAGES)):
            monkeypatch.setattr(setup_env, name, step._replace(folder=folder / ".venv"))
        monkeypatch.setattr(setup_env, "ROOT", folder)
        monkeypatch.setattr(setup_env, "version_of", lambda python: self.version)
        monkeypatch.setattr(setup_env, "starts", lambda python: True)
        monkeypatch.setattr(setup_env, "create", lambda python: self.done.append("created"))
        monkeypatch.setattr(setup_env, "install", lambda: self.done.append("installed"))

    def again(self):
        self.done.clear()
        setup_env.main()
        return self.done


@pytest.fixture
def made(tmp_path, monkeypatch):
    found = Made(tmp_path, monkeypatch)
    assert found.again() == ["created", "installed"]
    assert found.again() == []
    return found


@pytest.mark.parametrize("name", ["requirements.txt", "constraints.txt", "pyproject.toml"])
def test_packages_follow_the_requirements(made, name):
    (made.root / name).write_text("numpy\n")
    assert made.again() == ["installed"]
    assert made.again() == []


def test_environment_follows_the_folder_and_the_python(made, monkeypatch):
    made.version = "3.12"
    assert made.again() == ["created", "installed"]
    monkeypatch.setattr(setup_env, "ROOT", made.root / "moved")
    assert made.again() == ["created", "installed"]


def test_an_environment_that_does_not_start_is_not_used(tmp_path):
    assert not setup_env.starts(tmp_path / "gone" / "python")


def test_apt_is_left_alone_without_the_right_to_use_it(monkeypatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    calls = []
    monkeypatch.setattr(debian, "run", lambda command, **options: calls.append(command) or 1)
    assert not debian.apt_install("chromium")
    assert calls == [["sudo", "-n", "true"]]


def test_apt_refreshes_its_lists_when_the_first_try_fails(monkeypatch):
    monkeypatch.setattr(debian.os, "geteuid", lambda: 0, raising=False)
    monkeypatch.setattr(debian.shutil, "which", lambda name: f"/usr/bin/{name}")
    calls = []
    results = iter([100, 0, 0])
    monkeypatch.setattr(
        debian, "run", lambda command, **options: calls.append(command[1]) or next(results)
    )
    assert debian.apt_install("chromium")
    assert calls == ["install", "update", "install"]
