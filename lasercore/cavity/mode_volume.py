"""Mode volumes: integrals over a sampled field, of one emitter and of an active region."""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from lasercore._formulas import cavity
from lasercore._precision import representable
from lasercore._typing import Array, ArrayLike, FloatOrArray
from lasercore.cavity.rates import checked
from lasercore.checks import MOST_EMITTERS, MOST_VALUES, broadcast, positive, real_array, shown


def diffraction_volume(wavelength: ArrayLike, n: ArrayLike) -> FloatOrArray:
    """The diffraction-limited scale of a mode volume, (λ/2n)³.

    Parameters
    ----------
    wavelength : float or array, m, positive
    n : float or array, positive

    Returns
    -------
    float or array, m³

    Example
    -------
    >>> f"{diffraction_volume(1.55e-6, 3.3):.3e}"
    '1.295e-20'
    """
    return checked(cavity.diffraction_volume, wavelength=wavelength, n=n)


def cell_volumes(*axes: ArrayLike) -> Array:
    """Trapezoidal integration weights of a rectangular grid, for the integrals below.

    Parameters
    ----------
    *axes : 1-D arrays, m, increasing
        Sample positions along each direction.

    Returns
    -------
    array of shape (len(x), len(y), …), m to the power of the number of axes

    Example
    -------
    >>> float(cell_volumes([0.0, 1.0, 3.0], [0.0, 2.0]).sum())
    6.0
    """
    positions = [real_array(f"axis {number}", axis, "m") for number, axis in enumerate(axes)]
    if (size := math.prod(x.size for x in positions)) > MOST_VALUES:
        raise ValueError(f"axes must make at most {MOST_VALUES:g} cells, got {size:g}: use fewer")
    weights = np.ones(())
    for number, x in enumerate(positions):
        if x.ndim != 1 or len(x) < 2 or np.any(np.diff(x) <= 0):
            raise ValueError(
                f"axis {number} must be a list of at least two increasing positions,"
                f" got shape {x.shape}: sort it and drop repeats"
            )
        with representable(**{f"axis {number}": x}):
            steps = np.diff(x)
            sides = 0.5 * (np.append(steps, 0) + np.append(0, steps))
            weights = np.multiply.outer(weights, sides)
    return weights


def mode_volume_of_emitter(
    field: ArrayLike, n: ArrayLike, weights: ArrayLike, field_at_emitter: ArrayLike,
    n_at_emitter: float, direction: ArrayLike,
) -> float:  # fmt: skip
    """Mode volume seen by one emitter at r_0 with dipole direction d̂.

    1/V = n²(r_0) |d̂·E(r_0)|² / ∫ n² |E|² dV, for a mode of high Q.

    Parameters
    ----------
    field : array of shape (components, …), any unit, may be complex
        Electric field E on the samples.
    n : array of the samples' shape, positive
        Refractive index on the samples.
    weights : array of the samples' shape, m³
        Volume that each sample stands for: `cell_volumes` or any quadrature.
    field_at_emitter : array of shape (components,), the unit of `field`
    n_at_emitter : float, positive
    direction : array of shape (components,)
        Direction of the dipole; its length does not matter.

    Returns
    -------
    float, m³ (m² for a two-dimensional field)

    Raises
    ------
    ValueError
        If shapes do not fit, or if the emitter does not couple (d̂·E = 0: infinite volume).

    Source: saldutti2024 Eqs. 1–4.

    Example
    -------
    >>> x = np.linspace(0, 1, 11)                      # half a wave between mirrors
    >>> E = np.sin(np.pi * x)[None]
    >>> mode_volume_of_emitter(E, 3.3 * np.ones(11), cell_volumes(x), [1.0], 3.3, [1.0])
    0.5
    """
    energy, weights = _energy_density(field, n, weights)
    n_at_emitter = positive("n_at_emitter", n_at_emitter)
    direction = real_array("direction", direction)
    seen = _vector_field("field_at_emitter", field_at_emitter)
    if seen.shape != direction.shape or seen.shape != np.shape(field)[:1]:
        raise ValueError(
            f"field_at_emitter and direction must have {np.shape(field)[0]} components like field,"
            f" got shapes {seen.shape} and {direction.shape}"
        )
    given = {"field_at_emitter": seen, "n_at_emitter": n_at_emitter, "direction": direction}
    with representable(field=field, **given):
        length = direction @ direction
        projection = abs(direction @ seen) ** 2 / length if length > 0 else 0.0
        if not projection > 0:
            raise ValueError(
                "direction must have a component along field_at_emitter, got d·E = 0 or NaN:"
                " an emitter that does not couple has no mode volume"
            )
        return float(np.sum(weights * energy) / (n_at_emitter**2 * projection))


def confinement_factor(
    field: ArrayLike, n: ArrayLike, weights: ArrayLike, active: ArrayLike
) -> float:
    """Share of the mode's energy in the active region.

    Γ_c = ∫_act n² |E|² dV / ∫ n² |E|² dV

    Parameters
    ----------
    field, n, weights
        As for `mode_volume_of_emitter`.
    active : boolean array of the samples' shape
        True inside the active region; an interface that cuts a cell in two costs accuracy.

    Returns
    -------
    float between 0 and 1

    Source: saldutti2024 Eqs. 1–4.

    Example
    -------
    >>> x = (np.arange(100) + 0.5) / 100
    >>> E, w = np.sin(np.pi * x)[None], np.full(100, 0.01)
    >>> round(confinement_factor(E, np.ones(100), w, x < 0.5), 12)
    0.5
    """
    energy, weights = _energy_density(field, n, weights)
    active = np.asarray(active)
    if active.shape != energy.shape or active.dtype != bool or not active.any():
        raise ValueError(
            f"active must be a boolean array of shape {energy.shape} with at least one True,"
            f" got dtype {active.dtype} and shape {active.shape}"
        )
    with representable(field=field, n=n, weights=weights):
        return float(np.sum((weights * energy)[active]) / np.sum(weights * energy))


def mode_volume_of_active_region(active_volume: ArrayLike, confinement: ArrayLike) -> FloatOrArray:
    """Mode volume of an extended active region, V = V_act/Γ_c.

    Parameters
    ----------
    active_volume : float or array, m³, positive
    confinement : float or array in (0, 1]
        Confinement factor Γ_c.

    Returns
    -------
    float or array, m³

    Source: saldutti2024 Eqs. 1–4.

    Example
    -------
    >>> f"{mode_volume_of_active_region(50e-9 * 50e-9 * 24e-9, 0.06):.1e}"
    '1.0e-21'
    """
    confinement = real_array("confinement", confinement, positive=True)
    if np.any(confinement > 1):
        raise ValueError(f"confinement must be at most 1, got {confinement.max()}: it is a share")
    volume = real_array("active_volume", active_volume, "m³", positive=True)
    broadcast(active_volume=volume, confinement=confinement)
    with representable(active_volume=volume, confinement=confinement):
        return (volume / confinement)[()]


def emitters_in(active_volume: float, transparency_density: float) -> int:
    """Number of emitters, n_0 = 2 N_tr V_act: half of the states are filled at transparency.

    Parameters
    ----------
    active_volume : float, m³, positive
    transparency_density : float, m⁻³, positive
        Transparency carrier density N_tr.

    Returns
    -------
    int

    Raises
    ------
    ValueError
        If the region holds less than half an emitter.

    Source: saldutti2024, the emitters of its devices.

    Example
    -------
    >>> emitters_in(50e-9 * 50e-9 * 24e-9, 1e24)
    120
    """
    number = 2 * positive("transparency_density", transparency_density, "m⁻³")
    number *= positive("active_volume", active_volume, "m³")
    if not number <= MOST_EMITTERS:
        raise ValueError(
            f"active_volume must hold at most {MOST_EMITTERS:g} emitters, got {active_volume} m³"
            f" with transparency_density = {transparency_density} m⁻³: check the units"
        )
    if round(number) < 1:
        raise ValueError(f"active_volume must hold an emitter, got {active_volume} m³: enlarge it")
    return round(number)


def _vector_field(name: str, values: ArrayLike) -> NDArray[Any]:
    try:
        array = np.asarray(values)
    except ValueError:  # rows of different lengths
        array = np.array(None)
    if array.dtype.kind not in "iufc":
        raise TypeError(f"{name} must be an array of real or complex numbers, got {shown(values)}")
    return array


def _energy_density(field: ArrayLike, n: ArrayLike, weights: ArrayLike) -> tuple[Array, Array]:
    field = _vector_field("field", field)
    n = real_array("n", n, positive=True)
    weights = real_array("weights", weights, "m³", least=0)
    if field.ndim < 2 or field.shape[1:] != n.shape or n.shape != weights.shape:
        raise ValueError(
            "field must have shape (components, …) with n and weights of shape (…), got"
            f" {field.shape}, {n.shape} and {weights.shape}"
        )
    with representable(field=field, n=n, weights=weights):
        energy = n**2 * np.sum(np.abs(field) ** 2, axis=0)
        total = np.sum(weights * energy)
    if not (np.isfinite(total) and total > 0):
        raise ValueError(f"field must be finite and not all zero, got ∫n²|E|²dV = {total}")
    return energy, weights
