"""Figures, live figures and exercises of “What a closure loses”."""
