"""A scanner for patient data where none may be: it unpacks what it finds and knows many spellings (law 7).

`scan(folder, canaries)` looks for each canary (a made-up value of 12 or more characters, planted in a
sensitive field) in every file below `folder`, in file names, and inside containers: ZIP, gzip, bzip2, xz,
zstd, LZ4 and zlib streams wherever they begin, Parquet (values, dictionaries, metadata), SQLite (every
row of every table, and all raw pages, the free ones and the write-ahead log included). Containers within
containers are opened too. Spellings: UTF-8, UTF-16 of both orders, cp1252, as escaped in JSON and in
addresses; each also in base64 (three alignments, both alphabets) and hex (both cases).

Any test may use it; it knows nothing of the project.
"""

from __future__ import annotations

import base64
import bz2
import json
import lzma
import re
import sqlite3
import tempfile
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from urllib.parse import quote, quote_plus

import pyarrow as pa
import pyarrow.parquet as pq

SHORTEST = 12
DEPTH = 5
UNPACKED = 64 << 20
"""Bytes taken at most from one compressed stream."""


@dataclass(frozen=True)
class Hit:
    """One canary in one file. way: the containers and the spelling that it was found through."""

    file: str
    canary: str
    way: str


@dataclass(frozen=True)
class _Needle:
    canary: str
    spelling: str
    found: bytes


def scan(folder: Path, canaries: Iterable[str]) -> tuple[Hit, ...]:
    """Every canary found below `folder`, each way once, in file order."""
    needles = tuple(needle for canary in canaries for needle in _needles(canary))
    hits: dict[Hit, None] = {}
    for path in sorted(each for each in folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        hits.update(dict.fromkeys(_hits(name, name.encode(), "name", needles)))
        if path.is_file():
            hits.update(dict.fromkeys(_file_hits(path, name, needles)))
    return tuple(hits)


def _file_hits(path: Path, name: str, needles: tuple[_Needle, ...]) -> Iterator[Hit]:
    data = path.read_bytes()
    for way, content in _unpacked(data, "", DEPTH):
        yield from _hits(name, content, way, needles)
    if _is_sqlite(data):
        wal = path.with_name(path.name + "-wal")
        for content in _rows(data, wal.read_bytes() if wal.is_file() else b""):
            for way, inner in _unpacked(content, "/row", DEPTH):
                yield from _hits(name, inner, way, needles)


def _hits(file: str, content: bytes, way: str, needles: tuple[_Needle, ...]) -> Iterator[Hit]:
    for needle in needles:
        if needle.found in content:
            yield Hit(file, needle.canary, f"{way}/{needle.spelling}".strip("/"))


def _needles(canary: str) -> Iterator[_Needle]:
    if len(canary) < SHORTEST:
        raise ValueError(f"a canary has {SHORTEST} characters or more: shorter ones are found by chance")
    seen: set[bytes] = set()
    for encoding, raw in _encodings(canary):
        for spelling, found in _spellings(raw):
            if found not in seen:
                seen.add(found)
                yield _Needle(canary, f"{encoding} {spelling}".strip(), found)


def _encodings(canary: str) -> Iterator[tuple[str, bytes]]:
    for encoding in ("utf-8", "utf-16-le", "utf-16-be", "cp1252"):
        yield encoding, canary.encode(encoding, "ignore")
    yield "json", json.dumps(canary)[1:-1].encode()
    yield "url", quote(canary).encode()
    yield "form", quote_plus(canary).encode()


def _spellings(raw: bytes) -> Iterator[tuple[str, bytes]]:
    yield "", raw
    yield "hex", raw.hex().encode()
    yield "HEX", raw.hex().upper().encode()
    for offset in range(3):
        for word, encode in (("base64", base64.b64encode), ("base64url", base64.urlsafe_b64encode)):
            yield f"{word}+{offset}", _certain(encode(bytes(offset) + raw), offset, len(raw))


def _certain(encoded: bytes, offset: int, length: int) -> bytes:
    """The characters that depend on the value alone, and not on what stands before or after it."""
    first = -(-offset * 8 // 6)
    last = (offset + length) * 8 // 6
    return encoded[first:last]


def _unpacked(data: bytes, way: str, depth: int) -> Iterator[tuple[str, bytes]]:
    """The bytes themselves and everything that can be unpacked from them, to `depth` containers."""
    yield way, data
    if depth == 0:
        return
    for word, content in _contents(data):
        yield from _unpacked(content, f"{way}/{word}", depth - 1)
    if _is_sqlite(data) and way:
        for content in _rows(data, b""):
            yield from _unpacked(content, f"{way}/row", depth - 1)


def _contents(data: bytes) -> Iterator[tuple[str, bytes]]:
    yield from _zip_members(data)
    yield from _parquet_values(data)
    view = memoryview(data)
    for word, magic, unpack in _STREAMS:
        for match in re.finditer(magic, data):
            content = unpack(view[match.start() :])
            if len(content) >= SHORTEST:
                yield word, content


def _zip_members(data: bytes) -> Iterator[tuple[str, bytes]]:
    if b"PK\x05\x06" not in data:
        return
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            for member in archive.infolist():
                with archive.open(member) as source:
                    yield "zip", source.read(UNPACKED)
    except (zipfile.BadZipFile, NotImplementedError, OSError, RuntimeError, ValueError, zlib.error):
        return


def _parquet_values(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Every value by column, and every dictionary whole, entries that no row uses included."""
    if not (data.startswith(b"PAR1") and data.endswith(b"PAR1")):
        return
    try:
        schema = pq.ParquetFile(BytesIO(data)).schema_arrow
        whole = [field.name for field in schema if pa.types.is_dictionary(field.type)]
        texts = [field.name for field in schema if _is_text(field.type)]
        for names in ([], [*whole, *texts]):
            table = pq.ParquetFile(BytesIO(data), read_dictionary=names).read()
            yield from (("parquet", content) for column in table.columns for content in _column(column))
        yield "parquet metadata", repr(table.schema.metadata).encode()
    except (pa.ArrowException, OSError, ValueError):
        return


def _is_text(kind: pa.DataType) -> bool:
    return any(
        test(kind) for test in (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary)
    ) or pa.types.is_large_binary(kind)


def _column(column: pa.ChunkedArray) -> Iterator[bytes]:
    """The buffers hold the values of every type as they are, nested ones and dictionaries too."""
    for chunk in column.chunks:
        if isinstance(chunk, pa.DictionaryArray):
            yield from _buffers(chunk.dictionary)
        yield from _buffers(chunk)


def _buffers(array: pa.Array) -> Iterator[bytes]:
    yield from (buffer.to_pybytes() for buffer in array.buffers() if buffer is not None)


def _is_sqlite(data: bytes) -> bool:
    return data.startswith(b"SQLite format 3\0")


def _rows(data: bytes, wal: bytes) -> Iterator[bytes]:
    """Every cell of every table, long ones joined over their pages, from a copy (opening may write)."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        copy.write_bytes(data)
        if wal:
            copy.with_name("copy.sqlite-wal").write_bytes(wal)
        with closing(sqlite3.connect(copy)) as connection:
            connection.text_factory = bytes
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                quoted = name.decode().replace('"', '""')
                for row in connection.execute(f'SELECT * FROM "{quoted}"'):
                    yield from (value for value in row if isinstance(value, bytes))


def _zlib(window: int):
    def unpack(data: memoryview) -> bytes:
        return _until_broken(zlib.decompressobj(window), data)

    return unpack


def _until_broken(stream, data: memoryview) -> bytes:
    """What can be unpacked before the first error: a cut stream gives what it has."""
    found = b""
    try:
        for start in range(0, len(data), 4096):
            found += stream.decompress(data[start : start + 4096], UNPACKED - len(found))
            if stream.eof or len(found) >= UNPACKED:
                break
    except (zlib.error, OSError, EOFError, lzma.LZMAError, ValueError):
        pass
    return found


def _zip_entry(data: memoryview) -> bytes:
    """One member by its own header, for archives that were cut off or whose directory is broken."""
    names = int.from_bytes(data[26:28], "little") + int.from_bytes(data[28:30], "little")
    return _until_broken(zlib.decompressobj(-15), data[30 + names :])


def _arrow(codec: str):
    def unpack(data: memoryview) -> bytes:
        found = b""
        try:
            with pa.CompressedInputStream(pa.BufferReader(data), codec) as stream:
                while (part := stream.read(1 << 16)) and len(found) < UNPACKED:
                    found += part
        except (pa.ArrowException, OSError, ValueError):
            pass
        return found

    return unpack


_STREAMS = (
    ("zip entry", rb"PK\x03\x04", _zip_entry),
    ("gzip", rb"\x1f\x8b\x08", _zlib(31)),
    ("zlib", rb"\x78[\x01\x5e\x9c\xda]", _zlib(15)),
    ("bzip2", rb"BZh[1-9]1AY&SY", lambda data: _until_broken(bz2.BZ2Decompressor(), data)),
    ("xz", rb"\xfd7zXZ\x00", lambda data: _until_broken(lzma.LZMADecompressor(), data)),
    ("zstd", rb"\x28\xb5\x2f\xfd", _arrow("zstd")),
    ("lz4", rb"\x04\x22\x4d\x18", _arrow("lz4")),
)
