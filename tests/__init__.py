"""Tests of lasercore and of the book."""
