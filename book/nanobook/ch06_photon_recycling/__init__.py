"""Figures, live figures and exercises of “Photon recycling”."""
