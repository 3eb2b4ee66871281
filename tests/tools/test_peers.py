"""Packages to compare with: installed where that works, and otherwise said to be missing.

Seen to fail: without the call of pip, and without looking whether gmsh finds its libraries.
"""

import peers
import pytest


@pytest.fixture
def machine(monkeypatch):
    """What is installed and what starts; tests change it, and see what was done about it."""
    state = {"found": set(peers.MODULES), "works": set(peers.MODULES), "done": []}
    monkeypatch.setattr(peers, "found", lambda name: name in state["found"])
    monkeypatch.setattr(peers, "works", lambda name: name in state["works"])
    monkeypatch.setattr(peers, "say", lambda text: state["done"].append(text))
    monkeypatch.setattr(peers, "run", lambda command, **_: state["done"].append(command[-1]))
    monkeypatch.setattr(peers, "apt_install", lambda *names: state["done"].append(names))
    return state


def test_nothing_is_done_where_nothing_is_missing(machine):
    peers.main()
    assert machine["done"] == []


def test_what_is_missing_is_installed_or_named(machine):
    machine["found"].remove("qutip")
    machine["works"].remove("qutip")
    peers.main()
    assert ".[cavity,quantum]" in machine["done"]
    assert machine["done"][-1] == "Tests that compare with qutip will be skipped."


def test_gmsh_gets_the_libraries_that_it_lacks(machine):
    machine["works"].remove("gmsh")
    peers.main()
    assert peers.LIBRARIES in machine["done"]
    assert "gmsh" in machine["done"][-1]


def test_a_package_is_found_only_where_it_can_be_imported():
    assert peers.found("numpy")
    assert peers.works("numpy")
    assert not peers.found("no_such_package")
    assert not peers.works("no_such_package")
