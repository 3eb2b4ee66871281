"""What the package promises by types: all that is public has them, and says that it is public.

mypy checks the types themselves (`make check`). Seen to fail: with the return type of
`thresholds.compare`, of `Laser.xi` and of `Solution.g2` left out, with no `__all__` in `units`,
with a name in it that does not exist, with a function of `laser` that is not in it, without
`py.typed` in the package data.
"""

import importlib
import inspect
import pkgutil
import tomllib
from functools import cached_property
from pathlib import Path

import pytest

import lasercore

ROOT = Path(__file__).parents[2]
# A module inside a package is public as far as the package hands on its names.
MODULES = ["lasercore"] + [
    f"lasercore.{module.name}"
    for module in pkgutil.iter_modules(lasercore.__path__)
    if not module.name.startswith("_")
]


def plain(member):
    """The function behind a property or a method, or None."""
    if isinstance(member, property):
        return member.fget
    if isinstance(member, cached_property):
        return member.func
    if isinstance(member, classmethod | staticmethod):
        return member.__func__
    return member if inspect.isfunction(member) else None


def members(name, owner):
    """(name, function) of what a class of the package, and those it comes from, define."""
    for parent in owner.__mro__:
        if parent.__module__.startswith("lasercore"):
            for key, member in vars(parent).items():
                written = getattr(plain(member), "__module__", "").startswith("lasercore")
                if written and (key == "__init__" or not key.startswith("_")):
                    yield f"{name}.{key}", plain(member)


def public():
    """(name, function) of all that is public."""
    for module_name in MODULES:
        module = importlib.import_module(module_name)
        for key in getattr(module, "__all__", ()):
            thing, name = getattr(module, key), f"{module_name}.{key}"
            if inspect.isclass(thing):
                yield from members(name, thing)
            elif inspect.isroutine(thing):
                yield name, thing


FUNCTIONS = dict(public())
SELF = ("self", "cls")


@pytest.mark.parametrize("name", sorted(FUNCTIONS))
def test_all_that_is_public_has_types(name):
    signature = inspect.signature(FUNCTIONS[name])
    own = [parameter for key, parameter in signature.parameters.items() if key not in SELF]
    assert all(parameter.annotation is not parameter.empty for parameter in own)
    assert signature.return_annotation is not signature.empty


@pytest.mark.parametrize("name", MODULES)
def test_every_public_module_says_what_is_public(name):
    module = importlib.import_module(name)
    said = module.__all__
    assert len(set(said)) == len(said)
    assert [key for key in said if not hasattr(module, key)] == []
    own = {
        key
        for key, thing in vars(module).items()
        if getattr(thing, "__module__", "") == name and callable(thing) and not key.startswith("_")
    }
    assert own <= set(said)


def test_types_are_part_of_what_is_installed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "py.typed" in project["tool"]["setuptools"]["package-data"]["lasercore"]
    assert (ROOT / "lasercore" / "py.typed").is_file()
