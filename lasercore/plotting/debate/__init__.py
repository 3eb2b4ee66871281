"""Figures of the debate: does a nanolaser have a bifurcation?"""
