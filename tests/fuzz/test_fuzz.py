"""Every public call answers or refuses: thousands of calls with seeded, hostile arguments.

A call fails if it ends in an error that lasercore did not raise on purpose or that names no
argument, in a warning that is not lasercore's, in an answer that breaks an identity, or takes over
20 s. What is printed of a failure is a line of Python that repeats it.

FUZZ_CALLS is the number of calls (2 000), FUZZ_SEED the seed, FUZZ_ONLY what the paths of
the callables begin with (``FUZZ_ONLY=langevin,lindblad``).
"""

import os

import pytest

from tests.fuzz import calls, judge, values

CALLS = int(os.environ.get("FUZZ_CALLS", "2000"))
SEED = int(os.environ.get("FUZZ_SEED", "15"))
ONLY = [one for one in os.environ.get("FUZZ_ONLY", "").split(",") if one]
PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_every_call_answers_or_refuses(part):
    rng, faults = values.generator(SEED, part), {}
    for _ in range(CALLS // PARTS):
        for fault in tried(calls.draw(rng, ONLY), rng):
            faults.setdefault((fault.kind, fault.what.rpartition(" in ")[2]), fault)
    assert not faults, "\n".join(map(str, faults.values()))


def tried(call, rng):
    """The faults of a call and of up to two uses of its answer."""
    answer, _, fault = judge.evaluate(call)
    if fault:
        yield fault
        return
    for _ in range(2):
        member = calls.draw_member(call, answer, rng)
        if member is not None:
            fault = judge.evaluate(member, answer)[2]
            if fault:
                yield fault


@pytest.mark.parametrize("path", calls.public())
def test_usual_arguments_are_answered(path):
    rng = values.generator(SEED, PARTS)
    for _ in range(20):  # lasers of any kind: a model may refuse some
        _, refused, fault = judge.evaluate(calls.usual(path, rng))
        assert not fault, fault
        if refused is None:
            return
    raise AssertionError(f"always refused: {refused}")


def test_usual_arguments_are_known_for_every_parameter():
    assert not calls.unknown_parameters()
