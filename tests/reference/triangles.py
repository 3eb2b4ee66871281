"""Triangles over a quarter of a bowtie, made by gmsh: curved walls, small at the tips.

Plain Cartesian coordinates in µm, x along the axis of the tips. Every wall is a piece of a conic,
which a rational Bézier curve of second degree is exactly; the triangles have as many nodes on their
edges as their polynomials need, and those lie on the walls.
"""

from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise, permutations
from math import hypot

import numpy as np

BUFFER, ABSORBER = 0.3, 0.65
"""Air between the last ring and the absorber, and the absorber's depth (wavelengths)."""
CENTRE = 0.5
"""Radius of the disc around the centre whose field is averaged, in half widths w/2."""
INSIDE, IN_AIR = 0.25, 0.2
"""Edges at most, in wavelengths: of the dielectric up to the last ring, of air far outside."""
AT_TIP, AT_RIM, AT_END, GROWTH = 0.4, 1e-4, 0.6, 0.35
"""Edges at most: at the tip, in units of the smaller one of R and w/2; where tip and rim meet (h is
not smooth at this corner), in units of the radius; where the rim ends on the tips' axis, in units
of its radius of curvature; and how they grow with the distance from such a place."""
REMEDY = 'pip install "lasercore[cavity]"'


@dataclass(frozen=True)
class Triangles:
    """A quarter of the plane in curved triangles.

    Attributes
    ----------
    points : array (2, points), µm
    cells : int array (nodes of a triangle, triangles)
        Corners first and in increasing order, then the nodes in the order asked for.
    index : array (triangles,)
        Refractive index.
    centre : int array
        The triangles of a disc around the centre.
    absorber : (float, float), µm
        Radii between which light is absorbed; the quarter ends at the second one.
    """

    points: np.ndarray
    cells: np.ndarray
    index: np.ndarray
    centre: np.ndarray
    absorber: tuple


def triangles(bowtie, size, degree, nodes):
    """A quarter of a bowtie in triangles whose edges are `size` times those of the module's head.

    `nodes` are the places of a triangle's nodes, (x, y) in the triangle (0,0), (1,0), (0,1): in
    that order the nodes of all cells will be.
    """
    outline = _Outline(bowtie)
    with _session() as gmsh:
        areas, indices = _draw(gmsh.model.occ, outline)
        gmsh.model.occ.synchronize()
        gmsh.model.mesh.setSizeCallback(lambda dim, tag, x, y, z, _: size * outline.edge(x, y))
        gmsh.option.setNumber("Mesh.ElementOrder", degree)
        gmsh.model.mesh.generate(2)
        tags, points, _ = gmsh.model.mesh.getNodes()
        pieces = []
        for area in areas:
            (kind,), _, (found,) = gmsh.model.mesh.getElements(2, area)
            local = np.reshape(gmsh.model.mesh.getElementProperties(kind)[4], (-1, 2))
            pieces.append(found.reshape(-1, len(local)).T)
    place = np.zeros(int(tags.max()) + 1, dtype=int)
    place[tags] = np.arange(len(tags))
    cells = _reordered(place[np.hstack(pieces)], local, nodes, degree)
    # gmsh puts nodes on the curves' control points as well, which no triangle has.
    used, cells = np.unique(cells, return_inverse=True)
    counts = [piece.shape[1] for piece in pieces]
    return Triangles(
        points=points.reshape(-1, 3).T[:2, used],
        cells=cells.reshape(len(local), -1),
        index=np.repeat(indices, counts),
        centre=np.arange(counts[0]),
        absorber=(outline.radii[-2], outline.radii[-1]),
    )


def import_gmsh():
    """The module gmsh, or an ImportError with the remedy."""
    try:
        import gmsh
    except ImportError as error:
        raise ImportError(f"finite elements need gmsh: {REMEDY}") from error
    except OSError as error:
        raise ImportError(
            f"finite elements need gmsh, which needs a library of the system ({error}):"
            " install that (on Debian: apt install libgl1 libglu1-mesa libgomp1 libxcursor1 libxft2"
            " libxinerama1)"
        ) from error
    return gmsh


@contextmanager
def _session():
    """gmsh with an empty model: silent, deaf to ~/.gmshrc, and closed afterwards."""
    gmsh = import_gmsh()
    if gmsh.isInitialized():
        raise RuntimeError("gmsh must be free, got a session in use: call gmsh.finalize() first")
    gmsh.initialize(readConfigFiles=False, interruptible=False)
    try:
        gmsh.option.setNumber("General.Terminal", 0)
        for source in ("ExtendFromBoundary", "FromPoints", "FromCurvature"):
            gmsh.option.setNumber(f"Mesh.MeshSize{source}", 0)
        yield gmsh
    finally:
        gmsh.finalize()


class _Outline:
    """Lengths of a bowtie (µm) and the triangles' edges that suit them."""

    def __init__(self, bowtie):
        tips = bowtie.tips
        wavelength, walls = 1e6 * bowtie.wavelength, 1e6 * bowtie.walls()[0]
        self.a, focus = 0.5e6 * bowtie.width, 1e6 * tips.focus
        self.b, self.v_0 = self.a * np.tan(tips.v_0), tips.v_0
        # Semi-axes along x and y: of the confocal ellipses, then of the absorber's two circles.
        begin = np.hypot(walls[-1], focus) + BUFFER * wavelength
        circles = [begin, begin + ABSORBER * wavelength]
        self.along = [*np.hypot(walls, focus), *circles]
        self.radii = [*walls, *circles]
        self.rim = self.along[0] * np.cos(self.v_0), walls[0] * np.sin(self.v_0)
        self.rim_u = np.arcsinh(walls[0] / focus)
        n = bowtie.n
        self.centre_index, self.tip_index = (n, 1.0) if bowtie.kind == "bridge" else (1.0, n)
        self.indices = [*bowtie.walls()[1], 1.0]
        self._last = self.along[-3]
        self._inside, self._air = INSIDE * wavelength / n, IN_AIR * wavelength
        self._places = (  # x, y and the edge there
            (self.a, 0.0, AT_TIP * min(self.a, 1e6 * bowtie.tip_radius)),
            (*self.rim, AT_RIM * walls[0]),
            (self.along[0], 0.0, AT_END * walls[0] ** 2 / self.along[0]),
        )

    def edge(self, x, y):
        """Length of a triangle's edge at a point."""
        outside = max(0.0, hypot(x, y) - self._last)
        far = min(self._inside + GROWTH * outside, self._air)
        near = (edge + GROWTH * hypot(x - p, y - q) for p, q, edge in self._places)
        return min(far, *near)


def _draw(occ, outline):
    """The areas between the walls, the centre's disc first, and the refractive index of each."""

    def point(x, y):
        return occ.addPoint(x, y, 0)

    def ellipse(start, end, semi, angles):
        return _conic(occ, start, end, semi, angles, np.cos, np.sin)

    disc, quarter = CENTRE * outline.a, (0.0, 0.5 * np.pi)
    on_x = [point(x, 0) for x in (0, disc, outline.a, *outline.along)]
    on_y = [on_x[0], *(point(0, y) for y in (disc, *outline.radii))]
    rim = point(*outline.rim)
    x_axis, y_axis = ([occ.addLine(*ends) for ends in pairwise(on)] for on in (on_x, on_y))
    circle = ellipse(on_x[1], on_y[1], (disc, disc), quarter)
    ab = outline.a, outline.b
    wall = _conic(occ, on_x[2], rim, ab, (0.0, outline.rim_u), np.cosh, np.sinh)
    semi = list(zip(outline.along, outline.radii, strict=True))
    rounds = [
        [
            ellipse(on_x[3], rim, semi[0], (0.0, outline.v_0)),
            ellipse(rim, on_y[2], semi[0], (outline.v_0, quarter[1])),
        ]
    ]
    for start, end, axes in zip(on_x[4:], on_y[3:], semi[1:], strict=True):
        rounds.append([ellipse(start, end, axes, quarter)])
    loops = [
        [x_axis[0], circle, -y_axis[0]],
        [x_axis[1], wall, rounds[0][1], -y_axis[1], -circle],
        [x_axis[2], rounds[0][0], -wall],
    ]
    for x, y, (inner, outer) in zip(x_axis[3:], y_axis[2:], pairwise(rounds), strict=True):
        loops.append([x, *outer, -y, *(-curve for curve in reversed(inner))])
    areas = [occ.addPlaneSurface([occ.addCurveLoop(loop)]) for loop in loops]
    inside = [outline.centre_index, outline.centre_index, outline.tip_index]
    return areas, [*inside, *outline.indices]


def _conic(occ, start, end, semi, angles, cosine, sine):
    """The curve (A cos t, B sin t), or the hyperbola (A cosh t, B sinh t), between two points.

    A rational Bézier curve: its middle point is where the tangents at the ends meet.
    """
    middle, weight = 0.5 * sum(angles), cosine(0.5 * (angles[1] - angles[0]))
    x, y = semi[0] * cosine(middle) / weight, semi[1] * sine(middle) / weight
    control = [start, occ.addPoint(x, y, 0), end]
    return occ.addBSpline(
        control, degree=2, weights=[1, weight, 1], knots=[0, 1], multiplicities=[3, 3]
    )


def _reordered(cells, local, nodes, degree):
    """Cells with increasing corners and their nodes in the order of `nodes`; `local` is theirs.

    Increasing corners make neighbours agree on the direction of the edge between them.
    """
    given, wanted = _barycentric(local, degree), _barycentric(nodes, degree)
    turn, result = np.argsort(cells[:3], axis=0), np.empty_like(cells)
    for order in permutations(range(3)):
        turned = given[:, list(order)]
        source = [np.flatnonzero(np.all(turned == node, axis=1))[0] for node in wanted]
        these = np.all(turn == np.array(order)[:, None], axis=0)
        result[:, these] = cells[source][:, these]
    return result


def _barycentric(places, degree):
    """Whole numbers which say where nodes lie between the corners."""
    return np.rint(degree * np.column_stack([1 - places.sum(axis=1), places])).astype(int)
