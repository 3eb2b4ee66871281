"""The rate equations written a second time, from the formulas, sharing no code with lasercore.

A `Laser` is used here only as a bag of rates: n_emitters, gamma_r, gamma_bg, gamma_c and the
two switches. Everything else (ξ, β, η, steady states, Jacobians) is derived again.
"""

import contextlib
import inspect
import os
import pkgutil
import subprocess
import sys
import warnings
from decimal import Decimal, localcontext
from importlib import import_module
from pathlib import Path

import numpy as np
from hypothesis import strategies as st

import nanobook
from lasercore import Laser, ValidityWarning

ROOT = Path(__file__).parents[1]
EPS = np.finfo(float).eps


def figures():
    """All public functions of the book that draw into given axes, by name."""
    found = {}
    for module in pkgutil.walk_packages(nanobook.__path__, "nanobook."):
        for name, thing in vars(import_module(module.name)).items():
            if inspect.isfunction(thing) and thing.__module__ == module.name and name[0] != "_":
                first = next(iter(inspect.signature(thing).parameters), "")
                if first == "ax":
                    found[name] = thing
    return found


def axes():
    """Axes to draw into."""
    from matplotlib.figure import Figure

    return Figure().add_subplot()


def markers(ax, *shapes):
    """The lines of axes that have one of some markers."""
    return [line for line in ax.lines if line.get_marker() in shapes]


def long_lines(ax):
    """The lines of axes that are more than a mark or a guide across."""
    return [line for line in ax.lines if len(line.get_xdata()) > 2]


@contextlib.contextmanager
def overfilling_allowed():
    """Without pump blocking the mean field may overfill the emitters, and says so.

    A pump of a few carriers an hour is a limit here, not a current in amperes.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "pump is expected", ValidityWarning)
        warnings.filterwarnings("ignore", "carriers must not exceed", ValidityWarning)
        yield


def run_python(code, path=(), **environment):
    """Run `code` in a fresh interpreter that sees this checkout; return what it prints."""
    paths = os.pathsep.join([*map(str, path), str(ROOT)])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        env={**os.environ, "PYTHONPATH": paths, **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


# --- lasers to try -------------------------------------------------------------------------


def decades(low, high):
    """Numbers spread evenly over the decades from 10^low to 10^high."""
    return st.floats(low, high).map(lambda exponent: 10.0**exponent)


def build(xi, odds, n_emitters=120, gamma_c=1e12, **switches):
    """A laser of given ξ and odds = γ_bg/γ_r = 1/β − 1."""
    gamma_r = 2 * xi * gamma_c / n_emitters
    return Laser(n_emitters, gamma_r, odds * gamma_r, gamma_c, **switches)


@st.composite
def lasers(draw, xi=(-6, 6), odds=(-12, 12), absorption=None, pump_blocking=None):
    """Lasers over twelve decades of ξ and of β as well as of 1 − β, β = 1 among them."""
    return build(
        xi=draw(decades(*xi)),
        odds=draw(st.one_of(st.just(0.0), decades(*odds))),
        n_emitters=draw(st.one_of(st.integers(1, 1000), st.sampled_from([10**6, 10**12]))),
        gamma_c=draw(st.sampled_from([1.0, 1e9, 1e12])),
        absorption=draw(st.booleans()) if absorption is None else absorption,
        pump_blocking=draw(st.booleans()) if pump_blocking is None else pump_blocking,
    )


# --- the equations -------------------------------------------------------------------------


def xi_of(laser):
    return laser.gamma_r * laser.n_emitters / (2 * laser.gamma_c)


def beta_of(laser):
    return laser.gamma_r / (laser.gamma_r + laser.gamma_bg)


def eta_of(laser):
    """Pump injection efficiency at threshold, from the carriers that make gain equal loss."""
    if not laser.pump_blocking:
        return 1.0
    a = float(laser.absorption)
    # Two levels: (1 − 1/2ξ)/2, four levels: 1 − 1/2ξ.
    return (1 - 1 / (2 * xi_of(laser))) / (1 + a)


def beta_eff_of(laser):
    beta, recycled = beta_of(laser), 2 * xi_of(laser) * laser.absorption
    return beta / (1 + recycled * laser.gamma_bg / (laser.gamma_r + laser.gamma_bg))


def terms(laser, n_e, n_p, pump):
    """The terms of the two rate equations, with their signs: two lists that sum to zero."""
    a, b = float(laser.absorption), float(laser.pump_blocking)
    n_0, gamma_r = laser.n_emitters, laser.gamma_r
    stimulated = [(1 + a) * gamma_r * n_e * n_p, -a * gamma_r * n_0 * n_p]
    carriers = [pump, -pump * b * n_e / n_0, -(gamma_r + laser.gamma_bg) * n_e]
    photons = [gamma_r * n_e, -laser.gamma_c * n_p]
    return carriers + [-term for term in stimulated], photons + stimulated


def flow(laser, state, pump):
    """Right-hand side of the rate equations; takes complex states too."""
    return np.array([sum(equation) for equation in terms(laser, *state, pump)])


def complex_step_jacobian(function, state):
    """Jacobian of an analytic function, exact to rounding: Im f(x + ih)/h."""
    columns = []
    for number in range(len(state)):
        shifted = np.array(state, dtype=complex)
        step = 1e-30 * max(1.0, abs(shifted[number]))
        shifted[number] += 1j * step
        columns.append(np.imag(function(shifted)) / step)
    return np.stack(columns, axis=1)


def carriers_at(laser, n_p):
    """n_e at which gain minus loss plus spontaneous emission keeps n_p photons."""
    a = float(laser.absorption)
    gain = laser.gamma_r * (1 + (1 + a) * n_p)
    return (laser.gamma_c + a * laser.gamma_r * laser.n_emitters) * n_p / gain


def pump_at(laser, n_p):
    """J that keeps n_p photons: what is lost, over the share of empty emitters."""
    n_e = carriers_at(laser, n_p)
    lost = laser.gamma_bg * n_e + laser.gamma_c * n_p
    return lost / (1 - laser.pump_blocking * n_e / laser.n_emitters)


def exact_photons(laser, pump, shift=0.0):
    """Steady photon number to 80 digits, for J(1 + shift) and γ_c(1 − shift)."""
    with localcontext(prec=80):
        one, a, b = Decimal(1), Decimal(laser.absorption), Decimal(laser.pump_blocking)
        n_0, gamma_r, gamma_bg = (
            Decimal(x) for x in (laser.n_emitters, laser.gamma_r, laser.gamma_bg)
        )
        gamma_c, j = (
            Decimal(laser.gamma_c) * (one - Decimal(shift)),
            Decimal(float(pump)) * (one + Decimal(shift)),
        )
        # n_e = c n/(1 + k n) put into pump·empty = γ_bg n_e + γ_c n, times (1 + k n)
        k, c = one + a, (gamma_c + a * gamma_r * n_0) / gamma_r
        linear = gamma_c + gamma_bg * c + b * j * c / n_0 - k * j
        root = (linear * linear + 4 * k * gamma_c * j).sqrt()
        return float((root - linear) / (2 * k * gamma_c))


def small_signal_matrix(laser, n_p):
    """Complex-step Jacobian of the second writing, at the steady state with n_p photons."""
    state, pump = (carriers_at(laser, n_p), n_p), pump_at(laser, n_p)
    return complex_step_jacobian(lambda y: flow(laser, y, pump), state)


def generator(laser, pump, n_max, top_closed=True):
    """Dense generator of P(n_e, n_p) on the whole grid up to n_max, process by process.

    Written from the text of the table, one state at a time, on purpose: it shares nothing with
    lasercore.
    """
    n_0 = laser.n_emitters
    index = {(e, n): e * (n_max + 1) + n for e in range(n_0 + 1) for n in range(n_max + 1)}
    full = np.zeros((len(index), len(index)))
    for (e, n), here in index.items():
        blocked = 1 - e / n_0 if laser.pump_blocking else 1.0
        jumps = [
            ((e + 1, n), pump * blocked),
            ((e - 1, n), laser.gamma_bg * e),
            ((e - 1, n + 1), laser.gamma_r * e * (n + 1)),
            ((e + 1, n - 1), laser.gamma_r * (n_0 - e) * n if laser.absorption else 0.0),
            ((e, n - 1), laser.gamma_c * n),
        ]
        for target, rate in jumps:
            if target in index and rate > 0:
                full[index[target], here] += rate
                full[here, here] -= rate
    return full


def lindblad(laser, pump, n_max):
    """Lindblad generator of the mode's density matrices ρ_{n_e}, and the lowering operator.

    Σ_k (M ρ M† − ½{M†M, ρ}) with M = √(γ_r n_e) a† (to n_e − 1), √(γ_r (n_0 − n_e)) a (to
    n_e + 1), √γ_c a; pump and background as jumps that leave the mode alone.
    """
    n_0, size = laser.n_emitters, n_max + 1
    lower = np.diag(np.sqrt(np.arange(1.0, size)), 1)
    one = np.eye(size)
    blocks = np.zeros((n_0 + 1, n_0 + 1, size**2, size**2))

    def jump(source, target, operator):
        if not 0 <= target <= n_0:
            return
        square = operator.T @ operator
        blocks[target, source] += np.kron(operator, operator)
        blocks[source, source] -= 0.5 * (np.kron(square, one) + np.kron(one, square))

    for e in range(n_0 + 1):
        blocked = 1 - e / n_0 if laser.pump_blocking else 1.0
        jump(e, e + 1, np.sqrt(pump * blocked) * one)
        jump(e, e - 1, np.sqrt(laser.gamma_bg * e) * one)
        jump(e, e - 1, np.sqrt(laser.gamma_r * e) * lower.T)
        if laser.absorption:
            jump(e, e + 1, np.sqrt(laser.gamma_r * (n_0 - e)) * lower)
        jump(e, e, np.sqrt(laser.gamma_c) * lower)
    return blocks.transpose(0, 2, 1, 3).reshape((n_0 + 1) * size**2, -1), lower
