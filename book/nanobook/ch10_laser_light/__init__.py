"""Figures, live figures and exercises of “Is it laser light?”."""
