"""Figures, live figures and exercises of “How long light remembers: coherence and the line”."""
