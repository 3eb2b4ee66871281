"""Settings shared by all tests."""

from hypothesis import settings

settings.register_profile(
    "reproducible", derandomize=True, database=None, deadline=None, max_examples=150
)
settings.load_profile("reproducible")  # the same examples in every run, no stray files
