"""All public callables of `lasercore`, found by looking, and calls of them as lines of Python."""

import functools
import inspect
from dataclasses import dataclass

import lasercore
from tests.fuzz import values
from tests.lasercore.argument_table import EXEMPT

NAMESPACE = "from lasercore import *; import numpy as np"
"""What a line of Python that repeats a call begins with."""

OFTEN = 8
DEAR = {
    "bowtie.slab_cavity": 0.2, "bowtie.mode": 0.2, "bowtie.tune": 0.2, "lindblad": 2,
    "reliability": 0.5, "thresholds.compare": 1, "thresholds.threshold": 2, "gillespie": 2,
    "cumulants.coherent_branch": 0.5, "cumulants.bifurcation": 1, "cumulants.evolve": 2,
    "density_matrix": 3, "master_equation": 3,
}  # fmt: skip
"""How often what costs more than milliseconds is drawn; all else `OFTEN`."""

GIVEN = ("events", "max_events", "degree", "layers", "tuned", "points", "threads", "mode")
"""What a call is always given, since it is dear or shallow without."""


@functools.cache
def public():
    """Everything public that can be called, by the path that a reader would write.

    Answers, which the package builds and a reader only looks at, are met where they are returned.
    """
    found = {}
    for name in lasercore.__all__:
        thing = getattr(lasercore, name)
        if inspect.ismodule(thing):
            names = getattr(thing, "__all__", None) or [
                one for one, value in vars(thing).items()
                if one[0] != "_" and getattr(value, "__module__", None) == thing.__name__
            ]  # fmt: skip
            found |= {f"{name}.{one}": getattr(thing, one) for one in names}
        else:
            found[name] = thing
    found = {
        path: one for path, one in found.items() if inspect.isroutine(one) or inspect.isclass(one)
    }
    for path, one in list(found.items()):
        if inspect.isclass(one):
            found |= {f"{path}.{name}": getattr(one, name) for name in _class_methods(one)}
    skip = {*EXEMPT, "SpeedWarning", "ValidityWarning"}
    return {path: one for path, one in found.items() if path not in skip}


def _class_methods(one):
    return [
        name
        for name, value in vars(one).items()
        if isinstance(value, classmethod) and name[0] != "_"
    ]


def weight(path):
    """How often a callable is drawn, compared with others."""
    return next((share for start, share in DEAR.items() if path.startswith(start)), OFTEN)


@dataclass(frozen=True)
class Call:
    """One call: the path of what is called, the line that makes it, what is written of it.

    `source` makes it where `answer` is what a call before has answered.
    """

    path: str
    line: str
    text: str
    source: str = ""


def draw(rng, only=()):
    """A call of something public; `only` keeps to what begins so."""
    paths = [path for path in public() if not only or path.startswith(tuple(only))]
    shares = [weight(path) for path in paths]
    path = paths[rng.choice(len(paths), p=[share / sum(shares) for share in shares])]
    return called(path, _arguments(path, public()[path], rng, hostility(rng)))


def called(path, arguments):
    """The call of something public with arguments as they are written."""
    return Call(path, f"{path}({arguments})", inspect.getdoc(public()[path]) or "")


def usual(path, rng):
    """A call with nothing but usual arguments."""
    return called(path, _arguments(path, public()[path], rng, 0.0))


def hostility(rng):
    """The share of arguments that are extreme or hostile: mostly few, so that calls get deep."""
    return rng.choice((0.0, 0.15, 0.4, 0.8), p=(0.2, 0.4, 0.3, 0.1))


def draw_member(call, answer, rng):
    """A use of one public attribute or method of an answer, or None if it has none."""
    kind = type(answer)
    if not kind.__module__.startswith("lasercore") or isinstance(answer, dict | Exception):
        return None
    members = [name for name in dir(kind) if name[0] != "_"]
    if not members:
        return None
    name = str(rng.choice(members))
    member, use, path = inspect.getattr_static(kind, name), f".{name}", f"{call.path}().{name}"
    if inspect.isfunction(member):
        use += f"({_arguments(path, member, rng, hostility(rng), skipped=1)})"
    # A field is described with its class.
    text = f"{inspect.getdoc(member)} {'' if callable(member) else inspect.getdoc(kind)}"
    return Call(path, call.line + use, text, f"answer{use}")


def _arguments(path, function, rng, hostility, skipped=0):
    """Source of arguments, a share of which are extreme or hostile."""
    written = []
    for name, parameter in list(inspect.signature(function).parameters.items())[skipped:]:
        if parameter.kind is parameter.VAR_KEYWORD:
            continue
        optional = parameter.default is not parameter.empty
        if optional and name not in GIVEN and rng.random() < 0.6:
            continue
        text = values.argument(path, name, rng, hostility)
        positional = parameter.kind is parameter.VAR_POSITIONAL
        written.append(text if positional else f"{name}={text}")
    return ", ".join(written)


def unknown_parameters():
    """Parameters for which nobody has entered usual arguments."""
    rng = values.generator(0, 0)
    return sorted(
        f"{path}({name})"
        for path, one in public().items()
        for name, parameter in inspect.signature(one).parameters.items()
        if parameter.kind is not parameter.VAR_KEYWORD and values.plausible(path, name, rng) is None
    )
