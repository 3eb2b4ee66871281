"""A read-only mapping that knows its names."""

from collections.abc import Mapping


class Catalogue(Mapping):
    """A read-only mapping from a name to a device or laser; it knows its names."""

    def __init__(self, entries, kind="device"):
        self._entries, self._kind = dict(entries), kind

    def __getitem__(self, name):
        if name not in self._entries:
            raise KeyError(f"no {self._kind} called {name!r}; the catalogue has: {', '.join(self)}")
        return self._entries[name]

    def __iter__(self):
        return iter(self._entries)

    def __len__(self):
        return len(self._entries)

    def __repr__(self):
        return f"catalogue of {len(self)} {self._kind}s: {', '.join(self)}"
