"""Set up everything the book needs in ``.venv``: ``python3 tools/setup_env.py``.

The second call finds the environment up to date (`steps`) and returns at once. Only an environment
that this script made for this folder and this Python is ever replaced without asking.
"""

import shutil
import subprocess
import sys
from pathlib import Path

from debian import apt_install
from installer import PINNED, install
from project import ROOT, VENV, run, say, stop, venv_python
from steps import PACKAGES, PYTHON, is_current, note, noted

OLDEST = (3, 11)
# Tried in this order when the Python that runs this script is too old.
OTHER_PYTHONS = ["python3.13", "python3.12", "python3.11", "python3.14"]

TOO_OLD = (
    "This book needs Python {need} or newer; this is Python {have} and no newer one was found "
    "under the names {names}. Install one (on Debian or Ubuntu: apt-get install python3.12 "
    "python3.12-venv; elsewhere: python.org) and try again."
)
NO_VENV = (
    "Python cannot make a virtual environment here: its venv module lacks pip. Install it with\n"
    "    sudo apt-get install {package}\n"
    "(or your system's package of that kind) and try again."
)
NO_PACKAGES = (
    "Installing the Python packages failed; pip's last lines above say why. Without a network "
    "connection the first set-up is impossible. The book is tested with Python 3.11 to 3.13."
)
NOT_OURS = (
    "{venv} must be an environment that was made by this command, in this folder, with Python"
    " {need}; this one {fault}. It is left as it is. Move or delete it and try again; or, if it is"
    " this book's and of another Python, name that one: make book PYTHON=python3.12, for example."
)


def main():
    python = find_python()
    # The folder is part of it: installed scripts hold absolute paths, so an environment
    # that was moved or copied with the folder does not work.
    stands_on = (version_of(python), ROOT)
    usable = is_current(PYTHON, *stands_on) and starts(venv_python())
    if usable and is_current(PACKAGES):
        return
    if not usable:
        make_room(version_of(python))
        create(python)
    say("Installing the packages ...")
    if not install(venv_python(), "-r", "requirements.txt", *PINNED, "-e", ".[book,test,jit]"):
        stop(NO_PACKAGES)
    note(PACKAGES)
    say("The environment in .venv is ready.")


def find_python():
    """Return the path of a Python that is new enough, this one if possible."""
    if sys.version_info >= OLDEST:
        # Run from inside .venv (a reader who has it activated), name the Python it came from:
        # the environment cannot make itself anew.
        inside = str(VENV) == sys.prefix
        return getattr(sys, "_base_executable", sys.executable) if inside else sys.executable
    for name in OTHER_PYTHONS:
        path = shutil.which(name)
        if path and starts(path, "sys.version_info >= (3, 11)"):
            return path
    return stop(
        TOO_OLD.format(
            need=".".join(map(str, OLDEST)),
            have=".".join(map(str, sys.version_info[:3])),
            names=", ".join(OTHER_PYTHONS),
        )
    )


def version_of(python):
    """Return the major and minor version of a Python as ``3.11``."""
    code = "import sys; print('%d.%d' % sys.version_info[:2])"
    return subprocess.check_output([python, "-c", code]).decode().strip()


def starts(python, condition="__import__('pip')"):
    """Return whether this Python runs and the condition, that it has pip, holds there."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    command = [python, "-c", "import sys; sys.exit(not ({}))".format(condition)]
    return Path(str(python)).exists() and run(command, **quiet) == 0


def make_room(version):
    """Remove an environment that cannot be used: one that is not of our making only if told to."""
    if not (VENV.exists() or VENV.is_symlink()):
        return
    fault = foreign(version)
    if fault:
        ask(version, fault)
    else:
        say("The environment in .venv does not start any more: it is made anew.")
    if VENV.is_symlink() or VENV.is_file():
        VENV.unlink()
    else:
        shutil.rmtree(str(VENV))


def foreign(version):
    """What keeps an environment from being replaced without asking; "" for one that we made."""
    made = noted(PYTHON).get(PYTHON.name)
    if made is None:
        return "was made by something else"
    _, other, folder = made.split(" ", 2)
    if folder != str(ROOT):
        return "was made in {}".format(folder)
    if other != version and starts(venv_python()):
        return "was made with Python {}".format(other)
    return ""


def ask(version, fault):
    """Ask whether an environment may be deleted; stop if not, or if nobody is there to ask."""
    say(".venv cannot be used: it {}.".format(fault))
    if sys.stdin is not None and sys.stdin.isatty():
        answer = input("Delete it, and make one with Python {}? [y/N] ".format(version))
        if answer.strip().lower() in ("y", "yes"):
            return
    stop(NOT_OURS.format(venv=VENV, need=version, fault=fault))


def create(python):
    """Make an empty environment; get Debian's missing piece where that is allowed."""
    say("Making a Python {} environment in .venv ...".format(version_of(python)))
    # Before it is there: what an interruption leaves is ours, too.
    note(PYTHON, version_of(python), ROOT)
    if make_venv(python):
        return
    package = "python{}-venv".format(version_of(python))
    if apt_install(package) and make_venv(python):
        return
    shutil.rmtree(str(VENV), ignore_errors=True)
    stop(NO_VENV.format(package=package))


def make_venv(python):
    """Return whether a working environment, with pip in it, could be made."""
    # Debian's own message advises a command that differs from what is tried next: keep it quiet.
    command = [python, "-m", "venv", VENV]
    made = run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) == 0
    return made and starts(venv_python())


if __name__ == "__main__":
    main()
