"""Figures of the rate equations: emitters, kink, dynamics, and the classical picture."""
