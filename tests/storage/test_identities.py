"""Who is who at a provider: told by issuer and subject together, and kept so that nobody reads them."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from storage import Holder, Identity, Storage
from storage.errors import SealBroken
from tests.portal.stores import Clock, store_in
from tests.storage.stored import everything_of

CASEY = Holder("https://login.maple.example", "casey")


def made(folder: Path) -> tuple[Storage, Clock, list[str]]:
    """A store with two people who are nobody at the provider yet."""
    clock = Clock()
    store = store_in(folder, clock)
    with store.begin() as work:
        work.installation.make()
        ids = [work.people.add(name, f"{name}@maple.example").id for name in ("casey", "kim")]
    return store, clock, ids


def test_issuer_and_subject_lead_to_a_person_only_together(tmp_path: Path) -> None:
    store, _, (casey, _) = made(tmp_path)
    with store.begin() as work:
        work.identities.bind(CASEY, Identity(casey))
        assert work.identities.to_bind(CASEY) == Identity(casey)
        for other in (
            Holder(CASEY.issuer, "Casey"),
            Holder(f"{CASEY.issuer}/", "casey"),
            Holder("", "casey"),
        ):
            assert work.identities.to_bind(other) is None
        assert work.identities.to_bind(Holder(f"{CASEY.issuer}c", "asey")) is None


def test_a_person_is_one_at_the_provider_and_the_older_one_leads_nowhere(tmp_path: Path) -> None:
    store, _, (casey, kim) = made(tmp_path)
    again = Holder(CASEY.issuer, "casey-2")
    with store.begin() as work:
        work.identities.bind(CASEY, Identity(casey))
        work.identities.bind(again, Identity(casey, "p"))
        assert work.identities.to_bind(CASEY) is None
        assert work.identities.to_bind(again) == Identity(casey, "p")
        work.identities.bind(Holder(CASEY.issuer, "kim"), Identity(kim))
        assert work.identities.to_bind(again) == Identity(casey, "p")


def test_issuer_and_subject_are_kept_in_no_readable_form(tmp_path: Path) -> None:
    store, _, (casey, _) = made(tmp_path)
    with store.begin() as work:
        work.identities.bind(Holder(CASEY.issuer, "subject-in-clear"), Identity(casey))
    store.close()
    kept = b"".join(path.read_bytes() for path in everything_of(store).rglob("*") if path.is_file())
    assert b"subject-in-clear" not in kept and b"login.maple" not in kept


def test_a_nonce_is_spent_once_and_forgotten_when_it_is_worth_nothing_by_itself(tmp_path: Path) -> None:
    store, clock, _ = made(tmp_path)
    until = clock() + timedelta(minutes=10)
    for expected in (True, False):
        with store.begin() as work:
            assert work.errands.spend("nonce", until=until) is expected
    clock.advance(11 * 60)
    with store.begin() as work:
        assert work.errands.spend("another", until=until)
        assert work.errands.spend("nonce", until=until)


@pytest.mark.parametrize("cookie", ["", "x", "é", "AAAA", "A" * 400])
def test_a_cookie_is_opened_as_it_was_sealed_and_no_other_is(tmp_path: Path, cookie: str) -> None:
    store, _, _ = made(tmp_path)
    with store.read() as work:
        sealed = work.errands.sealed("state and nonce")
        assert work.errands.opened(sealed) == "state and nonce" and "state" not in sealed
        for wrong in (cookie, sealed[:-2], f"{sealed[:-3]}abc"):
            with pytest.raises(SealBroken):
                work.errands.opened(wrong)
