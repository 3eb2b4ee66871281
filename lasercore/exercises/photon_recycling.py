"""Exercises of chapter 3."""

from lasercore.exercises.checking import Exercise

EXERCISES: dict[str, Exercise] = {}
