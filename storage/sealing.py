"""Sealing: AES-256-GCM over streams of any length and over short values (law 7).

A sealed stream ("envelope 1") is a header of 42 bytes and then blocks:
  1 byte   version, 1
  2 bytes  version of the class key, big-endian
  32 bytes random salt: the key of this one envelope is HKDF-SHA256(class key, salt, info with `Bound`)
  7 bytes  random nonce prefix
  blocks   1 MiB of plaintext each (the last may be shorter, or empty), each with its 16-byte tag
Block nonce: prefix, 4 bytes counter, 1 byte that is 1 on the last block only (the STREAM construction:
Hoang, Reyhanitabar, Rogaway, Vizar 2015). Associated data of every block: header and `Bound`. So a cut
tail, a swapped block, a foreign block and an envelope moved to another name all fail to open.

A sealed field ("envelope 2") is version (1 byte), key version (2), random nonce (12), ciphertext and tag.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from storage.canonical import canonical
from storage.errors import SealBroken

STREAM_VERSION = 1
FIELD_VERSION = 2
BLOCK = 1 << 20
TAG = 16
SALT = 32
PREFIX = 7
NONCE = 12
HEADER = 1 + 2 + SALT + PREFIX
FIELD_HEADER = 1 + 2


class Sink(Protocol):
    def write(self, data: bytes, /) -> object: ...


class Source(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True)
class Bound:
    """What an envelope belongs to. Sealed bytes open under an equal `Bound` only."""

    project: str
    purpose: str
    sensitivity: str
    run: str = ""
    table: str = ""
    part: str = ""

    def encode(self) -> bytes:
        return canonical(
            "chartbridge/bound/1",
            self.project,
            self.purpose,
            self.run,
            self.table,
            self.part,
            self.sensitivity,
        )


@dataclass(frozen=True)
class ClassKey:
    """One version of the key of one sensitivity class."""

    version: int
    material: bytes = field(repr=False)


KeyOfVersion = Callable[[int], bytes]
"""Gives the class key of a version; raises where there is none."""


def derive(key: bytes, info: bytes, *, salt: bytes | None = None) -> bytes:
    """HKDF-SHA256 (RFC 5869), 32 bytes."""
    return HKDF(algorithm=hashes.SHA256(), length=32, salt=salt, info=info).derive(key)


class Sealer:
    """Seals what is written to it into `sink`; holds at most one block. `close` writes the last block."""

    def __init__(self, sink: Sink, key: ClassKey, *, bound: Bound) -> None:
        header = _stream_header(key.version)
        self._sink = sink
        self._blocks = _Blocks.of(key.material, header, bound=bound)
        self._held = bytearray()
        sink.write(header)

    def write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            if len(self._held) == BLOCK:
                self._flush(last=False)
            taken = view[: BLOCK - len(self._held)]
            self._held += taken
            view = view[len(taken) :]

    def close(self) -> None:
        self._flush(last=True)

    def _flush(self, *, last: bool) -> None:
        self._sink.write(self._blocks.seal(bytes(self._held), last=last))
        self._held.clear()


class _Blocks:
    """The running counter and the one key of an envelope."""

    def __init__(self, cipher: AESGCM, prefix: bytes, aad: bytes) -> None:
        self._cipher = cipher
        self._prefix = prefix
        self._aad = aad
        self._count = 0

    @classmethod
    def of(cls, material: bytes, header: bytes, *, bound: Bound) -> _Blocks:
        salt, prefix = header[3 : 3 + SALT], header[3 + SALT :]
        key = derive(material, b"chartbridge/stream/1" + hashlib.sha256(bound.encode()).digest(), salt=salt)
        return cls(AESGCM(key), prefix, header + bound.encode())

    def seal(self, data: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._nonce(last=last), data, self._aad)

    def open(self, data: bytes, *, last: bool) -> bytes:
        try:
            return self._cipher.decrypt(self._nonce(last=last), data, self._aad)
        except InvalidTag as broken:
            raise broken_seal("it was altered, cut or moved, or another key sealed it") from broken

    def _nonce(self, *, last: bool) -> bytes:
        nonce = self._prefix + self._count.to_bytes(4, "big") + bytes([last])
        self._count += 1
        return nonce


def open_stream(source: Source, key: KeyOfVersion, *, bound: Bound) -> Iterator[bytes]:
    """The plaintext in blocks of at most 1 MiB, each authenticated before it is given.

    A cut tail shows at the end only: whoever acts on the whole must read to the end. Raises SealBroken.
    """
    header = _read_exactly(source, HEADER)
    if len(header) < HEADER or header[0] != STREAM_VERSION:
        raise broken_seal("it does not begin like a sealed stream")
    blocks = _Blocks.of(key(int.from_bytes(header[1:3], "big")), header, bound=bound)
    held = _read_exactly(source, BLOCK + TAG)
    while True:
        following = _read_exactly(source, BLOCK + TAG) if len(held) == BLOCK + TAG else b""
        yield blocks.open(held, last=not following)
        if not following:
            return
        held = following


def seal_bytes(data: bytes, key: ClassKey, *, bound: Bound) -> bytes:
    sink = BytesIO()
    sealer = Sealer(sink, key, bound=bound)
    sealer.write(data)
    sealer.close()
    return sink.getvalue()


def open_bytes(sealed: bytes, key: KeyOfVersion, *, bound: Bound) -> bytes:
    return b"".join(open_stream(BytesIO(sealed), key, bound=bound))


def field_key(material: bytes) -> bytes:
    """What a class key seals short values with. Who holds this alone opens no stream of the class."""
    return derive(material, b"chartbridge/field/1")


def seal_field(value: bytes, key: ClassKey, *, bound: Bound) -> bytes:
    """One short value, sealed on its own; shows its length and nothing else. key: made by `field_key`."""
    header = bytes([FIELD_VERSION]) + key.version.to_bytes(2, "big")
    nonce = secrets.token_bytes(NONCE)
    return header + nonce + AESGCM(key.material).encrypt(nonce, value, header + bound.encode())


def open_field(sealed: bytes, key: KeyOfVersion, *, bound: Bound) -> bytes:
    header, nonce = sealed[:FIELD_HEADER], sealed[FIELD_HEADER : FIELD_HEADER + NONCE]
    if len(sealed) < FIELD_HEADER + NONCE + TAG or header[0] != FIELD_VERSION:
        raise broken_seal("it does not begin like a sealed field")
    cipher = AESGCM(key(int.from_bytes(header[1:], "big")))
    try:
        return cipher.decrypt(nonce, sealed[FIELD_HEADER + NONCE :], header + bound.encode())
    except InvalidTag as broken:
        raise broken_seal("it was altered or moved, or another key sealed it") from broken


def chunks(data: bytes) -> Iterable[bytes]:
    """`data` in slices of one block, without a second copy of the whole."""
    view = memoryview(data)
    return (bytes(view[start : start + BLOCK]) for start in range(0, len(data), BLOCK))


def broken_seal(why: str) -> SealBroken:
    return SealBroken(
        place="sealed store",
        found=f"Something sealed cannot be opened: {why}.",
        do="Bring it back from a backup.",
    )


def _stream_header(version: int) -> bytes:
    return bytes([STREAM_VERSION]) + version.to_bytes(2, "big") + secrets.token_bytes(SALT + PREFIX)


def _read_exactly(source: Source, size: int) -> bytes:
    """Up to `size` bytes, fewer at the end only (a raw stream may give less than asked)."""
    parts: list[bytes] = []
    while size > 0:
        part = source.read(size)
        if not part:
            break
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
