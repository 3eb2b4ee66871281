"""Figures, live figures and exercises of “Noise: three ways to compute it”."""
