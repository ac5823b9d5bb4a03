from __future__ import annotations

from dataclasses import replace

from core.readiness import Signer
from portal.permissions import Action, Actor, Forbidden, Role
from portal.services.purge import NotRemoved
from portal.viewmodels.audit_trail import ChainCheck, EventLine, Soundness, TrailPage, TrailQuery
from portal.viewmodels.go_live import KeyState
from portal.viewmodels.purge import Asked as Purge
from portal.viewmodels.taking import Form
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fakes import AT, TRAIL, WHOLE, FakePortal

SAM = Actor("Sam", Role.RECEPTIONIST)
PARTED = ChainCheck(
    Soundness.PARTED, AT, 44, 40, AT, first_bad=45, reason="event 45 does not follow from the one before it"
)


def page(**changes: object) -> FakePortal:
    return FakePortal(trail_page=replace(TRAIL, **changes))  # type: ignore[arg-type]


def test_each_event_says_when_who_and_what_in_one_sentence() -> None:
    said = text_of(shown("audit_trail", FakePortal()))
    assert "12 Mar 2026, 09:05 Robin Checked the chain: all 46 events follow from one another." in said
    assert "The portal by itself Finished a run." in said
    assert "Brought in <i>a</i>.csv, 482 kB." in said


def test_names_from_files_and_people_are_shown_and_never_run() -> None:
    html = html_of(shown("audit_trail", FakePortal()))
    assert "&lt;i&gt;a&lt;/i&gt;.csv" in html and "Ada &lt;b&gt;" in html
    assert "<i>a</i>" not in html


def test_a_whole_chain_says_when_it_was_checked_and_how_far_it_is_anchored() -> None:
    said = text_of(shown("audit_trail", FakePortal()))
    assert "✓ The chain is whole" in said
    assert "Checked 12 Mar 2026, 09:05: all 47 events follow from one another." in said
    assert "Everything up to event 40 (12 Mar 2026, 09:05) is also noted in a second place." in said


def test_events_newer_than_the_check_and_the_lack_of_an_anchor_are_said() -> None:
    check = replace(WHOLE, anchored=0, anchored_at=None, newer=2)
    said = text_of(shown("audit_trail", page(check=check)))
    assert "2 events have come since." in said
    assert "No event is noted in a second place yet" in said


def test_a_chain_that_does_not_fit_says_which_event_is_the_first_and_shows_no_tick() -> None:
    bad = EventLine(45, AT, "", "project:upload:receive", {}, readable=False)
    said = text_of(shown("audit_trail", page(check=PARTED, lines=(*TRAIL.lines[:2], bad))))
    assert "Event 45 is the first that does not fit: event 45 does not follow" in said
    assert "This event was tampered with." in said
    assert "✓" not in said


def test_what_is_asked_for_is_what_the_portal_is_asked() -> None:
    portal = FakePortal()
    app = shown("audit_trail", portal)
    app.selectbox(key="cb-trail-person").set_value("Robin").run()
    app.selectbox(key="cb-trail-kind").set_value("person:audit:verify").run()
    app.selectbox(key="cb-trail-day").set_value("2026-03-12").run()
    assert portal.trail_queries[-1] == TrailQuery("Robin", "person:audit:verify", "2026-03-12")
    app.selectbox(key="cb-trail-day").set_value("").run()
    app.pagination[0].set_value(3).run()
    assert portal.trail_queries[-1] == TrailQuery("Robin", "person:audit:verify", page=3)


def test_the_chain_is_checked_when_asked() -> None:
    portal = FakePortal()
    app = shown("audit_trail", portal)
    assert labels(app)[0] == "Check the chain now"
    app.button(key="cb-check-chain").click().run()
    assert portal.chain_checks == 1


def test_nothing_found_says_what_to_try() -> None:
    assert "No event matches" in text_of(shown("audit_trail", page(lines=(), matching=0, pages=1)))


def test_whoever_sees_only_their_own_events_is_told_so() -> None:
    assert "You see what you did yourself." in text_of(shown("audit_trail", page(everyone=False)))


def test_whoever_may_not_look_is_told_whom_to_ask() -> None:
    app = shown("audit_trail", FakePortal(error=Forbidden(SAM, Action.SEE_AUDIT)))
    said = text_of(app)
    assert "Your role here is receptionist, and this role cannot see the audit trail." in said
    assert "Please ask the owner or the champion of your clinic." in said
    assert not labels(app) and not app.exception


def test_no_grid_with_a_toolbar_holds_the_trail() -> None:
    assert not shown("audit_trail", FakePortal()).dataframe


def test_the_filtered_trail_is_taken_along_by_a_link_that_only_a_press_asks_for() -> None:
    portal = FakePortal()
    app = shown("audit_trail", portal)
    app.selectbox(key="cb-trail-person").set_value("Robin").run()
    assert portal.taken == []
    app.button(key="cb-take-trail-jsonl").click().run()
    assert portal.taken == [(TrailQuery(person="Robin"), Form.JSON_LINES)]
    assert 'href="download/p/jsonl/00"' in html_of(app)


def test_whoever_sees_only_their_own_events_is_offered_no_file() -> None:
    assert labels(shown("audit_trail", page(everyone=False))) == ["Check the chain now"]


def test_a_trail_without_an_event_says_so_and_offers_no_filter() -> None:
    nothing = TrailPage("Maple Street", ChainCheck(Soundness.WHOLE, AT, 0, 0))
    app = shown("audit_trail", FakePortal(trail_page=nothing))
    assert "Nothing has been done yet" in text_of(app)
    assert "there is no event yet" in text_of(app)
    assert list(app.selectbox) == []


def test_the_owner_removes_the_project_by_its_name_a_reason_and_their_passphrase() -> None:
    portal = page(key=KeyState(Signer.OWNER, made=True))
    app = shown("audit_trail", portal)
    app.text_input(key="cb-purge-name").set_value("Maple Street")
    app.text_input(key="cb-purge-reason").set_value("We left.")
    app.text_input(key="cb-purge-phrase-0").set_value("correct horse")
    next(button for button in app.button if button.label == "Destroy the keys").click().run()
    assert portal.purged == [Purge("Maple Street", "We left.", "correct horse")]


def test_why_it_was_refused_stands_where_it_was_asked() -> None:
    portal = page(key=KeyState(Signer.OWNER, made=True))
    portal.purge_error = NotRemoved(place="removing the project", found="Another name.", do="Type it.")
    app = shown("audit_trail", portal)
    next(button for button in app.button if button.label == "Destroy the keys").click().run()
    assert "Another name. Type it." in text_of(app)
    assert portal.purged == []


def test_an_owner_without_a_passphrase_sets_one_first() -> None:
    app = shown("audit_trail", page(key=KeyState(Signer.OWNER)))
    assert "Destroy the keys" not in labels(app)
    assert app.text_input(key="cb-phrase-new-0").label


def test_nobody_but_the_owner_is_offered_to_remove_it() -> None:
    app = shown("audit_trail", FakePortal(actor=Actor("Casey", Role.CHAMPION)))
    assert "Destroy the keys" not in labels(app)
