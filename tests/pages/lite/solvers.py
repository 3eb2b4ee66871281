"""One number of every solver, as a line of JSON: run in Pyodide and in the book's Python."""

import json

from lasercore import (
    Laser,
    _stored,
    bowtie,
    catalogue,
    cumulants,
    density_matrix,
    gillespie,
    langevin,
    lindblad,
    master_equation,
    rate_equations,
    thresholds,
    to_pump,
)
from nanobook.explorer.answers import answer
from nanobook.explorer.settings import Settings

edc, pump = catalogue["EDC laser 1"], to_pump(4e-6)
small = Laser(n_emitters=20, gamma_r=0.05, gamma_bg=0.1, gamma_c=1.0)
four = Laser(200, 5 / 200, 0.1, 1.0, absorption=False)
one = Laser(1, 9e10, 1e10, 2.4e11, gamma_2=4e13)
design = bowtie.Bowtie("bridge", 1e-8, 1e-8, radius=0.22e-6, n=3.3, rings=1, wavelength=1.55e-6)

found = {
    "rate equations": rate_equations.steady_state(edc, pump).photons,
    "transient": rate_equations.transient(edc, pump, [0.0, 1e-11]).photons[-1],
    "Langevin": langevin.photon_statistics(edc, pump).g2,
    "Gillespie": gillespie.photon_statistics(small, 20.0, events=20_000, progress=False).mean,
    "master equation": master_equation.photon_statistics(small, 20.0).g2,
    "linewidth": master_equation.linewidth(small, 20.0),
    "class A": density_matrix.class_a(four, 400.0).g2,
    "class B": density_matrix.class_b(four, 400.0).g2,
    "class B in time: pairs": density_matrix.g2(four, 400.0, [0.0, 0.5])[-1],
    "class B in time: field": density_matrix.g1(four, 400.0, [0.0, 0.5])[-1],
    "bowtie": bowtie.mode(design).Q,
    "cumulants": cumulants.bifurcation(edc, "cim").pump,
    "cumulants in time": float(cumulants.growth_rate(edc, pump, closure="cim").real),
    "Lindblad": lindblad.photon_statistics(one, 1e11).g2,
}
for name in thresholds.DEFINITIONS:
    threshold = thresholds.threshold(edc, name)
    found[name] = threshold.pump if threshold.reached else threshold.reason
shown = answer(Settings.of("EDC laser 1"), curve_points=5, exact_points=3)
found["explorer: photons"] = shown["at"]["photons"]
found["explorer: exact g2"] = shown["at"]["exact"]["g2"]
found["explorer"] = shown["verdict"]["sentence"]

# Where a stored sample lies, for a pump that is computed: it must be found there.
found["version"] = _stored.version()
found["key"] = _stored._key({"laser": edc, "pump": 1.7 * pump, "events": 4_000_000_000, "seed": 5})

numbers = {key: x if isinstance(x, str) else float(x) for key, x in found.items()}
print(json.dumps(numbers))
