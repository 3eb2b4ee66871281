"""Every public function, fed what it must not get: a clear error or a documented answer.

An error is clear if it says `argument must rule, got value`. The table of functions stands in
`argument_table.py`; its completeness is tested here as well.

Exercise: breaking the rule of `positive` in checks.py (<= → <) turns
test_a_bad_argument_is_refused_by_name_value_and_rule red fifteen times; a new function in cavity/
turns test_every_public_name_of_a_physics_module_is_in_the_table[cavity] red.
"""

import importlib
import inspect
import pkgutil
import re

import numpy as np
import pytest

import lasercore
from tests.lasercore.argument_table import EXEMPT, LASER, NOT_PHYSICS, PHYSICS, TABLE

NUMBER_RULE = "must be (a real number|one number|finite|positive)"
NOT_NUMBERS = {
    "text": "three", "digits": "3.0", "None": None, "True": True, "complex": 1 + 2j,
    "numpy True": np.True_, "numpy text": np.array("3.0"), "numpy complex": np.array(1 + 2j),
    "numpy 0-d True": np.array(True), "object": object(),
}  # fmt: skip
NOT_FINITE = {"NaN": np.nan, "inf": np.inf, "-inf": -np.inf}
NOT_ARRAYS = {"list of text": ["a"], "mixed": [1.0, None], "ragged": [[1.0], [1.0, 2.0]],
              "complex list": [1.0, 2j], "list of bool": [True, False]}  # fmt: skip
NOT_SCALARS = {"list": [1.0, 2.0], "array": np.array([1.0, 2.0]), "one in a list": [1.0]}
LIST_OF_NAN = {"NaN inside": [1.0, np.nan]}


def bad_numbers(kind):
    """Values that a kind of argument forbids, each with the rule that the error must state."""
    rules = [(values, NUMBER_RULE) for values in (NOT_NUMBERS,)]
    if "finite" not in kind:
        rules.append((NOT_FINITE, "must be finite, got (nan|inf|-inf)"))
    if kind.startswith("array"):
        rules += [(NOT_ARRAYS, "must be a real number or an array of them")]
        rules += [(LIST_OF_NAN, "must be finite, got nan")]
    else:
        rules += [(NOT_SCALARS, "must be (a real number|one number)")]
    if "≥ 0" in kind:
        rules.append(({"negative": -1.0, "minus one": -1}, "must not be negative, got -1.0"))
    if "> 0" in kind:
        rules.append(({"negative": -1.0, "zero": 0.0}, "must be positive, got (-1.0|0.0)"))
    return rules


WHOLE_RULE = "must be (a whole number of at least [12]|a real number|one number|finite)"
NOT_WHOLE = {"fraction": 1.5, "large fraction": 1_000_000.5, "zero": 0, "negative": -3}
SHAPE_RULE = "must (be|have|sum|say|hold|increase)"
BAD = {
    "flag": [({"text": "no", "None": None, "one": 1, "array": [True]}, "must be True or False")],
    "laser": [({"name": "EDC laser 1", "None": None, "number": 1.0}, "must be a Laser, got")],
    "state": [({"laser": LASER, "None": None, "number": 1.0}, "must be a SteadyState, got")],
    "tips": [({"text": "gap", "None": None, "number": 1.0}, "must be Tips, got")],
    "choice": [({"text": "x", "None": None, "number": 1, "list": ["quantum"]},
                r"must be (one of )?'.*got ('x'|None|1|\['quantum'\])")],
    "choices": [({"unknown": ["x"], "None": None, "one": 1}, r"definition(s)? must be .*got")],
    "axis": [({"text": "a", "None": None, "one": [1.0], "falling": [1.0, 0.0], "number": 1.0,
               "repeated": [0.0, 0.0], "NaN": [0.0, np.nan], "2-d": [[0.0, 1.0]],
               "empty": [], "complex": [0.0, 1j]}, "must be")],
    "list": [({"text": "a", "None": None, "number": 1.0, "NaN": [np.nan], "inside": [None]},
              "must be")],
    "share": [({"text": "a", "None": None, "NaN": [np.nan], "negative": [-0.5, 1.5],
                "short": [0.5], "number": 1.0, "empty": []}, "must (be|sum|not be)")],
    "field": [({"text": "a", "texts": [["a"] * 4], "None": None, "shape": np.ones((3, 7)),
                "zero": np.zeros((1, 4)), "NaN": np.full((1, 4), np.nan), "empty": []},
               "must (be|have)")],
    "mask": [({"numbers": [1.0, 0, 0, 0], "none active": [False] * 4, "short": [True],
               "None": None}, "must be a boolean array")],
    "whole number from 0": [
        (NOT_NUMBERS | NOT_FINITE | NOT_SCALARS | {"fraction": 1.5, "minus": -1},
         WHOLE_RULE.replace("[12]", "0"))],
    "count or None": [(NOT_NUMBERS | NOT_FINITE | NOT_WHOLE | NOT_SCALARS, WHOLE_RULE)],
    "progress": [({"text": "a", "number": 1.5}, "must be")],
    "start or None": [({"text": "a", "number": 1.0, "negative": (-1, 0), "fraction": (0.5, 1),
                        "overfull": (10**6, 0), "NaN": (np.nan, 0)}, "must")],
    "solution or None": [({"text": "a", "number": 1.0, "laser": LASER}, "must be a Solution, got")],
    "cumulant state or None": [({"text": "a", "number": 1.0, "laser": LASER},
                                "must be a CumulantState, got")],
    "families": [({"text": "b s*", "None": None, "number": 1.0, "unknown": ["C"],
                   "itself": ["b* b"]}, "must be (a list of families|among).* got")],
    "text": [({"None": None, "number": 1.0, "list": ["a"]}, "must be a text, got")],
    "bowtie": [({"text": "gap", "None": None, "number": 1.0}, "must be a Bowtie, got")],
    "3 or 4": [({"text": "a", "None": None, "two": 2, "five": 5, "between": 3.5, "NaN": np.nan},
                "must be (3 or 4|a whole number of at least 3|a real number|finite)")],
    "whole number": [(NOT_NUMBERS | NOT_FINITE | NOT_WHOLE | NOT_SCALARS, WHOLE_RULE)],
}  # fmt: skip


def cases():
    for name, (function, arguments) in TABLE.items():
        for argument, (_, kind) in arguments.items():
            for values, rule in BAD.get(kind) or bad_numbers(kind):
                for label, value in values.items():
                    if value is None and kind.endswith("or None"):
                        continue
                    yield pytest.param(
                        function, arguments, argument, value, rule, id=f"{name}-{argument}-{label}"
                    )


def call(function, arguments, **changed):
    return function(**{name: value for name, (value, _) in arguments.items()} | changed)


@pytest.mark.parametrize(("function", "arguments", "argument", "value", "rule"), list(cases()))
def test_a_bad_argument_is_refused_by_name_value_and_rule(
    function, arguments, argument, value, rule
):
    name = {"breakpoints": "breakpoints?", "axis": r"axis( 0)?", "definitions": ""}
    with pytest.raises((TypeError, ValueError)) as caught:
        call(function, arguments, **{argument: value})
    message = str(caught.value)
    # A wrong shape may be noticed at the first of two arguments that disagree.
    subject = name.get(argument, rf"\b{argument}" if rule != "must (be|have)" else "")
    assert re.search(rf"{subject}.* ?{rule}", message), message
    assert "got" in message


@pytest.mark.parametrize("name", TABLE)
def test_the_valid_arguments_of_the_table_are_accepted(name):
    function, arguments = TABLE[name]
    assert call(function, arguments) is not None


ARRAYS = [
    pytest.param(function, arguments, argument, id=f"{name}-{argument}")
    for name, (function, arguments) in TABLE.items()
    for argument, (value, kind) in arguments.items()
    if kind.startswith("array") and np.ndim(value) == 0
    and not name.startswith(("laser.Laser", "device.Device"))
]  # fmt: skip


def numbers_in(answer):
    """The arrays in an answer: itself, its parts, or its numerical fields."""
    if isinstance(answer, tuple):
        return list(answer)
    if isinstance(answer, np.ndarray | float | complex | np.generic):
        return [answer]
    return [v for v in vars(answer).values() if isinstance(v, np.ndarray | float | np.generic)]


@pytest.mark.parametrize(("function", "arguments", "argument"), ARRAYS)
@pytest.mark.parametrize("shape", [(0,), (1,), (2, 3)])
def test_an_array_argument_gives_an_answer_of_its_shape(function, arguments, argument, shape):
    both = {"mean", "variance", "pairs"} & set(arguments) or {argument}  # these must agree
    value = np.full(shape, arguments[argument][0])
    answers = numbers_in(call(function, arguments, **dict.fromkeys(both, value)))
    single = numbers_in(call(function, arguments))
    assert any(np.shape(answer)[-len(shape) :] == shape for answer in answers)
    for answer, one in zip(answers, single, strict=True):
        if np.size(answer):
            np.testing.assert_allclose(
                np.asarray(answer)[..., *(0,) * (np.ndim(answer) - np.ndim(one))], one, rtol=1e-12
            )


@pytest.mark.parametrize("whole", [10**12, 10**20])
def test_a_large_whole_number_is_a_number(whole):
    # 10**20 does not fit numpy's integers; a student's pump is as likely an int as a float.
    from_int = lasercore.rate_equations.steady_state(LASER, whole).photons
    assert from_int == lasercore.rate_equations.steady_state(LASER, float(whole)).photons


def test_a_number_too_large_for_a_double_is_refused_by_name():
    with pytest.raises(ValueError, match="gamma_r must be finite"):
        lasercore.Laser(1, 10**400, 1.0, 1.0)


def test_a_photon_number_beyond_an_leds_limit_is_refused():
    led = lasercore.catalogue["nanoLED A"]
    with pytest.raises(ValueError, match=r"photons must stay below 7\.70\d+, got 8"):
        lasercore.rate_equations.pump_for_photons(led, [1.0, 8.0])


# --- completeness ------------------------------------------------------------------------------


def public_names(module_name):
    module = importlib.import_module(f"lasercore.{module_name}")
    names = getattr(module, "__all__", None) or [n for n in vars(module) if not n.startswith("_")]
    for name in names:
        thing = getattr(module, name)
        own = getattr(thing, "__module__", "").startswith(module.__name__)
        if callable(thing) and (own or hasattr(module, "__all__")):
            yield f"{module_name}.{name}"
        if inspect.isclass(thing) and own:
            for method, value in vars(thing).items():
                if isinstance(value, classmethod) and not method.startswith("_"):
                    yield f"{module_name}.{name}.{method}"


@pytest.mark.parametrize("module", PHYSICS)
def test_every_public_name_of_a_physics_module_is_in_the_table(module):
    assert not [name for name in public_names(module) if name not in TABLE and name not in EXEMPT]


def test_every_module_is_either_physics_or_named_as_something_else():
    modules = {m.name for m in pkgutil.iter_modules(lasercore.__path__) if m.name[0] != "_"}
    assert modules == set(PHYSICS) | set(NOT_PHYSICS)


def test_the_table_holds_nothing_that_is_gone():
    existing = {name for module in PHYSICS for name in public_names(module)}
    assert set(TABLE) | set(EXEMPT) == existing


def test_every_name_that_lasercore_offers_is_there_and_listed():
    for name in lasercore.__all__:
        assert getattr(lasercore, name) is not None
    assert dir(lasercore) == sorted(lasercore.__all__)
    with pytest.raises(AttributeError, match="module 'lasercore' has no attribute 'lazer'"):
        _ = lasercore.lazer


@pytest.mark.parametrize("module", PHYSICS)
def test_every_parameter_of_a_public_function_is_in_the_table(module):
    for name in public_names(module):
        if name in TABLE and TABLE[name][0].__name__ != "<lambda>":
            parameters = inspect.signature(TABLE[name][0]).parameters
            text = {"method", "errors", "report", "carriers", "distribution", "options", "mode"}
            assert set(parameters) - set(TABLE[name][1]) <= text, name
