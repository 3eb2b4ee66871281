"""Every code name in the notation table exists where the table says, with its unit's meaning.

Exercise: writing `xii` for `xi` in chapters/notation.md turns test_code_name_exists[Laser.xii] and
test_every_rate_of_a_laser_is_in_the_table red.
"""

import re
from dataclasses import fields, is_dataclass
from inspect import getmembers
from pathlib import Path

import pytest

import lasercore
from lasercore import (
    bowtie,
    cavity,
    cumulants,
    density_matrix,
    langevin,
    lindblad,
    master_equation,
    processes,
    rate_equations,
    statistics,
)

NOTATION = Path(__file__).parents[2] / "chapters" / "notation.md"
BRIDGE = bowtie.Bowtie("bridge", 1e-8, 1e-8, 2.275e-7, 3.3, 1, 1.55e-6)
PLACES = {
    "Laser": lasercore.Laser,
    "Device": lasercore.Device,
    "SteadyState": rate_equations.SteadyState,
    "SmallSignal": rate_equations.SmallSignal,
    "PhotonStatistics": statistics.PhotonStatistics,
    "Tips": bowtie.Tips,
    "bowtie": bowtie,
    "Bowtie": bowtie.Bowtie,
    "bowtie.Mode": bowtie.mode(BRIDGE),
    "SlabMode": bowtie.SlabMode,
    "ActiveRegion": bowtie.ActiveRegion,
    "cavity": cavity,
    "rate_equations": rate_equations,
    "processes": processes,
    "langevin": langevin,
    "master_equation": master_equation,
    "density_matrix": density_matrix,
    "density_matrix.Solution": density_matrix.solve(density_matrix.regimes["nanoscopic"], 1.0),
    "cumulants": cumulants,
    "CumulantState": cumulants.CumulantState,
    "lindblad": lindblad,
    "Gain": density_matrix.Gain,
    "QuadraticThreshold": density_matrix.QuadraticThreshold,
    "Solution": master_equation.solve(lasercore.Laser(1, 1.0, 0.1, 1.0), 1.0),
}
ROW = re.compile(r"^\|[^|]+\|[^|]+\| `(?P<name>\w+)` \| `(?P<place>[\w.]+)` \|", re.MULTILINE)
ROWS = [match.groups() for match in ROW.finditer(NOTATION.read_text(encoding="utf-8"))]


def has(place, name):
    if is_dataclass(place) and name in {field.name for field in fields(place)}:
        return True
    return hasattr(place, name)


@pytest.mark.parametrize(("name", "place"), ROWS, ids=[f"{p}.{n}" for n, p in ROWS])
def test_code_name_exists(name, place):
    assert has(PLACES[place], name)


def test_every_rate_of_a_laser_is_in_the_table():
    in_table = {name for name, place in ROWS if place == "Laser"}
    own = {field.name for field in fields(lasercore.Laser)}
    derived = {n for n, _ in getmembers(lasercore.Laser, lambda v: isinstance(v, property))}
    assert own | derived == in_table


def test_a_name_that_is_not_there_would_be_seen():
    assert not has(lasercore.Laser, "gamma_x")
