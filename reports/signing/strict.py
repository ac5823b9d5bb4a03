"""Every byte that no PDF reader looks at: the part of a signature which its own ByteRange leaves out.

A ByteRange covers the file but for /Contents, so a byte changed inside the last /Contents (the case of a
hexadecimal digit, the padding, an attribute nobody signed) is seen by nobody. Here the region is read as
bytes and must be exactly what we would have written: upper-case digits, the DER envelope written again
from its free parts, zeros up to the end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.signing.embedding import RESERVED, document_digest
from reports.signing.envelope import Envelope, has_low_s, taken_apart, written
from reports.signing.places import PREFIX
from reports.signing.wording import CONTENT, FORM

_FIELD = re.compile(rb"/T \((" + PREFIX.encode() + rb"[A-Za-z]+)\)")
_BYTE_RANGE = re.compile(rb"/ByteRange ?\[ ?(\d{1,10}) (\d{1,10}) (\d{1,10}) (\d{1,10}) *\]")
_ENDS = b"%%EOF"
_HEX = re.compile(rb"[0-9A-F]+")


class Altered(Exception):
    """A signature of ours that is not as it was written. args: where (a field or ""), which sentence."""

    def __init__(self, why: str, where: str = "") -> None:
        super().__init__(why)
        self.why = why
        self.where = where


@dataclass(frozen=True)
class Region:
    """One signature in the bytes of the file: the two covered spans, and /Contents between them."""

    first: tuple[int, int]
    second: tuple[int, int]

    @property
    def contents(self) -> tuple[int, int]:
        """Where /Contents begins and ends, the angle brackets included."""
        return self.first[0] + self.first[1], self.second[0]

    @property
    def end(self) -> int:
        return self.second[0] + self.second[1]


def is_a_pdf(content: bytes) -> bool:
    return content.startswith(b"%PDF-")


def is_cut_off(content: bytes) -> bool:
    """Whether a PDF lacks its end: every complete one ends in %%EOF."""
    return not content.rstrip(b"\r\n ").endswith(_ENDS)


def is_ours(content: bytes) -> bool:
    """Whether any field of ours is named in it; one changed byte cannot hide all five."""
    return f"/T ({PREFIX}".encode() in content


def fields_in(content: bytes) -> frozenset[str]:
    """The fields of ours that are named in it."""
    return frozenset(found.decode() for found in _FIELD.findall(content))


def regions(content: bytes) -> tuple[Region, ...]:
    """The signatures as they stand in the bytes, in the order of the file."""
    numbers = ([int(each) for each in found.groups()] for found in _BYTE_RANGE.finditer(content))
    return tuple(Region((a, b), (c, d)) for a, b, c, d in numbers)


def opened(content: bytes, region: Region) -> Envelope:
    """The envelope of `region`; raises Altered where a byte of it is not as we would have written it, or
    where it was made for other bytes than those that it covers."""
    start, end = region.contents
    hexadecimal = content[start + 1 : end - 1]
    brackets = content[start : start + 1] + content[end - 1 : end]
    if region.first[0] != 0 or brackets != b"<>" or len(hexadecimal) != RESERVED:
        raise Altered(FORM)
    if not _HEX.fullmatch(hexadecimal):
        raise Altered(FORM)
    padded, digest = (
        bytes.fromhex(hexadecimal.decode()),
        document_digest(content, (region.first, region.second)),
    )
    # Looked for before anything is taken apart: most changes end here, at the price of one hash.
    if digest not in padded:
        raise Altered(CONTENT)
    envelope = _exact(padded)
    if envelope.digest != digest:
        raise Altered(CONTENT)
    return envelope


def _exact(padded: bytes) -> Envelope:
    """The envelope at the start of `padded`: after it only zeros, in it nothing foreign."""
    der = padded[: _der_length(padded)]
    try:
        envelope = taken_apart(der)
        again = written(envelope)
        low = has_low_s(envelope.signature)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError) as unreadable:
        raise Altered(FORM) from unreadable
    if again.ljust(len(padded), b"\0") != padded or not low:
        raise Altered(FORM)
    return envelope


def _der_length(padded: bytes) -> int:
    """Length of the DER value at the start, header included, in the one definite form that we write."""
    size = padded[1]
    if size < 0x80:
        return 2 + size
    count = size & 0x7F
    return 2 + count + int.from_bytes(padded[2 : 2 + count], "big")
