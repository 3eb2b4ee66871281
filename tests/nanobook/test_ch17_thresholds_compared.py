"""The figures of chapter 17 show what lasercore computes.

Seen to fail: with `_ends` blind to `computed` in `volume_figures`, the test of unknown answers;
with a bar of twice the length in `device_figures`, that of the bar; without η in
`bifurcation.closed_form`, the circles on the line.
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import (
    catalogue,
    cumulants,
    devices,
    thresholds,
    to_ampere,
)
from lasercore.reliability import coherence_pump
from lasercore.reliability import judgement as judging
from lasercore.reliability.judgement import (
    FANO_EXACT,
    find_threshold,
)
from lasercore.thresholds import DEFINITIONS, threshold
from nanobook.ch17_thresholds_compared import bifurcation, device_figures, volume_figures
from nanobook.ch17_thresholds_compared.bifurcation import closed_form
from tests.helpers import axes, markers

OUTSIDE = pytest.mark.filterwarnings("ignore:pump must not exceed:lasercore.ValidityWarning")
ONE, EDC = (catalogue[name] for name in ("EDC laser 6", "EDC laser 1"))


@pytest.mark.parametrize(("against", "values"), [("Q", [200, 1e3, 2e4]), ("V", [0.05, 0.5])])
def test_circles_of_the_closure_lie_on_the_closed_form(against, values):
    ax = bifurcation.bifurcation_against_Q(axes(), values=values, against=against)
    (circles,) = markers(ax, "o")
    assert np.allclose(circles.get_ydata(), ax.lines[0].get_ydata(), rtol=1e-9)
    assert np.array_equal(ax.lines[0].get_xdata(), values)
    own = {
        "Q": {"Q": 1e3},
        "V": {
            "volume": 0.5 * devices["EDC laser 1"].volume / devices["EDC laser 1"].relative_volume
        },
    }[against]
    laser = replace(devices["EDC laser 1"], **own).laser
    for line, name in zip(ax.lines[1:3], ("classical", "photon recycling"), strict=True):
        assert line.get_ydata()[1] == pytest.approx(thresholds.threshold(laser, name).current)


@OUTSIDE
def test_the_bifurcation_grows_with_Q_while_the_recycling_threshold_falls():
    lasers = [replace(devices["EDC laser 1"], Q=Q).laser for Q in (5e4, 1e5)]
    low, high = (closed_form(laser) for laser in lasers)
    # Proportional to Q for β → 1 and ξ ≫ ½; here ξ = 148 and 295, so to a percent.
    assert high / low == pytest.approx(2, rel=0.01)
    mine = [thresholds.threshold(laser, "photon recycling").pump for laser in lasers]
    assert mine[1] < mine[0]
    laser = devices["EDC laser 1"].laser
    assert closed_form(laser) == pytest.approx(cumulants.bifurcation(laser).pump, rel=1e-9)
    assert closed_form(laser) / 3.800e11 == pytest.approx(3324, rel=1e-3)


def test_cavities_without_gain_are_left_out_or_refused():
    ax = bifurcation.bifurcation_against_Q(axes(), values=[150, 1000])  # nanoLED A has Q = 150
    assert ax.lines[0].get_xdata() == [1000]
    with pytest.raises(ValueError, match="with xi > 1/2"):
        bifurcation.bifurcation_against_Q(axes(), values=[150])
    with pytest.raises(ValueError, match="against must be 'Q' or 'V'"):
        bifurcation.bifurcation_against_Q(axes(), against="q")


def test_every_threshold_is_a_mark_at_its_current():
    names, definitions = ["nanoLED A", "EDC laser 6"], DEFINITIONS
    ax = device_figures.every_threshold(axes(), names, definitions)
    found = [find_threshold(catalogue[name], d) for name in names for d in definitions]
    drawn = sorted(float(line.get_xdata()[0]) for line in ax.lines)
    assert drawn == pytest.approx(sorted(one.current for one in found if one.reached))
    assert len({line.get_marker() for line in ax.lines}) == len(
        {one.definition for one in found if one.reached}
    )


def test_the_bar_is_where_the_light_changes():
    ax = device_figures.every_threshold(axes(), ["PhC laser"], ["quantum"])
    (bar,) = ax.patches
    ends = (bar.get_x(), bar.get_x() + bar.get_width())
    pumps = [coherence_pump(catalogue["PhC laser"], bound) for bound in (0.5, 0.1)]
    assert ends == pytest.approx(to_ampere(np.array(pumps)))


def test_curves_against_volume_are_thresholds():
    volumes = (0.05, 0.5)
    ax = volume_figures.definitions_against_volume(axes(), "EDC laser 1", ["quantum"], volumes)
    x, y = ax.lines[0].get_data()
    device = devices["EDC laser 1"]
    for i in (0, 20, -1):
        laser = replace(device, volume=x[i] * device.volume / device.relative_volume).laser
        assert y[i] == pytest.approx(threshold(laser, "quantum").current, rel=1e-9)
    assert (x[0], x[-1]) == pytest.approx(volumes)


def test_exact_definitions_are_solid_with_a_circle_for_each_volume_computed():
    volumes = (0.3, 0.5)
    shown = ["fano", judging.FANO_EXACT, "stochastic"]
    ax = volume_figures.definitions_against_volume(axes(), "EDC laser 6", shown, volumes)
    langevin, *exact = ax.lines[:3]
    assert langevin.get_marker() not in ("o", "x") and langevin.get_linestyle() != "-"
    assert [(one.get_marker(), one.get_linestyle()) for one in exact] == [("o", "-")] * 2
    assert all(one.get_xdata() == pytest.approx(volumes) for one in exact)


def test_a_cross_ends_a_curve_only_where_there_is_no_threshold():
    crosses = {}
    for definitions in (["fano"], ["quantum"], ["stochastic"]):
        volumes = (10.0, 812.0)  # Langevin's peak ends before; the exact one is not computed
        ax = volume_figures.definitions_against_volume(axes(), "PhC laser", definitions, volumes)
        crosses[definitions[0]] = [line for line in ax.lines if line.get_marker() == "x"]
    assert [len(found) for found in crosses.values()] == [1, 0, 0]


def test_unknown_answers_end_no_curve(monkeypatch):
    found = find_threshold(EDC, "quantum")
    answers = iter([found, judging.Threshold("quantum", np.nan, np.nan, False, "", computed=False)])
    monkeypatch.setattr(volume_figures, "find_threshold", lambda *_: next(answers))
    assert volume_figures._ends("EDC laser 1", "quantum", (0.1, 0.2)) == []


def test_one_emitter_with_the_exact_definitions():
    volumes = volume_figures.volumes_of("EDC laser 6", 3, 0.1)
    for definition, options in (
        ("stochastic", {}), (FANO_EXACT, {"method": "master equation"}),
    ):  # fmt: skip
        found = volume_figures.currents("EDC laser 6", definition, volumes)
        name = definition.split(",")[0]
        lasers = [volume_figures.at_volume("EDC laser 6", v) for v in volumes]
        expected = [threshold(laser, name, **options).current for laser in lasers]
        assert found == pytest.approx(expected, rel=1e-6)


def test_shading_is_where_the_light_changes():
    volumes = (20.0, 60.0)
    ax = volume_figures.definitions_against_volume(axes(), "PhC laser", ["quantum"], volumes, True)
    (area,) = ax.collections
    heights = area.get_paths()[0].vertices[:, 1]
    laser = volume_figures.at_volume("PhC laser", 20.0)
    for bound in (0.5, 0.1):
        current = to_ampere(coherence_pump(laser, bound))
        assert np.min(abs(heights / current - 1)) < 1e-9
