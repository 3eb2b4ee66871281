"""Figures, live figures and exercises of “Below the diffraction limit”."""
