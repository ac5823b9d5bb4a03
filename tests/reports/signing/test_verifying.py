"""Verifying: every kind of change is seen, wherever it lies, and no stranger is taken for one of ours."""

from __future__ import annotations

import io
import random
import re
import subprocess
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from shutil import which

import pytest
from asn1crypto import cms, x509
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature
from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject, pdf_name, pdf_string
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import async_validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from core.errors import UnreadableFile
from core.readiness import Signer
from reports.signing import Finding, certify, verify, verify_file
from reports.signing.embedding import Entry, embed, with_fields
from reports.signing.envelope import taken_apart, written
from reports.signing.places import field_of
from reports.signing.stamp import Stamp
from reports.signing.strict import regions
from tests.portal.asking import run_apart
from tests.reports.signing.signed import HARBOUR, PLACES, SECRET, certified, house, plain, signed, when

OTHER = "Chartbridge somewhere else"
STRIDE = 131
ORDER_OF_P256 = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551


def finding(pdf: bytes) -> Finding:
    return verify(pdf, house().roots).finding


def flipped(pdf: bytes, at: int, bit: int = 1) -> bytes:
    return pdf[:at] + bytes([pdf[at] ^ bit]) + pdf[at + 1 :]


def last_contents() -> tuple[int, int]:
    return regions(signed(4))[-1].contents


def test_a_whole_document_is_valid_and_says_who_signed():
    verdict = verify(signed(4), house().roots)
    assert (verdict.finding, verdict.exit_status, verdict.document) == (Finding.VALID, 0, "R-0001")
    assert len(verdict.sentences) == 6 and verdict.sound


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_a_document_that_misses_signatures_is_sound_but_never_valid(count):
    verdict = verify(signed(count), house().roots)
    assert (verdict.finding, verdict.exit_status, verdict.sound) == (Finding.UNFINISHED, 1, True)
    assert f"Signed by {count} of 4 so far" in verdict.sentences[0]


def test_the_same_document_is_of_an_unknown_signer_where_its_root_is_not_trusted():
    verdict = verify(signed(4), house(OTHER).roots)
    assert (verdict.finding, verdict.exit_status) == (Finding.UNKNOWN_SIGNER, 3)
    assert verify(signed(4), ()).exit_status == 3


def test_bytes_of_the_last_contents_flipped_at_a_stride_are_each_seen():
    start, end = last_contents()
    used = len(bytes.fromhex(signed(4)[start + 1 : end - 1].decode()).rstrip(b"\0")) * 2
    places = {start, start + 1, end - 2, end - 1, start + used, start + used + 1}
    places |= set(range(start, start + used, STRIDE // 6)) | set(range(start + used, end, STRIDE))
    assert {at for at in places if finding(flipped(signed(4), at)) is not Finding.ALTERED} == set()


def test_the_case_of_one_digit_of_the_last_contents_is_seen():
    start, end = last_contents()
    letters = [at for at in range(start, end) if signed(4)[at : at + 1] in b"ABCDEF"]
    assert {finding(flipped(signed(4), at, 0x20)) for at in letters[::STRIDE]} == {Finding.ALTERED}


@pytest.mark.soak
@pytest.mark.parametrize("bit", [0x01, 0x20, 0x80])
def test_every_byte_of_the_last_contents_flipped_is_seen(bit):
    missed = [
        at for at in range(*last_contents()) if finding(flipped(signed(4), at, bit)) is not Finding.ALTERED
    ]
    assert missed == []


@pytest.mark.soak
def test_bytes_of_the_whole_file_flipped_at_a_stride_are_each_seen():
    missed = [
        at for at in range(0, len(signed(4)), 17) if finding(flipped(signed(4), at)) is not Finding.ALTERED
    ]
    assert missed == []


def test_five_hundred_bytes_elsewhere_flipped_are_each_seen():
    start, end = last_contents()
    rest = [*range(start), *range(end, len(signed(4)))]
    for at in (*random.Random(11).sample(rest, 500), 0, 4, len(signed(4)) - 1):
        assert finding(flipped(signed(4), at)) is Finding.ALTERED, at


def test_a_byte_put_in_or_taken_out_anywhere_is_seen():
    whole, chance = signed(4), random.Random(3)
    for at in chance.sample(range(len(whole)), 20):
        assert finding(whole[:at] + bytes([chance.randrange(256)]) + whole[at:]) is not Finding.VALID, at
        assert finding(whole[:at] + whole[at + 1 :]) is not Finding.VALID, at


@pytest.mark.soak
def test_thousands_of_bytes_put_in_or_taken_out_are_each_seen():
    whole, chance = signed(4), random.Random(5)
    for at in chance.sample(range(len(whole)), 3_000):
        assert finding(whole[:at] + bytes([chance.randrange(256)]) + whole[at:]) is not Finding.VALID, at
        assert finding(whole[:at] + whole[at + 1 :]) is not Finding.VALID, at


def test_a_file_cut_off_anywhere_inside_a_revision_is_altered():
    whole = signed(4)
    cuts = {len(whole) - 1, len(whole) - 7, *random.Random(5).sample(range(20, len(whole)), 40)}
    assert {finding(whole[:cut]) for cut in cuts} == {Finding.ALTERED}


def test_a_file_cut_off_exactly_after_an_earlier_signature_is_not_valid():
    assert finding(signed(4)[: len(signed(3))]) is Finding.UNFINISHED


def test_what_is_no_pdf_or_not_ours_is_of_nobody_we_know():
    for content in (b"", b"PK\x03\x04", b"a letter", plain()):
        verdict = verify(content, house().roots)
        assert (verdict.finding, verdict.exit_status) == (Finding.NOT_OURS, 3)


def test_a_line_put_at_the_end_is_seen():
    assert finding(signed(4) + b"\n") is Finding.ALTERED
    assert finding(signed(4) + b"%%EOF\n") is Finding.ALTERED


def saved_again(pdf: bytes, change) -> bytes:
    """`pdf` as a well-meaning person saves it: an update appended in which `change` was made."""
    writer = IncrementalPdfFileWriter(io.BytesIO(pdf))
    change(writer)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def in_the_title(writer) -> None:
    writer.root[pdf_name("/Lang")] = pdf_string("en")
    writer.update_root()


@pytest.mark.parametrize("count", [0, 2, 4])
def test_a_document_that_was_edited_and_saved_again_is_altered(count):
    assert finding(saved_again(signed(count), in_the_title)) is Finding.ALTERED


def test_a_document_that_was_written_anew_is_altered():
    """As by "print to PDF" of a program that keeps the form: the bytes that were signed are gone."""
    assert finding(signed(4).replace(b"\n/Type /Page\n", b" /Type /Page ")) is Finding.ALTERED


def signed_past_the_rules(pdf: bytes, role: Signer, *, field: str, at=None, name: str = HARBOUR) -> bytes:
    """A signature made without asking whether it may be: what a person with a key and other tools can do."""
    person = house(name).people[role]
    moment = at or when(9)
    entry = Entry(person.certified.name, moment, "", Stamp(role, person.certified.name, "", ""))
    key = person.open(SECRET)
    return embed(with_fields(pdf, ()), field, entry=entry, signer=person.certified, key=key)


def test_an_edit_that_is_signed_over_afterwards_is_still_seen():
    edited = saved_again(signed(3), in_the_title)
    assert (
        finding(signed_past_the_rules(edited, Signer.OWNER, field=field_of(Signer.OWNER))) is Finding.ALTERED
    )


def with_a_store_for_certificates(writer) -> None:
    """An addition that PDF readers take for harmless even after a certification."""
    writer.root[pdf_name("/DSS")] = writer.add_object(DictionaryObject({pdf_name("/Certs"): ArrayObject()}))
    writer.update_root()


def test_even_an_addition_that_readers_take_for_harmless_is_seen_between_signatures():
    added = saved_again(signed(3), with_a_store_for_certificates)
    over = signed_past_the_rules(added, Signer.OWNER, field=field_of(Signer.OWNER))
    assert "added or changed" in verify(over, house().roots).sentences[0]


def test_a_signature_in_the_place_of_another_role_is_seen():
    forged = signed_past_the_rules(signed(0), Signer.OWNER, field=field_of(Signer.PRACTITIONER))
    verdict = verify(forged, house().roots)
    assert "not made by the role" in verdict.sentences[0] and verdict.exit_status == 1


def test_a_signature_out_of_order_is_seen():
    forged = signed_past_the_rules(signed(1), Signer.OWNER, field=field_of(Signer.OWNER))
    assert "in their order" in verify(forged, house().roots).sentences[0]


def test_a_signature_that_is_dated_back_is_seen():
    early = signed_past_the_rules(
        signed(1), Signer.ACCOUNTANT, field=field_of(Signer.ACCOUNTANT), at=when(0) - timedelta(days=2)
    )
    assert "run backwards" in verify(early, house().roots).sentences[0]


def test_one_signature_by_another_root_makes_the_signer_unknown():
    role = Signer.OWNER
    mixed = signed_past_the_rules(signed(3), role, field=field_of(role), name=OTHER)
    assert verify(mixed, house().roots).exit_status == 3


def test_a_whole_document_by_another_root_is_of_an_unknown_signer():
    assert finding(signed(4, OTHER)) is Finding.UNKNOWN_SIGNER


def test_a_document_without_its_certification_is_not_valid():
    issuer = house().issuer
    entry = Entry("x", when(0), "", Stamp("x", "x", "", ""))
    bare = embed(
        with_fields(plain(), PLACES), "ChartbridgeIssuer", entry=entry, signer=issuer.certified,
        key=issuer.open(SECRET),
    )  # fmt: skip
    assert "certification" in verify(bare, house().roots).sentences[0]


def test_a_signature_taken_from_another_document_does_not_fit():
    other = certify(plain("R-0009"), PLACES, issuer=house().issuer, secret=SECRET, at=when(0))
    start, end = regions(certified())[0].contents
    other_start, other_end = regions(other)[0].contents
    swapped = certified()[:start] + other[other_start:other_end] + certified()[end:]
    assert "Bytes that it covers were changed" in verify(swapped, house().roots).sentences[0]


def test_the_other_valid_form_of_an_elliptic_signature_is_not_ours():
    """(r, order - s) verifies as well as (r, s): whoever turned it changed bytes that nobody signed."""
    start, end = last_contents()
    padded = bytes.fromhex(signed(4)[start + 1 : end - 1].decode())
    envelope = taken_apart(padded.rstrip(b"\0"))
    r, s = decode_dss_signature(envelope.signature)
    turned = replace(envelope, signature=encode_dss_signature(r, ORDER_OF_P256 - s))
    der = written(turned)
    contents = b"<" + der.ljust(len(padded), b"\0").hex().upper().encode() + b">"
    assert finding(signed(4)[:start] + contents + signed(4)[end:]) is Finding.ALTERED


def test_a_bit_of_the_root_that_its_own_signature_leaves_free_is_seen():
    """The count of unused bits before a certificate's signature; readers do not look at it."""
    start, end = last_contents()
    region = signed(4)[start:end]
    root = house().roots[0]
    free = root.rindex(bytes.fromhex("06082a8648ce3d040302")) + 10 + 2
    assert root[free] == 0
    changed = root[:free] + b"\x01" + root[free + 1 :]
    hexadecimal = region.replace(root.hex().upper().encode(), changed.hex().upper().encode())
    assert hexadecimal != region
    assert finding(signed(4)[:start] + hexadecimal + signed(4)[end:]) is Finding.ALTERED


def test_an_attribute_that_nobody_signed_is_seen():
    start, end = last_contents()
    padded = bytes.fromhex(signed(4)[start + 1 : end - 1].decode())
    content = cms.ContentInfo.load(padded.rstrip(b"\0"))
    info = content["content"]["signer_infos"][0]
    info["unsigned_attrs"] = [{"type": "1.2.3.4", "values": [cms.OctetString(b"a note")]}]
    der = content.dump(force=True)
    contents = b"<" + der.ljust(len(padded), b"\0").hex().upper().encode() + b">"
    assert finding(signed(4)[:start] + contents + signed(4)[end:]) is Finding.ALTERED


def test_a_file_is_verified_with_its_exit_status_and_sentences(tmp_path: Path):
    path = tmp_path / "readiness.pdf"
    path.write_bytes(signed(4))
    status, sentences = verify_file(path, roots=house().roots)
    assert status == 0 and sentences[0].startswith("The document is whole")
    assert verify_file(path)[0] == 3
    with pytest.raises(UnreadableFile, match="cannot be opened"):
        verify_file(tmp_path / "missing.pdf")


def test_pyhanko_finds_every_signature_valid_trusted_and_the_file_whole():
    roots = [x509.Certificate.load(each) for each in house().roots]
    context = ValidationContext(trust_roots=roots, moment=when(9), allow_fetching=False)
    signatures = PdfFileReader(io.BytesIO(signed(4))).embedded_signatures
    for each in signatures:
        status = run_apart(async_validate_pdf_signature(each, context))
        assert status.bottom_line and status.docmdp_ok and status.trusted


def pdfsig(path: Path) -> list[str]:
    if which("pdfsig") is None:
        pytest.skip("pdfsig (poppler-utils) is not installed here")
    told = subprocess.run(
        ["pdfsig", "-nocert", str(path)], capture_output=True, text=True, check=False
    ).stdout
    return re.findall(r"Signature Validation: (.*)", told)


def test_pdfsig_calls_all_five_signatures_valid_and_sees_a_changed_byte(tmp_path: Path):
    path = tmp_path / "readiness.pdf"
    path.write_bytes(signed(4))
    assert pdfsig(path) == ["Signature is Valid."] * 5
    path.write_bytes(flipped(signed(4), signed(4).index(b"/Type /Catalog") + 7))
    assert "Signature is Valid." not in pdfsig(path)


@pytest.mark.soak
def test_pdfsig_sees_each_of_five_hundred_changed_bytes_that_a_signature_covers(tmp_path: Path):
    start, end = last_contents()
    covered = [*range(start), *range(end, len(signed(4)))]
    path, missed = tmp_path / "readiness.pdf", []
    for at in random.Random(11).sample(covered, 500):
        path.write_bytes(flipped(signed(4), at))
        if pdfsig(path) == ["Signature is Valid."] * 5:
            missed.append(at)
    assert missed == []


def test_every_finding_has_an_exit_status_of_the_contract():
    assert {each.exit_status for each in Finding} == {0, 1, 3}
