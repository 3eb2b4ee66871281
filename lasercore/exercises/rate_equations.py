"""Exercises of chapter 2."""

from lasercore.exercises.checking import Exercise

EXERCISES: dict[str, Exercise] = {}
