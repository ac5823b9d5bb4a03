"""What damaged DICOM files are known to do to their reader, and how a deflated one is kept from bursting."""

from __future__ import annotations

import struct
import zlib

from pydicom.errors import BytesLengthException, InvalidDicomError

FAULTS = (
    InvalidDicomError, BytesLengthException, ValueError,
    KeyError, TypeError, AttributeError, IndexError, LookupError, EOFError,
    OSError, NotImplementedError, OverflowError, RecursionError, struct.error, zlib.error, AssertionError,
)  # fmt: skip
"""What pydicom is known to raise on malformed files."""
DEFLATED = b"1.2.840.10008.1.2.1.99"
MOST_INFLATED = 1 << 26
MOST_RATIO = 200


def bursts(content: bytes) -> bool:
    """Whether a deflated file (PS3.5, annex A.5) would inflate beyond all measure."""
    if DEFLATED not in content[:2048] or content[132:136] != b"\x02\x00\x00\x00":
        return False
    start = 144 + int.from_bytes(content[140:144], "little")
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    piece, total = content[start:], 0
    try:
        while piece and total <= max(MOST_INFLATED, MOST_RATIO * len(content)):
            total += len(inflater.decompress(piece, 1 << 20))
            piece = inflater.unconsumed_tail
    except zlib.error:
        return False
    return total > max(MOST_INFLATED, MOST_RATIO * len(content))
