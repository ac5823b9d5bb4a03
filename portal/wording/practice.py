"""Sentences of the exercises on the practice copy."""

from __future__ import annotations

from datetime import date

from core.practice import Booking, Case, ChartReview, Exercise, Filing, Posting
from portal.wording.figures import counted
from portal.wording.figures import day as day

LETTERS = "ABCDEFGHIJ"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

WHO = "Who it could be"
WHO_IS_IT = "Who it is"
NOT_BORN = "no date of birth"
BORN = "born {}"
WHEN = "Day"
AT = "Time"
ROOM = "Room"
LENGTH = "Length"
MINUTES = "{} minutes"
BOOK = "Book the appointment"
MOVE = "Move the appointment"
BOOKED = "Booked: {}"
ALREADY = "Appointments that are there already"
CALLS = "Now the patient calls: that day does not suit after all. Move the appointment to a later day."
ALLERGIES = "Allergies on this chart"
NO_ALLERGIES = "No allergy stands on this chart."
OPEN_CHART = "Open this chart"
LOOKED_AT = "Looked at: {}"
NOTE = "Your note"
SAVE_NOTE = "Save the note"
FILE = "File it on this person"
ON_IMAGE = "What stands on the image"
ON_SLIP = "What stands on the slip"
AMOUNT = "Amount"
CURRENCY = "Currency"
POST = "Post the payment"
NO_AMOUNT = "This is not an amount of money."
NO_AMOUNT_DO = "Write it like 85.00, without the currency."
NOT_CHOSEN = "Nobody is chosen yet."
NOT_CHOSEN_DO = "Choose one of the people, by letter."
TRIED = "Saved on the practice copy."
RIGHT = "Done right"
NOT_RIGHT = "Not right yet"
NEXT = "To do"


def asked(case: Case) -> str:
    """What is asked, with the name and the date of birth that one has to go by."""
    who = f"{case.patient.name}, {born(case.patient.born)}"
    if isinstance(case, Booking):
        wanted = f"an appointment of {case.minutes} minutes on {weekday(case.day)}"
        return f"{who}, calls and needs {wanted}. Book it."
    if isinstance(case, ChartReview):
        return f"{who}, sits in the chair. Open the chart, look at every allergy, and write what you saw."
    if isinstance(case, Filing):
        return "An image came in. Find out whose it is, and file it on that person."
    if isinstance(case, Posting):
        return "A payment came in. Post it to the right person, in the right currency, to the cent."
    return who


def born(on: date | None) -> str:
    return BORN.format(day(on)) if on else NOT_BORN


def weekday(on: date) -> str:
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def clock(at: int) -> str:
    return f"{at // 60:02d}:{at % 60:02d}"


def long(minutes: int) -> str:
    return counted(minutes, "minute")


TITLES = {
    Exercise.BOOKING: "Book an appointment and move it",
    Exercise.ALLERGIES: "Look at allergies and write a note",
    Exercise.IMAGE: "File an image",
    Exercise.PAYMENT: "Post a payment",
}
