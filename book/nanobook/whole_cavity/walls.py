"""The walls of a bowtie cavity as lines, and the bands in which its light is drawn."""

import numpy as np

AROUND = 0.4e-6
"""Air that is drawn around the last ring (m): less than what is computed."""
ZOOM_BANDS = 2.0 ** np.arange(-10, 2)
WHOLE_BANDS = 10.0 ** np.arange(-9, 0.6, 0.5)
"""Edges of the bands of ε|E|² relative to the centre: factors of two, and two in a decade."""


def walls(bowtie):
    """Points of all walls between dielectric and air."""
    tips, radii = bowtie.tips, bowtie.walls()[0]
    rim = np.arcsinh(radii[0] / tips.focus)
    along = np.linspace(-1, 1, 101) ** 3 * rim  # closest where the wall is bent
    surface = tips.focus * np.cosh(along + 1j * tips.v_0)
    # The rim is a wall only where there is air inside of it.
    start, stop = (-tips.v_0, tips.v_0) if bowtie.kind == "bridge" else (tips.v_0, np.pi - tips.v_0)
    rim_arc = tips.focus * np.cosh(rim + 1j * np.linspace(start, stop, 60))
    lines = [surface, -surface, rim_arc, -rim_arc]
    for radius in radii[1:]:
        turn = np.linspace(0, 2 * np.pi, 181)
        lines.append(tips.focus * np.cosh(np.arcsinh(radius / tips.focus) + 1j * turn))
    joined = np.concatenate([np.append(line, np.nan + 1j * np.nan) for line in lines])
    return np.stack([joined.real, joined.imag])
