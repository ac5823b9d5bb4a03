"""Certificates: who they are for, how long, and that only the four who sign get one."""

from __future__ import annotations

import pytest
from cryptography import x509

from core.readiness import Signer
from reports.signing import fingerprint, issue_person, roots_in, trust_file
from reports.signing.certificates import NameMissing
from reports.signing.sealed_key import KeyStaysLocked
from reports.signing.trusting import NoRoots
from tests.reports.signing.signed import BORN, NAMES, ROOT_SECRET, SECRET, house


def test_a_certificate_names_the_person_and_the_role():
    person = house().people[Signer.OWNER].certified
    assert (person.name, person.title) == (NAMES[Signer.OWNER], "owner")
    assert person.root == house().root.certified.root


def test_a_certificate_still_lives_ten_years_after_the_last_signature_of_its_first_day():
    for key in (house().root, house().issuer, *house().people.values()):
        loaded = x509.load_der_x509_certificate(key.certified.certificate)
        assert loaded.not_valid_before_utc == BORN
        assert loaded.not_valid_after_utc.year - BORN.year >= 10


def test_the_vendors_side_gets_no_certificate():
    with pytest.raises(ValueError, match="vendor team"):
        issue_person(
            house().root,
            root_secret=ROOT_SECRET,
            name="A. Helper",
            role="vendor team",
            secret=SECRET,
            at=BORN,
        )


def test_nobody_issues_certificates_without_the_secret_of_the_root():
    with pytest.raises(KeyStaysLocked):
        issue_person(house().root, root_secret=b"guess", name="A", role=Signer.OWNER, secret=SECRET, at=BORN)


def test_a_person_cannot_issue_certificates():
    loaded = x509.load_der_x509_certificate(house().people[Signer.OWNER].certified.certificate)
    assert not loaded.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    assert not loaded.extensions.get_extension_for_class(x509.KeyUsage).value.key_cert_sign


def test_the_trust_file_comes_back_as_the_roots_that_went_in():
    assert roots_in(trust_file(house().roots)) == house().roots


def test_a_trust_file_without_certificates_is_refused_in_one_sentence():
    with pytest.raises(NoRoots, match="BEGIN CERTIFICATE"):
        roots_in(b"not a certificate", place="trust.pem")


def test_a_name_that_is_too_long_for_a_certificate_is_seen_to_be_cut():
    key = issue_person(
        house().root, root_secret=ROOT_SECRET, name="Ł" * 90, role=Signer.OWNER, secret=SECRET, at=BORN
    )
    assert key.certified.name == "Ł" * 30 + "…"


def test_nobody_without_a_name_gets_a_certificate():
    with pytest.raises(NameMissing, match="no name yet"):
        issue_person(
            house().root, root_secret=ROOT_SECRET, name=" ", role=Signer.OWNER, secret=SECRET, at=BORN
        )


def test_a_fingerprint_reads_in_groups_of_four():
    groups = fingerprint(house().root.certified.root).split()
    assert len(groups) == 16 and {len(each) for each in groups} == {4}
