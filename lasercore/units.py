"""Numbers for people: SI prefixes and superscripts."""

from lasercore._formulas import texts
from lasercore.checks import number_or_nan, whole

__all__ = ["quantity", "scientific"]

MOST_DIGITS = 17
"""A float has no more."""


def quantity(value: float, unit: str, digits: int = 3) -> str:
    """Write a value with an SI prefix, like 144 nA.

    Parameters
    ----------
    value : float
    unit : str
    digits : int
        Significant digits.

    Returns
    -------
    str

    Example
    -------
    >>> quantity(1.4366e-7, "A"), quantity(0.0, "A"), quantity(2.43e11, "Hz", 2)
    ('144 nA', '0 A', '240 GHz')
    """
    return texts.quantity(number_or_nan("value", value), unit, _digits(digits))


def scientific(value: float, digits: int = 3) -> str:
    """Write a number for reading: plain from 0.001 to 10⁵, else with a power of ten.

    Parameters
    ----------
    value : float
    digits : int
        Significant digits.

    Returns
    -------
    str

    Example
    -------
    >>> scientific(14.752), scientific(2.4e7, 2), scientific(120)
    ('14.8', '2.4·10⁷', '120')
    """
    return texts.scientific(number_or_nan("value", value), _digits(digits))


def _digits(digits: object) -> int:
    return whole("digits", digits, most=MOST_DIGITS)
