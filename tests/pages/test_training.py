from __future__ import annotations

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.practice import Act, ActKind, Booking, Case, Exercise, Posting, Shown
from core.training import StepKind
from portal.permissions import Action, Actor, Forbidden, Role
from portal.training import PATHS
from portal.viewmodels.picture import OfPractice
from portal.viewmodels.training import ItemLine, Mine, Said, TrainingPage
from storage.errors import StaleVersion
from tests.pages.pages_alone import html_of, labels, shown, text_of
from tests.portal.fake_training import AT, CLINIC, TRAINING, finished, mine, practice
from tests.portal.fakes import FakePortal

REMY = Actor("Remy Sample", Role.RECEPTIONIST)
ALONE = replace(TRAINING, eyes=(), team=None)


def page(view: TrainingPage = ALONE, **more: object) -> tuple[AppTest, FakePortal]:
    portal = FakePortal(actor=REMY, training_page=view, **more)  # type: ignore[arg-type]
    return shown("training", portal), portal


def at_practice(exercise: Exercise = Exercise.BOOKING, **more: object) -> tuple[AppTest, FakePortal]:
    """The page with an exercise as the next step."""
    view = replace(practice(exercise=exercise), **more)  # type: ignore[arg-type]
    return page(replace(ALONE, mine=mine(3)), practice_view=view)


def press(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label == label).click().run()


def test_the_next_step_stands_first_with_one_main_action_and_what_is_left() -> None:
    app, portal = page()
    said = text_of(app)
    assert "6 steps are left, about 39 minutes." in said
    assert "Your next step Booking, moving and cancelling an appointment Lesson 3 of 8" in said
    press(app, "I have read this")
    assert portal.steps == [("learn", StepKind.READ, "booking", "", 2)]


def test_every_step_is_listed_with_how_it_is_shown_and_can_be_opened() -> None:
    app, portal = page()
    assert "read, 12 Mar 2026, 09:05" in text_of(app)
    assert "to show to a colleague, about 10 minutes, planned by 30 Mar 2026" in text_of(app)
    assert labels(app).count("Open") == 8
    app.button(key="cb-open-step-6").click().run()
    assert "Opened by you Find the paper sheet" in text_of(app)
    press(app, "I have done this")
    assert portal.steps == [("learn", StepKind.DONE, "paper-sheet", "", 2)]


def test_a_task_for_a_colleague_s_eyes_is_asked_for_and_then_waits() -> None:
    app, portal = page()
    app.button(key="cb-open-step-7").click().run()
    press(app, "Ask a colleague to look")
    assert portal.steps == [("learn", StepKind.ASK, "check-in-seen", "", 2)]
    asked = _with_line(mine(7), 7, asked=True)
    said = text_of(page(replace(ALONE, mine=asked))[0])
    assert "A colleague is asked to look." in said


def _with_line(whole: Mine, number: int, **more: object) -> Mine:
    lines = list(whole.lines)
    lines[number] = replace(lines[number], **more)  # type: ignore[arg-type]
    return replace(whole, lines=tuple(lines))


def test_a_step_that_was_opened_again_says_by_whom_and_why() -> None:
    again = _with_line(mine(2), 2, reopened=Said("Casey", AT, "The <list> changed."))
    app, _ = page(replace(ALONE, mine=again))
    assert "Casey opened this again: The <list> changed." in text_of(app)
    assert "<list>" not in html_of(app)


def test_saying_that_one_does_not_feel_ready_names_who_reads_it() -> None:
    app, portal = page()
    assert "The owner or the champion of your clinic and the success engineer read it" in text_of(app)
    app.text_area[0].set_value("I cannot find the recalls.")
    press(app, "Tell them")
    assert portal.steps == [("learn", StepKind.UNSURE, "", "I cannot find the recalls.", 2)]


def test_a_doubt_is_shown_to_its_person_and_taken_back() -> None:
    doubt = replace(mine(), unsure=Said("Remy", AT, "The phone."))
    app, portal = page(replace(ALONE, mine=doubt))
    assert "You said that you do not feel ready: The phone. (12 Mar 2026, 09:05)" in text_of(app)
    press(app, "I feel better about it now")
    assert portal.steps == [("learn", StepKind.SETTLED, "", "", 2)]


def test_once_all_is_done_the_person_says_ready_and_gets_the_certificate() -> None:
    app, portal = page(replace(ALONE, mine=mine(8)))
    assert "One thing is left: to say that you are ready." in text_of(app)
    press(app, "I am ready")
    assert portal.steps == [("learn", StepKind.READY, "", "", 8)]
    app, _ = page(replace(ALONE, mine=finished()))
    assert "Remy Sample has finished the path The front desk" in text_of(app)
    assert [each.proto.label for each in app.get("download_button")] == ["Download my certificate"]


def test_a_colleague_confirms_what_they_saw() -> None:
    app, portal = page(replace(TRAINING, team=None))
    assert "Take an image on a phantom while a colleague watches Ash, assistant" in text_of(app)
    press(app, "I have seen it")
    assert portal.steps == [("confirm", "Ash", "assistant", "image-seen", 5)]


def test_those_who_follow_it_see_everybody_with_doubts_first_and_open_a_step_again() -> None:
    app, portal = page(TRAINING)
    said = text_of(app)
    assert said.index("Kim, accountant: does not feel ready Day <close>.") < said.index("steps done 2 of 8")
    assert "Remy <b> receptionist" in said and "<b>" not in html_of(app).replace("<b>A</b>", "")
    assert "1 person does not feel ready: please talk to them." in said
    app.text_input[0].set_value("Once more, please.")
    press(app, "Open it again")
    (step,) = portal.steps
    assert step[0] == "reopen" and step[4] == "Once more, please."


def test_others_see_nobody_else_s_progress() -> None:
    assert "Everybody's training" not in text_of(page()[0])


def test_a_role_without_a_path_and_a_team_that_has_not_begun() -> None:
    nobody, _ = page(TrainingPage(CLINIC, None, None, (), ()))
    assert "Nobody has begun yet" in text_of(nobody)
    alone, _ = page(TrainingPage(CLINIC, None, None, (), None))
    assert "You have nothing to learn here" in text_of(alone)


def test_a_click_in_an_old_page_says_what_happened() -> None:
    stale = StaleVersion(place="training", found="Something was done here.", do="Look again.")
    app, _ = page(refusal=stale)
    press(app, "I have read this")
    assert "Something was done here. Look again." in text_of(app)


def test_whoever_may_not_is_told_whom_to_ask() -> None:
    auditor = Actor("Toni", Role.AUDITOR)
    app, _ = page(error=Forbidden(auditor, Action.TRAIN))
    assert "this role cannot follow a training" in text_of(app)


def test_a_visit_is_booked_by_letter_day_time_and_room() -> None:
    app, portal = at_practice()
    case = portal.practice_view.case
    assert isinstance(case, Booking)
    said = text_of(app)
    assert "The people here are made up." in said and "To do Book the appointment." in said
    assert f"{case.patient.name}, born" in said
    app.radio[0].set_value("B")
    _box(app, "Time").set_value(10 * 60)
    press(app, "Book the appointment")
    (told,) = portal.steps
    act = Act(ActKind.BOOK, case.patients[1].id, case.day.isoformat(), 600, 30, case.rooms[0][0])
    assert told == ("practise", "book-and-move", (act,), 3)


def _box(app: AppTest, label: str):
    return next(box for box in app.selectbox if box.label == label)


def test_nobody_chosen_is_said_and_nothing_is_kept() -> None:
    app, portal = at_practice()
    press(app, "Book the appointment")
    assert portal.steps == []
    assert "Nobody is chosen yet." in text_of(app)


def test_what_was_not_right_stands_there_and_the_choices_stay() -> None:
    case = practice().case
    assert isinstance(case, Booking)
    act = Act(ActKind.BOOK, case.patients[2].id, case.day.isoformat(), 600, 30, case.rooms[0][0])
    app, _ = at_practice(acts=(act,), shown=Shown(False, "That is another person.", wrong=True))
    assert "Not right yet That is another person." in text_of(app)
    assert (app.radio[0].value, _box(app, "Time").value) == ("C", 600)


def test_after_a_right_booking_only_the_move_is_left() -> None:
    case = practice().case
    assert isinstance(case, Booking)
    act = Act(ActKind.BOOK, case.wanted, case.day.isoformat(), 600, 30, case.rooms[0][0])
    app, portal = at_practice(acts=(act,), shown=Shown(False, "Now move it."))
    assert not app.radio
    press(app, "Move the appointment")
    (told,) = portal.steps
    assert told[2][0].kind is ActKind.MOVE  # type: ignore[index]


@pytest.mark.parametrize(("entered", "units"), [("85.00", 8_500), ("1,250.5", 125_050)])
def test_a_payment_is_entered_as_people_write_it(entered: str, units: int) -> None:
    app, portal = at_practice(Exercise.PAYMENT)
    assert isinstance(portal.practice_view.case, Posting)
    app.radio[0].set_value("A")
    app.text_input[0].set_value(entered)
    _box(app, "Currency").set_value("USD")
    press(app, "Post the payment")
    (told,) = portal.steps
    (act,) = told[2]  # type: ignore[misc]
    assert (act.units, act.currency) == (units, "USD")


def test_what_is_no_amount_is_said() -> None:
    app, portal = at_practice(Exercise.PAYMENT)
    app.radio[0].set_value("A")
    app.text_input[0].set_value("a lot")
    press(app, "Post the payment")
    assert "This is not an amount of money." in text_of(app)
    assert portal.steps == []


def test_a_chart_is_opened_before_its_allergies_are_seen_and_a_note_is_written() -> None:
    app, portal = at_practice(Exercise.ALLERGIES)
    case = portal.practice_view.case
    assert "Penicillin" not in text_of(app)
    opened = Act(ActKind.OPEN, case.wanted)
    app, portal = at_practice(Exercise.ALLERGIES, acts=(opened,), shown=Shown(False, "Look."))
    assert "Penicillin: Hives" in text_of(app)
    app.checkbox[0].set_value(True)
    app.text_area[0].set_value("Asked and confirmed.")
    press(app, "Save the note")
    (told,) = portal.steps
    assert [act.kind for act in told[2]] == [ActKind.REVIEW, ActKind.NOTE]  # type: ignore[attr-defined]


@pytest.mark.parametrize("exercise", list(Exercise))
def test_no_patient_lies_in_the_session(exercise: Exercise) -> None:
    app, portal = at_practice(exercise)
    kept = repr(app.session_state)
    case: Case = portal.practice_view.case
    for patient in case.patients:
        assert patient.name not in kept and patient.id not in kept


def test_every_item_of_every_path_can_be_drawn() -> None:
    for path in PATHS.values():
        lines = tuple(ItemLine(item, None, late=False) for item in path.items)
        for item in path.items:
            view = practice(item.id, Exercise(item.exercise)) if item.exercise else practice()
            whole = Mine(path.title, path.why, 0, lines, 1, item.id, False)
            app, _ = page(replace(ALONE, mine=whole), practice_view=view)
            assert item.title in text_of(app)
            assert not app.exception


def test_the_image_that_is_to_be_filed_is_shown_where_there_is_one() -> None:
    app, portal = at_practice(Exercise.IMAGE, pictured=True)
    assert portal.pictures_asked == [OfPractice("book-and-move")] and "<img" in html_of(app)
    without, portal = at_practice(Exercise.IMAGE)
    assert portal.pictures_asked == [] and "<img" not in html_of(without)
