from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.readiness import Signer
from core.scope import Category, Declaration, DomainName, Post, Source
from portal.permissions import Actor, Role
from portal.viewmodels.go_live import KeyState
from portal.viewmodels.scope import ScopePage
from storage.errors import StaleVersion
from tests.core.scope.samples import OLD, WHOLE, declared
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal import fake_scope
from tests.portal.fake_scope import AGREED, AMENDED, CABINET, NOT_BEGUN, PREPARING, READY
from tests.portal.fakes import FakePortal

STALE = StaleVersion(place="scope", found="Somebody else changed something here.", do="Look again.")
CASEY = Actor("Casey", Role.CHAMPION)
BEFORE = replace(WHOLE, sources=(OLD, CABINET))


def drawn(view: ScopePage, **more: object) -> tuple[FakePortal, AppTest]:
    portal = FakePortal(scope_page=view, **more)  # type: ignore[arg-type]
    return portal, shown("scope", portal)


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def saved(portal: FakePortal) -> tuple[Declaration, str, int]:
    kind, declaration, reason, seen = portal.steps[-1]
    assert kind == "save_scope"
    return declaration, reason, seen  # type: ignore[return-value]


def test_before_it_is_begun_the_page_teaches_the_next_step_and_asks_nothing_else() -> None:
    portal, app = drawn(NOT_BEGUN)
    assert labels(app) == ["Begin the scope"]
    press(app, "Begin the scope")
    assert portal.steps == [("begin_scope", 0)]


def test_whoever_prepares_nothing_is_told_who_does() -> None:
    _, app = drawn(replace(NOT_BEGUN, may_prepare=False))
    assert labels(app) == []
    assert "The scope is prepared by the owner or the champion of your clinic." in text_of(app)


def test_what_was_typed_is_shown_and_never_run() -> None:
    for view in (READY, AMENDED):
        _, app = drawn(view)
        html = html_of(app)
        assert not any(typed in html for typed in ("Cabinet <b>", "<i>2017</i>", "<u>cellar</u>"))
        assert "Cabinet &lt;b&gt;" in html


def test_a_system_is_added_with_what_is_known_of_it() -> None:
    portal, app = drawn(READY)
    app.text_input(key="cb-scope-source-2-7-name").set_value("  Lab  desk ")
    app.selectbox(key="cb-scope-source-2-7-category").set_value(Category.CLOUD_SAAS)
    app.number_input(key="cb-scope-source-2-7-tables").set_value(12)
    press(app, "Add this system")
    declaration, reason, seen = saved(portal)
    assert declaration.sources[-1] == Source("Lab desk", Category.CLOUD_SAAS, "", 12, None, None)
    assert (declaration.sources[:-1], reason, seen) == (BEFORE.sources, "", 7)


def test_a_system_can_be_changed_or_taken_out() -> None:
    portal, app = drawn(READY)
    app.text_input(key="cb-scope-source-0-7-holds").set_value("Charts only")
    press(app, "Save")
    assert saved(portal)[0].sources == (replace(OLD, holds="Charts only"), CABINET)
    press(app, "Take out")
    assert saved(portal)[0].sources == (CABINET,)


def test_one_tap_says_that_all_of_it_moves_and_several_that_the_rest_stays() -> None:
    portal, app = drawn(PREPARING)
    press(app, "All of it moves")
    assert saved(portal)[0].undecided == ()
    app.button_group(key="cb-scope-domains-7-moves").set_value([DomainName.MONEY])
    press(app, "This moves, the rest stays")
    moving = saved(portal)[0]
    assert [each.name for each in moving.domains if each.moves] == [DomainName.MONEY]
    assert moving.undecided == ()


def test_names_are_saved_and_an_empty_one_is_nobody() -> None:
    portal, app = drawn(READY)
    app.text_input(key="cb-scope-team-7-SUCCESS_ENGINEER").set_value(" ")
    press(app, "Save the names")
    assert saved(portal)[0].gaps == (Post.SUCCESS_ENGINEER,)


def test_after_an_approval_every_form_asks_why() -> None:
    portal, app = drawn(AGREED)
    app.text_input(key="cb-scope-country-7-country").set_value("ca")
    app.text_input(key="cb-scope-country-7-why").set_value("Moved")
    press(app, "Show its points")
    declaration, reason, _ = saved(portal)
    assert (declaration.country, reason) == ("CA", "Moved")
    assert "Why this changes" not in {field.label for field in drawn(READY)[1].text_input}


def test_what_changed_stands_before_everything_else_with_its_reason() -> None:
    _, app = drawn(AMENDED)
    said = text_of(app)
    assert said.index("What changed since it was approved") < said.index("Approved by Robin")
    assert said.index("Approve what changed") < said.index("The plan")
    assert "The <u>cellar</u>" in said
    assert "Cabinet <b> not there Paper · size not known" in said


def test_an_approval_is_told_in_short_sentences_and_takes_the_passphrase() -> None:
    portal, app = drawn(READY)
    said = text_of(app)
    assert "We leave Old desk and Cabinet <b>." in said
    assert "The terms are those of version 1." in said
    app.text_input(key="cb-scope-phrase-7-0").set_value("a kettle on the sill")
    press(app, "Approve as Robin")
    assert portal.steps == [("approve_scope", "a kettle on the sill", 7)]


def test_the_passphrase_is_set_first_and_a_closed_key_says_so() -> None:
    _, app = drawn(replace(READY, key=KeyState(Signer.OWNER)))
    assert "Set my passphrase" in labels(app) and "Approve as Robin" not in labels(app)
    _, app = drawn(replace(READY, key=KeyState(Signer.OWNER, made=True, closed=12)))
    assert "closed for 12 minutes" in text_of(app) and "Approve as Robin" not in labels(app)


def test_a_champion_prepares_and_sees_whom_the_approval_waits_for() -> None:
    _, app = drawn(replace(READY, may_approve=False), actor=CASEY)
    assert "This waits for the owner of your clinic." in text_of(app)
    assert "Add this system" in labels(app) and "Approve as Casey" not in labels(app)


def test_whoever_only_reads_has_no_button_but_for_taking_a_sheet_along() -> None:
    for view in (PREPARING, AGREED):
        _, app = drawn(replace(view, may_prepare=False, may_approve=False))
        assert labels(app) == []
        assert "The plan" in text_of(app)


def test_what_is_open_is_named_and_not_approved() -> None:
    _, app = drawn(PREPARING)
    assert "Not ready to be approved What comes next: say what moves and what stays." in text_of(app)
    assert "Approve as Robin" not in labels(app)


@pytest.mark.parametrize("view", [NOT_BEGUN, PREPARING, READY, AGREED, AMENDED])
def test_there_is_one_main_action_at_most(view: ScopePage) -> None:
    _, app = drawn(view)
    assert sum(button.proto.type == "primary" for button in app.button) <= 1


def test_a_scope_that_can_be_approved_while_names_are_missing_has_one_main_action_too() -> None:
    view = fake_scope.page(declared(replace(WHOLE, team={})))
    _, app = drawn(view)
    assert "Approve as Robin" in labels(app)
    assert [b.label for b in app.button if b.proto.type == "primary"] == ["Save the names"]


def test_the_plan_says_its_range_and_every_contribution() -> None:
    _, app = drawn(READY)
    said = text_of(app)
    assert "20 to 39 working days, most likely 27" in said
    assert "10 days longer than the usual three to four weeks (15 to 20 working days)" in said
    for told in ("Two systems instead of one: 2 to 4 days longer.", "scan or type: 3 to 10 days longer."):
        assert told in said


def test_what_staying_costs_follows_its_fields_and_says_what_it_leaves_out() -> None:
    _, app = drawn(READY)
    assert "25 to 46 hours a month" in text_of(app)
    app.number_input(key="cb-staying-visits").set_value(0).run()
    app.text_input(key="cb-staying-wage").set_value("ten").run()
    said = text_of(app)
    assert "17 to 33 hours a month" in said
    assert "The sum goes on with 25.00." in said
    assert "Not in this sum: what the new system and the move cost" in said


def test_the_terms_begin_from_a_frame_and_say_where_it_is_not_filled_in() -> None:
    portal, app = drawn(PREPARING)
    assert "There are still brackets to fill in." in text_of(app)
    app.text_area(key="cb-scope-terms-7-text").set_value("Pay 12,000 USD")
    press(app, "Keep as version 2")
    assert portal.steps == [("write_terms", "Pay 12,000 USD", "", 7)]


def test_a_country_without_points_is_told_so() -> None:
    _, app = drawn(fake_scope.page(declared(replace(WHOLE, country="FR"))))
    assert "There are no points for this country here." in text_of(app)


def test_an_old_page_says_what_happened_and_changes_nothing() -> None:
    portal, app = drawn(READY, refusal=STALE)
    press(app, "Save the names")
    assert "Somebody else changed something here. Look again." in text_of(app)
    assert portal.steps == []
