"""What tests of figures share."""

import pytest

from tests.helpers import axes


@pytest.fixture
def ax():
    return axes()
