"""Figures of squeezed light: fields at interfaces and tips, and what a small volume does."""
