from __future__ import annotations

from dataclasses import replace

import pytest

from core.values import Origin
from core.values.hints import Hint
from portal.viewmodels.mapping import Outcomes
from portal.viewmodels.values import Show
from portal.wording import mapping_outcomes, values
from tests.portal.fake_values import TRIAL, VALUES


def test_every_origin_and_every_filter_has_its_words_and_no_two_open_ones_look_settled() -> None:
    assert set(values.ORIGINS) == set(Origin) and set(values.SHOWS) == set(Show)
    signs = {origin: sign for origin, (sign, _) in values.ORIGINS.items()}
    assert {signs[Origin.UNREAD], signs[Origin.ASTRAY]} == {"!"}
    assert "!" not in {sign for origin, sign in signs.items() if origin not in (Origin.UNREAD, Origin.ASTRAY)}


@pytest.mark.parametrize("why", ["told", "spelt", "slip", "within", "called"])
def test_every_suggestion_says_why(why: str) -> None:
    assert values.hint(Hint("payment", False, "pmt", why)).endswith(".")


def test_what_a_change_would_do_is_said_in_counts() -> None:
    both = replace(TRIAL, values=12, rows=3420, now_read=3000, no_longer=20, still_unread=1)
    assert values.trial(both) == (
        "12 values in 3,420 rows become something else. 3,000 rows can be read that could not be before. "
        "20 rows can no longer be read and will wait. 1 row still cannot be read."
    )
    assert values.trial(replace(TRIAL, values=0, rows=0)).startswith("This changes nothing")
    assert values.more(replace(TRIAL, values=12)) == "And 11 more values."


def test_how_the_column_stands_is_said_above_the_list() -> None:
    settled = replace(VALUES, unread=0, unread_rows=0, generic=0)
    assert values.standing(settled) == "4 different values, all of them read."
    told = values.standing(replace(settled, astray=2, astray_rows=30))
    assert told.endswith("2 lead to no record, in 30 rows.")


def test_blanks_are_said_and_never_asked_about() -> None:
    told = mapping_outcomes.blanks(
        Outcomes(read=1, absent=1, empty=1204), required=False, field="patient: sex"
    )
    assert told.startswith("1,204 empty cells stay empty in the new record. 1 cell says in a word")
    assert mapping_outcomes.blanks(Outcomes(read=1), required=True, field="patient: sex") == ""
    one = mapping_outcomes.blanks(Outcomes(empty=1), required=True, field="patient: last name")
    assert one == (
        "1 empty cell stays empty in the new record, and no record can stand without patient: last name, "
        "so that it waits."
    )
