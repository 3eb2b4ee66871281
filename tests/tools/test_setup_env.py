"""Setting up the environment: what it says where it cannot go on, and when it starts anew.

Seen to fail: with the check of the version taken out, with a fingerprint that leaves out the
folder, with an apt-get that is asked although nobody may use it, with an environment of another
Python or of something else that is deleted unasked, with a uv whose failure is final or whose
errors are shown, and with a uv that is used although pip has another index.
"""

import shutil
import sys

import debian
import installer
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


@pytest.fixture
def no_venv(tmp_path, monkeypatch):
    """No environment, in a place where nothing of this one's can be noted."""
    monkeypatch.setattr(setup_env, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(setup_env, "PYTHON", steps.PYTHON._replace(folder=tmp_path / ".venv"))


def test_missing_venv_module_names_the_package(no_venv, monkeypatch):
    asked = []
    monkeypatch.setattr(setup_env, "make_venv", lambda python: False)
    monkeypatch.setattr(setup_env, "apt_install", lambda name: asked.append(name))
    monkeypatch.setattr(setup_env, "version_of", lambda python: "3.11")
    with pytest.raises(SystemExit, match=r"apt-get install python3\.11-venv"):
        setup_env.create("python3")
    assert asked == ["python3.11-venv"]


def test_missing_venv_module_is_installed_where_possible(no_venv, monkeypatch):
    answers = iter([False, True])
    monkeypatch.setattr(setup_env, "make_venv", lambda python: next(answers))
    monkeypatch.setattr(setup_env, "apt_install", lambda name: True)
    monkeypatch.setattr(setup_env, "version_of", lambda python: "3.11")
    setup_env.create("python3")


class Made:
    """An environment that is only noted, and what was done to it."""

    def __init__(self, folder, monkeypatch):
        self.done, self.root, self.version, self.works = [], folder, "3.11", True
        self.venv = folder / ".venv"
        monkeypatch.setattr(project, "ROOT", folder)
        for name, step in (("PYTHON", steps.PYTHON), ("PACKAGES", steps.PACKAGES)):
            monkeypatch.setattr(setup_env, name, step._replace(folder=self.venv))
        monkeypatch.setattr(setup_env, "ROOT", folder)
        monkeypatch.setattr(setup_env, "VENV", self.venv)
        monkeypatch.setattr(setup_env, "version_of", lambda python: self.version)
        monkeypatch.setattr(setup_env, "starts", lambda python: self.works)
        monkeypatch.setattr(setup_env, "make_venv", self.make)
        monkeypatch.setattr(setup_env, "install", lambda *given: self.done.append("installed") or 1)

    def make(self, python):
        self.done.append("created")
        (self.venv / "inside").touch()
        return True

    def again(self):
        self.done.clear()
        setup_env.main()
        return self.done

    def answer(self, answer, monkeypatch):
        """Let somebody sit at a terminal who says this."""
        monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
        monkeypatch.setattr("builtins.input", lambda question: answer)


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


def test_our_own_environment_is_made_anew_when_it_no_longer_starts(made, capsys):
    made.works = False
    assert made.again() == ["created", "installed"]
    assert "does not start any more" in capsys.readouterr().out


def test_so_is_one_whose_making_was_interrupted(made, monkeypatch):
    shutil.rmtree(made.venv)
    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(
            setup_env, "make_venv", lambda python: (_ for _ in ()).throw(KeyboardInterrupt)
        )
        made.again()
    made.works = False
    assert made.again() == ["created", "installed"]


def of_another_python(made, monkeypatch):
    made.version = "3.12"


def of_another_folder(made, monkeypatch):
    monkeypatch.setattr(setup_env, "ROOT", made.root / "moved")


def of_something_else(made, monkeypatch):
    (made.venv / "made-from.json").unlink()


FOREIGN = {
    "was made with Python 3.11": of_another_python,
    "was made in ": of_another_folder,
    "was made by something else": of_something_else,
}


@pytest.mark.parametrize("fault", FOREIGN)
@pytest.mark.parametrize("said", [None, "", "n"], ids=["nobody there", "Enter", "no"])
def test_no_other_environment_is_deleted_unasked(made, monkeypatch, fault, said):
    FOREIGN[fault](made, monkeypatch)
    if said is None:
        monkeypatch.setattr(sys, "stdin", None)
    else:
        made.answer(said, monkeypatch)
    with pytest.raises(SystemExit, match=rf"must be .*this one {fault}[\s\S]*Move or delete it"):
        made.again()
    assert (made.venv / "inside").exists() and made.done == []


@pytest.mark.parametrize("fault", FOREIGN)
def test_it_is_deleted_where_the_answer_is_yes(made, monkeypatch, fault):
    (made.venv / "old").touch()
    FOREIGN[fault](made, monkeypatch)
    made.answer("y", monkeypatch)
    assert made.again() == ["created", "installed"]
    assert not (made.venv / "old").exists()
    assert made.again() == []


def test_of_a_linked_environment_only_the_link_is_deleted(made, monkeypatch):
    elsewhere = made.root / "elsewhere"
    made.venv.rename(elsewhere)
    made.venv.symlink_to(elsewhere)
    monkeypatch.setattr(setup_env, "ROOT", made.root / "moved")
    made.answer("yes", monkeypatch)
    made.again()
    assert (elsewhere / "inside").exists() and not made.venv.is_symlink()


# --- Packages. ---


class Programs:
    """uv and pip that only note what they were asked for, and fail where they are told to."""

    def __init__(self, folder, monkeypatch):
        self.log, self.own = folder / "log", folder / "bin"
        self.own.mkdir()
        self.python = self.program("python")
        monkeypatch.setattr(installer, "venv_python", lambda: self.python)
        monkeypatch.setattr(installer, "ROOT", folder)
        monkeypatch.setenv("PATH", "/usr/bin:/bin")

    def program(self, name, does=""):
        path = self.own / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >> {self.log}\n{does}\n')
        path.chmod(0o755)
        return path

    def installed_by(self):
        ok = installer.install(self.python, "-r", "wanted.txt")
        asked = self.log.read_text().splitlines()
        return ok, [line.split()[0] for line in asked if "wanted.txt" in line]


@pytest.fixture
def programs(tmp_path, monkeypatch):
    return Programs(tmp_path, monkeypatch)


def test_uv_installs_where_it_is(programs):
    programs.program("uv")
    assert programs.installed_by() == (True, ["uv"])


def test_pip_brings_uv(programs):
    programs.program("python", f'case "$*" in *" uv "*) ln -s /bin/true {programs.own}/uv;; esac')
    assert programs.installed_by() == (True, [])
    assert "install --only-binary :all: uv -c constraints.txt" in programs.log.read_text()


@pytest.mark.parametrize("does", ["echo error: no route >&2; exit 2", "exec /gone"])
def test_pip_goes_on_where_uv_fails(programs, capfd, does):
    programs.program("uv", does)
    assert programs.installed_by() == (True, ["uv", "python"])
    out, err = capfd.readouterr()
    assert "pip goes on" in out and err == "" and "error" not in out


def test_pip_goes_on_where_uv_does_not_start(programs):
    programs.program("uv").write_bytes(b"\x7fELF of another machine")
    assert programs.installed_by() == (True, ["python"])


def test_what_pip_says_is_shown_and_its_failure_told(programs, capfd):
    programs.program(
        "python", "echo '  Downloading x.whl (3 MB)'; echo Found; echo ERROR >&2; exit 1"
    )
    assert programs.installed_by()[0] is False
    out, err = capfd.readouterr()
    assert "Downloading x.whl" in out and "Found" not in out and "ERROR" in err


@pytest.mark.parametrize("name", ["global.index-url='https://a.example'", ":env:.no-index='1'"])
def test_another_index_of_pip_is_respected(programs, name):
    programs.program("uv")
    programs.program("python", f'case "$*" in *config*) echo "{name}";; esac')
    assert programs.installed_by() == (True, ["python"])


def test_a_further_index_of_pip_does_not_matter_as_pip_can_still_go_on(programs):
    programs.program("uv")
    programs.program("python", "echo \"global.extra-index-url='https://a.example'\"")
    assert programs.installed_by() == (True, ["uv"])


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
