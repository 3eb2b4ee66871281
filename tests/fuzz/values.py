"""Arguments to try, as Python source: plausible ones by parameter name, extreme and hostile ones.

They are texts so that a call that fails can be told as a line of Python.
"""

import numpy as np

CATALOGUE = (
    "EDC laser 1", "EDC laser 2", "EDC laser 5", "EDC laser 6", "PhC laser", "macroscopic laser",
    "nanoLED A",
)  # fmt: skip

HOSTILE = (
    "None", "True", "False", "np.True_", "'three'", "'1e12'", "''", "b'x'", "1j", "1e12 + 2j",
    "[]", "()", "{}", "[1.0, None]", "['a']", "[[1.0], [1.0, 2.0]]", "[True, False]", "object()",
    "np.array([])", "np.array([], dtype=object)", "np.array(['quantum'])", "np.array([['x']])",
    "np.array([1.0, object()])", "np.array(1 + 2j)", "np.array([1j, 2.0])", "np.array(True)",
    "np.ones((2, 3))", "np.ones((0, 3))", "np.array([[1e12]])", "np.array([1.0, np.nan])",
    "np.array([1.0, 2.0, 3.0])", "{'pump': 1.0}", "range(3)", "lambda x: x", "Laser",
    "catalogue['EDC laser 1']", "statistics.poisson(4.0, 60)", "10**400", "-10**400",
    "np.float32(1e12)", "np.longdouble(1e12)", "np.datetime64('2020')", "np.array([10**30])",
)  # fmt: skip
"""Things of another kind than most arguments are."""

SPECIAL = (
    "0.0", "-0.0", "0", "-1", "1", "np.nan", "np.inf", "-np.inf", "5e-324", "-5e-324",
    "2.2250738585072014e-308", "1.7976931348623157e308", "1e-300", "1e300", "-1e300", "1e-150",
    "1e150", "1e-100", "1e100", "1e-30", "1e30", "2.5", "10**12", "10**9", "2**63", "10**30",
)  # fmt: skip
"""Numbers at the ends of what a number can be."""


def extreme(rng):
    """A number from anywhere, or an array with one in it."""
    number = str(rng.choice(SPECIAL)) if rng.random() < 0.6 else decades(-300, 300)(rng)
    return f"[1.0, {number}]" if rng.random() < 0.1 else number


def decades(low, high):
    """Numbers spread evenly over the decades."""
    return lambda rng: f"{10 ** rng.uniform(low, high):.3g}"


def whole(low, high):
    return lambda rng: str(int(rng.integers(low, high + 1)))


def one_of(*texts):
    return lambda rng: texts[rng.integers(len(texts))]


def arrays_of(number):
    """One number, mostly; else a list, an array with two axes, an empty one."""

    def draw(rng):
        form = rng.choice(
            ("one", "list", "two axes", "empty", "zero"), p=(0.75, 0.1, 0.07, 0.03, 0.05)
        )
        if form == "list":
            return f"[{number(rng)}, {number(rng)}]"
        if form == "two axes":
            return f"np.array([[{number(rng)}], [{number(rng)}]])"
        return {"empty": "[]", "zero": "0.0"}.get(form) or number(rng)

    return draw


def own_laser(rng, n_emitters=None, four=None, gamma_2=None):
    """A laser of any size and share of β, some of them LEDs or with β = 1."""
    n_emitters = n_emitters or int(10 ** rng.uniform(0, 6))
    xi, gamma_c = 10 ** rng.uniform(-2, 2), 10 ** rng.uniform(9, 13)
    gamma_r = 2 * xi * gamma_c / n_emitters
    gamma_bg = 0.0 if rng.random() < 0.2 else gamma_r * 10 ** rng.uniform(-5, 5)
    options = ""
    if four if four is not None else rng.random() < 0.25:
        options += ", absorption=False"
    if rng.random() < 0.25:
        options += ", pump_blocking=False"
    if gamma_2 if gamma_2 is not None else rng.random() < 0.25:
        options += f", gamma_2={100 * max(gamma_c, gamma_r) * 10 ** rng.uniform(0, 3):.3g}"
    return f"Laser({n_emitters}, {gamma_r:.3g}, {gamma_bg:.3g}, {gamma_c:.3g}{options})"


def laser(rng):
    if rng.random() < 0.5:
        return f"catalogue[{str(rng.choice(CATALOGUE))!r}]"
    return own_laser(rng)


def few_emitters(rng):
    return own_laser(rng, n_emitters=int(rng.integers(1, 4)), gamma_2=True)


def four_level(rng):
    if rng.random() < 0.3:
        return f"density_matrix.regimes[{str(rng.choice(('nanoscopic', 'single atom')))!r}]"
    return own_laser(rng, n_emitters=int(10 ** rng.uniform(0, 3)), four=True)


def dephasing(rng):
    return "cumulants.dots" if rng.random() < 0.6 else own_laser(rng, gamma_2=True)


def wild_laser(rng):
    """Rates from anywhere: most are refused."""
    rates = ", ".join(extreme(rng) for _ in range(3))
    return f"Laser({whole(1, 200)(rng)}, {rates})"


PUMP = arrays_of(decades(7, 15))
TIMES = one_of("[0.0, 1e-12]", "np.linspace(0, 1e-11, 5)", "[0.0, 1e-15, 1e-9]", "[1e-9, 2e-9]")
LENGTH = decades(-8.3, -7)
BOWTIE = one_of(
    "bowtie.Bowtie('bridge', 1e-8, 1e-8, 2.275e-7, 3.3, 1, 1.55e-6)",
    "bowtie.Bowtie('gap', 2e-8, 1e-8, 2.3e-7, 3.3, 1, 1.55e-6)",
)

LASERS = {
    "lindblad": few_emitters,
    "density_matrix": four_level,
    "cumulants": dephasing,
    "cavity.excited": dephasing,
}
"""What kind of laser suits the functions whose name begins so."""

ONLY = {
    "bowtie.mode": {"degree": one_of("3"), "layers": one_of("1"), "buffer": one_of("None")},
    "bowtie.tune": {"degree": one_of("3"), "layers": one_of("1"), "tolerance": one_of("1e-4")},
    "bowtie.slab_cavity": {
        "degree": one_of("3"), "layers": one_of("1"), "tuned": one_of("False"),
    },
    "gillespie": {"events": one_of("1", "100", "3000", "20000")},
    "lindblad": {"n_max": one_of("None", "1", "8")},
    "density_matrix": {"n_max": one_of("None", "30", "200")},
    "gillespie.trajectory": {"max_events": one_of("1000", "100000")},
    "cavity.mode_volume_of_emitter": {
        "direction": one_of("[1.0, 0.0, 0.0]"), "field": one_of("np.ones((3, 4))"),
        "n": one_of("np.full(4, 3.3)"),
    },
    "cavity.confinement_factor": {
        "field": one_of("np.ones((3, 4))"), "n": one_of("np.full(4, 3.3)"),
    },
    "cavity.emitters_in": {"active_volume": decades(-24, -18)},
    "cumulants.laser_of": {"gamma": decades(12, 14), "g": decades(10, 11)},
    "statistics": {"n_max": one_of("60", "400", "1")},
    "units": {"value": decades(-30, 30)},
    "Catalogue": {"kind": one_of("'laser'"), "entries": one_of("{'a': 1}", "[('a', 2)]")},
    "Progress": {"name": one_of("'run'")},
}  # fmt: skip
"""Arguments of some functions that another function means otherwise, or that keep a call quick."""

PLAUSIBLE = {
    "pump": PUMP, "photons": arrays_of(decades(-6, 6)), "carriers": arrays_of(decades(-3, 2)),
    "current": arrays_of(decades(-12, -3)), "delay": arrays_of(decades(-14, -8)),
    "time": arrays_of(decades(-14, -8)), "frequency": arrays_of(decades(6, 13)),
    "detuning": arrays_of(decades(6, 13)), "alpha": decades(-2, 1), "collection": decades(-3, 0),
    "quiet_pump": one_of("True", "False"), "recycling": one_of("True", "False"),
    "phase": one_of("True", "False"), "averages_only": one_of("True", "False"),
    "lost_mass": decades(-15, -3), "max_memory": one_of("3e8", "1e6", "2e9"),
    "progress": one_of("None", "False"), "levels": one_of("3", "4"),
    "streams": one_of("1", "2", "8"), "seed": whole(0, 9), "burn_in": one_of("None", "1e-12", "0"),
    "threads": one_of("1"), "resolution": one_of("None", "1e-13", "1e-11"),
    "longest": one_of("None", "1e-9"), "duration": decades(-13, -9),
    "start": one_of("None"), "times": TIMES, "breakpoints": one_of("()", "[5e-13]"),
    "rtol": decades(-10, -3), "field": one_of("0.0", "0.1"),
    "closure": one_of("'cim'", "'comment'", "'reply'", "'with n-n'",
                      "cumulants.Closure(['b s*'])"),
    "identical_fraction": one_of("1.0", "0.9", "0.5", "0.0"),
    "highest_pump": one_of("None", "1e14"), "families": one_of("['b s*']", "['b s*', 's* s']"),
    "name": one_of("'EDC laser 1'", "'mine'"), "n_emitters": whole(1, 200), "g": decades(1, 3),
    "k": decades(8, 11), "gamma": decades(10, 14), "gamma_bg": decades(7, 10),
    "kappa": decades(0, 3), "gamma_h": decades(2, 5), "gamma_r": decades(8, 11),
    "gamma_c": decades(9, 13), "absorption": one_of("True", "False"),
    "pump_blocking": one_of("True", "False"), "gamma_2": decades(13, 15),
    "definition": lambda rng: f"thresholds.DEFINITIONS[{rng.integers(10)}]",
    "definitions": one_of("('quantum', 'fano')", "thresholds.QUICK_DEFINITIONS"),
    "below": decades(-3, -1), "above": decades(0.5, 3), "points": whole(1, 50),
    "within": decades(-3, -0.5), "factor": decades(0.1, 2), "mean": arrays_of(decades(-6, 1)),
    "variance": arrays_of(decades(-6, 1)), "pairs": one_of("None", "4.0"),
    "distribution": one_of("[0.25, 0.5, 0.25]", "[1.0]", "np.full((2, 4), 0.25)"),
    "errors": one_of("{}"), "report": one_of("{}"), "method": one_of("'by hand'"),
    "digits": whole(1, 6), "unit": one_of("'A'", "'s⁻¹'"),
    "kind": one_of("'gap'", "'bridge'"), "width": LENGTH, "tip_radius": LENGTH,
    "radius": decades(-6.7, -6.5), "n": one_of("3.3", "2.0", "1.45"), "rings": whole(0, 2),
    "wavelength": one_of("1.55e-6", "1.3e-6"), "thickness": decades(-7, -6.3),
    "variant": one_of("'bulk'", "'well'"), "vertical_Q": one_of("np.inf", "1e4"),
    "bowtie": BOWTIE, "tips": one_of("bowtie.Tips('gap', 1e-8, 1e-8, 3.3)"),
    "x": arrays_of(decades(-9, -7)), "y": arrays_of(decades(-9, -7)), "v_0": decades(-1, 0),
    "direction": one_of("None", "[1.0, 0.0]"), "side": decades(-8, -7),
    "transparency_density": one_of("1e24", "2e24"), "active_volume": decades(-23, -20),
    "confinement": decades(-3, -0.3), "volume": decades(-22, -18), "dipole": one_of("1e-28"),
    "T_2": decades(-14, -12), "Q": decades(2, 5), "mode": one_of("devices['EDC laser 1']"),
    "axes": one_of("[0.0, 1.0, 3.0]"), "weights": one_of("np.ones(4)", "1.0"),
    "active": one_of("np.arange(4) < 2"), "field_at_emitter": one_of("[1.0, 0.0, 0.0]"),
    "n_at_emitter": one_of("3.3"),
    "state": lambda rng: f"rate_equations.steady_state({laser(rng)}, {PUMP(rng)})",
    "shown": one_of("None", "False", "print"), "work": one_of("1", "10.0"),
}  # fmt: skip
"""What each parameter is usually given, by its name."""


def plausible(function, name, rng):
    """A usual argument of a function (by the end of its path), or None if nobody entered one."""
    for start, own in ONLY.items():
        if function.startswith(start) and name in own:
            return own[name](rng)
    if name == "laser":
        fitting = next(
            (draw for start, draw in LASERS.items() if function.startswith(start)), laser
        )
        return (laser if rng.random() < 0.1 else fitting)(rng)
    return PLAUSIBLE[name](rng) if name in PLAUSIBLE else None


def argument(function, name, rng, hostility):
    """One argument: usual, extreme, or of another kind altogether."""
    if rng.random() >= hostility:
        usual = plausible(function, name, rng)
        if usual is not None:
            return usual
    if name in ("laser", "definition", "closure", "bowtie", "tips", "state") and rng.random() < 0.6:
        return wild_laser(rng) if name == "laser" else str(rng.choice(HOSTILE))
    return extreme(rng) if rng.random() < 0.6 else HOSTILE[rng.integers(len(HOSTILE))]


def generator(seed, part):
    return np.random.default_rng([seed, part])
