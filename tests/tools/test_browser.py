"""Finding a browser: what is tried, in which order, and what is said when nothing works.

Seen to fail: with the order of the last two changed, and without trying whether one starts.
"""

import browser
import pytest


@pytest.fixture(autouse=True)
def nothing_works(monkeypatch):
    """Nothing is named, on the PATH, downloadable or installable; tests change one of them."""
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.delenv("NO_CHROMIUM", raising=False)
    monkeypatch.setattr(browser.shutil, "which", lambda name: None)
    monkeypatch.setattr(browser, "downloaded", lambda download: None)
    monkeypatch.setattr(browser, "apt_install", lambda name: False)
    monkeypatch.setattr(browser, "starts", lambda path: True)


def test_one_clear_sentence_when_nothing_works():
    with pytest.raises(browser.NoBrowserError, match="No browser to test the pages with"):
        browser.find_chromium()


def test_a_named_browser_that_is_missing_is_an_error(monkeypatch):
    monkeypatch.setenv("CHROMIUM", "/no/such/chromium")
    with pytest.raises(browser.NoBrowserError, match="/no/such/chromium"):
        browser.find_chromium()


def test_the_path_comes_first(monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", {"google-chrome": "/usr/bin/google-chrome"}.get)
    monkeypatch.setattr(browser, "downloaded", lambda download: "/cache/chrome")
    assert browser.find_chromium() == "/usr/bin/google-chrome"


def test_a_browser_that_does_not_start_is_passed_over(monkeypatch):
    monkeypatch.setattr(browser.shutil, "which", {"chromium": "/usr/bin/chromium"}.get)
    monkeypatch.setattr(browser, "starts", lambda path: False)
    monkeypatch.setattr(browser, "downloaded", lambda download: "/cache/chrome")
    assert browser.find_chromium() == "/cache/chrome"


def test_debian_comes_last(monkeypatch):
    tried = []
    monkeypatch.setattr(browser, "downloaded", lambda download: tried.append(download))

    def install(name):
        tried.append(name)
        monkeypatch.setattr(browser.shutil, "which", {"chromium": "/usr/bin/chromium"}.get)
        return True

    monkeypatch.setattr(browser, "apt_install", install)
    assert browser.find_chromium() == "/usr/bin/chromium"
    assert tried == [False, True, "chromium"]


def test_what_failed_once_is_not_tried_again(monkeypatch):
    monkeypatch.setenv("NO_CHROMIUM", "none here")
    monkeypatch.setattr(browser.shutil, "which", {"chromium": "/usr/bin/chromium"}.get)
    with pytest.raises(browser.NoBrowserError, match="none here"):
        browser.find_chromium()
