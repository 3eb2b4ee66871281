"""Figures of noise: reference light, Langevin, Gillespie, exact distributions, comparisons."""
