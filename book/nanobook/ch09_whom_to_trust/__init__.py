"""Figures, live figures and exercises of “Whom to trust”."""
