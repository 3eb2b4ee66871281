"""Finding the mode of a bowtie, and the bowtie of a wavelength."""

from dataclasses import replace

import numpy as np

from lasercore.bowtie.design import Bowtie
from lasercore.bowtie.mesh import BUFFER, DEGREE, LAYERS, Mesh, Resolution
from lasercore.bowtie.mode import Mode
from lasercore.checks import between, instance, positive, whole

# Steps of inverse iteration with each factorisation, and what is left of the residual then.
STEPS, CONVERGED = 2, 1e-7
# A mode squeezed between the tips is smaller than this, in (λ/2n)², and within this share of the
# design wavelength; else it is another mode that was found.
LARGEST_AREA, FARTHEST = 1.0, 0.15
MOST_TUNING_STEPS = 12
LEAST_AIR, MOST_AIR = 1e-3, 20  # wavelengths


def mode(
    bowtie: Bowtie, *, degree: int = DEGREE, layers: int = LAYERS, buffer: float | None = None
) -> Mode:
    """The mode that a dipole at the centre of a bowtie excites.

    Parameters
    ----------
    bowtie : Bowtie
    degree : int, 2 to 12
        Of the polynomials. With three rings 4 is right to about 3·10⁻⁶ in λ and 3·10⁻³ in Q, 8 to
        10⁻⁹ and 10⁻⁶; without rings 4 is right to 5·10⁻⁴ in λ.
    layers : int, 1 to 8
        Cells that shrink towards the tips.
    buffer : float or None, m, positive
        Air between the last ring and the absorber, by default about a third of the wavelength.
        Only what counts the light outside, like `Mode.energy_area`, depends on it.

    Returns
    -------
    Mode

    Source
    ------
    Maxwell's equations in the plane, H along z, in confocal elliptic coordinates.

    Example
    -------
    >>> found = mode(Bowtie(kind="bridge", width=10e-9, tip_radius=10e-9, radius=0.2275e-6,
    ...     n=3.3, rings=3, wavelength=1.55e-6))
    >>> f"{1e6 * found.wavelength:.4f} µm, Q = {found.Q:.0f}, area {found.area:.4f}"
    '1.5501 µm, Q = 10161, area 0.0741'
    """
    instance("bowtie", bowtie, Bowtie)
    degree, layers = whole("degree", degree, least=2), whole("layers", layers)
    for name, value, most in (("degree", degree, 12), ("layers", layers, 8)):
        if value > most:
            raise ValueError(f"{name} must be at most {most}, got {value}: memory and time explode")
    air = BUFFER
    if buffer is not None:
        ends = (LEAST_AIR * bowtie.wavelength, MOST_AIR * bowtie.wavelength)
        remedy = f"between {LEAST_AIR} and {MOST_AIR} wavelengths"
        air = between("buffer", buffer, *ends, "m", remedy) / bowtie.wavelength
    found = nearest_mode(Mesh(bowtie, Resolution(degree, layers, buffer=air)))
    refuse_another(found)
    return found


def nearest_mode(mesh: Mesh, wavelength: float | None = None) -> Mode:
    """The mode that answers to a dipole at the centre, whatever it is.

    The dipole has the given wavelength (m), by default the design's.
    """
    from scipy.sparse.linalg import splu  # here, so that importing lasercore stays quick

    shift = (2e-6 * np.pi / (wavelength or mesh.bowtie.wavelength)) ** 2
    x = (mesh.gradient / mesh.bowtie.centre_index**2).astype(complex)
    for steps in (STEPS, STEPS):
        factors = splu(
            (mesh.stiffness - shift * mesh.mass).tocsc(),
            permc_spec="MMD_AT_PLUS_A",
            diag_pivot_thresh=0.01,
            options={"SymmetricMode": True},
        )
        for _ in range(steps):
            x = factors.solve(x)
            x = mesh.mass @ (x / np.abs(x).max())
        x = factors.solve(x)
        # The bilinear Rayleigh quotient: no conjugation, the problem is complex symmetric.
        shift = (x @ (mesh.stiffness @ x)) / (x @ (mesh.mass @ x))
    found = Mode(mesh, shift, x)
    if not found.residual < CONVERGED:
        raise ArithmeticError(
            f"the mode must converge to a residual of {CONVERGED:g}, got {found.residual:.2g}: with"
            f" a radius of {mesh.bowtie.radius:.4g} m no single mode answers near"
            f" {mesh.bowtie.wavelength:.4g} m; change the radius"
        )
    return found


def refuse_another(found: Mode) -> None:
    bowtie = found.bowtie
    apart = abs(found.wavelength / bowtie.wavelength - 1)
    if not (0 < found.area < LARGEST_AREA and apart < FARTHEST and found.Q > 0):
        raise ValueError(
            f"radius must let the bowtie's own mode resonate near {bowtie.wavelength:.4g} m, got"
            f" {bowtie.radius:.4g} m, where another mode answers (wavelength"
            f" {found.wavelength:.4g} m, area {found.area:.3g} (λ/2n)²): change radius, or use tune"
        )


def tune(
    bowtie: Bowtie, *, degree: int = DEGREE, layers: int = LAYERS, tolerance: float = 1e-9
) -> Bowtie:
    """Change the radius of a bowtie until its mode has the design wavelength.

    Parameters
    ----------
    bowtie : Bowtie
        Its radius is where the search begins.
    degree, layers
        As for `mode`.
    tolerance : float, positive
        Relative deviation of the wavelength that is left.

    Returns
    -------
    Bowtie

    Source
    ------
    Secant steps on `mode`.

    Example
    -------
    >>> start = Bowtie("bridge", 10e-9, 10e-9, 0.22e-6, 3.3, 3, 1.55e-6)
    >>> tuned = tune(start)
    >>> f"{1e6 * tuned.radius:.4f} µm"
    '0.2275 µm'
    """
    instance("bowtie", bowtie, Bowtie)
    tolerance, wanted = positive("tolerance", tolerance), bowtie.wavelength

    def detuning(radius: float) -> float:
        found = mode(replace(bowtie, radius=radius), degree=degree, layers=layers)
        return found.wavelength / wanted - 1

    before, now = bowtie.radius, 1.005 * bowtie.radius
    error_before, error = detuning(before), detuning(now)
    for _ in range(MOST_TUNING_STEPS):
        if abs(error) < tolerance:
            return replace(bowtie, radius=now)
        step = -error * (now - before) / (error - error_before)
        before, error_before = now, error
        now += float(np.clip(step, -0.1 * now, 0.1 * now))
        error = detuning(now)
    raise ArithmeticError(
        f"radius must tune the mode to {wanted:.4g} m within {MOST_TUNING_STEPS} steps, got to"
        f" {now:.6g} m, {error:.2g} off: begin nearer, or allow a larger tolerance"
    )
