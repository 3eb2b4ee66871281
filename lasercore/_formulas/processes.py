"""The table of processes: the only place where a rate is written."""

from lasercore._formulas.rates import Rates
from lasercore._typing import Value


def parameters(laser: Rates) -> tuple[float, ...]:
    """The laser as the numbers that the table takes after the state and the pump."""
    return (
        1.0 * laser.n_emitters,
        laser.gamma_r,
        laser.gamma_bg,
        laser.gamma_c,
        1.0 * laser.absorption,
        1.0 * laser.pump_blocking,
    )


def formulas(
    carriers: Value, photons: Value, pump: Value, n_emitters: Value, gamma_r: Value,
    gamma_bg: Value, gamma_c: Value, absorption: Value, pump_blocking: Value,
) -> tuple[Value, ...]:  # fmt: skip
    """The five rates as plain arithmetic on numbers or arrays, in the order of `NAMES`."""
    return (
        pump * (1 - pump_blocking * carriers / n_emitters),
        gamma_bg * carriers,
        gamma_r * carriers * (photons + 1),
        absorption * gamma_r * (n_emitters - carriers) * photons,
        gamma_c * photons,
    )


def gradients(
    carriers: Value, photons: Value, pump: Value, n_emitters: Value, gamma_r: Value,
    gamma_bg: Value, gamma_c: Value, absorption: Value, pump_blocking: Value,
) -> tuple[tuple[Value, ...], tuple[Value, ...]]:  # fmt: skip
    """Derivatives of `formulas` with respect to n_e and to n_p: two tuples of five."""
    by_carriers = (
        -pump * pump_blocking / n_emitters,
        gamma_bg,
        gamma_r * (photons + 1),
        -absorption * gamma_r * photons,
        0.0,
    )
    by_photons = (
        0.0,
        0.0,
        gamma_r * carriers,
        absorption * gamma_r * (n_emitters - carriers),
        gamma_c,
    )
    return by_carriers, by_photons
