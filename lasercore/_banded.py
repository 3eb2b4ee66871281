"""Banded Jacobians as the installed SciPy's LSODA wants them."""

import numpy as np

from lasercore._typing import Array

PADS_ITSELF = (1, 16)
"""SciPy's version from which on LSODA finds room for its own work below the band."""


def for_lsoda(band: Array, behind: int) -> Array:
    """A banded Jacobian with `behind` empty rows below it where SciPy is older than 1.16.

    An older SciPy asks for these rows, in which LSODA decomposes the matrix; a newer one refuses
    them. `behind` counts the diagonals below the main one, as in ``lband``.
    """
    if _pads_itself():
        return band
    return np.concatenate([band, np.zeros((behind, band.shape[1]))])


def _pads_itself() -> bool:
    import scipy  # here, so that importing lasercore stays quick

    return tuple(int(part) for part in scipy.__version__.split(".")[:2]) >= PADS_ITSELF
