"""Coherent–incoherent models: the moment equations, their closures, states and curves.

Seen to fail, each once: with half of any gain of `moments._GAINS` tried, or its sign turned, the
exact derivative of that moment; with a pair left out of `_partitions`, the Gaussian test; with
`gfM` for products of means, or gM for cumulants, the test of the fraction; without
`if mean not in kept`, the Gaussian test; with a wrong sign of the pairs' gain, the residual of the
incoherent state; with γ_c for k in `growth`, its 2 × 2 determinant; with half the step in `_turn`,
the ends written out by hand; with direct + conjugate for imaginary disturbances, their modes; with
the turn of the phase counted among them, the stability of the upper branch; with every other fault
of a state ignored in turn, `test_states_outside_the_model…`; with γ_c for k in `evolve`, phase
diffusion.
"""

import itertools
import re
import warnings
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from lasercore import Laser, ValidityWarning, catalogue, cumulants, rate_equations
from lasercore.cumulants import CLOSURES, FAMILIES, Closure, dots
from lasercore.cumulants.branch import disturbances, stable_states
from lasercore.cumulants.equations import equations
from lasercore.cumulants.moments import EQUATIONS, FIRST, RATES, REAL, SECOND
from lasercore.cumulants.rates import rates

RNG = np.random.default_rng(11)
NAMED = ("cim", "comment", "reply", "full")
K = dots.gamma_c / 2


@pytest.fixture(autouse=True)
def pumps_beyond_the_range_are_allowed():
    """Thresholds of these dots lie where the model warns; the warning has its own test."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "pump must not exceed", ValidityWarning)
        yield


def per_emitter(rate, laser=dots):
    return laser.n_emitters * rate


# --- the moment equations against quantum mechanics ------------------------------------------


LEVELS, FILLED = 9, 5  # the state ends four photons below the truncation: no moment reaches it


def two_emitters():
    """b, σ_1, σ_2 on (photons) ⊗ (emitter) ⊗ (emitter)."""
    lower = np.diag(np.sqrt(np.arange(1.0, LEVELS)), 1)
    sigma, two, many = np.array([[0.0, 1.0], [0.0, 0.0]]), np.eye(2), np.eye(LEVELS)

    def product(*factors):
        return np.kron(np.kron(factors[0], factors[1]), factors[2])

    return product(lower, two, two), product(many, sigma, two), product(many, two, sigma)


def random_state(first, second):
    """A density matrix of at most `FILLED` − 1 photons, the same if the emitters are exchanged."""
    size = 4 * FILLED
    root = RNG.normal(size=(size, size)) + 1j * RNG.normal(size=(size, size))
    rho = np.zeros((4 * LEVELS, 4 * LEVELS), dtype=complex)
    rho[:size, :size] = root @ root.conj().T
    # Exchange of two two-level systems: ½(1 + Σ of the three Pauli products).
    ups = [s.T @ s - s @ s.T for s in (first, second)]
    exchange = 0.5 * (np.eye(4 * LEVELS) + ups[0] @ ups[1])
    exchange += first @ second.T + first.T @ second
    rho = rho + exchange @ rho @ exchange
    return rho / np.trace(rho)


def lindblad(rho, at, b, emitters):
    """dρ/dt with i H = g Σ(b σ† − b† σ), cavity loss, pump, decay and pure dephasing."""
    turning = sum(at["g"] * (b @ s.T - b.T @ s) for s in emitters)
    jumps = [np.sqrt(2 * at["k"]) * b]
    # Pump and decay alone let a polarisation decay at half their sum.
    dephasing = (at["gamma"] - (at["r"] + at["gamma_bg"]) / 2) / 2
    for s in emitters:
        jumps += [np.sqrt(at["r"]) * s.T, np.sqrt(at["gamma_bg"]) * s]
        jumps.append(np.sqrt(dephasing) * (s.T @ s - s @ s.T))
    change = -(turning @ rho - rho @ turning)
    for jump in jumps:
        square = jump.T @ jump
        change = change + jump @ rho @ jump.T - 0.5 * (square @ rho + rho @ square)
    return change


QUANTUM = {"k": 0.7, "gamma": 3.1, "r": 0.9, "gamma_bg": 0.4, "g": 1.3, "gN": 2.6, "gP": 1.3}


def test_every_moment_equation_is_the_exact_derivative_of_a_random_quantum_state():
    b, first, second = two_emitters()
    # With ḃ = gΣσ the excited state is the upper one: σ takes it down.
    rho = random_state(first, second)
    change = lindblad(rho, QUANTUM, b, (first, second))

    def operator(moment):
        found, emitter = np.eye(len(rho)), iter((first, second))
        for symbol in moment.split():
            if symbol[0] == "b":
                one = b
            else:
                one = next(emitter)
                one = one.T @ one if symbol[0] == "n" else one
            found = found @ (one.T if symbol.endswith("*") else one)
        return found

    for moment, terms in EQUATIONS.items():
        exact = np.trace(operator(moment) @ change)
        table = sum(
            factor * QUANTUM[rate] * np.trace(operator(product) @ rho)
            for factor, rate, product in terms
        )
        assert abs(exact) > 1e-3
        # Rounding of a sum of 36 numbers of order ten.
        assert table == pytest.approx(exact, abs=1e-10), moment


# --- closing them ----------------------------------------------------------------------------


def random_values(names, shape=(), real=False):
    values = RNG.normal(size=(*shape, len(names)))
    if real:
        return values
    phases = RNG.normal(size=values.shape) * [name not in REAL for name in names]
    return values + 1j * phases


def random_rates(shape=(), fraction=1.0):
    """Rates with six emitters."""
    at = RNG.uniform(0.5, 2.0, (*shape, len(RATES)))
    at[..., 5] = 5 * at[..., 4]
    at[..., 6] = fraction * at[..., 5]
    return at


def star(symbol):
    return symbol if symbol == "n" else symbol.removesuffix("*") + "*" * (symbol[-1] != "*")


class Gaussian:
    """Moments of a state of given means and second cumulants, third cumulants being zero."""

    def __init__(self, names, values):
        self.values = dict(zip(names, values, strict=True))

    def cumulant(self, *symbols):
        for name, value in self.values.items():
            if sorted(name.split()) == sorted(symbols):
                return value
            if sorted(map(star, name.split())) == sorted(symbols):
                return np.conj(value)
        return 0.0

    def moment(self, product):
        symbols = product.split()
        if not symbols:
            return 1.0
        if len(symbols) == 1:
            return self.cumulant(*symbols)
        if len(symbols) == 2:
            one, other = symbols
            return self.cumulant(one, other) + self.cumulant(one) * self.cumulant(other)
        x, y, z = symbols
        return (
            self.cumulant(x) * self.cumulant(y) * self.cumulant(z)
            + self.cumulant(x, y) * self.cumulant(z)
            + self.cumulant(x, z) * self.cumulant(y)
            + self.cumulant(y, z) * self.cumulant(x)
        )

    def change_of_moment(self, product, at):
        if product not in EQUATIONS:
            return np.conj(self.change_of_moment(star(product), at))
        of = dict(zip(RATES, at, strict=True))
        of |= {"gN": of["g"] + of["gM"], "gP": of["gM"]}
        return sum(f * of[rate] * self.moment(p) for f, rate, p in EQUATIONS[product])

    def change(self, name, at):
        symbols = name.split()
        if len(symbols) == 1:
            return self.change_of_moment(name, at)
        one, other = symbols
        return (
            self.change_of_moment(name, at)
            - self.cumulant(one) * self.change_of_moment(other, at)
            - self.cumulant(other) * self.change_of_moment(one, at)
        )


@pytest.mark.parametrize("closure", [*CLOSURES, "own"])
def test_closed_equations_are_those_of_a_gaussian_state(closure):
    closure = Closure({"b s*", "s n", "s s"}) if closure == "own" else CLOSURES[closure]
    names, at = closure.equations.names, random_rates()
    values = random_values(names)
    state = Gaussian(names, values)
    found = closure.equations.change(at, values)
    assert found == pytest.approx([state.change(name, at) for name in names], rel=1e-12, abs=1e-12)


def test_only_sums_over_pairs_of_emitters_carry_the_fraction():
    everything = CLOSURES["full"].equations
    names, values, whole = everything.names, random_values(everything.names), random_rates()
    half = whole.copy()
    half[6] *= 0.5
    moved = dict(
        zip(names, everything.change(half, values) - everything.change(whole, values), strict=True)
    )
    value = dict(zip(names, values, strict=True))
    pairs = {"b s*": "s* s", "b s": "s s", "b n": "s n"}
    for name in names:
        expected = -0.5 * whole[5] * value[pairs[name]] if name in pairs else 0.0
        assert moved[name] == pytest.approx(expected, abs=1e-12), name


def kept_by(closure):
    return set(closure.equations.names)


@pytest.mark.parametrize(
    ("smaller", "larger"), [p for p in itertools.permutations(CLOSURES, 2) if p[0] != "full"]
)
def test_dropping_families_gives_the_smaller_closure(smaller, larger):
    small, large = CLOSURES[smaller].equations, CLOSURES[larger].equations
    if not set(small.names) < set(large.names):
        return
    at, values = random_rates(), random_values(small.names)
    padded = np.zeros(len(large.names), dtype=complex)
    places = [large.index(name) for name in small.names]
    padded[places] = values
    assert large.change(at, padded)[places] == pytest.approx(small.change(at, values), rel=1e-13)


def test_the_named_closures_are_nested():
    order = ["incoherent", *NAMED]
    for small, large in itertools.pairwise(order):
        assert kept_by(CLOSURES[small]) < kept_by(CLOSURES[large])
    assert CLOSURES["full"].equations.names == FIRST + SECOND


def test_the_jacobian_is_the_derivative():
    system = CLOSURES["full"].equations
    at, state, along = random_rates(), *(random_values(system.names, real=True) for _ in "ab")

    def change(step, direction):
        return system.change(at, state + step * direction)

    # Exact for cubic polynomials, whatever the step.
    for direction in (along, 1j * along * system.complex):
        f = {step: change(step, direction) for step in (-2, -1, 1, 2)}
        expected = (8 * (f[1] - f[-1]) - (f[2] - f[-2])) / 12
        direct, conjugate = system.slopes(at, state)
        assert direct @ direction + conjugate @ direction.conj() == pytest.approx(
            expected, rel=1e-11, abs=1e-11
        )
    assert system.jacobian(at, state) == pytest.approx(direct + conjugate)


def test_a_turn_of_the_phase_changes_nothing():
    system = CLOSURES["full"].equations
    at, values = random_rates(), random_values(system.names)
    turn = np.exp(0.7j * system.charge)
    assert system.change(at, turn * values) == pytest.approx(turn * system.change(at, values))


def test_many_states_at_once_are_those_one_by_one():
    system = CLOSURES["reply"].equations
    at, states = random_rates((3, 2)), random_values(system.names, (3, 2), real=True)
    for place in np.ndindex(3, 2):
        assert system.change(at, states)[place] == pytest.approx(
            system.change(at[place], states[place])
        )
        assert system.jacobian(at, states)[place] == pytest.approx(
            system.jacobian(at[place], states[place])
        )


def test_equations_are_compiled_once():
    assert equations(frozenset(FIRST + SECOND)) is CLOSURES["full"].equations


# --- the incoherent state --------------------------------------------------------------------

PUMPS = per_emitter(np.geomspace(1e5, 1e17, 60))


@pytest.mark.parametrize("fraction", [0.0, 0.5, 1.0])
@pytest.mark.parametrize("closure", CLOSURES)
def test_the_closed_form_makes_every_equation_zero(closure, fraction):
    state = cumulants.incoherent_state(dots, PUMPS, closure, fraction)
    assert state.residual.max() < 1e-14
    assert np.all(state.incoherent_photons > 0) and np.all((state["n"] > 0) & (state["n"] < 1))
    assert np.all(state.coherence == 0)


@pytest.mark.parametrize("name", ["EDC laser 1", "EDC laser 3", "nanoLED A", "EDC laser 6"])
def test_the_incoherent_closure_is_the_rate_equations_with_a_broadened_gamma_r(name):
    # X follows at once but for the cavity's share of its decay: γ_r → γ_r γ/(γ + k), exactly.
    laser = catalogue[name]
    pumps = np.geomspace(1e8, 0.1 * laser.n_emitters * laser.gamma_2, 25)
    broadened = replace(
        laser, gamma_r=laser.gamma_r * laser.gamma_2 / (laser.gamma_2 + laser.gamma_c)
    )
    found = cumulants.incoherent_state(laser, pumps, "incoherent")
    exact = rate_equations.steady_state(broadened, pumps)
    assert found.photons == pytest.approx(exact.photons, rel=1e-10)
    assert found.carriers == pytest.approx(exact.carriers, rel=1e-10)


def test_the_incoherent_closure_tends_to_the_rate_equations_for_fast_dephasing():
    errors = []
    for gamma_2 in (1e13, 1e14, 1e15):
        laser = replace(catalogue["EDC laser 1"], gamma_2=gamma_2)
        exact = rate_equations.steady_state(laser, 1e12).photons
        errors.append(cumulants.incoherent_state(laser, 1e12, "incoherent").photons / exact - 1)
    # An error of order k/γ: ten times the dephasing, a tenth of it, up to second order.
    assert np.array(errors[:-1]) / errors[1:] == pytest.approx(10, rel=0.05)
    assert abs(errors[-1]) < 1e-3


def test_without_spontaneous_emission_the_emitters_only_fill():
    state = cumulants.incoherent_state(dots, PUMPS, Closure([]))
    r = PUMPS / dots.n_emitters
    assert state["n"] == pytest.approx(r / (r + dots.gamma_bg)) and np.all(state.photons == 0)


def test_a_dark_laser_has_no_coherence():
    with pytest.warns(ValidityWarning, match="coherence is undefined"):
        assert np.isnan(cumulants.incoherent_state(dots, 0.0).coherence)


def test_the_energy_balance_holds_in_every_state():
    # What the emitters take up and do not lose leaves the mode, coherent or not.
    for name in CLOSURES:
        states = [cumulants.incoherent_state(dots, PUMPS, name, 0.7)]
        if CLOSURES[name].field:
            states.append(cumulants.coherent_branch(dots, name, 0.7).states)
        for state in states:
            net = state.pump * (1 - state["n"]) - dots.gamma_bg * state.carriers
            # The net rate is a difference of numbers up to 1e4 times as large.
            assert net == pytest.approx(dots.gamma_c * state.photons, rel=1e-7), name


# --- stability and the bifurcation -------------------------------------------------------------


@pytest.mark.parametrize("name", ["EDC laser 1", "EDC laser 2", "EDC laser 4", "PhC laser"])
@pytest.mark.parametrize(("closure", "fraction"), [("cim", 1.0), ("comment", 0.5), ("comment", 1)])
def test_the_bifurcation_is_its_closed_form(name, closure, fraction):
    laser = catalogue[name]
    found = cumulants.bifurcation(laser, closure, fraction)
    pairs = fraction * (laser.n_emitters - 1) / laser.n_emitters * (closure == "comment")
    into_mode = laser.gamma_r * laser.gamma_2 / laser.gamma_c / (1 - pairs)
    n_e = laser.threshold_carriers
    assert found.reached and found.definition == "bifurcation"
    # A growth rate of 1e-5 k, known to 1e-13 k, is zero at a pump known to 1e-8.
    assert found.pump == pytest.approx(n_e / laser.eta * (laser.gamma_bg + into_mode), rel=1e-7)
    assert found.photons == pytest.approx(n_e * into_mode / laser.gamma_c, rel=1e-7)


def test_the_closed_form_needs_no_fast_dephasing():
    # k = 2 γ here, far outside the good cavity; X keeps γ + k and the form stays exact.
    with pytest.warns(ValidityWarning):
        laser = Laser(40, 4e11, 1e9, 4e11, gamma_2=2e11)
    n_e = laser.threshold_carriers
    expected = n_e / laser.eta * (laser.gamma_bg + laser.gamma_r * laser.gamma_2 / laser.gamma_c)
    assert cumulants.bifurcation(laser).pump == pytest.approx(expected, rel=1e-10)


def test_the_field_grows_above_the_bifurcation_and_decays_below():
    pump = cumulants.bifurcation(dots).pump
    low, high = cumulants.growth_rate(dots, [0.99 * pump, 1.01 * pump])
    assert low < 0 < high
    # −k + N g²(2n − 1)/γ and the rate −γ − k of the other mode: a 2 × 2 determinant.
    n = cumulants.incoherent_state(dots, pump * 0.5)["n"]
    g_squared, gamma = dots.gamma_r * dots.gamma_2 / 4, dots.gamma_2 / 2
    gain = dots.n_emitters * g_squared * (2 * n - 1)
    expected = max(np.roots([1, K + gamma, K * gamma - gain]))
    assert cumulants.growth_rate(dots, pump * 0.5) == pytest.approx(expected, rel=1e-9)


def test_below_its_bifurcation_the_comment_lets_a_field_decay_at_the_schawlow_townes_rate():
    # N g² n/((γ + k) n_p), which is γ_r n_e/(2 n_p): the original formula, a factor of two above
    # the modified one. To a few percent while n_p is far below N² g² n/k² = 59 200.
    pumps = per_emitter(np.array([4e12, 8e12]))
    state = cumulants.incoherent_state(dots, pumps, "comment")
    expected = dots.gamma_r * state.carriers / (2 * state.photons)
    found = -cumulants.growth_rate(dots, pumps, "comment")
    assert found == pytest.approx(expected * (1 - state.photons / 59_200), rel=0.01)


@pytest.mark.parametrize(
    ("closure", "words"),
    [
        ("incoherent", "no coherent field"),
        ("reply", r"stays stable .*coherent branch exists from pump 8\.59·10¹⁴ s⁻¹ on; .*outside"),
    ],
)
def test_where_there_is_no_bifurcation_the_reason_says_what_is(closure, words):
    found = cumulants.bifurcation(dots, closure)
    assert not found.reached and found.computed and np.isnan(found.pump)
    assert re.search("bifurcation: none, because .*" + words, str(found)), str(found)


def test_an_led_has_no_bifurcation():
    for closure in NAMED:
        found = cumulants.bifurcation(catalogue["nanoLED A"], closure)
        assert not found.reached
        words = "xi = 0.443" if closure in ("cim", "comment") else "no coherent state was found"
        assert words in found.reason


# --- the coherent branch -----------------------------------------------------------------------


@pytest.mark.parametrize(("closure", "fraction"), [(c, f) for c in NAMED for f in (0.5, 0.9)])
def test_a_branch_is_made_of_steady_states_and_gives_them_at_any_pump(closure, fraction):
    branch = cumulants.coherent_branch(dots, closure, fraction)
    assert branch.exists and branch.states.residual.max() < 1e-11
    assert np.all(branch.states["b"][:-1] > 0)
    pumps = branch.lowest_pump * np.array([[0.9, 1.0 + 1e-9], [1.01, 3.0]])
    there = branch.at(pumps)
    assert np.isnan(there.photons[0, 0]) and not there.valid[0, 0]
    assert np.nanmax(there.residual) < 1e-9 and np.all(there["b"].ravel()[1:] > 0)
    assert np.all(np.diff(there.photons.ravel()[1:]) > 0)


def test_the_upper_branch_is_stable_and_the_lower_is_not_and_they_meet_in_the_fold():
    for closure in ("reply", "full"):
        branch = cumulants.coherent_branch(dots, closure, 0.9)
        assert branch.folds == (branch.lowest_pump,)
        assert branch.stable[: branch.lowest - 1].all()
        assert not branch.stable[branch.lowest + 1 :].any()


def test_disturbances_have_the_modes_of_all_real_and_imaginary_parts():
    branch = cumulants.coherent_branch(dots, "full", 0.9)
    system, state = CLOSURES["full"].equations, branch.states.values[:, 10]
    at, size = rates(dots, branch.pump[10], 0.9), np.abs(state)
    parts = [(i, 1.0) for i in range(len(state))]
    parts += [(i, 1j) for i in np.flatnonzero(system.complex)]
    jacobian = np.empty((len(parts), len(parts)))
    for column, (i, unit) in enumerate(parts):
        along = np.zeros(len(state), dtype=complex)
        along[i] = unit * size[i]
        # Exact for cubic polynomials.
        f = {step: system.change(at, state + step * along) for step in (-2, -1, 1, 2)}
        slope = (8 * (f[1] - f[-1]) - (f[2] - f[-2])) / 12 / size
        jacobian[:, column] = [(slope[j] / u).real for j, u in parts]
    amplitude, phase = disturbances(system, at, state)
    found, expected = (
        np.sort_complex(m) for m in (np.r_[amplitude, phase], np.linalg.eigvals(jacobian))
    )
    assert found == pytest.approx(expected, rel=1e-6, abs=1e-5)
    # One of the phases' modes is the turn, which costs nothing.
    assert np.abs(phase).min() < 1e-6 < 1e-3 < np.sort(np.abs(phase))[1]
    direct, conjugate = system.slopes(at, state)
    turned = (direct - conjugate) @ (system.charge * state)
    assert np.abs(turned / size).max() < 1e-9 * np.abs(direct).max()


def test_beside_the_turn_every_phase_must_decay():
    def stable(*phases):
        turned, real = np.diag([0.0, *phases]), -np.eye(3)
        slopes = (real + turned) / 2, (real - turned) / 2
        system = SimpleNamespace(complex=np.ones(3, dtype=bool), slopes=lambda at, states: slopes)
        return stable_states(system, None, None)

    assert stable(-0.1, -2.0)
    assert not stable(0.1, -2.0) and not stable(-0.1, 2.0)


def test_a_fold_is_where_a_real_disturbance_neither_grows_nor_decays():
    branch = cumulants.coherent_branch(dots, "reply")
    system = branch.states.closure.equations
    at = rates(dots, branch.lowest_pump, 1.0)
    modes = np.linalg.eigvals(system.jacobian(at, branch.states.values[:, branch.lowest]))
    # The others decay at k or faster; the refinement of the fold leaves 1e-5 of that.
    assert np.sort(np.abs(modes))[0] < 1e-4 < 0.01 < np.sort(np.abs(modes))[1]


def test_the_branch_of_the_cim_begins_at_its_bifurcation_without_a_fold():
    branch = cumulants.coherent_branch(dots, "cim")
    assert branch.folds == () and "begins" in branch.reason
    assert branch.lowest_pump == pytest.approx(cumulants.bifurcation(dots).pump, rel=1e-9)
    # |⟨b⟩|² grows in proportion to the distance from it.
    near = branch.at(branch.lowest_pump * np.array([1.001, 1.002])).coherent_photons
    assert near[1] / near[0] == pytest.approx(2, rel=1e-2)


def test_with_all_emitters_identical_the_comments_branch_is_one_vertical_line():
    # Without δ⟨b n⟩ the totals ⟨b†b⟩, ⟨bσ†⟩, ⟨σ†σ⟩ obey equations in which the mean field does
    # not appear: at the one pump where it can stay, any share of the same light may be coherent.
    branch = cumulants.coherent_branch(dots, "comment")
    states = branch.states
    assert np.ptp(branch.pump) < 1e-7 * branch.pump[0] and "one pump" in branch.reason
    assert states.photons == pytest.approx(np.full(len(branch.pump), 59_200.0), rel=1e-6)
    assert states.coherence.min() < 1e-3 and states.coherence.max() > 1.5
    assert not branch.stable.any() and branch.folds == ()
    assert np.all(np.isnan(branch.at(branch.lowest_pump * np.array([0.5, 1.0, 2.0])).photons))


@pytest.mark.parametrize("closure", ["cim", "full"])
def test_states_come_in_the_shape_of_the_pumps(closure):
    branch = cumulants.coherent_branch(dots, closure, 0.5)
    one = branch.at(per_emitter(2e13))
    for shape in ((0,), (1,), (2, 3)):
        pumps = np.full(shape, per_emitter(2e13))
        for many in (branch.at(pumps), cumulants.incoherent_state(dots, pumps, closure)):
            for answer in (many.photons, many.carriers, many.valid, many.residual, many.coherence):
                assert answer.shape == shape
        assert branch.at(pumps).photons == pytest.approx(np.full(shape, one.photons))
    assert one.correlations["b* b"] == one.incoherent_photons and np.ndim(one.valid) == 0


def test_a_lost_branch_leaves_the_answer_about_the_incoherent_state():
    # 2.4·10⁷ identical emitters are so near to the degenerate Comment that the curve is lost.
    found = cumulants.bifurcation(catalogue["macroscopic laser"], "full")
    assert not found.reached and "stays stable" in found.reason


def test_the_semiclassical_laser_is_the_closure_without_correlations():
    branch = cumulants.coherent_branch(dots, Closure([]))
    n = dots.threshold_carriers / dots.n_emitters
    onset = per_emitter(n / (1 - n) * dots.gamma_bg)
    assert branch.lowest_pump == pytest.approx(onset, rel=1e-9)
    state = branch.at(per_emitter(1e13))
    assert state["n"] == pytest.approx(n, rel=1e-9) and state.coherence == 1


SOME = [f for m in (1, 3, 5) for f in itertools.combinations(FAMILIES, m)][::9]


@pytest.mark.parametrize("families", SOME, ids=", ".join)
def test_any_set_of_families_has_a_branch_that_is_followed_to_its_end(families):
    branch = cumulants.coherent_branch(dots, Closure(families), 0.9)
    assert branch.exists and branch.states.residual.max() < 1e-11


def test_a_branch_that_was_not_followed_so_far_says_so():
    branch = cumulants.coherent_branch(dots, "cim", highest_pump=per_emitter(1e13))
    assert repr(branch).startswith("CoherentBranch(") and "1.2099e+14 s⁻¹ on; it be" in repr(branch)
    assert branch.pump[0] >= per_emitter(1e13)
    with pytest.warns(ValidityWarning, match="where this curve was left"):
        warnings.filterwarnings("always", "pump must not exceed", ValidityWarning)
        assert np.isnan(branch.at(per_emitter(1e14)).photons)
    low = cumulants.coherent_branch(dots, "reply", highest_pump=per_emitter(5e12))
    assert not low.exists and np.isnan(low.lowest_pump) and "no coherent state" in low.reason
    assert np.isnan(low.at(per_emitter(4e12)).photons)


# --- validity ----------------------------------------------------------------------------------


def test_states_outside_the_model_are_marked_with_the_reason():
    states = cumulants.coherent_branch(dots, "cim").states
    negative = states.incoherent_photons < 0
    fast = states.pump > 40 * (2e13 - 1e9)
    assert negative.any() and np.array_equal(states.valid, ~(negative | fast))
    # s² = n there: N² g² n/k² photons, all of them coherent.
    first = states.pump[negative].min()
    assert first == pytest.approx(per_emitter(1.2087e14), rel=0.05)
    assert [p.split(" at ")[0] for p in states.problems] == [
        "δ⟨b†b⟩ is negative",
        "γ_2/2 falls below (J/n_0 + γ_bg)/2, which no emitter obeys",
    ]
    overfull = replace(states, values=states.values + 1.0)
    assert "⟨n⟩ leaves 0 to 1" in overfull.problems[0] and not overfull.valid.any()


@pytest.mark.parametrize("call", ["incoherent_state", "growth_rate", "evolve"])
def test_a_pump_beyond_the_models_range_warns(call):
    more = ([0.0, 1e-12],) if call == "evolve" else ()
    with pytest.warns(ValidityWarning, match=r"pump must not exceed 8e\+14 s⁻¹"):
        warnings.filterwarnings("always", "pump must not exceed", ValidityWarning)
        getattr(cumulants, call)(dots, per_emitter(2.1e13), *more)


# --- in time -----------------------------------------------------------------------------------


def test_a_seeded_field_ends_on_the_branch_of_the_cim():
    pump = per_emitter(1e13)
    on = cumulants.evolve(dots, pump, [0.0, 1e-6, 2e-5], field=1.0)
    end = cumulants.coherent_branch(dots, "cim").at(pump)
    assert on.photons[-1] == pytest.approx(end.photons, rel=1e-6)
    assert on.coherence[-1] == pytest.approx(end.coherence, rel=1e-5)
    assert on.states.residual[-1] < 1e-6


def test_without_a_seed_light_stays_incoherent():
    on = cumulants.evolve(dots, per_emitter(1e13), [0.0, 1e-9, 1e-6], "full")
    state = cumulants.incoherent_state(dots, per_emitter(1e13), "full")
    assert on.photons[-1] == pytest.approx(state.photons, rel=1e-6)
    assert np.all(on.states["b"] == 0)


def test_coherent_and_incoherent_light_are_bistable_above_the_fold_of_the_reply():
    branch = cumulants.coherent_branch(dots, "reply", 0.5)
    pump = 1.05 * branch.lowest_pump
    times = [0.0, 2e-6]
    held = cumulants.evolve(dots, pump, times, "reply", 0.5, start=branch.at(pump))
    assert held.coherence[-1] == pytest.approx(branch.at(pump).coherence, rel=1e-6)
    dark = cumulants.incoherent_state(dots, pump, "reply", 0.5)
    disturbed = cumulants.evolve(dots, pump, times, "reply", 0.5, start=dark, field=3.0)
    assert disturbed.coherence[-1] < 1e-10
    # Below the fold the same start falls down.
    fallen = cumulants.evolve(
        dots, 0.9 * branch.lowest_pump, [0.0, 2e-5], "reply", 0.5, start=branch.at(pump)
    )
    assert fallen.coherence[-1] < 1e-10


@pytest.mark.parametrize("rate", [4e12, 9e12, 1.8e13])
def test_where_no_coherent_state_exists_a_coherent_start_decays_by_phase_diffusion(rate):
    # Half the modified Schawlow–Townes linewidth, π Δν of Eq. 19 of saldutti2024, ∝ 1/n_p: all
    # correlations kept, this laser has no coherent state below r = 1.2e14.
    pump = per_emitter(rate)
    start = cumulants.coherent_branch(dots, Closure([])).at(pump)
    times = np.array([0.0, 5e-10, 1e-9])
    gone = cumulants.evolve(dots, pump, times, "full", start=start)
    found = -np.diff(np.log(gone.states["b"]))[1] / 5e-10
    expected = dots.gamma_c / 4 * (1 + 2 * dots.xi) / (1 + 2 * gone.photons[1])
    assert found == pytest.approx(expected, rel=0.01)  # corrections of order k/γ and 1/n_p


def test_a_start_may_come_from_another_closure():
    start = cumulants.coherent_branch(dots, "reply").at(per_emitter(3e13))
    there = cumulants.evolve(dots, per_emitter(1e13), [0.0, 1e-13], "cim", start=start)
    for name in there.states.closure.equations.names:
        assert there.states[name][0] == start[name]


def test_an_evolution_of_a_wrong_start_is_refused():
    states = cumulants.incoherent_state(dots, [1e12, 2e12])
    nothing = cumulants.coherent_branch(dots, "reply").at(1e12)
    for start in (states, nothing):
        with pytest.raises(ValueError, match=r"start must be a state at one pump, got"):
            cumulants.evolve(dots, 1e13, [0.0, 1e-12], start=start)
    with pytest.raises(TypeError, match=r"start must be a CumulantState, got 1\.0"):
        cumulants.evolve(dots, 1e13, [0.0, 1e-12], start=1.0)
    with pytest.raises(ValueError, match=r"field must be zero for closure 'incoherent', got 1"):
        cumulants.evolve(dots, 1e13, [0.0, 1e-12], "incoherent", field=1.0)


# --- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"gamma_2": None}, r"needs gamma_2 .* got None: give gamma_2 = 2/T_2"),
        ({"absorption": False}, "two-level emitters .*, got absorption=False"),
        ({"pump_blocking": False}, "a blocked pump .*, got pump_blocking=False"),
    ],
)
@pytest.mark.parametrize(
    "call", ["incoherent_state", "growth_rate", "coherent_branch", "bifurcation", "evolve"]
)
def test_a_laser_of_another_kind_is_refused(call, changes, rule):
    more = {"incoherent_state": (1e12,), "growth_rate": (1e12,), "evolve": (1e12, [0.0, 1.0])}
    with pytest.raises(ValueError, match=rule):
        getattr(cumulants, call)(replace(dots, **changes), *more.get(call, ()))


def test_wrong_closures_and_fractions_are_refused_by_name():
    for closure in ("Reply", None, 1, ["b s*"]):
        with pytest.raises(ValueError, match=r"closure must be one of 'incoherent', 'cim'.* got"):
            cumulants.incoherent_state(dots, 1e12, closure)
    for fraction, rule in ((1.1, "at most 1, got 1.1"), (-0.1, "not be negative"), (np.nan, "fin")):
        with pytest.raises(ValueError, match=f"identical_fraction must (be )?{rule}"):
            cumulants.bifurcation(dots, "comment", fraction)
    for families in ({"C"}, ["b s*", "b* b"], [1]):
        with pytest.raises(ValueError, match=r"families must be among 'b s\*'.* got"):
            Closure(families)
    for families in ("b s*", None, 3):
        with pytest.raises(TypeError, match="families must be a list of families, got"):
            Closure(families)
    with pytest.raises(ValueError, match="without a field must have no phase, got 'b n'"):
        Closure({"b n"}, field=False)
    with pytest.raises(TypeError, match="field must be True or False"):
        Closure([], field=1)
    with pytest.raises(TypeError, match="name must be a text"):
        Closure([], name=1)
    for call in (cumulants.growth_rate, lambda a, b, c: cumulants.coherent_branch(a, c)):
        with pytest.raises(ValueError, match="closure must have a coherent field"):
            call(dots, 1e12, "incoherent")
    with pytest.raises(ValueError, match="gamma_bg must be positive for a closure without"):
        cumulants.bifurcation(replace(dots, gamma_bg=0.0), Closure([]))


def test_equal_closures_are_equal_whatever_their_name():
    own = Closure(["s* s", "b s*"], name="mine")
    assert own == CLOSURES["comment"] and hash(own) == hash(CLOSURES["comment"])
    assert own != CLOSURES["cim"] and CLOSURES["cim"] != CLOSURES["incoherent"] and own != "comment"
