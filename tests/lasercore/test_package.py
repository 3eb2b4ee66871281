"""The package as a whole: what importing it costs, what its docstrings must say, its names.

Exercise: `import scipy` in laser.py turns test_importing_lasercore_imports_nothing_heavy and
test_closed_forms_need_nothing_heavy_either red; a renamed definition test_definitions_are_….
"""

import ast
import importlib
import inspect
import json
import pkgutil
import re
from pathlib import Path

import pytest

import lasercore
from tests.helpers import run_python

HEAVY = ("scipy", "matplotlib", "numba", "ipywidgets", "anywidget", "IPython")
PHYSICS = (
    "bowtie",
    "cavity",
    "cumulants",
    "density_matrix",
    "device",
    "gillespie",
    "langevin",
    "laser",
    "lindblad",
    "master_equation",
    "processes",
    "rate_equations",
    "reliability",
    "statistics",
    "thresholds",
    "units",
)


def loaded_after(statement):
    code = f"import json, sys\n{statement}\nprint(json.dumps(sorted(sys.modules)))"
    return {name.partition(".")[0] for name in json.loads(run_python(code))}


def test_importing_lasercore_imports_nothing_heavy():
    assert loaded_after("import lasercore").isdisjoint(HEAVY)


def test_closed_forms_need_nothing_heavy_either():
    code = """
from lasercore import catalogue, rate_equations, thresholds
laser = catalogue["EDC laser 1"]
rate_equations.steady_state(laser, 1e12)
thresholds.threshold(laser, "photon recycling")
"""
    assert loaded_after(code).isdisjoint(HEAVY)


def test_importing_sets_no_global_state():
    code = """
import warnings, numpy as np
before = np.geterr(), np.get_printoptions(), list(warnings.filters)
import lasercore
lasercore.rate_equations, lasercore.thresholds, lasercore.bowtie, lasercore.statistics
print(before == (np.geterr(), np.get_printoptions(), list(warnings.filters)))
"""
    assert run_python(code) == "True"


def test_public_names_of_the_design_can_be_imported():
    code = """
from lasercore import Laser, catalogue, rate_equations, thresholds
laser = catalogue["EDC laser 1"]
state = rate_equations.steady_state(laser, 1e12)
found = thresholds.threshold(laser, "photon recycling")
state.carriers, state.photons, found.pump, found.photons, found.reached, found.reason
print(isinstance(laser, Laser), list(thresholds.compare(laser)) == list(thresholds.DEFINITIONS))
"""
    assert run_python(code) == "True True"


def test_definitions_are_the_agreed_strings():
    assert lasercore.thresholds.DEFINITIONS == (
        "transparency",
        "classical",
        "photon recycling",
        "quantum",
        "inflection",
        "damping minimum",
        "relaxation oscillations",
        "fano",
        "stochastic",
        "bifurcation",
    )


# --- docstrings ----------------------------------------------------------------------------------

HEADING = re.compile(r"^ *(?:([A-Z][\w, ]+)\n *-{4,}$|(Source): )", re.MULTILINE)
ORDER = ["parameters", "attributes", "returns", "raises", "warns", "source", "example"]

# Conversions, display and lookups compute nothing that a paper could be cited for.
NO_SOURCE = {
    "laser.to_ampere",
    "laser.to_pump",
    "cavity.angular_frequency",
    "cavity.diffraction_volume",
    "cavity.cell_volumes",
    "statistics.PhotonStatistics",
    "thresholds.compare",
    "thresholds.pump_range",
    "bowtie.Tips",
    "reliability.highest_pump",
    "reliability.light_above",
    "units.quantity",
    "units.scientific",
}
# An error, plumbing behind `rates`, and a dictionary nobody builds.
NO_SECTIONS = {
    "master_equation.WindowTooLarge",
    "processes.parameters",
    "thresholds.Comparison",
}
# What the package builds needs no example of building it.
ANSWERS = {
    "bowtie.ActiveRegion",
    "bowtie.Mode",
    "bowtie.SlabCavity",
    "bowtie.SlabMode",
    "cumulants.CoherentBranch",
    "cumulants.CumulantState",
    "cumulants.Evolution",
    "lindblad.Solution",
    "reliability.Judgement",
    "density_matrix.AfterPhoton",
    "density_matrix.ClosureError",
    "density_matrix.Gain",
    "density_matrix.QuadraticThreshold",
    "density_matrix.Solution",
    "density_matrix.Transient",
    "gillespie.Field",
    "gillespie.SampledCurve",
    "gillespie.Trajectory",
    "langevin.Covariance",
    "langevin.NoiseSpectrum",
    "master_equation.Solution",
    "rate_equations.SmallSignal",
    "rate_equations.SteadyState",
    "rate_equations.Transient",
    "thresholds.Definition",
    "thresholds.Threshold",
    "thresholds.Verdict",
}


def documented():
    for module_name in PHYSICS:
        module = importlib.import_module(f"lasercore.{module_name}")
        public = getattr(module, "__all__", ())
        for name in public or vars(module):
            thing = getattr(module, name)
            where = getattr(thing, "__module__", "")
            # Results are defined next to the formulas that return them, and named where asked for.
            here = where.startswith(module.__name__) or (
                name in public and where.startswith("lasercore._formulas")
            )
            if (
                here
                and not name.startswith("_")
                and inspect.isroutine(thing) | inspect.isclass(thing)
            ):
                yield f"{module_name}.{name}", thing


DOCUMENTED = dict(documented())


def sections(thing):
    """The section names of a docstring in their order; "Parameters, raises" counts as two."""
    found = HEADING.finditer(inspect.cleandoc(thing.__doc__ or ""))
    return [word for one in found for word in one[one.lastindex].lower().split(", ")]


def wanted_sections(name, thing):
    if name in ANSWERS:
        return {"attributes"}
    wanted = {"example"}  # what it raises is said where it is not obvious
    if inspect.isclass(thing):
        wanted |= {"attributes"} if name == "statistics.PhotonStatistics" else {"parameters"}
    else:
        wanted |= {"parameters", "returns"}
    return wanted if name in NO_SOURCE else wanted | {"source"}


@pytest.mark.parametrize("name", sorted(set(DOCUMENTED) - NO_SECTIONS))
def test_docstring_has_all_sections(name):
    missing = wanted_sections(name, DOCUMENTED[name]) - set(sections(DOCUMENTED[name]))
    assert not missing


@pytest.mark.parametrize("name", sorted(set(DOCUMENTED) - NO_SECTIONS))
def test_docstring_sections_stand_in_the_usual_order(name):
    found = sections(DOCUMENTED[name])
    assert set(found) <= set(ORDER)
    own = [ORDER.index(section) for section in found]
    if "parameters, " not in (DOCUMENTED[name].__doc__ or "").lower():  # a shared heading is free
        assert own == sorted(own)


@pytest.mark.parametrize("name", sorted(set(DOCUMENTED) - NO_SECTIONS))
def test_docstring_begins_with_one_sentence_and_names_every_parameter(name):
    thing = DOCUMENTED[name]
    first = inspect.cleandoc(thing.__doc__).split("\n\n")[0]
    assert len(first) <= 100 and first[-1] in ".:"
    text = thing.__doc__
    if inspect.isroutine(thing) and not re.search(r"Parameters, |As (for )?`", text):
        for parameter in inspect.signature(thing).parameters:
            assert re.search(rf"\b{parameter}\b[^\n]*( :|,|\n)", text.partition("Parameters")[2]), (
                parameter
            )


def test_curves_say_which_of_their_arguments_may_be_negative():
    for name, rule in (("g2", "s, not negative\n"), ("field_spectrum", "Hz\n")):
        text = DOCUMENTED[f"density_matrix.{name}"].__doc__
        assert re.search(rf"\b(delay|detuning) : float or array, {rule}", text)


def test_exceptions_to_the_rules_still_exist():
    exceptions = NO_SOURCE | NO_SECTIONS | ANSWERS
    assert exceptions <= set(DOCUMENTED)


@pytest.mark.parametrize(
    "module", [m.name for m in pkgutil.walk_packages(lasercore.__path__, "lasercore.")]
)
def test_every_module_says_what_it_is_for(module):
    source = importlib.util.find_spec(module).loader.get_source(module)
    assert source.startswith('"""') or not source.strip()


# --- layers --------------------------------------------------------------------------------------


def imported():
    """(file, module, name) of every import from lasercore in lasercore."""
    for file in Path(lasercore.__path__[0]).rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("lasercore"):
                for alias in node.names:
                    yield file, node.module, alias.name


def test_formulas_need_nothing_but_formulas():
    for file, module, name in imported():
        if file.parent.name == "_formulas":
            allowed = ("lasercore.constants", "lasercore._typing", "lasercore._formulas")
            assert module in allowed or module.startswith("lasercore._formulas."), (
                file,
                module,
                name,
            )
