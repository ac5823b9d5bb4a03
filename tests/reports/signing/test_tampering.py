"""Any byte of any document that we hand out is found when it was changed (law 8, law 9).

Of each kind one as it is laid out for people, signed to the end: the readiness document, the statement of
finances, the certificates of deletion and of training. A byte is flipped, put in or taken out, anywhere, and
more often where no ByteRange looks: inside the last signature. A few run with every test, thousands with
`make soak`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.readiness import Signer
from reports import deletion, finances
from reports.paper.sheet import Laid
from reports.signing import Finding, certify, sign, verify
from reports.signing.strict import regions
from tests.reports.finances.sample import STATEMENT
from tests.reports.readiness.test_door import sealed_sample
from tests.reports.signing.signed import METHOD, SECRET, by, house, when
from tests.reports.test_certificate import sealed

CASES = 1_500
"""Of each kind in the long check."""
CERTIFICATE = deletion.Certificate(
    id="D-2026-1A2B3C4D",
    clinic="Harbour & Hill Dental",
    project="1a2b3c4d-0000-4000-8000-000000000000",
    at=when(0),
    by="Élodie Brâncoveanu-Öztürk",
    reason="The clinic has moved.",
    keys=tuple(deletion.KeyLine(purpose, 1, "ab12" * 16) for purpose in ("identity", "clinical")),
    files=12,
    size=81_920,
    audit_head="c4d2" * 16,
    events=31,
)


def _readiness() -> bytes:
    pdf = sealed_sample()
    for count, role in enumerate(Signer, start=1):
        pdf = by(role, pdf, at=when(count))
    return pdf


def _of_one(laid: Laid, role: Signer, name: str) -> bytes:
    sealed = certify(laid.pdf, laid.places, issuer=house().issuer, secret=SECRET, at=when(0))
    return sign(
        sealed, house().people[role], secret=SECRET, method=METHOD, at=when(1), roots=house().roots,
        document=name,
    )  # fmt: skip


MADE: dict[str, Callable[[], bytes]] = {
    "readiness": _readiness,
    "finances": lambda: _of_one(finances.laid_out(STATEMENT), Signer.ACCOUNTANT, STATEMENT.id),
    "deletion": lambda: _of_one(deletion.laid_out(CERTIFICATE), Signer.OWNER, CERTIFICATE.id),
    "training": sealed,
}


@cache
def made(kind: str) -> bytes:
    return MADE[kind]()


@pytest.mark.parametrize("kind", MADE)
def test_as_it_was_handed_out_it_is_valid(kind: str):
    assert verify(made(kind), house().roots).finding is Finding.VALID


Edit = tuple[str, bool, float, int]
"""flip, insert or remove; whether inside the last signature; where, as a share; which byte."""
EDITS: st.SearchStrategy[Edit] = st.tuples(
    st.sampled_from(("flip", "insert", "remove")),
    st.sampled_from((False, False, True)),
    st.floats(0, 1),
    st.integers(1, 255),
)


def changed(pdf: bytes, edit: Edit) -> bytes:
    how, inside, share, byte = edit
    start, end = regions(pdf)[-1].contents if inside else (0, len(pdf))
    at = min(start + int(share * (end - start)), end - 1)
    if how == "flip":
        return pdf[:at] + bytes([pdf[at] ^ byte]) + pdf[at + 1 :]
    return pdf[:at] + (bytes([byte]) + pdf[at:] if how == "insert" else pdf[at + 1 :])


def never_valid(kind: str, edit: Edit) -> None:
    """A flipped byte is called altered; one at the very front may leave no document of ours at all."""
    verdict = verify(changed(made(kind), edit), house().roots)
    assert verdict.finding in (Finding.ALTERED, Finding.NOT_OURS)
    assert not verdict.sound


@pytest.mark.parametrize("kind", MADE)
@settings(max_examples=15)
@given(EDITS)
def test_a_changed_byte_of_a_document_is_found(kind: str, edit: Edit):
    never_valid(kind, edit)


@pytest.mark.soak
@pytest.mark.parametrize("kind", MADE)
@settings(max_examples=CASES)
@given(EDITS)
def test_thousands_of_changed_bytes_of_documents_are_each_found(kind: str, edit: Edit):
    never_valid(kind, edit)


@pytest.mark.parametrize("kind", MADE)
def test_a_document_cut_off_anywhere_is_never_valid(kind: str):
    whole = made(kind)
    for cut in range(1, 25):
        verdict = verify(whole[: len(whole) * cut // 25], house().roots)
        assert verdict.finding is not Finding.VALID
