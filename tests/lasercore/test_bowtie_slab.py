"""From a bowtie in the plane to a slab, its emitters, a device and a threshold current."""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import Device, Laser, cavity, thresholds
from lasercore.bowtie import KINDS, Bowtie, slab_cavity, slab_mode

N, LAMBDA, THICKNESS = 3.3, 1.55e-6, 240e-9
EMITTER = {"dipole": 1e-28, "T_2": 50e-15, "gamma_bg": 1e9}


def bowtie(kind="bridge", width=10e-9, **changes):
    start = Bowtie(kind, width, width, 0.2275e-6, N, 2, LAMBDA)
    return replace(start, **changes)


@pytest.fixture(scope="module")
def bridge():
    return slab_cavity(bowtie(), THICKNESS)


@pytest.fixture(scope="module")
def gap():
    return slab_cavity(bowtie("gap"), THICKNESS)


# --- the slab ------------------------------------------------------------------------------


@pytest.mark.parametrize("thickness", [1e-9, 24e-9, 240e-9])
def test_share_of_a_layer_in_the_slab(thickness):
    # The same integrals on samples: the profile of SlabMode's docstring, ε inside and outside.
    slab, k = slab_mode(N, THICKNESS, LAMBDA), 2 * np.pi / LAMBDA
    half, q = THICKNESS / 2, k * np.sqrt(slab.index**2 - 1)
    z = np.linspace(0, half, 20001)
    inside = N**2 * np.trapezoid(np.cos(slab.wavenumber * z) ** 2, z)
    outside = np.cos(slab.wavenumber * half) ** 2 / (2 * q)
    layer = np.linspace(0, thickness / 2, 20001)
    counted = N**2 * np.trapezoid(np.cos(slab.wavenumber * layer) ** 2, layer)
    assert slab.share(thickness) == pytest.approx(counted / (inside + outside), rel=1e-7)
    # The profile and its slope are continuous at the surface: tan(κd/2) = q/κ.
    assert np.tan(slab.wavenumber * half) == pytest.approx(q / slab.wavenumber, rel=1e-9)


def test_share_refuses_a_layer_thicker_than_the_slab():
    with pytest.raises(ValueError, match="thickness must fit into the slab"):
        slab_mode(N, THICKNESS, LAMBDA).share(241e-9)


# --- the plane -----------------------------------------------------------------------------


@pytest.mark.parametrize("width, tip_radius", [(10e-9, 10e-9), (10e-9, 40e-9), (30e-9, 5e-9)])
@pytest.mark.parametrize("side", [8e-9, 20e-9, 50e-9, 120e-9])
def test_dielectric_area_of_a_square(width, tip_radius, side):
    one = bowtie(width=width, tip_radius=tip_radius)
    x = (np.arange(2000) + 0.5) / 2000 * side / 2
    covered = np.mean(one.tips.index(*np.meshgrid(x, x)) > 1) * side**2
    # A midpoint grid misses at most a row of cells along the wall.
    assert one.dielectric_area(side) == pytest.approx(covered, abs=1e-3 * side**2)
    both = one.dielectric_area(side) + replace(one, kind="gap").dielectric_area(side)
    assert both == pytest.approx(side**2, rel=1e-12)


def samples(found):
    """Field, index and weights (m²) on cells of elliptic coordinates, out to the last ring."""
    tips, radii = found.bowtie.tips, found.bowtie.walls()[0]
    edges = np.arcsinh(np.concatenate([[0.0], radii]) / tips.focus)
    steps = (np.arange(60) + 0.5) / 60
    u = (edges[:-1, None] + np.diff(edges)[:, None] * steps).ravel()
    du = np.repeat(np.diff(edges) / 60, 60)
    below, above = tips.v_0, np.pi / 2 - tips.v_0
    half = (np.arange(100) + 0.5) / 100
    v = np.concatenate([below * half, tips.v_0 + above * half])
    dv = np.repeat([below / 100, above / 100], 100)
    w = u[:, None] + 1j * v
    z, jacobian = tips.focus * np.cosh(w), tips.focus**2 * np.abs(np.sinh(w)) ** 2
    _, e_x, e_y, epsilon = found.field(z.real, z.imag)
    return np.array([e_x, e_y]), np.sqrt(epsilon), 4 * jacobian * np.outer(du, dv), z


@pytest.mark.parametrize("kind", KINDS)
def test_volume_and_confinement_are_those_of_the_sampled_field(kind, bridge, gap):
    # Chapter 1's integrals over samples share no code with the matrices of the elements. Q = 950:
    # the norms differ by what has already left, a few tenths of a per cent.
    found = bridge if kind == "bridge" else gap
    E, n, weights, z = samples(found.mode)
    direction = [0, 1] if kind == "bridge" else [1, 0]
    area = cavity.mode_volume_of_emitter(E, n, weights, direction, found.n, direction)
    assert found.volume == pytest.approx(area * found.slab.thickness, rel=0.01)
    inside = (np.abs(z.real) < 25e-9) & (np.abs(z.imag) < 25e-9) & (n > 1)
    share = cavity.confinement_factor(E, n, weights, inside)
    region = found.active_region(50e-9, 24e-9)
    # Cells cut by the square's edge.
    assert region.confinement == pytest.approx(share * found.slab.share(24e-9), rel=0.03)


def test_relative_rate_is_the_field_squared(bridge):
    x, y = np.array([0.0, 3e-9, 60e-9]), np.array([0.0, 20e-9, 40e-9])
    _, e_x, e_y, _ = bridge.mode.field(x, y)
    assert bridge.mode.relative_rate(0.0, 0.0) == pytest.approx(1, abs=1e-9)
    assert bridge.mode.relative_rate(x, y, (0, 2.0)) == pytest.approx(np.abs(e_y) ** 2)
    assert bridge.mode.relative_rate(x, y, (1, 1)) == pytest.approx(np.abs(e_x + e_y) ** 2 / 2)
    both = [bridge.mode.relative_rate(x, y, d) for d in ((1, 0), (0, 1))]
    assert bridge.mode.relative_rate(x, y) == pytest.approx(sum(both))
    for wrong in ((0, 0), (1, 0, 0), 1.0):
        with pytest.raises(ValueError, match="direction must be a vector"):
            bridge.mode.relative_rate(x, y, wrong)


# --- emitters ------------------------------------------------------------------------------


def test_a_small_region_is_as_good_as_one_emitter(bridge):
    # 1 nm × 1 nm of the waist: the field is uniform there to a few per mille.
    region = bridge.active_region(1e-9, 1e-9, transparency_density=1e28)
    assert region.volume == pytest.approx(bridge.volume, rel=5e-3)
    assert region.n_emitters == 20


def test_an_emitter_in_a_gap_feels_n_squared_more(bridge, gap):
    # ε|E|² is the same for the same area, and γ_r goes with |E|²: n² at equal volumes.
    assert (bridge.n, gap.n) == (N, 1.0)
    # A region lies in the semiconductor of either, and the scale of volumes is that of the slab.
    assert gap.active_region(50e-9, 24e-9).n == N
    for one in (bridge, gap):
        assert one.relative_volume == pytest.approx(one.volume / (LAMBDA / 2 / N) ** 3)
    rates = [Laser.from_cavity(one, n_emitters=1, **EMITTER).gamma_r for one in (bridge, gap)]
    assert rates[1] / rates[0] == pytest.approx(N**2 * bridge.volume / gap.volume, rel=2e-3)


def test_a_region_in_air_is_refused():
    wide = slab_cavity(bowtie("gap", 60e-9), THICKNESS)
    with pytest.raises(ValueError, match="side must reach the dielectric"):
        wide.active_region(50e-9, 24e-9)


def test_laser_and_device_of_a_cavity(bridge):
    region = bridge.active_region(50e-9, 24e-9)
    numbers = {
        key: getattr(region, key) for key in ("wavelength", "n", "Q", "volume", "n_emitters")
    }
    plain = Laser.from_cavity(**numbers, **EMITTER)
    assert Laser.from_cavity(region, **EMITTER) == plain
    assert Device.from_cavity("bowtie", region).laser == plain
    # What is given replaces what was computed.
    measured = Laser.from_cavity(region, Q=1100, **EMITTER)
    assert measured == Laser.from_cavity(**{**numbers, "Q": 1100}, **EMITTER)
    assert Device.from_cavity("bowtie", region, Q=1100, gamma_bg=1e9).laser == measured


def test_what_is_missing_is_named(bridge):
    message = "n_emitters must be a real number, got None: give it, as SlabCavity has none"
    with pytest.raises(TypeError, match=message):
        Laser.from_cavity(bridge, **EMITTER)
    with pytest.raises(TypeError, match=message):
        Device.from_cavity("bowtie", bridge)
    with pytest.raises(TypeError, match="Q, volume must be a real number, got None"):
        Laser.from_cavity(wavelength=1.55e-6, n=3.3, n_emitters=1, **EMITTER)


def test_losses_out_of_the_plane(bridge):
    leaky = slab_cavity(bowtie(), THICKNESS, vertical_Q=1200)
    assert pytest.approx(1200 * bridge.Q / (1200 + bridge.Q)) == leaky.Q
    assert leaky.volume == bridge.volume
    with pytest.raises(ValueError, match="vertical_Q must be positive"):
        slab_cavity(bowtie(), THICKNESS, vertical_Q=0.0)


@pytest.mark.parametrize("variant, volume", [("bulk", 1.3e-4), ("effective", 2.3e-4)])
def test_volume_of_the_published_cavity(variant, volume):
    # n = 3.48, 240 nm thick, a bridge of 8 nm; measured about 3e-4 λ³ (albrechtsen2022).
    start = Bowtie("bridge", 8e-9, 8e-9, 0.21e-6, 3.48, 3, LAMBDA)
    found = slab_cavity(start, THICKNESS, variant)
    assert found.volume / LAMBDA**3 == pytest.approx(volume, rel=0.03)  # two digits are given
    assert found.relative_volume == pytest.approx(found.volume / (LAMBDA / 6.96) ** 3)
    assert found.wavelength == pytest.approx(LAMBDA, rel=1e-8)
    assert found.mode.bowtie.n == (3.48 if variant == "bulk" else found.slab.index)


def test_an_untuned_cavity_keeps_its_radius():
    found = slab_cavity(bowtie(), THICKNESS, tuned=False)
    assert found.mode.bowtie == bowtie()
    with pytest.raises(ValueError, match="tuned must be True"):
        slab_cavity(bowtie(), THICKNESS, "effective", tuned=False)
    with pytest.raises(ValueError, match="variant must be"):
        slab_cavity(bowtie(), THICKNESS, "half")


def test_from_the_width_of_a_bridge_to_a_threshold_current():
    currents = []
    for width in (2e-9, 10e-9, 50e-9):
        region = slab_cavity(bowtie(width=width, rings=3), THICKNESS).active_region(50e-9, 24e-9)
        threshold = thresholds.threshold(
            Device.from_cavity("bowtie", region).laser, "photon recycling"
        )
        assert threshold.reached
        currents.append(threshold.current)
    assert currents == sorted(currents)  # a wider waist needs more current
