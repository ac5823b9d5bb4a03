"""Where one signs: a key that waits, a passphrase that was forgotten, and keys that were replaced."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from streamlit.testing.v1 import AppTest

from core.readiness import Signer
from portal.permissions import Actor, Role
from portal.services.confirming import SigningRefused
from portal.viewmodels.go_live import KeyState, ReplacedLine
from portal.wording import signing as words
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.pages.test_finances import KIM, PAPER
from tests.portal.fake_finances import KIMS
from tests.portal.fake_go_live import AT, WAITING
from tests.portal.fake_scope import READY
from tests.portal.fakes import TRAIL, FakePortal

THERE = "/your-signing-key?project=p"
NEW = "a lantern under the stairs"
LINE = ReplacedLine("Kim <b>", "accountant", AT, AT, "account")
DOUBTED = replace(LINE, holds_from=AT + timedelta(days=1), doubt="reopened", let_in_by="Alex <i>")
TOLD = "Kim <b>'s signing key as accountant was replaced on 12 Mar 2026, 09:05, by Kim <b>"


def going(key: KeyState = WAITING.key, **more: object) -> FakePortal:
    return FakePortal(going_live=replace(WAITING, key=key), **more)  # type: ignore[arg-type]


PAGES: dict[str, Callable[[KeyState], FakePortal]] = {
    "go_live": going,
    "scope": lambda key: FakePortal(scope_page=replace(READY, key=key)),
    "finances": lambda key: FakePortal(actor=KIM, finances_page=replace(KIMS, papers=(PAPER,), key=key)),
    "audit_trail": lambda key: FakePortal(trail_page=replace(TRAIL, key=key)),
}
SIGNS = ("Sign as", "Approve as", "Destroy the keys")


def signable(app: AppTest) -> list[str]:
    return [label for label in labels(app) if label.startswith(SIGNS)]


@pytest.mark.parametrize("page", PAGES)
def test_whoever_signs_in_is_led_to_a_page_that_asks_who_they_are(page: str) -> None:
    portal = PAGES[page](KeyState(Signer.OWNER, made=True))
    portal.key_page = THERE
    app = shown(page, portal)
    assert f'<a href="{THERE}" target="_self">{words.FORGOT}</a>' in html_of(app)
    assert words.REPLACE not in labels(app) and len(signable(app)) == 1


@pytest.mark.parametrize("page", PAGES)
def test_where_nobody_signs_in_it_is_replaced_here_and_what_follows_is_said_first(page: str) -> None:
    portal = PAGES[page](KeyState(Signer.OWNER, made=True))
    app = shown(page, portal)
    assert words.FORGOT_WAITS in text_of(app)
    for each in ("new", "again"):
        app.text_input(key=f"cb-replace-{each}-0").set_value(NEW)
    next(button for button in app.button if button.label == words.REPLACE).click().run()
    assert portal.steps == [("replace_key", NEW, NEW)]
    assert words.REPLACED_NOTE.format("13 Mar 2026, 09:05") in [each.value for each in app.toast]


@pytest.mark.parametrize("page", PAGES)
def test_a_key_that_waits_takes_no_passphrase_and_says_from_when(page: str) -> None:
    waits = KeyState(Signer.OWNER, made=True, waits=AT + timedelta(days=1))
    app = shown(page, PAGES[page](waits))
    assert words.WAITS_UNTIL.format("13 Mar 2026, 09:05") in text_of(app)
    assert not signable(app)


def test_a_closed_key_can_still_be_replaced_and_one_not_set_is_set_first() -> None:
    closed = shown("go_live", going(KeyState(Signer.OWNER, made=True, closed=9)))
    assert words.REPLACE in labels(closed) and not signable(closed)
    none = shown("go_live", going(KeyState(Signer.OWNER)))
    assert words.REPLACE not in labels(none) and "Set my passphrase" in labels(none)


def test_a_replacement_that_is_refused_says_why() -> None:
    portal = going()
    portal.refusal = SigningRefused(place="passphrase", found=words.NOT_THE_SAME, do=words.PHRASE_DO)
    app = shown("go_live", portal)
    next(button for button in app.button if button.label == words.REPLACE).click().run()
    assert words.NOT_THE_SAME in text_of(app)


@pytest.mark.parametrize("page", ["go_live", "scope", "finances"])
@pytest.mark.parametrize("role", [Role.OWNER, Role.ACCOUNTANT, Role.VENDOR])
def test_everybody_reads_whose_key_was_replaced_when_and_by_whom(page: str, role: Role) -> None:
    portal = FakePortal(
        actor=Actor("Sam", role),
        going_live=replace(WAITING, replaced=(DOUBTED, LINE)),
        scope_page=replace(READY, replaced=(DOUBTED, LINE)),
        finances_page=replace(KIMS, replaced=(DOUBTED, LINE)),
    )
    said = text_of(shown(page, portal))
    assert said.count(TOLD) == 2
    assert "Alex <i> had made a link back into that account before." in said
    assert "The new key signs from 13 Mar 2026, 09:05 on." in said


def test_where_no_key_was_replaced_nothing_is_said() -> None:
    assert words.KEYS_REPLACED not in text_of(shown("go_live", going()))
