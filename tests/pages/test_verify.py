from __future__ import annotations

from dataclasses import replace

import pytest

from portal.viewmodels.verify import Finding
from tests.pages.pages_alone import html_of, shown, text_of
from tests.portal.fake_go_live import VERIFIED
from tests.portal.fakes import FakePortal

FILE = ("document.pdf", b"%PDF-1.7", "application/pdf")


def dropped(portal: FakePortal, trust: bytes = b"") -> str:
    app = shown("verify", portal)
    app.file_uploader(key="cb-verify-file").set_value([FILE]).run()
    if trust:
        app.file_uploader(key="cb-verify-trust").set_value([("trust.pem", trust, "text/plain")]).run()
    assert not app.exception
    return text_of(app) + html_of(app)


def test_before_a_file_is_dropped_the_page_says_what_it_is_for() -> None:
    portal = FakePortal()
    assert "Nothing has been dropped yet" in text_of(shown("verify", portal))
    assert portal.steps == []


def test_a_valid_document_says_so_and_who_signed_it() -> None:
    portal = FakePortal()
    said = dropped(portal)
    assert portal.steps[-1] == ("verify", b"%PDF-1.7", b"")
    assert "✓ Valid This is R-2026-0002. The document is whole" in said
    assert "seal of the portal" in said and "passphrase" in said
    assert "<strong>Parker &lt;b&gt;</strong>" in said


@pytest.mark.parametrize(
    ("finding", "word"),
    [
        (Finding.ALTERED, "! Altered"),
        (Finding.UNFINISHED, "◔ Not finished"),
        (Finding.UNKNOWN_SIGNER, "? Signed, but by somebody who is not known here"),
        (Finding.NOT_OURS, "– Not a document of a portal"),
    ],
)
def test_every_other_finding_has_its_word_and_sign_and_is_never_called_valid(
    finding: Finding, word: str
) -> None:
    found = replace(VERIFIED, finding=finding, sentences=("It is so.", "And so."), signers=())
    said = dropped(FakePortal(verified=found))
    assert word in said and "It is so." in said and "✓" not in said


def test_a_trust_file_dropped_beside_it_is_handed_on() -> None:
    portal = FakePortal()
    dropped(portal, b"-----BEGIN CERTIFICATE-----")
    assert portal.steps[-1] == ("verify", b"%PDF-1.7", b"-----BEGIN CERTIFICATE-----")
