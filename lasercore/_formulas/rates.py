"""The rates of a laser and what characterises it: ξ, β, η, β_eff."""

from dataclasses import dataclass

from lasercore._typing import MaybeNone


@dataclass(frozen=True)
class Rates:
    """Rates as they are given; `lasercore.Laser`, which says what they mean, checks them."""

    n_emitters: int
    gamma_r: float
    gamma_bg: float
    gamma_c: float
    absorption: bool = True
    pump_blocking: bool = True
    gamma_2: float | MaybeNone = None

    @property
    def gamma_t(self) -> float:
        """Total decay rate of one emitter, γ_t = γ_r + γ_bg (s⁻¹)."""
        return self.gamma_r + self.gamma_bg

    @property
    def beta(self) -> float:
        """Spontaneous emission factor β = γ_r/γ_t, in (0, 1]."""
        return self.gamma_r / self.gamma_t

    @property
    def n_sat(self) -> float:
        """Saturation photon number 1/β."""
        return self.gamma_t / self.gamma_r

    @property
    def xi(self) -> float:
        """ξ = γ_r n_0/(2γ_c): the photon number at transparency of a two-level laser."""
        return self.gamma_r * self.n_emitters / (2 * self.gamma_c)

    @property
    def eta(self) -> float:
        """Pump injection efficiency η at threshold.

        (2ξ − 1)/(4ξ) for two-level and 1 − 1/(2ξ) for four-level emitters with pump
        blocking, 1 without. Not above zero: the device is an LED.
        """
        if not self.pump_blocking:
            return 1.0
        return (2 * self.xi - 1) / (2 * self.stimulated_weight * self.xi)

    @property
    def beta_eff(self) -> float:
        """Effective β with photon recycling, β/(1 + 2ξ(1 − β)); β if nothing absorbs."""
        recycled = self.gamma_bg / self.gamma_t * 2 * self.xi if self.absorption else 0.0
        return self.beta / (1 + recycled)

    @property
    def intensity_ratio(self) -> float:
        """r = η/β_eff, the ratio of the upper to the lower asymptote of n_p(J).

        r > 1: S-shaped light–current curve, r = 1: a straight line, r < 1: inverse S.
        """
        return self.eta / self.beta_eff

    @property
    def stimulated_weight(self) -> int:
        """1 + a: how fast one stimulated photon changes the gain (2 with absorption, else 1)."""
        return 2 if self.absorption else 1

    @property
    def threshold_carriers(self) -> float:
        """n_e at which stimulated gain equals loss; above `n_emitters` for an LED."""
        if self.absorption:
            return 0.5 * self.n_emitters + 0.5 * self.gamma_c / self.gamma_r
        return self.gamma_c / self.gamma_r

    @property
    def max_photons(self) -> float:
        """Photon number that no pump can exceed; infinite unless pump blocking makes an LED."""
        if self.eta >= 0:
            return float("inf")
        return -1 / (self.stimulated_weight * self.eta)
