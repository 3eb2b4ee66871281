"""Figures, live figures and exercises of “Photon recycling: a threshold for nanolasers”."""
