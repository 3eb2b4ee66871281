"""Banded Jacobians as the installed SciPy's LSODA wants them."""

import numpy as np

PADS_ITSELF = (1, 16)
"""SciPy's version from which on LSODA finds room for its own work below the band."""


def for_lsoda(band, behind):
    """The band, with `behind` empty rows below it where SciPy is older than 1.16.

    An older SciPy asks for these rows, in which LSODA decomposes the matrix; a newer one refuses
    them.

    Parameters
    ----------
    band : array of shape (behind + 1 + ahead, size)
        A Jacobian packed by diagonals.
    behind : int
        Diagonals below the main one, as in ``lband``.

    Returns
    -------
    array

    Example
    -------
    >>> for_lsoda(np.ones((3, 5)), 1).shape[1]
    5
    """
    if _pads_itself():
        return band
    return np.concatenate([band, np.zeros((behind, band.shape[1]))])


def _pads_itself():
    import scipy  # here, so that importing lasercore stays quick

    return tuple(int(part) for part in scipy.__version__.split(".")[:2]) >= PADS_ITSELF
