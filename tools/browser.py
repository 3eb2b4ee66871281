"""Find a Chromium for the tests of the built pages, or get one.

In this order: the program named by ``CHROMIUM``; one on the PATH; Playwright's own download;
Debian's package, where it may be installed.
"""

import os
import shutil
import subprocess
import sys
from contextlib import contextmanager

from debian import apt_install
from project import say

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
DOWNLOAD_SECONDS = 180

# The sandbox does not work as root, as in most containers; the rest keeps the browser from
# talking to anyone but the pages under test.
FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

NO_BROWSER = (
    "No browser to test the pages with: no Chromium on the PATH or in $CHROMIUM, and neither "
    "`playwright install chromium` nor `apt-get install chromium` worked here."
)


class NoBrowserError(RuntimeError):
    """There is no browser and none could be installed."""


def find_chromium():
    """Return the path of a Chromium, downloading or installing one where needed."""
    if os.environ.get("NO_CHROMIUM"):  # run_tests.py has tried everything already
        raise NoBrowserError(os.environ["NO_CHROMIUM"])
    path = installed() or downloaded(download=False)
    if path:
        return path
    say("No Chromium found; downloading Playwright's ...")
    path = downloaded(download=True)
    if path:
        return path
    # Debian's name; on Ubuntu this package only points to a snap, which containers cannot run.
    if apt_install("chromium") and installed():
        return installed()
    raise NoBrowserError(NO_BROWSER)


def installed():
    """Return the Chromium that the reader names or has on the PATH, if it starts."""
    named = os.environ.get("CHROMIUM")
    if named and not shutil.which(named):
        raise NoBrowserError(f"$CHROMIUM is {named!r}, which is not a program.")
    candidates = [shutil.which(name) for name in ([named] if named else NAMES)]
    return next((path for path in candidates if path and starts(path)), None)


def downloaded(download):
    """Return Playwright's own Chromium if it is there, after a download if asked for."""
    from playwright.sync_api import sync_playwright

    if download:
        command = [sys.executable, "-m", "playwright", "install", "chromium"]
        try:
            subprocess.run(command, timeout=DOWNLOAD_SECONDS, check=True)
        except (subprocess.SubprocessError, OSError) as error:
            say(f"Playwright's download did not work: {error}")
            return None
    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if os.path.exists(path) and starts(path) else None


def starts(path):
    """Return whether the browser runs at all (its libraries may be missing)."""
    command = [path, *FLAGS, "--dump-dom", "about:blank"]
    try:
        return subprocess.run(command, capture_output=True, timeout=60).returncode == 0
    except (subprocess.SubprocessError, OSError):
        return False


@contextmanager
def open_browser():
    """Open a Chromium to drive with Playwright, and close it at the end."""
    from playwright.sync_api import sync_playwright

    path = find_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        try:
            yield browser
        finally:
            browser.close()
