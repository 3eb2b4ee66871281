"""The mode of a bowtie: at the resolution of a slider, at the best, and its field.

Bars, on one core (OPENBLAS_NUM_THREADS=1): a 10 nm bridge with three rings to 3·10⁻⁶ in λ,
5·10⁻³ in Q and 5·10⁻⁴ in area in under 60 ms; to 10⁻⁸ and 10⁻⁶ in under 1 s; its field on 80 × 80
points in under 60 ms.
"""

import numpy as np
import scipy
from timing import report, side_by_side

from lasercore.bowtie import Bowtie, mode, tune

# Reference: two independent computations.
WAVELENGTH, Q, AREA = 1.550076200e-6, 10188.976, 0.07406409


def main():
    cavity = Bowtie("bridge", 10e-9, 10e-9, 0.2275e-6, 3.3, 3, 1.55e-6)
    quick, points = mode(cavity), np.meshgrid(np.linspace(0, 2e-7, 80), np.linspace(0, 2e-7, 80))
    report(
        "Bridge of 10 nm, three rings",
        side_by_side(
            {
                "mode, degree 4": lambda: mode(cavity),
                "mode, degree 8, four layers": lambda: mode(cavity, degree=8, layers=4),
                "field on 80 × 80 points": lambda: quick.field(*points),
                "confinement in 50 nm": lambda: quick.confinement(50e-9),
                "tune to the design wavelength": lambda: tune(cavity),
            },
            rounds=9,
        ),
    )
    for name, found in (("4", quick), ("8", mode(cavity, degree=8, layers=4))):
        errors = found.wavelength / WAVELENGTH - 1, found.Q / Q - 1, found.area / AREA - 1
        print(f"  degree {name}: λ {errors[0]:+.1e}, Q {errors[1]:+.1e}, area {errors[2]:+.1e}")


if __name__ == "__main__":
    print(f"numpy {np.__version__}, scipy {scipy.__version__}")
    main()
