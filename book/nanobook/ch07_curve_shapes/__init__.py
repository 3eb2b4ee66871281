"""Figures, live figures and exercises of “S, line, inverse S, LED”."""
