"""Figures of photon recycling: its approximation, its threshold, and the shapes it explains."""
