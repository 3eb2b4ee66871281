"""The types that signatures speak of; `ArrayLike`, for what is taken, is handed on from numpy."""

from collections.abc import Callable
from typing import Any, Literal, ParamSpec, TypeAlias, TypeVar

import numpy as np
from numpy.typing import ArrayLike as ArrayLike
from numpy.typing import NDArray

Array: TypeAlias = NDArray[np.float64]
"""An array of real numbers."""
ComplexArray: TypeAlias = NDArray[np.complex128]
"""An array of complex numbers."""
IntArray: TypeAlias = NDArray[np.intp]
"""An array of whole numbers, such as numbers of photons or places in another array."""
BoolArray: TypeAlias = NDArray[np.bool_]
"""An array of truth values."""
FloatOrArray: TypeAlias = Any
"""A number for numbers, an array for arrays: what functions return that broadcast.

Which of them, a checker cannot tell; it lets both pass, as it does what numpy returns.
"""
ComplexOrArray: TypeAlias = Any
"""The same of complex numbers."""
Value: TypeAlias = Any
"""What formulas compute with: a number, an array, or a number that records what is done to it."""
MaybeNone: TypeAlias = Any
"""None of what may be missing, such as a laser's `gamma_2`: models that need it check it first."""
Tick: TypeAlias = Callable[[float], object]
"""A function that is called with each share of the work that is done."""
ProgressOption: TypeAlias = Callable[[float], object] | Literal[False] | None
"""How to show progress: by a function of the share that is done, not at all, or on a line."""

T = TypeVar("T")
"""Whatever a function hands on."""
P = ParamSpec("P")
"""The arguments of a decorated function."""
