"""Every exercise of the book: the right answer is right, each mistake is recognised.

Exercise: returning "Right." where a hint matches, in book/nanobook/check.py, turns
test_each_mistake_gets_its_hint red.
"""

import math
import re
from pathlib import Path

import pytest

from nanobook.check import Exercise, check, exercises, judge

# The right answer of each exercise and what each of its mistakes gives, to four digits, so that a
# slip in either is noticed: the hints of an exercise are asked for by what they compute themselves.
ANSWERS = {
    name: [float(number) for number in numbers]
    for name, *numbers in map(
        str.split, Path(__file__).with_name("answers.txt").read_text().splitlines()
    )
}
NAMES = list(exercises())
HINTS = [(name, mistake) for name, exercise in exercises().items() for mistake in exercise.hints]


def test_there_are_exercises():
    assert len(NAMES) >= 9
    assert len(HINTS) >= len(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_the_computed_answer_is_right(name):
    expected = exercises()[name].expected()
    assert math.isfinite(expected)
    assert check(name, expected) == "Right."


@pytest.mark.parametrize("name", NAMES)
def test_answer_and_mistakes_are_those_meant(name):
    exercise = exercises()[name]
    found = [exercise.expected(), *(mistake() for mistake in exercise.hints.values())]
    assert found == pytest.approx(ANSWERS[name], rel=5e-4)


@pytest.mark.parametrize("name", NAMES)
def test_no_answer_is_no_mistake(name):
    assert check(name, None).startswith("No answer yet")


@pytest.mark.parametrize(("name", "mistake"), HINTS)
def test_each_mistake_gets_its_hint(name, mistake):
    assert check(name, exercises()[name].hints[mistake]()) == f"Not yet. {mistake}."


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (2.04, "too large by 2.0 %: carry more digits. The answer is wanted in GHz."),
        (0.5, "too small by a factor of 4."),
        (2e9, "too large by a factor of 1e.09. A unit?"),
        (-2.0, "-2 has the wrong sign or is zero"),
        (0.0, "0 has the wrong sign or is zero"),
        (math.nan, "nan is not a finite number"),
        (math.inf, "inf is not a finite number"),
    ],
)
def test_wrong_answers_hear_what_is_wrong(answer, message):
    exercise = Exercise(lambda: 2.0, "GHz")
    assert judge(exercise, answer).startswith("Not yet: ")
    assert re.search(message, judge(exercise, answer))


@pytest.mark.parametrize("answer", ["2", True, [2.0], 2 + 0j])
def test_answers_are_numbers(answer):
    with pytest.raises(TypeError, match="answer must be a number in GHz, got"):
        judge(Exercise(lambda: 2.0, "GHz"), answer)


def test_unknown_exercise_lists_the_known():
    with pytest.raises(KeyError, match="no exercise called 'x-1'; there are: "):
        check("x-1", 1.0)
