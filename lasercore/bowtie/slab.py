"""From the plane to a slab: a bowtie etched through a membrane, and the emitters in it."""

from dataclasses import dataclass, replace

import numpy as np

from lasercore import cavity
from lasercore._validity import warn_units
from lasercore.bowtie.design import Bowtie
from lasercore.bowtie.mesh import DEGREE, LAYERS
from lasercore.bowtie.mode import Mode
from lasercore.bowtie.search import mode, tune
from lasercore.checks import between, choice, flag, instance, number_or_nan, positive

VARIANTS = ("bulk", "effective")


@dataclass(frozen=True)
class SlabMode:
    """The lowest mode of a slab with E in its plane (TE₀); made by `slab_mode`.

    Attributes
    ----------
    index : float
        Effective refractive index n_eff.
    thickness : float, m
        d_eff = ∫ε f² dz/(ε f²) at the middle: turns an area of the plane into a volume.
    slab : float, m
        Thickness d of the slab itself.
    wavenumber : float, 1/m
        κ of the profile f = cos κz inside the slab.
    """

    index: float
    thickness: float
    slab: float
    wavenumber: float

    def share(self, thickness: float) -> float:
        """Share of ε f² within a layer of that thickness (m) in the middle of the slab."""
        thickness = positive("thickness", thickness, "m")
        if thickness > self.slab:
            raise ValueError(
                f"thickness must fit into the slab of {self.slab:.4g} m, got {thickness} m"
            )
        inside = thickness + np.sin(self.wavenumber * thickness) / self.wavenumber
        return float(0.5 * inside / self.thickness)


def slab_mode(n: float, thickness: float, wavelength: float) -> SlabMode:
    """TE₀ of a symmetric slab in air: effective index and effective thickness.

    tan(κd/2) = q/κ, κ = k√(n² − n_eff²), q = k√(n_eff² − 1);
    d_eff = ∫ε f²dz/(ε f(0)²), f = cos κz inside and e^(−q|z|) outside.

    Parameters
    ----------
    n : float, above 1
    thickness : float, m, positive
    wavelength : float, m, positive

    Returns
    -------
    SlabMode

    Source
    ------
    Textbook; V ≈ area × d_eff is the two-dimensional model's way to a volume.

    Example
    -------
    >>> slab = slab_mode(3.3, 240e-9, 1.55e-6)
    >>> f"{slab.index:.5f}, {1e6 * slab.thickness:.5f} µm"
    '2.69986, 0.18584 µm'
    """
    if positive("n", n) <= 1:
        raise ValueError(f"n must be above 1, got {n}: a slab of air guides nothing")
    n, d = between("n", n, 1 + 1e-6, 100), positive("thickness", thickness, "m")
    wavelength = positive("wavelength", wavelength, "m")
    between("thickness", d, 1e-9 * wavelength, 1e3 * wavelength, "m", "compare it with wavelength")
    warn_units(wavelength=np.array(wavelength))
    k = 2 * np.pi / wavelength
    phase, decay = _phase_and_decay(0.5 * k * d * np.sqrt((n - 1) * (n + 1)))
    kappa, q = 2 * phase / d, 2 * decay / d
    inside = 0.5 * d + 0.5 * np.sin(kappa * d) / kappa
    outside = np.cos(phase) ** 2 / q / n**2
    return SlabMode(float(np.hypot(1, q / k)), float(inside + outside), d, float(kappa))


def _phase_and_decay(edge: float) -> tuple[float, float]:
    """κd/2 (below π/2) and qd/2, whose squares add up to `edge`²: x tan x = y."""
    from scipy.optimize import brentq  # here, so that importing lasercore stays quick

    def other(part: float) -> float:
        return np.sqrt((edge - part) * (edge + part))

    def excess(phase: float, decay: float) -> float:
        return phase * np.sin(phase) - decay * np.cos(phase)

    tight = {"xtol": 1e-30, "rtol": 1e-15}
    if edge > 1:
        phase = brentq(lambda x: excess(x, other(x)), 0.0, min(edge, 0.5 * np.pi), **tight)
        return phase, other(phase)
    # In a thin slab the decay is small, and would be a difference of large numbers.
    decay = brentq(lambda y: excess(other(y), y), 0.0, edge, **tight)
    return other(decay), decay


@dataclass(frozen=True)
class SlabCavity:
    """A bowtie etched through a slab; made by `slab_cavity`.

    `wavelength`, `n`, `Q` and `volume` are those of one emitter at the centre whose dipole points
    along the field, so that `Laser.from_cavity(cavity, …)` takes it as it is.

    Attributes
    ----------
    mode : Mode
        In the plane.
    slab : SlabMode
    variant : "bulk" or "effective"
        What index the plane has.
    material, vertical_Q : float
        Refractive index of the slab, and quality factor of the losses out of its plane.
    """

    mode: Mode
    slab: SlabMode
    variant: str
    material: float
    vertical_Q: float

    @property
    def wavelength(self) -> float:
        """Of the mode (m)."""
        return self.mode.wavelength

    @property
    def n(self) -> float:
        """Refractive index at the centre: the material's in a bridge, 1 in a gap."""
        return self.material if self.mode.bowtie.kind == "bridge" else 1.0

    @property
    def Q(self) -> float:
        """Quality factor, 1/Q = 1/Q of the plane + 1/`vertical_Q`."""
        return 1 / (1 / self.mode.Q + 1 / self.vertical_Q)

    @property
    def volume(self) -> float:
        """Mode volume of one emitter at the centre, V ≈ area × d_eff (m³)."""
        return self.mode.volume(self.slab.thickness)

    @property
    def relative_volume(self) -> float:
        """The volume in (λ/2n)³ of the design wavelength and the slab's material."""
        wavelength = self.mode.bowtie.wavelength
        return self.volume / cavity.diffraction_volume(wavelength, self.material)

    def active_region(
        self, side: float, thickness: float, transparency_density: float = 1e24
    ) -> "ActiveRegion":
        """Emitters in the dielectric of a centred square, in layers in the middle of the slab.

        Γ_c = (share of ε|E|² in the square) × (share of ε f² in the layers),
        V = V_act/Γ_c, n_0 = 2 N_tr V_act.

        `side` (m) is the square's, which must fit into the bowtie, `thickness` (m) that of all
        layers together, `transparency_density` N_tr (m⁻³). Returns an `ActiveRegion`.
        """
        in_layers, area = self.slab.share(thickness), self.mode.bowtie.dielectric_area(side)
        if not area > 0:
            raise ValueError(
                f"side must reach the dielectric tips, got {side} m of air: enlarge it"
            )
        share, active_volume = self.mode.confinement(side) * in_layers, area * thickness
        return ActiveRegion(
            wavelength=self.wavelength,
            n=self.material,
            Q=self.Q,
            volume=cavity.mode_volume_of_active_region(active_volume, share),
            n_emitters=cavity.emitters_in(active_volume, transparency_density),
            active_volume=active_volume,
            confinement=share,
        )


@dataclass(frozen=True)
class ActiveRegion:
    """An extended active region in a mode; made by `SlabCavity.active_region`.

    Attributes
    ----------
    wavelength : float, m
    n : float
        Refractive index of the region.
    Q : float
    volume : float, m³
        V = V_act/Γ_c.
    n_emitters : int
    active_volume : float, m³
        V_act.
    confinement : float
        Γ_c.
    """

    wavelength: float
    n: float
    Q: float
    volume: float
    n_emitters: int
    active_volume: float
    confinement: float


def slab_cavity(
    bowtie: Bowtie, thickness: float, variant: str = "bulk", *, tuned: bool = True,
    vertical_Q: float = float("inf"), degree: int = DEGREE, layers: int = LAYERS,
) -> SlabCavity:  # fmt: skip
    """A bowtie etched through a slab of its material.

    The calculation is one of the plane; the slab enters through its TE₀ mode. V ≈ area × d_eff.
    "bulk" leaves the material's index in the plane: the contrast at the tips, which makes the hot
    spot, is right, and the light is confined too strongly. "effective" puts n_eff there: the
    confinement is right far from the tips, and the contrast too weak. Both are of the right order,
    within about two; they are no bracket around the truth.

    Parameters
    ----------
    bowtie : Bowtie
        Its `n` is the material's.
    thickness : float, m, positive, of the slab
    variant : "bulk" or "effective"
    tuned : bool
        Change the radius until the mode has the design wavelength. False: leave it; only for
        "bulk", as another index needs another radius.
    vertical_Q : float, positive
        Losses out of the plane, which the plane cannot know.
    degree, layers
        As for `mode`.

    Returns
    -------
    SlabCavity

    Source
    ------
    The two-dimensional model of this book; its volumes are compared with albrechtsen2022.

    Example
    -------
    >>> found = slab_cavity(Bowtie("bridge", 8e-9, 8e-9, 0.21e-6, 3.48, 3, 1.55e-6), 240e-9)
    >>> f"V = {found.volume / 1.55e-6**3:.2g} λ³"
    'V = 0.00013 λ³'
    """
    instance("bowtie", bowtie, Bowtie)
    choice("variant", variant, VARIANTS)
    tuned = flag("tuned", tuned)
    if number_or_nan("vertical_Q", vertical_Q) != float("inf"):
        vertical_Q = positive("vertical_Q", vertical_Q)
    if not tuned and variant == "effective":
        raise ValueError(
            "tuned must be True for 'effective', got False: n_eff needs its own radius"
        )
    slab = slab_mode(bowtie.n, thickness, bowtie.wavelength)
    plane = bowtie
    if variant == "effective":
        plane = replace(bowtie, n=slab.index, radius=bowtie.radius * bowtie.n / slab.index)
    if tuned:
        plane = tune(plane, degree=degree, layers=layers)
    found = mode(plane, degree=degree, layers=layers)
    return SlabCavity(found, slab, variant, bowtie.n, vertical_Q)
