from __future__ import annotations

from dataclasses import replace

from portal.permissions import Role
from portal.wording import people as words
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_people import HOSTILE, PEOPLE
from tests.portal.fakes import FakePortal


def page(**changes: object) -> FakePortal:
    return FakePortal(people_page=replace(PEOPLE, **changes))  # type: ignore[arg-type]


def test_everybody_stands_there_with_role_grants_and_when_they_were_last_here() -> None:
    said = text_of(shown("people", FakePortal()))
    assert "Robin (you) owner robin@maple.example, last here 12 Mar 2026, 09:05" in said
    assert "has not signed in yet" in said
    assert "see charts, given 12 Mar 2026, 09:05 by Robin" in said
    assert "vendor team, success engineer" in said
    assert "open until 19 Mar 2026, 09:05" in said


def test_what_somebody_wrote_is_shown_and_never_run() -> None:
    html = html_of(shown("people", FakePortal()))
    assert HOSTILE not in html and html.count("&lt;img src=x onerror=alert(1)&gt;") >= 5


def test_what_was_taken_in_an_emergency_stands_first_until_the_owner_has_read_it() -> None:
    portal = FakePortal()
    app = shown("people", portal)
    assert "Read what was taken in an emergency: 1 time." in text_of(app)
    app.button(key="cb-glass-seen").click().run()
    assert portal.steps == [("read_glass",)]


def test_a_link_is_made_for_an_address_and_a_role_and_shown_once() -> None:
    portal = FakePortal()
    app = shown("people", portal)
    app.text_input(key="cb-invite-email").set_value("new@maple.example")
    app.selectbox(key="cb-invite-role").set_value("accountant")
    app.button[[b.label for b in app.button].index(words.MAKE_LINK)].click().run()
    assert portal.steps == [("invite", "new@maple.example", "accountant", "")]
    assert app.code[0].value == "https://portal.maple.example/invitation/a-token"
    assert not app.run().code


def test_roles_stand_in_the_order_of_the_contract_and_none_is_chosen_yet() -> None:
    portal = FakePortal()
    app = shown("people", portal)
    roles = app.selectbox(key="cb-invite-role")
    assert roles.options == [role.value for role in Role] and roles.value is None
    app.text_input(key="cb-invite-email").set_value("new@maple.example")
    app.button[[b.label for b in app.button].index(words.MAKE_LINK)].click().run()
    assert portal.steps == [("invite", "new@maple.example", "", "")]


def test_a_change_goes_with_its_reason_and_the_version_that_was_seen() -> None:
    portal = FakePortal()
    app = shown("people", portal)
    app.text_input(key="cb-change-p2-3-why").set_value("Covers for Sam.")
    app.selectbox(key="cb-change-p2-3-give").set_value("money")
    app.button(key="cb-change-p2-3-give-it").click().run()
    assert portal.steps == [("give", "p2", "money", "Covers for Sam.", 3)]


def test_the_only_owner_is_not_offered_to_be_taken_out() -> None:
    app = shown("people", FakePortal())
    assert [b.key for b in app.button if b.key and b.key.endswith("-remove")] == [
        "cb-change-p2-3-remove",
        "cb-change-p3-2-remove",
    ]
    assert words.LAST_OWNER_HINT in text_of(app)


def test_whoever_may_only_invite_is_offered_nothing_else() -> None:
    app = shown("people", page(may_change=False, roles=("champion", "auditor")))
    assert set(labels(app)) == {words.MAKE_LINK, words.WITHDRAW}


def test_an_emergency_is_offered_on_charts_to_whom_they_are_closed() -> None:
    portal = FakePortal(in_an_emergency=True)
    app = shown("charts", portal)
    app.text_area(key="cb-emergency-0").set_value("Somebody fell.")
    app.button(key="cb-emergency-take").click().run()
    assert ("break_glass", "Somebody fell.") in portal.steps
    assert "cb-emergency-take" not in [b.key for b in shown("charts", FakePortal()).button]
