"""The one file in a GZIP, BZIP2 or XZ compression; it may be a TAR archive, which is opened in its turn."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Generator, Iterator
from pathlib import PurePosixPath

from core.sources.entries import CHUNK, Burst, Entry
from core.sources.means import Means

_ENDINGS = {
    ".gz": "", ".bz2": "", ".xz": "", ".lzma": "",
    ".tgz": ".tar", ".tbz": ".tar", ".tbz2": ".tar", ".txz": ".tar",
}  # fmt: skip
_TOO_MUCH = "Memory usage limit exceeded"
_Pieces = Generator[bytes, None, bytes]


def squeezed_entries(content: bytes, name: str, means: Means) -> list[Entry]:
    """One file, named as the compression is without its ending."""
    inner = PurePosixPath(name.split("!/")[-1]).name
    ending = PurePosixPath(inner).suffix.lower()
    bare = inner[: -len(ending)] + _ENDINGS[ending] if ending in _ENDINGS else inner
    return [Entry(bare or inner, None, lambda: _pieces(content, means.bounds.memory))]


def _pieces(content: bytes, memory: int) -> Iterator[bytes]:
    """The content, stream after stream: many programs append one to another. Raises what says damage, and
    Burst where a stream asks for more than `memory`.
    """
    while content:
        unpack = _gzip if content[:2] == b"\x1f\x8b" else _bzip2 if content[:3] == b"BZh" else _xz
        content = yield from unpack(content, memory)
        content = content.lstrip(b"\0")


def _gzip(content: bytes, _memory: int) -> _Pieces:
    unpacker = zlib.decompressobj(wbits=31)
    waiting = content
    while not unpacker.eof:
        piece = unpacker.decompress(waiting, CHUNK)
        waiting = unpacker.unconsumed_tail
        if not piece and not waiting and not unpacker.eof:
            raise EOFError
        yield piece
    return unpacker.unused_data


def _bzip2(content: bytes, _memory: int) -> _Pieces:
    return (yield from _fed(bz2.BZ2Decompressor(), content))


def _xz(content: bytes, memory: int) -> _Pieces:
    try:
        return (yield from _fed(lzma.LZMADecompressor(memlimit=memory), content))
    except lzma.LZMAError as fault:
        if str(fault) == _TOO_MUCH:
            raise Burst("archive_needs_memory") from None
        raise


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
