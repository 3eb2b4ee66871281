"""Bowties: why light can be squeezed between two tips.

Here stands the case that can be solved on paper, the field near the tips where everything is
much smaller than the wavelength. The tips are the hyperbola v = v_0 of the elliptic coordinates

    x = f cosh u cos v,  y = f sinh u sin v,

with x the axis through the tips. In them H_z of the lowest mode separates exactly, h = cosh(τu)
or sinh(τu) times a function of v, and far away |E| falls like r^(τ−1): no length scale stops it
before the tips do. At the centre the field points along y in a bridge (along the waist's walls,
where tangential E is continuous) and along x in a gap (across it, where normal D is).
"""

from dataclasses import dataclass

import numpy as np

from lasercore._typing import Array, ArrayLike
from lasercore.checks import between, broadcast, choice, instance, positive, real_array

KINDS = ("bridge", "gap")
"""What joins the tips: their own material, or nothing."""
# Wedges and waists are told from nothing up to these.
MOST_INDEX, NARROWEST, MOST_APART = 1e6, 1e-7, 1e10


def wedge_exponent(n: float, v_0: float) -> float:
    """Exponent τ of the field between two dielectric wedges.

    tan(τ v_0) tan(τ(π/2 − v_0)) = 1/n², 0 < τ < 1; far from the tips |E| ∝ r^(τ−1).

    Parameters
    ----------
    n : float, at least 1
        Refractive index of the dielectric against air.
    v_0 : float, rad, between 0 and π/2
        Half opening angle of the two tips.

    Returns
    -------
    float
        1 for n = 1 (no concentration), towards 0 for n → ∞.

    Source
    ------
    Continuity of tangential E and normal D at v = v_0 for the separable solution.

    Example
    -------
    >>> f"{wedge_exponent(3.3, np.arctan(np.sqrt(2))):.6f}"
    '0.382609'
    """
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    n, v_0 = positive("n", n), positive("v_0", v_0, "rad")
    if not 1 <= n <= MOST_INDEX:
        raise ValueError(
            f"n must be at least 1, and at most {MOST_INDEX:g}, got {n}: the tips stand in air"
        )
    if v_0 >= np.pi / 2:
        raise ValueError(f"v_0 must stay below π/2, got {v_0} rad: no dielectric would be left")
    other = np.pi / 2 - v_0
    if min(v_0, other) < NARROWEST:
        raise ValueError(f"v_0 must lie {NARROWEST:g} from 0 and from π/2 at least, got {v_0} rad")

    def mismatch(tau: float) -> float:
        # tan·tan = 1/n² without poles inside 0 < τ ≤ 1
        inner, outer = tau * v_0, tau * other
        return n**2 * np.sin(inner) * np.sin(outer) - np.cos(inner) * np.cos(outer)

    if mismatch(1.0) <= 0:  # no contrast: τ = 1 to rounding
        return 1.0
    return float(brentq(mismatch, 0.0, 1.0, xtol=1e-15, rtol=1e-14))


@dataclass(frozen=True)
class Tips:
    """Two hyperbolic tips and what fills them.

    Parameters
    ----------
    kind : "bridge" or "gap"
        bridge: the tips are of air and the dielectric waist between them is `width` thick.
        gap: the tips are of dielectric and `width` of air is between them.
    width : float, m, positive
        Distance w between the tips.
    tip_radius : float, m, positive
        Radius of curvature R of a tip.
    n : float, at least 1
        Refractive index of the dielectric.

    Example
    -------
    >>> tips = Tips("bridge", width=10e-9, tip_radius=10e-9, n=3.3)
    >>> f"{np.degrees(tips.v_0):.2f}"
    '54.74'
    """

    kind: str
    width: float
    tip_radius: float
    n: float

    def __post_init__(self) -> None:
        choice("kind", self.kind, KINDS)
        width = positive("width", self.width, "m")
        radius = positive("tip_radius", self.tip_radius, "m")
        between("tip_radius", radius, width / MOST_APART, width * MOST_APART, "m", "see width")
        wedge_exponent(self.n, self.v_0)

    @property
    def v_0(self) -> float:
        """The coordinate v of the tips' surface, tan v_0 = √(2R/w) (rad)."""
        return float(np.arctan(np.sqrt(2 * self.tip_radius / self.width)))

    @property
    def focus(self) -> float:
        """Half distance f of the foci of the coordinates (m)."""
        return float(np.sqrt(0.5 * self.width * (0.5 * self.width + self.tip_radius)))

    @property
    def exponent(self) -> float:
        """The wedge exponent τ."""
        return wedge_exponent(self.n, self.v_0)

    def index(self, x: ArrayLike, y: ArrayLike) -> Array:
        """Refractive index at points (m); arrays of one shape."""
        _, v = self._elliptic(x, y)
        inside_tip = v < self.v_0
        dielectric = inside_tip if self.kind == "gap" else ~inside_tip
        return np.where(dielectric, self.n, 1.0)

    def _elliptic(self, x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
        """Elliptic coordinates (u, v) of points folded into the first quadrant."""
        x, y = broadcast(x=np.abs(real_array("x", x, "m")), y=np.abs(real_array("y", y, "m")))
        w = np.arccosh((x + 1j * y) / self.focus)
        return np.abs(w.real), np.abs(w.imag)


def quasi_static_field(tips: Tips, x: ArrayLike, y: ArrayLike) -> Array:
    """Electric field (E_x, E_y) near the tips, with |E| = 1 at the centre.

    h = cosh(τu) p(v) (bridge) or sinh(τu) p(v) (gap), p = sin or cos of τv and τ(π/2 − v) on
    the two sides of v_0, E ∝ (∂_y h, −∂_x h)/ε. Exact where all distances are far below the
    wavelength in the dielectric.

    Parameters
    ----------
    tips : Tips
    x, y : float or arrays of one shape, m
        Points. The foci (±f, 0) lie inside the tips; exactly there the coordinates fold and
        the field is NaN.

    Returns
    -------
    array of shape (2, …), in units of the field at the centre

    Source
    ------
    Separation of ∇·(∇h/ε) = 0 in elliptic coordinates.

    Example
    -------
    >>> tips = Tips("bridge", width=10e-9, tip_radius=10e-9, n=3.3)
    >>> E_x, E_y = quasi_static_field(tips, 0.0, 0.0)
    >>> f"{abs(E_x):.1f} {E_y:.1f}"
    '0.0 1.0'
    """
    instance("tips", tips, Tips)
    centre = _unscaled(tips, 0.0, 0.0)
    return _unscaled(tips, x, y) / centre[0 if tips.kind == "gap" else 1]


def _unscaled(tips: Tips, x: ArrayLike, y: ArrayLike) -> Array:
    x, y = broadcast(x=real_array("x", x, "m"), y=real_array("y", y, "m"))
    u, v = tips._elliptic(x, y)
    tau, epsilon = tips.exponent, tips.index(x, y) ** 2
    along, along_slope = (
        (np.cosh(tau * u), tau * np.sinh(tau * u))
        if tips.kind == "bridge"
        else (np.sinh(tau * u), tau * np.cosh(tau * u))
    )
    across, across_slope = _across(tips, v)
    # d/dx and d/dy through the conformal map: h_x − i h_y = (h_u − i h_v)/(dz/dw).
    w = u + 1j * v
    stretch = tips.focus * np.sinh(w)
    with np.errstate(invalid="ignore", divide="ignore"):  # NaN at the foci, as documented
        slope = (along_slope * across - 1j * along * across_slope) / stretch
    h_x, h_y = slope.real, -slope.imag
    E_x, E_y = h_y / epsilon, -h_x / epsilon
    # Out of the first quadrant the component seen at the centre is even, the other one odd.
    side = np.where(x < 0, -1, 1) * np.where(y < 0, -1, 1)
    return np.stack([E_x * side, E_y] if tips.kind == "bridge" else [E_x, E_y * side])


def _across(tips: Tips, v: Array) -> tuple[Array, ...]:
    """The function of v and its derivative; continuous at v_0 by its normalisation."""
    tau, v_0 = tips.exponent, tips.v_0
    inner, outer = tau * v, tau * (np.pi / 2 - v)
    inner_0, outer_0 = tau * v_0, tau * (np.pi / 2 - v_0)
    if tips.kind == "bridge":  # ∂_v h = 0 on the tips' axis, h = 0 on the plane between them
        below = np.cos(inner) / np.cos(inner_0), -tau * np.sin(inner) / np.cos(inner_0)
        above = np.sin(outer) / np.sin(outer_0), -tau * np.cos(outer) / np.sin(outer_0)
    else:  # h = 0 on the tips' axis, ∂_v h = 0 on the plane between them
        below = np.sin(inner) / np.sin(inner_0), tau * np.cos(inner) / np.sin(inner_0)
        above = np.cos(outer) / np.cos(outer_0), tau * np.sin(outer) / np.cos(outer_0)
    return tuple(np.where(v < v_0, b, a) for b, a in zip(below, above, strict=True))
