"""Putting a signature into its field, as an update appended to the file: nothing before it is touched.

pyHanko writes the PDF; the envelope is ours (`envelope`). No clock is asked: the time is handed in.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ec
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import MDPPerm, SigFieldSpec, SigSeedSubFilter, append_signature_field
from pyhanko.sign.signers.cms_embedder import (
    PdfCMSEmbedder,
    SigAppearanceSetup,
    SigIOSetup,
    SigMDPSetup,
    SigObjSetup,
)
from pyhanko.sign.signers.pdf_byterange import SignatureObject

from reports.signing.certificates import Certified
from reports.signing.envelope import DIGEST, Envelope, raw_signature, signed_attributes, written
from reports.signing.places import Place
from reports.signing.stamp import Stamp, style_of

METHOD = " Confirmed by: "
"""Stands in the /Reason of a signature before the method of re-authentication."""
RESERVED = 8192
"""Hexadecimal digits kept free for an envelope: twice what two certificates with long names need."""


@dataclass(frozen=True)
class Entry:
    """What a signature states in the file beside the envelope: name, time, and how it was confirmed."""

    name: str
    at: datetime
    reason: str
    stamp: Stamp


def with_fields(pdf: bytes, places: Iterable[Place]) -> IncrementalPdfFileWriter:
    """A writer over `pdf` in which every place has its empty field."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    for place in places:
        append_signature_field(writer, SigFieldSpec(place.field, on_page=place.page, box=place.box))
    return writer


def embed(
    writer: IncrementalPdfFileWriter,
    field: str,
    *,
    entry: Entry,
    signer: Certified,
    key: ec.EllipticCurvePrivateKey,
    certify: bool = False,
) -> bytes:
    """The file with `field` signed. certify: as the certification that allows only filling in and signing."""
    steps = PdfCMSEmbedder().write_cms(field, writer, existing_fields_only=True)
    box = next(steps).get_object()["/Rect"]
    steps.send(_setup(entry, (int(box[2] - box[0]), int(box[3] - box[1])), certify=certify))
    prepared, output = steps.send(SigIOSetup(md_algorithm=DIGEST))
    chain = (signer.certificate, signer.root)
    signature = raw_signature(key, signed_attributes(prepared.document_digest, chain))
    envelope = Envelope(chain, signature, prepared.document_digest)
    steps.send(written(envelope))
    return bytes(output.getvalue())


def _setup(entry: Entry, size: tuple[int, int], *, certify: bool) -> SigObjSetup:
    placeholder = SignatureObject(
        timestamp=entry.at,
        subfilter=SigSeedSubFilter.PADES,
        name=entry.name,
        reason=entry.reason,
        bytes_reserved=RESERVED,
    )
    style = style_of(entry.stamp, width=size[0], height=size[1])
    permission = MDPPerm.FILL_FORMS if certify else None
    return SigObjSetup(
        sig_placeholder=placeholder,
        mdp_setup=SigMDPSetup(md_algorithm=DIGEST, certify=certify, docmdp_perms=permission),
        appearance_setup=SigAppearanceSetup(style=style, timestamp=entry.at, name=entry.name),
    )


def document_digest(pdf: bytes, spans: tuple[tuple[int, int], ...]) -> bytes:
    """SHA-256 over the (start, length) spans of `pdf`."""
    whole = hashlib.sha256()
    for start, length in spans:
        whole.update(memoryview(pdf)[start : start + length])
    return whole.digest()
