"""The one door between plaintext and the blob store: what goes in is sealed, what comes out is proven."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator

from storage.blobs import BlobStore
from storage.keys import KeyRing
from storage.sealing import Bound, Sealer, broken_seal, open_stream


def put_sealed(
    blobs: BlobStore, ring: KeyRing, chunks: Iterable[bytes], *, bound: Bound, name: Callable[[str], str]
) -> tuple[str, int]:
    """Seals `chunks` into one blob; gives the SHA-256 (hex) and the size of the plaintext.

    name: the blob's name from that SHA-256, since it is known at the end only. Holds one block in memory.
    """
    digest, size = hashlib.sha256(), 0
    with blobs.writer() as writer:
        sealer = Sealer(writer, ring.current(bound), bound=bound)
        for chunk in chunks:
            digest.update(chunk)
            size += len(chunk)
            sealer.write(chunk)
        sealer.close()
        writer.commit(name(digest.hexdigest()))
    return digest.hexdigest(), size


def open_sealed(blobs: BlobStore, ring: KeyRing, name: str, *, bound: Bound, sha256: str) -> Iterator[bytes]:
    """The plaintext in blocks; raises SealBroken, at the end, where it is not what `sha256` (hex) says."""
    digest = hashlib.sha256()
    with blobs.read(name) as source:
        for block in open_stream(source, lambda version: ring.of_version(bound, version), bound=bound):
            digest.update(block)
            yield block
    if digest.hexdigest() != sha256:
        raise broken_seal("it is sealed by the right key but is not the content that was stored")
