"""Remembered samples: the same call finds them, any other samples, and no warning is lost.

Seen to fail: with a key that forgets the seed, one that tells a default given from one left out,
one that takes every digit, an answer stored although it came with a warning, and a folder that is
not named after the code.
"""

import io
import pickle
import warnings
from pathlib import Path

import numpy as np
import pytest

from lasercore import Laser, _stored, gillespie
from lasercore._stored import stored
from lasercore.warnings import ValidityWarning, warn_validity

LASER = Laser(n_emitters=20, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)


@pytest.fixture
def counted():
    """A sampling function that counts how often it runs."""
    calls = []

    @stored
    def sample(laser, pump, *, events=1000, seed=0, progress=None):
        calls.append((pump, events, seed))
        return np.random.default_rng(seed).normal(pump, size=3)

    sample.calls = calls
    return sample


@pytest.fixture
def store(tmp_path, monkeypatch):
    """A folder that answers are written to and, as if nothing were compiled, read from."""
    monkeypatch.setenv(_stored.VARIABLE, str(tmp_path))
    monkeypatch.setattr(_stored, "_source", lambda: tmp_path / _stored.version())
    return tmp_path


def files(folder):
    return [path for path in Path(folder).rglob("*") if path.is_file()]


@pytest.mark.parametrize(
    "again",
    [
        lambda sample: sample(LASER, 2.0),
        lambda sample: sample(laser=LASER, pump=2.0),
        lambda sample: sample(LASER, 2.0, events=1000, seed=0),
        lambda sample: sample(LASER, 2.0, progress=False),
        lambda sample: sample(Laser(20, 0.05, 0.1, 1.0), 2.0 + 1e-14),
    ],
)
def test_same_call_gets_the_same_answer(store, counted, again):
    first = counted(LASER, 2.0)
    assert np.array_equal(again(counted), first)
    assert len(counted.calls) == 1 and len(files(store)) == 1


@pytest.mark.parametrize(
    "other",
    [
        lambda sample: sample(LASER, 2.0, seed=1),
        lambda sample: sample(LASER, 2.0, seed=2**60),
        lambda sample: sample(LASER, 2.0, events=1001),
        lambda sample: sample(LASER, 2.0 + 1e-7),
        lambda sample: sample(LASER, [2.0]),
        lambda sample: sample(Laser(20, 0.05, 0.1, 1.0, absorption=False), 2.0),
        lambda sample: sample(Laser(21, 0.05, 0.1, 1.0), 2.0),
    ],
)
def test_other_call_is_sampled(store, counted, other):
    counted(LASER, 2.0)
    other(counted)
    assert len(counted.calls) == 2 and len(files(store)) == 2


def test_seeds_count_to_their_last_digit(store, counted):
    for seed in (12345678901, 12345678902):
        counted(LASER, 2.0, seed=seed)
    assert len(counted.calls) == 2


def test_answer_is_a_fresh_copy(store, counted):
    first = counted(LASER, 2.0)
    counted(LASER, 2.0)[:] = 0.0
    assert np.array_equal(counted(LASER, 2.0), first)


def test_nothing_is_stored_unless_asked(tmp_path, monkeypatch, counted):
    monkeypatch.delenv(_stored.VARIABLE, raising=False)
    monkeypatch.chdir(tmp_path)
    for _ in range(2):
        counted(LASER, 2.0)
    assert len(counted.calls) == 2 and files(tmp_path) == []


def test_warning_is_neither_lost_nor_stored(store):
    @stored
    def doubtful(laser, *, seed=0):
        warn_validity("events must be many")
        return 1.0

    for _ in range(2):
        with pytest.warns(ValidityWarning, match="events must be many") as seen:
            assert doubtful(LASER) == 1.0
        assert len(seen) == 1 and seen[0].filename == __file__
    assert files(store) == []


def test_warning_is_an_error_where_it_shall_be(store):
    @stored
    def doubtful(laser):
        warn_validity("events must be many")

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(ValidityWarning):
            doubtful(LASER)


def test_wrong_arguments_meet_the_function_itself(store, counted):
    with pytest.raises(TypeError, match="unexpected keyword argument 'sed'"):
        counted(LASER, 2.0, sed=1)
    with pytest.raises(TypeError, match="pump"):
        gillespie.photon_statistics(LASER, "much")
    assert files(store) == []


def test_progress_is_told_of_an_answer_that_was_there(store, counted):
    counted(LASER, 2.0)
    shares = []
    counted(LASER, 2.0, progress=shares.append)
    assert shares[-1] == 1.0
    with pytest.raises(TypeError, match="progress must be None, False or a function"):
        counted(LASER, 2.0, progress="yes")


def test_answers_of_other_code_are_not_used(store, counted, monkeypatch):
    counted(LASER, 2.0)
    monkeypatch.setattr(_stored, "version", lambda: "another")
    monkeypatch.setattr(_stored, "_source", lambda: store / _stored.version())
    counted(LASER, 2.0)
    assert len(counted.calls) == 2
    assert len({path.parent for path in files(store)}) == 2


def test_version_follows_the_code_that_samples(tmp_path, monkeypatch):
    files = {
        "gillespie/__init__.py": "from lasercore.laser import Laser",
        "laser.py": "from lasercore import units",
        "units.py": "",
        "bowtie.py": "",
    }
    for name, code in files.items():
        (tmp_path / "lasercore" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "lasercore" / name).write_text(code + "\n")
    monkeypatch.setattr(_stored, "__file__", str(tmp_path / "lasercore" / "_stored.py"))
    read = _stored.version.__wrapped__  # without its memory
    first = read()
    (tmp_path / "lasercore" / "bowtie.py").write_text("x = 1\n")
    assert read() == first  # which no sample depends on
    for name, code in files.items():
        if name != "bowtie.py":
            (tmp_path / "lasercore" / name).write_text(code + "\nx = 1\n")
            assert read() != first
            (tmp_path / "lasercore" / name).write_bytes(code.encode() + b"\r\n")
            assert read() == first


def test_looked_up_only_without_compiled_kernels(tmp_path, monkeypatch):
    package = tmp_path / _stored.PACKAGE
    (package / _stored.version()).mkdir(parents=True)
    (package / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(tmp_path)
    find = _stored._source.__wrapped__
    monkeypatch.setattr(_stored, "numba_available", lambda: False)
    assert find() == package / _stored.version()
    monkeypatch.setattr(_stored, "numba_available", lambda: True)
    assert find() is None


class OnlyNumpy(pickle.Unpickler):
    def find_class(self, module, name):
        # NumPy 2.0, which the browser has, knows the modules that NumPy 2.4 names.
        assert module.split(".")[0] in ("lasercore", "numpy"), f"{module}.{name}"
        assert module not in ("numpy.core", "numpy._core._internal")
        return super().find_class(module, name)


@pytest.mark.parametrize(
    "call",
    [
        lambda: gillespie.photon_statistics(LASER, [20.0, 30.0], events=200_000, progress=False),
        lambda: gillespie.g2(LASER, 20.0, [0.0, 1.0], events=200_000, progress=False),
        lambda: gillespie.rin_spectrum(LASER, 20.0, [0.1], events=200_000, progress=False),
        lambda: gillespie.field(LASER, 20.0, events=400_000, longest=60.0, progress=False),
    ],
)
def test_every_sampler_is_remembered_as_plain_numbers(store, call):
    first = call()
    (path,) = files(store)
    kept = OnlyNumpy(io.BytesIO(path.read_bytes())).load()
    assert repr(kept) == repr(first) == repr(call())
