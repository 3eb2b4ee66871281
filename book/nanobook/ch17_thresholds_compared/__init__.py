"""Figures, live figures and exercises of “Every threshold compared”."""
