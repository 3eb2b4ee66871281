"""Figures, live figures and exercises of “From volume to rate: β and ξ”."""
