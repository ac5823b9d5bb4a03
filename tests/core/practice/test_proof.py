"""An exercise is right only where everything is: person, day, time, room, allergies, amount and currency."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest

from core.money import Money
from core.practice import (
    Act,
    ActKind,
    Allergy,
    Booking,
    ChartReview,
    Filing,
    Patient,
    Posting,
    Visit,
    act_of,
    as_facts,
    proof,
)

MONDAY = date(2026, 3, 9)
ANN, ANNA = Patient("p:1", "Ann Bloggs", date(1984, 3, 12)), Patient("p:2", "Anna Bloggs", date(1984, 12, 3))
PAIR = (ANN, ANNA)
TEN, HOUR = 10 * 60, 60
BOOKING = Booking(
    "run",
    PAIR,
    ANN.id,
    day=MONDAY,
    minutes=HOUR,
    visits=(
        Visit(ANNA.id, ANNA.name, "r:1", datetime.combine(MONDAY, time(11)), HOUR),
        Visit(ANN.id, ANN.name, "r:2", datetime.combine(MONDAY, time(14)), HOUR),
    ),
    rooms=(("r:1", "Room 1"), ("r:2", "Room 2")),
    open_days=frozenset({0, 1, 2, 3, 4}),
    opens=8 * 60,
    closes=17 * 60,
)
BOOKED = Act(ActKind.BOOK, ANN.id, MONDAY.isoformat(), TEN, HOUR, "r:1")
MOVED = Act(ActKind.MOVE, day=(MONDAY + timedelta(days=1)).isoformat(), at=TEN, room="r:1")


def test_a_visit_booked_and_moved_is_done_right():
    assert proof(BOOKING, [BOOKED]).right is False
    assert "Now move it" in proof(BOOKING, [BOOKED]).said
    assert proof(BOOKING, [BOOKED, MOVED]).right


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"patient": ANNA.id}, "another person"),
        ({"day": "2026-03-14"}, "closed on that day"),
        ({"day": "2026-03-10"}, "not the day"),
        ({"minutes": 30}, "length"),
        ({"at": 7 * 60}, "before the clinic opens"),
        ({"at": 16 * 60 + 15}, "after it closes"),
        ({"at": TEN + 15}, "in that room"),
        ({"at": 14 * 60 + 30}, "same person"),
        ({"room": "r:9"}, "no such room"),
    ],
)
def test_a_wrong_booking_is_told_in_one_sentence(changed, said):
    shown = proof(BOOKING, [replace(BOOKED, **changed)])
    assert shown.wrong and not shown.right
    assert said in shown.said


def test_visits_that_only_touch_do_not_overlap():
    assert not proof(BOOKING, [BOOKED]).wrong
    assert not proof(BOOKING, [replace(BOOKED, at=12 * 60)]).wrong


def test_the_move_has_to_be_later_open_and_after_the_booking():
    assert "later day" in proof(BOOKING, [BOOKED, replace(MOVED, day=MONDAY.isoformat())]).said
    assert "closed" in proof(BOOKING, [BOOKED, replace(MOVED, day="2026-03-15")]).said
    assert not proof(BOOKING, [MOVED, BOOKED]).right


def test_whoever_was_wrong_does_it_again_and_the_last_one_counts():
    assert proof(BOOKING, [replace(BOOKED, patient=ANNA.id), BOOKED, MOVED]).right
    assert not proof(BOOKING, [BOOKED, MOVED, replace(BOOKED, patient=ANNA.id)]).right


REVIEW = ChartReview(
    "run",
    PAIR,
    ANN.id,
    allergies=(
        Allergy("a:1", ANN.id, "Penicillin"),
        Allergy("a:2", ANN.id, "Latex"),
        Allergy("a:3", ANNA.id, "Iodine"),
    ),
)
OPEN = Act(ActKind.OPEN, ANN.id)
SAW = [Act(ActKind.REVIEW, ANN.id, thing="a:1"), Act(ActKind.REVIEW, ANN.id, thing="a:2")]
NOTE = Act(ActKind.NOTE, ANN.id, text="Allergies asked and confirmed.")


def test_a_note_after_every_allergy_is_right():
    assert proof(REVIEW, [OPEN, *SAW, NOTE]).right


def test_an_allergy_left_unreviewed_or_reviewed_after_the_note_is_not():
    assert "unreviewed" in proof(REVIEW, [OPEN, SAW[0], NOTE]).said
    assert "unreviewed" in proof(REVIEW, [OPEN, NOTE, *SAW]).said


def test_a_wrong_chart_and_a_note_that_says_nothing_are_told():
    assert "another person" in proof(REVIEW, [replace(OPEN, patient=ANNA.id)]).said
    assert "too little" in proof(REVIEW, [OPEN, *SAW, replace(NOTE, text="ok")]).said
    assert not proof(REVIEW, [*SAW, NOTE]).right


def test_what_was_looked_at_on_another_chart_counts_for_nothing():
    assert not proof(REVIEW, [*SAW, OPEN, NOTE]).right


def test_an_image_belongs_to_one_person_only():
    filing = Filing("run", PAIR, ANN.id, title="Periapical", taken=MONDAY)
    assert proof(filing, [Act(ActKind.FILE, ANN.id)]).right
    assert "another person" in proof(filing, [Act(ActKind.FILE, ANNA.id)]).said


POSTING = Posting("run", PAIR, ANN.id, amount=Money(8_500, "CAD"), currencies=("CAD", "USD"))
POST = Act(ActKind.POST, ANN.id, units=8_500, currency="CAD")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"patient": ANNA.id}, "another person"),
        ({"currency": "USD"}, "another currency"),
        ({"units": 85_000}, "amount"),
    ],
)
def test_a_payment_is_posted_to_the_cent_or_not_at_all(changed, said):
    assert proof(POSTING, [POST]).right
    assert said in proof(POSTING, [replace(POST, **changed)]).said


def test_an_act_is_kept_as_plain_facts_and_comes_back():
    for act in (BOOKED, MOVED, *SAW, NOTE, POST):
        assert act_of(as_facts(act)) == act


def test_no_sentence_names_a_patient():
    tried = [
        proof(BOOKING, [replace(BOOKED, patient=ANNA.id)]),
        proof(REVIEW, [OPEN]),
        proof(POSTING, [replace(POST, units=1)]),
    ]
    assert not any("Bloggs" in shown.said for shown in tried)
