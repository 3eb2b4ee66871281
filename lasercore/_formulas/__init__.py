"""The arithmetic of the package on plain numbers or arrays, without checks and without warnings.

Public functions check their arguments, call these and warn; whatever else needs a number that
is known to be in range (kernels, searches, the book's page, which traces these functions) calls
them directly. They use arithmetic, comparisons and `functions`, and nothing that asks for a value.
"""
