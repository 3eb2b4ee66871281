"""Figures, live figures and exercises of “Which threshold should I use?”."""
