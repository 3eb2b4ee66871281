"""What `make pyodide` fetches: the packages notebooks load and what these need, each checked.

Seen to fail: with what a package needs left out, and with a file kept whose sum is another.
"""

import hashlib
import json

import get_pyodide
import pytest


@pytest.fixture
def host(tmp_path, monkeypatch):
    """A folder that stands for the public address, and an empty one to download to."""
    monkeypatch.setattr(get_pyodide, "DOWNLOADED", tmp_path / "downloaded")
    folder = tmp_path / "host"
    folder.mkdir()
    (folder / "a.whl").write_bytes(b"a wheel")
    return folder


def sums(folder):
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}


def test_files_are_fetched_once(host):
    wanted = sums(host)
    get_pyodide.get(f"{host.as_uri()}/", wanted)
    assert (get_pyodide.DOWNLOADED / "a.whl").read_bytes() == b"a wheel"
    (host / "a.whl").unlink()
    get_pyodide.get(f"{host.as_uri()}/", wanted)


def test_a_broken_file_is_fetched_again_and_a_wrong_one_refused(host):
    wanted = sums(host)
    get_pyodide.DOWNLOADED.mkdir()
    (get_pyodide.DOWNLOADED / "a.whl").write_bytes(b"half")
    get_pyodide.get(f"{host.as_uri()}/", wanted)
    assert sums(get_pyodide.DOWNLOADED) == wanted
    with pytest.raises(SystemExit, match=r"a\.whl is not the file that is expected"):
        get_pyodide.get(f"{host.as_uri()}/", {"a.whl": "0" * 64})


def test_what_packages_need_comes_along(host, monkeypatch):
    monkeypatch.setattr(get_pyodide, "PYODIDE_PACKAGES", ("scipy",))
    known = {
        "scipy": {"file_name": "s.whl", "sha256": "1", "depends": ["Open_BLAS", "numpy"]},
        "open-blas": {"file_name": "o.zip", "sha256": "2", "depends": ["numpy"]},
        "numpy": {"file_name": "n.whl", "sha256": "3", "depends": []},
        "pandas": {"file_name": "p.whl", "sha256": "4", "depends": []},
    }
    get_pyodide.DOWNLOADED.mkdir()
    lock = get_pyodide.DOWNLOADED / get_pyodide.LOCK
    lock.write_text(json.dumps({"packages": known}), encoding="utf-8")
    assert get_pyodide.packages() == {"s.whl": "1", "o.zip": "2", "n.whl": "3"}


def test_readers_and_tests_have_the_same_pyodide():
    version = get_pyodide.OWN.rpartition("@")[2].strip("/")
    assert get_pyodide.public().endswith(f"/v{version}/full/")
