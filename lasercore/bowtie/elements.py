"""Spectral elements on a line: polynomials through Gauss–Lobatto nodes, cell by cell."""

from functools import cache
from typing import Any

import numpy as np
from numpy.polynomial import legendre

from lasercore._typing import Array, ComplexArray, IntArray

# Gauss points beyond the degree: the coefficients vary within a cell.
EXTRA_POINTS = 3


@cache
def reference(degree: int) -> tuple[Array, Array, Array, Array]:
    """Nodes, Gauss points and weights on [−1, 1], and the polynomials' matrix of coefficients.

    The last turns values at the nodes into coefficients of Legendre polynomials.
    """
    last = np.eye(degree + 1)[degree]
    inner = np.sort(legendre.legroots(legendre.legder(last)).real)
    nodes = np.concatenate([[-1.0], inner, [1.0]])
    points, weights = legendre.leggauss(degree + EXTRA_POINTS)
    return nodes, points, weights, np.linalg.inv(legendre.legvander(nodes, degree))


@cache
def _slopes(degree: int) -> Any:
    """Coefficients of the derivatives of the Legendre polynomials, shape (degree + 1, degree)."""
    return legendre.legder(np.eye(degree + 1), axis=1)


def shapes(degree: int, at: Array) -> tuple[Any, Any]:
    """Values and slopes of the nodal polynomials at points of [−1, 1], each (points, nodes)."""
    *_, coefficients = reference(degree)
    values = legendre.legvander(at, degree)
    slopes = legendre.legvander(at, degree - 1) @ _slopes(degree).T
    return values @ coefficients, slopes @ coefficients


class Line:
    """Cells of polynomials of one degree between increasing edges along one coordinate."""

    def __init__(self, edges: Array, degree: int) -> None:
        self.edges, self.degree = np.asarray(edges, dtype=float), degree
        self._half = 0.5 * np.diff(self.edges)
        self._middle = 0.5 * (self.edges[:-1] + self.edges[1:])
        _, points, weights, _ = reference(degree)
        self._values, self._slopes = shapes(degree, points)
        self.size = degree * len(self._half) + 1
        self._nodes = degree * np.arange(len(self._half))[:, None] + np.arange(degree + 1)
        # Gauss points and weights of each cell, shape (cells, points).
        self.points = self._middle[:, None] + self._half[:, None] * points
        self.weights = self._half[:, None] * weights

    def mass(self, coefficient: Array | ComplexArray) -> Any:
        """∫ c φ_i φ_j, with c given at `points`: a sparse matrix."""
        return self._matrix(self.weights * coefficient, self._values)

    def stiffness(self, coefficient: Array | ComplexArray) -> Any:
        """∫ c φ_i′ φ_j′."""
        return self._matrix(self.weights * coefficient / self._half[:, None] ** 2, self._slopes)

    def _matrix(self, weights: Array | ComplexArray, functions: Array) -> Any:
        from scipy.sparse import csr_array  # here, so that importing lasercore stays quick

        blocks = np.einsum("eq,qi,qj->eij", weights, functions, functions)
        rows, columns = (
            np.broadcast_to(self._nodes[index], blocks.shape).ravel()
            for index in (np.s_[:, :, None], np.s_[:, None, :])
        )
        return csr_array((blocks.ravel(), (rows, columns)), shape=(self.size, self.size))

    def at(self, x: Array) -> tuple[IntArray, Array, Array]:
        """What a function is at points x: nodes, values, slopes, each (points, degree + 1)."""
        cell = np.clip(np.searchsorted(self.edges, x, side="right") - 1, 0, len(self._half) - 1)
        values, slopes = shapes(self.degree, (x - self._middle[cell]) / self._half[cell])
        return self._nodes[cell], values, slopes / self._half[cell][:, None]


def graded(
    start: float, stop: float, towards_stop: bool, layers: int, ratio: float = 0.15
) -> Array:
    """Edges from `start` to `stop` that shrink by `ratio` towards one end, `layers` times."""
    shares = np.concatenate([[0.0], ratio ** np.arange(layers, -1, -1.0)])
    if towards_stop:
        return stop - (stop - start) * shares[::-1]
    return start + (stop - start) * shares
