"""Figures, live figures and exercises of “A whole cavity, computed”."""
