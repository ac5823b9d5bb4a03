"""Verifying a readiness document as anyone can in ten years: with the file, the trust file and no network.

First the bytes (`strict`), then the mathematics (`chain`), then the structure (`structure`), and trust last,
so that "altered" is said of a changed file whoever signed it, and "unknown signer" only of a whole one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.errors import UnreadableFile
from core.readiness import Signer
from reports.signing import chain, strict, wording
from reports.signing.certificates import DOCUMENT_KEY, Certified, fingerprint
from reports.signing.embedding import METHOD
from reports.signing.envelope import Envelope
from reports.signing.places import ISSUER_FIELD, TRAINING, field_of, order_of
from reports.signing.strict import Altered, Region
from reports.signing.structure import Stated, Structure, examined
from reports.signing.verdict import Finding, SignatureSeen, Verdict


def verify(pdf: bytes, roots: Sequence[bytes]) -> Verdict:
    """What is to be said of `pdf`. roots: DER certificates that are trusted (`roots_in` reads them)."""
    try:
        return _told(pdf, roots)
    except Altered as altered:
        where = wording.place_named(altered.where) if altered.where else ""
        return Verdict(Finding.ALTERED, (wording.altered(where, altered.why), wording.ASK))


def verify_file(path: Path, *, roots: Sequence[bytes] = ()) -> tuple[int, tuple[str, ...]]:
    """(exit status of contracts section 4, sentences) for a file. Raises UnreadableFile."""
    try:
        content = path.read_bytes()
    except OSError as problem:
        raise UnreadableFile(
            place=path.name, found="This file cannot be opened.", do="Please check its name and your rights."
        ) from problem
    verdict = verify(content, roots)
    return verdict.exit_status, verdict.sentences


def _told(pdf: bytes, roots: Sequence[bytes]) -> Verdict:
    found = strict.regions(pdf)
    if not strict.is_ours(pdf):
        return _foreign(pdf)
    if not strict.is_a_pdf(pdf) or not found or found[-1].end != len(pdf):
        raise Altered(wording.NOT_WHOLE if strict.is_a_pdf(pdf) else wording.OUTER)
    order = order_of(strict.fields_in(pdf))
    envelopes = _opened(pdf, found, order)
    structure = examined(pdf, found, order)
    seen = _seen(envelopes, structure)
    return _trusted(envelopes, Verdict(Finding.VALID, (), seen, structure.document, order), roots)


def _foreign(pdf: bytes) -> Verdict:
    if not strict.is_a_pdf(pdf):
        return Verdict(Finding.NOT_OURS, (wording.NOT_A_PDF,))
    if strict.is_cut_off(pdf):
        raise Altered(wording.NOT_WHOLE)
    return Verdict(Finding.NOT_OURS, (wording.NOT_OURS,))


def _opened(pdf: bytes, found: Sequence[Region], order: Sequence[str]) -> tuple[Envelope, ...]:
    """The envelopes of all signatures. The last is looked at first: it covers what the others do and more."""
    fields = [order[min(number, len(order) - 1)] for number in range(len(found))]
    backwards = [_one_opened(pdf, *each) for each in zip(reversed(found), reversed(fields), strict=True)]
    return tuple(reversed(backwards))


def _one_opened(pdf: bytes, region: Region, field: str) -> Envelope:
    """The envelope of one signature, with its bytes and its mathematics checked."""
    try:
        envelope = strict.opened(pdf, region)
        chain.check(envelope)
    except Altered as altered:
        raise Altered(altered.why, field) from altered
    return envelope


def _seen(envelopes: Sequence[Envelope], structure: Structure) -> tuple[SignatureSeen, ...]:
    seen = tuple(map(_one_seen, envelopes, structure.signatures))
    times = [each.at for each in seen]
    if times != sorted(times):
        raise Altered(wording.TIMES)
    return seen


def _one_seen(envelope: Envelope, stated: Stated) -> SignatureSeen:
    """One signature, its role found to be that of its place, its time that of its certificate."""
    chain.within(envelope, stated.at)
    who = Certified(envelope.chain)
    if who.title != _role_at(stated.field):
        raise Altered(wording.ROLE, stated.field)
    method = stated.reason.partition(METHOD)[2]
    return SignatureSeen(stated.field, who.name, who.title, stated.at, method, fingerprint(who.root))


def _role_at(field: str) -> str:
    roles = {ISSUER_FIELD: DOCUMENT_KEY} | {field_of(signer): signer.value for signer in Signer}
    return str(roles[field])


def _trusted(envelopes: Sequence[Envelope], verdict: Verdict, roots: Sequence[bytes]) -> Verdict:
    """`verdict` with its finding and sentences: who signed, who is missing, whom to ask about the root."""
    people = tuple(_sentence(each) for each in verdict.signatures)
    strangers = [each for each in envelopes if not chain.trusted(each, roots)]
    if strangers:
        ask = wording.whose(fingerprint(strangers[0].chain[-1]))
        return _with(verdict, Finding.UNKNOWN_SIGNER, (wording.UNKNOWN, *people, ask))
    missing = [_role_at(field) for field in verdict.order[len(verdict.signatures) :]]
    if missing:
        of = len(verdict.order) - 1
        first = wording.unfinished(of - len(missing), of, missing)
        return _with(verdict, Finding.UNFINISHED, (first, *people))
    if verdict.order == TRAINING:
        return _with(verdict, Finding.VALID, (wording.SEALED_WHOLE, *people))
    return _with(verdict, Finding.VALID, (wording.WHOLE, *people))


def _with(verdict: Verdict, finding: Finding, sentences: tuple[str, ...]) -> Verdict:
    return replace(verdict, finding=finding, sentences=sentences)


def _sentence(seen: SignatureSeen) -> str:
    if seen.field == ISSUER_FIELD:
        return wording.issued_by(seen.name, seen.at)
    return wording.signed_by(seen.name, seen.role, seen.at, seen.method)
