"""Exercises: the right answer and the usual mistakes, computed."""

from math import sqrt

from nanobook.check import Exercise

_FED = 3.0  # photons on average in the fed cavity of exercise 1


EXERCISES: dict[str, Exercise] = {
    "three_ways-1": Exercise(
        lambda: _FED + 0.5,
        hints={
            "That is the right mean, weighted by time; the question is what the wrong average"
            " gives": lambda: _FED,
            "You weighted with the losses only; photons that are fed in are events, too": (
                lambda: _FED + 1
            ),
        },
    ),
    "three_ways-2": Exercise(
        lambda: 1e5 * 20**2,
        hints={
            "The error falls with the square root of the events: 20 times smaller needs more than"
            " 20 times as many": lambda: 1e5 * 20,
            "You took the square root of 20; square it": lambda: 1e5 * sqrt(20),
        },
    ),
}
