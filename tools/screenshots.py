"""Save pictures of every page: ``python tools/screenshots.py FOLDER [page ...]``.

Each page is shown light and dark, as on a desk and as on a phone.
"""

import argparse
from pathlib import Path

import pages
from browser import open_browser
from project import say, stop
from server import served

WIDTHS = {"wide": 1440, "phone": 360}
THEMES = ("light", "dark")


def main():
    options = argparse.ArgumentParser(description="Save pictures of the built pages.")
    options.add_argument("folder", type=Path)
    options.add_argument("pages", nargs="*", help="such as chapters/notation.html (default: all)")
    given = options.parse_args()
    if not pages.is_built():
        stop(pages.NOT_BUILT)
    given.folder.mkdir(parents=True, exist_ok=True)
    with served() as address, open_browser() as browser:
        for page in given.pages or pages.built():
            for theme in THEMES:
                for size, width in WIDTHS.items():
                    target = given.folder / f"{Path(page).stem}-{theme}-{size}.png"
                    take(browser, f"{address}/{page}", theme, width, target)
                    say(str(target))


def take(browser, url, theme, width, target):
    """Save one picture of a whole page."""
    context = browser.new_context(viewport={"width": width, "height": 900})
    context.add_init_script(theme_script(theme))
    view = context.new_page()
    view.goto(url, wait_until="networkidle")
    wait_for_math(view)
    view.screenshot(path=str(target), full_page=True)
    context.close()


def theme_script(theme):
    """Return a script that chooses the theme before the page loads, as its button does."""
    return f"localStorage.setItem('mode', '{theme}'); localStorage.setItem('theme', '{theme}');"


def choose_theme(view, theme):
    """Press the theme's button, which goes round three, until an open page has this theme."""
    current = "document.documentElement.dataset.theme"
    for _ in range(3):
        if view.evaluate(current) != theme:
            view.evaluate("document.querySelector('.theme-switch-button').click()")
    if view.evaluate(current) != theme:
        raise RuntimeError(f"the page must become {theme}, but its button does not lead there")


def wait_for_math(view):
    """Wait until MathJax, where the page has it, has set all formulas."""
    view.evaluate("() => window.MathJax?.startup?.promise ?? null")


if __name__ == "__main__":
    main()
