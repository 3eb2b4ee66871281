"""The laser of the benchmarks, written as the models of other simulators.

Each function of `models` returns a function that simulates for a time, or raises ImportError.
"""
