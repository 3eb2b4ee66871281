"""The figures of chapter 9 show what lasercore computes.

Seen to fail: with `_ends` blind to `computed` in `volume`, the test of unknown answers; with the
mean for g² in `experiment.measured`, that of the marks; with a bar of twice the length in
`devices`, that of the bar.
"""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.figure import Figure

from lasercore import catalogue, devices, master_equation, to_ampere
from lasercore.reliability import coherence_pump, highest_pump
from lasercore.reliability import judgement as judging
from lasercore.reliability.judgement import (
    FANO_EXACT,
    VERDICTS,
    find_threshold,
)
from lasercore.thresholds import DEFINITIONS, threshold
from nanobook.ch17_thresholds_compared import device_figures, volume_figures
from nanobook.ch18_which_threshold import experiment, reliability_figures

ONE, EDC = (catalogue[name] for name in ("EDC laser 6", "EDC laser 1"))
LARGE = ("macroscopic laser", "PhC laser")


def axes():
    return Figure().add_subplot()


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


def test_the_table_tells_verdicts_apart_by_signs():
    names, definitions = ["EDC laser 6", "nanoLED A"], ["quantum", "fano", "bifurcation"]
    ax = reliability_figures.reliability_table(axes(), names, definitions)
    signs = [text.get_text().split()[0] for text in ax.texts]
    assert signs == ["→", "?", "»", "!", "–", "–"]
    assert all(f" {verdict}" in ax.get_xlabel() for verdict in VERDICTS)
    assert ax.texts[0].get_text() == "→ 0.45"


@pytest.mark.parametrize("name", LARGE)
def test_langevin_lasers_are_marked_in_the_table(name):
    ax = reliability_figures.reliability_table(axes(), [name], ["quantum"])
    assert ax.get_yticklabels()[0].get_text() == f"{name}*"


def test_curves_against_volume_are_thresholds():
    volumes = (0.05, 0.5)
    ax = volume_figures.definitions_against_volume(axes(), "EDC laser 1", ["quantum"], volumes)
    x, y = ax.lines[0].get_data()
    device = devices["EDC laser 1"]
    for i in (0, 20, -1):
        laser = replace(device, volume=x[i] * device.volume / device.relative_volume).laser
        assert y[i] == pytest.approx(threshold(laser, "quantum").current, rel=1e-9)
    assert (x[0], x[-1]) == pytest.approx(volumes)


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


@pytest.mark.parametrize("shown", ["photons", "linewidth", "g2"])
def test_marks_lie_on_the_measured_curve(shown):
    ax = experiment.seen_by_experiment(
        axes(), "EDC laser 6", shown, ["photon recycling", "stochastic"]
    )
    curve, *marks = (line for line in ax.lines if len(line.get_xdata()) != 2)
    current, values = curve.get_data()
    pump = current / to_ampere(1.0)
    if shown == "linewidth":
        expected = master_equation.linewidth(ONE, pump[:2])
    else:
        light = master_equation.photon_statistics(ONE, pump[:2])
        expected = light.mean if shown == "photons" else light.g2
    assert values[:2] == pytest.approx(expected, rel=1e-8)
    assert len(marks) == 2
    for mark in marks:
        (x,), (y,) = mark.get_data()
        on_curve = np.exp(np.interp(np.log(x), np.log(current), np.log(values)))
        assert y == pytest.approx(on_curve, rel=0.02)  # 31 points, straight lines between


def test_only_known_quantities_are_shown():
    with pytest.raises(ValueError, match="shown must be one of"):
        experiment.seen_by_experiment(axes(), "EDC laser 6", "colour")


def test_the_model_ends_where_the_pump_broadens():
    assert highest_pump(EDC) == pytest.approx(0.1 * EDC.gamma_2 * EDC.n_emitters)
    assert highest_pump(replace(EDC, gamma_2=None)) == np.inf
