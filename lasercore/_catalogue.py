"""A read-only mapping that knows its names."""

from collections.abc import Iterable, Iterator, Mapping

from lasercore._typing import T
from lasercore.checks import shown


class Catalogue(Mapping[str, T]):
    """A read-only mapping from a name to a device or laser; it knows its names."""

    def __init__(
        self, entries: Mapping[str, T] | Iterable[tuple[str, T]], kind: str = "device"
    ) -> None:
        try:
            self._entries = dict(entries)
        except (TypeError, ValueError):
            raise TypeError(
                f"entries must be a dict or pairs of a name and a {kind}, got {shown(entries)}"
            ) from None
        self._kind = kind

    def __getitem__(self, name: str) -> T:
        if not isinstance(name, str) or name not in self._entries:
            raise KeyError(
                f"no {self._kind} called {shown(name)}; the catalogue has: {', '.join(self)}"
            )
        return self._entries[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._entries)

    def __len__(self) -> int:
        return len(self._entries)

    def __repr__(self) -> str:
        return f"catalogue of {len(self)} {self._kind}s: {', '.join(self)}"
