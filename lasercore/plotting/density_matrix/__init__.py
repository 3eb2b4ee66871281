"""Figures of chapters 6 and 7: class A and class B."""
