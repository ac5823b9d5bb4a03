"""The four signatures: each in turn, once, by its own role, on a document that nobody changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from core.readiness import Signer
from reports.signing import (
    CannotSign,
    Place,
    certify,
    fingerprint,
    issue_document_key,
    issue_person,
    new_root,
    sign,
    verify,
)
from reports.signing.sealed_key import KeyStaysLocked
from tests.reports.signing.signed import (
    BORN,
    HARBOUR,
    METHOD,
    NAMES,
    PLACES,
    SECRET,
    by,
    house,
    plain,
    signed,
    when,
)

OTHER = "Chartbridge somewhere else"


def refused(role: Signer, pdf: bytes, **more) -> str:
    with pytest.raises(CannotSign) as caught:
        by(role, pdf, **more)
    return f"{caught.value.found} {caught.value.do}"


def test_four_people_sign_in_order_and_each_is_told_by_name_role_method_and_time():
    verdict = verify(signed(4), house().roots)
    seen = [(each.name, each.role, each.method, each.at) for each in verdict.signatures[1:]]
    assert seen == [(NAMES[role], role, METHOD, when(n)) for n, role in enumerate(Signer, start=1)]
    assert {each.root for each in verdict.signatures} == {fingerprint(house().roots[0])}


@pytest.mark.parametrize("role", [Signer.ACCOUNTANT, Signer.CHAMPION, Signer.OWNER])
def test_nobody_signs_before_the_practitioner(role):
    assert refused(role, signed(0)) == (
        f"It is not the turn of the {role} yet. The next signature is that of the practitioner."
    )


def test_nobody_signs_twice():
    assert "The practitioner has signed this document already." in refused(
        Signer.PRACTITIONER, signed(1), at=when(5)
    )


def test_nobody_signs_when_all_have_signed():
    assert "has signed this document already" in refused(Signer.OWNER, signed(4))


def test_a_changed_document_is_not_signed():
    changed = signed(1).replace(b"/Type /Catalog", b"/Type /CataloG", 1)
    assert refused(Signer.ACCOUNTANT, changed).startswith("Altered.")


def test_a_document_that_was_never_sealed_is_not_signed():
    assert "nothing here to verify" in refused(Signer.PRACTITIONER, plain())


def test_a_document_of_another_installation_is_not_signed():
    with pytest.raises(CannotSign, match="not vouched for"):
        by(Signer.PRACTITIONER, signed(0, OTHER), name=HARBOUR)


def test_a_signature_cannot_be_earlier_than_the_one_before_it():
    early = refused(Signer.ACCOUNTANT, signed(1), at=when(1) - timedelta(seconds=1))
    assert "this one cannot be earlier" in early


def test_a_time_without_a_zone_or_outside_the_certificate_is_refused():
    for at in (when(0).replace(tzinfo=None), when(0) - timedelta(days=400), when(0) + timedelta(days=9000)):
        with pytest.raises(CannotSign):
            by(Signer.PRACTITIONER, signed(0), at=at)


def test_a_wrong_secret_signs_nothing():
    with pytest.raises(KeyStaysLocked):
        sign(
            signed(0), house().people[Signer.PRACTITIONER], secret=b"guess", method=METHOD, at=when(1),
            roots=house().roots,
        )  # fmt: skip


def test_a_document_of_another_name_is_not_signed_in_its_place():
    with pytest.raises(CannotSign, match="another name"):
        sign(
            signed(0), house().people[Signer.PRACTITIONER], secret=SECRET, method=METHOD, at=when(1),
            roots=house().roots, document="R-0002",
        )  # fmt: skip


def test_the_document_key_and_the_root_sign_nothing_as_people():
    for key in (house().issuer, house().root):
        with pytest.raises(CannotSign, match="nobody who signs"):
            sign(signed(0), key, secret=SECRET, method=METHOD, at=when(1), roots=house().roots)


def test_a_person_cannot_seal_a_document():
    with pytest.raises(CannotSign, match="document key"):
        certify(plain(), PLACES, issuer=house().people[Signer.OWNER], secret=SECRET, at=when(0))


def test_a_document_without_a_place_for_everyone_is_not_sealed():
    with pytest.raises(CannotSign, match="one place for the issuer"):
        certify(plain(), PLACES[:-1], issuer=house().issuer, secret=SECRET, at=when(0))
    with pytest.raises(CannotSign, match="one place for the issuer"):
        stranger = Place("Somebody", 0, (0, 0, 9, 9))
        certify(plain(), (*PLACES, stranger), issuer=house().issuer, secret=SECRET, at=when(0))


def test_every_signature_is_an_update_that_leaves_what_was_before_as_it_was():
    for count in range(4):
        assert signed(count + 1).startswith(signed(count))


def test_the_longest_names_of_any_script_fit_into_the_place_that_is_kept_for_a_signature():
    root = new_root("王" * 90, secret=b"r", at=BORN)
    issuer = issue_document_key(root, root_secret=b"r", secret=b"i", at=BORN)
    person = issue_person(
        root, root_secret=b"r", name="李" * 90, role=Signer.PRACTITIONER, secret=b"p", at=BORN
    )
    pdf = certify(plain(), PLACES, issuer=issuer, secret=b"i", at=when(0))
    roots = (root.certified.root,)
    pdf = sign(pdf, person, secret=b"p", method=METHOD, at=when(1), roots=roots)
    assert verify(pdf, roots).sound
