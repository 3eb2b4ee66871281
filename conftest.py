"""Settings shared by all tests, and what is checked of a chapter's cell besides its output."""

import figure_words
import pytest
from hypothesis import settings
from nbval.plugin import IPyNbCell

settings.register_profile(
    "reproducible", derandomize=True, database=None, deadline=None, max_examples=150
)
settings.load_profile("reproducible")  # the same examples in every run, no stray files


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """After a chapter's cell has run, compare the numbers in its figure's words with it."""
    result = yield
    if isinstance(item, IPyNbCell) and "numbers" in item.cell.metadata:
        kernel = item.parent.kernel.kc
        kernel.execute_interactive(
            figure_words.check_code(item.cell),
            allow_stdin=False,
            stop_on_error=False,
            timeout=60,
            output_hook=_fail_on_error,
        )
    return result


def _fail_on_error(message):
    if message["msg_type"] == "error":
        pytest.fail(message["content"]["evalue"], pytrace=False)
