"""Figures, live figures and exercises of “Class B: the inversion has a life of its own”."""
