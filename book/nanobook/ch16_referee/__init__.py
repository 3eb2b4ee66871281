"""Figures, live figures and exercises of “The referee: full quantum theory”."""
