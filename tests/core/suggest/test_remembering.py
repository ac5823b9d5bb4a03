"""What a person said of a column is recalled for one of the same name, with who said so and when."""

from __future__ import annotations

from dataclasses import replace

from core.profiles import profile
from core.record import RECORD
from core.suggest import Suggestion, suggest_all
from core.suggest.remembering import CONFIRMED, Confirmed, memory_of, recalled
from tests.core.small import source

TABLE = source(
    "patients_again",
    ("PatNum", "LastName", "ZQX", "Born"),
    [("1", "Bloggs", "Jo", "1990-01-02"), ("2", "Roe", "Al", "1991-01-02")],
)
KINDS = ("patient", "contact_point")
SAID = Confirmed(("a.csv", "a"), "zqx", ("patient", "preferred_name"), "Robin", "12 Mar 2026")


def told(*confirmed: Confirmed, reader: str = "") -> dict[str, Suggestion]:
    found = suggest_all([TABLE], RECORD).columns
    memory = memory_of(confirmed)
    made = recalled(found, memory, kinds=KINDS, profile=profile(TABLE), record=RECORD, reader=reader)
    return {each.column: each for each in made}


def test_a_column_of_the_same_name_is_suggested_for_the_field_that_a_person_gave_it() -> None:
    assert told()["ZQX"].field is None
    zqx = told(SAID)["ZQX"]
    assert (zqx.entity, zqx.field, zqx.confidence, zqx.sure) == (
        "patient",
        "preferred_name",
        CONFIRMED,
        False,
    )
    assert zqx.reason.endswith("Robin said so for a.csv on 12 Mar 2026.")
    assert told(SAID, reader="Robin")["ZQX"].reason.endswith("You said so for a.csv on 12 Mar 2026.")


def test_a_suggestion_that_a_person_confirmed_is_more_certain_and_as_sure_as_before() -> None:
    before = told()["LastName"]
    home = (str(before.entity), str(before.field))
    after = told(replace(SAID, column="last_name", home=home))["LastName"]
    assert after.confidence >= max(before.confidence, CONFIRMED) and after.sure == before.sure
    assert before.reason in after.reason and "Robin said so" in after.reason


def test_what_people_said_differently_is_not_recalled() -> None:
    other = replace(SAID, source=("c.csv", "c"), home=("patient", "first_name"))
    assert told(SAID, other)["ZQX"] == told()["ZQX"]


def test_what_was_said_of_the_column_itself_or_of_another_kind_is_not_recalled() -> None:
    assert told(replace(SAID, source=TABLE.key))["ZQX"] == told()["ZQX"]
    assert told(replace(SAID, home=("payer", "name")))["ZQX"] == told()["ZQX"]


ELSEWHERE = replace(SAID, source=TABLE.key, home=("patient", "first_name"), when="", where="Maple Street")


def test_what_was_said_in_another_project_says_where_though_the_table_is_called_the_same() -> None:
    zqx = told(replace(ELSEWHERE, home=SAID.home), reader="Robin")["ZQX"]
    assert (zqx.field, zqx.sure) == ("preferred_name", False)
    assert zqx.reason.endswith('You mapped "zqx" so in Maple Street.')


def test_what_was_said_here_goes_before_what_was_said_in_another_project() -> None:
    assert told(ELSEWHERE, SAID)["ZQX"].field == "preferred_name"


def test_values_that_speak_against_it_keep_a_field_from_being_recalled() -> None:
    assert told(replace(SAID, home=("patient", "birth_date")))["ZQX"] == told()["ZQX"]


def test_a_field_that_is_another_columns_for_sure_stays_with_it() -> None:
    last = told()["LastName"]
    assert last.sure
    assert told(replace(SAID, home=(str(last.entity), str(last.field))))["ZQX"] == told()["ZQX"]


def test_two_columns_are_never_recalled_for_one_field() -> None:
    born = replace(SAID, column="Born", home=("patient", "preferred_name"))
    after = told(SAID, born)
    assert [each.field for each in after.values()].count("preferred_name") <= 1


def test_a_column_gives_way_to_one_that_a_person_spoke_of_and_says_so() -> None:
    rival = replace(told()["LastName"], column="LastName", sure=False)
    zqx = told()["ZQX"]
    made = recalled(
        [rival, zqx],
        memory_of([replace(SAID, home=(str(rival.entity), str(rival.field)))]),
        kinds=KINDS,
        profile=profile(TABLE),
        record=RECORD,
    )
    assert (made[0].field, made[1].field) == (None, rival.field)
    assert '"ZQX" has the better claim' in made[0].reason
