"""The light–current curve, its thresholds and its live picture draw what lasercore computes.

Exercise: drawing pump instead of current in book/nanobook/light_current.py turns
test_light_current_draws_the_steady_state red.
"""

import numpy as np
import pytest
from matplotlib.figure import Figure
from matplotlib.text import Text

from lasercore import catalogue, rate_equations, thresholds, to_ampere
from nanobook import light_current
from nanobook.ch07_curve_shapes import comparison_figure

LASER = catalogue["EDC laser 3"]


def test_light_current_draws_the_steady_state(ax):
    pump = np.geomspace(1e10, 1e14, 7)
    assert light_current.light_current(ax, LASER, pump) is ax
    current, photons = ax.lines[0].get_data()
    assert np.array_equal(current, to_ampere(pump))
    assert np.array_equal(photons, rate_equations.steady_state(LASER, pump).photons)
    assert ax.get_xscale() == ax.get_yscale() == "log"


def test_carriers_draws_the_excited_share(ax):
    pump = np.geomspace(1e10, 1e14, 7)
    light_current.carriers(ax, LASER, pump)
    expected = rate_equations.steady_state(LASER, pump).carriers / LASER.n_emitters
    assert ax.lines[0].get_ydata() == pytest.approx(expected, rel=1e-14)


def test_threshold_marks_lie_on_the_curve(ax):
    light_current.threshold_marks(ax, LASER)
    for mark in ax.lines:
        (current,), (photons,) = mark.get_data()
        on_curve = rate_equations.steady_state(LASER, current / to_ampere(1.0)).photons
        assert photons == pytest.approx(on_curve, rel=1e-6)


def test_threshold_marks_are_all_there_and_equal_ones_share_a_label(ax):
    labels = [text.get_text() for text in light_current.threshold_marks(ax, LASER).texts]
    found = thresholds.compare(LASER, thresholds.QUICK_DEFINITIONS)
    reached = [name for name, t in found.items() if t.reached]
    assert all(any(name in label for label in labels) for name in reached)
    assert any(label.startswith("photon recycling, inflection: ") for label in labels)
    assert not any("relaxation" in label for label in labels)  # it has none


def test_marks_outside_the_range_are_left_out(ax):
    classical = thresholds.threshold(LASER, "classical").pump
    light_current.threshold_marks(ax, LASER, np.array([1.01 * classical, 10 * classical]))
    assert len(ax.texts) == 0
    assert "No threshold" in light_current.describe_threshold_marks(LASER, [1e9, 1e10])


@pytest.mark.parametrize("layout", ["none", "constrained"])
@pytest.mark.parametrize("name", ["EDC laser 3", "PhC laser"])
@pytest.mark.parametrize("late", [False, True])
@pytest.mark.parametrize("where", [0, 1, 2])
def test_labels_run_neither_over_other_axes_nor_off_the_figure(name, layout, late, where):
    figure = Figure(figsize=(12, 4), layout=layout)
    grid = figure.add_gridspec(1, 3)
    order = sorted(range(3), key=lambda column: (column == where) != late)
    axes = {}
    for column in order:  # the axes with marks last, or before the others
        axes[column] = figure.add_subplot(grid[0, column])
        if column == where:
            light_current.light_current(axes[where], catalogue[name])
            light_current.threshold_marks(axes[where], catalogue[name])
    figure.draw_without_rendering()
    for label in axes.pop(where).texts:
        words = Text.get_window_extent(label)
        assert words.x0 >= 0
        assert words.x1 <= figure.bbox.x1
        assert not any(words.overlaps(ax.get_window_extent()) for ax in axes.values())


def test_asymptotes_of_an_led_are_only_one(ax):
    light_current.light_current(ax, catalogue["nanoLED A"], show_asymptotes=True)
    assert len(ax.lines) == 2  # the curve and its lower asymptote


@pytest.mark.parametrize("name", list(catalogue))
def test_words_contain_the_numbers(name):
    text = comparison_figure.describe_comparison(catalogue[name])
    found = thresholds.threshold(catalogue[name], "quantum")
    assert f"{found.photons:.2f} photons" in text
    assert thresholds.verdict(catalogue[name]).sentence in text


def test_a_redraw_keeps_the_axes_and_leaves_no_line_behind():
    picture = comparison_figure.ComparisonFigure()
    picture.show(LASER)
    counts = [(len(a.lines), len(a.texts)) for a in picture.figure.axes]
    axes = list(picture.figure.axes)
    for _ in range(3):
        picture.show(LASER)
    assert [(len(a.lines), len(a.texts)) for a in picture.figure.axes] == counts
    assert picture.figure.axes == axes
