"""Figures, live figures and exercises of “Rate equations and the threshold that was”."""
