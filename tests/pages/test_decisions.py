from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.decisions import CHOICES, Choice, GroupKind
from portal.permissions import Action, Forbidden
from portal.viewmodels.decisions import DecisionsPage, DecisionsQuery, Say, Stand, Verdict
from portal.wording import decision_choices, decisions
from storage.errors import StaleVersion
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_decisions import (
    COLUMN,
    DATES,
    DECIDED,
    DECISIONS,
    ORPHAN,
    OTHER,
    PERSONS,
    SEEN,
    TEXTS,
    TWINS,
    WORD,
)
from tests.portal.fakes import JOB, OWNER, FakePortal


def page(**changes: object) -> FakePortal:
    return FakePortal(decisions_page=replace(DECISIONS, **changes))  # type: ignore[arg-type]


def only(*groups: object, **changes: object) -> FakePortal:
    return page(groups=groups, total=len(groups), **changes)


def opened(portal: FakePortal, group: str) -> AppTest:
    """The page with this group opened by its button."""
    app = shown("decisions", portal)
    button = app.button(key=f"cb-open-group-{group}")
    return button.click().run() if button.label == "Open" else app


def choose(app: AppTest, choice: Choice, reason: str = "Because.") -> AppTest:
    app.radio[0].set_value(choice).run()
    box = next(box for box in app.text_input if box.label == "Why")
    return box.set_value(reason).run()


def tapped(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_before_the_first_run_the_page_teaches_the_next_step() -> None:
    app = shown("decisions", page(run=None, total=0, uploads=0))
    assert "Bring in an export from your old system first." in text_of(app)
    assert labels(app) == ["Bring in files"]
    app = shown("decisions", page(run=None, total=0, uploads=3))
    assert "The first run shows what there is to decide" in text_of(app)
    assert labels(app) == ["Go to the overview"]


def test_a_run_from_before_groups_and_one_in_which_everything_fits_are_told_apart() -> None:
    assert "Run once more" in text_of(shown("decisions", page(total=0, grouped=False)))
    assert "Everything fits" in text_of(shown("decisions", page(total=0)))


def test_whoever_may_not_look_is_told_whom_to_ask() -> None:
    app = shown("decisions", FakePortal(error=Forbidden(OWNER, Action.SEE_LOG)))
    assert "This is for somebody else" in text_of(app)


def test_what_is_left_is_said_under_the_title_and_what_is_for_others() -> None:
    said = text_of(shown("decisions", FakePortal()))
    assert "Left for you: 5 groups wait for your decision. 1 more is for somebody else." in said


def test_groups_stand_in_sections_open_ones_first_with_their_money_and_decided_ones_below() -> None:
    said = text_of(shown("decisions", FakePortal()))
    places = [said.index(words) for words in (
        "Records without an owner", "3,412.50 USD", "Perhaps the same person", "Columns without a field",
        "Values that could not be read", "The table recall_old",
    )]  # fmt: skip
    assert places == sorted(places)
    assert "Keep in the archive Robin, owner · 12 Mar 2026, 09:05 · We never used it." in said
    assert "Counts from the next run on." in said


def test_a_group_of_this_person_is_open_and_says_what_follows_from_each_choice() -> None:
    app = shown("decisions", FakePortal())
    (ways,) = app.radio
    assert list(ways.options) == ["Keep beside the record", "Attach as a note", "Leave behind for good"]
    assert ways.value is None
    assert app.button(key="cb-open-group-c1").label == "Close"


def test_a_decision_carries_the_group_the_reason_and_what_was_seen() -> None:
    portal = FakePortal()
    tapped(choose(shown("decisions", portal), Choice.ARCHIVE), "Decide")
    assert portal.verdicts == [(Verdict(("c1",), Choice.ARCHIVE, "Because."), SEEN)]


def test_a_reason_can_be_tapped_instead_of_typed() -> None:
    portal = FakePortal()
    app = shown("decisions", portal)
    app.radio[0].set_value(Choice.DECLINE).run()
    app.button_group[0].set_value("We never used it").run()
    tapped(app, "Decide")
    assert portal.verdicts[0][0] == Verdict(("c1",), Choice.DECLINE, "We never used it")


def test_a_decision_that_has_grown_old_is_refused_in_one_sentence_once() -> None:
    found, do = decisions.STALE
    portal = FakePortal(refusal=StaleVersion(place="decisions", found=found, do=do))
    app = tapped(choose(shown("decisions", portal), Choice.ARCHIVE), "Decide")
    assert "Somebody decided something in the meantime, so yours was not saved." in text_of(app)
    assert not app.exception
    assert "in the meantime" not in text_of(app.run())


def test_examples_are_opened_on_demand_and_never_run() -> None:
    portal = FakePortal()
    app = shown("decisions", portal)
    assert portal.looked_at == []
    app = tapped(app, "Show examples")
    assert portal.looked_at == ["c1"]
    assert "&lt;i&gt;Bloggs&lt;/i&gt;" in html_of(app) and "<i>Bloggs" not in html_of(app)


def test_persons_stand_side_by_side_once_they_are_opened_and_a_number_is_chosen_to_stay() -> None:
    portal = only(PERSONS)
    portal.examples_of["p1"] = TWINS
    assert portal.looked_at == []
    app = opened(portal, "p1")
    assert "Number 11 Number 12" in text_of(app) and "≠ 312-555-0212" in text_of(app)
    choose(app, Choice.MERGE)
    next(box for box in app.selectbox if box.label == "Which number stays").select_index(1).run()
    tapped(app, "Decide")
    assert portal.verdicts[0][0] == Verdict(("p1",), Choice.MERGE, "Because.", to="12")


def test_a_word_is_given_one_of_the_codes_of_its_field() -> None:
    portal = only(WORD)
    app = choose(opened(portal, "w1"), Choice.REPLACE)
    next(box for box in app.selectbox if box.label == "What it means").select_index(1).run()
    tapped(app, "Decide")
    assert portal.verdicts[0][0] == Verdict(("w1",), Choice.REPLACE, "Because.", to="inactive")
    assert portal.looked_at == []


def test_one_text_is_corrected_and_no_key_of_a_widget_holds_it() -> None:
    portal = only(DATES)
    portal.examples_of["d1"] = TEXTS
    app = choose(opened(portal, "d1"), Choice.REPLACE)
    next(box for box in app.selectbox if box.label == "What stands there now").select_index(1).run()
    box = next(box for box in app.text_input if box.label == "What should stand there")
    box.set_value("1961-03-12").run()
    tapped(app, "Decide")
    asked = Verdict(("d1",), Choice.REPLACE, "Because.", to="1961-03-12", text="not known yet")
    assert portal.verdicts[0][0] == asked
    keys = [str(each.key) for kind in (app.selectbox, app.text_input, app.button, app.radio) for each in kind]
    assert not any("known" in key or "day" in key for key in keys)


def test_what_was_corrected_stands_with_the_group_and_is_taken_back_there() -> None:
    portal = only(DATES)
    app = opened(portal, "d1")
    assert "“some day” is read as “1961-03-12”" in text_of(app)
    tapped(app, "Take back")
    assert portal.taken_back == [(("d1a",), SEEN)]


def test_several_are_selected_and_decided_at_once_and_there_is_one_main_action() -> None:
    portal = only(COLUMN, OTHER)
    app = shown("decisions", portal)
    for group in ("c1", "c2"):
        app.checkbox(key=f"cb-pick-4.0-{group}").check().run()
    assert "2 groups selected" in text_of(app)
    assert [b.label for b in app.button if b.proto.type == "primary"] == ["Decide for 2 groups"]
    tapped(choose(app, Choice.ARCHIVE), "Decide for 2 groups")
    assert portal.verdicts == [(Verdict(("c1", "c2"), Choice.ARCHIVE, "Because."), SEEN)]


def test_a_proposal_is_accepted_or_set_aside_with_one_tap_by_whoever_decides() -> None:
    portal = only(WORD)
    app = shown("decisions", portal)
    assert "Val (vendor team) proposes: give it a meaning: active." in text_of(app)
    tapped(app, "Accept")
    tapped(shown("decisions", portal), "Set aside")
    assert (portal.accepted, portal.taken_back) == ([("w1", SEEN)], [(("w1",), SEEN)])


def test_whoever_only_proposes_is_told_who_decides_and_accepts_nothing() -> None:
    portal = only(replace(WORD, say=Say.PROPOSES), yours=0, proposable=1)
    app = opened(portal, "w1")
    assert "You can propose. The owner or the champion of your clinic decides." in text_of(app)
    assert "Propose" in labels(app)
    assert not {"Accept", "Set aside", "Decide"} & set(labels(app))


def test_whoever_has_no_say_sees_whose_it_is_and_nothing_to_decide_with() -> None:
    app = opened(only(ORPHAN, yours=0, newer=False), "o1")
    assert "This is decided by the owner or the accountant of your clinic." in text_of(app)
    assert not app.radio and not app.checkbox
    assert set(labels(app)) == {"Close", "Show examples"}


def test_decided_groups_are_taken_back_by_whoever_decides() -> None:
    portal = only(DECIDED, open=0, yours=0)
    tapped(shown("decisions", portal), "Take back")
    assert portal.taken_back == [(("t1",), SEEN)]
    assert "Take back" not in labels(shown("decisions", only(replace(DECIDED, say=Say.NONE))))


def test_a_group_that_grew_says_by_how_much() -> None:
    grown = replace(DECIDED, stand=Stand.MORE, count=9)
    said = text_of(opened(only(grown), "t1"))
    assert "Open again: the last run found 5 more than Robin saw." in said


def test_once_something_is_decided_a_run_is_offered_to_whoever_may_start_one() -> None:
    portal = FakePortal()
    app = shown("decisions", portal)
    tapped(app, "Run with these decisions")
    assert portal.decisions_run == [SEEN]
    said = text_of(shown("decisions", page(may_run=False)))
    assert "Starting a run is for the owner or the champion of your clinic." in said
    assert "Run with these decisions" not in labels(shown("decisions", page(newer=False)))


def test_the_run_is_the_main_action_where_nothing_is_left_to_decide() -> None:
    app = shown("decisions", only(DECIDED, open=0, yours=0))
    assert [b.label for b in app.button if b.proto.type == "primary"] == ["Run with these decisions"]
    assert "Nothing is open" in text_of(app)


def test_once_everything_is_decided_and_run_the_page_leads_on() -> None:
    assert "Go to the overview" in labels(shown("decisions", only(DECIDED, open=0, yours=0, newer=False)))
    due = labels(shown("decisions", only(DECIDED, open=0, yours=0, newer=True)))
    assert "Go to the overview" not in due


def test_while_a_run_is_under_way_decisions_count_for_the_next_one() -> None:
    app = shown("decisions", replace(page(job=JOB), job_now=JOB))
    assert "What you decide now counts in the next one." in text_of(app)
    assert "Run with these decisions" not in labels(app)


def test_a_column_leads_to_the_mapping_where_it_can_have_a_field() -> None:
    assert "Give it a field instead" in labels(shown("decisions", FakePortal()))
    assert "Give it a field instead" not in labels(shown("decisions", page(may_map=False)))


def test_filters_ask_for_what_was_chosen() -> None:
    portal = FakePortal()
    app = shown("decisions", portal)
    kind = next(box for box in app.selectbox if box.label == "Why it did not fit")
    assert kind.options[1:3] == ["Whole tables", "Records without an owner (1 open)"]
    kind.select_index(2).run()
    next(box for box in app.selectbox if box.label == "What it is about").select_index(1).run()
    app.toggle[0].set_value(True).run()
    assert portal.decision_queries[-1] == DecisionsQuery("financial", "orphan", open_only=True)


def test_names_of_columns_are_shown_and_never_run() -> None:
    html = html_of(shown("decisions", FakePortal()))
    assert "Batch &lt;b&gt;" in html and "Batch <b>" not in html


def test_no_grid_with_a_toolbar_holds_patient_data() -> None:
    portal = only(PERSONS)
    portal.examples_of["p1"] = TWINS
    assert not opened(portal, "p1").dataframe


@pytest.mark.parametrize("kind", list(GroupKind))
def test_every_kind_has_its_section_its_choices_and_its_quick_reasons_in_plain_words(kind: GroupKind) -> None:
    group = replace(COLUMN, kind=kind, choices=CHOICES[kind])
    said = [*decision_choices.SECTIONS[kind], *decision_choices.QUICK_REASONS[kind], decisions.title(group)]
    for choice in CHOICES[kind]:
        said += [decision_choices.choice(group, choice), decision_choices.follows(group, choice)]
    assert all(said) and not any("!" in each or "—" in each for each in said)


def test_what_is_left_is_told_for_every_state_of_a_page() -> None:
    empty = DecisionsPage("Maple", None)
    assert decisions.left(empty) == ""
    assert decisions.left(replace(DECISIONS, open=0, yours=0)) == "Nothing is left to decide."
    assert "2 groups wait for somebody else" in decisions.left(replace(DECISIONS, open=2, yours=0))
