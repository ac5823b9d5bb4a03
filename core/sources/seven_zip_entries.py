"""The files of a 7-Zip archive, by py7zr, in memory only.

Such an archive is often one block, in which a file is reached through all before it. Therefore a small
archive is unpacked once and kept, and a large one file by file.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import BytesIO

from py7zr import SevenZipFile
from py7zr.exceptions import ArchiveError, PasswordRequired
from py7zr.io import Py7zIO, WriterFactory

from core.sources.entries import CHUNK, Burst, Entry, leaves, plain
from core.sources.means import Means

KEPT = 128 << 20
"""Bytes up to which what was unpacked once is kept."""
AT_ONCE = 2 << 30
"""Bytes of one file, which has to be held whole: py7zr gives nothing in pieces."""
FAULTS = (ArchiveError, PasswordRequired, AssertionError, AttributeError, IndexError, KeyError, TypeError)
"""What py7zr raises on damage, beside what every archive raises."""


class _Held(Py7zIO):
    """One file while it is unpacked, up to a bound that counts for all of them."""

    def __init__(self, room: list[int]) -> None:
        self.pieces: list[bytes] = []
        self._size = 0
        self._room = room

    def write(self, s: bytes | bytearray) -> int:
        self._room[0] -= len(s)
        if self._room[0] < 0:
            raise Burst
        self.pieces.append(bytes(s))
        self._size += len(s)
        return len(s)

    def read(self, size: int | None = None) -> bytes:
        return b""

    def seek(self, offset: int, whence: int = 0) -> int:
        return offset

    def flush(self) -> None:
        """Nothing waits."""

    def size(self) -> int:
        return self._size


class _Holding(WriterFactory):
    """Gives a place for each file, in the order of the archive."""

    def __init__(self, most: int) -> None:
        self._room = [most]
        self.held: list[_Held] = []

    def create(self, filename: str) -> Py7zIO:
        self.held.append(_Held(self._room))
        return self.held[-1]


def seven_zip_entries(content: bytes, name: str, means: Means) -> list[Entry]:
    """Every file in order. Raises what `FAULTS` and the archives' own faults say."""
    password = means.password(name)
    with SevenZipFile(BytesIO(content), password=password) as archive:
        listed = [one for one in archive.files if not one.is_directory]
        sealed = archive.needs_password() and password is None
        names = [str(one.filename) for one in listed]
        total = sum(int(one.uncompressed or 0) for one in listed)
        refusals = [
            _refusal(one.filename, link=one.is_symlink or one.is_junction, sealed=sealed) for one in listed
        ]
    wanted = [name for name, refused in zip(names, refusals, strict=True) if refused is None]
    source = _Source(content, password, wanted, whole=total <= KEPT, most=means.bounds.unpacked)
    places = iter(range(len(wanted)))
    return [
        Entry(name, refused, _never if refused else source.opener(next(places)))
        for name, refused in zip(names, refusals, strict=True)
    ]


class _Source:
    """Opens the archive anew for what is asked of it."""

    def __init__(
        self, content: bytes, password: str | None, wanted: Sequence[str], *, whole: bool, most: int
    ) -> None:
        self._most = min(most, AT_ONCE)
        self._content, self._password, self._wanted, self._whole = content, password, wanted, whole
        self._kept: list[list[bytes]] | None = None

    def opener(self, place: int) -> Opener:
        return Opener(self, place)

    def pieces(self, place: int) -> list[bytes]:
        """The content of one file, in pieces."""
        if not self._whole:
            return self._unpacked([self._wanted[place]], self._most)[
                self._wanted[:place].count(self._wanted[place])
            ]
        if self._kept is None:
            self._kept = self._unpacked(self._wanted, min(self._most, 4 * KEPT))
        return self._kept[place]

    def _unpacked(self, names: Sequence[str], most: int) -> list[list[bytes]]:
        holding = _Holding(most)
        with SevenZipFile(BytesIO(self._content), password=self._password) as archive:
            archive.extract(targets=list(names), factory=holding)
        return [held.pieces for held in holding.held]


class Opener:
    """The pieces of one file, at each call anew."""

    def __init__(self, source: _Source, place: int) -> None:
        self._source, self._place = source, place

    def __call__(self) -> Iterator[bytes]:
        for piece in self._source.pieces(self._place):
            for at in range(0, len(piece), CHUNK):
                yield piece[at : at + CHUNK]


def _never() -> Iterator[bytes]:
    return iter(())


def _refusal(name: str, *, link: bool, sealed: bool) -> str | None:
    if leaves(plain(name)):
        return "path_leaves_archive"
    if link:
        return "link_in_archive"
    return "encrypted_member" if sealed else None
