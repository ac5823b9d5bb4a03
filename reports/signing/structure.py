"""What the PDF says around its signatures: which fields, in which order, and nothing added between them.

Asked of pyHanko, after the bytes have been found whole. The certification has to allow nothing but filling
in and signing, each signature has to cover everything up to itself, and each update of the file has to be
one signature: no other change is let pass, however harmless it looks.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.fields import MDPPerm
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import EmbeddedPdfSignature, read_certification_data
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import SignatureCoverageLevel

from reports.signing.places import FIELDS
from reports.signing.strict import Altered, Region
from reports.signing.wording import CHANGED, ORDER, OUTER, PERMISSIONS

_UNREADABLE = (
    PdfError,
    SigningError,
    SignatureValidationError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
)
"""What reading a PDF of somebody else's making can end in."""


@dataclass(frozen=True)
class Stated:
    """What one signature states in the file; all of it is covered by the signature itself."""

    field: str
    at: datetime
    reason: str


@dataclass(frozen=True)
class Structure:
    signatures: tuple[Stated, ...]
    document: str


def examined(content: bytes, found: tuple[Region, ...], order: tuple[str, ...] = FIELDS) -> Structure:
    """The signatures of `content` in `order`; raises Altered where the file says what we do not write."""
    try:
        reader = PdfFileReader(io.BytesIO(content), strict=True)
        signatures = tuple(reader.embedded_signatures)
        _order(signatures, found, order)
        _permissions(reader, signatures[0])
        _nothing_else(reader, signatures)
        return Structure(tuple(_stated(each) for each in signatures), _document(reader))
    except _UNREADABLE as unreadable:
        raise Altered(OUTER) from unreadable


def _order(
    signatures: tuple[EmbeddedPdfSignature, ...], found: tuple[Region, ...], order: tuple[str, ...]
) -> None:
    names = tuple(each.field_name for each in signatures)
    ranges = tuple((*region.first, *region.second) for region in found)
    stated = tuple(tuple(int(number) for number in each.byte_range) for each in signatures)
    if not names or names != order[: len(names)] or ranges != stated:
        raise Altered(ORDER)


def _permissions(reader: PdfFileReader, issuer: EmbeddedPdfSignature) -> None:
    certification = read_certification_data(reader)
    if certification is None or certification.permission is not MDPPerm.FILL_FORMS:
        raise Altered(PERMISSIONS)
    if certification.author_sig.container_ref != issuer.sig_object.container_ref:
        raise Altered(PERMISSIONS)


def _nothing_else(reader: PdfFileReader, signatures: tuple[EmbeddedPdfSignature, ...]) -> None:
    if reader.xrefs.total_revisions != len(signatures) + 1:
        raise Altered(CHANGED)
    for each in signatures:
        examine: Callable[[], None] = each.compute_integrity_info
        examine()
        whole = each is signatures[-1]
        expected = SignatureCoverageLevel.ENTIRE_FILE if whole else SignatureCoverageLevel.ENTIRE_REVISION
        told = each.summarise_integrity_info()
        if told["coverage"] is not expected or not told["docmdp_ok"]:
            raise Altered(CHANGED, each.field_name)


def _stated(signature: EmbeddedPdfSignature) -> Stated:
    at = signature.self_reported_timestamp
    if at is None or at.tzinfo is None:
        raise ValueError("a signature without its time")
    return Stated(signature.field_name, at, str(signature.sig_object.get("/Reason", "")))


def _document(reader: PdfFileReader) -> str:
    return str(reader.trailer["/Info"]["/Subject"])
