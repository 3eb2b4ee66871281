"""What once went wrong for hostile arguments, each as it must end: answered or refused by name."""

import numpy as np
import pytest

from tests.fuzz import calls, judge
from tests.fuzz.found_rates import FOUND as RATES
from tests.fuzz.found_solvers import FOUND as SOLVERS


@pytest.mark.parametrize(("line", "outcome"), [*SOLVERS.items(), *RATES.items()])
def test_what_once_went_wrong_is_answered_or_refused(line, outcome):
    answer, refused, fault = judge.evaluate(calls.Call(line.partition("(")[0], line, ""))
    assert not fault, fault
    if isinstance(outcome, str):
        assert refused is not None, answer
        assert outcome in str(refused)
    else:
        assert refused is None
        np.testing.assert_allclose(answer, outcome, rtol=1e-6)
