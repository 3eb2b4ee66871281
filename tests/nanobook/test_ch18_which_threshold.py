"""The figures of chapter 18 show what lasercore computes.

Seen to fail: with the mean for g² in `experiment.measured`, the test of the marks.
"""

from dataclasses import replace

import numpy as np
import pytest

from lasercore import catalogue, master_equation, to_ampere
from lasercore.reliability import highest_pump
from lasercore.reliability.judgement import (
    VERDICTS,
)
from nanobook.ch18_which_threshold import experiment, reliability_figures
from tests.helpers import axes

ONE, EDC = (catalogue[name] for name in ("EDC laser 6", "EDC laser 1"))
LARGE = ("macroscopic laser", "PhC laser")


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
