"""Exercises of chapter 1."""

from lasercore.exercises.checking import Exercise

EXERCISES: dict[str, Exercise] = {}
