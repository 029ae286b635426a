"""A file of sections, of which a reader takes what it needs: bytes, rows of numbers, and texts decoded at their first use."""

from __future__ import annotations

import json
import sys
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from mmap import mmap
    from typing import Any, TypeVar, overload

    T = TypeVar("T")
else:
    T = None  # `Sequence[T]` only needs something to be subscripted with

MAGIC = f"xhslint rulebook 10 {sys.byteorder}"


class LazySequence(Sequence[T]):
    """A sequence of which each item is made at its first use."""

    def __init__(self, length: int, make: Callable[[int], T]) -> None:
        self._length = length
        self._make = make
        self._made: dict[int, T] = {}

    def __len__(self) -> int:
        return self._length

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, index: int) -> T: ...
        @overload
        def __getitem__(self, index: slice) -> Sequence[T]: ...

    def __getitem__(self, index: int | slice) -> T | Sequence[T]:
        if isinstance(index, slice):
            return [self[number] for number in range(*index.indices(self._length))]
        if index in self._made:
            return self._made[index]
        number = range(self._length)[index]
        return self._made.setdefault(number, self._make(number))


class LazyMap(Mapping[str, T]):
    """A mapping of which each value is made at its first use, by the number of its key."""

    def __init__(self, numbers: Mapping[str, int], make: Callable[[int], T]) -> None:
        self._numbers = numbers
        self._make = make
        self._made: dict[str, T] = {}

    def __len__(self) -> int:
        return len(self._numbers)

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __contains__(self, key: object) -> bool:
        return key in self._numbers

    def __getitem__(self, key: str) -> T:
        if key not in self._made:
            self._made[key] = self._make(self._numbers[key])
        return self._made[key]


class SectionWriter:
    """Collects sections and returns them as one file; each begins at a multiple of eight bytes."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.places: dict[str, tuple[int, int]] = {}
        self.length = 0

    def add(self, name: str, data: bytes) -> None:
        """Add a section of bytes."""
        self.places[name] = (self.length, len(data))
        padded = data + bytes(-len(data) % 8)
        self.parts.append(padded)
        self.length += len(padded)

    def numbers(self, name: str, rows: Iterable[Iterable[int]]) -> None:
        """Add rows of numbers, as a section with where each ends and one with all of them."""
        ends, flat = array("I"), array("I")
        for row in rows:
            flat.extend(row)
            ends.append(len(flat))
        self.add(f"{name}:ends", ends.tobytes())
        self.add(name, flat.tobytes())

    def texts(self, name: str, texts: Iterable[str]) -> None:
        """Add texts, as a section with where each ends and one with all of them."""
        ends, blob = array("I"), bytearray()
        for text in texts:
            blob += text.encode()
            ends.append(len(blob))
        self.add(f"{name}:ends", ends.tobytes())
        self.add(name, bytes(blob))

    def data(self, key: str) -> bytes:
        """Return the file; `key` is a digest of what it was made from."""
        from binascii import crc32

        body = b"".join(self.parts)
        head = json.dumps([MAGIC, key, crc32(body), self.places]).encode()
        head += b" " * (-(len(head) + 1) % 8) + b"\n"
        return head + body


class SectionReader:
    """Reads what a `SectionWriter` wrote; raises ValueError for anything else.

    With a `key`, the key and the checksum of the file are compared; without, as for a file of an installed package,
    neither is, for a checksum takes longer than most runs.
    """

    def __init__(self, data: bytes | mmap, key: str | None) -> None:
        end = data.find(b"\n") + 1
        magic, self.key, total, self.places = json.loads(data[:end])
        if magic != MAGIC or key not in (None, self.key):
            raise ValueError("another rulebook")
        self.view = memoryview(data)[end:]
        if key is None:
            return
        from binascii import crc32  # here, because most runs read a file without a key

        if crc32(self.view) != total:
            raise ValueError("damaged")

    def section(self, name: str) -> memoryview:
        """Return the bytes of a section."""
        start, length = self.places[name]
        return self.view[start : start + length]

    def json(self, name: str) -> Any:
        """Return what a section holds as JSON."""
        return json.loads(bytes(self.section(name)))

    def numbers(self, name: str) -> LazySequence[Sequence[int]]:
        """Return the rows of `SectionWriter.numbers`."""
        ends, flat = self.section(f"{name}:ends").cast("I"), self.section(name).cast("I")
        return LazySequence(len(ends), lambda row: flat[ends[row - 1] if row else 0 : ends[row]].tolist())

    def texts(self, name: str, make: Callable[[str], T]) -> LazySequence[T]:
        """Return what `make` makes of each text of `SectionWriter.texts`."""
        ends, blob = self.section(f"{name}:ends").cast("I"), self.section(name)
        return LazySequence(len(ends), lambda row: make(str(blob[ends[row - 1] if row else 0 : ends[row]], "utf-8")))
