"""Install Debian or Ubuntu packages, where that is possible without asking for a password."""

import os
import shutil
import subprocess

from project import run, say

TIME_LIMIT = 300  # seconds for each call of apt-get


def apt_install(*packages):
    """Install packages by apt-get as root or by passwordless sudo; return whether it worked.

    Returns False, without doing anything, where there is no apt-get or no right to use it.
    """
    prefix = _root_prefix()
    if prefix is None or not shutil.which("apt-get"):
        return False
    say("Installing {} with apt-get ...".format(" ".join(packages)))
    env = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = prefix + ["apt-get", "install", "-y", "--no-install-recommends"] + list(packages)
    try:
        if run(install, env=env, timeout=TIME_LIMIT) == 0:
            return True
        # A fresh container has no package lists yet.
        if run(prefix + ["apt-get", "update"], env=env, timeout=TIME_LIMIT) != 0:
            return False
        return run(install, env=env, timeout=TIME_LIMIT) == 0
    except subprocess.TimeoutExpired:
        return False


def _root_prefix():
    """Return what to put before a command to run it as root, or None when that needs asking."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    if shutil.which("sudo") and run(["sudo", "-n", "true"], **quiet) == 0:
        return ["sudo", "-n"]
    return None
