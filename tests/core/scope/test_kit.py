"""The kit says what is known, says in brackets what is not, and takes no typed text for a sign."""

from __future__ import annotations

from dataclasses import replace

from core.scope.kit import Facts, Sheet, kit
from tests.core.scope.samples import BEGUN, OLD, WHOLE

FACTS = Facts("Maple Street Dental", "Robin", "30 Mar 2026")


def test_names_and_the_day_are_filled_in() -> None:
    sheets = kit(WHOLE, FACTS)
    assert "We are leaving Old desk. We plan to change over on 30 Mar 2026." in sheets[Sheet.ANNOUNCEMENT]
    assert "**Suri** (success engineer)" in sheets[Sheet.WHOM_TO_ASK]
    assert "ask Casey" in sheets[Sheet.FIRST_DAY]


def test_what_is_not_known_is_in_brackets() -> None:
    sheets = kit(BEGUN, Facts("Maple", "", ""))
    assert (
        "We are leaving (the old system). We plan to change over on (day not set yet)."
        in sheets[Sheet.ANNOUNCEMENT]
    )
    assert "(clinic champion: not named yet)" in sheets[Sheet.FIRST_DAY]


def test_what_stays_is_told_and_appointments_that_stay_change_the_first_day() -> None:
    kept = tuple(replace(d, moves=d.name.value not in ("images", "appointments")) for d in WHOLE.domains)
    sheets = kit(replace(WHOLE, domains=kept), FACTS)
    assert "can still be read there: appointments and images." in sheets[Sheet.ANNOUNCEMENT]
    assert "Appointments stay in the old system" in sheets[Sheet.FIRST_DAY]


def test_typed_text_is_text_and_no_sign_of_markdown() -> None:
    typed = replace(WHOLE, sources=(replace(OLD, name="# Big\n*Desk* <b>"),))
    assert "leaving \\# Big \\*Desk\\* \\<b\\>." in kit(typed, FACTS)[Sheet.ANNOUNCEMENT]


def test_no_sheet_promises_a_day_or_that_nothing_stops() -> None:
    said = " ".join(kit(WHOLE, FACTS).values()).lower()
    assert "the day is a plan" in said
    assert not any(word in said for word in ("guarantee", "zero downtime", "seamless", "100 %", "!"))
