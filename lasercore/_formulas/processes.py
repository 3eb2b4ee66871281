"""The table of processes: the only place where a rate is written."""


def parameters(laser):
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
    carriers, photons, pump, n_emitters, gamma_r, gamma_bg, gamma_c, absorption, pump_blocking
):
    """The five rates as plain arithmetic on numbers or arrays, in the order of `NAMES`."""
    return (
        pump * (1 - pump_blocking * carriers / n_emitters),
        gamma_bg * carriers,
        gamma_r * carriers * (photons + 1),
        absorption * gamma_r * (n_emitters - carriers) * photons,
        gamma_c * photons,
    )


def gradients(
    carriers, photons, pump, n_emitters, gamma_r, gamma_bg, gamma_c, absorption, pump_blocking
):
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
