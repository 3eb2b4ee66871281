"""Figures, live figures and exercises of “The debate: does a nanolaser have a bifurcation?”."""
