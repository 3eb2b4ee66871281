"""Numbers as they are shown to readers: significant digits, prefixes, powers of ten.

Exercise: taking the prefix in units.py from the unrounded value turns
test_quantity_has_three_digits_… and test_quantity_at_the_edges red.
"""

import re

import pytest
from hypothesis import given

from lasercore.units import quantity, scientific
from tests.helpers import decades

PREFIXES = {"f": 1e-15, "p": 1e-12, "n": 1e-9, "µ": 1e-6, "m": 1e-3, "": 1.0} | {
    "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12,
}  # fmt: skip
SUPERSCRIPTS = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")


def read(text):
    """The number that a reader sees."""
    mantissa, _, power = text.partition("·10")
    return float(mantissa) * 10.0 ** int(power.translate(SUPERSCRIPTS) or 0)


def digits_of(text):
    return re.sub(r"^0+", "", text.partition("·")[0].replace(".", ""))


@given(decades(-14, 14))
def test_quantity_shows_the_value_to_half_of_its_last_digit(value):
    number, prefix, _ = re.fullmatch(r"(\S+) ([fpnµmkMGT]?)(A)", quantity(value, "A")).groups()
    assert abs(read(number) * PREFIXES[prefix] / value - 1) < 0.00501


@given(decades(-13, 13))
def test_quantity_has_three_digits_and_a_mantissa_from_1_to_1000(value):
    number = quantity(value, "A").split()[0]
    assert 1 <= float(number) < 1000
    assert len(digits_of(number)) == 3


@given(decades(-30, 30))
def test_scientific_shows_the_value_to_half_of_its_last_digit(value):
    assert abs(read(scientific(value)) / value - 1) < 0.00501


@given(decades(-30, 30))
def test_scientific_has_three_digits_up_to_1000(value):
    text = scientific(value)
    if not 999 < value < 1e5:  # whole numbers up to 10⁵ are written out
        assert len(digits_of(text)) == 3


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (9.996, "10.0"),  # rounding up adds no digit
        (0.9996, "1.00"),
        (99.96, "100"),
        (99_999.9, "1.00·10⁵"),
        (12_345.6, "12346"),
        (-2.4e7, "-2.40·10⁷"),
        (1e-3, "0.00100"),
        (9.99e-4, "9.99·10⁻⁴"),
        (0.0, "0"),
        (float("nan"), "nan"),
        (float("inf"), "inf"),
    ],
)
def test_scientific_at_the_edges(value, text):
    assert scientific(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (999.6, "1.00 kA"),
        (999.4, "999 A"),
        (-1.4366e-7, "-144 nA"),
        (1e-15, "1.00 fA"),
        (9.996e-7, "1.00 µA"),
        (1e20, "1.00·10²⁰ A"),
        (0.0, "0 A"),
        (float("nan"), "nan A"),
    ],
)
def test_quantity_at_the_edges(value, text):
    assert quantity(value, "A") == text


@pytest.mark.parametrize("power", range(-15, 15))
def test_quantity_of_a_power_of_ten_is_1_10_or_100(power):
    assert quantity(10.0**power, "A").split()[0] in ("1.00", "10.0", "100")
