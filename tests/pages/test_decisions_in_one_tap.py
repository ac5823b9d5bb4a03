"""A suggestion is one button on the row of its group; nothing is taken that nobody tapped."""

from __future__ import annotations

from dataclasses import replace

from core.decisions import Choice
from core.decisions.suggesting import Suggested, Why
from portal.viewmodels.decisions import GroupLine, Stand, Verdict
from tests.pages.pages_alone import labels, shown, text_of
from tests.portal.fake_decisions import COLUMN, DECIDED, DECISIONS, ORPHAN, OTHER, SEEN, WORD
from tests.portal.fakes import FakePortal

KEPT = replace(COLUMN, suggested=Suggested(Choice.ARCHIVE, Why.NO_HOME))
READ = replace(WORD, proposal=None, suggested=Suggested(Choice.REPLACE, Why.SLIP, "active", "aktive"))


def only(*groups: GroupLine, just: GroupLine | None = None) -> FakePortal:
    told = replace(DECISIONS, groups=groups, total=len(groups), open=len(groups), just=just)
    return FakePortal(decisions_page=told)


def test_nothing_is_taken_before_somebody_taps_and_one_tap_takes_one_group() -> None:
    portal = only(KEPT, READ)
    app = shown("decisions", portal)
    assert portal.verdicts == []
    app.button(key=f"cb-take-4.0-{READ.id}").click().run()
    reason = "As suggested: it is spelt almost like “aktive”."
    assert portal.verdicts == [(Verdict((READ.id,), Choice.REPLACE, reason, "active"), SEEN)]


def test_the_row_says_what_is_suggested_why_and_what_it_does() -> None:
    said = text_of(shown("decisions", only(KEPT)))
    assert (
        "Suggested: Nothing in the new clinic record is called anything like this column. "
        "40 values stay in the archive of their records, in no field."
    ) in said
    assert "Keep beside the record" in labels(shown("decisions", only(KEPT)))


def test_the_first_suggestion_is_the_main_action_until_a_group_is_opened() -> None:
    app = shown("decisions", only(KEPT, READ))
    kept, read = (app.button(key=f"cb-take-4.0-{each.id}") for each in (KEPT, READ))
    assert [each.proto.type for each in (kept, read)] == ["primary", "secondary"]
    assert not app.radio
    app = app.button(key=f"cb-open-group-{READ.id}").click().run()
    assert app.radio and app.button(key=f"cb-take-4.0-{KEPT.id}").proto.type == "secondary"
    mains = [button.label for button in app.button if button.proto.type == "primary"]
    assert mains == ["Decide"]


def test_a_group_without_a_suggestion_keeps_the_full_form() -> None:
    app = shown("decisions", only(OTHER, ORPHAN))
    assert app.radio and not [each for each in app.button if each.key.startswith("cb-take")]


def test_of_several_groups_together_only_what_all_of_them_allow_is_a_choice() -> None:
    without = replace(OTHER, choices=tuple(each for each in OTHER.choices if each is not Choice.NOTE))
    app = shown("decisions", only(COLUMN, without))
    for each in (COLUMN, without):
        app = app.checkbox(key=f"cb-pick-4.0-{each.id}").check().run()
    assert list(app.radio[0].options) == ["Keep beside the record", "Leave behind for good"]


def test_what_was_decided_just_now_stands_above_with_undo() -> None:
    portal = only(KEPT, just=replace(DECIDED, stand=Stand.NEXT_RUN))
    app = shown("decisions", portal)
    assert "Decided just now: The table recall_old: keep in the archive." in text_of(app)
    app.button(key=f"cb-undo-4-{DECIDED.id}").click().run()
    assert portal.taken_back == [((DECIDED.id,), SEEN)]


def test_the_page_asks_for_what_this_visit_has_just_decided() -> None:
    portal = only(KEPT)
    app = shown("decisions", portal)
    app.button(key=f"cb-take-4.0-{KEPT.id}").click().run()
    assert [each.just for each in portal.decision_queries if each.just] == [KEPT.id]
