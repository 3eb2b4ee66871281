"""Small fluctuations around the steady state: the linear noise approximation, term by term.

With A the Jacobian of the drift, all that follows is made of six rates, none of them negative,

    A = [[−(u + h), −g], [u, −m]],   g = c − m,   Γ = −tr A = u + h + m,   det A = m h + c u,

and of three kicks: a carrier comes or goes, a carrier turns into a photon or back, a photon
leaves. Each element of the covariance and of the spectra is then a sum of squares over the
kicks, in which nothing cancels. Only g, the net gain, changes its sign: at transparency.
"""

from dataclasses import dataclass
from functools import cached_property

from lasercore._formulas.functions import where
from lasercore._formulas.processes import formulas, gradients, parameters
from lasercore._formulas.rates import Rates
from lasercore._formulas.steady import SteadyState, absorbing
from lasercore._typing import FloatOrArray


@dataclass(frozen=True)
class Linear:
    """The linearised laser and its kicks, at one steady state or an array of them.

    Attributes
    ----------
    state : SteadyState
    transfer, replacement, restoring, loss, gain : float or array, s⁻¹
        u, h, m, c and g above: one more carrier gives u more photons per second, and is lost by
        itself at h; one more photon is lost at c and, on balance, at m = c − g.
    blocking : float or array, s⁻¹
        The part of h by which a carrier keeps the pump out, J/n_0; zero without blocking.
    carrier_kicks, exchange_kicks, photon_kicks : float or array, s⁻¹
        How often a carrier comes or goes by itself (pump and background), turns into a photon
        or back (emission and absorption), and how often a photon leaves.
    quiet : float or array, s⁻¹
        Pump events that a quiet pump takes out of the kicks; zero otherwise.
    """

    state: SteadyState
    transfer: FloatOrArray
    replacement: FloatOrArray
    restoring: FloatOrArray
    loss: float
    gain: FloatOrArray
    blocking: FloatOrArray
    carrier_kicks: FloatOrArray
    exchange_kicks: FloatOrArray
    photon_kicks: FloatOrArray
    quiet: FloatOrArray

    @cached_property
    def damping(self) -> FloatOrArray:
        """Γ = −tr A, the damping rate."""
        return self.transfer + self.replacement + self.restoring

    @cached_property
    def determinant(self) -> FloatOrArray:
        """det A: γ_r(J/n_p + k γ_c n_p), written so that it exists in the dark too."""
        return self.restoring * self.replacement + self.loss * self.transfer

    def carrier_variance(self) -> FloatOrArray:
        """C_ee of A C + C Aᵀ + D = 0."""
        m, det = self.restoring, self.determinant
        kicked = (
            self.carrier_kicks * m**2
            + self.exchange_kicks * self.loss**2
            + self.photon_kicks * self.gain**2
        )
        return 0.5 * (self.carrier_kicks + self.exchange_kicks + kicked / det) / self.damping

    def photon_variance(self) -> FloatOrArray:
        """C_pp of A C + C Aᵀ + D = 0."""
        u, h, det = self.transfer, self.replacement, self.determinant
        kicked = (
            self.carrier_kicks * u**2
            + self.exchange_kicks * h**2
            + self.photon_kicks * (u + h) ** 2
        )
        return 0.5 * (self.exchange_kicks + self.photon_kicks + kicked / det) / self.damping

    def cross_covariance(self) -> FloatOrArray:
        """C_ep of A C + C Aᵀ + D = 0. The sum over the kicks cancels here; sorted it does not.

        −n_p m {n_p [c u + B(c − a m) + (c + m) bJ/n_0] + m bJ/n_0}/(Γ det A), B = γ_bg, less what
        a quiet pump leaves out: only B(c − m) = B g of two-level emitters below transparency
        has the other sign.
        """
        laser, p, m, c = self.state.laser, self.state.photons, self.restoring, self.loss
        escape = laser.gamma_bg * (self.gain if laser.absorption else c)
        terms = p * (c * self.transfer + escape + (c + m) * self.blocking) + m * self.blocking
        twice = 2 * p * terms + self.quiet * self.transfer
        return -0.5 * m * twice / (self.damping * self.determinant)

    def excess(self) -> FloatOrArray:
        """g²(0) − 1, to rounding of 1 (a small C_pp − n_p would lose its digits); NaN if dark.

        (m/Γ det){γ_r J (n_0 − b − b k n_p)/(n_0 n_p) + k γ_r c n_p + k B u + h²}: normal order
        takes the shot noise n_p out of C before the sum.
        """
        laser, p, u = self.state.laser, self.state.photons, self.transfer
        k, n_0, blocking = laser.stimulated_weight, laser.n_emitters, laser.pump_blocking
        p = where(p == 0, float("nan"), p)
        filling = (n_0 - blocking - blocking * k * p) / n_0
        terms = laser.gamma_r * (self.state.pump / p * filling + k * self.loss * p)
        terms = terms + k * laser.gamma_bg * u + self.replacement**2
        terms = terms - 0.5 * (self.quiet / p) * (u / self.restoring) * (u / p)
        return self.restoring * terms / (self.damping * self.determinant)


def linearise(state: SteadyState, quiet_pump: bool = False) -> Linear:
    """The `Linear` of a steady state."""
    laser, numbers = state.laser, parameters(state.laser)
    point = (state.carriers, state.photons, state.pump)
    _, background, emission, absorption, loss = formulas(*point, *numbers)
    by_carriers, by_photons = gradients(*point, *numbers)
    k = laser.stimulated_weight
    # Blocked pump and net gain are differences of large numbers; the exact solution is not.
    gained = (k * state.photons - 2 * laser.absorption * laser.xi) / (1 + k * state.photons)
    return Linear(
        state,
        transfer=by_carriers[2] - by_carriers[3],
        replacement=by_carriers[1] - by_carriers[0],
        restoring=laser.gamma_c * absorbing(laser) / (1 + k * state.photons),
        loss=by_photons[4],
        gain=laser.gamma_c * gained,
        blocking=-by_carriers[0],
        carrier_kicks=background + (0.0 if quiet_pump else state.injected),
        exchange_kicks=emission + absorption,
        photon_kicks=loss,
        quiet=state.injected if quiet_pump else 0.0,
    )


def far_above(laser: Rates) -> float:
    """Limit of the Fano factor of a laser far above threshold."""
    if not laser.pump_blocking:
        return 1.0
    two_xi = 2 * laser.xi
    return 1 + absorbing(laser) / (two_xi * laser.stimulated_weight * (two_xi - 1))


def overdamping(state: SteadyState) -> FloatOrArray:
    """Γ²/4ω_R² − 1: small disturbances ring where it is negative."""
    linear = linearise(state)
    return 0.25 * linear.damping**2 / linear.determinant - 1


def damping_trend(state: SteadyState) -> FloatOrArray:
    """(1 + k n_p)² dΓ/dn_p over its falling part, minus 1: grows, so that it has one zero.

    dΓ/dx = γ_r + b γ_c(1/β_eff + 2x + ηx²)/(k n_0 (1 + ηx)²) − γ_c(1 + 2aξ)/(1 + x)² with
    x = k n_p and b = 1 with pump blocking, else 0.
    """
    laser, k = state.laser, state.laser.stimulated_weight
    x, lower = k * state.photons, 1 / laser.beta_eff
    gain = laser.gamma_c * state.photons * (lower + x) / state.pump  # 1 + ηx, not cancelling
    blocked = laser.pump_blocking * laser.gamma_c / (k * laser.n_emitters)
    rising = laser.gamma_r + blocked * (lower + 2 * x + laser.eta * x**2) / gain**2
    return rising * (1 + x) ** 2 / (laser.gamma_c * absorbing(laser)) - 1
