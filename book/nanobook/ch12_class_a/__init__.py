"""Figures, live figures and exercises of “Class A: the inversion follows the light”."""
