"""Filmstrips in the built pages: slider, list and picture always agree, without a kernel.

Seen to fail: without the `agree` of filmstrip.js. With an empty filmstrip.js the lists stay
disabled, and the tests that move them run into their time limit.
"""

import pytest

PAGE = "chapters/07_curve_shapes.html"


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
