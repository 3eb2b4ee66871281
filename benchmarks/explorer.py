"""The threshold explorer in the built front page: when it is drawn, one move, its weight.

Bars: 1 s after the page began to load, 50 ms, 600 kB compressed. Wants the built book.
"""

import gzip
import sys
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))
from browser import open_browser
from build_book import TABLES
from server import served

from nanobook.explorer.widget import threshold_explorer

PAGE = "chapters/welcome.html"
DRAWN = "performance.getEntriesByName('explorer-drawn')[0].startTime"
# One step of a slider, until the page knows where everything is.
MOVES = """control => {
    const slider = document.querySelector(`[data-slider=${control}]`), times = [];
    for (let i = 0; i < 40; i += 1) {
        slider.value = Number(slider.value) + 0.01;
        const start = performance.now();
        slider.dispatchEvent(new Event('input', {bubbles: true}));
        document.querySelector('.lc-x').getBoundingClientRect();
        times.push(performance.now() - start);
    }
    return times;
}"""


def opened(browser, address):
    view = browser.new_context().new_page()
    view.goto(f"{address}/{PAGE}")
    view.wait_for_function("document.querySelector('.lc-x').explorer?.found?.distribution")
    return view


if __name__ == "__main__":
    with served() as address, open_browser() as browser:
        drawn = [opened(browser, address).evaluate(DRAWN) for _ in range(7)]
        print(f"drawn {median(drawn):.0f} ms after the page began to load (bar: 1000)")
        view = opened(browser, address)
        for device in ("EDC laser 1", "EDC laser 6", "nanoLED A", "macroscopic laser"):
            view.locator(".lc-x select").select_option(device)
            for control in ("volume", "pump"):
                times = view.evaluate(MOVES, control)
                print(
                    f"  {device:<18} {control:<7} {median(times):6.1f} ms, longest {max(times):.1f}"
                )
    html = threshold_explorer("EDC laser 1")._repr_html_()
    weight = len(gzip.compress((html + TABLES.read_text(encoding="utf-8")).encode()))
    print(f"{weight / 1000:.0f} kB compressed, with its tables (bar: 600)")
