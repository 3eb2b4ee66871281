"""What axe-core, a checker of accessibility, holds against a page."""

from axe_playwright_python.sync_playwright import Axe

GRAVE = ("serious", "critical")
OPTIONS = {
    # Part of WCAG 2.2 AA, but off unless asked for.
    "rules": {"target-size": {"enabled": True}},
    # Not every element that passes: megabytes a page.
    "resultTypes": ["violations"],
    # Style sheets would be fetched once more, for a rule that is off.
    "preload": {"assets": ["media"]},
}


def grave(view):
    """Return the serious findings of axe-core, one line for each element."""
    violations = Axe().run(view, options=OPTIONS).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:200]} ({node.get('failureSummary', '')[:300]})"
        for violation in violations
        if violation["impact"] in GRAVE
        for node in violation["nodes"]
    ]
