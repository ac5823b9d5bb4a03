"""The one file in a GZIP, BZIP2 or XZ compression; it may be a TAR archive, which is opened in its turn."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Generator, Iterator
from pathlib import PurePosixPath

from core.sources.entries import CHUNK, Entry

MOST_MEMORY = 256 << 20
"""What an XZ stream may ask for while it is unpacked."""
_ENDINGS = {
    ".gz": "", ".bz2": "", ".xz": "", ".lzma": "",
    ".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar",
}  # fmt: skip


_Pieces = Generator[bytes, None, bytes]


def squeezed_entries(content: bytes, name: str, _password: str | None) -> list[Entry]:
    """One file, named as the compression is without its ending."""
    inner = PurePosixPath(name.split("!/")[-1]).name
    ending = PurePosixPath(inner).suffix.lower()
    bare = inner[: -len(ending)] + _ENDINGS[ending] if ending in _ENDINGS else inner
    return [Entry(bare or inner, None, lambda: _pieces(content))]


def _pieces(content: bytes) -> Iterator[bytes]:
    """The content, stream after stream: many programs append one to another. Raises what says damage."""
    while content:
        unpack = _gzip if content[:2] == b"\x1f\x8b" else _bzip2 if content[:3] == b"BZh" else _xz
        content = yield from unpack(content)
        content = content.lstrip(b"\0")


def _gzip(content: bytes) -> _Pieces:
    unpacker = zlib.decompressobj(wbits=31)
    waiting = content
    while not unpacker.eof:
        piece = unpacker.decompress(waiting, CHUNK)
        waiting = unpacker.unconsumed_tail
        if not piece and not waiting and not unpacker.eof:
            raise EOFError
        yield piece
    return unpacker.unused_data


def _bzip2(content: bytes) -> _Pieces:
    return (yield from _fed(bz2.BZ2Decompressor(), content))


def _xz(content: bytes) -> _Pieces:
    return (yield from _fed(lzma.LZMADecompressor(memlimit=MOST_MEMORY), content))


def _fed(unpacker: bz2.BZ2Decompressor | lzma.LZMADecompressor, content: bytes) -> _Pieces:
    """Fed whole and emptied in small pieces; an end that never comes is damage."""
    waiting = content
    while not unpacker.eof:
        piece = unpacker.decompress(waiting, CHUNK)
        if not piece and unpacker.needs_input and not unpacker.eof:
            raise EOFError
        waiting = b""
        yield piece
    return unpacker.unused_data
