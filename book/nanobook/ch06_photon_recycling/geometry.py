"""Figure of the threshold between two asymptotes."""

from lasercore.laser import to_ampere
from lasercore.rate_equations import asymptotes, steady_state
from lasercore.thresholds import pump_range, threshold
from lasercore.units import scientific
from nanobook.style import BOX, COLOURS, GUIDE, log_axis, note


def threshold_geometry(ax, laser):
    """Mark the recycling threshold between the two asymptotes of a light–current curve.

    At J = γ_c/(2ηβ_eff) the lower line stands at 1/(2η), the upper at 1/(2β_eff), and the curve
    at their geometric mean: halfway on the logarithmic axis.

    Source: Steady state of saldutti2024 Eq. 5.
    """
    pump, here = pump_range(laser), threshold(laser, "photon recycling")
    current = to_ampere(pump)
    ax.plot(current, steady_state(laser, pump).photons, color=COLOURS[0], linestyle="-")
    for photons in asymptotes(laser, pump):
        ax.plot(current, photons, **GUIDE)
    low, high = asymptotes(laser, here.pump)
    ax.plot([here.current] * 2, [low, high], color=COLOURS[1], linestyle="--", linewidth=1.2)
    for photons, text, (dx, dy), side in (
        (low, r"$1/2\eta$", (10, -6), "left"),
        (here.photons, r"$1/2\sqrt{\eta\beta_\mathrm{eff}}$", (10, -4), "left"),
        (high, r"$1/2\beta_\mathrm{eff}$", (-10, 0), "right"),
    ):
        ax.plot(here.current, photons, "o", color=COLOURS[1], markeredgecolor="white")
        note(
            ax, f"{text} = {scientific(photons)}", (here.current, photons), (dx, dy),
            color=COLOURS[1], ha=side, bbox=BOX,
        )  # fmt: skip
    log_axis(ax.xaxis, "A")
    log_axis(ax.yaxis)
    ax.set(xlabel="current $I$", ylabel="photons $n_p$")
    return ax
