"""Figures, live figures and exercises of “Switching on, ringing, linewidth”."""
