"""JupyterLab accepts the extensions that the chapters rely on.

Seen to fail: with JupyterLab 4.6.6, which refuses jupyterlab-myst 2.7.0 in this listing only and
otherwise starts without it, showing the chapters' directives as raw text.
"""

import subprocess
import sys

import pytest
from project import plain


@pytest.fixture(scope="module")
def listing():
    command = [sys.executable, "-m", "jupyter", "labextension", "list"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return plain(done.stdout + done.stderr)


@pytest.mark.parametrize(
    "name", ["jupyterlab-myst", "anywidget", "@jupyter-widgets/jupyterlab-manager"]
)
def test_extension_is_accepted(listing, name):
    lines = [line for line in listing.splitlines() if line.strip().startswith(f"{name} v")]
    assert lines, f"{name} is not installed"
    assert "enabled OK" in lines[0], listing
