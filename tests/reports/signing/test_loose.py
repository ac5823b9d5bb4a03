"""A signature over plain bytes fits these bytes, this person in this role, this root, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.readiness import Signer
from reports.signing import KeyStaysLocked, fits, issue_person, new_root, sign_loose

AT = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
ROOT = new_root("Clinic", secret=b"root", at=AT)
ROBIN = issue_person(
    ROOT, root_secret=b"root", name="Robin", role=Signer.OWNER, secret=b"a kettle on the sill", at=AT
)
SAID = b'{"declaration":{}}'
MADE = sign_loose(SAID, ROBIN, secret=b"a kettle on the sill")
ROOTS = (ROOT.certified.root,)


def whose(content: bytes = SAID, made=MADE, name: str = "Robin", title: str = "owner", roots=ROOTS) -> bool:
    return fits(content, made, name=name, title=title, roots=roots)


def test_it_fits_what_was_signed_by_whom_it_was() -> None:
    assert whose()


def test_it_fits_no_other_bytes_person_role_or_root() -> None:
    other = new_root("Clinic", secret=b"root", at=AT)
    assert not whose(SAID + b" ")
    assert not whose(name="Casey")
    assert not whose(title="champion")
    assert not whose(roots=(other.certified.root,))
    assert not whose(made=replace(MADE, signature=MADE.signature[:-1]))
    assert not whose(made=replace(MADE, chain=(other.certified.root, ROOT.certified.root)))


def test_a_certificate_that_another_root_gave_does_not_hang_on_this_one() -> None:
    other = new_root("Clinic", secret=b"root", at=AT)
    forged = issue_person(
        other, root_secret=b"root", name="Robin", role=Signer.OWNER, secret=b"x" * 12, at=AT
    )
    made = sign_loose(SAID, forged, secret=b"x" * 12)
    assert not whose(made=replace(made, chain=(made.chain[0], ROOT.certified.root)))


def test_nobody_signs_with_another_secret() -> None:
    with pytest.raises(KeyStaysLocked):
        sign_loose(SAID, ROBIN, secret=b"somebody else's")
