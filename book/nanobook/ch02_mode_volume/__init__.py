"""Figures, live figures and exercises of “Mode volume”."""
