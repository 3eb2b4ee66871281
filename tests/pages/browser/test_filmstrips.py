"""Filmstrips in the built pages: slider, list and picture always agree, without a kernel.

Seen to fail: without the `agree` of filmstrip.js. With an empty filmstrip.js the lists stay
disabled, and the tests that move them run into their time limit.
"""

import re

import pytest

PAGE = "chapters/07_curve_shapes.html"
# All filmstrips, by page: how each strip's name begins, and whether it has a table of numbers.
STRIPS = {
    "chapters/01_confinement.html": {"width w of the bridge": False},
    "chapters/03_emission_rate.html": {"mode volume V": False},
    "chapters/05_dynamics.html": {"pump": False},
    "chapters/06_photon_recycling.html": {"spontaneous emission factor": False},
    PAGE: {"background": False, "device": True, "quality factor Q": True, "mode volume V": True},
    "chapters/08_three_ways.html": {"length of the run": True},
    "chapters/09_whom_to_trust.html": {"pump of EDC laser 1": True, "pump of EDC laser 6": True},
    "chapters/10_laser_light.html": {"current I": False},
    "chapters/12_class_a.html": {"pump": False},
    "chapters/13_class_b.html": {"pump": True},
    "chapters/14_closures.html": {"pump": True},
    "chapters/16_referee.html": {"closure, ": True},
    "chapters/whole_cavity.html": {"width w of the .*R = ": True, "device": True},
}


def visible(strip):
    """Indices of the frames that are seen."""
    frames = strip.locator(".lc-frame").all()
    return [index for index, frame in enumerate(frames) if frame.is_visible()]


def chosen(strip):
    return strip.locator("select").evaluate("list => list.selectedIndex")


@pytest.fixture
def strips(show):
    return show(PAGE).locator(".lc-filmstrip").all()


def test_each_list_moves_its_own_picture_only(strips):
    assert len(strips) >= 3
    for strip in strips:
        others = [visible(other) for other in strips if other is not strip]
        last = strip.locator("option").count() - 1
        strip.locator("select").select_option(index=last)
        assert visible(strip) == [last]
        assert [visible(other) for other in strips if other is not strip] == others


def test_filmstrips_of_the_chapter_move(visit):
    """On a phone; each is left as it was."""
    visit.view.set_viewport_size({"width": 360, "height": 900})
    strips = visit.view.locator(".lc-filmstrip").all()
    wanted = STRIPS.get(visit.page, {})
    for strip, (name, has_table) in zip(strips, wanted.items(), strict=True):
        assert re.match(name, strip.get_attribute("aria-label"))
        first, last = chosen(strip), strip.locator("option").count() - 1
        strip.locator("select").select_option(index=last)
        assert visible(strip) == [last]
        frame = strip.locator(".lc-frame").nth(last)
        assert frame.locator("img").get_attribute("alt")
        assert frame.locator("table").is_visible() or not has_table
        strip.locator("select").select_option(index=first)
    visit.view.set_viewport_size({"width": 1440, "height": 900})


def test_each_slider_moves_picture_list_and_spoken_value(strips):
    with_slider = [strip for strip in strips if strip.locator("input").count()]
    assert with_slider
    for strip in with_slider:
        slider = strip.locator("input")
        slider.focus()
        slider.press("Home")
        slider.press("ArrowRight")
        assert visible(strip) == [chosen(strip)] == [1]
        label = strip.locator("option").nth(1).text_content()
        assert slider.get_attribute("aria-valuetext") == label


def test_a_list_that_the_browser_restored_gets_its_picture(show):
    """As after Back: the list has another value, no change was announced, the page is shown."""
    view = show(PAGE)
    strip = view.locator(".lc-filmstrip").first
    last = strip.locator("option").count() - 1
    assert visible(strip) != [last]
    strip.locator("select").evaluate("list => { list.selectedIndex = list.length - 1; }")
    view.evaluate("window.dispatchEvent(new Event('pageshow'))")
    assert visible(strip) == [chosen(strip)] == [last]


def test_without_javascript_one_picture_is_seen_and_the_controls_rest(browser, address):
    context = browser.new_context(java_script_enabled=False)
    view = context.new_page()
    view.goto(f"{address}/{PAGE}")
    for strip in view.locator(".lc-filmstrip").all():
        assert len(visible(strip)) == 1
        assert strip.locator("select").is_disabled()
        assert "Without JavaScript" in strip.inner_text()
    context.close()
