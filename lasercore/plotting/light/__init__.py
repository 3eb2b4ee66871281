"""Figures of the light: its noise and its line pump by pump, its coherence in time."""
