"""Full quantum theory of a few emitters against algebra and programs that share no code with it.

Mutations that were seen red here: the loss counted twice where it leaves, or arriving at the
arithmetic mean; γ_2 taken for γ_2/2, or for a part of it besides the background; an absorption that
adds; an emission without its spontaneous part, or of the row where it is the column's; a state
folded on a wrong image; g without its half; a coherence started from n instead of n + 1; a
linewidth in other units; pairs counted as n_0²; the gap taken from the eigenvalue next to zero, or
from the light's own photon numbers; a cut tail, a residual or too slow a dephasing accepted.
"""

import warnings
from functools import cache, reduce

import numpy as np
import pytest
from scipy.linalg import expm
from scipy.sparse import csr_array

from lasercore import Laser, ValidityWarning, catalogue, lindblad, master_equation, rate_equations
from lasercore.lindblad import gap, sectors, stationary
from lasercore.master_equation import WindowTooLarge
from lasercore.master_equation.sectors import Window


def build(*rates, **options):
    """A laser, also one with a coupling so strong that the rate pictures fail, which warns."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ValidityWarning)
        return Laser(*rates, **options)


LASERS = {
    "one emitter": (build(1, 2.0, 0.05, 1.0, gamma_2=40.0), 3.0),
    "two emitters": (build(2, 2.0, 0.05, 1.0, gamma_2=40.0), 6.0),
    "three, strongly coupled": (build(3, 5.0, 0.3, 1.0, gamma_2=6.0), 4.0),
    "three, no pure dephasing": (build(3, 1.0, 0.5, 1.0, gamma_2=1.5), 3.0),
    "five, no background": (build(5, 0.5, 0.0, 1.0, gamma_2=100.0), 10.0),
    "ten, below threshold": (build(10, 0.02, 0.5, 1.0, gamma_2=30.0), 5.0),
    "in SI": (catalogue["EDC laser 6"], 1e11),
}


@cache
def solution(name):
    return lindblad.solve(*LASERS[name])


# --- numbers of physics.md, section 8 ------------------------------------------------------


@pytest.mark.parametrize(
    ("gamma_2", "mean", "g2"),
    [(40.0, 1.06717, 1.06797), (400.0, 1.06946, 1.08323), (4000.0, 1.06968, 1.08477)],
)
def test_reference_numbers_of_one_emitter(gamma_2, mean, g2):
    light = lindblad.photon_statistics(build(1, 2.0, 0.05, 1.0, gamma_2=gamma_2), 3.0)
    # Five decimals are given.
    assert light.mean == pytest.approx(mean, abs=5.1e-6)
    assert light.g2 == pytest.approx(g2, abs=5.1e-6)


# --- the whole density matrix, by Kronecker products ---------------------------------------


@cache
def brute_force(laser, pump, n_max):
    """Every operator of the whole space as a dense matrix, and the Lindblad generator."""
    n_0, photons = laser.n_emitters, n_max + 1

    def operator(single, site):
        factors = [single if i == site else np.eye(2) for i in range(n_0)]
        return reduce(np.kron, [*factors, np.eye(photons)])

    down = np.array([[0.0, 1.0], [0.0, 0.0]])  # basis: lower, upper
    sigma = [operator(down, i) for i in range(n_0)]
    b = np.kron(np.eye(2**n_0), np.diag(np.sqrt(np.arange(1.0, photons)), 1))
    g, r = np.sqrt(laser.gamma_r * laser.gamma_2) / 2, pump / n_0
    hamiltonian = g * sum(b.T @ s + s.T @ b for s in sigma)
    pure = laser.gamma_2 - r - laser.gamma_bg
    jumps = [np.sqrt(laser.gamma_c) * b]
    for s in sigma:
        jumps += [np.sqrt(laser.gamma_bg) * s, np.sqrt(r) * s.T, np.sqrt(pure) * s.T @ s]
    one, sandwich = csr_array(np.eye(len(b))), _product_map
    left = -1j * hamiltonian - 0.5 * sum(c.T @ c for c in jumps)
    generator = sandwich(left, one) + sandwich(one, left.conj().T)
    for c in jumps:
        generator = generator + sandwich(c, c.T)
    return sigma, b, generator.toarray()


def _product_map(left, right):
    """ρ → left ρ right, on ρ read row by row."""
    from scipy.sparse import kron

    return csr_array(kron(csr_array(left), csr_array(right).T))


def stationary_matrix(generator):
    size = int(np.sqrt(len(generator)))
    equations, trace = generator.copy(), np.eye(size).ravel()
    equations[0] = trace
    goal = np.zeros(len(generator), complex)
    goal[0] = 1.0
    return np.linalg.solve(equations, goal).reshape(size, size)


@pytest.mark.parametrize(
    ("name", "n_max"),
    [
        ("one emitter", 12),
        ("two emitters", 7),
        ("three, strongly coupled", 3),
        ("three, no pure dephasing", 3),
    ],
)
def test_steady_state_matches_the_whole_density_matrix(name, n_max):
    # Both are cut off at the same photon number, so that the tail does not matter.
    laser, pump = LASERS[name]
    sigma, b, generator = brute_force(laser, pump, n_max)
    rho = stationary_matrix(generator)
    ours = stationary.solved(laser, pump, n_max, 1e9)

    def mean(operator):
        return np.trace(rho @ operator)

    excited = np.diag(sum(s.T @ s for s in sigma)).real.round().astype(int)
    photons = np.diag(b.T @ b).real.round().astype(int)
    p = np.zeros_like(ours.probabilities)
    np.add.at(p, (excited, photons), np.diag(rho).real)
    # Rounding of a dense solve of up to 1024 equations.
    close = {"abs": 1e-12}
    assert np.abs(ours.probabilities - p).max() < 1e-12
    assert ours.polarisation() == pytest.approx(1j * mean(b @ sigma[0].T), **close)
    number = sigma[0].T @ sigma[0]
    product = mean(b.T @ b @ number) - mean(b.T @ b) * mean(number)
    assert ours.photon_carrier_correlation() == pytest.approx(product.real, **close)
    if laser.n_emitters > 1:
        assert ours.emitter_correlation() == pytest.approx(mean(sigma[0].T @ sigma[1]), **close)


@pytest.mark.parametrize(
    ("name", "n_max"), [("one emitter", 8), ("two emitters", 4), ("three, strongly coupled", 2)]
)
def test_coherence_and_gap_match_the_whole_density_matrix(name, n_max):
    laser, pump = LASERS[name]
    sigma, b, generator = brute_force(laser, pump, n_max)
    rho = stationary_matrix(generator)
    ours = stationary.solved(laser, pump, n_max, 1e9)
    delays = np.array([0.0, 0.01, 0.3, 2.0])
    norm = np.trace(b.T @ b @ rho)
    step = [(b.T @ (expm(t * generator) @ (b @ rho).ravel()).reshape(rho.shape)) for t in delays]
    g1 = np.array([np.trace(one) for one in step]) / norm
    # `Response` promises 1e-8.
    assert ours.g1(delays) == pytest.approx(g1, abs=1e-7)
    # Eigenvalues of the whole generator on all of ρ with one photon or excitation less on the
    # left, whether symmetric or not; the symmetric ones must be among them.
    excitations = np.diag(b.T @ b) + sum(np.diag(s.T @ s) for s in sigma)
    charge = np.subtract.outer(excitations, excitations).round().ravel()
    sector = generator[np.ix_(charge == -1, charge == -1)]
    everything = np.linalg.eigvals(sector)
    symmetric = np.linalg.eigvals(
        sectors.Sector(sectors.Rates.of(laser, pump), n_max, -1).matrix.toarray()
    )
    nearest = np.abs(symmetric[:, None] - everything).min(axis=1)
    # Degenerate eigenvalues of matrices that are not normal come out to a root of rounding.
    assert nearest.max() < 1e-5 * np.abs(everything).max()
    found = gap._gap(sectors.Sector(sectors.Rates.of(laser, pump), n_max, -1), 1)
    assert found == pytest.approx(np.min(-symmetric.real), rel=1e-9)


# --- QuTiP ---------------------------------------------------------------------------------


def quantum_toolbox(laser, pump, n_max):
    qutip = pytest.importorskip("qutip", reason="QuTiP is not there: pip install .[quantum]")
    n_0, r = laser.n_emitters, pump / laser.n_emitters
    spaces = [qutip.qeye(2)] * n_0
    down = qutip.basis(2, 0) * qutip.basis(2, 1).dag()
    sigma = [
        qutip.tensor(*spaces[:i], down, *spaces[i + 1 :], qutip.qeye(n_max + 1)) for i in range(n_0)
    ]
    b = qutip.tensor(*spaces, qutip.destroy(n_max + 1))
    g = np.sqrt(laser.gamma_r * laser.gamma_2) / 2
    jumps = [np.sqrt(laser.gamma_c) * b]
    for s in sigma:
        pure = np.sqrt(laser.gamma_2 - r - laser.gamma_bg) * s.dag() * s
        jumps += [np.sqrt(laser.gamma_bg) * s, np.sqrt(r) * s.dag(), pure]
    return qutip, g * sum(b.dag() * s + b * s.dag() for s in sigma), jumps, b, sigma


@pytest.mark.parametrize(("name", "n_max"), [("one emitter", 24), ("two emitters", 24)])
@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_steady_state_matches_qutip(name, n_max):
    laser, pump = LASERS[name]
    qutip, hamiltonian, jumps, b, sigma = quantum_toolbox(laser, pump, n_max)
    rho = qutip.steadystate(hamiltonian, jumps)
    light = lindblad.photon_statistics(laser, pump)
    mean = qutip.expect(b.dag() * b, rho)
    assert light.mean == pytest.approx(mean, rel=1e-8)
    assert light.g2 == pytest.approx(qutip.expect(b.dag() ** 2 * b**2, rho) / mean**2, rel=1e-8)
    assert light.carriers == pytest.approx(sum(qutip.expect(s.dag() * s, rho) for s in sigma))
    p = rho.ptrace(laser.n_emitters).diag().real
    size = min(len(p), len(light.distribution))
    assert np.abs(p[:size] - light.distribution[:size]).max() < 1e-10
    if laser.n_emitters == 2:
        expected = qutip.expect(sigma[0].dag() * sigma[1], rho)
        assert lindblad.emitter_correlation(laser, pump) == pytest.approx(expected.real, rel=1e-8)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::FutureWarning")
def test_linewidth_is_the_half_width_of_qutips_spectrum():
    laser, pump = LASERS["one emitter"]
    _, hamiltonian, jumps, b, _ = quantum_toolbox(laser, pump, 20)
    qutip = pytest.importorskip("qutip")
    half = np.pi * lindblad.linewidth(laser, pump)
    centre, side = qutip.spectrum(
        hamiltonian, np.array([0.0, half]), jumps, b.dag(), b, solver="pi"
    )
    # The half width comes out to the accuracy of the spectrum, 1e-8.
    assert side / centre == pytest.approx(0.5, rel=1e-7)


# --- the master equation is the limit of fast dephasing ------------------------------------


@pytest.mark.parametrize(
    ("rates", "pump"),
    [((1, 2.0, 0.05, 1.0), 3.0), ((2, 0.8, 0.1, 1.0), 6.0), ((5, 0.5, 0.1, 1.0), 10.0)],
)
def test_exact_master_equation_is_approached_as_one_over_the_dephasing(rates, pump):
    limit = master_equation.solve(build(*rates), pump)
    dephasing = np.array([1e3, 1e4])

    def errors(quantity):
        exact = quantity(limit)
        found = [quantity(lindblad.solve(build(*rates, gamma_2=x), pump)) for x in dephasing]
        return (np.array(found) - exact) * dephasing, exact

    quantities = {
        "mean": lambda light: light.statistics.mean,
        "g2": lambda light: light.statistics.g2,
        "carriers": lambda light: light.statistics.carriers,
        "linewidth": lambda light: light.linewidth(),
    }
    for name, quantity in quantities.items():
        (near, nearer), exact = errors(quantity)
        # Error = A/γ_2 + B/γ_2²: the two estimates of A differ by 9B/10⁴, and A is not zero.
        assert near == pytest.approx(nearer, rel=0.02), name
        assert abs(nearer) > 0.01 * exact, name
        # What is left after A has been taken out is B/(10³·10⁴).
        assert (10 * nearer / 1e4 - near / 1e3) / 9 == pytest.approx(0, abs=2e-6 * exact), name


def test_correlation_between_emitters_fades_with_dephasing():
    # ⟨σ_i†σ_j⟩ is of first order in 1/γ_2.
    first, second = (
        lindblad.emitter_correlation(build(3, 0.5, 0.1, 1.0, gamma_2=x), 6.0) for x in (1e4, 1e5)
    )
    assert first / second == pytest.approx(10, rel=1e-3)
    assert first > 0


# --- identities and closed forms -----------------------------------------------------------


@pytest.mark.parametrize("name", LASERS)
def test_photons_and_carriers_are_balanced(name):
    laser, pump = LASERS[name]
    light = solution(name)
    statistics, n_0 = light.statistics, laser.n_emitters
    g = np.sqrt(laser.gamma_r * laser.gamma_2) / 2
    lost = laser.gamma_c * statistics.mean
    # Exact but for the tail beyond the photon cut-off, 1e-12, and the stiffness γ_2/γ_c ≈ 1600
    # of the laser in SI.
    assert 2 * g * n_0 * light.polarisation() == pytest.approx(lost, rel=2e-11)
    filled = pump * (1 - statistics.carriers / n_0) - laser.gamma_bg * statistics.carriers
    assert filled == pytest.approx(lost, rel=2e-11)
    assert light.residual < 1e-13
    assert light.lowest > -1e-15
    assert light.edge_mass <= 1e-12


def test_the_residual_is_the_largest_rate_of_change():
    laser = Laser(2, 1.0, 0.5, 2.0, gamma_2=40.0)
    found = lindblad.solve(laser, 3.0)
    ground = np.zeros_like(found._state)
    ground[0] = 1.0  # no photon, no emitter excited: pumped at its own rate, the largest
    moved = type(found)(laser, 3.0, found._sector, ground, 1e9)
    assert moved.residual == pytest.approx(1.0)


@pytest.mark.parametrize("gamma_2", [3.0, 50.0, 1e7])
def test_weakly_coupled_emitter_is_filtered_by_the_cavity(gamma_2):
    # As g → 0 the field follows an emitter whose dipole forgets at γ_2/2:
    # g¹ = (γ_2 e^{−γ_c τ/2} − γ_c e^{−γ_2 τ/2})/(γ_2 − γ_c), to order γ_r.
    laser, gamma_c = build(1, 1e-9, 0.5, 1.0, gamma_2=gamma_2), 1.0
    delay = np.array([0.0, 0.1, 1.0, 3.0])
    slow, fast = np.exp(-gamma_c * delay / 2), np.exp(-gamma_2 * delay / 2)
    expected = (gamma_2 * slow - gamma_c * fast) / (gamma_2 - gamma_c)
    assert lindblad.g1(laser, 0.25, delay) == pytest.approx(expected, rel=1e-6)
    # Spectrum 1/((ω² + γ_c²/4)(ω² + γ_2²/4)): half its peak where x = ω² solves a quadratic.
    a, b = gamma_c**2 / 4, gamma_2**2 / 4
    half = np.sqrt(2 * a * b / (a + b + np.sqrt((a + b) ** 2 + 4 * a * b)))
    assert lindblad.linewidth(laser, 0.25) == pytest.approx(half / np.pi, rel=1e-6)
    if gamma_2 == 1e7:  # a cavity as good as empty has the line γ_c/2π
        assert lindblad.linewidth(laser, 0.25) == pytest.approx(gamma_c / (2 * np.pi), rel=1e-6)


@pytest.mark.parametrize("n_emitters", [1, 4])
def test_hardly_pumped_laser_loses_phase_like_one_excitation(n_emitters):
    # With nothing excited the field is one of two coupled oscillators, mode and bright dipole:
    # [[−γ_c/2, g√n_0], [−g√n_0, −γ_2/2]]; the pump adds its own order, 1e-8.
    gamma_c, gamma_2, gamma_r = 1.0, 60.0, 0.4
    laser = build(n_emitters, gamma_r, 0.3, gamma_c, gamma_2=gamma_2)
    swap = np.sqrt(n_emitters * gamma_r * gamma_2) / 2
    modes = np.linalg.eigvals([[-gamma_c / 2, swap], [-swap, -gamma_2 / 2]])
    assert lindblad.phase_gap(laser, 1e-8) == pytest.approx(np.min(-modes.real), rel=1e-7)


def test_far_above_threshold_the_line_is_that_of_schawlow_and_townes():
    laser, pump = build(5, 10.0, 0.1, 1.0, gamma_2=1e5), 300.0
    width = lindblad.linewidth(laser, pump)
    # n_p = 74: the formula's own error is of order 1/n_p.
    assert width == pytest.approx(rate_equations.linewidth(laser, pump), rel=0.03)
    # A Lorentzian that is as wide as the slowest decay: one mode carries all of the phase.
    assert lindblad.phase_gap(laser, pump) == pytest.approx(np.pi * width, rel=1e-3)


def test_emitters_that_remember_narrow_the_line():
    # Far above threshold by (γ_2/(γ_2 + γ_c))², the bad-cavity factor, against the same photons
    # without memory; γ_2 sums up all dephasing here, so the emitters' own share is the same.
    gamma_c, gamma_2 = 1.0, 300.0
    narrow = lindblad.linewidth(build(5, 2.0, 0.1, gamma_c, gamma_2=gamma_2), 30.0)
    wide = master_equation.linewidth(build(5, 2.0, 0.1, gamma_c), 30.0)
    # n_p = 13: the formula's own error is of order 1/n_p of the effect.
    factor = (gamma_2 / (gamma_2 + gamma_c)) ** 2
    assert 1 - narrow / wide == pytest.approx(1 - factor, rel=0.12)


def test_spectrum_and_coherence_are_each_others_transform():
    light = solution("two emitters")
    # Points crowd on the line; far out they follow its wings.
    stretched = np.linspace(0, 9, 300)
    detuning = 0.01 * np.sinh(stretched)
    values = light.field_spectrum(detuning) * 0.01 * np.cosh(stretched)
    # Beyond the last point, 40 Hz, the wings have fallen with the fourth power of the detuning.
    assert 2 * np.trapezoid(values, stretched) == pytest.approx(1, abs=1e-4)
    width = light.linewidth()
    centre, side = light.field_spectrum([0.0, width / 2])
    assert side / centre == pytest.approx(0.5, rel=1e-9)
    assert light.g1(0.0) == pytest.approx(1, abs=1e-9)


def test_split_line_has_no_width():
    # g = 5 swaps excitations long before they decay: lines at ±g.
    laser = build(1, 50.0, 0.0, 1.0, gamma_2=2.0)
    with pytest.raises(ArithmeticError, match="split the line in two; look at field_spectrum"):
        lindblad.linewidth(laser, 0.01)
    centre, side = lindblad.field_spectrum(laser, 0.01, [0.0, 5 / (2 * np.pi)])
    assert side > 10 * centre


# --- the phase sector ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rates", "gamma_2", "pump"),
    [
        ((4, 10.8, 0.0, 1.0), 2.02, 0.0129),  # the slowest swings: not the nearest to zero
        ((3, 18.8, 0.004, 1.0), 10.1, 0.0759),
        ((3, 26.7, 7.02, 1.0), 335.0, 0.818),  # reaches to photon numbers that have no weight
        ((2, 0.8, 0.1, 1.0), 100.0, 6.0),
    ],
)
def test_phase_gap_is_the_slowest_of_all_eigenvalues(rates, gamma_2, pump):
    laser = build(*rates, gamma_2=gamma_2)
    found = lindblad.phase_gap(laser, pump)
    sector = sectors.Sector(sectors.Rates.of(laser, pump), 24, -1)
    everything = np.linalg.eigvals(sector.matrix.toarray())
    # Eigenvalues of a matrix of norm 10³ that is not normal.
    assert found == pytest.approx(np.min(-everything.real), rel=1e-7)
    assert found > 0


def test_phase_gap_refuses_what_it_cannot_be_sure_of(monkeypatch):
    light = lindblad.solve(build(4, 10.8, 0.0, 1.0, gamma_2=2.02), 0.0129)
    monkeypatch.setattr(gap, "MANY", 10)
    with pytest.raises(ArithmeticError, match=r"gamma_2 must be large enough.*got 2.02"):
        light.phase_gap()
    monkeypatch.undo()
    monkeypatch.setattr(gap, "ACCURACY", 0.0)
    monkeypatch.setattr(gap, "MOST_WINDOWS", 2)
    with pytest.raises(ArithmeticError, match="phase gap must converge"):
        solution("ten, below threshold").phase_gap()


# --- sectors -------------------------------------------------------------------------------


@pytest.mark.parametrize("n_emitters", [1, 2, 5, 6])
def test_generator_keeps_the_trace_and_couples_neighbouring_levels(n_emitters):
    laser = build(n_emitters, 0.7, 0.2, 1.0, gamma_2=30.0)
    rates = sectors.Rates.of(laser, 2.0 * n_emitters)
    for charge in (0, -1):
        sector = sectors.Sector(rates, 9, charge)
        entries = sector.matrix.tocoo()
        levels = sector.level(sector.counts["row"] + sector.counts["col"])
        assert np.abs(levels[entries.row] - levels[entries.col]).max() <= 1
        assert 8 * np.sum(np.diff(sector.starts) ** 2) <= sectors.memory(n_emitters, 9, charge)
    trace = sectors.Sector(rates, 9, 0).populations.astype(float)
    change = trace @ sectors.Sector(rates, 9, 0).matrix
    assert np.abs(change).max() < 1e-12


def test_width_counts_the_operators():
    for n_0 in range(1, 8):
        laser = build(n_0, 0.7, 0.2, 1.0, gamma_2=30.0)
        for charge in (0, -1):
            sector = sectors.Sector(sectors.Rates.of(laser, 1.0), 2 * n_0 + 2, charge)
            total = sector.counts["row"] + sector.counts["col"]
            middle = np.sum(total // 2 == n_0 + 1)
            assert middle == sectors.width(n_0, charge)


# --- how it is asked -----------------------------------------------------------------------


def test_many_pumps_give_arrays():
    laser = build(2, 0.8, 0.1, 1.0, gamma_2=100.0)
    pumps = np.array([[0.0, 1.0], [4.0, 10.0]])
    light = lindblad.photon_statistics(laser, pumps)
    assert light.mean.shape == pumps.shape
    assert light.distribution.shape[:2] == pumps.shape
    assert light.mean[0, 0] == light.carriers[0, 0] == 0
    single = lindblad.photon_statistics(laser, 4.0)
    assert light.mean[1, 0] == single.mean
    assert light.method == single.method == "lindblad"
    with pytest.warns(ValidityWarning, match="dark laser"):
        widths = lindblad.linewidth(laser, pumps)
    assert np.isnan(widths[0, 0])
    assert widths[1, 0] == lindblad.linewidth(laser, 4.0)
    assert lindblad.g1(laser, [[1.0], [4.0]], [0.0, 1.0, 2.0]).shape == (2, 3)
    with pytest.raises(ValueError, match="delay must fit the shape of pump"):
        lindblad.g1(laser, [1.0, 2.0], [0.0, 1.0, 2.0])


def test_vacuum_of_a_dark_laser():
    light = lindblad.solve(build(3, 0.8, 0.0, 1.0, gamma_2=100.0), 0.0)
    assert light.statistics.mean == light.statistics.carriers == light.residual == 0
    assert light.statistics.distribution[0] == 1
    assert light.emitter_correlation() == light.polarisation() == 0
    for method in ("linewidth", "phase_gap"):
        with pytest.raises(ValueError, match=f"pump must be positive for {method}"):
            getattr(light, method)()
    for method in ("g1", "field_spectrum"):
        with pytest.raises(ValueError, match=f"pump must be positive for {method}"):
            getattr(light, method)(0.0)


def test_photons_are_found_whatever_the_first_guess(monkeypatch):
    laser, pump = LASERS["two emitters"]
    expected = solution("two emitters").statistics
    monkeypatch.setattr(stationary, "guess", lambda *_, **__: Window(0, 2, 0, 1))
    monkeypatch.setattr(stationary, "FEWEST_PHOTONS", 2)
    shares = []
    light = lindblad.solve(laser, pump, progress=shares.append)
    assert light.statistics.g2 == pytest.approx(expected.g2, rel=1e-10)
    assert light.n_max > 10
    assert shares[-1] == 1
    monkeypatch.setattr(stationary, "MOST_WINDOWS", 1)
    with pytest.raises(ArithmeticError, match="lost_mass must be reached within 1 steps"):
        lindblad.solve(laser, pump)


def test_given_photon_number_must_hold_the_distribution():
    laser, pump = LASERS["two emitters"]
    assert lindblad.solve(laser, pump, n_max=40).n_max == 40
    with pytest.raises(ValueError, match=r"n_max must be so large.*got 5.*raise n_max"):
        lindblad.photon_statistics(laser, pump, n_max=5)


def test_failed_elimination_is_refused(monkeypatch):
    monkeypatch.setattr(stationary, "LARGEST_RESIDUAL", -1.0)
    with pytest.raises(ArithmeticError, match="steady state must be one, got a residual of"):
        lindblad.solve(*LASERS["one emitter"])


def test_what_does_not_fit_is_refused_before_it_is_tried():
    laser = build(10**6, 0.8, 0.1, 1.0, gamma_2=100.0)
    with pytest.raises(WindowTooLarge, match=r"density matrix for n_emitters = 1000000 .*fewer"):
        lindblad.photon_statistics(laser, 1e6)
    # The phase sector has no mirror images to leave out: four times the memory.
    laser = build(8, 0.8, 0.1, 1.0, gamma_2=100.0)
    n_max = lindblad.solve(laser, 8.0).n_max
    light = lindblad.solve(laser, 8.0, max_memory=1.01 * sectors.memory(8, n_max, 0))
    for method in (light.linewidth, light.phase_gap):
        with pytest.raises(WindowTooLarge, match=r"phase sector for n_emitters = 8 .*max_memory"):
            method()


@pytest.mark.parametrize(
    ("laser", "pump", "message"),
    [
        (Laser(2, 0.8, 0.1, 1.0), 1.0, "gamma_2 must be positive.*got None.*master_equation"),
        (
            build(2, 0.8, 0.1, 1.0, absorption=False, gamma_2=50.0),
            1.0,
            "absorption=True for full quantum theory, got False",
        ),
        (
            build(2, 0.8, 0.1, 1.0, pump_blocking=False, gamma_2=50.0),
            1.0,
            "pump_blocking=True for full quantum theory, got False",
        ),
        (
            build(2, 0.8, 0.1, 1.0, gamma_2=50.0),
            100.0,
            r"gamma_2 must be at least pump/n_emitters \+ gamma_bg = 50.1 s⁻¹, got 50 s⁻¹",
        ),
        (build(2, 0.8, 0.1, 1.0, gamma_2=50.0), -1.0, "pump must not be negative"),
        (build(2, 0.8, 0.1, 1.0, gamma_2=50.0), np.nan, "pump must be finite"),
    ],
)
def test_lasers_without_a_lindblad_equation_are_refused(laser, pump, message):
    for function in (
        lindblad.solve,
        lindblad.photon_statistics,
        lindblad.linewidth,
        lindblad.phase_gap,
        lindblad.emitter_correlation,
    ):
        with pytest.raises(ValueError, match=message):
            function(laser, pump)


def test_one_emitter_has_no_partner():
    with pytest.raises(ValueError, match="n_emitters must be at least 2 for emitter_correlation"):
        lindblad.emitter_correlation(*LASERS["one emitter"])


def test_solution_describes_itself():
    assert repr(solution("one emitter")).startswith("Solution(⟨n_p⟩ = 1.06717 up to")
    report = solution("one emitter").statistics.report
    assert set(report) == {"n_max", "edge_mass", "residual"}
