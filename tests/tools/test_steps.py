"""A step of the build is done again when an input has changed, and only then.

Seen to fail: with a record that forgets the other steps of its folder, with inputs that are
compared by name only, and with tables that do not depend on the exact distribution.
"""

import build_book
import project
import pytest
import steps
from project import ROOT

ALL = [step for step in vars(steps).values() if isinstance(step, steps.Step)]


@pytest.fixture
def step(tmp_path, monkeypatch):
    monkeypatch.setattr(project, "ROOT", tmp_path)
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "a.py").write_text("x = 1\n")
    return steps.Step("one", ("source",), tmp_path / "made")


def test_a_step_is_current_once_it_is_noted(step):
    assert not steps.is_current(step)
    steps.note(step)
    assert steps.is_current(step)
    steps.forget(step)
    assert not steps.is_current(step)


def test_a_changed_input_outdates_a_step_and_so_does_what_is_named_besides(step):
    steps.note(step, "3.11")
    assert steps.is_current(step, "3.11")
    assert not steps.is_current(step, "3.12")
    (step.folder.parent / "source" / "a.py").write_text("x = 2\n")
    assert not steps.is_current(step, "3.11")


def test_steps_of_one_folder_do_not_forget_each_other(step):
    other = step._replace(name="other")
    steps.note(step)
    steps.note(other)
    steps.forget(other)
    assert steps.is_current(step)


@pytest.mark.parametrize("step", ALL, ids=lambda step: f"{step.folder.name}: {step.name}")
def test_all_inputs_exist(step):
    names = step.inputs() if callable(step.inputs) else step.inputs
    missing = [name for name in names if not (ROOT / name).exists()]
    assert [name for name in missing if not name.startswith("_build/")] == []


@pytest.fixture
def tables(tmp_path, monkeypatch):
    """How often the explorer's tables were computed, in a workshop of their own."""
    from nanobook.explorer import tables as real

    folder, runs = tmp_path / "explorer", []
    folder.mkdir()
    monkeypatch.setattr(steps, "EXPLORER", steps.EXPLORER._replace(folder=folder))
    monkeypatch.setattr(build_book, "TABLES", folder / "explorer-tables.js")
    monkeypatch.setattr(real, "tables", lambda mapped: runs.append(1) or '{"parts":[]}')
    return runs


def test_tables_are_computed_once(tables):
    build_book.build_tables()
    build_book.build_tables()
    assert len(tables) == 1
    assert build_book.TABLES.read_text() == 'globalThis.lasercoreTables = {"parts":[]};\n'


def test_tables_are_computed_again_when_their_code_changes(tables, monkeypatch):
    build_book.build_tables()
    monkeypatch.setattr(steps, "digest", lambda *names: "other code")
    build_book.build_tables()
    assert len(tables) == 2


def test_tables_depend_on_the_exact_distribution_and_not_on_figures():
    names = steps.EXPLORER.inputs()
    assert "lasercore/master_equation/stationary.py" in names
    assert "book/nanobook/explorer/tables.py" in names
    assert not [name for name in names if "nanobook/ch" in name]
