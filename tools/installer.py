"""Install packages: with uv, which takes a tenth of the time, and with pip where uv does not work.

Both take the versions in constraints.txt. uv is the one on the PATH, or else pip brings it into
.venv first. It does not read pip's settings, so where those name another index it is left out.

No syntax newer than Python 3.6: ``setup_env.py`` imports this with whatever Python there is.
"""

import os
import re
import shutil
import subprocess

from project import ROOT, say, venv_python

PINNED = ["-c", "constraints.txt"]
# What tells a reader that something is going on; the rest is a line for every package.
PROGRESS = re.compile(r"\s*(Resolved|Downloading|Building|Prepared|Installed|Installing)\b")
OTHER_INDEX = re.compile(r"[.](index-url|no-index)=")
WIDTH = 79


def install(python, *wanted):
    """Install packages where this Python is; return whether that worked."""
    uv = find_uv()
    arguments = [str(one) for one in wanted]
    if uv and _told([uv, "pip", "install", "--python", str(python), *arguments], quiet=True):
        return True
    if uv:
        say("uv does not work here: pip goes on, which takes longer.")
    return _told(pip(python, "install") + arguments)


def pip(python, *arguments):
    """The command that runs pip for this Python, which need not have pip itself."""
    chosen = [] if str(python) == str(venv_python()) else ["--python", str(python)]
    own = [str(venv_python()), "-m", "pip", "--disable-pip-version-check"]
    return own + chosen + [str(one) for one in arguments]


def find_uv():
    """The path of uv, or None; brought into .venv where the computer has none."""
    if _other_index():
        return None
    return shutil.which("uv") or _own_uv() or (_bring_uv() and _own_uv()) or None


def _own_uv():
    return shutil.which("uv", path=str(venv_python().parent))


def _bring_uv():
    """Whether pip, which is in .venv already, could bring uv."""
    return _told(pip(venv_python(), "install", "--only-binary", ":all:", "uv") + PINNED, quiet=True)


def _other_index():
    """Whether pip's settings let it look elsewhere than uv would."""
    command = pip(venv_python(), "config", "list")
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return bool(OTHER_INDEX.search(done.stdout.decode(errors="replace")))


def _told(command, quiet=False):
    """Run a command, saying how far it is; `quiet` lets it keep its errors to itself."""
    try:
        process = subprocess.Popen(
            command,
            cwd=str(ROOT),
            env=dict(os.environ, PIP_NO_INPUT="1", PYTHONUNBUFFERED="1", NO_COLOR="1"),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT if quiet else None,
            universal_newlines=True,
            errors="replace",
        )
    except OSError:  # a program that does not start here
        return False
    with process:
        for line in process.stdout:
            if PROGRESS.match(line):
                say("  " + line.strip()[:WIDTH])
    return process.returncode == 0
