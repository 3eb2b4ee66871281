"""Steady states of class B: Newton on the ratios against the Runge–Kutta run of the paper.

Bars: one mesoscopic steady state at least 3000 times faster than the compiled Runge–Kutta run, to
the same accuracy; all panels of yacomotti2022 Fig. 4 (60 pumps, 300 photons) in under 0.1 s; the
thermodynamic laser (2200 photons) in under 5 ms a pump; 10⁵ photons solved.
"""

from time import perf_counter

import numpy as np
import scipy
from peers import runge_kutta
from timing import report, side_by_side

from lasercore import density_matrix

LASERS = density_matrix.regimes
# Relative error of ⟨n⟩ at which the Runge–Kutta run counts as arrived.
ACCURACY = 1e-9


def against_runge_kutta(pump_per_emitter=0.15, n_max=300):
    laser = LASERS["mesoscopic"]
    pump = pump_per_emitter * laser.n_emitters
    newton = density_matrix.class_b(laser, pump, n_max=n_max, lost_mass=1e-9)
    dt = runge_kutta.longest_step(laser, pump, n_max)
    runge_kutta.steady_state(laser, pump, n_max, 2 * dt, dt)  # compile
    print(f"Mesoscopic laser, J/n_0 = {pump_per_emitter}, {n_max} photons, steps of {dt:.2g}/Γ")
    n = np.arange(n_max + 1)
    reached = None
    for duration in (5.0, 10.0, 15.0, 20.0, 25.0):
        start = perf_counter()
        p, _ = runge_kutta.steady_state(laser, pump, n_max, duration, dt)
        seconds = perf_counter() - start
        mean = p @ n / p.sum()
        error = abs(mean / newton.mean - 1)
        print(
            f"  Runge–Kutta to {duration:4.0f}/Γ: {duration / dt:9.0f} steps, {seconds:6.2f} s,"
            f" ⟨n⟩ differs by {error:.1e}"
        )
        if error < ACCURACY and reached is None:
            reached = seconds
    medians = side_by_side(
        {
            "class_b, statistics and checks included": lambda: density_matrix.class_b(
                laser, pump, n_max=n_max, lost_mass=1e-9
            ),
            "class_b, cut-off found by itself": lambda: density_matrix.class_b(laser, pump),
        },
        rounds=51,
    )
    report("Newton", medians)
    ours = next(iter(medians.values()))
    print(f"  Runge–Kutta until {ACCURACY:g} over Newton: {reached / ours:.0f} (bar 3000)")


def figure_4():
    """Everything in yacomotti2022 Fig. 4: curves by both models, distributions, the parabola."""
    laser = LASERS["mesoscopic"]
    pumps = np.geomspace(0.005, 1.0, 60) * laser.n_emitters
    few = np.array([0.039, 0.0627756, 0.15]) * laser.n_emitters
    for model in (density_matrix.class_a, density_matrix.class_b):
        light = model(laser, pumps)
        _ = light.mean, light.g2
        _ = model(laser, few).distribution
    density_matrix.quadratic_threshold(laser).shape(np.arange(20))
    return laser.gamma_r / (laser.gamma_t + pumps / laser.n_emitters)


def large():
    laser = LASERS["thermodynamic"]
    medians = side_by_side(
        {
            f"thermodynamic, J/n_0 = {x}": lambda x=x: density_matrix.class_b(
                laser, x * laser.n_emitters
            )
            for x in (0.9, 1.1, 1.4)
        }
        | {
            "mesoscopic, 10⁵ photons": lambda: density_matrix.class_b(
                LASERS["mesoscopic"], 1.053e7
            ),
            "Fig. 4, 60 pumps, all panels": figure_4,
            "g²(τ) at 200 delays, mesoscopic, J/n_0 = 0.15": lambda: density_matrix.g2(
                LASERS["mesoscopic"], 15000.0, np.linspace(0, 5, 200)
            ),
            "linewidth, mesoscopic, J/n_0 = 0.15": lambda: density_matrix.linewidth(
                LASERS["mesoscopic"], 15000.0
            ),
        },
        rounds=7,
    )
    report("Others", medians)
    light = density_matrix.class_b(LASERS["mesoscopic"], 1.053e7)
    print(f"  10⁵ photons: ⟨n⟩ = {light.mean:.6g}, residual {light.report['residual']:.1e}")


if __name__ == "__main__":
    print(f"numpy {np.__version__}, scipy {scipy.__version__}")
    against_runge_kutta()
    large()
